// Checks a certificate on the phone itself, without a line: a JSON Web Token signed with Ed25519, by the public keys that stand in the page
// (rules/certificates.py says the same in Python). With a line the server is asked, which also knows what has become of the entity since.
const TYPE = "register+jwt";
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const encoded = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
// Throws for what `encoded` would not have written: no byte has two spellings.
const decoded = (text) => {
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  if (encoded(bytes) !== text) throw new Error("another spelling");
  return bytes;
};
const read = (part) => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(decoded(part)));

export const tokenIn = (text) => {
  let bare = text.replace(/\s+/g, "");
  if (bare.includes("?")) bare = new URLSearchParams(bare.slice(bare.indexOf("?"))).get("s") ?? "";
  return COMPACT.test(bare) ? bare : "";
};

// { proof, claims }: as `proven` in Python; "cannot" where this browser has no Ed25519.
export const proven = async (text, keys) => {
  const token = tokenIn(text);
  if (!token) return { proof: "no-certificate" };
  const [head, body, signature] = token.split(".");
  let header;
  try { header = read(head); } catch { return { proof: "changed" }; }
  if (header.typ !== TYPE || header.alg !== "EdDSA") return { proof: "changed" };
  const jwk = keys.find((key) => key.kid === header.kid);
  if (!jwk) return { proof: "unknown-key" };
  let key;
  try {
    key = await crypto.subtle.importKey("jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, { name: "Ed25519" }, false, ["verify"]);
  } catch { return { proof: "cannot" }; }
  try {
    const holds = await crypto.subtle.verify({ name: "Ed25519" }, key, decoded(signature), new TextEncoder().encode(`${head}.${body}`));
    return holds ? { proof: "true", claims: read(body) } : { proof: "changed" };
  } catch { return { proof: "changed" }; }
};

if (globalThis.customElements) customElements.define("verify-certificate", class extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    const asked = new URLSearchParams(location.search).get("s");
    // The server has answered where its answer stands in the page; a kept page has none.
    if (asked && !document.querySelector("main [role=status] .notice")) this.say(asked);
    this.querySelector("form").addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      this.say(this.querySelector("textarea").value);
    });
    this.keepPage().catch(() => {});
  }

  async say(text) {
    const { proof, claims } = await proven(text, this.words.keys);
    const said = this.querySelector("[data-said]");
    said.replaceChildren();
    const sentence = document.createElement("p");
    sentence.className = `notice ${proof === "true" ? "good" : "need"}`;
    sentence.append(Object.assign(document.createElement("b"), { textContent: this.words[proof] }));
    said.append(sentence);
    if (claims) said.append(this.facts(claims));
    said.hidden = false;
  }

  facts(claims) {
    const list = Object.assign(document.createElement("dl"), { className: "facts" });
    for (const [name, word] of Object.entries(this.words.names)) {
      if (!claims[name]) continue;
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: word }), Object.assign(document.createElement("dd"), { textContent: claims[name] }));
      list.append(row);
    }
    return list;
  }

  // The bare page as for a stranger, with its script: so a code can be scanned where there is no line.
  async keepPage() {
    if (!globalThis.isSecureContext || !("caches" in globalThis) || !navigator.onLine) return;
    const language = document.documentElement.lang;
    const page = await fetch(this.dataset.page, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": language } });
    if (!page.ok) return;
    await (await caches.open("pages")).put(new URL(this.dataset.page, location.href).href, page);
    await (await caches.open("files")).add(this.dataset.script);
  }
});
