// A person who uses the keyboard alone. Every stop on the way must be seen, in the window and in its order.
import assert from "node:assert/strict";

/** What has focus, and whether that can be seen and lies within the window. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The field of a choice shows the focus on its frame or on itself; a card shows it around the whole card.
  const marked = [element, element.closest(".card"), element.closest(".ds-field")].filter(Boolean).some((e) => {
    const style = getComputedStyle(e);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || /\d{1,}px 0px 0px|0px 0px 0px [2-9]/.test(style.boxShadow) ;
  });
  const box = element.getBoundingClientRect();
  // The skip link is not seen at all until it has focus.
  const appears = element.matches(".ds-skip-link") && box.height > 20;
  // From one stop to the next: on in the page, and on as one reads, downwards or to the right.
  const before = window.stopBefore?.isConnected ? window.stopBefore : null;
  const from = before?.getBoundingClientRect();
  window.stopBefore = element;
  // After the last stop the round begins anew.
  const first = element.matches(".ds-skip-link");
  return {
    follows: !before || before === element || first || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
    reads: !from || first || box.bottom > from.top || box.left >= from.right,
    what: `${element.tagName.toLowerCase()}#${element.id} "${(element.innerText || element.value || "").trim().slice(0, 40)}"`,
    href: element.getAttribute("href"), id: element.id, tag: element.tagName, value: element.getAttribute("value"), name: element.getAttribute("name"), type: element.type,
    marked: marked || appears, inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}

export class Keys {
  constructor(visitor) {
    Object.assign(this, { visitor, page: visitor.page, steps: 0 });
  }

  /** Presses Tab until something fits; every stop on the way must show where it is. */
  async to(fits, key = "Tab") {
    for (let tries = 0; tries < 120; tries += 1) {
      await this.page.keyboard.press(key);
      this.steps += 1;
      const at = await this.page.evaluate(focused);
      if (!at) {
        await this.page.evaluate(() => { window.stopBefore = null; });
        continue;
      }
      assert.ok(at.marked, `focus is seen at ${at.what} on ${this.page.url()}`);
      assert.ok(at.inside, `${at.what} is in the window on ${this.page.url()}`);
      assert.ok(key !== "Tab" || (at.follows && at.reads), `${at.what} comes in its order on ${this.page.url()}`);
      if (fits(at)) return at;
    }
    throw new Error(`nothing fits within 120 presses of ${key} on ${this.page.url()}`);
  }

  async press(key) {
    await Promise.all([this.page.waitForEvent("framenavigated"), this.page.keyboard.press(key)]);
    await this.page.waitForLoadState("load");
  }

  async type(text) {
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }
}

export const link = (beginning) => (at) => at.href?.startsWith(beginning);
export const field = (name) => (at) => at.name === name;
export const submit = (at) => at.type === "submit" && !/site-logout/.test(at.what);
