// Every state that a citizen can come to, at both widths, in light and dark, with large text.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";

const site = Site.shared();
after(closeBrowser);
const both = { both: true };
const state = (name, lang, what) => test(name, () => visiting(site, { lang }, what));
/** Words that Norwegian has too many of, and a note as long as the form takes. */
const LONG_NAME = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaugsæthervikfjellstadbråten".slice(0, 80);
const LONG_NOTE = "Jeg bruker rullestol og trenger tegnspråktolk, og ledsageren min kommer også. ".repeat(4).slice(0, 300).trim();

/** The summary of errors is in focus, names every field, and the title says it first. */
async function wrong(visitor, fields) {
  const { page } = visitor;
  assert.deepEqual(
    await page.locator(".ds-error-summary a").evaluateAll((links) => links.map((a) => a.hash.slice(1))), fields);
  assert.ok(await page.locator(".ds-error-summary").evaluate((e) => e === document.activeElement), "the summary has focus");
  assert.match(await page.title(), { nb: /^Feil: /, nn: /^Feil: /, en: /^Error: / }[visitor.lang]);
  for (const field of fields) {
    const input = page.locator(`[id="${field}"]`);
    assert.ok(await input.getAttribute("aria-invalid") === "true" || await input.count() === 1, `${field} is marked`);
    await page.click(`.ds-error-summary a[href="#${field}"]`);
    assert.equal(await page.evaluate(() => document.activeElement.id), field, "the link leads to the field");
  }
}

state("front page, place, services", "nb", async (visitor) => {
  await visitor.open("/?lang=nb");
  await look(visitor, "front", both);
  await visitor.open("/sted/vanylven");
  await look(visitor, "place-open", both);
  await visitor.open("/tjenester");
  await look(visitor, "services", both);
  await visitor.open("/tjenester?sted=tokke");
  await look(visitor, "services-of-place", both);
  await visitor.open("/tjenester/logge-inn-altinn");
  await look(visitor, "service", both);
  await visitor.open("/bestill/logge-inn-altinn");
  await look(visitor, "choose-place", both);
});

state("search with a hit, in doubt, and with none", "nb", async (visitor) => {
  await visitor.open("/tjenester?lang=nb&q=reiseregning+for+pasienter");
  await look(visitor, "search-hit", both);
  await visitor.open("/tjenester?q=xyzzy+qwerty");
  assert.ok(await visitor.page.locator('.ds-alert a[href^="tel:"]').count() > 0, "the telephone numbers are there");
  await look(visitor, "search-none", both);
  await visitor.open("/tjenester?q=%3Cb%3Ehei%3C%2Fb%3E+%22");
  assert.equal(await visitor.page.locator("main b").count(), 0, "what was typed is text");
  await look(visitor, "search-odd-signs");
});

