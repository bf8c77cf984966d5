// Names, telephone numbers and the device's secret are sealed with a key made from the PIN. The key is never stored.

const bytes = (text) => new TextEncoder().encode(text);
const ROUNDS = 600_000;

export const newSalt = () => crypto.getRandomValues(new Uint8Array(16));

/** The key of a PIN; slow on purpose. */
export async function keyOf(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, box: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes(JSON.stringify(value))) };
}

/** What was sealed; rejects when the key is another. */
export async function open(key, { iv, box }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, box)));
}

/** A key for something done at an instant: UUIDv7, so that keys sort as the deeds. */
export function newId(at) {
  const raw = crypto.getRandomValues(new Uint8Array(16));
  for (let n = 0; n < 6; n += 1) raw[n] = Math.floor(at / 256 ** (5 - n)) & 255;
  raw[6] = (raw[6] & 15) | 112;
  raw[8] = (raw[8] & 63) | 128;
  const hex = [...raw].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
