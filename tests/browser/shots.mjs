// The pictures of the README: docs/pictures/*.png, small, from the demo on a Wednesday morning.
import { mkdirSync, statSync } from "node:fs";
import { Visitor, closeBrowser } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { Site } from "./lib/site.mjs";
import * as staff from "./lib/staff.mjs";
import { shrink } from "./lib/png.mjs";

const OUT = new URL("../../docs/pictures/", import.meta.url).pathname;
mkdirSync(OUT, { recursive: true });
const site = Site.shared();

async function picture(visitor, name) {
  const path = `${OUT}${name}-${visitor.width}.png`;
  // The first screen, as people meet it; the rest of the page is for the tests to look at.
  await shrink(await visitor.page.screenshot({ animations: "disabled" }), path);
  console.log(`${path} ${statSync(path).size} bytes`);
}

for (const width of [1280, 390]) {
  const person = await Visitor.come(site, { lang: "nb", width });
  await person.open("/?lang=nb");
  await picture(person, "forside");
  await person.open("/tjenester/logge-inn-altinn?sted=vanylven");
  await picture(person, "tjeneste");
  await person.open(citizen.offerPath());
  await picture(person, "velg-tid");
  await citizen.booked(person, { name: "Solveig", nth: width === 390 ? 12 : 13 });
  await picture(person, "bestilt");
  await person.go();

  const guide = await Visitor.come(site, { lang: "nb", width });
  await staff.signIn(guide, "guide");
  await guide.open("/ansatt/dag?sted=vanylven");
  await picture(guide, "dagen");
  await guide.open("/ansatt/tall?sted=vanylven");
  await picture(guide, "tall");
  await guide.go();
}
await closeBrowser();