state("times: none chosen, the chosen one taken, none free", "nb", async (visitor) => {
  const path = citizen.offerPath();
  await visitor.open(`${path}?lang=nb`);
  await look(visitor, "times", both);
  await visitor.page.locator('main form.form button[type="submit"]').first().click();
  await visitor.page.waitForLoadState("load");
  await wrong(visitor, ["tid"]);
  await look(visitor, "times-none-chosen", both);

  // Two people choose the same time; the second is told.
  await visitor.open(`${path}?uke=2026-12-07`);
  const time = await citizen.chooseTime(visitor, 2);
  await visiting(site, { lang: "nb" }, async (other) => {
    await other.open(`${path}/kontakt?lang=nb&tid=${time}`);
    await citizen.tellContact(other, { name: "Rask", phone: citizen.newPhone().typed });
  });
  await citizen.tellContact(visitor, { name: "Sen", phone: citizen.newPhone().typed });
  // The place may have room for two at a time: then both have it, and nobody has to be told.
  if (/opptatt=1/.test(visitor.page.url())) await look(visitor, "times-taken", both);
  else assert.match(visitor.page.url(), /\/time\//);
  await visitor.open(`${path}?uke=2026-12-07&opptatt=1`);
  await look(visitor, "times-taken", both);

  await visitor.open(`${path}?uke=2031-01-06`);
  await look(visitor, "times-none-free", both);
});

state("contact: nothing filled in, a wrong number, too long", "nb", async (visitor) => {
  await visitor.open(`${citizen.offerPath()}?lang=nb`);
  await citizen.chooseTime(visitor, 20);
  await look(visitor, "contact", both);
  await visitor.send("/kontakt", { name: "", phone: "" });
  await wrong(visitor, ["name", "phone"]);
  await look(visitor, "contact-empty", both);
  await visitor.send("/kontakt", { name: "Kåre <b>", phone: "123", note: "kommer med buss" });
  await wrong(visitor, ["phone"]);
  assert.equal(await visitor.page.inputValue("#name"), "Kåre <b>", "what was typed is still there");
  assert.equal(await visitor.page.inputValue("#note"), "kommer med buss");
  await look(visitor, "contact-wrong-phone", both);
  await visitor.send("/kontakt", { name: "x".repeat(81), phone: "41000000", note: "y".repeat(301) });
  await wrong(visitor, ["name", "note"]);
  await look(visitor, "contact-too-long");
});

state("code: empty, wrong, sent again, no more; then confirmed with long text", "nb", async (visitor) => {
  const phone = citizen.newPhone();
  await visitor.open(`${citizen.offerPath()}?lang=nb`);
  await citizen.chooseTime(visitor, 24);
  await citizen.tellContact(visitor, { name: LONG_NAME, phone: phone.typed, note: LONG_NOTE });
  await look(visitor, "code", both);
  await visitor.send("/kode", { code: "" });
  await wrong(visitor, ["code"]);
  await look(visitor, "code-empty", both);
  const first = await site.code(phone.full);
  await visitor.send("/kode", { code: first === "000000" ? "111111" : "000000" });
  await wrong(visitor, ["code"]);
  await look(visitor, "code-wrong", both);
  await visitor.send("/ny-kode");
  await look(visitor, "code-sent-again", both);
  const second = await site.code(phone.full, [first]);
  await visitor.send("/ny-kode");
  await look(visitor, "code-no-more", both);
  assert.equal(await visitor.page.locator('form[action$="/ny-kode"]').count(), 0);
  const third = await site.code(phone.full, [first, second]);
  await visitor.send("/kode", { code: `${third.slice(0, 3)} ${third.slice(3)}` });
  await look(visitor, "confirmed", both);
});

state("five wrong codes, and a telephone that takes no SMS", "nb", async (visitor) => {
  const phone = citizen.newPhone();
  await visitor.open(`${citizen.offerPath()}?lang=nb`);
  await citizen.chooseTime(visitor, 26);
  await citizen.tellContact(visitor, { name: "Glemsk", phone: phone.typed });
  const code = await site.code(phone.full);
  for (let tries = 0; tries < 5; tries += 1) await visitor.send("/kode", { code: code === "111111" ? "222222" : "111111" });
  await look(visitor, "expired", both);

  await visitor.open(`${citizen.offerPath()}?lang=nb`);
  await citizen.chooseTime(visitor, 28);
  await citizen.tellContact(visitor, { name: "Fasttelefon", phone: "22 00 00 01" });
  await look(visitor, "requested", both);
});

state("confirmed: moved, hidden, cancelled; found again", "nn", async (visitor) => {
  const { phone, address, reference } = await citizen.booked(visitor, { nth: 30, name: "Ragnhild", hidden: true });
  await visitor.open("/min-time");
  await look(visitor, "find", both);
  await visitor.send("/min-time", { reference: "", phone: "" });
  await wrong(visitor, ["reference", "phone"]);
  await look(visitor, "find-empty", both);
  await visitor.send("/min-time", { reference, phone: "40000000" });
  await wrong(visitor, ["reference"]);
  await look(visitor, "find-nothing", both);
  await visitor.send("/min-time", { reference: reference.toLowerCase(), phone: phone.typed });
  assert.equal(new URL(visitor.page.url()).pathname, address);
  await visitor.follow(`${address}/flytt`);
  await look(visitor, "move", both);
  await visitor.page.locator('main form.form button[type="submit"]').first().click();
  await visitor.page.waitForLoadState("load");
  await wrong(visitor, ["tid"]);
  await look(visitor, "move-none-chosen", both);
  await citizen.chooseTime(visitor, 1);
  await look(visitor, "moved", both);
  await visitor.follow(`${address}/avbestill`);
  await look(visitor, "ask-cancel", both);
  await visitor.send("/avbestill");
  await look(visitor, "cancelled", both);
});

state("signing in with a code", "en", async (visitor) => {
  await visitor.open("/logg-inn?lang=en");
  await look(visitor, "log-in", both);
  await visitor.send("/logg-inn/kode", { phone: "" });
  await wrong(visitor, ["phone"]);
  await look(visitor, "log-in-wrong", both);
  const { phone } = await citizen.booked(visitor, { nth: 33, name: "Marek" });
  const before = await site.code(phone.full);
  await visitor.open("/logg-inn");
  await visitor.send("/logg-inn/kode", { phone: phone.typed });
  await look(visitor, "log-in-code", both);
  await visitor.send(new URL(visitor.page.url()).pathname, { code: "12" });
  await wrong(visitor, ["code"]);
  await look(visitor, "log-in-code-wrong", both);
  const code = await site.code(phone.full, [before]);
  await visitor.send(new URL(visitor.page.url()).pathname, { code });
  assert.equal(new URL(visitor.page.url()).pathname, "/min-side");
  assert.equal(await visitor.page.locator("main .card").count(), 1, "the booking is there");
  await look(visitor, "my-page", both);
  await visitor.page.click(".site-logout button");
  await visitor.page.waitForLoadState("load");
  assert.equal(await visitor.page.locator(".site-logout").count(), 0);
});

state("my page without bookings, privacy, the demo's page", "en", async (visitor) => {
  await visitor.open("/demo/login?as=citizen");
  await visitor.open("/min-side?lang=en");
  await look(visitor, "my-page-demo", both);
  await visitor.open("/personvern");
  await look(visitor, "privacy", both);
  await visitor.open("/demo");
  await look(visitor, "demo", both);
});

state("pages that are not there, not for you, or that nobody can read", "nb", async (visitor) => {
  await visitor.open("/finnes-ikke?lang=nb", 404);
  await look(visitor, "not-found", both);
  await visitor.open("/sted/atlantis", 404);
  await visitor.open("/time/feil", 404);
  await visitor.open("/ansatt/logg-inn");
  await look(visitor, "staff-door", both);
  await visitor.open("/logg-inn/retur", 400);
  await look(visitor, "log-in-expired", both);
});

test("the language links stay on the same page and step", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open(`${citizen.offerPath()}?lang=nb&uke=2026-12-07`);
  const times = () => visitor.page.locator('input[name="tid"]').evaluateAll((all) => all.map((i) => i.value));
  const before = await times();
  for (const lang of ["nn", "en", "nb"]) {
    await visitor.speak(lang);
    assert.equal(new URL(visitor.page.url()).pathname, citizen.offerPath());
    assert.equal(await visitor.page.evaluate(() => document.documentElement.lang), lang);
    assert.deepEqual(await times(), before, "the same week");
  }
  const tid = await citizen.chooseTime(visitor, 35);
  for (const lang of ["en", "nn"]) {
    await visitor.speak(lang);
    assert.equal(await visitor.page.inputValue('input[name="tid"]'), tid, "the same time");
  }
  await citizen.tellContact(visitor, { name: "Språk", phone: citizen.newPhone().typed });
  const code = new URL(visitor.page.url()).pathname;
  await visitor.speak("en");
  assert.equal(new URL(visitor.page.url()).pathname, code);
  await look(visitor, "code-english");
}));

