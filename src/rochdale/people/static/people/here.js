// "Who are you?" on an enrolled device. Without script tiles are links and the PIN is a form; this adds turns without a line.
const isAble = isSecureContext && "caches" in window && "indexedDB" in window;

customElements.define("who-is-here", class extends HTMLElement {
  async connectedCallback() {
    if (!isAble) return;
    this.outbox = await import(this.dataset.outbox);
    const { packOf, forgetPage } = await import(this.dataset.pack);
    if ("wipe" in this.dataset) {
      await Promise.all([this.outbox.wipe(), forgetPage()]);
      this.dataset.wiped = "";
      await this.offerFile();
      return;
    }
    this.pack = packOf(this.outbox.store);
    this.days = Number(this.dataset.days);
    this.addEventListener("submit", (event) => {
      if (event.defaultPrevented || !event.target.elements.pin) return;
      event.preventDefault();
      this.enter(event.target);
    });
    if ("list" in this.dataset) await this.list();
  }

  get tiles() {
    return [...this.querySelectorAll("[data-person]")];
  }

  async list() {
    const hasLine = !("isKept" in this.dataset);
    const asked = this.tiles.find((tile) => location.pathname === new URL(tile.href).pathname);
    if (asked) this.ask(asked); // the service worker gave the kept page for the address of a person
    else await this.outbox.leave();
    const known = hasLine ? new Map(this.tiles.map((tile) => [tile.dataset.person, tile.dataset.setAt])) : null;
    const able = await this.pack.prune(known);
    await this.outbox.prunePacks(hasLine && "left" in this.dataset);
    if (!asked) await this.mark(able, hasLine);
    const { keep, list, files } = this.dataset;
    if (hasLine && keep) await this.pack.keepPage(list, keep, files.split(" "), this.days).catch(() => {});
    this.dataset.ready = "";
  }

  // Who cannot take a turn without a line, and whose work is still here.
  async mark(able, hasLine) {
    const work = await this.outbox.waiting();
    for (const tile of this.tiles) {
      const kept = work.filter((piece) => piece.who === tile.dataset.person).length;
      tile.querySelector("[data-needs-line]").hidden = hasLine || able.has(tile.dataset.person);
      const chip = tile.querySelector("[data-kept]");
      chip.hidden = !kept;
      chip.querySelector("[data-count]").textContent = kept;
    }
    await this.offerFile();
  }

  async offerFile() {
    const all = this.querySelector("[data-all-kept]");
    const isEmpty = !(await this.outbox.waiting()).length;
    all.hidden = isEmpty;
    all.querySelector("a").href = isEmpty ? "" : URL.createObjectURL(await this.outbox.file());
  }

  ask(tile) {
    const pad = this.querySelector("[data-ask]").content.cloneNode(true);
    pad.querySelector("[data-it-is]").append(...[".sign", "[data-name]"].map((part) => tile.querySelector(part).cloneNode(true)));
    pad.querySelector("form").action = tile.href;
    this.querySelector("[data-who]").replaceWith(pad);
  }

  tell(form, what, minutes) {
    const pad = form.closest("pin-pad");
    pad.write("");
    pad.classList.toggle("is-wrong", what === "wrong");
    pad.querySelector(`[data-${what}]`).hidden = false;
    if (minutes) pad.querySelector("[data-minutes]").textContent = minutes;
    pad.querySelector("[data-pad]").hidden = what !== "wrong";
  }

  async enter(form) {
    if (this.isBusy) return;
    this.isBusy = true;
    const pin = form.elements.pin.value;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
    if (!answer) await this.enterWithoutLine(form, pin);
    else if (answer.type === "opaqueredirect") await this.entered(form, pin);
    else if (answer.ok) this.showAgain(await answer.text());
    else location.assign(form.action); // an old page: the server shows the present one
    this.isBusy = false;
  }

  async entered(form, pin) {
    this.tell(form, "right");
    const answer = await fetch(this.dataset.key).catch(() => null);
    if (answer?.ok) {
      const known = await answer.json();
      await this.outbox.send(known);
      await this.pack.remember(pin, known, this.days);
    }
    location.assign(form.elements.next.value);
  }

  async enterWithoutLine(form, pin) {
    const person = new URL(form.action).pathname.split("/").at(-2);
    const { key, minutes, waits, is_unknown: isUnknown } = await this.pack.unlock(person, pin);
    if (isUnknown) location.assign(this.dataset.list || "/here/");
    else if (!key) this.tell(form, waits ? "waits" : "wrong", waits);
    else await this.arrived({ person, key, minutes });
  }

  async arrived({ person, key, minutes }) {
    const name = this.querySelector("[data-name]").textContent.trim();
    await this.outbox.arrive({ person, name, key, minutes });
    const page = this.querySelector("[data-arrived]").content.cloneNode(true);
    page.querySelector("[data-it-is]").append(...this.querySelector("[data-it-is]").childNodes);
    this.replaceChildren(page);
    this.dataset.arrived = "";
  }

  // The same page from the server, with what it says about the PIN.
  showAgain(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    this.replaceChildren(...page.querySelector("who-is-here").childNodes);
    this.querySelector("[role=alert]:not([hidden])")?.focus();
  }
});
