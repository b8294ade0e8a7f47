// Reckons along at the scale by the same rule as the server (supply/rules/deliveries.py), in whole grams and minor units: BigInt, never
// floating point. Without script the form is sent and the server shows the price.
const PRICE_PLACES = 4;
const LAO = "໐໑໒໓໔໕໖໗໘໙";

// A number as a reader types it, as digits with a point; null for what is none. As `ui.forms.read_figure`.
export const read = (typed, { decimal = ".", thousands = "," } = {}) => {
  const text = typed.replace(/[\s\u00a0\u2009\u202f'’_]/g, "").replace(/[໐-໙]/g, (figure) => LAO.indexOf(figure));
  if (thousands === "." && /^[1-9]\d{0,2}(\.\d{3})+$/.test(text)) return text.replaceAll(".", "");
  const commas = text.split(",").length - 1;
  const points = text.split(".").length - 1;
  let mark = ".";
  if (commas && points) mark = text.lastIndexOf(",") > text.lastIndexOf(".") ? "," : ".";
  else if (points > 1) mark = ",";
  else if (commas === 1) mark = /^[1-9]\d{0,2},\d{3}$/.test(text) ? decimal : ",";
  const at = text.lastIndexOf(mark);
  const [whole, part] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  const other = mark === "." ? "," : ".";
  if (whole.includes(other) && !new RegExp(`^\\d{1,3}(\\${other}\\d{3})+$`).test(whole)) return null;
  const plain = whole.replaceAll(other, "") + (part ? `.${part}` : "");
  return /^(\d+(\.\d+)?|\.\d+)$/.test(plain) ? plain : null;
};

// "43.35" with 3 places is 43350n; null when it is finer.
export const scaled = (plain, places) => {
  const [whole, part = ""] = plain.split(".");
  const trimmed = part.replace(/0+$/, "");
  return trimmed.length > places ? null : BigInt((whole || "0") + trimmed.padEnd(places, "0"));
};

export const grams = (typed, marks) => {
  if (!typed.trim()) return 0n;
  const plain = read(typed, marks);
  return plain === null ? null : scaled(plain, 3);
};

// net × price for a kg, rounded half-up once, in minor units.
export const valueOf = (netG, perKg, digits) => {
  const price = typeof perKg === "bigint" ? perKg : scaled(perKg, PRICE_PLACES);
  const all = netG * price * 10n ** BigInt(digits);
  const unit = 1000n * 10n ** BigInt(PRICE_PLACES);
  return (2n * all + unit) / (2n * unit);
};

// The list in force now among those the device knows.
export const listNow = (product, now = new Date()) =>
  product.lists.filter((list) => new Date(list.since) <= now).sort((one, other) => new Date(other.since) - new Date(one.since))[0] ?? null;

export const priceOf = (list, form, grade, claims, deduction = 0n) => {
  const fitting = (list?.lines ?? []).filter((line) => line.form === form && [grade, ""].includes(line.grade));
  const line = fitting.find((each) => each.grade === grade) ?? fitting[0];
  if (!line) return null;
  const adds = claims.filter((claim) => claim in line.claim_adds).map((claim) => scaled(line.claim_adds[claim], PRICE_PLACES));
  return adds.reduce((sum, add) => sum + add, scaled(line.per_kg, PRICE_PLACES)) - deduction;
};

export const written = (amount, places, { decimal = ".", thousands = "," } = {}) => {
  const sign = amount < 0n ? "−" : "";
  const text = String(amount < 0n ? -amount : amount).padStart(places + 1, "0");
  const whole = places ? text.slice(0, -places) : text;
  const part = places ? decimal + text.slice(-places) : "";
  return sign + whole.replace(/\B(?=(\d{3})+(?!\d))/g, thousands) + part;
};

export const price = (perKg, marks) => {
  const text = written(perKg, PRICE_PLACES, marks);
  return text.replace(/0+$/, "").replace(new RegExp(`\\${marks.decimal ?? "."}$`), "");
};

// As supply/rules/receipts.py: six signs that follow from what the receipt says.
export const checkOf = async (organization, receiptNo, netG, minor) => {
  const told = [organization, receiptNo, netG, minor ?? ""].join("|");
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(told)));
  return Array.from(digest.slice(0, 6), (byte) => "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[byte % 32]).join("");
};

const checked = (form, name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);

// Everything the form says, in exact figures; `wrong` names the field to look at first.
export const reckon = (form, goods, marks, now = new Date()) => {
  const typed = (name) => form.elements[name]?.value ?? "";
  const [product, what] = (checked(form, "goods")[0] ?? "/").split("/");
  const known = goods.find((one) => one.product === product);
  const figures = Object.fromEntries(["gross", "bag_each", "tare", "deduction"].map((name) => [name, grams(typed(name), marks)]));
  const wrong = Object.keys(figures).find((name) => figures[name] === null) ?? (typed("gross").trim() ? "" : "gross");
  if (wrong || !known) return { wrong: wrong || "goods" };
  const bags = typed("bags").trim() ? Number(typed("bags")) : null;
  const tareG = BigInt(bags ?? 0) * figures.bag_each + figures.tare;
  const netG = figures.gross - tareG - figures.deduction;
  const [grade, claims] = [checked(form, "grade")[0] ?? "", checked(form, "claims").sort()];
  const less = typed("price_deduction").trim() ? read(typed("price_deduction"), marks) : "0";
  const off = less === null ? null : scaled(less, PRICE_PLACES);
  const moisture = typed("moisture").trim() ? read(typed("moisture"), marks) : "";
  if (netG <= 0n || off === null || moisture === null) return { wrong: netG <= 0n ? "gross" : off === null ? "price_deduction" : "moisture" };
  const list = listNow(known, now);
  const perKg = priceOf(list, what, grade, claims, off);
  if (perKg !== null && perKg <= 0n) return { wrong: "price_deduction" };
  const minor = perKg === null ? null : valueOf(netG, perKg, list.digits);
  const defects = Object.fromEntries([...form.querySelectorAll("[name^=defect_]")].filter((box) => Number(box.value)).map((box) => [box.name.slice(7), Number(box.value)]));
  return {
    wrong: "", netG, tareG, minor, perKg, list, off, defects,
    fields: {
      product, form: what, grade, claims: claims.join(","), plots: checked(form, "plots").join(","), gross_g: figures.gross, tare_g: tareG,
      deduction_g: figures.deduction, bags: bags ?? "", moisture, defects: JSON.stringify(defects),
      price_list: perKg === null ? "" : list.id, price_deduction: off ? less : "0", shown_minor: minor ?? "",
    },
  };
};

const REMEMBERED = ["goods", "grade", "bag_each"];
const remembered = (name) => localStorage.getItem(`scale-${name}`);

// The form with its price beside it. Fires "give" with the exact figures; on a page with a line it then goes to the address of receipts.
export class WeighForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (this.dataset.goods) this.begin(JSON.parse(this.dataset.goods));
  }

  begin(goods) {
    this.goods = goods;
    this.marks = { decimal: this.dataset.decimal, thousands: this.dataset.thousands };
    for (const name of REMEMBERED) this.remember(name);
    this.form.addEventListener("input", () => this.show());
    this.form.addEventListener("keydown", (event) => this.enter(event));
    this.form.addEventListener("submit", (event) => this.give(event));
    this.querySelector("[data-show]").addEventListener("click", () => this.querySelector("dialog").showModal());
    this.querySelector("[data-hide]").addEventListener("click", () => this.querySelector("dialog").close());
    for (const button of this.querySelectorAll("[data-say]")) button.addEventListener("click", () => this.say());
    this.dataset.ready = "";
    this.show();
  }

  remember(name) {
    const kept = remembered(name);
    if (kept === null || this.querySelector(".is-refused")) return;
    const fields = this.form.querySelectorAll(`[name="${name}"]`);
    if (fields[0]?.type === "radio") for (const field of fields) field.checked = field.value === kept || (field.checked && ![...fields].some((one) => one.value === kept));
    else if (fields[0] && !fields[0].value) fields[0].value = kept;
  }

  show() {
    const now = reckon(this.form, this.goods, this.marks);
    const fill = (name, text) => this.querySelectorAll(`[data-${name}]`).forEach((place) => { place.textContent = text; });
    this.querySelector("[data-preview]").hidden = Boolean(now.wrong);
    this.querySelector("[data-first]").hidden = !now.wrong;
    if (now.wrong) return now;
    fill("net", written(now.netG, 3, this.marks));
    fill("tare", written(now.tareG, 3, this.marks));
    fill("per-kg", now.perKg === null ? "" : price(now.perKg, this.marks));
    fill("value", now.minor === null ? "" : written(now.minor, now.list.digits, this.marks));
    fill("currency", now.perKg === null ? "" : now.list.currency);
    this.querySelectorAll("[data-priced]").forEach((place) => { place.hidden = now.perKg === null; });
    this.querySelectorAll("[data-later]").forEach((place) => { place.hidden = now.perKg !== null; });
    return now;
  }

  // Enter leads to the button with the price beside it, so that a scanner or a quick finger never gives a receipt unseen.
  enter(event) {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const now = this.show();
    if (now.wrong) this.form.querySelector(`[name="${now.wrong}"]`)?.focus();
    else this.querySelector("[data-give]").focus();
  }

  give(event) {
    event.preventDefault();
    const now = this.show();
    if (now.wrong || this.isGiven) return;
    for (const name of REMEMBERED) localStorage.setItem(`scale-${name}`, checked(this.form, name)[0] ?? this.form.elements[name]?.value ?? "");
    const asked = new CustomEvent("give", { detail: now, cancelable: true });
    if (!this.dispatchEvent(asked)) return;
    this.isGiven = true;
    const given = Object.fromEntries(new FormData(this.form));
    const same = ["csrfmiddlewaretoken", "operation_id", "point", "grower", "series", "number"].map((name) => [name, given[name] ?? ""]);
    const sent = Object.assign(document.createElement("form"), { method: "post", action: this.dataset.receipt, hidden: true });
    for (const [name, value] of [...same, ...Object.entries(now.fields), ["weighed_at", new Date().toISOString()]]) {
      sent.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(sent);
    sent.submit();
  }

  async say() {
    const now = this.show();
    const { speak } = await import(this.dataset.say);
    if (!now.wrong) await speak(this, { netG: now.netG, minor: now.minor, perKg: now.perKg, currency: now.list?.currency ?? "", digits: now.list?.digits ?? 0 });
  }
}

customElements.define("weigh-form", WeighForm);
