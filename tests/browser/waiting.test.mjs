// The waiting list, answers on the site, and a second booking: every state, at both widths, without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own: the clock is moved, and times are taken that other tests look for.
before(async () => { site = await Site.demo(); });
after(async () => { await closeBrowser(); await site.stop(); });
const both = { both: true };
const journey = (name, lang, what) => test(name, () => visiting(site, { lang, script: false }, what));

const HOUR = 3600;
const NAME = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaug";
const LINK = { nb: "Svar på melding fra oss", nn: "Svar på melding frå oss", en: "Answer a message from us" };

/** The newest message to a number that says something; waits for it. */
async function message(phone, pattern, seconds = 15) {
  for (let tries = 0; tries < 10 * seconds; tries += 1) {
    const found = (await site.messages()).find((m) => m.to === phone && pattern.test(m.body));
    if (found) return found.body;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no message like ${pattern} to ${phone}: ${JSON.stringify((await site.messages()).filter((m) => m.to === phone))}`);
}
const here = (visitor) => new URL(visitor.page.url()).pathname;
const codeIn = (body) => body.match(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/)[0];

/** Joins the list of a place for some dates; leaves the visitor on the page of the entry. */
async function join(visitor, { service = citizen.SERVICE, place = "tokke", way = "", from, to = from, see = async () => {}, hidden = false } = {}) {
  const phone = citizen.newPhone();
  await visitor.open(`/venteliste/${service}/${place}?lang=${visitor.lang}`);
  await see("waiting-join");
  if (way) await visitor.page.click(`main label[for="mate-${way}"]`);
  await visitor.send(`/venteliste/${service}/${place}`, { fra: from, til: to, name: NAME, phone: phone.typed, hidden });
  await see("waiting-code");
  await visitor.send("/kode", { code: await site.code(phone.full) });
  await see("waiting-entry");
  return phone;
}

/** Types the code from a message, found from the foot of the page. */
async function answer(visitor, body, see = async () => {}) {
  await visitor.open(`/?lang=${visitor.lang}`);
  await visitor.page.click(`.site-footer a:text-is("${LINK[visitor.lang]}")`);
  await see("answer-find");
  await visitor.send("/svar", { kode: codeIn(body).toLowerCase() });
}

const HOME = "trygghetsalarm";
const errors = (visitor) => visitor.page.locator(".ds-error-summary a").evaluateAll((links) => links.map((a) => a.hash));

async function choose(visitor, number) {
  await visitor.page.click(`main label[for="${number === 1 ? "svar" : `svar-${number}`}"]`);
  await visitor.send(here(visitor));
}

journey("joining: from the times, with mistakes, to a place on the list, and off it again", "nb", async (visitor) => {
  const see = (name) => look(visitor, name, both);
  await visitor.open(`${citizen.offerPath()}?lang=nb`);
  await visitor.follow(`/venteliste/${citizen.SERVICE}/vanylven`);
  await see("waiting-join-several-ways");
  await visitor.send(`/venteliste/${citizen.SERVICE}/vanylven`, { fra: "2026-12-10", til: "2026-12-01" });
  assert.deepEqual(await visitor.page.locator(".ds-error-summary a").evaluateAll((links) => links.map((a) => a.hash)), ["#til", "#name", "#phone"]);
  assert.equal(await visitor.page.inputValue("#fra"), "2026-12-10", "what was chosen is kept");
  await see("waiting-join-wrong");

  const phone = await join(visitor, { from: "2026-11-28", see });
  await visitor.send("/meld-av");
  assert.match(await visitor.text(), /Du står ikke på ventelisten/);
  await see("waiting-gone");
  // The same by the code of the message, which is old now.
  await answer(visitor, await message(phone.full, /venteliste/), see);
  assert.match(await visitor.text(), /ikke på ventelisten lenger/);
  await see("answer-not-waiting");
});

test("an offer is accepted, another declined, a third comes too late", async () => {
  // Somebody has every time of a day in Tokke; three wait for it, in three languages.
  const day = "2026-11-26";
  const taken = [];
  await visiting(site, { lang: "nb", script: false }, async (busy) => {
    for (let n = 0; n < 40; n += 1) {
      await busy.open(`${citizen.offerPath(citizen.SERVICE, "tokke")}?uke=${day}&lang=nb`);
      const first = busy.page.locator('main input[name="tid"]').first();
      if (!(await first.count())) break;
      const at = new Date(Number(await first.getAttribute("value")) * 1000).toISOString().slice(0, 10);
      if (at !== day) break;
      taken.push(await citizen.booked(busy, { path: citizen.offerPath(citizen.SERVICE, "tokke"), week: day, nth: 0 }));
    }
  });
  assert.ok(taken.length >= 3, `the day was full: ${taken.length}`);
  const free = async (n) => visiting(site, { lang: "nb", script: false }, async (busy) => {
    await busy.open(`${taken[n].address}/avbestill?lang=nb`);
    await busy.send("/avbestill");
  });
  const offered = /Ledig time|Free time/;

  await visiting(site, { lang: "nn", script: false }, async (visitor) => {
    const phone = await join(visitor, { from: day });
    const entry = visitor.page.url();
    await free(0);
    const body = await message(phone.full, offered);
    await visitor.open(new URL(entry).pathname);
    await look(visitor, "waiting-entry-offer", both);
    await answer(visitor, body);
    await look(visitor, "answer-offer", both);
    await visitor.send(here(visitor));
    assert.equal(await visitor.page.locator(".ds-error-summary").count(), 1);
    await look(visitor, "answer-none-chosen", both);
    await choose(visitor, 1);
    assert.match(await visitor.text(), /Timen er bestilt/);
    await answer(visitor, body);
    assert.match(await visitor.text(), /Du har sagt ja/);
    await look(visitor, "answer-offer-accepted", both);
  });

  await visiting(site, { lang: "en", script: false }, async (visitor) => {
    const phone = await join(visitor, { from: day });
    await free(1);
    await answer(visitor, await message(phone.full, offered));
    await choose(visitor, 2);
    assert.match(await visitor.text(), /you are still on the waiting list/);
    await look(visitor, "answer-offer-declined", both);
  });

  await visiting(site, { lang: "nb", script: false }, async (visitor) => {
    const phone = await join(visitor, { from: day, hidden: true });
    // The time that was declined is free, and goes to this one.
    const body = await message(phone.full, offered);
    assert.ok(!/Tokke|tokke/.test(body), "not where");
    await answer(visitor, body);
    await site.later(2 * HOUR + 60);
    await choose(visitor, 1);
    assert.match(await visitor.text(), /Fristen for å svare er ute/);
    await look(visitor, "answer-offer-late", both);
  });
});

// A free time is there already, so it is held at once.
for (const [lang, day] of [["nb", "2026-12-01"], ["nn", "2026-12-02"], ["en", "2026-12-03"]]) {
  journey(`a visit at home is offered, and the yes says where, in ${lang}`, lang, async (visitor) => {
    const phone = await join(visitor, { service: HOME, place: "vanylven", way: "home", from: day });
    await answer(visitor, await message(phone.full, /Ledig time|Free time/));
    await look(visitor, "answer-offer-home", both);
    await visitor.page.fill("#postcode", "61");
    await choose(visitor, 1);
    assert.deepEqual(await errors(visitor), ["#street", "#postcode", "#town"]);
    assert.equal(await visitor.page.inputValue("#postcode"), "61", "what was typed is kept");
    assert.ok(await visitor.page.isChecked("#svar"), "and what was chosen");
    await look(visitor, "answer-offer-home-wrong", both);
    await visitor.send(here(visitor), { street: "Fjordvegen 12", postcode: "6143", town: "Fiskåbygd" });
    assert.match(new URL(visitor.page.url()).pathname, /^\/time\//);
    assert.ok(!(await visitor.text()).includes("Fjordvegen"));
  });

  test(`staff call about a visit at home and write where, in ${lang}`, () => visiting(site, { lang, script: false }, async (visitor) => {
    await staff.signIn(visitor, "guide");
    await visitor.open(`/ansatt/venteliste?sted=vanylven&lang=${lang}`);
    await visitor.send("/ansatt/venteliste", { tjeneste: HOME, mate: "home", fra: day, til: day, name: NAME, phone: "22 00 00 09" });
    const link = visitor.page.locator("tbody tr", { hasText: NAME }).locator('a[href$="/svar"]');
    for (let tries = 0; tries < 120 && !(await link.count()); tries += 1) {
      await visitor.page.waitForTimeout(100);
      await visitor.open("/ansatt/venteliste?sted=vanylven");
    }
    await look(visitor, "waiting-list-call-home", both);
    await visitor.follow((await link.getAttribute("href")));
    await look(visitor, "waiting-where", both);
    await visitor.send("/svar", { town: "Fiskåbygd" });
    assert.deepEqual(await errors(visitor), ["#street", "#postcode"]);
    await look(visitor, "waiting-where-wrong", both);
    await visitor.send("/svar", { street: "Fjordvegen 12", postcode: "6143" });
    assert.equal(await visitor.page.locator("tbody tr", { hasText: NAME }).count(), 0, "booked, so not waiting");
  }));
}

journey("a reminder and the question a week ahead are answered on the site", "nn", async (visitor) => {
  const path = `${citizen.offerPath()}`;
  const booked = await citizen.booked(visitor, { path, week: "2026-12-14", nth: 0 });
  const start = Date.parse("2026-12-14T08:00:00Z");
  // A week ahead, in the middle of the day.
  const now = Date.now() / 1000 + site.ahead;
  await site.later(Math.round(start / 1000 - 6.9 * 24 * HOUR - now));
  // Upkeep asks once a minute.
  await answer(visitor, await message(booked.phone.full, /Kva vil du ha hjelp til/, 90));
  await look(visitor, "answer-topic", both);
  await choose(visitor, 3);
  await look(visitor, "answer-topic-done", both);
  await site.later(5 * 24 * HOUR);
  await answer(visitor, await message(booked.phone.full, /Hugs timen/));
  await look(visitor, "answer-reminder", both);
  await choose(visitor, 1);
  assert.match(await visitor.text(), /Vi ventar deg/);
  await look(visitor, "answer-reminder-coming", both);
  await choose(visitor, 2);
  assert.match(await visitor.text(), /Timen er avbestilt/);
  await visitor.open("/svar");
  await visitor.send("/svar", { kode: "ABCD-2345" });
  await look(visitor, "answer-wrong-code", both);
});

journey("a second booking for the same thing", "en", async (visitor) => {
  const phone = citizen.newPhone();
  const codes = [];
  for (const week of ["2026-12-28", "2027-01-11"]) {
    await visitor.open(`${citizen.offerPath()}?uke=${week}&lang=en`);
    await citizen.chooseTime(visitor, 0);
    await citizen.tellContact(visitor, { name: NAME, phone: phone.typed });
    assert.ok(!(await visitor.text()).includes("already have"), "nothing is told before the code");
    codes.push(await citizen.typeCode(visitor, phone.full, codes));
  }
  assert.match(await visitor.page.locator("h1").innerText(), /already have/);
  await look(visitor, "double", both);
  await visitor.send("/dobbel", {}, 'button[value="flytt"]');
  assert.match(await visitor.text(), /old appointment is cancelled/);
  await look(visitor, "double-moved", both);
});

journey("staff: the list, somebody to call, adding, removing, and the manager's choices", "nb", async (visitor) => {
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/venteliste?sted=vanylven&lang=nb");
  await look(visitor, "waiting-list", both);
  await visitor.send("/ansatt/venteliste", { fra: "2027-01-04", til: "2027-01-20", name: NAME, phone: "22 00 00 09" });
  const row = visitor.page.locator("tbody tr", { hasText: NAME });
  assert.equal(await row.count(), 1);
  let call = 0;
  for (let tries = 0; tries < 120 && !call; tries += 1) {
    await visitor.page.waitForTimeout(100);
    await visitor.open("/ansatt/venteliste?sted=vanylven");
    call = await row.getByRole("button", { name: "Sa ja" }).count();
  }
  assert.equal(call, 1, "a free time is held, and staff call");
  await look(visitor, "waiting-list-call", both);
  await visitor.open("/ansatt/dag?sted=vanylven");
  await look(visitor, "day-with-waiting-list", both);
  await visitor.open("/ansatt/venteliste?sted=vanylven");
  await Promise.all([visitor.page.waitForEvent("framenavigated"), row.getByRole("button", { name: "Fjern" }).click()]);
  await visitor.page.waitForLoadState("load");
  assert.equal(await row.count(), 0);
  await visitor.send("/ansatt/venteliste", { fra: "2027-01-04", til: "2027-01-01", name: "", phone: "1" });
  await look(visitor, "waiting-list-wrong", both);

  await staff.signIn(visitor, "manager");
  await visitor.open("/styring/sporsmal?lang=nb");
  await look(visitor, "choices", both);
  await visitor.follow("/styring/sporsmal/vanylven/");
  await look(visitor, "choices-form", both);
  await visitor.send(here(visitor), { "v1-nb": "koder" });
  await look(visitor, "choices-form-wrong", both);
});
