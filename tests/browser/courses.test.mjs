// Courses: what a citizen, a guide, a manager and an agency do and see, errors and empty pages included.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what is changed here is seen by everybody.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const state = (name, lang, what) => test(name, () => visiting(site, { lang }, what));
const as = (role, name, lang, what) => state(name, lang, async (visitor) => {
  await staff.signIn(visitor, role);
  await what(visitor);
});
const SIGN_UP = "pamelding?sted=vanylven";

/** Only the fields that are wrong stand in the summary, and its links lead to them. */
async function wrong(visitor, fields) {
  const { page } = visitor;
  assert.deepEqual(await page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash.slice(1))), fields);
  assert.ok(await page.locator(".ds-error-summary").evaluate((e) => e === document.activeElement), "the summary has focus");
  for (const field of fields) assert.equal(await page.locator(`[id="${field}"]`).count(), 1, `#${field} is there`);
}

/** The series of the demo at a place. */
async function openSeries(visitor, place = "vanylven") {
  await visitor.open(`/kurs?sted=${place}&lang=${visitor.lang}`);
  await visitor.follow("/kurs/");
  await visitor.page.waitForLoadState("load");
}

const press = async (visitor, selector) => {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator(selector).first().click()]);
  await visitor.page.waitForLoadState("load");
};

for (const { lang, script, width, name, index } of combinations) {
  test(`a citizen joins a course, changes the date and leaves: ${name}`, () =>
    visiting(site, { lang, script, width }, async (visitor) => {
      const phone = citizen.newPhone();
      await openSeries(visitor);
      const boxes = visitor.page.locator('main input[name="dato"]');
      const before = await boxes.count();
      assert.ok(before >= 8, `${before} dates`);
      const chosen = boxes.nth(index);
      await visitor.page.click(`main label[for="${await chosen.getAttribute("id")}"]`);
      await press(visitor, 'main form.form button[type="submit"]');
      await look(visitor, "course-contact");
      await visitor.send(SIGN_UP, { name: "Solveig", phone: phone.typed });
      await look(visitor, "course-code");
      await citizen.typeCode(visitor, phone.full);
      const address = new URL(visitor.page.url()).pathname;
      await look(visitor, "course-booked");
      const file = await citizen.calendarFile(visitor);
      assert.match(file, /DTSTART;TZID=Europe\/Oslo:\d{8}T113000/);
      await visitor.follow(`${address}/flytt`);
      await visitor.page.waitForLoadState("load");
      const other = visitor.page.locator('main input[name="dato"]').first();
      await visitor.page.click(`main label[for="${await other.getAttribute("id")}"]`);
      await press(visitor, 'main form.form button[type="submit"]');
      assert.equal(await visitor.page.locator('[role="status"]').count(), 1, "told that it was moved");
      await visitor.follow(`${address}/avbestill`);
      await visitor.page.waitForLoadState("load");
      await visitor.send("/avbestill");
      assert.equal(new URL(visitor.page.url()).pathname, address);
    }));
}

state("the list, a course, an empty place, nothing chosen", "nb", async (visitor) => {
  await visitor.open("/kurs?lang=nb");
  assert.ok((await visitor.page.locator("main .card").count()) >= 5, "two series and a lecture at three places");
  await look(visitor, "courses", both);
  await visitor.open("/kurs?sted=rost");
  assert.equal(await visitor.page.locator("main .card").count(), 0);
  await look(visitor, "courses-none", both);
  await openSeries(visitor);
  await look(visitor, "course", both);
  await press(visitor, 'main form.form button[type="submit"]');
  await wrong(visitor, ["dato"]);
  await look(visitor, "course-none-chosen", both);
  await openSeries(visitor);
  await press(visitor, 'a[href*="dato=alle"]');
  await look(visitor, "course-contact-all", both);
  await visitor.send(SIGN_UP, { name: "", phone: "" });
  await wrong(visitor, ["name", "phone"]);
  await look(visitor, "course-contact-wrong", both);
  await visitor.open("/kurs/0190a0a0-0000-7000-8000-000000000000", 404);
});

