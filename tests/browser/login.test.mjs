// Signing in at a provider, in a real browser against a certified one: citizens and staff, too low a level, out again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site, freePort, temporary } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

const both = { both: true };
let site;
let provider;
let folder;

/** The provider from tests/peers/oidc, with our addresses; answers what it printed. */
function startProvider(url) {
  const server = new URL("../peers/oidc/server.js", import.meta.url).pathname;
  provider = spawn(process.execPath, [
    server, "--keys", folder, "--until-stdin-closes",
    "--citizen-redirect", `${url}/logg-inn/retur`, "--citizen-logout", `${url}/`,
    "--citizen-frontchannel", `${url}/logg-ut/utenfra`,
    "--staff-redirect", `${url}/ansatt/logg-inn/retur`, "--staff-logout", `${url}/`,
    "--staff-frontchannel", `${url}/logg-ut/utenfra`,
  ], { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    createInterface({ input: provider.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    provider.once("exit", () => reject(new Error("the provider ended")));
  });
}

const configuration = (url, { issuer, clients }) => `
database = "sqlite:${join(folder, "torg.sqlite")}"
secret_file = "${join(folder, "torg.secret")}"
rate_limits = false

[site]
name = "Torg"
base_url = "${url}"
behind_proxy = false

[login.citizen]
name = "idporten"
profile = "idporten"
issuer = "${issuer}"
client_id = "${clients.citizen.client_id}"
key_file = "${clients.citizen.key_file}"
kid = "${clients.citizen.kid}"
acr_values = ["idporten-loa-substantial"]
accepted_acr = ["idporten-loa-substantial", "idporten-loa-high"]
redirect_uri = "${url}/logg-inn/retur"
post_logout_redirect_uri = "${url}/"

[[login.staff]]
name = "ansattporten"
profile = "ansattporten"
issuer = "${issuer}"
client_id = "${clients.staff.client_id}"
key_file = "${clients.staff.key_file}"
kid = "${clients.staff.kid}"
scopes = ["openid", "profile", "email"]
acr_values = ["substantial"]
accepted_acr = ["substantial", "high"]
redirect_uri = "${url}/ansatt/logg-inn/retur"
post_logout_redirect_uri = "${url}/"
`;

before(async () => {
  folder = await temporary();
  // The places and a manager come from a demo; there the manager adds the person who will sign in below.
  const demo = await Site.demo({ folder, at: "now" });
  try {
    await visiting(demo, { lang: "nb" }, async (visitor) => {
      await staff.signIn(visitor, "manager");
      await visitor.open("/styring/ansatte/ny");
      await visitor.send("/styring/ansatte/ny", { name: "Testveileder Nord", email: "veileder@example.test", role: "guide" }, '.actions button[type="submit"]');
      assert.match(visitor.page.url(), /\/styring\/ansatte/);
      assert.equal(await visitor.page.locator(".ds-error-summary").count(), 0);
    });
  } finally {
    await demo.stop();
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, "torg.toml");
  await writeFile(config, configuration(url, await startProvider(url)));
  site = await Site.serve({ port, folder, config });
});

after(async () => {
  await closeBrowser();
  await site?.stop();
  provider?.stdin.end();
  await rm(folder, { recursive: true, force: true });
});

/** At the provider: chooses a person and a level, and comes back. */
async function atProvider(visitor, { user, level, cancel = false }) {
  const { page } = visitor;
  await page.waitForURL(/\/interaction\//);
  if (user) await page.selectOption("#user", { label: user });
  if (level) await page.selectOption("#level", level);
  await page.click(`button[value="${cancel ? "cancel" : "login"}"]`);
  await page.waitForURL((url) => url.origin === site.url);
  await page.waitForLoadState("load");
}

async function asCitizen(visitor, how) {
  await visitor.open(`/logg-inn?lang=${visitor.lang}`);
  await visitor.page.click('main a[href="/logg-inn/idporten"]');
  await atProvider(visitor, how);
}

async function asStaff(visitor, how) {
  await visitor.open(`/ansatt/logg-inn?lang=${visitor.lang}`);
  await visitor.page.locator('main a[href^="/logg-inn/ansatt"]').click();
  await atProvider(visitor, how);
}

for (const script of [true, false]) {
  test(`a citizen signs in with ID-porten and out, ${script ? "with" : "without"} JavaScript`, () =>
    visiting(site, { lang: "nb", script, width: script ? 1280 : 390 }, async (visitor) => {
      const { page } = visitor;
      await visitor.open("/logg-inn?lang=nb");
      await look(visitor, "serve-log-in", script ? both : {});
      await asCitizen(visitor, { user: "Testinnbygger 20914695016" });
      assert.equal(new URL(page.url()).pathname, "/min-side");
      await look(visitor, "serve-my-page", script ? both : {});
      assert.ok(!(await page.content()).includes("20914695016"), "the national number is not in the page");

      await page.click(".site-logout button");
      await page.waitForLoadState("load");
      await look(visitor, "signed-out", script ? both : {});
      await page.click('main form button[type="submit"]');
      await page.waitForURL(/\/session\/end/);
      await page.click('button[value="yes"]');
      await page.waitForURL((url) => url.origin === site.url);
      assert.equal(await page.locator(".site-logout").count(), 0);
      // The provider has forgotten too: it asks who one is.
      await visitor.open("/logg-inn");
      await page.click('main a[href="/logg-inn/idporten"]');
      await page.waitForURL(/\/interaction\//);
    }));
}

test("a citizen who signs out at the provider is signed out here", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await asCitizen(visitor, { user: "Testinnbygger 10915596784" });
  assert.equal(await visitor.page.locator(".site-logout").count(), 1);
  await visitor.page.goto(`${await providerOrigin(visitor)}/session/end`);
  // The provider calls us in a frame before it asks.
  await visitor.page.waitForLoadState("networkidle");
  await visitor.page.click('button[value="yes"]');
  await visitor.page.waitForLoadState("load");
  await visitor.page.goto(`${site.url}/`);
  assert.equal(await visitor.page.locator(".site-logout").count(), 0, "signed out here too");
}));

/** Where the provider is: the address the log-in sends one to. */
async function providerOrigin(visitor) {
  const answer = await visitor.context.request.get("/logg-inn/idporten", { maxRedirects: 0 });
  return new URL(answer.headers().location).origin;
}

test("too low a level is refused with a plain page", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await asCitizen(visitor, { user: "Testinnbygger 20914695016", level: "idporten-loa-low" });
  assert.equal(await visitor.page.locator(".site-logout").count(), 0);
  await look(visitor, "log-in-weak", both);
  assert.match(await visitor.text(), /sikrere måte/);
}));

