// <group-run>: one step of a module at a time, with its clock. What is written stays on this phone until it has been sent, with or
// without a line. Closed runs wait in the outbox; each has its own id, so that one sent twice is kept once.
const OUTBOX = "learning-outbox";
const GROUP = "learning-group"; // who did the last module on this phone: the next one is theirs too, under the same key
const MINUTE = 60_000;
const LONGEST_PAGE = 120 * MINUTE; // a phone that lay in a bag overnight did not learn all night

const read = (name, other) => JSON.parse(localStorage.getItem(name) || "null") ?? other;
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));

const random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));
const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
const newId = () => {
  const time = Date.now().toString(16).padStart(12, "0");
  const rest = hex(random(10));
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(1, 4)}-8${rest.slice(5, 8)}-${rest.slice(8)}`;
};
const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * MINUTE).toISOString().slice(0, 10);
};

// What is used beyond the plan comes out of the later activities, never out of a longer module (rules/clock.py).
const flexed = (planned, used, total) => {
  const ahead = planned.slice(used.length);
  const sum = (all) => all.reduce((before, one) => before + one, 0);
  const left = Math.max(total - sum(used), 0);
  const wanted = sum(ahead);
  if (left >= wanted) return ahead;
  const cut = ahead.map((minutes) => Math.floor((minutes * left) / wanted));
  for (let place = 0, rest = left - sum(cut); place < rest; place += 1) cut[place] += 1;
  return cut;
};

// What became of a run stands in its own place, whichever page sent it: where its group is shown, or why it was refused.
const send = async (address) => {
  const waiting = read(OUTBOX, []);
  if (!waiting.length) return;
  const { token } = await (await fetch(address, { cache: "no-store" })).json();
  for (const piece of waiting) {
    const body = new URLSearchParams({ ...piece.fields, id: piece.id, key: piece.key, csrfmiddlewaretoken: token });
    const answer = await fetch(address, { method: "POST", body });
    if (answer.status !== 200 && answer.status !== 409) return;
    const told = await answer.json();
    const state = read(piece.name, null);
    if (state?.id === piece.id) write(piece.name, { ...state, group: told.group, refused: told.refused?.join(" ") || "", closed: !told.refused });
    // Another one may have been closed meanwhile: only this one leaves.
    write(OUTBOX, read(OUTBOX, []).filter((one) => one.id !== piece.id));
  }
};

class GroupRun extends HTMLElement {
  connectedCallback() {
    document.querySelector("[data-without-script]").hidden = true;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.pages = [...this.querySelectorAll("[data-page]")];
    this.planned = this.dataset.activities.trim().split(/\s+/).map((one) => one.split(":")).map(([id, minutes]) => [id, Number(minutes)]);
    this.name = `learning-run:${this.dataset.pack}/${this.dataset.module}`;
    this.state = read(this.name, null) || this.fresh();
    this.fill();
    this.form.addEventListener("input", () => { this.keep(); this.rows(); });
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.turn("next"); });
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-turn-to]")?.dataset.turnTo));
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.send(); });
    this.ticking = setInterval(() => this.tick(), 10_000);
    this.open();
    this.send();
  }

  open() {
    const is = Boolean(this.state.closed);
    this.form.hidden = is;
    this.querySelector(".level").parentElement.hidden = is;
    this.querySelector("[data-done]").hidden = !is;
    if (is) { this.done(); return; }
    this.show(this.state.refused ? this.pages.length - 1 : this.state.at);
    this.says(this.state.refused || "");
  }

  disconnectedCallback() { clearInterval(this.ticking); }

  fresh() {
    const { key, fields } = read(GROUP, { key: hex(random(12)), fields: {} });
    return { id: newId(), key, at: 0, since: Date.now(), spent: {}, fields: { ...fields, began: today() } };
  }

  fill() {
    for (const [name, value] of Object.entries(this.state.fields)) {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    }
  }

  keep() {
    this.state.fields = Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value));
    write(this.name, this.state);
  }

  // One empty line is enough to go on.
  rows() {
    for (const [rows, field] of [[".person-row", "name"], [".promise-row", "what"]]) {
      const all = [...this.querySelectorAll(rows)];
      const last = all.findLastIndex((row) => row.querySelector(`[name^="${field}-"]`).value.trim());
      for (const [place, row] of all.entries()) row.hidden = place > Math.max(last + 1, rows === ".person-row" ? 4 : 0);
    }
  }

  // Time goes to the activity whose page is open.
  count() {
    const now = Date.now();
    const activity = this.pages[this.state.at].dataset.activity;
    if (activity) this.state.spent[activity] = (this.state.spent[activity] || 0) + Math.min(now - this.state.since, LONGEST_PAGE);
    this.state.since = now;
  }

  names() { return [...this.querySelectorAll('input[name^="name-"]')].map((field) => [field.name.slice(5), field.value.trim()]); }

  show(at) {
    this.state.at = Math.min(Math.max(at, 0), this.pages.length - 1);
    const page = this.pages[this.state.at];
    for (const one of this.pages) one.hidden = one !== page;
    const names = this.names();
    for (const row of page.querySelectorAll("[data-person]")) {
      const name = names.find(([number]) => number === row.dataset.person)?.[1];
      row.hidden = !name;
      row.querySelector("legend").textContent = name;
    }
    this.roles(page, names.map(([, name]) => name).filter(Boolean));
    const last = page.dataset.kind === "end";
    if (last) this.minutes();
    if (page.dataset.kind === "promises") this.querySelector("#who-is-here").replaceChildren(...names.filter(([, name]) => name).map(([, name]) => Object.assign(document.createElement("option"), { value: name })));
    this.querySelector('[data-turn-to="next"]').hidden = last;
    this.querySelector('[data-turn-to="close"]').hidden = !last;
    this.querySelector("[data-others]").hidden = Boolean(this.state.at) || !read(GROUP, null);
    this.querySelector('[data-turn-to="back"]').hidden = !this.state.at;
    this.querySelector("[data-at]").textContent = this.state.at + 1;
    this.querySelector("[data-progress]").value = this.state.at + 1;
    this.says("");
    this.tick();
    this.rows();
    this.keep();
  }

  roles(page, names) {
    const list = page.querySelector("[data-roles]");
    if (!list || !names.length) return;
    const words = this.querySelector("[data-role-words]").dataset.roleWords.split("|");
    list.replaceChildren(...words.map((word, place) => {
      const row = document.createElement("li");
      row.append(`${word}: `, Object.assign(document.createElement("b"), { textContent: names[(place + Number(list.dataset.turn)) % names.length] }));
      return row;
    }));
  }

  minutes() {
    for (const [activity] of this.planned) {
      const field = this.form.elements.namedItem(`used-${activity}`);
      if (!field.value && this.state.spent[activity]) field.value = Math.ceil(this.state.spent[activity] / MINUTE);
    }
  }

  // Minutes left in the module: what is planned from here on, squeezed by what the activities before took.
  tick() {
    const page = this.pages[this.state.at];
    const place = page.dataset.activity ? this.planned.findIndex(([id]) => id === page.dataset.activity) : page.dataset.page === "who" || page.dataset.page === "open" || page.dataset.page === "before" ? 0 : this.planned.length;
    const used = this.planned.slice(0, place).map(([id, minutes]) => (this.state.spent[id] ? Math.ceil(this.state.spent[id] / MINUTE) : minutes));
    const total = Number(this.dataset.minutes);
    const ahead = flexed(this.planned.map(([, minutes]) => minutes), used, total).reduce((sum, one) => sum + one, 0);
    const here = page.dataset.activity ? ((this.state.spent[page.dataset.activity] || 0) + Date.now() - this.state.since) / MINUTE : 0;
    const beside = this.pages.slice(this.state.at).filter((one) => !one.dataset.activity).reduce((sum, one) => sum + Number(one.dataset.planned), 0);
    this.querySelector("[data-left]").textContent = Math.max(Math.round(ahead - here), 0) + beside;
    this.querySelector("[data-over]").hidden = ahead - here >= 0 || !page.dataset.activity;
  }

  says(words) {
    const place = this.querySelector("[data-says]");
    place.hidden = !words;
    place.textContent = words;
  }

  pressed(what) {
    if (what === "next" || what === "back") this.turn(what);
    if (what === "close") this.close();
    if (what === "send") this.send();
    if (what === "others") localStorage.removeItem(GROUP);
    if (what === "new" || what === "others") { localStorage.removeItem(this.name); location.reload(); }
  }

  turn(to) {
    this.count();
    this.show(this.state.at + (to === "back" ? -1 : 1));
    scrollTo(0, 0);
    const title = this.pages[this.state.at].querySelector("h2");
    title?.setAttribute("tabindex", "-1");
    title?.focus({ preventScroll: true });
  }

  close() {
    if (!this.names().some(([, name]) => name)) { this.show(0); this.says(this.dataset.nobody); return; }
    this.keep();
    if (!this.planned.some(([id]) => this.state.fields[`used-${id}`])) { this.says(this.dataset.nothing); return; }
    const { pack, version, module, language } = this.dataset;
    const sheet = { "sheet-pack": pack, "sheet-version": version, "sheet-module": module, "sheet-language": language };
    write(OUTBOX, [...read(OUTBOX, []).filter((one) => one.id !== this.state.id), { id: this.state.id, key: this.state.key, name: this.name, fields: { ...this.state.fields, ...sheet } }]);
    const who = Object.entries(this.state.fields).filter(([name]) => /^((name|sex|age)-\d+|place|group)$/.test(name));
    write(GROUP, { key: this.state.key, fields: Object.fromEntries(who) });
    Object.assign(this.state, { closed: true, refused: "" });
    write(this.name, this.state);
    this.open();
    this.send();
  }

  done() {
    this.querySelector("[data-over]").hidden = true;
    this.querySelector("[data-key]").textContent = this.state.key.match(/.{4}/g).join(" ");
    const is = Boolean(this.state.group);
    this.querySelector("[data-waits]").hidden = is;
    this.querySelector("[data-sent]").hidden = !is;
    this.querySelector('[data-turn-to="send"]').hidden = is;
    const link = this.querySelector("[data-group]");
    link.hidden = !is;
    if (is) link.href = this.state.group;
  }

  async send() {
    try {
      await send(this.dataset.send);
    } catch { /* no line: it waits */ }
    const kept = read(this.name, null);
    if (!this.state.closed || kept?.id !== this.state.id) return;
    this.state = kept;
    this.open();
  }
}

customElements.define("group-run", GroupRun);
