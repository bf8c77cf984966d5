// Makes a screenshot small: at most 256 colours from a palette, packed as tightly as zlib can. Nothing but Node.
import { writeFile } from "node:fs/promises";
import * as zlib from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** CRC-32 as PNG wants it (ISO 3309); Node has it from version 22. */
const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crc32(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The pixels of an 8-bit RGB or RGBA picture that is not interlaced, as Chromium writes them. */
function read(png) {
  let at = 8;
  let head;
  const data = [];
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") head = body;
    if (type === "IDAT") data.push(body);
    at += length + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const size = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !size || head[12]) throw new Error("not the kind of PNG that Chromium writes");
  return { width, height, size, pixels: unfilter(zlib.inflateSync(Buffer.concat(data)), width, height, size) };
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

function unfilter(raw, width, height, size) {
  const row = width * size;
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x >= size ? out[y * row + x - size] : 0;
      const up = y ? out[(y - 1) * row + x] : 0;
      const corner = y && x >= size ? out[(y - 1) * row + x - size] : 0;
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * row + x] = raw[y * (row + 1) + 1 + x] + add;
    }
  }
  return out;
}

/** The most used colours first; the others become the nearest of those. */
function palette(pixels, size) {
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += size) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const all = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const kept = all.slice(0, 256);
  const parts = (c) => [c >> 16, (c >> 8) & 255, c & 255];
  const index = new Map(kept.map((colour, n) => [colour, n]));
  for (const colour of all.slice(256)) {
    const [r, g, b] = parts(colour);
    let best = 0;
    let least = Infinity;
    kept.forEach((other, n) => {
      const [r2, g2, b2] = parts(other);
      const far = (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
      if (far < least) [best, least] = [n, far];
    });
    index.set(colour, best);
  }
  return { index, colours: Buffer.from(kept.flatMap(parts)) };
}

/** Writes the picture with a palette. */
export async function shrink(png, path) {
  const { width, height, size, pixels } = read(png);
  const { index, colours } = palette(pixels, size);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * size;
      rows[y * (width + 1) + 1 + x] = index.get((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const data = zlib.deflateSync(rows, { level: 9, memLevel: 9 });
  await writeFile(path, Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]));
}