test("somebody who cancels at the provider is told so", () => visiting(site, { lang: "nn" }, async (visitor) => {
  await asCitizen(visitor, { cancel: true });
  assert.equal(await visitor.page.locator(".site-logout").count(), 0);
  await look(visitor, "log-in-cancelled", both);
}));

test("a guide signs in with Ansattporten, sees the day, and signs out", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open("/ansatt/logg-inn?lang=nb");
  await look(visitor, "serve-staff-door", both);
  await asStaff(visitor, { user: "Testveileder Nord" });
  assert.equal(new URL(visitor.page.url()).pathname, "/ansatt/dag");
  await look(visitor, "serve-day", both);
  await visitor.page.click(".site-logout button");
  await visitor.page.waitForLoadState("load");
  await look(visitor, "signed-out-staff", both);
  await visitor.page.click('main form button[type="submit"]');
  await visitor.page.waitForURL(/\/session\/end/);
  await visitor.page.click('button[value="yes"]');
  await visitor.page.waitForURL((url) => url.origin === site.url);
  assert.equal((await visitor.page.goto("/ansatt/dag")).status() === 200 && /dag/.test(visitor.page.url()), false);
}));

test("somebody who is not staff here is told whom to ask; too low a level is refused", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await asStaff(visitor, { user: "Testleder to kommuner" });
  assert.equal(await visitor.page.locator(".site-logout").count(), 0);
  await look(visitor, "staff-unknown", both);
  await visitor.context.clearCookies();
  await asStaff(visitor, { user: "Testveileder Nord", level: "low" });
  await look(visitor, "staff-weak", both);
}));

test("where no message can be sent, a booking waits for a call", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open("/bestill/logge-inn-altinn/vanylven/counter?lang=nb");
  const chosen = visitor.page.locator('main input[name="tid"]').first();
  await visitor.page.click(`label[for="${await chosen.getAttribute("id")}"]`);
  await visitor.page.locator('main form.form button[type="submit"]').first().click();
  await visitor.page.waitForLoadState("load");
  await look(visitor, "contact-no-sms", both);
  await visitor.send("/kontakt", { name: "Ringes", phone: "41000009" });
  assert.equal(await visitor.page.locator("#code").count(), 0);
  await look(visitor, "requested-no-sms", both);
}));
