// Queue tickets: drawn without JavaScript, called by a guide, shown on the screen in the room.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { Keys, field, link, submit } from "./lib/keys.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own: numbers are counted, and the clock is moved.
before(async () => { site = await Site.demo(); });
after(async () => { await closeBrowser(); await site?.stop(); });
const both = { both: true };

const PLACE = "/sted/vanylven";
const FORM = `${PLACE}/kolapp`;
const DESK = "/ansatt/ko?sted=vanylven";
const errors = (visitor) => visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash));
const number = async (visitor) => (await visitor.page.locator(".ticket__number").innerText()).trim();
const here = (visitor) => new URL(visitor.page.url()).pathname;

async function message(phone, pattern) {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = (await site.messages()).find((m) => m.to === phone && pattern.test(m.body));
    if (found) return found.body;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no message like ${pattern}: ${JSON.stringify(await site.messages())}`);
}

/** Presses a button that leads to another page. */
async function press(visitor, button) {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), button.click()]);
  await visitor.page.waitForLoadState("load");
}

/** Calls the next number as a guide, finishing what is in hand. Leaves the visitor at the desk; returns the number. */
async function callNext(guide, desk = "") {
  await guide.open(`${DESK}&skranke=${desk}`);
  const busy = guide.page.locator("form.call--now");
  if (await busy.count()) {
    await busy.first().locator("select").selectOption(citizen.SERVICE);
    await press(guide, busy.first().locator('button[formaction="/ansatt/ko/neste"]'));
  } else {
    await press(guide, guide.page.locator("#neste"));
  }
  return (await guide.page.locator("form.call--now .call__number").first().innerText()).trim();
}

for (const { lang, script, width, name, index } of combinations) {
  test(`a number is drawn, followed and given up: ${name}`, () =>
    visiting(site, { lang, script, width }, async (visitor) => {
      const see = (state) => look(visitor, state, { both: index < 2 });
      await visitor.open(`${PLACE}?lang=${lang}`);
      await see("queue-place");
      await visitor.follow(FORM);
      await visitor.page.waitForLoadState("load");
      await see("queue-draw");
      await visitor.send("/kolapp", { tjeneste: citizen.SERVICE, phone: "22 00 00 09" });
      assert.deepEqual(await errors(visitor), ["#phone"]);
      assert.equal(await visitor.page.inputValue("#phone"), "22 00 00 09", "what was typed is kept");
      await see("queue-draw-wrong");
      const phone = citizen.newPhone();
      await visitor.send("/kolapp", { phone: phone.typed });
      const own = await number(visitor);
      assert.match(own, /^C\d+$/, "Wednesday's letter");
      await see("queue-ticket");
      await printed(visitor);
      const code = (await visitor.page.locator(".ticket__code").innerText()).trim();
      assert.ok((await message(phone.full, new RegExp(own))).includes(code));

      // The same from another page: the number is no secret, the code is.
      await visitor.open(FORM);
      await visitor.page.fill("#nummer", "Z1");
      await press(visitor, visitor.page.locator('form[method="get"] button'));
      assert.deepEqual(await errors(visitor), ["#nummer"]);
      await see("queue-find-wrong");
      await visitor.page.fill("#nummer", own.toLowerCase());
      await press(visitor, visitor.page.locator('form[method="get"] button'));
      assert.equal(here(visitor), `${PLACE}/ko/${own}`);
      await see("queue-number");
      await visitor.send(`/ko/${own}`, { kode: "????" });
      assert.deepEqual(await errors(visitor), ["#kode"]);
      await see("queue-number-wrong");
      await visitor.send(`/ko/${own}`, { kode: code });
      await visitor.send("/ga-ut");
      assert.equal(await visitor.page.locator("#ga-ut").count(), 0);
      await see("queue-left");
    }));
}

/** On paper: number, place and code, and nothing to press. */
async function printed(visitor) {
  const { page } = visitor;
  await page.emulateMedia({ media: "print" });
  for (const selector of [".site-nav", "main .actions", "#ga-ut", ".site-footer"]) {
    assert.equal(await page.locator(selector).first().isVisible(), false, `${selector} is not on paper`);
  }
  assert.ok(await page.locator(".ticket__number").isVisible() && await page.locator(".ticket__code").isVisible());
  if (visitor.lang === "nb") await page.screenshot({ path: new URL("shots/queue-ticket-paper.png", import.meta.url).pathname });
  await page.emulateMedia({ media: "screen" });
  assert.equal(await page.locator("[data-print]").isVisible(), visitor.script);
}

test("a guide gives, calls, calls again, passes, and finishes; the person and the screen follow by themselves", () =>
  visiting(site, { lang: "nb" }, async (guide) => {
    await staff.signIn(guide, "guide");
    await guide.open("/ansatt/dag?sted=vanylven&lang=nb");
    await look(guide, "queue-day", both);
    await guide.follow("/ansatt/ko?sted=vanylven");
    await guide.page.waitForLoadState("load");
    await look(guide, "queue-desk", both);
    await guide.send("/ansatt/ko/gi", { phone: "1" });
    assert.deepEqual(await errors(guide), ["#phone"]);
    await look(guide, "queue-desk-wrong", both);
    await guide.send("/ansatt/ko/gi", { phone: "" });
    await look(guide, "queue-slip", both);
    const ticket = here(guide);
    const mine = await number(guide);

    await visiting(site, { lang: "nb" }, async (screen) => {
      await screen.open(`${PLACE}/ko?lang=nb`);
      await look(screen, "queue-board-none", both);
      await visiting(site, { lang: "nn" }, async (person) => {
        await person.open(`${ticket}?lang=nn`);
        // Everybody in front is served, and then comes the one who looks on.
        let called = await callNext(guide, "2");
        await screen.page.locator(".board__number", { hasText: called }).waitFor({ timeout: 15_000 });
        await look(screen, "queue-board", both);
        await look(guide, "queue-desk-called", both);
        for (let tries = 0; called !== mine && tries < 30; tries += 1) called = await callNext(guide, "2");
        assert.equal(called, mine);
        await person.page.locator(".ds-alert", { hasText: "skranke 2" }).waitFor({ timeout: 30_000 });
        await look(person, "queue-your-turn", both);
        assert.equal(await screen.page.locator("main").innerText().then((text) => /Solveig|\+47/.test(text)), false);
      });
    });

    const hand = guide.page.locator("form.call--now").first();
    await press(guide, hand.locator('button[value="ferdig"]'));
    assert.equal(await guide.page.locator(".ds-error-summary a").count(), 1, "what it was about must be told");
    await look(guide, "queue-desk-untold", both);
    await press(guide, hand.locator('button[value="igjen"]'));
    await press(guide, hand.locator('button[value="hopp"]'));
    assert.equal(await guide.page.locator("form.call--now").count(), 0);
    await press(guide, guide.page.locator("#neste"));
    await press(guide, guide.page.locator('form.call--now button[value="ikke-mott"]'));
    await look(guide, "queue-desk-missed", both);
    await visiting(site, { lang: "en", script: false }, async (person) => {
      await person.open(`${ticket}?lang=en`);
      await look(person, "queue-missed", both);
    });
    await press(guide, guide.page.locator('button[value="kom"]'));
    await press(guide, guide.page.locator("#neste"));
    await guide.page.locator("form.call--now select").selectOption(citizen.SERVICE);
    await press(guide, guide.page.locator('form.call--now button[value="ferdig"]'));
    await press(guide, guide.page.locator("#neste"));
    await look(guide, "queue-desk-nobody", both);
    await visiting(site, { lang: "en", script: false }, async (person) => {
      await person.open(`${ticket}?lang=en`);
      await look(person, "queue-done", both);
      await person.open(`${PLACE}/ko?lang=en`);
      await look(person, "queue-board-script-off", both);
    });
  }));

for (const how of combinations.filter((one) => one.script)) {
  test(`a citizen draws a number, looks it up and gives it up with the keyboard alone: ${how.name}`, () =>
    visiting(site, how, async (visitor) => {
      const keys = new Keys(visitor);
      await visitor.open(`${PLACE}?lang=${how.lang}`);
      await keys.to(link(FORM));
      await keys.press("Enter");
      await keys.to(field("tjeneste"));
      await visitor.page.keyboard.press("ArrowDown");
      await keys.to(field("phone"));
      await visitor.page.keyboard.type("12");
      await keys.to(submit);
      await keys.press("Space");
      assert.match(await visitor.page.evaluate(() => document.activeElement.className), /ds-error-summary/);
      await keys.to(link("#phone"));
      await visitor.page.keyboard.press("Enter");
      assert.equal(await visitor.page.evaluate(() => document.activeElement.id), "phone");
      await keys.type("");
      await visitor.page.keyboard.press("Delete");
      await keys.to(submit);
      await keys.press("Enter");
      const own = await number(visitor);
      const code = (await visitor.page.locator(".ticket__code").innerText()).trim();
      await visitor.open(FORM);
      await keys.to(field("nummer"));
      await visitor.page.keyboard.type(own);
      await keys.press("Enter");
      await keys.to(field("kode"));
      await visitor.page.keyboard.type(code);
      await keys.press("Enter");
      await keys.to((at) => at.id === "ga-ut");
      await keys.press("Space");
      assert.equal(await visitor.page.locator("#ga-ut").count(), 0);
    }));

  test(`a guide calls, calls again, passes, puts back, lets come and finishes with the keyboard alone: ${how.name}`, async () => {
    const own = await Site.demo();
    try {
      await visiting(own, how, async (guide) => {
        await staff.signIn(guide, "guide");
        await guide.open(`${DESK}&lang=${how.lang}`);
        const keys = new Keys(guide);
        const { page } = guide;
        const called = async () => (await page.locator("form.call--now .call__number").first().innerText()).trim();
        const inHand = () => page.locator("form.call--now").count();
        const step = (word) => (at) => at.type === "submit" && at.name === "steg" && at.value === word;
        const next = async () => {
          await keys.to((at) => at.id === "neste");
          await keys.press("Enter");
          return called();
        };

        // The desk is chosen on the way to the button; the link past the menu is the first stop.
        const skip = await keys.to(() => true);
        assert.equal(skip.href, "#innhold");
        await page.keyboard.press("Enter");
        await keys.to(field("skranke"));
        await page.keyboard.press("ArrowDown");
        const first = await next();
        assert.match(first, /^C\d+$/);

        // What it was about comes before the buttons; untold, the summary has the focus and leads to the field.
        await keys.to((at) => at.tag === "SELECT" && at.name !== "sted");
        await page.keyboard.press("Home");
        await keys.to(step("ferdig"));
        await keys.press("Space");
        assert.match(await page.evaluate(() => document.activeElement.className), /ds-error-summary/);
        const to = await keys.to((at) => at.href?.startsWith("#"));
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => `#${document.activeElement.id}`), to.href);
        assert.equal(await page.evaluate(() => document.activeElement.tagName), "SELECT");

        await keys.to(step("igjen"));
        await keys.press("Enter");
        assert.equal(await called(), first, "called again");
        await keys.to(step("hopp"));
        await keys.press("Space");
        assert.equal(await inHand(), 0, "passed by");
        const second = await next();
        assert.notEqual(second, first, "the next one, not the same");
        await keys.to(step("tilbake"));
        await keys.press("Enter");
        assert.equal(await inHand(), 0, "put back");
        const third = await next();
        await keys.to(step("ikke-mott"));
        await keys.press("Space");
        await keys.to(step("kom"));
        await keys.press("Enter");
        assert.equal(await page.locator('button[value="kom"]').count(), 0, `${third} has come after all`);
        await next();
        await keys.to((at) => at.tag === "SELECT" && at.name !== "sted");
        await page.keyboard.press("ArrowDown");
        const hand = await called();
        await keys.to(step("ferdig"));
        await keys.press("Enter");
        assert.equal(await inHand(), 0);
        assert.ok(!(await guide.text()).includes(hand), "finished");
        await look(guide, "queue-desk-by-keyboard", both);
      });
    } finally {
      await own.stop();
    }
  });
}

