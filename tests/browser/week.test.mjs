// The staff's week, absence, confirmation of what a change hits, and the calendar of one's own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what is moved and closed here is seen by everybody.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const PLACE = "vanylven";
const BASE = `/styring/sted/${PLACE}`;
const SAVE = 'button[type="submit"].ds-button:not([data-variant])';
const shot = (name) => new URL(`shots/${name}.png`, import.meta.url).pathname;

/** Presses Tab until something is in focus; fails after so many. */
async function tabTo(page, selector, most = 60) {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return n + 1;
  }
  throw new Error(`${selector} is not reached with Tab`);
}

for (const lang of ["nb", "nn", "en"]) {
  test(`the week, in ${lang}`, () => visiting(site, { lang }, async (visitor) => {
    const { page } = visitor;
    const week = "2026-12-14";
    let hidden;
    await visiting(site, { lang: "nb" }, async (other) => {
      hidden = await citizen.booked(other, { name: "Skjult Person", hidden: true, week, nth: 40 });
      await citizen.booked(other, { name: "Anne-Margrethe Kristoffersen-Bartholomeusdatter", week, nth: 44 });
    });
    await staff.signIn(visitor, "guide");
    await visitor.open(`/ansatt/dag?sted=${PLACE}`);
    await page.click('.toolbar a[href^="/ansatt/uke"]');
    await page.waitForLoadState("load");
    assert.ok(await page.locator(".week__list li").count() > 3, "the week of the demo has people");
    await look(visitor, "week-this", both);
    await visitor.open(`/ansatt/uke?sted=${PLACE}&dato=${week}`);
    assert.ok((await visitor.text()).includes(hidden.reference), "whoever is hidden has a reference");
    assert.ok(!(await visitor.text()).includes("Skjult"));
    await look(visitor, "week-long-name", both);

    // On paper: no buttons, references only.
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".toolbar nav").first().isVisible(), false);
    assert.ok((await visitor.text()).includes(hidden.reference));
    await page.screenshot({ path: shot(`week-paper-${lang}`), fullPage: true });
    const paper = await page.pdf({ preferCSSPageSize: true });
    assert.match(paper.toString("latin1"), /MediaBox \[0 0 8\d\d(\.\d+)? 59\d/, "the week lies down on A4");
    await page.emulateMedia({ media: "screen" });

    // By keyboard: past what stands above, to the first day, and on to a person.
    await page.goto(page.url());
    await tabTo(page, 'main .ds-skip-link');
    await page.keyboard.press("Enter");
    assert.match(await page.evaluate(() => document.activeElement.id), /^d-2026-12-14$/);
    await tabTo(page, '.week__list a[href^="/ansatt/time/"]', 15);
  }));
}

test("the day has ways past what stands above it", () => visiting(site, { lang: "nb" }, async (visitor) => {
  const { page } = visitor;
  await staff.signIn(visitor, "guide");
  for (const target of ["timer", "ringeliste"]) {
    await visitor.open(`/ansatt/dag?sted=${PLACE}`);
    await tabTo(page, `main .ds-skip-link[href="#${target}"]`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), target);
  }
  await visitor.open(`/ansatt/dag?sted=${PLACE}`);
  assert.equal(await page.locator("[accesskey]").count(), 0);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("aside").first().isVisible(), false, "telephone numbers are not printed");
  await page.screenshot({ path: shot("day-paper"), fullPage: true });
}));

