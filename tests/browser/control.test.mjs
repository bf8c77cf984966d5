// The checks themselves can fail: pages with planted faults must be reported.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Visitor, closeBrowser, visiting } from "./lib/browser.mjs";
import { axe, everything, look } from "./lib/look.mjs";
import { Site } from "./lib/site.mjs";

const site = Site.shared();
after(closeBrowser);

for (const script of [true, false]) {
  test(`planted faults are reported, ${script ? "with" : "without"} JavaScript`, () =>
    visiting(site, { script }, async (visitor) => {
      await visitor.open("/logg-inn?lang=nb");
      assert.deepEqual(await axe(visitor, everything), []);
      await visitor.page.evaluate(() => {
        document.querySelector("label").remove();
        document.querySelector("h1").style.color = "#ccc";
        document.querySelector("main").insertAdjacentHTML("beforeend", '<img src="/static/favicon.svg"><h6>x</h6>');
        document.documentElement.removeAttribute("lang");
        const small = document.createElement("div");
        for (let n = 0; n < 2; n += 1) {
          const button = small.appendChild(document.createElement("button"));
          button.textContent = "x";
          Object.assign(button.style, { width: "10px", height: "10px", padding: "0", border: "0", display: "block" });
        }
        document.querySelector("main").append(small);
      });
      const found = (await axe(visitor, everything)).map((text) => text.split(":")[0]);
      for (const rule of ["label", "color-contrast", "image-alt", "html-has-lang", "target-size"]) {
        assert.ok(found.includes(rule), `${rule} is among ${found}`);
      }
    }));
}

const planted = {
  "a text key": () => (document.querySelector("h1").textContent = "login-title"),
  "a missing text": () => (document.querySelector("h1").textContent = "⟦login-title⟧"),
  "the wrong language": () => (document.documentElement.lang = "en"),
  "an id twice": () => document.querySelector("h1").insertAdjacentHTML("afterend", '<p id="phone">x</p>'),
  "something wide": () => document.querySelector("main").insertAdjacentHTML("beforeend", `<p>${"x".repeat(200)}</p><pre>${"x".repeat(300)}</pre>`),
  "something that is wide only in large text": () => document.querySelector("main").insertAdjacentHTML("beforeend", `<pre>${"x".repeat(30)}</pre>`),
};

for (const [what, plant] of Object.entries(planted)) {
  test(`${what} is reported`, () => visiting(site, {}, async (visitor) => {
    await visitor.open("/logg-inn?lang=nb");
    await visitor.page.evaluate(plant);
    await assert.rejects(look(visitor, "control"), /control \(nb/);
  }));
}

test("what the console says is reported: a broken content security policy, a script error", async () => {
  const visitor = await Visitor.come(site);
  await visitor.open("/");
  await visitor.page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<p style="color:red">x</p><img src="https://example.invalid/x.png">');
    setTimeout(() => { throw new Error("planted"); });
  });
  await visitor.page.waitForTimeout(300);
  assert.ok(visitor.troubles.some((t) => /Content Security Policy/.test(t)), visitor.troubles.join("\n"));
  assert.ok(visitor.troubles.some((t) => /planted/.test(t)));
  await assert.rejects(visitor.go());
});
