// What staff do.
import assert from "node:assert/strict";
import { PLACE } from "./citizen.mjs";

export async function signIn(visitor, role) {
  await visitor.page.goto(`/demo/login?as=${role}`);
  // The choice of language is the person's own, and comes before the municipality's.
  const here = new URL(visitor.page.url());
  await visitor.open(`${here.pathname}?lang=${visitor.lang}`);
}

/** Opens the day that a name stands in, within two weeks. */
export async function dayWith(visitor, name, place = PLACE) {
  await visitor.open(`/ansatt/dag?sted=${place}`);
  for (let day = 0; day < 15; day += 1) {
    const row = visitor.page.locator("tbody tr", { hasText: name });
    if (await row.count()) return row.first();
    await visitor.page.locator(".toolbar nav a").last().click();
    await visitor.page.waitForLoadState("load");
  }
  throw new Error(`${name} is in no day of two weeks`);
}

/** Presses the button of a step in the row of a name, and waits for the day to come back. */
export async function step(visitor, name, word) {
  const row = visitor.page.locator("tbody tr", { hasText: name }).first();
  await Promise.all([visitor.page.waitForEvent("framenavigated"), row.locator(`button[value="${word}"]`).click()]);
  await visitor.page.waitForLoadState("load");
}

export const stateOf = (visitor, name) =>
  visitor.page.locator("tbody tr", { hasText: name }).first().getAttribute("data-state");

export async function figures(visitor, place = PLACE) {
  await visitor.open(`/ansatt/tall?sted=${place}`);
  const numbers = await visitor.page.locator(".figures dd").allInnerTexts();
  assert.equal(numbers.length, 3);
  return numbers.map(Number);
}
