// Agencies' visits: entered by a manager, told to those who follow the place, moved, cancelled, seen by all, counted.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what is announced here is seen by everybody, and the clock is moved.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const state = (name, lang, what, how = {}) => test(name, () => visiting(site, { lang, ...how }, what));
const as = (role, name, lang, what, how) => state(name, lang, async (visitor) => {
  await staff.signIn(visitor, role);
  await what(visitor);
}, how);
const DAY = 24 * 3600;
const PHONE = "+8000001234";

async function refused(visitor, fields) {
  const links = visitor.page.locator(".ds-error-summary a");
  assert.deepEqual(await links.evaluateAll((all) => all.map((a) => a.hash.slice(1))), fields);
}

/** Waits until the subscriber has a message with these words. */
async function message(words) {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = (await site.messages()).find((m) => m.to === PHONE && m.body.includes(words));
    if (found) return found.body;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`no message with "${words}": ${JSON.stringify((await site.messages()).filter((m) => m.to === PHONE))}`);
}

for (const lang of ["nb", "nn", "en"]) {
  state(`the public sees who comes and where (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    await visitor.open(`/?lang=${lang}`);
    await page.click('.site-nav a[href="/besok"]');
    assert.equal(await page.locator("main .cards li").count(), 5, "the visits of the demo that are to come");
    await look(visitor, `visits-${lang}`, both);
    await page.selectOption("#sted", "rost");
    await page.click('main form button[type="submit"]');
    assert.equal(await page.locator("main .cards li").count(), 0);
    await look(visitor, `visits-none-${lang}`, both);
    await visitor.open("/sted/vanylven");
    assert.equal(await page.locator("#h-coming").count(), 1, "the place tells what is coming");
    await look(visitor, `visits-place-${lang}`, both);
    await visitor.follow("/besok/");
    await look(visitor, `visits-open-${lang}`, both);
    await visitor.open("/besok?sted=vaeroy");
    await visitor.follow("/besok/");
    assert.equal(await page.locator("main p[lang='nb']").count(), lang === "nb" ? 0 : 2, "bokmål is said to be");
    await look(visitor, `visits-bokmal-${lang}`, both);
  }, { script: false });
}

state("somebody follows a place", "nb", async (visitor) => {
  await visitor.open("/besok?sted=vanylven&lang=nb");
  await visitor.follow("/varsler/abonner");
  assert.equal(await visitor.page.inputValue("#om"), "sted:vanylven", "the place is chosen");
  assert.match(await visitor.text(), /når en etat skal komme dit på besøk/);
  await look(visitor, "visits-subscribe", both);
  await visitor.send("/varsler/abonner", { adresse: PHONE });
  await visitor.send(new URL(visitor.page.url()).pathname, { code: await site.code(PHONE) });
}, { script: false });

let written;
as("manager", "a manager enters a visit, is corrected, and announces it", "nb", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/styring");
  await visitor.follow("/styring/besok");
  await look(visitor, "visits-manage", both);
  await visitor.follow("/styring/besok/nytt");
  await look(visitor, "visits-new", both);
  await visitor.send("/nytt", { dato: "i morgen", fra: "ni" });
  await refused(visitor, ["dato", "fra", "til", "etat", "hva-nn", "lenke"]);
  assert.equal(await page.inputValue("#dato"), "i morgen", "what was typed is still there");
  await look(visitor, "visits-new-wrong", both);
  await visitor.send("/nytt", {
    etat: "Prøveetaten", dato: "30.12.2026", fra: "10", til: "15.30", rom: "Bussen står ved kaia",
    "hva-nn": "Søkje om prøve\nLevere prøve", "hva-en": "Apply for a test", "med-nn": "Legitimasjon", lenke: "https://prove.example/time",
  });
  written = new URL(page.url()).pathname.split("/").pop();
  assert.match(await visitor.text(), /Besøket er ikke kunngjort[^]*Én person får melding/);
  await look(visitor, "visits-planned", both);
  await visitor.send("/kunngjor");
  assert.match(await visitor.text(), /Kunngjort/);
  await look(visitor, "visits-announced", both);
  assert.match(await message("Prøveetaten kommer til"), /30\.12\. kl\. 10\.00/);
  await visitor.follow(`/styring/besok/${written}/endre`);
  await look(visitor, "visits-edit", both);
});

state("the page has a file for the calendar", "en", async (visitor) => {
  await visitor.open(`/besok/${written}?lang=en`);
  await look(visitor, "visits-new-public", both);
  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.click('main a[href$="/kalender.ics"]'),
  ]);
  assert.equal(download.suggestedFilename(), "besok-2026-12-30.ics");
  const file = await readFile(await download.path(), "utf8");
  assert.match(file, /DTSTART;TZID=Europe\/Oslo:20261230T100000/);
  assert.match(file, /SEQUENCE:1/);
});

test("a fortnight before, those who follow are reminded", async () => {
  await site.later(21 * DAY);
  assert.match(await message("Om to uker: Prøveetaten"), /30\.12\./);
});

as("manager", "moving and cancelling ask first", "nn", async (visitor) => {
  await visitor.open(`/styring/besok/${written}/flytt`);
  await look(visitor, "visits-move", both);
  await visitor.send("/flytt", { dato: "32.12.2026" });
  await refused(visitor, ["dato"]);
  await look(visitor, "visits-move-wrong", both);
  await visitor.send("/flytt", { dato: "4.1.2027" });
  assert.match(await visitor.text(), /måndag 4\. januar 2027[^]*Éin person får melding/);
  await look(visitor, "visits-move-sure", both);
  await visitor.send("/flytt", {}, 'button[name="igjen"]');
  assert.equal(await visitor.page.inputValue("#dato"), "4.1.2027", "back to the form, as it was typed");
  await visitor.send("/flytt");
  await visitor.send("/flytt");
  assert.match(await message("Ny tid: Prøveetaten"), /4\.1\. kl\. 10\.00/);
  await visitor.open(`/styring/besok/${written}/avlys`);
  await look(visitor, "visits-cancel", both);
  await visitor.send("/avlys");
  await refused(visitor, ["hvorfor-nn"]);
  await look(visitor, "visits-cancel-wrong", both);
  await visitor.send("/avlys", { "hvorfor-nn": "Ferja går ikkje." });
  await look(visitor, "visits-cancel-sure", both);
  await visitor.send("/avlys");
  await look(visitor, "visits-managed-cancelled", both);
  await message("Avlyst: Prøveetaten");
});

state("a cancelled visit says so", "en", async (visitor) => {
  await visitor.open(`/besok/${written}?lang=en`);
  assert.match(await visitor.text(), /The visit is cancelled\.\s+Ferja går ikkje\./);
  await look(visitor, "visits-cancelled", both);
}, { script: false });

as("manager", "a visit of today is entered", "nb", async (visitor) => {
  await visitor.open("/styring/besok/nytt?sted=vanylven");
  await visitor.send("/nytt", { etat: "Dagsetaten", dato: "16.12.2026", fra: "9", til: "20", "hva-nb": "Spørre om alt", dropin: true });
  await visitor.send("/kunngjor");
});

as("guide", "those at the counter count who came", "nb", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/ansatt/dag?sted=vanylven");
  await page.click('.site-nav a[href="/ansatt/besok"]');
  await look(visitor, "visits-desk", both);
  await page.click('main a:has-text("Dagsetaten")');
  await look(visitor, "visits-count", both);
  await visitor.send("/tall", { kom: "-3" });
  await refused(visitor, ["kom", "gikk", "kjent"]);
  await look(visitor, "visits-count-wrong", both);
  await visitor.send("/tall", { kom: "18", gikk: "2" , neste: "1.3.2027" });
  await refused(visitor, ["kjent"]);
  await page.click('label[for="kjent"]');
  await visitor.send("/tall");
  assert.match(await visitor.text(), /18 fikk hjelp, 2 gikk uten hjelp/);
  await look(visitor, "visits-counted", both);
});
