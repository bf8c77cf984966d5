// Builds frontend/dist: one stylesheet, the scripts, two font files and the icon, with .br and .gz beside the text files.
import { mkdir, readFile, rm, writeFile, copyFile } from "node:fs/promises";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createRequire } from "node:module";
import { build, transform } from "esbuild";
import { prune } from "./prune.mjs";

const here = new URL(".", import.meta.url);
const dist = new URL("dist/", here);
const resolve = createRequire(import.meta.url).resolve;
const read = (path) => readFile(path, "utf8");

/** Designsystemet's files that the pages use, in the order of its own index.css. */
const BASE = ["base", "heading", "label", "paragraph", "validation-message"];
const COMPONENTS = [
  "link", "data-size-workaround", "button", "input", "field", "fieldset", "alert", "skip-link", "details", "dialog",
  "list", "card", "divider", "pagination", "tag", "error-summary", "toggle-group", "spinner", "table", "breadcrumbs",
  "badge", "search",
];
/** Our own files. `print` comes last so that it wins over the rest. */
const OWN = ["font", "shell", "content", "choices", "staff", "queue", "tours", "print"];

async function stylesheet() {
  const system = (path) => read(resolve(`@digdir/designsystemet-css/${path}.css`));
  // One of Designsystemet's files comes with its layer around it already.
  const layer = (name, css) => (css.startsWith("@layer") ? css : `@layer ${name}{${css}}`);
  const parts = ["@layer ds.theme, ds.base, ds.components, torg;", await system("theme")];
  for (const name of BASE) parts.push(layer("ds.base", await system(name)));
  for (const name of COMPONENTS) parts.push(layer("ds.components", await system(name)));
  for (const name of OWN) parts.push(layer("torg", await read(new URL(`src/${name}.css`, here))));
  const { code } = await transform(prune(parts.join("\n")), { loader: "css", minify: true, legalComments: "none" });
  return code;
}

async function script(name) {
  const source = await read(new URL(`src/${name}`, here));
  const { code } = await transform(source, { loader: "js", minify: true, target: "es2020", format: "iife" });
  return code;
}

/** A script of several files, for the pages that ask for it. */
async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`src/${entry}`, here).pathname], bundle: true, write: false, minify: true, target: "es2020", format: "iife",
  });
  return outputFiles[0].text;
}

/** Writes a text file and its two compressed forms. */
async function writeText(name, text) {
  const bytes = Buffer.from(text);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  await writeFile(new URL(name, dist), bytes);
  await writeFile(new URL(`${name}.br`, dist), brotli);
  await writeFile(new URL(`${name}.gz`, dist), gzip);
  console.log(`${name.padEnd(24)}${bytes.length} B, gzip ${gzip.length} B, brotli ${brotli.length} B`);
}

async function font(subset) {
  const source = resolve(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`);
  await copyFile(source, new URL(`inter-${subset}.woff2`, dist));
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await writeText("torg.css", await stylesheet());
await writeText("torg.js", await script("torg.js"));
await writeText("lease.js", await bundle("lease/main.js"));
await writeText("tours.js", await script("tours.js"));
await writeText("lease-sw.js", await script("lease-sw.js"));
await writeText("favicon.svg", await read(new URL("src/favicon.svg", here)));
await font("latin");
await font("latin-ext");