for (const [lang, from] of [["nb", "2026-11-26"], ["nn", "2026-11-27"], ["en", "2026-11-30"]]) {
  test(`somebody is away, in ${lang}`, () => visiting(site, { lang, script: lang !== "nn" }, async (visitor) => {
    const { page } = visitor;
    await staff.signIn(visitor, "guide");
    await visitor.open(`/ansatt/dag?sted=${PLACE}`);
    await visitor.follow("/ansatt/fravaer");
    await page.waitForLoadState("load");
    await look(visitor, "away", both);
    await page.click('main form[method="get"] .actions button');
    await page.waitForLoadState("load");
    assert.equal(await page.locator(".ds-error-summary a").first().getAttribute("href"), "#fra");
    await look(visitor, "away-wrong", both);

    // The first guide with somebody that day.
    const guides = await page.locator("#hvem option").evaluateAll((all) => all.map((o) => o.value));
    let hits = 0;
    for (const guide of guides) {
      await page.selectOption("#hvem", guide);
      await page.fill("#fra", from);
      await page.fill("#til", "");
      await page.click('main form[method="get"] .actions button');
      await page.waitForLoadState("load");
      hits = await page.locator("fieldset.away").count();
      if (hits > 0) break;
    }
    assert.ok(hits > 0, "somebody is hit");
    for (const one of await page.locator("fieldset.away").all()) {
      assert.equal(await one.locator("input:checked").count(), 1, "something is proposed for each");
    }
    await look(visitor, "away-hits", both);
    await page.locator('fieldset.away').first().locator('label').nth(await page.locator('fieldset.away').first().locator('label').count() - 2).click();
    await visitor.send("/ansatt/fravaer", {}, SAVE);
    assert.equal(await page.locator('.ds-alert[role="status"]').count(), 1);
    await look(visitor, "away-saved", both);
    assert.ok(await page.locator('main a[href^="/ansatt/time/"]').count() > 0, "the one to call stands on the page");
    await visitor.open(`/ansatt/dag?sted=${PLACE}`);
    await look(visitor, "day-call-away", both);
  }));
}

test("a change that hits bookings is told about first", () => visiting(site, { lang: "nb" }, async (visitor) => {
  const { page } = visitor;
  await staff.signIn(visitor, "manager");
  await visitor.open(`${BASE}/apningstider`);
  await page.locator('input[name="u_type"][value="stengt"]').check({ force: true });
  await visitor.send("/unntak", { u_fra_dato: "14.12.2026", u_til_dato: "18.12.2026", u_grunn: "Kursdag" }, SAVE);
  await look(visitor, "manage-confirm", both);
  await page.click('button[name="endre"]');
  await page.waitForLoadState("load");
  assert.equal(await page.inputValue("#u_grunn"), "Kursdag", "what was typed is there");
  await visitor.send("/unntak", { u_grunn: "Kurs" }, SAVE);
  await visitor.send("/unntak", {}, SAVE);
  assert.equal(await page.locator('main .ds-alert[data-color="success"]').count(), 1, "told that it was saved");
}));

for (const lang of ["nb", "nn", "en"]) {
  test(`the calendar of one's own, in ${lang}`, () => visiting(site, { lang }, async (visitor) => {
    const { page } = visitor;
    await visiting(site, { lang }, async (manager) => {
      await staff.signIn(manager, "manager");
      await manager.open(`${BASE}/ressurser`);
      await manager.page.locator("tbody tr", { hasText: "Veileder 1" }).locator(`a[href^="${BASE}/ressurser/"]`).click();
      await manager.page.waitForLoadState("load");
      assert.equal(await manager.page.locator("#staff").count(), 1, "a guide can be one of the staff");
      await look(manager, "manage-resource-staff", both);
    });
    await staff.signIn(visitor, "guide");
    await visitor.open("/ansatt/kalender");
    await look(visitor, "feed", both);
    await visitor.send("/ansatt/kalender", {}, SAVE);
    const address = await page.inputValue("#adresse");
    assert.match(address, /\/kalender\/[\w-]{43}\.ics$/);
    await look(visitor, "feed-made", both);
    const answer = await page.request.get(new URL(address).pathname);
    assert.equal(answer.status(), 200);
    assert.match(await answer.text(), /^BEGIN:VCALENDAR/);
    await page.reload();
    assert.equal(await page.locator("#adresse").count(), 0, "shown once");
    await visitor.send("/ansatt/kalender/slett");
    assert.equal((await page.request.get(new URL(address).pathname)).status(), 404);
  }));
}
