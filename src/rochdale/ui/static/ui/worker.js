// Keeps public pages that the server marked, and what they look like. Nothing personal is ever stored, except on a device that an
// organization enrolled: there a page "Who are you?" is kept by people/pack.js, for some days, and answers for all below its address.
// SHELL, VERSION, HEADER, OFFLINE and LANGUAGES are written in front of this by the server.
const shell = `shell-${VERSION}`;
const pages = "pages";
const device = "device";
const files = "files"; // scripts of pages that work without a line, put there by those pages
const courses = "courses"; // all pages of a stage, put there when it was opened (learning/keep.js)
const MOST_PAGES = 60;

const inLanguage = (language) => `${OFFLINE}?in=${language}`;
// Without cookies: the same page as for a stranger, in the language it was read in.
const asStranger = (url, language) => fetch(url, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": language } });

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(shell);
    await cache.addAll(SHELL);
    for (const language of LANGUAGES) await cache.put(inLanguage(language), await asStranger(OFFLINE, language));
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (![shell, pages, device, files, courses].includes(name)) await caches.delete(name);
    await clients.claim();
  })());
});

const lastLanguage = `${OFFLINE}?last`;

const keep = async (request, response) => {
  const language = response.headers.get("Content-Language");
  if (language) await (await caches.open(pages)).put(lastLanguage, new Response(language));
  const how = response.headers.get(HEADER);
  if (!how || response.redirected) return;
  const copy = how === "as-is" ? response : await asStranger(request.url, language || "en");
  if (!copy.ok || !copy.headers.get(HEADER)) return;
  const cache = await caches.open(pages);
  await cache.put(request.url, copy);
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PAGES))) await cache.delete(old);
};

const UNTIL = "/here/kept-until";

// What an enrolled device shows without a line; nothing on another one, or when it has not heard of the server for too long.
const onDevice = async (url) => {
  if (!(await caches.has(device))) return undefined;
  const cache = await caches.open(device);
  const until = Number((await (await cache.match(UNTIL))?.text()) || 0);
  if (Date.now() > until) {
    await caches.delete(device);
    return undefined;
  }
  const kept = (await cache.keys()).find((request) => request.url.endsWith("/"));
  return kept && (url.startsWith(kept.url) ? cache.match(kept) : Response.redirect(kept.url));
};

// A page that reads what stands behind the question mark by itself, kept once for all of them.
const forAnyQuery = async (cache, url) => {
  const kept = await cache.match(url, { ignoreSearch: true });
  return kept?.headers.get("Rochdale-Any-Query") ? kept : undefined;
};

const page = async (event) => {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(event.request, response.clone()));
    return response;
  } catch {
    const cache = await caches.open(pages);
    const language = (await (await cache.match(lastLanguage))?.text()) || LANGUAGES[0];
    const kept = (await cache.match(event.request.url)) || (await (await caches.open(courses)).match(event.request.url)) || (await forAnyQuery(cache, event.request.url)) || (await onDevice(event.request.url));
    return kept || (await caches.match(inLanguage(language))) || Response.error();
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (SHELL.includes(new URL(request.url).pathname) || request.destination === "script") event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
