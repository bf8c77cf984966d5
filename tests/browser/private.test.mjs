// Personal data in free text: seen where it stands, taken out on request, and nothing that was typed is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { findsIn } from "./lib/log.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: proposals are seen by everybody at the place.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const state = (name, lang, what, how = {}) => test(name, () => visiting(site, { lang, ...how }, what));
const as = (role, name, lang, what, how = {}) => state(name, lang, async (visitor) => {
  await staff.signIn(visitor, role);
  await what(visitor);
}, how);

/** A synthetic national number: month and 80. */
const NUMBER = "209146 95016";
const KIND = { nb: "fødselsnummer", nn: "fødselsnummer", en: "national identity number" };
const SEND = 'button[type="submit"].ds-button:not([data-variant])';
const remove = (field) => `button[name="private-remove"][value="${field}"]`;

/** The form came back because of one field: the summary leads to it, what was typed stands, and the kinds are named. */
async function warned(visitor, field, typed, kinds) {
  const { page } = visitor;
  assert.deepEqual(
    await page.locator(".ds-error-summary a").evaluateAll((links) => links.map((a) => a.hash.slice(1))), [field]);
  assert.equal(await page.locator(`#${field}`).getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue(`#${field}`), typed, "what was typed is still there");
  const said = await page.locator(`#${field}-p`).innerText();
  for (const kind of kinds) assert.ok(said.includes(kind), `${said} names ${kind}`);
  assert.ok(!said.includes(NUMBER));
}

for (const lang of ["nb", "nn", "en"]) {
  as("guide", `a guide writes a number into a proposal and has it taken out (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    const typed = `Brukeren med ${NUMBER} fant ikke skjemaet (${lang}).`;
    const without = `Brukeren med [${KIND[lang]}] fant ikke skjemaet (${lang}).`;
    await visitor.open("/ansatt/forslag?sted=vanylven");
    await visitor.send("/ansatt/forslag", { ord: typed }, SEND);
    await warned(visitor, "ord", typed, [KIND[lang]]);
    assert.equal(await page.locator(".private__text").innerText(), without, "the text as it will be");
    assert.equal(await page.locator("#ord-keep").count(), 0, "a number of a person is never kept");
    await look(visitor, `private-number-${lang}`, both);

    // With the keyboard: from the field, the next stop is the button.
    await page.focus("#ord");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "private-remove");
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
    await page.waitForLoadState("load");
    assert.equal(await page.inputValue("#ord"), without);
    assert.ok(!(await page.content()).includes(NUMBER), "the number is nowhere on the page");
    await look(visitor, `private-cleaned-${lang}`, both);
    await visitor.send("/ansatt/forslag", {}, SEND);
    assert.equal(await page.locator(".ds-error-summary").count(), 0);
    assert.ok((await visitor.text()).includes(without), "and it is sent");
  }, { script: lang !== "nb", scheme: lang === "en" ? "dark" : "light" });
}

as("guide", "a telephone is asked about, and stays when the guide means it", "nn", async (visitor) => {
  const { page } = visitor;
  const typed = "Legg til vakttelefonen +80 0000 12 34 på kortet.";
  await visitor.open("/ansatt/forslag?sted=vanylven");
  await visitor.send("/ansatt/forslag", { ord: typed }, SEND);
  await warned(visitor, "ord", typed, ["telefonnummer"]);
  await look(visitor, "private-asked", both);
  await visitor.send("/ansatt/forslag", {}, SEND);
  await warned(visitor, "ord", typed, ["telefonnummer"]);
  await visitor.send("/ansatt/forslag", { "private-keep": true }, SEND);
  assert.ok((await visitor.text()).includes("+80 0000 12 34"));
});

for (const [lang, width] of [["nb", 390], ["en", 1280]]) {
  state(`a citizen's note keeps everything else that was typed (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    const phone = citizen.newPhone();
    await visitor.open(`${citizen.offerPath()}?lang=${lang}`);
    await citizen.chooseTime(visitor, width === 390 ? 5 : 7);
    const note = `Mitt nummer er ${NUMBER}.`;
    await citizen.tellContact(visitor, { name: "Solveig", phone: phone.typed, note, hidden: true });
    await warned(visitor, "note", note, [KIND[lang]]);
    assert.equal(await page.inputValue("#name"), "Solveig");
    assert.equal(await page.inputValue("#phone"), phone.typed);
    assert.ok(await page.isChecked("#hidden"));
    await look(visitor, `private-note-${lang}`, both);
    await visitor.send("/kontakt", {}, remove("note"));
    assert.equal(await page.inputValue("#note"), `Mitt nummer er [${KIND[lang]}].`);
    assert.ok(await page.isChecked("#hidden"), "the rest of the form is as it was");
    await visitor.send("/kontakt", {}, SEND);
    await citizen.typeCode(visitor, phone.full);
    assert.equal(await page.locator(".reference strong").count(), 1, "and the time is booked");
  }, { script: lang !== "nb", width });
}

as("manager", "a notice in three languages is warned about where each text stands", "nb", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/styring/varsler/nytt");
  const texts = { "tekst-nb": `Vedtaket gjelder ${NUMBER}.`, "tekst-nn": "Ring +80 0000 12 34.", "tekst-en": "Nothing to see." };
  await visitor.send("/nytt", texts, SEND);
  for (const [field, text] of Object.entries(texts)) assert.equal(await page.inputValue(`[name="${field}"]`), text);
  assert.deepEqual(
    await page.locator(".private").evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-labelledby"))),
    ["tekst-nb-p", "tekst-nn-p"]);
  assert.equal(await page.locator("#tekst-nb-keep").count(), 0);
  assert.equal(await page.locator("#tekst-nn-keep").count(), 1, "the telephone may be the municipality's own");
  await look(visitor, "private-notice", both);
});

as("manager", "the boxes of a service's texts stand under the three columns", "nb", async (visitor) => {
  await visitor.open("/styring/tjenester/ny");
  const { page } = visitor;
  await page.fill("#promise-nb", `Vi hjelper ${NUMBER}.`);
  await page.fill("#bring-nn", "konto 1234.56.78903");
  await page.locator(`form:has(#promise-nb) ${SEND}`).first().click();
  await page.waitForSelector(".private");
  assert.equal(await page.locator(".private").count(), 2);
  await look(visitor, "private-service", both);
});

test("a number in the log is found, and an ordinary line is none", async () => {
  const line = (fields) => JSON.stringify({ timestamp: "2026-11-25T10:20:00.123456Z", level: "INFO", fields, target: "torg" });
  const log = [line({ message: "ready", listen: "127.0.0.1:8080" }), line({ message: "message not sent", who: NUMBER })];
  const finds = await findsIn(log.join("\n"));
  assert.equal(finds.length, 1, finds.join("\n"));
  assert.ok(finds[0].startsWith("national_id: ") && finds[0].includes("not sent"));
});
