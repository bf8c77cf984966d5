// Notices of changed practice: seen by the public, subscribed to, read at the counter, written and confirmed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what is written here is seen by everybody.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const state = (name, lang, what, how = {}) => test(name, () => visiting(site, { lang, ...how }, what));
const as = (role, name, lang, what) => state(name, lang, async (visitor) => {
  await staff.signIn(visitor, role);
  await what(visitor);
});
const PUBLISH = 'button[type="submit"].ds-button:not([data-variant])';

async function refused(visitor, fields) {
  const { page } = visitor;
  assert.deepEqual(
    await page.locator(".ds-error-summary a").evaluateAll((links) => links.map((a) => a.hash.slice(1))), fields);
  const focused = await page.locator(".ds-error-summary").evaluate((e) => e === document.activeElement);
  assert.ok(focused || !visitor.script, "the summary has focus where a script can give it");
  for (const field of fields) assert.equal(await page.locator(`[id="${field}"]`).count(), 1, `#${field} is there`);
}

for (const lang of ["nb", "nn", "en"]) {
  state(`the public sees how certain each notice is (${lang})`, lang, async (visitor) => {
    const { page } = visitor;
    await visitor.open(`/varsler?lang=${lang}`);
    await look(visitor, `notices-${lang}`, both);
    const headings = await page.locator("main .notice h2").allInnerTexts();
    assert.equal(headings.length, 3);
    assert.equal(await page.locator("main .notice--unsure").count(), 2, "two of them are not confirmed");
    await page.click("footer a[href='/varsler']");
    await visitor.open("/tjenester/eos-registrering");
    assert.equal(await page.locator("main > .notice").count(), 1, "it stands on the service it touches");
    await look(visitor, `notices-service-${lang}`, both);
    await visitor.follow("/varsler/");
    assert.equal(await page.locator("main .notice ul li").count(), 2, "both sources are listed");
    await look(visitor, `notices-disputed-${lang}`, both);
    await visitor.open("/varsler");
    await page.locator("main .notice:not(.notice--unsure) a").first().click();
    await look(visitor, `notices-confirmed-${lang}`, both);
  }, { script: lang !== "nb" });
}

/** Asks for notices, with every mistake on the way, to an address; ends on the page that says it is done. */
async function subscribe(visitor, address, about, name) {
  const { page } = visitor;
  await visitor.open(`/varsler/abonner?lang=${visitor.lang}`);
  await look(visitor, `${name}-subscribe`, both);
  await visitor.send("/varsler/abonner", { adresse: "" });
  await refused(visitor, ["om", "adresse"]);
  await look(visitor, `${name}-subscribe-empty`, both);
  await visitor.send("/varsler/abonner", { om: about, adresse: "kari@" });
  await refused(visitor, ["adresse"]);
  assert.equal(await page.inputValue("#adresse"), "kari@", "what was typed is still there");
  assert.equal(await page.inputValue("#om"), about);
  await visitor.send("/varsler/abonner", { adresse: address });
  const here = new URL(page.url()).pathname;
  assert.ok(!page.url().includes(encodeURIComponent(address)), "the address is not in the address");
  await look(visitor, `${name}-code`, both);
  await visitor.send(here, { code: "12" });
  await refused(visitor, ["code"]);
  await look(visitor, `${name}-code-wrong`, both);
  await visitor.send("/ny-kode");
  await refused(visitor, ["code"]);
  await visitor.send(here, { code: await site.code(address) });
  await look(visitor, `${name}-subscribed`, both);
}

const sentTo = async (address) => (await site.messages()).filter((m) => m.to === address);

/** Waits until somebody has got a message with these words, and returns it. */
async function message(address, words) {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await sentTo(address)).find((m) => m.body.includes(words));
    if (found) return found;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`no message with "${words}"`);
}

state("somebody subscribes by e-mail without JavaScript, and stops", "nb", async (visitor) => {
  const address = "kari@eksempel.example";
  await subscribe(visitor, address, "etat:Politiet", "notices-mail");
  const welcome = await message(address, "nå varsler");
  const code = welcome.body.match(/[A-Z0-9]{4}-[A-Z0-9]{4}/)[0];
  await visitor.open("/varsler/avslutt");
  await look(visitor, "notices-end", both);
  await visitor.send("/varsler/avslutt", { kode: "K7M" });
  await refused(visitor, ["kode"]);
  await visitor.send("/avslutt/kode", { adresse: "ingen" });
  await refused(visitor, ["adresse"]);
  await look(visitor, "notices-end-wrong", both);
  await visitor.send("/avslutt/kode", { adresse: address });
  await look(visitor, "notices-end-sent", both);
  await visitor.send("/varsler/avslutt", { kode: code.toLowerCase() });
  assert.match(await visitor.text(), /Du får ikke flere varsler/);
  await look(visitor, "notices-ended", both);
  await visitor.open("/varsler/avslutt");
  await visitor.send("/varsler/avslutt", { kode: code });
  await refused(visitor, ["kode"]);
}, { script: false });