test("the language links work on a page of errors too", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open(`${citizen.offerPath()}?lang=nb&uke=2026-12-07`);
  await citizen.chooseTime(visitor, 37);
  await visitor.send("/kontakt", { name: "", phone: "" });
  await visitor.speak("en");
  assert.equal(await visitor.page.locator("#name").count(), 1, "still the contact page");
  await citizen.tellContact(visitor, { name: "Språk", phone: citizen.newPhone().typed });
  await visitor.send("/kode", { code: "1" });
  await visitor.speak("nn");
  assert.equal(await visitor.page.locator("#code").count(), 1, "still the page of the code");
  await visitor.open("/logg-inn");
  await visitor.send("/logg-inn/kode", { phone: "1" });
  await visitor.speak("en");
  assert.equal(await visitor.page.locator("#phone").count(), 1, "still the page for signing in");
}));

test("a hold that ran out says so", async () => {
  const own = await Site.demo();
  try {
    await visiting(own, { lang: "nb" }, async (visitor) => {
      const phone = citizen.newPhone();
      await visitor.open(`${citizen.offerPath()}?lang=nb`);
      await citizen.chooseTime(visitor, 0);
      await citizen.tellContact(visitor, { name: "Sein", phone: phone.typed });
      const code = await own.code(phone.full);
      await own.later(11 * 60);
      await visitor.send("/kode", { code });
      await look(visitor, "hold-ran-out");
      assert.equal(await visitor.page.locator("#code").count(), 0);
    });
  } finally {
    await own.stop();
  }
});

test("when all is closed the front page says when it opens", async () => {
  const night = await Site.demo({ at: Date.parse("2026-11-28T20:00:00Z") });
  try {
    await visiting(night, { lang: "nb" }, async (visitor) => {
      await visitor.open("/?lang=nb");
      assert.equal(await visitor.page.locator(".open-now").count(), 0);
      await look(visitor, "front-closed", both);
      await visitor.open("/sted/vanylven");
      assert.equal(await visitor.page.locator(".open-now--closed").count(), 1);
      await look(visitor, "place-closed", both);
    });
  } finally {
    await night.stop();
  }
});

test("too many tries get a plain page", async () => {
  const own = await Site.demo({ limits: true });
  try {
    await visiting(own, { lang: "nb" }, async (visitor) => {
      await visitor.open("/min-time?lang=nb");
      for (let tries = 0; tries < 11; tries += 1) {
        await visitor.send("/min-time", { reference: "K7MA-4NP2", phone: "40000000" });
        if ((await visitor.page.locator("#reference").count()) === 0) break;
      }
      assert.equal(await visitor.page.locator("#reference").count(), 0, "the limit holds");
      await look(visitor, "too-many", both);
    });
  } finally {
    await own.stop();
  }
});