state("the whole series in one go, and out of it again", "en", async (visitor) => {
  const phone = citizen.newPhone();
  await openSeries(visitor, "tokke");
  await press(visitor, 'a[href*="dato=alle"]');
  await visitor.send("pamelding?sted=tokke", { name: "Marek", phone: phone.typed });
  await look(visitor, "course-code-all", both);
  await citizen.typeCode(visitor, phone.full);
  await look(visitor, "course-booked-all", both);
  const address = new URL(visitor.page.url()).pathname;
  await visitor.follow(`${address}/flytt`);
  await visitor.page.waitForLoadState("load");
  await look(visitor, "course-move-none", both);
  await visitor.open(`${address}/avbestill`);
  await look(visitor, "course-leave", both);
  await visitor.page.click('label[for="omfang-alle"]');
  await visitor.send("/avbestill");
  await look(visitor, "course-left", both);
});

state("a lecture that needs more people, and changing the date", "nb", async (visitor) => {
  await visitor.open("/kurs?sted=oygarden&lang=nb");
  await visitor.follow("/kurs/");
  await visitor.page.waitForLoadState("load");
  assert.match(await visitor.text(), /Mangler \d+ påmeldte/);
  await look(visitor, "course-lecture", both);
  const phone = citizen.newPhone();
  await openSeries(visitor);
  await visitor.page.click('main label[for="dato"]');
  await press(visitor, 'main form.form button[type="submit"]');
  await visitor.send(SIGN_UP, { name: "Turid", phone: phone.typed, hidden: true });
  await citizen.typeCode(visitor, phone.full);
  const address = new URL(visitor.page.url()).pathname;
  await visitor.open(`${address}/flytt`);
  await look(visitor, "course-move", both);
  await press(visitor, 'main form.form button[type="submit"]');
  await wrong(visitor, ["dato"]);
  await look(visitor, "course-move-wrong", both);
});

as("guide", "a guide signs people up, one and many, and sees the list", "nb", async (visitor) => {
  await visitor.open("/ansatt/kurs");
  await look(visitor, "courses-staff", both);
  await visitor.page.locator('tbody a[href^="/ansatt/kurs/dato/"]').first().click();
  await visitor.page.waitForLoadState("load");
  const address = new URL(visitor.page.url()).pathname;
  await look(visitor, "course-date", both);
  await visitor.follow(`${address}/pamelding`);
  await visitor.page.waitForLoadState("load");
  await look(visitor, "course-enrol", both);
  await visitor.send("/pamelding", { name: "", phone: "12" });
  await wrong(visitor, ["name", "phone"]);
  await look(visitor, "course-enrol-wrong", both);
  await visitor.send("/pamelding", { name: "Gerda Ringde", phone: "" });
  assert.match(await visitor.text(), /Gerda Ringde/);
  await visitor.open(`${address}/fil`);
  await look(visitor, "course-file", both);
  await visitor.send("/fil");
  await wrong(visitor, ["fil"]);
  await look(visitor, "course-file-missing", both);
  const file = join(site.folder, "liste.csv");
  await writeFile(file, "navn;telefon;språk\nKari N.;;nb\n;90000001;\nPer;12;\nMarek;;en\n");
  await visitor.page.setInputFiles("#fil", file);
  await press(visitor, 'main form[enctype] button[type="submit"]');
  assert.match(await visitor.text(), /2 personer ble påmeldt[\s\S]*Rad 3[\s\S]*Rad 4/);
  await look(visitor, "course-file-done", both);
});

