// The staff's week beside the day: on screen, on paper and by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: the weeks are counted on.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const PLACE = "vanylven";
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
