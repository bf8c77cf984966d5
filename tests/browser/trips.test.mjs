// One trip, several errands: collected, planned over a day, confirmed with one code, cancelled in part and whole.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";

let site;
// A demo of its own: the clock is moved, and times are taken that other tests look for.
before(async () => { site = await Site.demo(); });
after(async () => { await closeBrowser(); await site?.stop(); });
const both = { both: true };
const NAME = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaug";

const press = async (visitor, selector) => {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator(selector).first().click()]);
  await visitor.page.waitForLoadState("load");
};

/** Adds an errand from the list; `kind` is the beginning of its value. */
async function add(visitor, value) {
  const exact = await visitor.page.locator(`#arend option[value^="${value}"]`).first().getAttribute("value");
  await visitor.page.selectOption("#arend", exact);
  await press(visitor, 'main form[action="/tur"] button[type="submit"]');
  return exact;
}

/** Chooses day and plan, and tells how one can be reached; leaves the visitor on the page of the code. */
async function asFarAsTheCode(visitor, { see = async () => {}, day = 0, plan = 0, hidden = false } = {}) {
  await visitor.follow("/tur/tid?");
  await visitor.page.waitForLoadState("load");
  await see("trip-days");
  await press(visitor, `main .card:nth-child(${day + 1}) a[href*="dag="]`);
  await see("trip-plans");
  const plans = visitor.page.locator('main input[name="plan"]');
  const all = await plans.count();
  assert.ok(all > 0, "there are plans");
  await visitor.page.click(`main label[for="${await plans.nth(plan % all).getAttribute("id")}"]`);
  await press(visitor, 'main form.form button[type="submit"]');
  await see("trip-contact");
  const phone = citizen.newPhone();
  await visitor.send("/tur/kontakt", { name: NAME, phone: phone.typed, hidden });
  await see("trip-code");
  return phone;
}

for (const { lang, script, width, name, index } of combinations) {
  test(`three errands, one trip: ${name}`, () =>
    visiting(site, { lang, script, width }, async (visitor) => {
      const see = (state) => look(visitor, state, { both: index < 2 });
      // From the page of a service: where, and what else.
      await visitor.open(`/tjenester/lese-brev?lang=${lang}`);
      await visitor.follow("/tur?");
      await visitor.page.waitForLoadState("load");
      await see("trip-place");
      await visitor.page.selectOption("#sted", "vanylven");
      await press(visitor, 'main form[action="/tur"] button[type="submit"]');
      await see("trip-one-errand");
      assert.equal(await visitor.page.locator('main a[href^="/tur/tid?"]').count(), 0, "one errand is no trip");
      await add(visitor, "kurs.");
      if (index % 2 === 0) await add(visitor, "byggesak-samtale");
      await see("trip-errands");

      const phone = await asFarAsTheCode(visitor, { see, plan: index });
      await visitor.send("/kode", { code: "12" });
      await see("trip-code-wrong");
      await visitor.send("/kode", { code: await site.code(phone.full) });
      const stops = index % 2 === 0 ? 3 : 2;
      assert.equal(await visitor.page.locator("main ol.cards > li").count(), stops);
      await see("trip-booked");
      const [download] = await Promise.all([visitor.page.waitForEvent("download"), visitor.page.click('main a[href$="/kalender.ics"]')]);
      const calendar = await readFile(await download.path(), "utf8");
      assert.equal(calendar.match(/BEGIN:VEVENT/g).length, stops);

      // One errand is cancelled from its own page, which leads back; then all.
      const trip = new URL(visitor.page.url()).pathname;
      await visitor.follow("/time/");
      await visitor.page.waitForLoadState("load");
      await see("trip-one-of-it");
      await visitor.follow("/time/");
      await visitor.open(`${new URL(visitor.page.url()).pathname.replace(/\/flytt$/, "")}/avbestill?lang=${lang}`);
      await visitor.send("/avbestill");
      await visitor.follow("/tur/");
      await visitor.page.waitForLoadState("load");
      await see("trip-in-part");
      await visitor.follow(`${trip}/avbestill`);
      await visitor.page.waitForLoadState("load");
      await see("trip-cancel");
      await visitor.send("/avbestill");
      await see("trip-cancelled");
    }));
}

test("no plan chosen, a plan that is gone, a code that comes too late, and a week in which nothing fits", () =>
  visiting(site, { lang: "nb", script: false }, async (visitor) => {
    const see = (name) => look(visitor, name, both);
    await visitor.open("/tur?sted=vanylven&arend=lese-brev&arend=byggesak-samtale&lang=nb");
    await visitor.follow("/tur/tid?");
    await press(visitor, 'main .card a[href*="dag="]');
    const address = visitor.page.url();
    await press(visitor, 'main form.form button[type="submit"]');
    assert.deepEqual(await visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash)), ["#plan"]);
    await see("trip-plan-none-chosen");

    // Nothing was typed: what is wrong is said at the fields, and the plan is kept.
    await visitor.open(new URL(address).pathname + new URL(address).search);
    await visitor.page.click('main label[for="plan"]');
    await press(visitor, 'main form.form button[type="submit"]');
    await visitor.send("/tur/kontakt", {});
    assert.deepEqual(await visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash)), ["#name", "#phone"]);
    await see("trip-contact-wrong");
    // Somebody else takes the same plan in the meantime.
    await visiting(site, { lang: "en", script: false }, async (other) => {
      await other.open("/tur?sted=vanylven&arend=lese-brev&arend=byggesak-samtale&lang=en");
      const phone = await asFarAsTheCode(other, {});
      await other.send("/ny-kode");
      await look(other, "trip-code-sent-again", both);
      const code = await site.code(phone.full);
      await site.later(11 * 60);
      await other.send("/kode", { code });
      assert.match(await other.text(), /The trip is not booked/);
      await look(other, "trip-expired", both);
      // Once more, and this time at once.
      await other.open("/tur?sted=vanylven&arend=lese-brev&arend=byggesak-samtale&lang=en");
      const again = await asFarAsTheCode(other, { hidden: true });
      await other.send("/kode", { code: await site.code(again.full) });
    });
    const phone = citizen.newPhone();
    await visitor.send("/tur/kontakt", { name: NAME, phone: phone.typed });
    assert.match(await visitor.text(), /Vi holder ikke av noen av de andre heller/);
    await see("trip-gone");

    await visitor.open("/tur/tid?sted=vanylven&arend=lese-brev&arend=byggesak-samtale&uke=2027-11-01&lang=nb");
    assert.match(await visitor.text(), /ingen dag i denne uken/);
    await see("trip-no-days");
    await visitor.open("/tur?sted=tokke&arend=lese-brev&arend=byggesak-samtale&lang=nb");
    await see("trip-not-here");
    await visitor.open("/tur?sted=vanylven&arend=lese-brev&arend=byggesak-samtale&arend=bestille-pass&arend=skattemelding&lang=nb");
    assert.match(await visitor.text(), /fire ærend/);
    await see("trip-full");
  }));