as("manager", "a manager makes a series, changes it and calls dates off", "nn", async (visitor) => {
  await visitor.open("/ansatt/kurs/ny?sted=vanylven");
  await look(visitor, "course-new", both);
  await visitor.send("/ansatt/kurs/ny", { plasser: "mange", antall: "0", fra: "tolv", andre_hjelpere: "to elevar" });
  await wrong(visitor, ["dag", "fra", "til", "fra_dato", "antall", "plasser", "ansvarlig"]);
  assert.equal(await visitor.page.inputValue("#andre_hjelpere"), "to elevar", "what was typed is still there");
  await look(visitor, "course-new-wrong", both);
  await visitor.page.check("#dag-fr");
  await visitor.send("/ansatt/kurs/ny", {
    plasser: "12", antall: "6", fra: "11.30", til: "13.30", fra_dato: "27.11.2026", andre_hjelpere: "", "tittel-nn": "Fredagskurs",
    temaer: "BankID\nSvindel",
  });
  assert.equal(await visitor.page.locator('main [role="status"]').count(), 1);
  assert.match(await visitor.text(), /25\. desember 2026: 1\. juledag/);
  await look(visitor, "courses-staff-made", both);
  // The same again, with a host who is busy then.
  const row = visitor.page.locator("tbody tr", { hasText: "Fredagskurs" }).nth(1);
  await row.locator("a").click();
  await visitor.page.waitForLoadState("load");
  const address = new URL(visitor.page.url()).pathname;
  await visitor.follow(`${address}/endre`);
  await visitor.page.waitForLoadState("load");
  await look(visitor, "course-edit", both);
  await visitor.send("/endre", { dato: "i går", fra: "13", til: "12" });
  await wrong(visitor, ["dato", "til"]);
  await look(visitor, "course-edit-wrong", both);
  await visitor.open(`${address}/endre`);
  await visitor.page.click('label[for="omfang-f"]');
  await visitor.send("/endre", { fra: "13.00", til: "15.00" });
  assert.match(await visitor.text(), /13\.00–15\.00/);
  await look(visitor, "course-edited", both);
  await visitor.open(`${address}/endre`);
  await visitor.page.click("details summary");
  await visitor.page.click('label[for="avlys-denne"]');
  await visitor.send("/avlys");
  await look(visitor, "course-off", both);
  assert.equal(await visitor.page.locator(`a[href="${address}/endre"]`).count(), 0);
});

as("manager", "a manager answers an invitation", "nn", async (visitor) => {
  await visitor.open("/ansatt/kurs?sted=vanylven");
  const invitation = visitor.page.locator(".cards a.card__link").first();
  await invitation.click();
  await visitor.page.waitForLoadState("load");
  await look(visitor, "lecture-invited", both);
  await visitor.send("/delta", { plasser: "0" });
  await wrong(visitor, ["plasser"]);
  await look(visitor, "lecture-invited-wrong", both);
  await visitor.send("/delta", { plasser: "15" });
  assert.equal(await visitor.page.locator('main [role="status"]').count(), 1);
  await look(visitor, "lecture-accepted", both);
});

as("agency", "an agency makes a lecture, sees numbers and calls it off", "nb", async (visitor) => {
  await visitor.open("/ansatt/foredrag");
  await look(visitor, "lectures", both);
  await visitor.open("/ansatt/foredrag/nytt");
  await look(visitor, "lecture-new", both);
  await visitor.send("/ansatt/foredrag/nytt", { minst: "", dato: "1.1.2020" });
  await wrong(visitor, ["tittel-nb", "dato", "fra", "til", "vert_tittel", "minst", "sted"]);
  await look(visitor, "lecture-new-wrong", both);
  for (const place of ["rost", "meloy"]) await visitor.page.check(`[name="sted"][value="${place}"]`);
  await visitor.send("/ansatt/foredrag/nytt", {
    minst: "10", dager: "3", dato: "15.12.2026", fra: "18", til: "19", "tittel-nb": "Skattekveld", vert_tittel: "Skatteetaten",
  });
  await look(visitor, "lecture", both);
  await visitor.page.click("details summary");
  await visitor.send("/avlys");
  await look(visitor, "lecture-off", both);
});

test("attendance is ticked off on the day", async () => {
  const own = await Site.demo({ at: Date.parse("2026-11-26T10:00:00Z") - 86_400_000 });
  try {
    await own.later(86_400);
    await visiting(own, { lang: "nb" }, async (visitor) => {
      await staff.signIn(visitor, "guide");
      await visitor.open("/ansatt/kurs");
      await visitor.page.locator("tbody tr", { hasText: "26. november" }).first().locator("a").click();
      await visitor.page.waitForLoadState("load");
      await look(visitor, "course-attendance", both);
      await visitor.page.locator('input[value="kom"]').first().check();
      await visitor.page.locator('input[value="ikke"]').nth(1).check();
      await visitor.send("/oppmote");
      assert.equal(await visitor.page.locator('main [role="status"]').count(), 1);
      assert.match(await visitor.text(), /Ferdig[\s\S]*Ikke møtt|Ikke møtt[\s\S]*Ferdig/);
      await look(visitor, "course-attendance-done", both);
    });
  } finally {
    await own.stop();
  }
});
