// Keeps the form of a chance meeting at hand without a connection; nothing about people is kept here.
"use strict";
const CACHE = "talks";
const FORM = "/desk/talks/new";

self.addEventListener("install", (event) => {
  event.waitUntil(self.skipWaiting());
});
self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), refresh()]));
});

const refresh = async () => {
  const answer = await fetch(FORM, { credentials: "same-origin" }).catch(() => null);
  if (!answer) return;
  const cache = await caches.open(CACHE);
  if (!answer.ok || answer.redirected) { await caches.delete(CACHE); return; }
  await cache.put(FORM, answer.clone());
  const page = await answer.text();
  const files = [...page.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  await Promise.all(files.map((file) => cache.add(file).catch(() => {})));
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && pathname === FORM) event.respondWith(form(request));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});

const form = async (request) => {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(5000) });
    if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(FORM, answer.clone());
    return answer;
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(FORM);
    if (kept) return kept;
    throw error;
  }
};

const file = async (request) => (await caches.match(request)) || fetch(request);
