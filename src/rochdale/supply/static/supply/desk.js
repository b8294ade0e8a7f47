// The scale on a device without a line. Growers and prices come from the pack (supply/queries/scale_pack.py), who weighs from the PIN
// (people/here.js); each delivery is a signed form of the page that gives receipts and waits in the outbox.
const PACK = "supply.scale";

const make = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

customElements.define("scale-desk", class extends HTMLElement {
  async connectedCallback() {
    if (!isSecureContext || !("indexedDB" in window)) return;
    [this.outbox, this.rule] = await Promise.all([import(this.dataset.outbox), import(this.dataset.weigh)]);
    this.packs = this.outbox.store("packs");
    this.pack = await this.packOrNothing();
    this.who = await this.outbox.here();
    this.at("no-pack").hidden = Boolean(this.pack);
    this.at("nobody").hidden = !this.pack || Boolean(this.who);
    this.find = this.at("find");
    this.find.addEventListener("submit", (event) => this.look(event));
    if (this.pack) this.at("where").textContent = `${this.pack.organization.name}, ${this.pack.point.name}`;
    if (this.who) this.at("who-is-here").textContent = this.who.name;
    if (this.pack && this.who) this.ask();
    await this.list();
    this.dataset.ready = "";
  }

  at(name) {
    return this.querySelector(`[data-${name}]`);
  }

  async packOrNothing() {
    const pack = await this.packs.get(PACK);
    if (pack && Date.now() < Date.parse(pack.until)) return pack;
    if (pack) await this.packs.remove(PACK);
    return null;
  }

  ask() {
    this.at("given").replaceChildren();
    this.at("found").replaceChildren();
    this.find.hidden = false;
    this.find.elements.q.value = "";
    this.find.elements.q.focus();
  }

  look(event) {
    event.preventDefault();
    const typed = this.find.elements.q.value.trim().toLowerCase();
    const code = typed.replaceAll("-", "");
    const { growers } = this.pack;
    const exact = growers.filter((one) => one.number.toLowerCase() === typed || [typed, code].includes(one.card.toLowerCase()));
    const found = exact.length || !typed ? exact : growers.filter((one) => one.name.toLowerCase().includes(typed)).slice(0, 12);
    this.at("unknown").hidden = found.length > 0;
    if (found.length === 1) return this.weigh(found[0]);
    return this.at("found").replaceChildren(...found.map((one) => {
      const button = make("button", { type: "button", className: "tile" }, make("b", { textContent: one.number }), make("span", { textContent: one.name }));
      button.addEventListener("click", () => this.weigh(one));
      return make("li", {}, button);
    }));
  }

  weigh(grower) {
    const page = this.at("weighing").content.cloneNode(true);
    const one = page.querySelector("weigh-form");
    page.querySelector("[data-grower]").textContent = grower.name;
    page.querySelector("[data-grower-number]").textContent = grower.number;
    page.querySelector("[data-other]").addEventListener("click", () => this.ask());
    this.fill(page, grower);
    this.find.hidden = true;
    one.addEventListener("give", (event) => {
      event.preventDefault();
      this.keep(grower, event.detail);
    });
    this.at("given").replaceChildren(page);
    one.form = one.querySelector("form");
    one.begin(this.pack.goods);
    one.form.elements.gross.focus();
  }

  // Choices as the server draws them; the template brings the empty rows of tiles.
  fill(page, grower) {
    const tiles = (name, type, choices, chosen) => {
      const row = page.querySelector(`#id_${name}`);
      row.replaceChildren(...choices.map(([value, label]) => make("label", { className: "tile" }, make("input", { type, name, value, checked: chosen.includes(value) }), make("span", { textContent: label }))));
    };
    const several = this.pack.goods.length > 1;
    const goods = this.pack.goods.flatMap((one) => one.forms.map((form) => [`${one.product}/${form.code}`, several ? `${one.name}: ${form.name}` : form.name]));
    const priced = (value) => this.pack.goods.some((one) => one.lists.some((list) => list.lines.some((line) => `${one.product}/${line.form}` === value)));
    goods.sort(([one], [other]) => priced(other) - priced(one));
    tiles("goods", "radio", goods, goods.slice(0, 1).map(([value]) => value));
    const none = page.querySelector("#id_grade span")?.textContent ?? "–";
    const grades = this.pack.goods.flatMap((one) => one.grades.map((grade) => [grade.code, grade.name]));
    const [product, form] = (goods[0]?.[0] ?? "/").split("/");
    const lines = this.pack.goods.find((one) => one.product === product)?.lists[0]?.lines ?? [];
    const gradesPriced = lines.filter((line) => line.form === form).map((line) => line.grade).sort();
    tiles("grade", "radio", [["", none], ...grades], [gradesPriced[0] ?? ""]);
    const plots = grower.plots.map((plot) => [plot.id, plot.number]);
    tiles("plots", "checkbox", plots, plots.length === 1 ? [plots[0][0]] : []);
    const claims = this.claims(grower);
    tiles("claims", "checkbox", claims, claims.map(([scheme]) => scheme));
    page.querySelector("[data-plots]").hidden = !plots.length;
    page.querySelector("[data-claims]").hidden = !claims.length;
  }

  claims(grower) {
    const today = new Date().toISOString().slice(0, 10);
    const organic = grower.plots.length > 0 && grower.plots.every((plot) => plot.organic && plot.organic <= today);
    return grower.claims.filter((one) => one.until >= today && (one.scheme !== "organic" || organic)).map((one) => [one.scheme, one.name]);
  }

  async next() {
    const id = `series:${this.pack.series.id}`;
    const keys = this.outbox.store("keys");
    const last = Math.max((await keys.get(id))?.last ?? 0, this.pack.series.last) + 1;
    await keys.put({ id, last }); // counted before it is used: a number is lost rather than given twice
    return last;
  }

  // Kept is written: from here on the receipt stands, whatever becomes of the line.
  async write(grower, { fields }) {
    const { point, series } = this.pack;
    const number = await this.next();
    await this.outbox.keep(this.dataset.receipt, { ...fields, point: point.id, grower: grower.id, series: series.id, number });
    return `${series.prefix}-${String(number).padStart(6, "0")}`;
  }

  async keep(grower, now) {
    if (this.isBusy || now.wrong) return;
    this.isBusy = true;
    try {
      const receiptNo = await this.write(grower, now);
      const check = await this.rule.checkOf(this.pack.organization.id, receiptNo, now.netG, now.minor);
      this.show(grower, now, receiptNo, check);
      await this.list();
    } catch {
      this.at("nobody").hidden = false; // the turn is over: the PIN is asked for again
      this.at("given").replaceChildren();
    } finally {
      this.isBusy = false;
    }
  }

  show(grower, now, receiptNo, check) {
    const page = this.at("receipt-given").content.cloneNode(true);
    const marks = this.marks();
    const told = {
      number: receiptNo, grower: `${grower.name}, ${grower.number}`, when: new Date().toLocaleString(document.documentElement.lang), check,
      net: this.rule.written(now.netG, 3, marks), "per-kg": now.perKg === null ? "" : this.rule.price(now.perKg, marks),
      value: now.minor === null ? "" : this.rule.written(now.minor, now.list.digits, marks), currency: now.list?.currency ?? "",
    };
    for (const [name, text] of Object.entries(told)) page.querySelectorAll(`[data-${name}]`).forEach((place) => { place.textContent = text; });
    page.querySelectorAll("[data-priced]").forEach((place) => { place.hidden = now.perKg === null; });
    page.querySelector("[data-later]").hidden = now.perKg !== null;
    page.querySelector("[data-next]").addEventListener("click", () => this.ask());
    page.querySelector("[data-print-it]").addEventListener("click", () => print());
    this.at("given").replaceChildren(page);
    this.querySelector("[data-next]").focus();
  }

  marks() {
    const form = this.at("weighing").content.querySelector("weigh-form").dataset;
    return { decimal: form.decimal, thousands: form.thousands };
  }

  async list() {
    const pieces = (await this.outbox.waiting()).filter((piece) => piece.address === this.dataset.receipt);
    const said = { refused: this.at("words-refused").textContent, waits: this.at("words-waits").textContent };
    const told = pieces.map((piece) => ({ piece, form: new URLSearchParams(piece.body) }));
    const net = (form) => ["gross_g", "tare_g", "deduction_g"].map((name) => BigInt(form.get(name))).reduce((left, less) => left - less);
    this.at("waiting").hidden = !pieces.length;
    this.at("count").textContent = pieces.length;
    this.at("sum").textContent = this.rule.written(told.reduce((sum, { form }) => sum + net(form), 0n), 3, this.marks());
    this.at("pieces").replaceChildren(...told.slice(-30).reverse().map(({ piece, form }) => make("li", {},
      make("span", { className: `chip ${piece.refused ? "no" : "wait"}`, textContent: piece.refused ? said.refused : said.waits }),
      ` ${this.pack?.series.prefix ?? ""}-${form.get("number").padStart(6, "0")} · ${this.rule.written(net(form), 3, this.marks())} kg`,
      ...(piece.says ? [make("br"), piece.says] : []))));
    if (!pieces.length) return;
    const link = this.at("save");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(await this.outbox.file());
  }
});
