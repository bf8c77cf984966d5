// The line: from the first page to the closed meeting, in three languages, with and without JavaScript, at two widths.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

const site = Site.shared();
after(closeBrowser);

for (const how of combinations) {
  test(`a citizen books, moves and cancels: ${how.name}`, () => visiting(site, how, async (visitor) => {
    const see = (name) => look(visitor, `line-${name}`);
    const name = `Solveig ${how.index}`;
    await citizen.findTheWay(visitor, see);
    await see("time");
    await citizen.chooseTime(visitor, 5 + how.index);
    await see("contact");
    const phone = citizen.newPhone();
    await citizen.tellContact(visitor, { name, phone: phone.typed, note: "Jeg kommer med buss" });
    await see("code");
    await citizen.typeCode(visitor, phone.full);
    await see("confirmed");
    await printing(visitor);
    const address = new URL(visitor.page.url()).pathname;

    const file = await citizen.calendarFile(visitor);
    assert.match(file, /BEGIN:VCALENDAR[\s\S]*DTSTART[\s\S]*SEQUENCE:0/);

    await visitor.follow(`${address}/flytt`);
    await see("move");
    await citizen.chooseTime(visitor, 9 + how.index);
    await see("moved");
    assert.match(await citizen.calendarFile(visitor), /SEQUENCE:1/);

    if (how.index % 2) {
      await visitor.follow(`${address}/avbestill`);
      await see("ask-cancel");
      await visitor.send("/avbestill");
      await see("cancelled");
      assert.equal(await visitor.page.locator('main a[href$="/flytt"]').count(), 0, "a cancelled booking cannot be moved");
    }
  }));

  test(`a guide serves and counts: ${how.name}`, () => visiting(site, how, async (visitor) => {
    const see = (name) => look(visitor, `line-${name}`);
    const names = [`Kommer ${how.index}`, `Uteblir ${how.index}`];
    for (const [at, name] of names.entries()) {
      await visiting(site, { lang: how.lang }, (person) => citizen.booked(person, { name, nth: 12 + 2 * how.index + at }));
    }
    await staff.signIn(visitor, "guide");
    const before = await staff.figures(visitor);
    await see("statistics");

    await staff.dayWith(visitor, names[0]);
    await see("day");
    for (const [word, state] of [["kommet", "arrived"], ["start", "started"], ["ferdig", "done"]]) {
      await staff.step(visitor, names[0], word);
      assert.equal(await staff.stateOf(visitor, names[0]), state);
    }
    await staff.dayWith(visitor, names[1]);
    await staff.step(visitor, names[1], "ikke-mott");
    assert.equal(await staff.stateOf(visitor, names[1]), "missed");
    await see("day-after");

    // Two clicks: what it was about, and count.
    await visitor.open("/ansatt/dag?sted=vanylven");
    await visitor.page.selectOption("#tjeneste", "lese-brev");
    await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.click("#drop-in")]);

    const after = await staff.figures(visitor);
    // Others may be served at the same time by tests beside this one.
    assert.ok(after.every((number, at) => number > before[at]), `the figures move: ${before} to ${after}`);
    await visitor.page.locator("main").waitFor();
    await visitor.page.click(".site-logout button");
    await visitor.page.waitForLoadState("load");
    assert.equal(await visitor.page.locator(".site-logout").count(), 0, "signed out");
  }));
}

/** On paper there is no menu and no button, and the reference is there. With JavaScript a button prints. */
async function printing(visitor) {
  const { page } = visitor;
  await page.emulateMedia({ media: "print" });
  for (const selector of [".site-nav", ".site-languages", "main .actions", ".site-footer"]) {
    assert.equal(await page.locator(selector).first().isVisible(), false, `${selector} is not on paper`);
  }
  assert.ok(await page.locator(".reference strong").isVisible());
  assert.ok(await page.locator(".only-print").isVisible());
  await page.emulateMedia({ media: "screen" });
  assert.equal(await page.locator("[data-print]").isVisible(), visitor.script);
  if (visitor.script) {
    await page.evaluate(() => { window.print = () => { window.printed = true; }; });
    await page.click("[data-print]");
    assert.equal(await page.evaluate(() => window.printed), true);
  }
}
