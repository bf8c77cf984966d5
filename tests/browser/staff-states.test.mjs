// Every state of the staff's pages, at both widths, in light and dark, with large text.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { axe, everything, look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

const site = Site.shared();
after(closeBrowser);
const both = { both: true };
const state = (name, lang, what) => test(name, () => visiting(site, { lang }, what));
const LONG = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaugsæthervikfjellstadbråten".slice(0, 80);
const NOTE = "Trenger tolk på arabisk og kommer med ledsager. ".repeat(6).slice(0, 300).trim();

state("the day: today, call list, empty, long names, hidden", "nb", async (visitor) => {
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/dag?sted=vanylven");
  await look(visitor, "day-today", both);
  assert.ok(await visitor.page.locator('.calls .call a[href^="tel:"]').count() > 0, "there is somebody to call");
  await visitor.open("/ansatt/dag?sted=vanylven&dato=2026-12-25");
  assert.equal(await visitor.page.locator("tbody").count(), 0);
  await look(visitor, "day-empty", both);

  const made = [];
  for (const person of [{ name: LONG, note: NOTE, nth: 44 }, { name: "Skjult Person", hidden: true, nth: 46 }, { name: "Avlyser", nth: 48 }]) {
    await visiting(site, { lang: "nb" }, async (other) => {
      const booking = await citizen.booked(other, person);
      made.push({ ...booking, ...person });
      if (person.name === "Avlyser") {
        await other.follow(`${booking.address}/avbestill`);
        await other.send("/avbestill");
      }
    });
  }
  await staff.dayWith(visitor, LONG);
  await look(visitor, "day-long-name", both);
  await staff.dayWith(visitor, made[1].reference);
  assert.ok(!(await visitor.text()).includes("Skjult"), "the name is not shown");
  await look(visitor, "day-hidden", both);
  await visitor.page.locator("tbody tr", { hasText: made[1].reference }).locator("a").click();
  await look(visitor, "staff-booking-hidden", both);
  assert.ok(!(await visitor.text()).includes("Skjult"));
  await staff.dayWith(visitor, LONG);
  await visitor.page.locator("tbody tr", { hasText: LONG }).locator("a").click();
  await visitor.page.locator("main details summary").click();
  await look(visitor, "staff-booking-long", both);
});

state("somebody calls: agreed on the telephone", "nn", async (visitor) => {
  await visiting(site, { lang: "nn" }, async (other) => {
    await other.open(`${citizen.offerPath()}?lang=nn`);
    await citizen.chooseTime(other, 50);
    await citizen.tellContact(other, { name: "Ringjer Fast", phone: "22 00 00 03" });
  });
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/dag?sted=vanylven");
  await look(visitor, "call-list", both);
  const call = visitor.page.locator(".call", { hasText: "Ringjer Fast" });
  await Promise.all([visitor.page.waitForEvent("framenavigated"), call.locator("button").click()]);
  await visitor.page.waitForLoadState("load");
  await staff.dayWith(visitor, "Ringjer Fast");
  assert.equal(await staff.stateOf(visitor, "Ringjer Fast"), "confirmed");
});

state("a new booking for somebody, with a slip", "nb", async (visitor) => {
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/ny-time?sted=vanylven");
  await look(visitor, "new-booking", both);
  await visitor.page.selectOption("#tilbud", `${citizen.SERVICE}/counter`);
  await visitor.page.click('main form[method="get"] button');
  await visitor.page.waitForLoadState("load");
  await look(visitor, "new-booking-times", both);
  await visitor.send("/ansatt/ny-time", { name: "", phone: "12" }, '.actions button[type="submit"]');
  const fields = await visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash));
  assert.deepEqual(fields, ["#tid", "#name", "#phone"]);
  await look(visitor, "new-booking-wrong", both);
  const time = visitor.page.locator('main input[name="tid"]').nth(9);
  await visitor.page.click(`main label[for="${await time.getAttribute("id")}"]`);
  await visitor.page.selectOption("#language", "en");
  await visitor.send("/ansatt/ny-time", { name: "Uten telefon", phone: "", note: "" }, '.actions button[type="submit"]');
  await look(visitor, "slip", both);
  await visitor.page.emulateMedia({ media: "print" });
  assert.ok(await visitor.page.locator(".reference strong").isVisible());
  assert.equal(await visitor.page.locator("main .actions").first().isVisible(), false);
  await visitor.page.screenshot({ path: new URL("shots/slip-paper.png", import.meta.url).pathname, fullPage: true });
  await visitor.page.emulateMedia({ media: "screen" });
  await visitor.page.locator("main details summary").click();
  await visitor.send("/avbestill");
  await look(visitor, "staff-cancelled", both);
});