test("a tablet at the place, used by one after the other", () =>
  visiting(site, { lang: "nn", script: false }, async (visitor) => {
    await visitor.open(`${FORM}?nettbrett=1&lang=nn`);
    await look(visitor, "queue-tablet", both);
    await visitor.send("/kolapp");
    const first = await number(visitor);
    assert.equal(await visitor.page.locator("#ga-ut").count(), 0, "the next person cannot take it out");
    await look(visitor, "queue-tablet-ticket", both);
    await visitor.follow(FORM);
    await visitor.page.waitForLoadState("load");
    await visitor.send("/kolapp");
    assert.notEqual(await number(visitor), first);
  }));

test("closed, the day after, and switched off", () =>
  visiting(site, { lang: "nb", script: false }, async (visitor) => {
    await visitor.open(`${FORM}?lang=nb`);
    await visitor.send("/kolapp");
    const ticket = here(visitor);
    const off = await Site.demo({ at: Date.parse("2026-11-25T20:00:00Z") });
    try {
      await visiting(off, { lang: "nb", script: false }, async (evening) => {
        await evening.open(`${FORM}?lang=nb`);
        assert.equal(await evening.page.locator('main form[method="post"]').count(), 0);
        await look(evening, "queue-closed", both);
        await staff.signIn(evening, "manager");
        await evening.open("/styring/sted/vanylven?lang=nb");
        await look(evening, "queue-switch", both);
        await evening.send("/styring/sted/vanylven", { queue: false });
        await evening.open(FORM, 404);
        await evening.open(`${PLACE}/ko`, 404);
      });
    } finally {
      await off.stop();
    }
    await site.later(24 * 3600);
    await visitor.open(ticket);
    await look(visitor, "queue-gone", both);
  }));
