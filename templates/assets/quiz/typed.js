// Answers as people type them, read as rectoverso/text/typed.py and rectoverso/questions/answers.py
// read them: tests/cases/answers.*.txt hold the two together.

// Words set straight.

const respelled = (text) => {
  const plain = text
    .replace(/[¼-¾⅐-⅞]/g, (one) => " " + one.normalize("NFKC"))
    .normalize("NFC")
    .replace(/⁄/g, "/")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/[’ʼ‘‛＇]/g, "'")
    .replace(/["“”„‟«»\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  const sign = /^[-‐‑–—−] ?[0-9.,]/.test(plain) ? "-" : "";
  const words = plain
    .replace(/[-‐‑–—−]/g, " ")
    .replace(/ ?' ?/g, "'")
    .replace(/([0-9]) ?\/ ?(?=[0-9])/g, "$1/")
    .replace(/ +/g, " ");
  return sign + words.trim().replace(/\.+$/, "").trim();
};

const numbers = (() => {
  const three = "[0-9]{3}";
  const end = "(?![0-9])";
  const spaced = `[1-9][0-9]{0,2}(?:(?: ${three})+|(?:'${three})+)${end}(?:[.,][0-9]+)?`;
  const point = `\\${habits.decimal}`;
  const marked = `([1-9][0-9]{0,2}(?:\\${habits.grouping}${three})+${end}(?:${point}[0-9]+)?)`;
  return new RegExp(`${spaced}|${marked}|[0-9]+(?:[.,][0-9]+)?`, "g");
})();

const canonicalNumbers = (text) =>
  text
    .replace(/(^|[ $€£(-])[.,](?=[0-9])/g, (_, before) => before + "0.")
    .replace(numbers, (found, marked) => {
      const number = found.replace(/[ ']/g, "");
      return (marked ? number.replaceAll(habits.grouping, "") : number).replace(",", ".");
    });

const straightened = (text) =>
  canonicalNumbers(respelled(text).replace(/^[' ]+|[' ]+$/g, "")).replace(
    / (?=[%$€£°])/g,
    "",
  );

const withoutArticle = (text) => {
  for (const article of habits.articles) {
    if (text.startsWith(article) && text.length > article.length) {
      const rest = text.slice(article.length);
      if (article.endsWith("'") || rest.startsWith(" ")) return rest.trim();
    }
  }
  return text;
};

const unaccented = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

// Quantities, as exact fractions.

const fraction = (top, bottom = 1n) => ({ top, bottom });

const exact = (text) => {
  const [top, bottom = "1"] = text.split("/");
  const [whole, part = ""] = top.split(".");
  return fraction(BigInt(whole + part), BigInt(bottom) * 10n ** BigInt(part.length));
};

const plus = (one, other) =>
  fraction(one.top * other.bottom + other.top * one.bottom, one.bottom * other.bottom);
const times = (one, factor) => fraction(one.top * factor, one.bottom);
const over = (one, other) => fraction(one.top * other.bottom, one.bottom * other.top);

const isWithin = (one, other, tolerance) => {
  const apart = one.top * other.bottom - other.top * one.bottom;
  const size = apart < 0n ? -apart : apart;
  return size * tolerance.bottom <= tolerance.top * one.bottom * other.bottom;
};

const SCALE = 1000000n;

/** The longest of the phrases that the text starts with, whole words only; or none. */
const phraseOf = (text, phrases) => {
  let found = "";
  for (const phrase of phrases) {
    if (phrase.length > found.length && text.startsWith(phrase)) {
      const touching = /\p{L}$/u.test(phrase) && /^\p{L}/u.test(text.slice(phrase.length));
      if (!touching) found = phrase;
    }
  }
  return found;
};

const after = (text, phrase) => text.slice(phrase.length).trim();

const inDigits = (text) => {
  const parts = /^(?:([0-9]+) )?([0-9]+)\/([0-9]+)(?![0-9.])/.exec(text);
  if (parts && BigInt(parts[3])) {
    const value = plus(exact(parts[1] ?? "0"), fraction(BigInt(parts[2]), BigInt(parts[3])));
    return { value, rest: after(text, parts[0]), last: 1n };
  }
  const number = /^[0-9]+(?:\.[0-9]+)?(?!\.?[0-9])/.exec(text);
  return number && { value: exact(number[0]), rest: after(text, number[0]), last: 1n };
};

/** The numeral so far with one more cardinal, or null where the two do not join. */
const added = (current, value, joined, multiplied) => {
  if (current === null) return !joined || (multiplied && habits.joins_hundreds) ? value : null;
  if (!value || !current) return null;
  const tens = current % 100n;
  const round = tens % 10n === 0n;
  if (joined) {
    const afterTens = tens >= 20n && tens <= 70n && round && (value === 1n || value === 11n);
    return afterTens || (habits.joins_hundreds && !tens) ? current + value : null;
  }
  if (value === 20n && tens === 4n) return current + 76n;
  if (!tens || (tens === 10n && value >= 7n && value <= 9n)) return current + value;
  const long = (tens === 60n || tens === 80n) && value < 20n;
  return tens >= 20n && round && (value < 10n || long) ? current + value : null;
};

/** A whole number in words; `after` is the place after it, or its start if there is none. */
const spelled = (words, start) => {
  let total = 0n;
  let current = null;
  let last = 0n;
  let scaled = false;
  let place = start;
  while (place < words.length) {
    const joined = place > start && habits.joiners.includes(words[place]);
    const here = joined ? place + 1 : place;
    const word = words[here] ?? "";
    if (Object.hasOwn(habits.cardinals, word)) {
      const more = added(current, BigInt(habits.cardinals[word]), joined, last > 0n);
      if (more === null) break;
      current = more;
    } else if (joined) {
      break;
    } else if (habits.hundreds.includes(word) && (current ?? 0n) < 100n) {
      current = (current || 1n) * 100n;
    } else if (Object.hasOwn(habits.multipliers, word)) {
      const factor = BigInt(habits.multipliers[word]);
      if (!last || factor < last) total += (current || 1n) * factor;
      else total = (total + (current ?? 0n)) * factor;
      current = null;
      last = factor;
      scaled ||= factor >= SCALE;
    } else {
      break;
    }
    place = here + 1;
  }
  const value = total + (current ?? 0n);
  return { value, after: place, scaled, last: last && !current ? last : 1n };
};

/** Digits said one by one ("eight six"), or as a number (« quatre-vingt-six »). */
const decimals = (words, start) => {
  let digits = "";
  let place = start;
  while (place < words.length && Object.hasOwn(habits.cardinals, words[place])) {
    const found = spelled(words, place);
    digits += found.value;
    if (found.after > place + 1 || found.value > 9n) return { digits, place: found.after };
    place = found.after;
  }
  return { digits, place };
};

const inWords = (text) => {
  const phrase = phraseOf(text, Object.keys(habits.fractions));
  if (phrase) {
    return { value: exact(habits.fractions[phrase]), rest: after(text, phrase), last: 1n };
  }
  const words = text.split(" ");
  const whole = spelled(words, 0);
  if (!whole.after) return null;
  const restFrom = (place) => words.slice(place).join(" ");
  const next = words[whole.after] ?? "";
  if (Object.hasOwn(habits.parts, next) && whole.value > 0n && whole.value < 100n) {
    const value = fraction(whole.value, BigInt(habits.parts[next]));
    return { value, rest: restFrom(whole.after + 1), last: 1n };
  }
  if (habits.points.includes(next)) {
    const { digits, place } = decimals(words, whole.after + 1);
    if (digits) {
      return { value: exact(`${whole.value}.${digits}`), rest: restFrom(place), last: 1n };
    }
  }
  return { ...whole, value: fraction(whole.value), rest: restFrom(whole.after) };
};

/** The quantity with multipliers, « et demi » and the unit; null if anything else follows. */
const withTail = (number, units) => {
  let { value, rest, scaled = false, last } = number;
  const factors = { ...habits.abbreviations, ...habits.multipliers };
  while (rest) {
    const bare = after(rest, phraseOf(rest, habits.of));
    const unit = [rest, bare].find((one) => units.includes(one));
    if (unit) return { value, scaled, unit };
    const half = phraseOf(rest, habits.halves);
    const word = phraseOf(rest, Object.keys(factors));
    if (half) {
      value = plus(value, fraction(last, 2n));
    } else if (word) {
      const factor = BigInt(factors[word]);
      value = times(value, factor);
      last *= factor;
      scaled ||= factor >= SCALE;
    } else {
      return null;
    }
    rest = after(rest, half || word);
  }
  return { value, scaled, unit: "" };
};

const quantity = (text, units, symbols) => {
  const plain = unaccented(text);
  const symbol = phraseOf(plain, symbols);
  const rest = after(plain, symbol).replace(/^-/, "").replace(/^\+/, "").trim();
  const number = inDigits(rest) ?? inWords(rest);
  const found = number && withTail(number, units);
  return found && { ...found, unit: found.unit || symbol, negative: plain.startsWith("-") };
};

/** What the number may mean on a line that ends with « milliards de dollars ». */
const readingsOf = ({ value, scaled, unit }, scale) => {
  const scaledDown = over(value, scale);
  if (scaled) return [scaledDown];
  return unit ? [value, scaledDown] : [value];
};

const counts = (text, amount) => {
  const found = quantity(text, amount.units ?? [], amount.symbols ?? []);
  if (!found || (amount.unit_needed && !found.unit)) return false;
  if (found.negative && !amount.negative) return false;
  const right = exact(amount.value);
  return readingsOf(found, exact(amount.scale)).some((read) =>
    isWithin(read, right, exact(amount.tolerance)),
  );
};

/** Whether a typed answer is right, and the wording that a remark about accents names. */
const judged = (typed, line) => {
  const text = straightened(typed);
  if (!text) return { right: false };
  const bare = withoutArticle(text);
  const wordings = (line.accepted ?? []).map((one) => [withoutArticle(straightened(one)), one]);
  if (wordings.some(([plain]) => plain === bare)) return { right: true };
  if ((line.amounts ?? []).some((amount) => counts(text, amount))) return { right: true };
  const near = wordings.find(([plain]) => unaccented(plain) === unaccented(bare));
  return near && !line.strict ? { right: true, accents: near[1] } : { right: false };
};

