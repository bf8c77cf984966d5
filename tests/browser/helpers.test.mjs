// Somebody books for somebody else, the person sees it and takes it back; staff take a yes on paper; a visit at home.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own: times are taken that other tests look for.
before(async () => { site = await Site.demo(); });
after(async () => { await closeBrowser(); await site?.stop(); });
const both = { both: true };
const LONG = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaug";

async function logIn(visitor, phone) {
  await visitor.open(`/logg-inn?lang=${visitor.lang}`);
  await visitor.send("/logg-inn/kode", { phone: phone.typed });
  const here = new URL(visitor.page.url()).pathname;
  await visitor.send(here, { code: await site.code(phone.full) });
}

const errors = (visitor) => visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash));

/** From the times to the contact page for somebody else. */
async function forAnother(visitor, nth) {
  await visitor.open(`${citizen.offerPath()}?uke=2026-12-07&lang=${visitor.lang}`);
  await citizen.chooseTime(visitor, nth);
  await visitor.page.click('main a[href*="andre=1"]');
  await visitor.page.waitForLoadState("load");
}

for (const { lang, script, width, name, index } of combinations) {
  test(`a helper books, books again, and is stopped: ${name}`, () =>
    visiting(site, { lang, script, width }, async (helper) => {
      const see = (state, visitor = helper) => look(visitor, state, { both: index < 2 });
      const [grandmother, own] = [citizen.newPhone(), citizen.newPhone()];
      await forAnother(helper, index);
      await see("helper-contact");
      await helper.send("/kontakt", { name: LONG, phone: own.typed, helper_phone: own.typed });
      assert.deepEqual(await errors(helper), ["#helper_name", "#helper_phone"]);
      await see("helper-contact-wrong");
      await helper.send("/kontakt", { name: LONG, phone: grandmother.typed, helper_name: LONG, helper_phone: own.typed });
      await see("helper-code");
      await helper.send("/kode", { code: await site.code(grandmother.full) });

      await logIn(helper, own);
      await see("my-page-helper");
      await helper.follow("/bestill-for-andre");
      await helper.page.waitForLoadState("load");
      await see("helper-others");
      await forAnother(helper, index + 7);
      await see("helper-contact-known");
      await helper.page.click('main label[for^="samtykke-"]:not([for="samtykke-ny"])');
      await helper.send("/kontakt");
      assert.equal(new URL(helper.page.url()).pathname, "/bestill-for-andre");
      assert.equal(await helper.page.locator("main .cards .ds-list > li").count(), 2);

      await visiting(site, { lang, script, width }, async (person) => {
        await logIn(person, grandmother);
        await person.follow("/hvem-kan-bestille");
        await person.page.waitForLoadState("load");
        await see("helper-mine", person);
        await person.send("/trekk");
        await see("helper-mine-none", person);
      });
      await helper.open("/bestill-for-andre");
      assert.equal(await helper.page.locator("main .cards").count(), 0);
      await see("helper-others-none");
    }));
}