state("figures", "nb", async (visitor) => {
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/tall?sted=vanylven");
  await look(visitor, "statistics", both);
});

state("a helper sees the day and opens no booking", "nb", async (visitor) => {
  await staff.signIn(visitor, "helper");
  await visitor.open("/ansatt/dag?sted=vanylven");
  assert.ok(await visitor.page.locator("tbody tr").count() > 0);
  assert.equal(await visitor.page.locator('main a[href^="/ansatt/time/"]').count(), 0);
  await look(visitor, "day-helper", both);
  await visitor.open("/ansatt/ny-time", 403);
  await look(visitor, "forbidden", both);
});

for (const role of ["caseworker", "agency", "employer", "national", "admin"]) {
  state(`the first page of the role ${role}`, "nb", async (visitor) => {
    await staff.signIn(visitor, role);
    await look(visitor, `home-${role}`, both);
  });
}

test("the table fetches itself again and keeps what has focus", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visiting(site, { lang: "nb" }, (person) => citizen.booked(person, { name: "Frisk", nth: 52 }));
  await staff.signIn(visitor, "guide");
  await visitor.page.clock.install();
  await staff.dayWith(visitor, "Frisk");
  const button = visitor.page.locator("tbody tr", { hasText: "Frisk" }).locator('button[id^="miss-"]');
  const id = await button.getAttribute("id");
  await button.focus();
  const address = new URL(visitor.page.url());
  await visiting(site, { lang: "nb" }, async (other) => {
    await staff.signIn(other, "helper");
    await other.open(address.pathname + address.search);
    await staff.step(other, "Frisk", "kommet");
  });
  await visitor.page.clock.runFor(31_000);
  await visitor.page.locator('tbody tr[data-state="arrived"]', { hasText: "Frisk" }).waitFor();
  // The button is gone with the new state; then the table itself has the focus, not the top of the page.
  const now = await visitor.page.evaluate(() => document.activeElement.id || document.activeElement.dataset.refresh);
  assert.ok(now === id || now?.startsWith("/ansatt/dag/tabell"), `focus is at ${now}`);
  await look(visitor, "day-refreshed");
}));

test("staff are told before the session ends, and can stay", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await staff.signIn(visitor, "guide");
  const ends = Number(await visitor.page.getAttribute("body", "data-session-ends"));
  await visitor.page.clock.install({ time: (ends - 200) * 1000 });
  await visitor.page.reload();
  await visitor.page.locator(".session-warning").waitFor();
  await look(visitor, "session-warning", both);
  await visitor.page.click("[data-dismiss]");
  assert.equal(await visitor.page.locator(".session-warning").count(), 0);
  await visitor.page.clock.setSystemTime((ends - 200) * 1000);
  await visitor.page.reload();
  await visitor.page.click("[data-renew]");
  await visitor.page.waitForFunction(() => !document.querySelector(".session-warning"));
}));

test("in forced colours", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.page.emulateMedia({ forcedColors: "active" });
  const pages = ["/?lang=nb", citizen.offerPath(), `${citizen.offerPath()}/kontakt`, "/tjenester/logge-inn-altinn"];
  for (const [at, path] of pages.entries()) {
    await visitor.page.goto(path);
    assert.deepEqual(await axe(visitor, everything), [], path);
    await visitor.page.screenshot({ path: new URL(`shots/forced-${at}.png`, import.meta.url).pathname, fullPage: true });
  }
  await staff.signIn(visitor, "guide");
  await visitor.open("/ansatt/dag?sted=vanylven");
  assert.deepEqual(await axe(visitor, everything), []);
  await visitor.page.screenshot({ path: new URL("shots/forced-day.png", import.meta.url).pathname, fullPage: true });
}));

test("a new place has no figures yet", async () => {
  // Before the first opening day of a place nothing is counted; far ahead in time the last thirty days are empty.
  const later = await Site.demo();
  try {
    await visiting(later, { lang: "nb" }, async (visitor) => {
      await later.later(200 * 86_400);
      await staff.signIn(visitor, "guide");
      await visitor.open("/ansatt/tall?sted=vanylven");
      assert.equal(await visitor.page.locator("tbody").count(), 0);
      await look(visitor, "statistics-empty", both);
    });
  } finally {
    await later.stop();
  }
});
