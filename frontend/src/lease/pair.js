// Brings a lease to this device: the code goes to the server, the PIN stays here.
import * as kept from "./kept.js";
import { fault, find } from "./page.js";
import { keyOf, newSalt, seal } from "./seal.js";

const SHORTEST = 6;

/** Waits until the page is kept on the device; rejects when it is not within half a minute. */
const served = () => Promise.race([
  navigator.serviceWorker.ready,
  new Promise((_, reject) => setTimeout(() => reject(new Error("no service worker")), 30_000)),
]);

async function fetched(form) {
  const headers = { "content-type": "application/json", "x-csrf-token": form.dataset.csrf };
  const answer = await fetch("/leie/ny", {
    method: "POST", headers, body: JSON.stringify({ code: find("code").value }), redirect: "error", signal: AbortSignal.timeout(20_000),
  }).catch(() => undefined);
  if (answer?.ok) return answer.json();
  const why = { 400: "lease-code-wrong", 404: "lease-code-wrong", 403: "lease-old-page", 429: "lease-code-limit" };
  fault("code", why[answer?.status] ?? "lease-no-line");
  find("code").focus();
  return undefined;
}

async function pair(form) {
  const [code, pin, again] = ["code", "pin", "pin2"].map((id) => find(id).value.trim());
  const right = [
    fault("code", code ? "" : "lease-code-wrong"),
    fault("pin", pin.length < SHORTEST ? "lease-pin-short" : ""),
    fault("pin2", pin === again ? "" : "lease-pin-differs"),
  ];
  const first = right.indexOf(false);
  if (first >= 0) return find(["code", "pin", "pin2"][first]).focus();
  // Before the code is used up: a device that cannot store or serve the page must not get the times.
  const salt = newSalt();
  const [key] = await Promise.all([keyOf(pin, salt), served(), kept.lease()]);
  const lent = await fetched(form);
  if (!lent) return undefined;
  const { secret, ...lease } = lent;
  const skew = lease.now - Date.now();
  await kept.keep({ lease, salt, sealed: await seal(key, secret), skew, heard: lease.now, open: true });
  await navigator.storage?.persist?.();
  return location.assign("/leie");
}

export async function start(form) {
  if (await kept.lease()) find("has-lease").hidden = false;
  else form.hidden = false;
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await pair(form).catch(() => fault("code", "lease-no-store"));
    busy = false;
  });
}

/** Says that nothing can be stored here. */
export function refuse(form) {
  form.hidden = false;
  fault("code", "lease-no-store");
  form.querySelector("button").disabled = true;
}
