// Checks a certificate of learning on the phone itself, without a line: an Open Badge as a compact JWS, by the public keys that stand in the
// page (rules/credential_checks.py says the same in Python, in the same order). With a line the server is asked, which knows what was taken back.
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const MEMBERS = new Set(["alg", "kid", "typ"]);
const ALGORITHMS = { EdDSA: { name: "Ed25519" }, RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } };

const encoded = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
// Throws for what `encoded` would not have written: no byte has two spellings.
const decoded = (text) => {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  if (encoded(bytes) !== text) throw new Error("another spelling");
  return bytes;
};
const read = (part) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(decoded(part)));
const seconds = (moment) => Date.parse(moment) / 1000;
const agrees = (it) => it.iss === it.issuer.id && it.jti === it.id && it.sub === it.credentialSubject.id && it.nbf === seconds(it.validFrom)
  && (it.validUntil === undefined ? it.exp === undefined : it.exp === seconds(it.validUntil));

// { outcome, document }: `trusted` has how the issuers of this server begin, and their keys by id. "cannot" where this browser lacks the algorithm.
export const checked = async (text, trusted, now) => {
  const token = text.replace(/\s+/g, "");
  let head, it, signature;
  try {
    if (!COMPACT.test(token)) throw new Error("no token");
    [head, it, signature] = token.split(".");
    [head, it, signature] = [read(head), read(it), decoded(signature)];
    if (Object.keys(head).some((name) => !MEMBERS.has(name)) || !Object.hasOwn(ALGORITHMS, head.alg) || !it.type.includes("OpenBadgeCredential")) throw new Error("no badge");
  } catch { return { outcome: "not-valid" }; }
  const issuer = it.issuer?.id ?? "", id = String(head.kid).slice(issuer.length + 1);
  if (!issuer.startsWith(trusted.issuers) || head.kid !== `${issuer}#${id}` || !Object.hasOwn(trusted.keys, id)) return { outcome: "unknown-issuer" };
  let key;
  try {
    key = await crypto.subtle.importKey("jwk", trusted.keys[id], ALGORITHMS[head.alg], false, ["verify"]);
  } catch { return { outcome: "cannot" }; }
  const content = new TextEncoder().encode(token.slice(0, token.lastIndexOf(".")));
  if (!await crypto.subtle.verify(ALGORITHMS[head.alg], key, signature, content).catch(() => false)) return { outcome: "not-valid" };
  try { if (!agrees(it)) return { outcome: "not-valid" }; } catch { return { outcome: "not-valid" }; }
  const outcome = it.exp !== undefined && it.exp <= now ? "expired" : it.nbf > now ? "not-yet-valid" : "unchecked";
  return { outcome, document: it };
};

if (globalThis.customElements) customElements.define("check-badge", class extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    const form = this.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      // Asked of the net itself: a phone with a signal may have no line all the same, and the worker answers GET alone.
      const hasLine = await fetch(this.dataset.page, { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
      if (hasLine) form.submit(); else this.say(form.querySelector("textarea").value);
    });
    this.keepPage().catch(() => {});
  }

  async say(text) {
    const { outcome, document: found } = await checked(text, this.words.trusted, Date.now() / 1000);
    const said = this.querySelector("[data-said]"), sentence = document.createElement("p");
    sentence.className = `notice ${outcome === "unchecked" ? "good" : "need"}`;
    sentence.append(Object.assign(document.createElement("b"), { textContent: this.words.says[outcome] }));
    said.replaceChildren(sentence);
    if (found) said.append(this.facts(found));
    said.hidden = false;
  }

  facts(found) {
    const subject = found.credentialSubject, list = Object.assign(document.createElement("dl"), { className: "facts" });
    const holder = subject.identifier?.find((one) => one.identityType === "name" && !one.hashed)?.identityHash;
    const told = [subject.achievement.name, holder ?? this.words.unnamed, found.issuer.name, found.validFrom.slice(0, 10)];
    this.words.names.forEach((name, place) => {
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: told[place] }));
      list.append(row);
    });
    return list;
  }

  // The bare page as for a stranger, with its script: so a code can be checked where there is no line.
  async keepPage() {
    if (!globalThis.isSecureContext || !("caches" in globalThis) || !navigator.onLine) return;
    const { page: address, script } = this.dataset;
    const page = await fetch(address, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": document.documentElement.lang } });
    if (!page.ok) return;
    await (await caches.open("pages")).put(new URL(address, location.href).href, page);
    await (await caches.open("files")).add(script);
  }
});
