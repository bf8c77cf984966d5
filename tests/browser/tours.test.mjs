// An agency's planner: tables with faults, a run that is watched, a proposal that is read, changed, compared and taken home.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own: a run is one at a time for the agency. In real time, since a run is over when its seconds are.
before(async () => { site = await Site.demo({ at: "now" }); });
after(async () => { await closeBrowser(); await site?.stop(); });

const both = { both: true };
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const TABLES = [
  csv("settings.csv", "name,value\nstart,2027-01-04\nweeks,2\n"),
  csv("services.csv", "service,name,skill,equipment,effort\nid,ID-kontroll,,,\n"),
  csv("pools.csv", "place,service,people,from,to,value\nlakselv,id,30,,,300\nkarasjok,id,25,,,300\nvardo,id,14,,,300\n"),
  csv("teams.csv", "team,name,base,district,crew,skills,equipment,per_hour,setup,starts,ends,work,drive,days,nights,ferries\nnord,Nordteamet,alta,finnmark,2,,,8,30,,20:00,660,600,,1,yes\n"),
  csv("rules.csv", "rule,demand,service,number,from,to,source,disputed\nminst,minimum_people,,20,,,anslag,no\ndistrikt,district,id,1,,,svar til pilotene,yes\n"),
];
const places = (alta) => csv("places.csv", `place,name,district,latitude,longitude,island,lodging,opens,closes,last_visit\nalta,Alta,finnmark,${alta},23.27,no,yes,,,\nvardo,Vardø,finnmark,70.37,31.11,no,yes,,,\nlakselv,Lakselv,finnmark,70.05,24.97,no,yes,,,\nkarasjok,Karasjok,annet,69.47,25.51,no,yes,,,\n`);

const DEMO = 'tbody a:has-text("Vinterrunden")';

/** Waits for the end of a run, also where no script does. */
async function ended(visitor) {
  const { page } = visitor;
  for (let tries = 0; tries < 240; tries += 1) {
    if (await page.locator("#run").count() === 0 && await page.locator("h1").count()) return;
    await page.waitForTimeout(250);
    if (!visitor.script) await page.reload();
  }
  throw new Error("the run did not end");
}

async function upload(visitor, files) {
  await visitor.page.setInputFiles("#fil", files);
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator('form[enctype] button[type="submit"]').click()]);
  await visitor.page.waitForLoadState("load");
}

async function openDemo(visitor) {
  await visitor.open(`/turer?lang=${visitor.lang}`);
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator(DEMO).click()]);
  await visitor.page.waitForLoadState("load");
}

test("faults are told with their lines, and only what had them is sent again", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await staff.signIn(visitor, "agency");
  await visitor.open("/turer?lang=nb");
  await look(visitor, "tours-list", both);
  await visitor.page.locator('form[enctype] button[type="submit"]').click();
  await visitor.page.waitForLoadState("load");
  assert.equal(await visitor.page.locator('.ds-error-summary a[href="#fil"]').count(), 1);
  await look(visitor, "tours-list-wrong", both);
  await upload(visitor, [...TABLES, places("nord")]);
  const row = visitor.page.locator("tbody tr", { hasText: "places.csv" });
  assert.match(await row.innerText(), /\b2\b[^]*latitude er «nord»/);
  assert.match(await visitor.page.locator("h1").innerText(), /^Tabeller fra /, "a case of several tables has a name");
  await look(visitor, "tours-faults", both);
  await upload(visitor, [places("69.97")]);
  assert.equal(await visitor.page.locator("#sekunder").count(), 1);
  await look(visitor, "tours-case-new", both);
}));

