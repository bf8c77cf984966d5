// Torg's own script. Every page works without it; each part looks for its hook and does nothing when it is absent.
"use strict";

const find = (selector, root = document) => root.querySelector(selector);

/** People hear and see what is wrong before anything else. */
find(".ds-error-summary")?.focus();

/** A second press within eight seconds is a slip. The server's idempotency key is the real guard. */
const PRESS_AGAIN = 8000;
const sent = new Map();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "twice" in form.dataset) return;
  const now = Date.now();
  if (now - (sent.get(form) ?? -PRESS_AGAIN) < PRESS_AGAIN) return event.preventDefault();
  sent.set(form, now);
  const button = event.submitter;
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => button?.removeAttribute("aria-busy"), PRESS_AGAIN);
});
// Coming back by the browser's back button shows the same page, ready to be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  sent.clear();
  document.querySelectorAll("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** Fetches a fragment now and then, and replaces the content only when it differs. */
function refresh(box) {
  let last = null;
  const editing = () => box.contains(document.activeElement) && document.activeElement.matches("input,select,textarea");
  const timer = setInterval(async () => {
    if (document.hidden || editing()) return;
    try {
      const answer = await fetch(box.dataset.refresh, { headers: { accept: "text/html" }, redirect: "manual" });
      if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") return clearInterval(timer);
      if (!answer.ok) return;
      const text = await answer.text();
      if (text === last || editing()) return;
      last = text;
      replace(box, text);
    } catch { /* no network: the next round tries again */ }
  }, (+box.dataset.every || 30) * 1000);
}

/** Swaps the content; focus follows the id, and a table stays where it was scrolled. */
function replace(box, text) {
  const fresh = document.createElement("template");
  fresh.innerHTML = text;
  if (fresh.innerHTML.trim() === box.innerHTML.trim()) return;
  const had = box.contains(document.activeElement) && document.activeElement !== box;
  const id = had && document.activeElement.id;
  const left = find(".scroll", box)?.scrollLeft;
  box.replaceChildren(fresh.content);
  if (left) find(".scroll", box)?.scrollTo(left, 0);
  if (!had) return;
  const next = (id && document.getElementById(id)) || box;
  if (next === box) box.tabIndex = -1;
  next.focus({ preventScroll: true });
}
document.querySelectorAll("[data-refresh]").forEach(refresh);

/** Warns five minutes before the session ends. Shown first in the body, without taking the focus from a field. */
const WARN_BEFORE = 300;
const data = document.body.dataset;
const template = find("#session-warning");
if (template && data.sessionEnds) {
  let ends = +data.sessionEnds;
  let box = null;
  let back = null;
  let dismissed = false;
  const hide = () => {
    const inside = box?.contains(document.activeElement);
    box?.remove();
    box = null;
    if (inside) (back?.isConnected ? back : find("main"))?.focus();
  };
  const renew = async () => {
    const headers = data.csrf ? { "x-csrf-token": data.csrf } : {};
    try {
      const answer = await fetch(data.sessionRenew, { method: "POST", headers, redirect: "error" });
      const until = +(await answer.text());
      if (!answer.ok || !until) return;
      ends = until;
      hide();
    } catch { /* the notice stays, so that it can be tried again */ }
  };
  const show = () => {
    back = document.activeElement;
    box = template.content.firstElementChild.cloneNode(true);
    find("[data-renew]", box)?.addEventListener("click", renew);
    find("[data-dismiss]", box)?.addEventListener("click", () => { dismissed = true; hide(); });
    document.body.prepend(box);
  };
  const look = () => {
    const left = ends - Date.now() / 1000;
    if (left > WARN_BEFORE || left < 0 || dismissed) return;
    if (!box) show();
    const minutes = find("[data-minutes]", box);
    const text = String(Math.ceil(left / 60));
    if (minutes && minutes.textContent !== text) minutes.textContent = text;
  };
  setInterval(look, 5000);
  look();
}
