// Keeps the page of a device that books without a line: the newest one when there is a line, the kept one when not.
"use strict";

const NAME = "torg-leie";
const PAGE = "/leie";
const HERE = { cacheName: NAME, ignoreVary: true };
/** How long the line may take before the kept page is shown, in milliseconds. */
const PATIENCE = 4000;

/** Keeps a page with the styles, scripts and fonts that it names, and nothing else. */
async function keep(page) {
  const text = await page.clone().text();
  const named = [...text.matchAll(/(?:href|src)="(\/(?:static|utseende)\/[^"]+)"/g)].map((match) => match[1].replaceAll("&amp;", "&"));
  const wanted = new Set([...named, "/static/inter-latin.woff2", "/static/inter-latin-ext.woff2"]);
  const cache = await caches.open(NAME);
  await Promise.all([...wanted].map(async (path) => (await caches.match(path, HERE)) || cache.add(path)));
  await cache.put(PAGE, page);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (pathname !== PAGE && !wanted.has(pathname + search)) await cache.delete(request);
  }
}

self.addEventListener("install", (event) => {
  const first = async () => {
    const page = await fetch(PAGE, { cache: "no-store" });
    // Somebody who is not signed in is sent to the door, which is not the page.
    if (!page.ok || page.redirected) throw new Error("the page is not open to this browser");
    await keep(page);
    await self.skipWaiting();
  };
  event.waitUntil(first());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** The page from the server, unless it is slow, gone, or wants a log-in that cannot be had without a line. */
async function page(event) {
  const kept = await caches.match(PAGE, HERE);
  const fresh = fetch(event.request.url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  const answer = await fresh.catch(() => undefined);
  if (answer?.ok) {
    event.waitUntil(keep(answer.clone()).catch(() => undefined));
    return answer;
  }
  return kept ?? Response.redirect("/ansatt/logg-inn");
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(event));
  else if (/^\/(static|utseende)\//.test(pathname)) {
    event.respondWith(caches.match(request, HERE).then((kept) => kept ?? fetch(request)));
  }
});
