// A guidance session: begun at the counter, closed in two presses, counted without a person; boundaries and figures.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { look } from "./lib/look.mjs";
import { combinations } from "./lib/matrix.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";

let site;
// A demo of its own: sessions are counted.
before(async () => { site = await Site.demo(); });
after(async () => { await closeBrowser(); await site?.stop(); });

const here = (visitor) => new URL(visitor.page.url()).pathname;
const errors = (visitor) => visitor.page.locator(".ds-error-summary a").evaluateAll((all) => all.map((a) => a.hash));

/** Presses a button that leads to another page. */
async function press(visitor, selector) {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), visitor.page.locator(selector).first().click()]);
  await visitor.page.waitForLoadState("load");
}

for (const { lang, script, width, name, index } of combinations) {
  test(`a drop-in becomes a session that is closed in at most three actions: ${name}`, () =>
    visiting(site, { lang, script, width }, async (guide) => {
      const see = (state) => look(guide, state, { both: index < 2 });
      await staff.signIn(guide, "guide");
      await guide.open(`/ansatt/dag?sted=vanylven&lang=${lang}`);
      await guide.page.selectOption("#tjeneste", citizen.SERVICE);
      await press(guide, "#okt");
      assert.equal(here(guide), "/ansatt/okt");
      await see("session");
      await press(guide, "#slutt");
      assert.deepEqual(await errors(guide), ["#outcome"]);
      await see("session-untold");

      // After the talk: how it went, and done.
      let actions = 0;
      await guide.page.click(`label[for="outcome"]`); actions += 1;
      await press(guide, "#slutt"); actions += 1;
      assert.ok(actions <= 3);
      assert.equal(here(guide), "/ansatt/dag");
      assert.equal(await guide.page.locator('.ds-alert[role="status"]').count(), 1);
      await see("session-closed");
    }));
}

test("the whole of what may be told, and a length that cannot be", () =>
  visiting(site, { lang: "nb" }, async (guide) => {
    await staff.signIn(guide, "guide");
    await guide.open(`/ansatt/okt?sted=vanylven&tjeneste=${citizen.SERVICE}&lang=nb`);
    await guide.page.locator("details summary").first().click();
    await guide.page.fill("#minutter", "tusen");
    await guide.page.check("#topic-login");
    await guide.page.selectOption("#age", "70");
    await guide.page.click(`label[for="outcome"]`);
    await look(guide, "session-more", { both: true });
    await press(guide, "#slutt");
    assert.deepEqual(await errors(guide), ["#minutter"]);
    assert.equal(await guide.page.inputValue("#minutter"), "tusen", "what was told is kept");
    assert.ok(await guide.page.isChecked("#topic-login"));
    assert.equal(await guide.page.inputValue("#age"), "70");
    await look(guide, "session-length-wrong", { both: true });
  }));

for (const lang of ["nb", "nn", "en"]) {
  test(`a manager sets how far help may go, and a pupil sees it: ${lang}`, () =>
    visiting(site, { lang, width: lang === "nb" ? 390 : 1280 }, async (manager) => {
      await staff.signIn(manager, "manager");
      await manager.open(`/styring/tjenester?lang=${lang}`);
      await manager.open(`/styring/tjenester/${citizen.SERVICE}/grenser?lang=${lang}`);
      await look(manager, "boundaries", { both: true });
      await manager.page.selectOption("#grense-helper", "stop");
      await manager.page.fill("#hvorfor-helper-nb", "");
      await press(manager, 'main form button[type="submit"]');
      assert.ok((await errors(manager)).includes("#hvorfor-helper-nb"));
      await look(manager, "boundaries-wrong", { both: true });
      await manager.page.fill("#hvorfor-helper-nb", "Elever leser ikke brev for andre.");
      await manager.page.fill("#videre-helper-nb", "Solveig i skranken");
      await press(manager, 'main form button[type="submit"]');
      assert.equal(await manager.page.locator('.ds-alert[role="status"]').count(), 1);
      await look(manager, "boundaries-saved", { both: true });
      await visiting(site, { lang, script: false }, async (helper) => {
        await staff.signIn(helper, "helper");
        await helper.open(`/ansatt/okt?sted=vanylven&tjeneste=${citizen.SERVICE}&lang=${lang}`);
        assert.ok((await helper.text()).includes("Elever leser ikke brev for andre."));
        await look(helper, "session-stop", { both: true });
      });
    }));

  test(`the figures, and why two facts may not be crossed: ${lang}`, () =>
    visiting(site, { lang, width: lang === "nn" ? 390 : 1280 }, async (manager) => {
      await staff.signIn(manager, "manager");
      await manager.open(`/ansatt/tall?sted=vanylven&lang=${lang}`);
      await manager.follow("/ansatt/tall/okter?sted=vanylven");
      await manager.page.waitForLoadState("load");
      await look(manager, "sessions", { both: true });
      await press(manager, "#kryss");
      assert.equal(await manager.page.locator('.ds-alert[role="alert"]').count(), 1);
      await look(manager, "sessions-few", { both: true });
      for (const kind of ["csv", "xlsx"]) {
        const [file] = await Promise.all([
          manager.page.waitForEvent("download"),
          manager.page.locator(`a[href^="/ansatt/tall/okter.${kind}"]`).click(),
        ]);
        assert.match(file.suggestedFilename(), new RegExp(`^okter-vanylven-.*\\.${kind}$`));
      }
    }));
}
