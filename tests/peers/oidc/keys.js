// Keys made at start. The citizen client has an RSA key as PEM, the staff client an EC key as JWK,
// so that both ways of giving Torg a key are used.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const KINDS = {
  citizen: {
    name: "torg-citizen.pem",
    alg: "RS256",
    make: () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
    write: (key) => key.export({ type: "pkcs8", format: "pem" }),
    read: (text) => createPrivateKey(text),
  },
  staff: {
    name: "torg-staff.jwk.json",
    alg: "ES256",
    make: () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
    write: (key) => JSON.stringify({ ...key.export({ format: "jwk" }), kid: "torg-staff-test" }),
    read: (text) => createPrivateKey({ key: JSON.parse(text), format: "jwk" }),
  },
};

/** The client's key from `folder`, made and written there (mode 600) when it is missing. */
export async function clientKey(folder, kind) {
  const { name, alg, make, write, read } = KINDS[kind];
  const file = join(folder, name);
  await mkdir(folder, { recursive: true });
  let text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) {
    text = write(make());
    await writeFile(file, text, { mode: 0o600 });
  }
  const publicJwk = createPublicKey(read(text)).export({ format: "jwk" });
  return {
    clientId: `torg-${kind}`,
    file,
    publicJwk: { ...publicJwk, kid: `torg-${kind}-test`, alg, use: "sig" },
  };
}

/** The provider's signing key: never the same twice. */
export function providerKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), alg: "RS256", use: "sig" };
}
