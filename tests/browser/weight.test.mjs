// What a page costs in bytes over the network.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeBrowser, visiting } from "./lib/browser.mjs";
import * as citizen from "./lib/citizen.mjs";
import { Site } from "./lib/site.mjs";

const site = Site.shared();
after(closeBrowser);

const FIRST = 80_000;
const LATER = 15_000;

/** Bytes that come over the network (headers and bodies as sent) while something is done. */
async function bytes(visitor, what) {
  const session = await visitor.context.newCDPSession(visitor.page);
  await session.send("Network.enable");
  let sum = 0;
  const parts = [];
  const urls = new Map();
  session.on("Network.responseReceived", (e) => urls.set(e.requestId, e.response.url));
  session.on("Network.loadingFinished", (e) => {
    sum += e.encodedDataLength;
    parts.push(`${e.encodedDataLength} ${urls.get(e.requestId)}`);
  });
  await what();
  await visitor.page.waitForLoadState("networkidle");
  await session.detach();
  return { sum, parts: parts.join("\n") };
}

const PAGES = ["/sted/vanylven", "/tjenester", `/tjenester/${citizen.SERVICE}`, `/bestill/${citizen.SERVICE}`, citizen.offerPath(), "/personvern"];

test("the first visit costs at most 80 kB, whichever page it is, and later pages at most 15 kB", async () => {
  for (const first of ["/", ...PAGES]) {
    await visiting(site, { lang: "nb" }, async (visitor) => {
      const begun = await bytes(visitor, () => visitor.open(first));
      assert.ok(begun.sum > 20_000, `${first}: the font and styles are counted:\n${begun.parts}`);
      assert.ok(begun.sum <= FIRST, `${first} cost ${begun.sum} bytes:\n${begun.parts}`);
      for (const path of first === "/" ? PAGES : []) {
        const page = await bytes(visitor, () => visitor.open(path));
        assert.ok(page.sum <= LATER, `${path} cost ${page.sum} bytes:\n${page.parts}`);
      }
    });
  }
});

test("the guide's day costs at most 15 kB more", () => visiting(site, { lang: "nb" }, async (visitor) => {
  await visitor.open("/");
  const day = await bytes(visitor, () => visitor.page.goto("/demo/login?as=guide"));
  assert.ok(day.sum <= LATER, `${day.sum} bytes:\n${day.parts}`);
}));

test("every file of a page comes from the site itself", () => visiting(site, { lang: "nb" }, async (visitor) => {
  const other = [];
  visitor.page.on("request", (request) => {
    if (!request.url().startsWith(site.url)) other.push(request.url());
  });
  for (const path of ["/", ...PAGES]) await visitor.open(path);
  assert.deepEqual(other, []);
}));
