// The manager's pages: what can be seen and changed, and every form's errors.
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
const state = (name, lang, what) => test(name, () => visiting(site, { lang }, async (visitor) => {
  await staff.signIn(visitor, "manager");
  await what(visitor);
}));
const SAVE = 'button[type="submit"].ds-button:not([data-variant])';
const PLACE = "/styring/sted/vanylven";

/** The form was refused: the summary has focus, and each of its links leads to a field. */
async function refused(visitor) {
  const links = visitor.page.locator(".ds-error-summary a");
  const fields = await links.evaluateAll((all) => all.map((a) => a.hash.slice(1)));
  assert.ok(fields.length > 0, "something is wrong");
  assert.ok(await visitor.page.locator(".ds-error-summary").first().evaluate((e) => e === document.activeElement));
  for (const field of fields) assert.equal(await visitor.page.locator(`[id="${field}"]`).count(), 1, `#${field} is there`);
}

async function saved(visitor) {
  assert.equal(await visitor.page.locator(".ds-error-summary").count(), 0);
  assert.equal(await visitor.page.locator('main .ds-alert[data-color="success"]').count(), 1, "told that it was saved");
}

state("overview, organisation, place", "nb", async (visitor) => {
  await visitor.open("/styring");
  await look(visitor, "manage", both);
  await visitor.page.locator('main a[href^="/styring/organisasjon"]').first().click();
  await look(visitor, "manage-organisation", both);
  await visitor.send("/organisasjon?org=vanylven", { name: "", accent: "rødt" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-organisation-wrong", both);
  await visitor.send("/organisasjon?org=vanylven", { name: "Vanylven kommune", accent: "#7a1f3d" }, SAVE);
  await saved(visitor);
  await look(visitor, "manage-organisation-saved", both);

  await visitor.open(PLACE);
  await look(visitor, "manage-place", both);
  await visitor.send(PLACE, { name: "", phone: "12", latitude: "nord" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-place-wrong", both);
});

state("services", "nb", async (visitor) => {
  await visitor.open("/styring/tjenester");
  await look(visitor, "manage-services", both);
  await visitor.page.locator('main a[href^="/styring/tjenester/ny"]').first().click();
  await look(visitor, "manage-service-new", both);
  await visitor.send("/ny?org=vanylven", {}, SAVE);
  await refused(visitor);
  await look(visitor, "manage-service-wrong", both);
  await visitor.open("/styring/tjenester");
  await visitor.page.locator('tbody a[href^="/styring/tjenester/"]').first().click();
  await look(visitor, "manage-service", both);
});

state("what a place offers", "nn", async (visitor) => {
  await visitor.open(`${PLACE}/tilbud`);
  await look(visitor, "manage-offers", both);
  await visitor.open(`${PLACE}/tilbud/nytt`);
  await look(visitor, "manage-offer-new", both);
  await visitor.send("/tilbud/nytt", { minutes: "null" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-offer-wrong", both);
  await visitor.open(`${PLACE}/tilbud`);
  await visitor.page.locator(`tbody a[href^="${PLACE}/tilbud/"]`).first().click();
  await look(visitor, "manage-offer", both);
});

state("opening hours and days that differ", "nb", async (visitor) => {
  const hours = `${PLACE}/apningstider`;
  await visitor.open(hours);
  await look(visitor, "manage-hours", both);
  await visitor.send(hours, { fra: "25", til: "8" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-hours-wrong", both);
  await visitor.open(hours);
  await visitor.send("/unntak", { u_fra_dato: "i morgen" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-exception-wrong", both);
  await visitor.open(hours);
  await visitor.page.click('label[for="u_type"]');
  await visitor.send("/unntak", { u_fra_dato: "27.11.2026", u_grunn: "Kursdag" }, SAVE);
  // Those who have a time on that day are told about before anything is stored, and the change stands when it is wanted.
  assert.ok(await visitor.page.locator('main a[href^="/ansatt/dag"]').count() > 0, "the bookings it hits");
  await look(visitor, "manage-exception-asks", both);
  await visitor.send("/unntak", {}, SAVE);
  await saved(visitor);
  await look(visitor, "manage-exception-saved", both);
  await visitor.open("/sted/vanylven?lang=nb");
  assert.match(await visitor.page.locator(".hours").innerText(), /Stengt/);
});

state("people, rooms and equipment", "en", async (visitor) => {
  await visitor.open(`${PLACE}/ressurser`);
  await look(visitor, "manage-resources", both);
  await visitor.send("/ressurser", { name: "", capacity: "0" }, SAVE);
  await refused(visitor);
  await look(visitor, "manage-resources-wrong", both);
  await visitor.open(`${PLACE}/ressurser`);
  await visitor.page.locator(`tbody a[href^="${PLACE}/ressurser/"]`).first().click();
  await look(visitor, "manage-resource", both);
});

state("staff and roles", "nb", async (visitor) => {
  await visitor.open("/styring/ansatte");
  await look(visitor, "manage-staff", both);
  await visitor.open("/styring/ansatte/ny");
  await look(visitor, "manage-staff-new", both);
  await visitor.send("/styring/ansatte/ny", { name: "", email: "x", pid: "1" });
  await refused(visitor);
  await look(visitor, "manage-staff-wrong", both);
  await visitor.send("/styring/ansatte/ny", { name: "Hilde Hjelper", email: "hilde@example.test", pid: "", role: "helper" });
  await refused(visitor);
  await look(visitor, "manage-staff-supervisor", both);
  await visitor.send("/styring/ansatte/ny", { role: "guide" });
  assert.equal(await visitor.page.locator(".ds-error-summary").count(), 0);
  await visitor.open("/styring/ansatte");
  await visitor.page.locator("tbody a", { hasText: "Hilde" }).click();
  await look(visitor, "manage-staff-person", both);
  await visitor.send("/rolle", { role: "guide" });
  await refused(visitor);
  await look(visitor, "manage-staff-role-held", both);
});

test("others do not come in", () => visiting(site, { lang: "nb" }, async (visitor) => {
  for (const role of ["guide", "helper", "national", "citizen"]) {
    await visitor.page.goto(`/demo/login?as=${role}`);
    for (const path of ["/styring", "/styring/ansatte", "/styring/tjenester", `${PLACE}/apningstider`]) {
      const status = (await visitor.page.goto(path)).status();
      assert.ok(status === 403 || status === 404, `${role} at ${path}: ${status}`);
    }
  }
  await look(visitor, "manage-forbidden");
}));
