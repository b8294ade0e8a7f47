// Work done without a line, kept on an enrolled device until the one who did it is back with a line.
//
//   const outbox = await import(url);            // url from a data- attribute: {% static "people/outbox.js" %}
//   await outbox.here();                         // {person, name} of whoever entered the PIN without a line, or null
//   await outbox.keep("/me/name/", fields);      // the fields of that page's form; returns the id of the operation
//   await outbox.waiting();                      // [{id, who, at, address, body, signature, refused?, says?}], oldest first
//   await outbox.send({ person, token });        // {sent, refused}; pieces of others stay
//   await outbox.file();                         // everything as a Blob of JSON: carried by hand, people/kept_files.py takes it
//   outbox.store("packs")                        // what a context needs without a line: {id, until, …}; gone after `until` and at sign-out
//
// Each piece is an ordinary form with its own operation id: sent twice, it is done once. It is signed with a key that the
// device opened with the person's PIN. How the server takes it: people/kept_work.py.
const NAME = "device";
const VERSION = 2; // 2: packs
const STORES = ["people", "keys", "work", "here", "packs"];

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open(NAME, VERSION);
  asked.onupgradeneeded = () => STORES.filter((name) => !asked.result.objectStoreNames.contains(name))
    .forEach((name) => asked.result.createObjectStore(name, { keyPath: "id" }));
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

// Resolves when the change is on the disk, not before.
const run = async (name, mode, act) => {
  const db = await opened();
  try {
    return await new Promise((done, failed) => {
      const change = db.transaction(name, mode, { durability: "strict" });
      const asked = act(change.objectStore(name));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => failed(change.error);
    });
  } finally {
    db.close();
  }
};

export const store = (name) => ({
  get: (id) => run(name, "readonly", (rows) => rows.get(id)),
  all: () => run(name, "readonly", (rows) => rows.getAll()),
  put: (row) => run(name, "readwrite", (rows) => rows.put(row)),
  remove: (id) => run(name, "readwrite", (rows) => rows.delete(id)),
  clear: () => run(name, "readwrite", (rows) => rows.clear()),
});

const NOW = "now";
const atDevice = store("here");
const work = store("work");
const packs = store("packs");

export const here = async () => {
  const who = await atDevice.get(NOW);
  return who && Date.now() < who.until ? who : null;
};

// `key` signs, and cannot be read out of the browser; `minutes` without a piece of work end the turn.
export const arrive = ({ person, name, key, minutes }) =>
  atDevice.put({ id: NOW, person, name, key, minutes, until: Date.now() + minutes * 60_000 });

export const leave = () => atDevice.remove(NOW);

export const waiting = async () => (await work.all()).sort((one, other) => one.at.localeCompare(other.at));

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const keep = async (address, fields) => {
  const who = await here();
  if (!who) throw new Error("nobody is at the device");
  const id = crypto.randomUUID();
  const form = new URLSearchParams(fields);
  form.delete("csrfmiddlewaretoken");
  form.set("operation_id", id);
  const piece = { id, who: who.person, at: new Date().toISOString(), address, body: form.toString() };
  const text = new TextEncoder().encode([piece.who, piece.at, piece.address, piece.body].join("\n"));
  piece.signature = hex(await crypto.subtle.sign("HMAC", who.key, text));
  await work.put(piece);
  await arrive(who);
  return id;
};

const posted = ({ who, at, address, body, signature }, token) => fetch(address, {
  method: "POST",
  body: new URLSearchParams(body),
  redirect: "manual",
  headers: { Accept: "application/json", "X-CSRFToken": token, "Rochdale-Kept-By": who, "Rochdale-Kept-At": at, "Rochdale-Kept-Signature": signature },
});

// Why a piece was not taken, in the server's words.
const reason = async (answer) => {
  const told = await answer.json().catch(() => ({}));
  return (told.refused ?? []).map((each) => each.message).join(" ");
};

export const send = async ({ person, token }) => {
  const outcome = { sent: 0, refused: 0 };
  for (const piece of await waiting()) {
    if (piece.who !== person) continue;
    const answer = await posted(piece, token).catch(() => null);
    if (!answer) break;
    if (answer.status === 204) {
      await work.remove(piece.id);
      outcome.sent += 1;
    } else {
      await work.put({ ...piece, refused: answer.status, says: await reason(answer) });
      outcome.refused += 1;
    }
  }
  return outcome;
};

export const file = async () => new Blob([JSON.stringify(await waiting(), null, 1)], { type: "application/json" });

// Packs that are too old; all of them when somebody has signed out and nothing waits here that still needs them.
export const prunePacks = async (isSignedOut) => {
  const isDone = isSignedOut && !(await work.all()).length;
  for (const pack of await packs.all()) if (isDone || Date.now() > Date.parse(pack.until)) await packs.remove(pack.id);
};

// All but work that waits: it is signed, tells of numbers only, and can still be saved to a file.
export const wipe = () => Promise.all(STORES.filter((name) => name !== "work").map((name) => store(name).clear()));