state("somebody subscribes by SMS in English", "en", async (visitor) => {
  await subscribe(visitor, "+8000001234", "sted:vanylven", "notices-sms");
});

as("guide", "a place reads what waits", "nb", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/ansatt/dag?sted=vanylven");
  await look(visitor, "notices-day", both);
  await page.click('main a[href^="/ansatt/varsler"]');
  assert.equal(await page.locator("main .notice").count(), 3);
  await look(visitor, "notices-reading", both);
  await page.locator('form[action$="/lest"] button').first().focus();
  await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
  await page.waitForLoadState("load");
  assert.equal(await page.locator('form[action$="/lest"]').count(), 2, "one less");
  await look(visitor, "notices-reading-done", both);
});

let written;
as("manager", "a manager writes, is corrected, and records what the agency said", "nb", async (visitor) => {
  const { page } = visitor;
  await visitor.open("/styring/varsler");
  await look(visitor, "notices-writing", both);
  await visitor.open("/styring/varsler/nytt");
  await look(visitor, "notices-new", both);
  await visitor.send("/nytt", { fra: "i går" }, PUBLISH);
  const all = ["etat", "tittel-nb", "tekst-nb", "tittel-nn", "tekst-nn", "tittel-en", "tekst-en", "kilde-1", "kilde-dato-1", "fra", "sikkerhet"];
  await refused(visitor, all);
  await look(visitor, "notices-new-wrong", both);
  const texts = {};
  for (const lang of ["nb", "nn", "en"]) {
    texts[`tittel-${lang}`] = `Prøvevarsel på ${lang}`;
    texts[`tekst-${lang}`] = "Noen har sagt at skjemaet er nytt.";
  }
  await visitor.send("/nytt", { ...texts, etat: "Demoetaten", "kilde-1": "Brev", "kilde-dato-1": "20.11.2026", fra: "20.11.2026", sikkerhet: true }, PUBLISH);
  assert.match(await visitor.text(), /Ikke bekreftet: Prøvevarsel på nb/);
  await look(visitor, "notices-written", both);
  await page.click("text=Ikke bekreftet: Prøvevarsel på nb");
  written = new URL(page.url()).pathname;
  await look(visitor, "notices-notice", both);
  await visitor.send("/bekreft", { hvem: "", dato: "1.1.2031" });
  await refused(visitor, ["hvem", "dato"]);
  await look(visitor, "notices-confirm-wrong", both);
  await visitor.send("/bekreft", { hvem: "Seksjonsleder i Bodø", hvordan: "phone", dato: "20.11.2026" });
  assert.match(await visitor.text(), /har bekreftet dette på telefon/);
  await look(visitor, "notices-recorded", both);
  await visitor.follow(`${written}/endre`);
  assert.match(await visitor.text(), /er det ikke bekreftet lenger/);
  await look(visitor, "notices-edit", both);
  await visitor.send("/endre", { "tekst-nb": "Noen har sagt at skjemaet er gammelt.", sikkerhet: true }, PUBLISH);
  assert.match(await visitor.text(), /Ikke bekreftet: Prøvevarsel/);
  await look(visitor, "notices-changed", both);
});

as("agency", "the agency confirms, and sees that places have read", "en", async (visitor) => {
  await visitor.open("/styring/varsler");
  await look(visitor, "notices-agency", both);
  await visitor.open(written);
  await look(visitor, "notices-agency-notice", both);
  await visitor.send("/bekreft");
  assert.match(await visitor.text(), /itself confirmed this/);
  await visitor.open("/styring/varsler");
  await visitor.page.locator("main .cards a").first().click();
  assert.ok(await visitor.page.locator("table tbody tr").count() >= 12, "every place is listed");
  await look(visitor, "notices-readers", both);
});

as("manager", "a notice is withdrawn", "nn", async (visitor) => {
  await visitor.open(written);
  await visitor.page.click('main details:has(form[action$="/trekk"]) > summary');
  await visitor.send("/trekk");
  assert.match(await visitor.text(), /Trekt tilbake: /);
  await look(visitor, "notices-withdrawn", both);
  await visitor.open("/varsler");
  await look(visitor, "notices-list-withdrawn", both);
});