test("the demo's case is run, read, changed and compared", () => visiting(site, { lang: "nn" }, async (visitor) => {
  const { page } = visitor;
  await staff.signIn(visitor, "agency");
  await openDemo(visitor);
  await page.locator('tbody a[href^="/turer/forslag/"]').last().click();
  await page.waitForLoadState("load");
  await ended(visitor);
  assert.ok(await page.locator("svg.tour-map .tour-map__stop").count() >= 3, "places are visited");
  assert.ok(await page.locator(".tour-table").count() >= 2);
  assert.match(await page.locator("#h-left ~ details summary").first().innerText(), /^Kvifor ikkje .+: \d+ person/);
  for (const details of await page.locator("main details").all()) await details.evaluate((d) => (d.open = true));
  await look(visitor, "tours-proposal", both);
  const first = new URL(page.url()).pathname;

  await visitor.follow(`${first}/endre`);
  await page.waitForLoadState("load");
  await look(visitor, "tours-change", both);
  await visitor.send("/endre", { sekunder: "x", "valg-0": "flytt", "dato-0": "1.1.2031" });
  assert.deepEqual(await page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash)), ["#dato-0", "#sekunder"]);
  assert.equal(await page.locator("#dato-0").inputValue(), "1.1.2031", "what was typed is kept");
  await look(visitor, "tours-change-wrong", both);
  const place = (await page.locator("tbody tr th").nth(1).innerText()).split("\n")[0];
  await visitor.send("/endre", { sekunder: "600", "valg-0": "", "valg-1": "laas" });
  await page.locator("#run").waitFor();
  await look(visitor, "tours-running", both);
  await page.locator('[data-now="rounds"]', { hasText: /[1-9]/ }).waitFor();
  await visitor.send("/stopp");
  // The script shows the plan by itself.
  await page.locator("svg.tour-map").waitFor({ timeout: 60_000 });
  assert.match(await page.locator("tr", { hasText: "halde fast" }).first().innerText(), new RegExp(place));
  const [sheet] = await Promise.all([page.waitForEvent("download"), page.locator('a[href$="/turer.xlsx"]').click()]);
  assert.match(sheet.suggestedFilename(), /^turer-\d+\.xlsx$/);

  await page.locator(".sub-nav a").last().click();
  await page.waitForLoadState("load");
  await look(visitor, "tours-case", both);
  await Promise.all([page.waitForEvent("framenavigated"), page.locator('form[action$="/sammenlign"] button').click()]);
  await page.waitForLoadState("load");
  assert.ok(await page.locator("tbody tr").count() > 13);
  await look(visitor, "tours-compare", both);
}));

test("without JavaScript the page is loaded anew by a link, and by itself only when asked", () =>
  visiting(site, { lang: "en", script: false, width: 390 }, async (visitor) => {
    const { page } = visitor;
    await staff.signIn(visitor, "agency");
    await openDemo(visitor);
    await visitor.send("/kjor", { sekunder: "600" });
    const address = new URL(page.url()).pathname;
    assert.equal(await page.locator(`a[href="${address}"]`).count(), 1);
    await look(visitor, "tours-running-no-script");
    await page.click(`a[href="${address}?folg=1"]`);
    await page.waitForLoadState("load");
    assert.match(await page.content(), /http-equiv="refresh"/);
    await page.goto(address);
    await visitor.send("/stopp");
    await ended(visitor);
    assert.ok(await page.locator(".tour-table").count() >= 1, "the best plan is kept");
    await look(visitor, "tours-stopped", both);
  }));

test("the keyboard alone starts a run and stops it, in the dark", () => visiting(site, { lang: "nb", scheme: "dark" }, async (visitor) => {
  const { page } = visitor;
  await staff.signIn(visitor, "agency");
  await openDemo(visitor);
  const tabTo = async (selector) => {
    for (let tries = 0; tries < 80; tries += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
    }
    throw new Error(`${selector} is not reached`);
  };
  await tabTo("#sekunder");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("600");
  await Promise.all([page.waitForURL("**/turer/forslag/*"), page.keyboard.press("Enter")]);
  await tabTo('form[action$="/stopp"] button');
  await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
  await page.locator("svg.tour-map").waitFor({ timeout: 60_000 });
  await tabTo(".scroll");
  await look(visitor, "tours-dark", both);
}));
