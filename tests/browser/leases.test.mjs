// Devices that book without a line: a shop and a bus, an hour with the server gone, and everything handed over afterwards.
import assert from "node:assert/strict";
import { after, afterEach, beforeEach, test } from "node:test";
import { Visitor, closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own for each: it is cut off in the middle, and what is counted is counted from the start.
beforeEach(async () => { site = await Site.demo(); });
afterEach(() => site?.stop());
after(closeBrowser);

const both = { both: true };
const PIN = "fjord-26";
const DAY = "2026-12-08";
const MINUTE = 60_000;
const LONG = "Anne-Margrethe Kristoffersen-Bartholomeusdatter Østerhaug";
const WORDS = {
  nb: { offline: "Uten nett", online: "På nett", ago: /for 6[0-4] min siden/, call: "Stedet ringer", none: "0" },
  en: { offline: "Without a line", online: "Online", ago: /6[0-4] min ago/, call: "The place will call", none: "0" },
  nn: { offline: "Utan nett", online: "På nett", ago: /for 6[0-4] min sidan/, call: "Staden ringer", none: "0" },
};

/** A device: a browser of its own, which complains when the line is down, as it should. */
async function using(how, what) {
  const device = await Visitor.come(site, how);
  try {
    await what(device);
    const expected = /ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|NETWORK_CHANGED|FAILED)|^404: .*\/leie\/ny$|Failed to load resource/;
    device.troubles = device.troubles.filter((trouble) => !expected.test(trouble));
  } catch (error) {
    error.message += `\nat ${device.page.url()}\n${device.troubles.join("\n")}\n${(await device.text().catch(() => "")).slice(0, 1500)}`;
    await device.context.close();
    throw error;
  }
  await device.go();
}

/** Lends times to a device; returns the code. */
async function lend(guide, name, share) {
  await guide.open(`/ansatt/leie?sted=vanylven&lang=${guide.lang}`);
  await guide.send("/ansatt/leie", { navn: name, tilbud: "logge-inn-altinn/counter", fra: DAY, til: DAY, plasser: share, timer: "8" });
  return guide.page.locator("tbody tr", { hasText: name }).locator("strong").innerText();
}

/** Brings a lease to a device and unlocks it. */
async function bring(device, code, see = async () => {}) {
  const { page } = device;
  await staff.signIn(device, "guide");
  await device.open(`/leie/ny?lang=${device.lang}`);
  await page.locator("#pair").waitFor();
  await see("lease-pair");
  await page.fill("#pin", "123");
  await page.click("#pair button");
  assert.equal(await page.locator("#pair [aria-invalid]").count(), 3);
  await see("lease-pair-wrong");
  await page.fill("#pin", PIN);
  await page.fill("#pin2", PIN);
  await page.fill("#code", "K7MA-4NP2");
  await page.click("#pair button");
  await page.locator("#code-e:not([hidden])").waitFor();
  await page.fill("#code", code.toLowerCase());
  await page.click("#pair button");
  await page.waitForURL("**/leie");
  await page.locator("#lock").waitFor();
  await see("lease-locked");
  await page.fill("#pin", "feil-kode");
  await page.click("#lock button[type=submit]");
  await page.locator("#pin-e:not([hidden])").waitFor();
  await unlock(device);
  await page.locator("#line", { hasText: WORDS[device.lang].online }).waitFor();
}

async function unlock(device) {
  await device.page.fill("#pin", PIN);
  await device.page.click("#lock button[type=submit]");
  await device.page.locator("#work").waitFor();
}

/** Books the first time that is left; returns what stands on the slip. */
async function book(device, name, { phone = "", see = async () => {} } = {}) {
  const { page } = device;
  await page.locator("#times label").first().click();
  await page.fill("#name", name);
  await page.fill("#phone", phone);
  await page.click("#book button[type=submit]");
  await page.locator("#slip").waitFor();
  await see("lease-slip");
  const slip = { name, reference: await page.locator("#slip-reference").innerText(), time: await page.locator("#slip-time").innerText() };
  await page.click("#slip-done");
  return slip;
}

const left = async (device) => Number(await device.page.locator("#unmerged").innerText());

/** What lies on the device: how many deeds still have a name. */
const sealed = (device) => device.page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.open("torg-leie");
  request.onerror = reject;
  request.onsuccess = () => {
    const all = request.result.transaction("ops").objectStore("ops").getAll();
    all.onsuccess = () => resolve(all.result.filter((op) => op.sealed).length);
  };
}));

/** Nothing of a name or a number lies readable on the device. */
const readable = (device, text) => device.page.evaluate((wanted) => new Promise((resolve, reject) => {
  const request = indexedDB.open("torg-leie");
  request.onerror = reject;
  request.onsuccess = () => {
    const transaction = request.result.transaction(["lease", "ops"]);
    const found = [];
    for (const name of ["lease", "ops"]) transaction.objectStore(name).getAll().onsuccess = (event) => found.push(event.target.result);
    transaction.oncomplete = () => resolve(JSON.stringify(found, (_, v) => (ArrayBuffer.isView(v) ? [...v] : v instanceof ArrayBuffer ? new TextDecoder().decode(v) : v)).includes(wanted));
  };
}), text);

