// The citizen's journey with the keyboard alone.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";

const site = Site.shared();
after(closeBrowser);

/** What has focus, and whether that can be seen and lies within the window. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The field of a choice shows the focus on its frame or on itself; a card shows it around the whole card.
  const marked = [element, element.closest(".card"), element.closest(".ds-field")].filter(Boolean).some((e) => {
    const style = getComputedStyle(e);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || /\d{1,}px 0px 0px|0px 0px 0px [2-9]/.test(style.boxShadow) ;
  });
  const box = element.getBoundingClientRect();
  // The skip link is not seen at all until it has focus.
  const appears = element.matches(".ds-skip-link") && box.height > 20;
  return {
    what: `${element.tagName.toLowerCase()}#${element.id} "${(element.innerText || element.value || "").trim().slice(0, 40)}"`,
    href: element.getAttribute("href"), id: element.id, name: element.getAttribute("name"), type: element.type,
    marked: marked || appears, inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}

class Keys {
  constructor(visitor) {
    Object.assign(this, { visitor, page: visitor.page, steps: 0 });
  }

  /** Presses Tab until something fits; every stop on the way must show where it is. */
  async to(fits, key = "Tab") {
    for (let tries = 0; tries < 120; tries += 1) {
      await this.page.keyboard.press(key);
      this.steps += 1;
      const at = await this.page.evaluate(focused);
      if (!at) continue;
      assert.ok(at.marked, `focus is seen at ${at.what} on ${this.page.url()}`);
      assert.ok(at.inside, `${at.what} is in the window on ${this.page.url()}`);
      if (fits(at)) return at;
    }
    throw new Error(`nothing fits within 120 presses of ${key} on ${this.page.url()}`);
  }

  async press(key) {
    await Promise.all([this.page.waitForEvent("framenavigated"), this.page.keyboard.press(key)]);
    await this.page.waitForLoadState("load");
  }

  async type(text) {
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }
}

const link = (beginning) => (at) => at.href?.startsWith(beginning);
const field = (name) => (at) => at.name === name;
const submit = (at) => at.type === "submit" && !/site-logout/.test(at.what);

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
