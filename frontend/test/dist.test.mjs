// Guards what dist holds: size budgets, no outside address, nothing that the content security policy would stop.
// Run after `npm run build`.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { prune } from "../prune.mjs";

const dist = new URL("../dist/", import.meta.url);
const text = (name) => readFile(new URL(name, dist), "utf8");
const size = async (name) => (await stat(new URL(name, dist))).size;
const TEXTS = ["torg.css", "torg.js", "lease.js", "lease-sw.js", "tours.js", "favicon.svg"];
const SCRIPTS = TEXTS.filter((name) => name.endsWith(".js"));

/** Bytes. The first visit (this and about 6 kB of HTML) must stay within 80 kB. */
const BUDGET = { css: 16_000, script: 4_000, lease: 12_288, worker: 2_000, tours: 1_500, firstVisit: 70_000 };

test("dist holds these files and no others", async () => {
  const expected = [...TEXTS.flatMap((name) => [name, `${name}.br`, `${name}.gz`]), "inter-latin.woff2", "inter-latin-ext.woff2"];
  assert.deepEqual((await readdir(dist)).sort(), expected.sort());
});

test("sizes stay within the budgets", async () => {
  const css = await size("torg.css.br");
  const script = await size("torg.js");
  const first = css + (await size("torg.js.br")) + (await size("favicon.svg.br")) + (await size("inter-latin.woff2"));
  assert.ok(css <= BUDGET.css, `torg.css.br is ${css} B, the budget is ${BUDGET.css} B`);
  assert.ok(script <= BUDGET.script, `torg.js is ${script} B, the budget is ${BUDGET.script} B`);
  for (const [name, budget] of [["lease.js", BUDGET.lease], ["lease-sw.js", BUDGET.worker], ["tours.js", BUDGET.tours]]) {
    assert.ok((await size(name)) <= budget, `${name} is ${await size(name)} B, the budget is ${budget} B`);
  }
  assert.ok(first <= BUDGET.firstVisit, `a first visit fetches ${first} B, the budget is ${BUDGET.firstVisit} B`);
});

test("the compressed files are the same texts", async () => {
  for (const name of TEXTS) {
    const plain = await text(name);
    assert.equal(brotliDecompressSync(await readFile(new URL(`${name}.br`, dist))).toString(), plain, name);
    assert.equal(gunzipSync(await readFile(new URL(`${name}.gz`, dist))).toString(), plain, name);
  }
});

test("nothing points outside", async () => {
  for (const name of TEXTS) {
    // The SVG namespace is a name, not an address; inside data URLs it is percent-encoded.
    const plain = decodeURIComponent((await text(name)).replace(/%(?![0-9a-f]{2})/gi, "%25"))
      .replaceAll("http://www.w3.org/2000/svg", "");
    assert.doesNotMatch(plain, /https?:|@import|sourceMappingURL/i, name);
    assert.doesNotMatch(plain, /url\(["']?\/\//i, name);
  }
});

test("every url in the stylesheet is data or a file beside it", async () => {
  const files = await readdir(dist);
  const urls = [...(await text("torg.css")).matchAll(/url\((["']?)(.*?)\1\)/g)].map((match) => match[2]);
  assert.ok(urls.includes("inter-latin.woff2"));
  for (const url of urls) assert.ok(url.startsWith("data:image/") || files.includes(url), url.slice(0, 80));
});

test("the scripts keep to the content security policy", async () => {
  // No inline style or handler, no evaluated text.
  for (const name of SCRIPTS) assert.doesNotMatch(await text(name), /\.style\b|setAttribute\(["'`](style|on)|\beval\(|new Function|document\.write|cssText/);
  const icon = await text("favicon.svg");
  assert.doesNotMatch(icon, /<style|<script|\sstyle=|\son\w+=/);
});

test("the markup guide shows no inline style", async () => {
  const guide = await readFile(new URL("../MARKUP.md", import.meta.url), "utf8");
  const code = [...guide.matchAll(/```html\n(.*?)```/gs)].map((match) => match[1]).join("\n");
  assert.ok(code.length > 1000);
  assert.doesNotMatch(code, /\sstyle=|\son(click|submit|load)=/);
});

test("every class of ours that the markup guide shows exists in the stylesheet", async () => {
  const guide = await readFile(new URL("../MARKUP.md", import.meta.url), "utf8");
  const css = await text("torg.css");
  const plainHooks = new Set(["page--wide", "staff", "can"]); // `can` only pairs with `cannot`
  const names = new Set([...guide.matchAll(/class="([^"]+)"/g)].flatMap((match) => match[1].split(/\s+/)));
  const missing = [...names].filter((name) => !plainHooks.has(name) && !css.includes(`.${name}`));
  assert.deepEqual(missing, []);
});

test("the parts that a page stands on survive the pruning", async () => {
  const css = await text("torg.css");
  for (const part of [
    "@layer ds.theme,ds.base,ds.components,torg", ".ds-skip-link:focus", ".ds-button[data-variant=secondary]",
    ".ds-search>button", ".ds-error-summary", "--ds-color-danger-base-default:#c01b1b", "prefers-color-scheme:dark",
    "--ds-size-mode-font-size--sm", "font-display:swap", "@media print", "forced-colors:active", "prefers-reduced-motion",
  ]) assert.ok(css.includes(part), part);
});

test("every custom property that is read is set, or has a fallback", async () => {
  const css = await text("torg.css");
  const set = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]));
  const read = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map((match) => match[1]));
  set.add("--_ds-field-sizing"); // Designsystemet sets it by a script that we do not use, for one old browser
  const absent = [...read].filter((name) => !set.has(name));
  assert.deepEqual(absent, []);
});

test("pruning removes what is unused, transitively, and keeps what is used", () => {
  const css = prune(":root{--a:1;--b:var(--a);--c:2}.x{color:var(--c)}.ds-chip{color:red}.y,.ds-tooltip{top:0}");
  assert.equal(css, ":root{--c:2}.x{color:var(--c)}.y{top:0}");
});
