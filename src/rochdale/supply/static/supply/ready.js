// On a page of the scale with a line: keep what the device needs without one, read cards with the camera, and go on counting receipts
// where this device stopped.
const kept = "files"; // worker.js leaves this cache alone

const put = async (name, url, answer) => (await caches.open(name)).put(url, answer);

customElements.define("scale-ready", class extends HTMLElement {
  async connectedCallback() {
    if (!isSecureContext || !("caches" in window)) return;
    const { store } = await import(this.dataset.outbox);
    const answer = await fetch(this.dataset.pack).catch(() => null);
    if (!answer?.ok) return;
    const pack = await answer.json();
    const series = store("keys");
    const counted = (await series.get(`series:${pack.series.id}`))?.last ?? 0;
    await series.put({ id: `series:${pack.series.id}`, last: Math.max(counted, pack.series.last) });
    await store("packs").put(pack);
    await this.keepPage();
    this.dataset.ready = "";
    this.querySelector("[data-good]").hidden = false;
  }

  // The same page as for a stranger, in this language; its scripts lie beside it.
  async keepPage() {
    const page = await fetch(this.dataset.desk, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": document.documentElement.lang } });
    if (!page.ok) return;
    const files = new DOMParser().parseFromString(await page.clone().text(), "text/html").querySelector("scale-desk").dataset.files;
    await put("pages", new URL(this.dataset.desk, location.href).href, page);
    const cache = await caches.open(kept);
    for (const old of await cache.keys()) if (old.url.endsWith(".js")) await cache.delete(old);
    await cache.addAll(files.split(" "));
  }
});

customElements.define("scan-card", class extends HTMLElement {
  connectedCallback() {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
    this.hidden = false;
    this.querySelector("[data-scan]").addEventListener("click", () => this.scan().catch(() => { this.hidden = true; }));
  }

  async scan() {
    const video = this.querySelector("video");
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    Object.assign(video, { srcObject: stream, hidden: false });
    await video.play();
    const reader = new BarcodeDetector({ formats: ["qr_code"] });
    let found = [];
    while (!found.length) {
      await new Promise(requestAnimationFrame);
      found = await reader.detect(video);
    }
    for (const track of stream.getTracks()) track.stop();
    video.hidden = true;
    const field = document.getElementById(this.dataset.field);
    field.value = found[0].rawValue;
    field.form.requestSubmit();
  }
});

// Receipts of this device that wait here have numbers the server has not heard of: the next one comes after them.
const number = document.querySelector("input[name=number][data-outbox]");
if (number && isSecureContext && "indexedDB" in window) {
  const { store } = await import(number.dataset.outbox);
  const series = document.querySelector("input[name=series]").value;
  const counted = (await store("keys").get(`series:${series}`))?.last ?? 0;
  if (counted > Number(number.dataset.last)) number.value = counted + 1;
  const form = number.closest("weigh-form");
  form.addEventListener("give", () => {
    if (number.value) store("keys").put({ id: `series:${series}`, last: Number(number.value) });
  });
}
