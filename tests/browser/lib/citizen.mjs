// What a citizen does, step by step; each step leaves the visitor on the next page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

/** A number that only this test uses: 8 digits that begin with 4, never written to since the demo sends nothing. */
let numbers = 0;
export function newPhone() {
  numbers += 1;
  const own = String((process.pid * 97 + numbers) % 1_000_000).padStart(6, "0");
  return { typed: `41${own}`, full: `+4741${own}` };
}

export const SERVICE = "logge-inn-altinn";
export const PLACE = "vanylven";
export const offerPath = (service = SERVICE, place = PLACE, way = "counter") => `/bestill/${service}/${place}/${way}`;

/** From the first page to the list of times, looking at every page. */
export async function findTheWay(visitor, see) {
  await visitor.open(`/?lang=${visitor.lang}`);
  assert.equal(await visitor.page.locator(".open-now a.card__link").count() > 0, true, "open now comes first");
  await see("front");
  await visitor.page.click(`.open-now a.card__link[href="/sted/${PLACE}"]`);
  assert.equal(await visitor.page.locator(".open-now--closed").count(), 0);
  await see("place");
  await visitor.page.fill("#q", "reiseregning for pasienter");
  await visitor.page.click('form[role="search"] button');
  await see("search");
  const first = await visitor.page.locator("main a.card__link").first().getAttribute("href");
  assert.match(first, /pasientreise/, "the first hit is the right one");
  await visitor.open(`/tjenester/${SERVICE}?sted=${PLACE}`);
  await see("service");
  assert.ok(await visitor.page.locator(`main a[href^="/bestill/${SERVICE}"]`).count() > 0, "it can be booked from here");
  // From the page of one place the way leads straight to the times; the choice of place is for those who come otherwise.
  await visitor.open(`/bestill/${SERVICE}`);
  await see("place-and-way");
  await visitor.follow(offerPath());
}

/** Chooses a time that stands on the page. Another visitor may take the same: `nth` spreads them. */
export async function chooseTime(visitor, nth = 0) {
  const all = await visitor.page.locator('main input[name="tid"]').count();
  assert.ok(all > 0, "there are times to choose");
  const chosen = visitor.page.locator('main input[name="tid"]').nth(nth % all);
  const value = await chosen.getAttribute("value");
  await visitor.page.click(`main label[for="${await chosen.getAttribute("id")}"]`);
  await visitor.page.locator('main form.form button[type="submit"]').first().click();
  await visitor.page.waitForLoadState("load");
  return value;
}

/** Fills in the contact page. */
export async function tellContact(visitor, { name, phone, note = "", hidden = false }) {
  await visitor.send("/kontakt", { name, phone, note, hidden });
}

/** The code from the demo's messages, typed as it stands. */
export async function typeCode(visitor, phone, not = []) {
  const code = await visitor.site.code(phone, not);
  await visitor.send("/kode", { code });
  return code;
}

/** A confirmed booking, made the short way. */
export async function booked(visitor, { path = offerPath(), nth = 3, name = "Solveig", note = "", hidden = false, week } = {}) {
  const phone = newPhone();
  await visitor.open(`${path}?lang=${visitor.lang}${week ? `&uke=${week}` : ""}`);
  await chooseTime(visitor, nth);
  await tellContact(visitor, { name, phone: phone.typed, note, hidden });
  await typeCode(visitor, phone.full);
  const address = new URL(visitor.page.url()).pathname;
  const reference = (await visitor.page.locator(".reference strong").innerText()).trim();
  return { phone, address, reference };
}

/** The calendar file behind the link on the confirmation. */
export async function calendarFile(visitor) {
  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.click('main a[href$="/kalender.ics"]'),
  ]);
  assert.equal(download.suggestedFilename(), "time.ics");
  return readFile(await download.path(), "utf8");
}
