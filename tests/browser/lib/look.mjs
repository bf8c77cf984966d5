// What is looked at on every page and in every state: accessibility in light and dark, large text, language,
// text keys that were left in, and pictures for people to look at.
import assert from "node:assert/strict";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { NARROW, WIDE, axeSource } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Best practice that is ours to follow; the rest of that group is noise or is for other kinds of pages. */
const NOT_ASKED = { region: { enabled: false } };
/** What depends on colours, and so is looked at again in the dark. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const SHOTS = new URL("../shots/", import.meta.url).pathname;
/** Pictures in the dark and of large text too. */
const MORE = process.env.TORG_BROWSER_PICTURES === "all";
mkdirSync(SHOTS, { recursive: true });

/** Runs axe in the page, also where the visitor's browser has JavaScript switched off. */
export async function axe(visitor, options) {
  const { page } = visitor;
  await visitor.allowScripts(true);
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (how) => (await window.axe.run(document, how)).violations, options);
  await visitor.allowScripts(false);
  return found.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `    ${n.target.join(" ")}\n      ${n.html.slice(0, 200)}\n      ${n.failureSummary?.replaceAll("\n", "\n      ")}`).join("\n")}`);
}

export const everything = {
  runOnly: { type: "tag", values: TAGS },
  rules: { "target-size": { enabled: true }, ...NOT_ASKED },
  resultTypes: ["violations"],
};
const colours = { runOnly: { type: "rule", values: COLOURS }, resultTypes: ["violations"] };

/** Faults that can be read off the page without axe. */
function plainFaults(lang) {
  const faults = [];
  if (document.documentElement.lang !== lang) faults.push(`html lang is ${document.documentElement.lang}, not ${lang}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} h1`);
  const text = `${document.title}\n${document.body.innerText}`;
  if (text.includes("⟦")) faults.push(`a text is missing: ${text.slice(text.indexOf("⟦"), text.indexOf("⟦") + 40)}`);
  for (const element of document.querySelectorAll("h1,h2,h3,button,a,label,legend,th,dt,dd,p,li,option,caption,summary")) {
    for (const node of element.childNodes) {
      if (node.nodeType === 3 && /^[a-z]+(-[a-z0-9]+)+$/.test(node.data.trim())) faults.push(`a text key is shown: ${node.data.trim()}`);
    }
  }
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) faults.push(`an id stands twice: ${twice.join(", ")}`);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(link.hash.slice(1))) faults.push(`${link.hash} leads nowhere`);
  }
  const pointed = (name) => [...document.querySelectorAll(`[${name}]`)].flatMap((e) => e.getAttribute(name).split(/\s+/));
  for (const id of [...pointed("aria-describedby"), ...pointed("aria-labelledby"), ...pointed("for")]) {
    if (id && !document.getElementById(id)) faults.push(`nothing has the id ${id}`);
  }
  return faults;
}

/** What sticks out to the right of the window, outside boxes that scroll by themselves. */
function tooWide() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const right = (e) => Math.round(e.getBoundingClientRect().right);
  const out = [...document.querySelectorAll("body *")].filter((e) => right(e) > width && !e.closest(".scroll"));
  out.sort((a, b) => right(b) - right(a));
  const whole = `the page is ${document.documentElement.scrollWidth} wide, the window ${width}`;
  return [whole].concat(out.slice(0, 5).map((e) => `${e.tagName}.${e.className} "${e.textContent.trim().slice(0, 60)}" to ${right(e)}`));
}

/** Changes between light and dark, and waits until the text has changed its colour too. */
async function paint(page, colorScheme) {
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
  const before = await colour();
  await page.emulateMedia({ colorScheme });
  for (let tries = 0; tries < 100 && (await colour()) === before; tries += 1) await sleep(20);
  assert.notEqual(await colour(), before, `the page has no ${colorScheme} colours`);
}

/** Doubles the text, and waits until it has grown. */
async function enlarge(page) {
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  for (let tries = 0; tries < 100 && (await size()) < 1.9 * before; tries += 1) await sleep(20);
  assert.ok((await size()) >= 1.9 * before, "the text does not grow");
}

async function fits(visitor, faults, how) {
  const wide = await visitor.page.evaluate(tooWide);
  if (wide.length) faults.push(`must be scrolled sideways ${how}:\n    ${wide.join("\n    ")}`);
}

/** Looks at the page as it stands. `both` looks at both widths. */
export async function look(visitor, name, { both = false } = {}) {
  const { page } = visitor;
  const faults = await page.evaluate(plainFaults, visitor.lang);
  const before = page.viewportSize();
  const sizes = both ? [WIDE, NARROW] : [before];
  for (const size of sizes) {
    if (both) await page.setViewportSize(size);
    const at = `${name}-${size.width}`;
    if (both) await page.screenshot({ path: join(SHOTS, `${at}.png`), fullPage: true });
    for (const v of await axe(visitor, everything)) faults.push(`${size.width}: ${v}`);
    await fits(visitor, faults, `at ${size.width}`);
  }
  await paint(page, visitor.scheme === "dark" ? "light" : "dark");
  for (const v of await axe(visitor, colours)) faults.push(`in the ${visitor.scheme === "dark" ? "light" : "dark"}: ${v}`);
  if (MORE && both) await page.screenshot({ path: join(SHOTS, `${name}-dark.png`), fullPage: true });
  await paint(page, visitor.scheme);

  await page.setViewportSize(NARROW);
  await enlarge(page);
  await fits(visitor, faults, "at 390 with text of 200 %");
  if (MORE && both) await page.screenshot({ path: join(SHOTS, `${name}-large.png`), fullPage: true });
  await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
  await page.setViewportSize(before);

  assert.equal(faults.length, 0, `${name} (${visitor.lang}, ${page.url()}):\n${[...new Set(faults)].join("\n")}`);
  visitor.seen.push(name);
  if (process.env.TORG_BROWSER_SEEN) {
    appendFileSync(process.env.TORG_BROWSER_SEEN, `${name}\t${visitor.lang}\t${visitor.script}\t${visitor.width}\n`);
  }
}
