// <field-sheet data-outbox data-kept data-nobody>: a form that waits in the outbox of an enrolled device when there is no line.
// Without script, or with a line, it is an ordinary form.
export const keepWithoutLine = async (form, outbox, says) => {
  try {
    const { keep } = await import(outbox.url);
    await keep(location.pathname, [...new FormData(form)].filter(([, value]) => typeof value === "string"));
    form.reset();
    says(outbox.kept);
    return true;
  } catch {
    says(outbox.nobody);
    return false;
  }
};

// What the sheet needs without a line, beside itself: loaded now, and kept where the service worker answers from.
export const keepScripts = (...urls) => {
  urls.forEach((url) => import(url).catch(() => {}));
  if (navigator.onLine && "caches" in window) caches.open("pages").then((cache) => cache.addAll(urls)).catch(() => {});
};

class FieldSheet extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    keepScripts(import.meta.url, this.dataset.outbox);
    const notice = this.querySelector("[data-says]");
    const says = (words) => { notice.textContent = words; notice.hidden = false; notice.scrollIntoView(); };
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      keepWithoutLine(form, { url: this.dataset.outbox, kept: this.dataset.kept, nobody: this.dataset.nobody }, says);
    });
  }
}

customElements.define("field-sheet", FieldSheet);
