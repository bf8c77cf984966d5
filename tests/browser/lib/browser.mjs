// The browser, and visitors who use it. A visitor notes everything the console says.
import { chromium } from "playwright-core";
import { readFile } from "node:fs/promises";

const ARGUMENTS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 390, height: 844 };

let running;
/** One browser per test file. */
export async function browser() {
  running ??= chromium.launch({
    executablePath: process.env.TORG_CHROMIUM ?? "/usr/bin/chromium", headless: true, args: ARGUMENTS,
  });
  return running;
}

export async function closeBrowser() {
  await (await running)?.close();
  running = undefined;
}

/** A person with a browser of their own. */
export class Visitor {
  /** `lang` is asked for as the browser's language; `script: false` is a browser without JavaScript. */
  static async come(site, { lang = "nb", script = true, width = 1280, scheme = "light" } = {}) {
    const visitor = new Visitor();
    Object.assign(visitor, { site, lang, script, width, scheme, troubles: [], seen: [] });
    const size = width === 390 ? NARROW : { width, height: 900 };
    visitor.context = await (await browser()).newContext({
      baseURL: site.url, locale: { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[lang], viewport: size, colorScheme: scheme, reducedMotion: "reduce", acceptDownloads: true, timezoneId: "Europe/Oslo",
    });
    visitor.context.setDefaultTimeout(10_000);
    visitor.page = await visitor.context.newPage();
    visitor.listen(visitor.page);
    if (!script) {
      visitor.scripts = await visitor.context.newCDPSession(visitor.page);
      await visitor.allowScripts(false);
    }
    return visitor;
  }

  /** Scripts of the page itself; switched on for a moment when axe looks at a page that was loaded without. */
  async allowScripts(yes) {
    await this.scripts?.send("Emulation.setScriptExecutionDisabled", { value: !yes });
  }

  /** Everything the console or the network complains about, except that a page of an error says so. */
  listen(page) {
    page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      const text = message.text();
      if (/Failed to load resource: the server responded with a status of 4\d\d/.test(text)) return;
      this.troubles.push(`${message.type()}: ${text}`);
    });
    page.on("pageerror", (error) => this.troubles.push(`script: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      // A page that is left stops what it still loads; a download is no page.
      if (why !== "net::ERR_ABORTED") this.troubles.push(`${why}: ${request.url()}`);
    });
    page.on("response", (response) => {
      const part = response.request().resourceType() !== "document";
      if (part && response.status() >= 400) this.troubles.push(`${response.status()}: ${response.url()}`);
    });
  }

  /** Opens an address; expects the status. */
  async open(path, status = 200) {
    const response = await this.page.goto(path);
    if (response.status() !== status) throw new Error(`${path} answered ${response.status()}, not ${status}`);
    return response;
  }

  /** Chooses a language as people do: by the link at the top. */
  async speak(lang) {
    await this.page.click(`.site-languages a[hreflang="${lang}"]`);
    this.lang = lang;
  }

  /** Follows the first link whose address begins with `path`. */
  async follow(path) {
    await this.page.click(`main a[href^="${path}"]`);
  }

  /** Sends the form that goes to an address ending with `action` and waits for what comes. */
  async send(action, values = {}, button) {
    const form = this.page.locator(`main form[method="post"][action$="${action}"]`).first();
    for (const [name, value] of Object.entries(values)) {
      const field = form.locator(`[name="${name}"]`).first();
      if (typeof value === "boolean") {
        // The label covers the whole row, as people press it.
        const id = await field.getAttribute("id");
        if ((await field.isChecked()) !== value) await form.locator(`label[for="${id}"]`).click();
      }
      else if ((await field.evaluate((f) => f.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
    }
    const pressed = button ? form.locator(button) : form.locator('button[type="submit"]').first();
    const [response] = await Promise.all([this.page.waitForEvent("framenavigated"), pressed.click()]);
    await this.page.waitForLoadState("load");
    return response;
  }

  async text() {
    return this.page.locator("main").innerText();
  }

  async go() {
    await this.context.close();
    if (this.troubles.length) throw new Error(`the console said:\n${this.troubles.join("\n")}`);
  }
}

/** Runs a test with a visitor; whatever the console said makes it fail. */
export async function visiting(site, how, what) {
  const visitor = await Visitor.come(site, how);
  try {
    await what(visitor);
  } catch (error) {
    const path = await visitor.page.url();
    const body = await visitor.page.locator("main").innerText().catch(() => "");
    await visitor.context.close();
    error.message += `\nat ${path}\n${visitor.troubles.join("\n")}\n${body.slice(0, 1200)}`;
    throw error;
  }
  await visitor.go();
}

export const axeSource = await readFile(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
