// The service list as shared work: whoever keeps a text, the centres that use it, and the counter that proposes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import { look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

// A demo of its own: what is changed here is seen by everybody.
let site;
before(async () => { site = await Site.demo(); });
after(async () => {
  await closeBrowser();
  await site?.stop();
});

const both = { both: true };
const SAVE = 'form.form button[type="submit"].ds-button:not([data-variant])';
const CARD = "/styring/tjenester/flyttemelding";
const as = (role, name, lang, what, options = {}) => test(name, () => visiting(site, { lang, ...options }, async (visitor) => {
  await staff.signIn(visitor, role);
  await what(visitor);
}));

/** Presses a button and waits for the page it leads to. */
async function press(visitor, selector) {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator(selector).first().click()]);
  await visitor.page.waitForLoadState("load");
}

as("agency", "an agency writes, gets help, stamps, and brings a version back", "nb", async (visitor) => {
  await visitor.open("/styring/tjenester");
  await look(visitor, "cards-list-agency", both);
  await visitor.open(CARD);
  await look(visitor, "cards-form", both);
  await visitor.page.fill("#promise-nb", "Meldingen om flytting behandles i henhold til loven. Vi foretar en vurdering av saken.");
  await press(visitor, 'button[name="gjor"]');
  assert.ok(await visitor.page.locator("details.plain[open] mark").count() >= 2, "what is heavy is marked");
  await look(visitor, "cards-form-help", both);
  await press(visitor, SAVE);
  assert.equal(await visitor.page.locator('main .ds-alert[data-color="success"]').count(), 1);
  await look(visitor, "cards-form-saved", both);
  await press(visitor, `form[action="${CARD}/sjekket"] button`);
  await visitor.page.locator(`a[href="${CARD}/versjoner"]`).click();
  await visitor.page.waitForLoadState("load");
  assert.ok(await visitor.page.locator("ins").count() > 0 && await visitor.page.locator("del").count() > 0);
  await look(visitor, "cards-versions", both);
  await press(visitor, 'form[action$="/tilbake"] button');
  await look(visitor, "cards-versions-back", both);
});

as("manager", "a centre follows a text, sees what changed, and writes its own", "nn", async (visitor) => {
  await visitor.open("/styring/tjenester");
  await look(visitor, "cards-list", both);
  await visitor.page.locator('.ds-alert a[href*="/lokalt"]').first().click();
  await visitor.page.waitForLoadState("load");
  await look(visitor, "cards-changed", both);
  await press(visitor, 'form[action*="/lokalt/sett"] button');
  assert.equal(await visitor.page.locator("#h-changed").count(), 0);
  await look(visitor, "cards-follows", both);
  await visitor.open("/styring/tjenester/skanne-kontrakt/lokalt");
  await look(visitor, "cards-own-text", both);
  await visitor.page.fill("#name-nn", "");
  await press(visitor, 'form[action*="/lokalt?"] button:not([data-variant])');
  assert.equal(await visitor.page.locator(".ds-error-summary").count(), 1);
  await look(visitor, "cards-own-text-wrong", both);
});

as("guide", "the counter proposes", "nn", async (visitor) => {
  await visitor.open("/ansatt/forslag");
  await look(visitor, "proposals", both);
  await press(visitor, SAVE);
  assert.equal(await visitor.page.locator(".ds-error-summary").count(), 1);
  await look(visitor, "proposals-wrong", both);
  await visitor.page.fill("#ord", "Betale rekning i nettbanken");
  await press(visitor, SAVE);
  assert.equal(await visitor.page.locator('main .ds-alert[data-color="success"]').count(), 1);
  await look(visitor, "proposals-sent", both);
}, { script: false });

as("manager", "the manager settles proposals and sees the use", "en", async (visitor) => {
  await visitor.open("/styring/forslag");
  await look(visitor, "cards-proposals", both);
  await visitor.page.locator("main .cards a").first().click();
  await visitor.page.waitForLoadState("load");
  await look(visitor, "cards-proposal", both);
  await press(visitor, "section[aria-labelledby=h-decline] button");
  assert.equal(await visitor.page.locator(".ds-error-summary").count(), 1);
  await look(visitor, "cards-proposal-wrong", both);
  await press(visitor, "section[aria-labelledby=h-new] button");
  assert.match(visitor.page.url(), /\/styring\/tjenester\//);
  await look(visitor, "cards-draft", both);
  await visitor.open("/styring/bruk");
  await look(visitor, "cards-usage", both);
});

for (const [lang, script] of [["nb", false], ["nn", true], ["en", false]]) {
  test(`a citizen reads and says whether it helped, ${lang}`, () => visiting(site, { lang, script }, async (visitor) => {
    await visitor.open(`/tjenester/skattekort?lang=${lang}`);
    assert.match(await visitor.page.locator("main > .source").innerText(), /Demoetaten/);
    await look(visitor, "service-stamped", both);
    await press(visitor, '#hjalp button[value="ja"]');
    assert.equal(await visitor.page.locator('#hjalp [role="status"]').count(), 1);
    await look(visitor, "service-thanks", both);
  }));
}
