// Where people come from, what they speak, and what a manager says that a visit takes: every page and state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import * as citizen from "./lib/citizen.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what the manager changes here is seen by everybody.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const SAVE = 'button[type="submit"].ds-button:not([data-variant])';
const PLACE = "/styring/sted/vanylven";
const WEEK = "2026-11-30";
const clocks = (visitor) => visitor.page.locator(".day__times label").allInnerTexts();
const submit = async (visitor, selector) => {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.click(selector)]);
  await visitor.page.waitForLoadState("load");
};

for (const { lang, script, width, name } of combinations) {
  test(`from the island to a time the boat allows: ${name}`, () => visiting(site, { lang, script, width }, async (visitor) => {
    const { page } = visitor;
    await visitor.open(`/bestill/logge-inn-altinn?lang=${lang}`);
    await page.selectOption("#fra", "Kvamsøya");
    await submit(visitor, '.choosing button[type="submit"]');
    assert.match(await page.locator(".cards").innerText(), /70/, "the travel is told");
    await look(visitor, "choose-place-from");
    await visitor.open(`/bestill/logge-inn-altinn/vanylven/counter?uke=${WEEK}`);
    const all = await clocks(visitor);
    await page.selectOption("#fra", "Kvamsøya");
    await submit(visitor, '.choosing button[type="submit"]');
    assert.equal(new URL(page.url()).searchParams.get("uke"), WEEK, "the week is kept");
    const few = await clocks(visitor);
    assert.ok(few.length > 0 && few.length < all.length, `${few.length} of ${all.length}`);
    assert.ok(!few.some((text) => text.trim().startsWith("09.")), few.join(" "));
    await look(visitor, "times-from");
    await submit(visitor, '.ds-alert a[href*="alle=1"]');
    assert.deepEqual(await clocks(visitor), all);
    await look(visitor, "times-from-all");

    await visitor.open(`/bestill/logge-inn-altinn/vanylven/counter?uke=${WEEK}`);
    await page.selectOption("#spraak", "pl");
    await submit(visitor, '.choosing button[type="submit"]');
    await citizen.chooseTime(visitor, 1);
    assert.match(await page.locator(".summary").innerText(), { nb: /Polsk/, nn: /Polsk/, en: /Polish/ }[lang]);
    await look(visitor, "contact-spoken");
  }));
}

test("both widths of the new states", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open("/bestill/logge-inn-altinn?lang=nb&fra=Kvams%C3%B8ya&spraak=pl");
  await look(visitor, "choose-place-from", both);
  await visitor.open(`/bestill/logge-inn-altinn/vanylven/counter?uke=${WEEK}&fra=Kvams%C3%B8ya`);
  await look(visitor, "times-from", both);
  // A weekend: no boat on Sunday and the place is closed, so the page says when the first one is.
  await visitor.open("/bestill/logge-inn-altinn/vanylven/counter?uke=2027-12-04&fra=Kvams%C3%B8ya");
  await look(visitor, "times-from-none", both);
}));

test("the keyboard reaches the questions and the times", () => visiting(site, { lang: "nn" }, async (visitor) => {
  const { page } = visitor;
  await visitor.open(`/bestill/logge-inn-altinn/vanylven/counter?lang=nn&uke=${WEEK}`);
  await page.focus("#fra");
  await page.keyboard.press("K");
  assert.equal(await page.inputValue("#fra"), "Kvamsøya");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "spraak");
  await page.keyboard.press("Tab");
  await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
  assert.equal(new URL(page.url()).searchParams.get("fra"), "Kvamsøya");
}));

for (const lang of ["nb", "nn", "en"]) {
  test(`the manager's words for needs, breaks and travel: ${lang}`, () => visiting(site, { lang }, async (visitor) => {
    await staff.signIn(visitor, "manager");
    const { page } = visitor;
    await visitor.open(`${PLACE}/ressurser`);
    await look(visitor, "manage-resources-tags", both);
    await page.locator(`main tbody a[href^="${PLACE}/ressurser/"]`).first().click();
    await page.waitForLoadState("load");
    const resource = new URL(page.url()).pathname;
    await visitor.send(resource, { tags: "kan ikke leses" }, SAVE);
    assert.equal(await page.locator(".ds-error-summary a").count(), 1);
    await look(visitor, "manage-tags-wrong", both);
    await visitor.send(resource, { tags: { nb: "skatt, polsk", nn: "skatt, polsk", en: "skatt, Polish" }[lang] }, SAVE);
    assert.equal(await page.locator(".ds-error-summary").count(), 0);

    await visitor.open(`${PLACE}/tilbud`);
    await look(visitor, "manage-offers-needs", both);
    const edits = page.locator(`main tbody a[href^="${PLACE}/tilbud/"]`);
    const offer = new URL(await edits.first().evaluate((a) => a.href)).pathname;
    await visitor.open(offer);
    await page.click("details summary");
    await look(visitor, "manage-offer-needs", both);
    await page.fill("#behov", "person+|x");
    await page.fill("#travel", "300");
    await submit(visitor, `main form.form ${SAVE}`);
    assert.deepEqual(
      (await page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash.slice(1)))).toSorted(), ["behov", "travel"]);
    await look(visitor, "manage-offer-needs-wrong", both);

    await visitor.open(`${PLACE}/apningstider`);
    await visitor.send(`${PLACE}/apningstider`, { dager: true, fra: "10", til: "14", pause_fra: "14", pause_til: "15" }, SAVE);
    assert.ok(await page.locator('.ds-error-summary a[href="#pause_fra"]').count() === 1, "the break lies outside");
    await look(visitor, "manage-break-wrong", both);

    await visitor.open(`${PLACE}/reise`);
    await look(visitor, "manage-travel", both);
  }));
}
