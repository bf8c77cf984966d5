// The citizen's journey with the keyboard alone.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { Keys, field, link, submit } from "./lib/keys.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";

const site = Site.shared();
after(closeBrowser);

for (const how of combinations.filter((c) => c.script)) {
  test(`a citizen books with the keyboard alone: ${how.name}`, () => visiting(site, how, async (visitor) => {
    const keys = new Keys(visitor);
    const { page } = visitor;
    await visitor.open(`/?lang=${how.lang}`);

    // The skip link is the first stop, is seen when it has focus, and leads past the menu.
    const skip = await keys.to(() => true);
    assert.equal(skip.href, "#innhold", "the first stop is the skip link");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "innhold");
    const next = await keys.to(() => true);
    assert.equal(next.id, "q", "after it comes the content, not the menu");

    await keys.type("altinn");
    await keys.press("Enter");
    await keys.to(link(`/tjenester/${citizen.SERVICE}`));
    await keys.press("Enter");
    await keys.to(link(`/bestill/${citizen.SERVICE}`));
    await keys.press("Enter");
    await keys.to(link(citizen.offerPath()));
    await keys.press("Enter");

    // Sent with nothing chosen: the summary of errors has focus, and its link leads to the times.
    // The button before it belongs to the questions of where one comes from and of language.
    await keys.to(submit);
    await keys.to(submit);
    await keys.press("Enter");
    assert.match(await page.evaluate(() => document.activeElement.className), /ds-error-summary/);
    await keys.to(link("#tid"));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "tid");
    for (let step = 0; step < 8 + how.index; step += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    assert.equal(await page.locator('input[name="tid"]:checked').count(), 1);
    await keys.to(submit);
    await keys.press("Enter");

    await keys.to(submit);
    await keys.press("Enter");
    assert.match(await page.evaluate(() => document.activeElement.className), /ds-error-summary/);
    await keys.to(link("#name"));
    await page.keyboard.press("Enter");
    await keys.type("Tastatur");
    const phone = citizen.newPhone();
    await keys.to(field("phone"));
    await keys.type(phone.typed);
    await keys.to(field("hidden"));
    await page.keyboard.press("Space");
    assert.ok(await page.isChecked("#hidden"));
    await keys.to(submit);
    await keys.press("Enter");

    await keys.to(field("code"));
    await keys.type(await site.code(phone.full));
    await keys.press("Enter");
    assert.equal(await page.locator(".reference strong").count(), 1);

    await keys.to((at) => /\/avbestill$/.test(at.href ?? ""));
    await keys.press("Enter");
    await keys.to(submit);
    await keys.press("Space");
    assert.equal(await page.locator('main a[href$="/flytt"]').count(), 0, "cancelled");
  }));
}

test("a guide takes a booking through its steps with the keyboard, and keeps the place in the table", () =>
  visiting(site, { lang: "nb" }, async (visitor) => {
    await visiting(site, { lang: "nb" }, (person) => citizen.booked(person, { name: "Tastebruker", nth: 40 }));
    await visitor.open("/demo/login?as=guide");
    const keys = new Keys(visitor);
    for (let day = 0; day < 10 && !(await visitor.page.locator("tbody tr", { hasText: "Tastebruker" }).count()); day += 1) {
      await keys.to((at) => /dato=/.test(at.href ?? "") && /Neste/.test(at.what));
      await keys.press("Enter");
    }
    for (const state of ["arrived", "started", "done"]) {
      await keys.to((at) => at.id?.startsWith("step-") && /Tastebruker/.test(at.what));
      await keys.press("Enter");
      const row = visitor.page.locator("tbody tr", { hasText: "Tastebruker" });
      assert.equal(await row.getAttribute("data-state"), state);
    }
  }));
