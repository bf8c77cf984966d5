// The program under test: started on a free port with a folder of its own and a clock that can be moved.
import { spawn } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findsIn } from "./log.mjs";

/** Wednesday 25 November 2026, 11.20 in Norway: the centres are open, some people have come and some are to come. */
export const WEDNESDAY = Date.parse("2026-11-25T10:20:00Z");

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export const temporary = () => mkdtemp(join(tmpdir(), "torg-browser-"));

/** A copy of the program. */
export class Site {
  /** The demo that `run` started, which the tests share. */
  static shared() {
    const site = new Site();
    site.url = process.env.TORG_URL;
    if (!site.url) throw new Error("TORG_URL is not set: start the tests with tests/browser/run");
    return site;
  }

  /** A demo of its own: `limits` on or off, `at` the time it begins at (milliseconds; "now" for the real time). */
  static async demo({ limits = false, at = WEDNESDAY, folder } = {}) {
    const site = new Site();
    await site.begin((port, dir) => ["demo", "--listen", `127.0.0.1:${port}`, "--data-dir", dir], {
      folder, at, env: { TORG_RATE_LIMITS: limits ? "on" : "off" },
    });
    return site;
  }

  /** `torg serve` in the real time, with a configuration that `write` makes from the port and the folder. */
  static async serve({ port, folder, config }) {
    const site = new Site();
    await site.begin((p) => ["--config", config, "serve", "--listen", `127.0.0.1:${p}`], { port, folder, at: "now", env: {} });
    return site;
  }

  async begin(args, { port, folder, at, env }) {
    this.log = "";
    this.folder = folder ?? (await temporary());
    this.ownFolder = !folder;
    const number = port ?? (await freePort());
    this.url = `http://127.0.0.1:${number}`;
    this.clock = join(this.folder, "clock");
    this.ahead = at === "now" ? 0 : Math.round((at - Date.now()) / 1000);
    await this.writeClock();
    this.how = { args: args(number, this.folder), env };
    await this.again();
  }

  /** Ends the program as a power cut does. */
  async cut() {
    const gone = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await gone;
  }

  /** Starts the program, with the address and the folder it had; waits until it is ready. */
  async again() {
    this.process = spawn(process.env.TORG_BINARY, this.how.args, {
      env: { ...process.env, ...this.how.env, TORG_TEST_CLOCK: this.clock, LD_PRELOAD: process.env.TORG_CLOCK_LIBRARY },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.process.stderr.on("data", (part) => (this.log += part));
    let ended = false;
    this.process.once("exit", () => (ended = true));
    for (let tries = 0; tries < 600; tries += 1) {
      if (ended) throw new Error(`the program ended: ${this.log.slice(-4000)}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    throw new Error(`the program was not ready within a minute: ${this.log.slice(-4000)}`);
  }

  async writeClock() {
    const bytes = Buffer.alloc(8);
    if (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1) bytes.writeBigInt64LE(BigInt(this.ahead));
    else bytes.writeBigInt64BE(BigInt(this.ahead));
    // Written in place: the program has the file mapped.
    const file = await open(this.clock, "r+").catch(() => open(this.clock, "w+"));
    await file.write(bytes, 0, 8, 0);
    await file.close();
  }

  /** Moves the program's clock. */
  async later(seconds) {
    this.ahead += seconds;
    await this.writeClock();
  }

  /** Ends the program. What it logged must hold no personal data. */
  async stop() {
    if (this.process && this.process.exitCode === null) {
      const gone = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGTERM");
      await Promise.race([gone, sleep(3000).then(() => this.process.kill("SIGKILL"))]);
    }
    if (this.ownFolder) await rm(this.folder, { recursive: true, force: true });
    const told = await findsIn(this.log ?? "");
    if (told.length) throw new Error(`the program's log holds personal data:\n${told.join("\n")}`);
  }

  async messages() {
    return (await (await fetch(`${this.url}/demo/messages.json`)).json()).items;
  }

  /** The newest code sent to a number (+47…); waits until there is one that is not in `not`. */
  async code(phone, not = []) {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = (await this.messages()).find((m) => m.to === phone && /^\d{6}\b/.test(m.body));
      const code = found?.body.slice(0, 6);
      if (code && !not.includes(code)) return code;
      await sleep(100);
    }
    throw new Error(`no code was sent to ${phone}`);
  }
}