const merged = async (device) => {
  await device.page.click("#merge");
  await device.page.locator("#line", { hasText: WORDS[device.lang].online }).waitFor({ timeout: 20_000 });
  await device.page.locator("#unmerged", { hasText: /^0$/ }).waitFor({ timeout: 20_000 });
};

// Every state in every language: the guide's, the narrow device's and the wide one's go round.
for (const [ours, narrow, wide] of [["nb", "nn", "en"], ["nn", "en", "nb"], ["en", "nb", "nn"]]) test(`a shop (${narrow}) and a bus (${wide}) book for an hour with the server gone, and nothing collides or is lost (${ours})`, () =>
  visiting(site, { lang: ours }, (guide) => using({ lang: narrow, width: 390 }, (shop) => using({ lang: wide }, async (bus) => {
    const see = (visitor) => (name) => look(visitor, name, both);
    await staff.signIn(guide, "guide");
    const counted = (await staff.figures(guide))[1];
    await guide.open(`/ansatt/leie?sted=vanylven&lang=${ours}`);
    await see(guide)("leases-none");
    await guide.send("/ansatt/leie", { navn: "", til: "" });
    assert.deepEqual(await guide.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash)), ["#navn", "#til"]);
    await see(guide)("leases-wrong");
    await bring(shop, await lend(guide, "Butikken i Syvdsfjorden", "1"), see(shop));
    await bring(bus, await lend(guide, "Bussen", "1"));
    await guide.open(`/ansatt/leie?sted=vanylven&lang=${ours}`);
    await see(guide)("leases");
    await see(bus)("lease-online");

    const began = await shop.page.evaluate(() => Date.now());
    await site.cut();
    const [inShop, onBus] = [[], []];
    for (let n = 0; n < 15; n += 1) {
      // Four minutes between people: less than what locks the page.
      for (const device of [shop, bus]) {
        await device.page.clock.setFixedTime(began + 4 * n * MINUTE);
        await device.page.keyboard.press("Shift");
      }
      if (n < 5) inShop.push(await book(shop, `Solveig ${n}`, { see: n ? undefined : see(shop) }));
      if (n < 4) onBus.push(await book(bus, n ? `Birger ${n}` : LONG, { phone: n === 2 ? "+8000001234" : "" }));
      if (n > 9) await shop.page.click("#count button");
      if (n === 6) await shop.page.reload();
      if (n === 6) await unlock(shop);
    }
    // Nobody has touched them for six minutes: names are out of sight until somebody types the PIN.
    for (const device of [shop, bus]) {
      await device.page.clock.setFixedTime(began + 62 * MINUTE);
      await device.page.locator("#lock").waitFor();
      assert.doesNotMatch(await device.text(), /(Solveig|Birger) \d/);
      await unlock(device);
    }
    await bus.page.locator("#own li", { hasText: "Birger 3" }).locator("button").click();
    await bus.page.locator("#own li", { hasText: "Birger 3" }).locator("[data-color=danger]").last().click();
    await bus.page.locator('#own li[data-state="cancelled"]').waitFor();
    assert.deepEqual([await left(shop), await left(bus)], [10, 5]);
    for (const device of [shop, bus]) {
      const words = WORDS[device.lang];
      await device.page.locator("#line", { hasText: words.offline }).waitFor();
      assert.match(await device.page.locator("#contact").innerText(), words.ago);
      assert.equal(await device.page.locator(".site-nav").isVisible(), false, "nothing leads where nothing is");
    }
    assert.equal(await sealed(shop), 5);
    for (const name of ["Solveig", PIN]) assert.equal(await readable(shop, name), false, `${name} is not readable`);
    await see(shop)("lease-offline");
    await see(bus)("lease-offline-own");

    await site.later(3600);
    await site.again();
    await merged(shop);
    await merged(bus);
    // A second time, and in another window: nothing happens twice.
    await shop.page.reload();
    await unlock(shop);
    await merged(shop);
    assert.deepEqual([await sealed(shop), await sealed(bus)], [0, 0], "no name is left on the devices");
    assert.equal(await shop.page.locator("#own li").count(), 5);
    assert.equal(await shop.page.locator('#own li[data-state="booked"]').count(), 5);
    await see(shop)("lease-merged");

    const all = [...inShop, ...onBus];
    assert.equal(new Set(all.map((slip) => slip.reference)).size, 9, "no reference twice");
    await staff.signIn(guide, "guide");
    await guide.open(`/ansatt/dag?sted=vanylven&dato=${DAY}&lang=${ours}`);
    const rows = await guide.page.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [row.dataset.state, row.innerText]));
    for (const { name } of all) {
      const own = rows.filter(([, text]) => text.includes(name));
      assert.equal(own.length, 1, `${name} stands once in the day`);
      assert.equal(own[0][0], name === "Birger 3" ? "cancelled" : "confirmed");
    }
    await guide.open(`/ansatt/leie?sted=vanylven&lang=${ours}`);
    assert.match(await guide.page.locator("tbody tr", { hasText: "Butikken" }).innerText(), /\b5 (av|of) \d+/);
    assert.match(await guide.page.locator("tbody tr", { hasText: "Bussen" }).innerText(), /\b4 (av|of) \d+/);
    assert.equal((await staff.figures(guide))[1], counted + 5, "every drop-in is counted once");
  }))));

