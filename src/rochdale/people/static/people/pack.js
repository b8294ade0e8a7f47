// What an enrolled device keeps so that its people can take turns without a line: the page "Who are you?", and for each
// person who entered the PIN here a signing key, locked with that PIN. Nothing else. It expires when nothing was heard of
// the server for some days. What a thief of the device can do with it: docs/contexts/devices.md.
const ROUNDS = 600_000; // OWASP Password Storage, PBKDF2-HMAC-SHA256
const CACHE = "device";
const KEPT_UNTIL = "/here/kept-until"; // read by the service worker, too
const DAY = 24 * 3600 * 1000;
const TRIES = 5;

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

export const packOf = (store) => {
  const people = store("people");
  const keys = store("keys");

  // Random, made here, and never readable by a script: without it a copied pack cannot be tried elsewhere.
  const deviceKey = async () => {
    const kept = await keys.get("device");
    if (kept) return kept.key;
    const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    await keys.put({ id: "device", key });
    return key;
  };

  const locking = async (pin, salt) => {
    const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    const slow = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256);
    const mixed = await crypto.subtle.sign("HMAC", await deviceKey(), slow);
    return crypto.subtle.importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"]);
  };

  const remember = async (pin, { person, key, set_at, is_shared }, days) => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await locking(pin, salt), bytes(key));
    const minutes = is_shared ? 15 : 8 * 60;
    await people.put({ id: person, salt, iv, box, set_at, minutes, expires_at: Date.now() + days * DAY, wrong: 0, until: 0 });
  };

  // The wait doubles with every wrong PIN after the fifth, up to a day.
  const pauseAfter = (wrong) => (wrong < TRIES ? 0 : Math.min(5 * 60_000 * 2 ** (wrong - TRIES), DAY));

  const unlock = async (person, pin) => {
    const row = await people.get(person);
    if (!row || Date.now() > row.expires_at) return { is_unknown: true };
    if (Date.now() < row.until) return { waits: Math.ceil((row.until - Date.now()) / 60_000) };
    row.wrong += 1; // counted before it is tried: closing the page does not win a try
    row.until = Date.now() + pauseAfter(row.wrong);
    await people.put(row);
    try {
      const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await locking(pin, row.salt), row.box);
      await people.put({ ...row, wrong: 0, until: 0 });
      const key = await crypto.subtle.importKey("raw", opened, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      return { key, minutes: row.minutes };
    } catch {
      return { waits: Math.ceil(Math.max(0, row.until - Date.now()) / 60_000) };
    }
  };

  // With a line: forget who is no longer here, or has another PIN now. Without: forget what is too old.
  const prune = async (known) => {
    for (const { id, set_at, expires_at } of await people.all()) {
      if (Date.now() > expires_at || (known && known.get(id) !== set_at)) await people.remove(id);
    }
    return new Set((await people.all()).map((row) => row.id));
  };

  // The copy knows that it is one: whether there is a line cannot be asked of a phone that holds on to a mast without one.
  const keepPage = async (address, version, files, days) => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(address);
    if (kept?.headers.get("Rochdale-Version") !== version) {
      const page = await fetch(address, { cache: "no-store" });
      if (!page.ok) return;
      const headers = new Headers(page.headers);
      headers.set("Rochdale-Version", version);
      for (const old of await cache.keys()) await cache.delete(old);
      await cache.addAll(files);
      const html = (await page.text()).replace("<who-is-here", "<who-is-here data-is-kept");
      await cache.put(address, new Response(html, { headers }));
    }
    await cache.put(KEPT_UNTIL, new Response(String(Date.now() + days * DAY)));
  };

  return { remember, unlock, prune, keepPage };
};

export const forgetPage = () => caches.delete(CACHE);
