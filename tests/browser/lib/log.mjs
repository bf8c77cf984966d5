// What the program logs is looked through by the program's own scanner.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Addresses of this machine tell about nobody; it listens there. */
const OWN = /^(127\.\d+\.\d+\.\d+|::1)$/;

/** Personal data in a log: the kind of each find, with its line. Names are left out, as they are the least sure. */
export async function findsIn(log) {
  const folder = await mkdtemp(join(tmpdir(), "torg-log-"));
  const file = join(folder, "log.txt");
  await writeFile(file, log);
  const { stdout } = await promisify(execFile)(process.env.TORG_BINARY, ["scan", "--json", "--no-names", file]);
  await rm(folder, { recursive: true });
  const lines = log.split("\n").map((line) => [...line]);
  const finds = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const text = (find) => lines[find.line - 1].slice(find.start, find.end).join("");
  return finds.filter((find) => !OWN.test(text(find))).map((find) => `${find.kind}: ${lines[find.line - 1].join("")}`);
}
