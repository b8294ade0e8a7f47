// Weight, price and amount spoken: numerals in the reader's language, put together from clips (static/supply/say, made by
// tools/speech.py), or by the device's own voice where there are none. Loaded when somebody taps "Listen".
const EN_TEENS = 20;

const split = (number, size) => [number / size, number % size];

// Names of clips for a whole number (BigInt). A clip is a word, or a numeral that is said in one piece.
const english = (number) => {
  if (number < BigInt(EN_TEENS)) return [String(number)];
  if (number < 100n) return [String(number / 10n * 10n), ...(number % 10n ? [String(number % 10n)] : [])];
  for (const [size, word] of [[1_000_000_000n, "billion"], [1_000_000n, "million"], [1000n, "thousand"], [100n, "hundred"]]) {
    const [many, rest] = split(number, size);
    if (many) return [...english(many), word, ...(rest ? english(rest) : [])];
  }
  return [];
};

const french = (number) => {
  if (number < 20n) return [String(number)];
  if (number < 60n || (number >= 60n && number < 70n)) {
    const unit = number % 10n;
    return [String(number - unit), ...(unit === 1n ? ["et"] : []), ...(unit ? [String(unit)] : [])];
  }
  if (number < 80n) return ["60", ...(number === 71n ? ["et"] : []), String(number - 60n)];
  if (number < 100n) return ["80", ...(number > 80n ? [String(number - 80n)] : [])];
  const [hundreds, under] = split(number, 100n);
  if (number < 1000n) return [...(hundreds > 1n ? [String(hundreds)] : []), "cent", ...(under ? french(under) : [])];
  for (const [size, word] of [[1_000_000_000n, "milliard"], [1_000_000n, "million"], [1000n, "mille"]]) {
    const [many, rest] = split(number, size);
    if (many) return [...(word === "mille" && many === 1n ? [] : french(many)), word, ...(rest ? french(rest) : [])];
  }
  return [];
};

// Lao counts in tens of thousands (ໝື່ນ) and hundreds of thousands (ແສນ) before the million; eleven and twenty-one end in ເອັດ.
const lao = (number) => {
  if (number < 10n) return [String(number)];
  for (const [size, word] of [[1_000_000n, "million"], [100_000n, "hundred-thousand"], [10_000n, "ten-thousand"], [1000n, "thousand"], [100n, "hundred"]]) {
    const [many, rest] = split(number, size);
    if (many) return [...lao(many), word, ...(rest ? lao(rest) : [])];
  }
  const [tens, unit] = split(number, 10n);
  const ten = tens === 1n ? ["ten"] : tens === 2n ? ["twenty"] : [String(tens), "ten"];
  return [...ten, ...(unit === 1n ? ["one-after-ten"] : unit ? [String(unit)] : [])];
};

const COUNTS = { en: english, fr: french, lo: lao };
const WORDS = {
  en: { point: "point", kg: "kilograms", each: "for one kilogram", LAK: "kip", XAF: "francs", XOF: "francs", EUR: "euros", USD: "dollars" },
  fr: { point: "virgule", kg: "kilogrammes", each: "pour un kilogramme", LAK: "kips", XAF: "francs", XOF: "francs", EUR: "euros", USD: "dollars" },
  lo: { point: "ຈຸດ", kg: "ກິໂລກຣາມ", each: "ຕໍ່ກິໂລ", LAK: "ກີບ", XAF: "ຟຣັງ", XOF: "ຟຣັງ", EUR: "ເອີໂຣ", USD: "ໂດລາ" },
};
const LAO = {
  0: "ສູນ", 1: "ໜຶ່ງ", 2: "ສອງ", 3: "ສາມ", 4: "ສີ່", 5: "ຫ້າ", 6: "ຫົກ", 7: "ເຈັດ", 8: "ແປດ", 9: "ເກົ້າ", ten: "ສິບ", twenty: "ຊາວ",
  "one-after-ten": "ເອັດ", hundred: "ຮ້ອຍ", thousand: "ພັນ", "ten-thousand": "ໝື່ນ", "hundred-thousand": "ແສນ", million: "ລ້ານ",
};

// "43.35" as clips: the whole number, then each figure behind the point. Zeros at the end are not said.
export const numeral = (language, plain) => {
  const [whole, part = ""] = plain.split(".");
  const figures = part.replace(/0+$/, "");
  return [...COUNTS[language](BigInt(whole)), ...(figures ? ["point", ...figures] : [])];
};

const decimal = (amount, places) => {
  const text = String(amount).padStart(places + 1, "0");
  return places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
};

// What is said, in parts with a breath between: weight, price of a kg, amount.
export const sentence = (language, { netG, minor, perKg, currency, digits }) => {
  const parts = [[...numeral(language, decimal(netG, 3)), "kg"]];
  if (perKg !== null && minor !== null) {
    parts.push([...numeral(language, decimal(perKg, 4)), currency, "each"]);
    parts.push([...numeral(language, decimal(minor, digits)), currency]);
  }
  return parts;
};

// The same for the device's own voice.
export const asText = (language, parts) => {
  const word = (clip) => WORDS[language][clip] ?? (language === "lo" ? LAO[clip] : undefined) ?? clip;
  return parts.map((clips) => clips.map(word).join(" ")).join(". ");
};

let context;
const clipsOf = async (url) => {
  const kept = "caches" in window ? await caches.open("files") : null;
  const found = (await kept?.match(url)) ?? (await fetch(url));
  if (!found.ok) throw new Error("no clips");
  await kept?.put(url, found.clone());
  return found.json();
};

const play = async (url, parts) => {
  context ??= new AudioContext();
  await context.resume();
  const clips = await clipsOf(url);
  const bytes = (name) => Uint8Array.from(atob(clips[name]), (sign) => sign.charCodeAt(0)).buffer;
  if (parts.flat().some((name) => !(name in clips))) throw new Error("a word is missing");
  let at = context.currentTime + 0.05;
  for (const part of parts) {
    for (const name of part) {
      const sound = await context.decodeAudioData(bytes(name));
      const source = new AudioBufferSourceNode(context, { buffer: sound });
      source.connect(context.destination);
      source.start(at);
      at += sound.duration;
    }
    at += 0.35;
  }
};

const voiceOf = (language) => window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));

// True when something is heard.
export const speak = async (element, figures) => {
  const language = document.documentElement.lang in COUNTS ? document.documentElement.lang : "en";
  const parts = sentence(language, figures);
  element.dispatchEvent(new CustomEvent("said", { detail: parts, bubbles: true }));
  try {
    if (!element.dataset.clips) throw new Error("no clips");
    await play(element.dataset.clips, parts);
    return true;
  } catch {
    const voice = voiceOf(language);
    if (!voice) return false;
    speechSynthesis.cancel();
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(asText(language, parts)), { voice, lang: voice.lang, rate: 0.85 }));
    return true;
  }
};

// The button on a receipt.
customElements.define("say-figures", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    const { net, minor, price, currency, digits } = this.dataset;
    const [whole, part = ""] = price.split(".");
    const perKg = price ? BigInt(whole + part.padEnd(4, "0")) : null;
    const figures = { netG: BigInt(net), minor: minor ? BigInt(minor.replace("-", "")) : null, perKg, currency, digits: Number(digits) };
    this.querySelector("button").addEventListener("click", async () => {
      this.querySelector("[data-mute]").hidden = await speak(this, figures);
    });
  }
});
