// <keep-pages>: keeps all pages of a stage on this phone as soon as the stage has been opened, with the scripts they need.
const COURSES = "courses"; // read by ui/worker.js
const FILES = "files";

class KeepPages extends HTMLElement {
  async connectedCallback() {
    if (!("caches" in globalThis)) return; // a village box on plain HTTP: pages are read with a line
    this.hidden = false;
    const words = this.querySelector("[data-says]");
    const pages = [location.pathname, ...this.dataset.pages.trim().split(/\s+/)];
    const language = document.documentElement.lang;
    let at = 0;
    try {
      const cache = await caches.open(COURSES);
      await (await caches.open(FILES)).addAll([import.meta.url, ...this.dataset.files.trim().split(/\s+/)]);
      for (const page of pages) {
        const url = new URL(page, location.href).href;
        const copy = await fetch(url, { credentials: "omit", headers: { "Accept-Language": language } });
        if (copy.ok) { await cache.put(url, copy); at += 1; }
        words.textContent = words.dataset.keeping.replace("{at}", at).replace("{of}", pages.length);
      }
    } catch { /* no line: what is kept is kept */ }
    words.textContent = at === pages.length ? words.dataset.kept : words.dataset.short;
    this.toggleAttribute("data-kept", at === pages.length);
  }
}

customElements.define("keep-pages", KeepPages);
