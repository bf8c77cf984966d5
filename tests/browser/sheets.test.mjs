// Sheets and posters: linked where people look, in every language, opened by the browser's own reader, found by staff.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

const site = Site.shared();
after(closeBrowser);
const both = { both: true };
const state = (name, lang, what, how = {}) => test(name, () => visiting(site, { lang, ...how }, what));

/** The words of the file that a link leads to, as fetched with the browser's cookies. */
async function wordsOf(visitor, link) {
  const href = await link.getAttribute("href");
  const response = await visitor.context.request.get(new URL(href, site.url).href);
  assert.equal(response.status(), 200, href);
  assert.equal(response.headers()["content-type"], "application/pdf", href);
  const file = await response.body();
  assert.ok(file.length < 100_000, `${href}: ${file.length} bytes, and the link says less than 100 kB`);
  const text = execFileSync("pdftotext", ["-raw", "-enc", "UTF-8", "-", "-"], { input: file, encoding: "utf8" });
  return { text: text.replace(/\s+/g, " "), language: response.headers()["content-language"] };
}

const WORDS = { nb: /Dette kan vi ikke .*Vanlige åpningstider/, nn: /Dette kan vi ikkje .*Vanlege opningstider/, en: /What we cannot do .*Usual opening hours/ };

for (const lang of ["nb", "nn", "en"]) {
  state(`a citizen takes the sheet, the list and the poster along (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    await visitor.open(`/tjenester/logge-inn-altinn?sted=vanylven&lang=${lang}`);
    await look(visitor, `sheets-service-${lang}`, both);
    const sheet = page.locator('main a[href*="/ark.pdf"]');
    assert.equal(await sheet.count(), 1);
    assert.match(await sheet.innerText(), /PDF, A4, .*100 kB/);
    const read = await wordsOf(visitor, sheet);
    assert.match(read.text, WORDS[lang]);
    assert.equal(read.language, lang);

    await visitor.open("/sted/vanylven");
    await look(visitor, `sheets-place-${lang}`, both);
    const names = await page.locator('main .card__link[href^="/tjenester/"]').allInnerTexts();
    const list = await wordsOf(visitor, page.locator('main a[href*="/ark.pdf"]'));
    for (const name of names) assert.ok(list.text.includes(name), `${name} is on the list`);
    const poster = await wordsOf(visitor, page.locator('main a[href*="/plakat.pdf"]'));
    assert.ok(poster.text.includes({ nb: "Bare kom innom", nn: "Berre kom innom", en: "Just drop in" }[lang]), poster.text);
  }, { script: lang !== "nb" });
}

for (const lang of ["nb", "nn", "en"]) {
  state(`a guide finds every sheet by keyboard (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    await staff.signIn(visitor, "guide");
    await visitor.open("/ansatt/dag?sted=vanylven");
    await page.locator('main a[href^="/ansatt/ark"]').focus();
    await Promise.all([page.waitForURL("**/ansatt/ark?sted=vanylven"), page.keyboard.press("Enter")]);
    await look(visitor, `sheets-board-${lang}`, both);
    const links = page.locator('main a[href*=".pdf"]');
    assert.ok(await links.count() > 90);
    await page.locator('main a[href*="plakat.pdf"]').first().focus();
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.getAttribute("href")), /plakat\.pdf\?sprak=nn$/);
    const read = await wordsOf(visitor, page.locator('main a[href*="plakat.pdf?sprak=nn"]'));
    assert.equal(read.language, "nn", "the sheet's language is its own");
    await page.reload();
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang, "and does not change that of the pages");
  });
}