for (const [lang, width] of [["nb", 390], ["nn", 1280], ["en", 390]]) test(`the keyboard alone, and a time that could not be had (${lang})`, () =>
  visiting(site, { lang, width }, (guide) => using({ lang, width }, async (device) => {
    const { page } = device;
    await staff.signIn(guide, "guide");
    await bring(device, await lend(guide, "Bokbussen", "3"));
    await device.context.setOffline(true);
    await page.reload();
    await page.locator("#lock").waitFor();
    /** Presses Tab until something has the focus. */
    const tabTo = async (selector) => {
      for (let tries = 0; tries < 60; tries += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      }
      throw new Error(`${selector} is not reached`);
    };
    await tabTo("#pin");
    await page.keyboard.type(PIN);
    await page.keyboard.press("Enter");
    await page.locator("#work").waitFor();
    await tabTo("#times input");
    await page.keyboard.press("Space");
    await tabTo("#phone");
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "name", "what is missing gets the focus");
    assert.equal(await page.locator("#book [aria-invalid]").count(), 2);
    await look(device, "lease-book-wrong", both);
    await page.keyboard.type("Kari");
    await tabTo("#phone");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Enter");
    await page.locator("#slip").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "h-slip");
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator("#slip-reference").isVisible());
    assert.equal(await page.locator("#own").isVisible(), false, "only the slip is on paper");
    await page.emulateMedia({ media: "screen" });
    const time = await page.locator("#times input").first().getAttribute("value");
    await tabTo("#slip-done");
    await page.keyboard.press("Enter");

    // The times are given back, and others take them.
    await guide.open(`/ansatt/leie?sted=vanylven&lang=${lang}`);
    const row = guide.page.locator("tbody tr", { hasText: "Bokbussen" });
    await Promise.all([guide.page.waitForEvent("framenavigated"), row.locator("button").click()]);
    const slots = await (await fetch(`${site.url}/api/v1/slots?service=logge-inn-altinn&place=vanylven&way=counter&from=${DAY}&to=2026-12-09`)).json();
    const same = slots.items.filter((slot) => new Date(slot.start).getTime() <= Number(time)).slice(0, 1);
    assert.equal(same.length, 1);
    for (let n = 0; n < same[0].free; n += 1) {
      const body = JSON.stringify({ slot: same[0].id, service: "logge-inn-altinn", name: "Andre", phone: `9000040${n}` });
      const taken = await fetch(`${site.url}/api/v1/bookings`, { method: "POST", headers: { "content-type": "application/json" }, body });
      assert.equal(taken.status, 201);
    }
    await device.context.setOffline(false);
    await merged(device);
    await page.locator("#own li", { hasText: WORDS[lang].call }).waitFor();
    await page.locator("#closed").waitFor();
    await look(device, "lease-closed", both);
    await guide.open(`/ansatt/dag?sted=vanylven&lang=${lang}`);
    await guide.follow("/ansatt/leie");
    await guide.page.locator(".calls li", { hasText: "Kari" }).waitFor();
    await look(guide, "leases-calls", both);
    await guide.send("/ringt");
    assert.equal(await guide.page.locator(".calls li").count(), 0);
    // Everything is sent, so the device may forget.
    await page.locator("#end summary").click();
    await page.click("#end [data-forget]");
    await page.locator("#end [data-color=danger]").last().waitFor();
    await Promise.all([page.waitForEvent("framenavigated"), page.locator("#end .actions .actions button").first().click()]);
    await page.locator("#none").waitFor();
    await look(device, "lease-none", both);
  })));

for (const lang of ["nb", "nn", "en"]) test(`without JavaScript the page says so (${lang})`, () =>
  visiting(site, { lang, script: false }, async (guide) => {
    await staff.signIn(guide, "guide");
    await guide.open(`/leie?lang=${lang}`);
    assert.match(await guide.text(), { nb: /trenger JavaScript/, nn: /treng JavaScript/, en: /needs JavaScript/ }[lang]);
    await look(guide, "lease-no-script", both);
  }));