for (const { lang, script, width, name, index } of combinations) {
  test(`a helper signs somebody up for a course and waits for them, by one yes: ${name}`, () =>
    visiting(site, { lang, script, width }, async (helper) => {
      const see = (state, visitor = helper) => look(visitor, state, { both: index < 2 });
      const [grandmother, own] = [citizen.newPhone(), citizen.newPhone()];
      const press = async (selector) => {
        await Promise.all([helper.page.waitForEvent("framenavigated"), helper.page.locator(selector).first().click()]);
        await helper.page.waitForLoadState("load");
      };
      /** From the page of the course to the page that asks who comes. */
      const course = async (nth) => {
        await helper.open(`/kurs?sted=vanylven&lang=${lang}`);
        await helper.follow("/kurs/");
        await helper.page.waitForLoadState("load");
        const dates = helper.page.locator('main input[name="dato"]');
        for (const n of [nth, nth + 1]) await helper.page.click(`main label[for="${await dates.nth(n).getAttribute("id")}"]`);
        await press('main form.form button[type="submit"]');
        await press('main a[href*="andre=1"]');
      };
      await course(1);
      await see("helper-course");
      await helper.send("pamelding?sted=vanylven", { name: LONG });
      assert.deepEqual(await errors(helper), ["#phone", "#helper_name", "#helper_phone"]);
      await see("helper-course-wrong");
      await helper.send("pamelding?sted=vanylven", { phone: grandmother.typed, helper_name: LONG, helper_phone: own.typed });
      await see("helper-course-code");
      await helper.send("/kode", { code: await site.code(grandmother.full) });

      await logIn(helper, own);
      await course(3);
      await see("helper-course-known");
      await helper.page.click('main label[for^="samtykke-"]:not([for="samtykke-ny"])');
      await helper.send("pamelding?sted=vanylven");
      assert.equal(new URL(helper.page.url()).pathname, "/bestill-for-andre");
      assert.equal(await helper.page.locator("main .cards .ds-list > li").count(), 4);

      const wait = `/venteliste/${citizen.SERVICE}/vanylven`;
      await helper.open(`${wait}?lang=${lang}`);
      await press('main a[href*="andre=1"]');
      await see("helper-waiting");
      await helper.send(wait, { fra: "2027-02-06", til: "2027-02-01" });
      assert.deepEqual(await errors(helper), ["#til", "#name", "#phone", "#helper_name", "#helper_phone"]);
      await see("helper-waiting-wrong");
      await helper.page.click('main label[for^="samtykke-"]:not([for="samtykke-ny"])');
      // A weekend: nothing becomes free.
      await helper.send(wait, { til: "2027-02-07" });
      assert.equal(new URL(helper.page.url()).pathname, "/bestill-for-andre");
      await see("helper-others-waiting");

      // Somebody whom no SMS reaches is called, and staff see who helps.
      await helper.open(`${wait}?andre=1&lang=${lang}`);
      await helper.send(wait, { fra: "2027-02-06", til: "2027-02-07", name: `Oldemor ${index}`, phone: "22 00 00 09", helper_name: LONG, helper_phone: own.typed });
      await visiting(site, { lang, script, width }, async (guide) => {
        await staff.signIn(guide, "guide");
        await guide.open("/ansatt/venteliste?sted=vanylven");
        assert.match(await guide.page.locator("tbody tr", { hasText: `Oldemor ${index}` }).innerText(), /Hjelper:|Hjelpar:|Helper:/);
        await see("waiting-list-helper", guide);
      });
    }));
}

test("a visit at home asks where", () =>
  visiting(site, { lang: "nn", script: false }, async (visitor) => {
    const path = "/bestill/trygghetsalarm/vanylven/home";
    await visitor.open(`${path}?uke=2026-12-07&lang=nn`);
    await citizen.chooseTime(visitor, 1);
    await look(visitor, "home-contact", both);
    await visitor.send("/kontakt", { postcode: "61" });
    assert.deepEqual(await errors(visitor), ["#name", "#phone", "#street", "#postcode", "#town"]);
    await look(visitor, "home-contact-wrong", both);
    const phone = citizen.newPhone();
    await visitor.send("/kontakt", { name: "Solveig", phone: phone.typed, street: "Fjordvegen 12", postcode: "6143", town: "Fiskåbygd" });
    await visitor.send("/kode", { code: await site.code(phone.full) });
    assert.ok(!(await visitor.text()).includes("Fjordvegen"));
  }));

test("staff: a helper with a yes on paper, and a visit at home", () =>
  visiting(site, { lang: "nb" }, async (guide) => {
    await staff.signIn(guide, "guide");
    await guide.open("/ansatt/ny-time?sted=vanylven&tilbud=trygghetsalarm/home&uke=2026-12-07");
    await guide.page.click(`main label[for="${await guide.page.locator('main input[name="tid"]').nth(4).getAttribute("id")}"]`);
    await guide.send("/ansatt/ny-time", { name: "Oldemor", helper_name: LONG });
    assert.deepEqual(await errors(guide), ["#street", "#postcode", "#town", "#helper_phone", "#helper_yes"]);
    await look(guide, "staff-helper-wrong", both);
    const phone = citizen.newPhone();
    await guide.send("/ansatt/ny-time", { street: "Fjordvegen 12", postcode: "6143", town: "Fiskåbygd", helper_phone: phone.typed, helper_yes: true });
    assert.match(await guide.text(), /Fjordvegen 12, 6143 Fiskåbygd/);
    await guide.page.locator("main details > summary").first().click();
    await look(guide, "staff-helper-booking", both);
    await guide.send("/trekk-samtykke");
    assert.match(await guide.text(), /kan ikke bestille mer/);
    await look(guide, "staff-helper-withdrawn", both);
  }));
