// Printed tolerances as intervals, read word by word: a text becomes tokens, tokens become one of a few forms.
// Written from docs/reading.md ("Tolerances") and the table of cases it names.

const BEFORE = [
  ["at least", "ge"], ["minimum of", "ge"], ["minimum", "ge"],
  ["at most", "le"], ["maximum of", "le"], ["maximum", "le"], ["up to", "le"],
  ["not exceeding", "le"], ["exceeding", "gt"],
];
const MORE = "more|greater|higher", LESS = "less|fewer|lower";
const MONTH_WORD = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*";
const YEAR_WORD = "(?:(?:19|20)[0-9]{2}(?: ?[/-] ?(?:[0-9]{4}|[0-9]{2}))?)";
const CHANGE = new RegExp(
  "\\b(?:additional|extra|increase[sd]?|decrease[sd]?|reduc[a-z]+|improv[a-z]+|rise|fall|drop|cut|gain|growth|change" +
  "|points?|pp|by)\\b");
const NO_UNIT = new RegExp(
  "^(?:than|average|national|range|or|upwards|above|over|below|under|" + MORE + "|" + LESS + ")$");

function withoutMarkUp(text) {
  return text.replace(/\^\{([^{}]*)\}/g, "$1").replace(/\btarget\b ?:?/g, "").replace(/\(.*\)/g, "");
}

const JOINED = "(?:\\bor |\\band |& ?)", ENDS = "\\b(?! than\\b| ?\u00a3? ?[.0-9])";

// Words and double signs as one sign each.
function asSigns(text) {
  const replaced = (said, [words, sign]) => said.replace(new RegExp("\\b" + words + "\\b", "g"), " " + sign + " ");
  const phrases = BEFORE.reduce(replaced, text
    .replace(/\+ ?\/? ?-|\bplus or minus\b/g, "\u00b1")
    .replace(/\bper ?cent\b/g, "%")
    .replace(/> ?=|= ?>|[\u2a7e\u2267]/g, "\u2265").replace(/< ?=|= ?<|[\u2a7d\u2266]/g, "\u2264")
    .replace(new RegExp(JOINED + "(?:" + MORE + "|above|over|upwards)" + ENDS, "g"), " andmore ")
    .replace(new RegExp(JOINED + "(?:" + LESS + "|below|under)" + ENDS, "g"), " andless ")
    .replace(new RegExp("\\b(?:no|not) (?:" + LESS + ") than\\b|\\bnot (?:below|under)\\b", "g"), " ge ")
    .replace(new RegExp("\\b(?:no|not) (?:" + MORE + ") than\\b|\\bnot (?:above|over|exceeding)\\b", "g"), " le ")
    .replace(new RegExp("\\b(?:" + MORE + ") than\\b", "g"), " gt ")
    .replace(new RegExp("\\b(?:" + LESS + ") than\\b", "g"), " lt "));
  const comparing = phrases.replace(/\u2265/g, " ge ").replace(/\u2264/g, " le ");
  return comparing.replace(/>/g, " gtsign ").replace(/</g, " ltsign ");
}

const TOKEN = new RegExp("(" + NUMBER + ")|([a-z]+)|([\u00b1+&,%\u00a3-])|(\\S)", "g");

function tokensOf(text) {
  return Array.from(text.matchAll(TOKEN), ([whole, number]) =>
    (number ? { kind: "n", value: exact(number.replace(/[,']/g, "")) } : { kind: whole }));
}

// What is said of a tolerance beside its numbers: a date at its end, "or better", "per 10,000", a full stop.
function withoutTail(text) {
  return text
    .replace(new RegExp(" by (?:the )?(?:end of )?(?:" + MONTH_WORD + " )?" + YEAR_WORD + "$"), "")
    .replace(/ or better$/, "").replace(/ ?\bper 100?,?000\b(?: [a-z]+)*$/, "").replace(/^[ :.;,]+|[ :.;,]+$/g, "");
}

function inOtherUnit(text, tokens, unit) {
  const percent = /%|per ?cent/.test(text);
  const words = tokens.some((one) => /^[a-z]{3,}$/.test(one.kind) && !SIGN_WORDS.has(one.kind));
  if (unit === "percent" ? words && !percent : percent) { return true; }
  return (text.includes("\u00a3") && unit !== "gbp") || (/\bper 100?,?000\b/.test(text) && !unit.startsWith("rate"));
}

const SIGN_WORDS = new Set(["andmore", "andless", "gtsign", "ltsign", "between", "from", "above", "over", "below",
  "under", "within", "and", "min", "max", "range", "the"]);
const LETTERS = {
  n: "n", ge: "G", le: "L", gt: ">", lt: "<", gtsign: ">", ltsign: "<", above: "a", over: "o", below: "b",
  under: "b", andmore: "M", andless: "F", "\u00b1": "P",
  "+": "+", "-": "-", to: "t", and: "&", "&": "&", ",": "&", of: "f", within: "w", between: "B", from: "R",
  range: "r", min: "i", max: "x",
};

// The form of a tolerance: a letter for each token, "?" for a word that is none of ours; "%", "£" and "the" say
// nothing.
function formOf(tokens) {
  const telling = tokens.filter((one) => !["%", "\u00a3", "the"].includes(one.kind));
  return telling.map((one) => LETTERS[one.kind] || "?").join("");
}

function interval(lower, lowerClosed, upper, upperClosed) {
  return { lower: lower, lowerClosed: lower && lowerClosed, upper: upper, upperClosed: upper && upperClosed };
}

// An interval that holds something, else null.
function sound(made) {
  const order = compareNumbers(made.lower, made.upper);
  return order < 0 || (order === 0 && made.lowerClosed && made.upperClosed) ? made : null;
}

function between(a, b) { return compareNumbers(a, b) <= 0 ? interval(a, true, b, true) : interval(b, true, a, true); }

function around(width, middle) {
  if (compareNumbers(middle, width) < 0) { return null; }
  return { ...interval(minus(middle, width), true, plus(middle, width), true), middle: middle };
}

function target(number, good) {
  if (good === "high") { return interval(number, true, null, false); }
  return good === "low" ? interval(null, false, number, true) : null;
}

const JOIN = "[-t&]?";
const FORMS = [
  [/^n$/, ([a], good) => target(a, good)],
  [/^(?:[GR]n|n[G>+M]|ni)$/, ([a]) => interval(a, true, null, false)],
  [/^[>ao]n$/, ([a]) => interval(a, false, null, false)],
  [/^(?:[<b]n|n<)$/, ([a]) => interval(null, false, a, false)],
  [/^(?:Ln|n[LF]|nx)$/, ([a]) => interval(null, false, a, true)],
  [new RegExp("^[G>ao]n" + JOIN + "[L<b]n$"), ([a, b], _, form) =>
    sound(interval(a, form[0] === "G", b, form.includes("L")))],
  [new RegExp("^[L<b]n" + JOIN + "[G>ao]n$"), ([b, a], _, form) =>
    sound(interval(a, form.includes("G"), b, form[0] === "L"))],
  [new RegExp("^n" + JOIN + "[L<b]n$"), ([a, b], _, form) => sound(interval(a, true, b, form.includes("L")))],
  [/^[>ao]n-n$/, ([a, b]) => sound(interval(a, false, b, true))],
  [/^(?:n[-t]n|Bn[-t&]n|Rn[-t&]n)$/, ([a, b]) => between(a, b)],
  [/^(?:L?Pnfn|wnfn)$/, ([a, b]) => around(a, b)],
  [/^nPn$/, ([b, a]) => around(a, b)],
];
const RELATIVE = [
  [/^[>o]?n?\+?[ab]r$/, (numbers, form) => ({
    side: form.includes("ar") ? "above" : "below", reach: numbers[0] || null,
    beyond: /^[>o]/.test(form) ? "over" : form.includes("+") ? "from" : null,
  })],
  [/^[L>o]?Pn$/, (numbers, form) => ({
    side: "around", reach: numbers[0], beyond: /^[>o]/.test(form) ? "over" : null,
  })],
];

// Up to two words behind the one number of a tolerance name what is counted ("822 families"), but not of a percentage.
function withoutUnitWords(form, tokens, unit) {
  if (unit === "percent" || tokens.some((one) => NO_UNIT.test(one.kind))) { return form; }
  return form.replace(/n[?]{1,2}(?=[MF]|$)/g, "n").replace(/([MF])[?]{1,2}$/, "$1");
}

// One printed tolerance: { interval }, { relative } to the others of its row, or neither; `figure`: it prints one.
function readTolerance(printed, good, unit) {
  const text = plainText(printed).toLowerCase();
  const figure = /[0-9]/.test(text.replace(new RegExp("\\b" + YEAR_WORD + "\\b", "g"), ""));
  const read = figure ? readForm(text, good, unit) : {};
  return { figure: figure, interval: read.interval || null, relative: read.relative || null };
}

function readForm(text, good, unit) {
  const bare = withoutTail(withoutMarkUp(text)).trim();
  const tokens = tokensOf(asSigns(bare)), form = formOf(tokens);
  const numbers = tokens.filter((one) => one.kind === "n").map((one) => one.value);
  if (/[0-9]{11}/.test(bare) || (unit && inOtherUnit(text, tokens, unit))) { return {}; }
  const relative = RELATIVE.find(([pattern]) => pattern.test(form));
  if (relative) { return { relative: relative[1](numbers, form) }; }
  if (CHANGE.test(bare)) { return {}; }
  const known = withoutUnitWords(form, tokens, unit), fits = FORMS.find(([pattern]) => pattern.test(known));
  return fits ? { interval: fits[1](numbers, good, known) } : {};
}

// ---- tolerances that say what they mean only beside the others of their row

// The green range of a row: what others are above, below or around.
function rangeOf(row) {
  const green = row.find((one) => one.band === "green" && one.interval && one.interval.lower && one.interval.upper);
  return green ? green.interval : null;
}

function smallestReachOfRed(row) {
  const ofRed = row.filter((one) => one.band === "red" && one.relative).map((one) => one.relative);
  return least(ofRed.filter((one) => one.beyond === "from" && one.reach).map((one) => one.reach));
}

function aroundRange(relative, range) {
  if (!range.middle) { return []; }
  const low = minus(range.middle, relative.reach), high = plus(range.middle, relative.reach);
  if (!relative.beyond) { return [interval(low, true, high, true)]; }
  return [interval(null, false, low, false), interval(high, false, null, false)];
}

// "1 above range" lies over the range up to one more; "1+ above range" starts there; where red starts, red has the
// point.
function besideRange(relative, range, red) {
  if (relative.side === "around") { return aroundRange(relative, range); }
  const above = relative.side === "above", end = above ? range.upper : range.lower, reach = relative.reach;
  const there = reach && (above ? plus(end, reach) : minus(end, reach));
  const start = relative.beyond ? there : end, startClosed = relative.beyond === "from";
  const stop = relative.beyond ? null : there, stopClosed = !(reach && red && compareNumbers(reach, red) === 0);
  if (!start) { return []; }
  return [above ? interval(start, startClosed, stop, stopClosed) : interval(stop, stopClosed, start, startClosed)];
}

function placedBesideRange(row) {
  const range = rangeOf(row), red = smallestReachOfRed(row);
  return row.map((one) => {
    const beside = () => (one.relative && range ? besideRange(one.relative, range, red) : []);
    return { ...one, intervals: one.interval ? [one.interval] : beside() };
  });
}

function least(numbers) { return numbers.length ? numbers.reduce((a, b) => (compareNumbers(a, b) < 0 ? a : b)) : null; }
function most(numbers) { return numbers.length ? numbers.reduce((a, b) => (compareNumbers(a, b) < 0 ? b : a)) : null; }

// An amber "26%>" ends where a red "26%+" starts; a "24>" right before a red "25+" means up to 24, unless green ends
// there.
function amberBeforeRed(row) {
  const ofBand = (band) => row.filter((one) => one.band === band).flatMap((one) => one.intervals);
  const open = (band, end) => ofBand(band).filter((made) => !made[end]);
  const red = least(open("red", "upper").map((made) => made.lower).filter(Boolean));
  const green = most(open("green", "lower").map((made) => made.upper).filter(Boolean));
  const turned = (made) => {
    if (!red || !made.lower || made.upper) { return made; }
    const one = { units: 1n, places: 0 }, gap = minus(red, made.lower);
    const right = gap.units > 0n && compareNumbers(gap, one) <= 0 && green &&
      compareNumbers(minus(made.lower, green), one) > 0;
    return gap.units === 0n || right ? interval(null, false, made.lower, Boolean(right)) : made;
  };
  return row.map((one) => (one.band === "amber" ? { ...one, intervals: one.intervals.map(turned) } : one));
}

// Printed tolerances of one figure, each { band, text, line }, with their `intervals`, row by row.
function readTolerances(printed, good, unit) {
  const read = printed.map((one) => ({ ...one, ...readTolerance(one.text, good, unit) }));
  const lines = [...new Set(read.map((one) => one.line))];
  return lines.flatMap((line) => amberBeforeRed(placedBesideRange(read.filter((one) => one.line === line))));
}

// ---- the band in which a figure lies

function holds(made, value) {
  const below = made.lower && compareNumbers(value, made.lower);
  const above = made.upper && compareNumbers(value, made.upper);
  return (!made.lower || below > 0 || (below === 0 && made.lowerClosed)) &&
    (!made.upper || above < 0 || (above === 0 && made.upperClosed));
}

// Each band by the first print of it that has an interval.
function firstOfEach(tolerances) {
  return ["green", "amber", "red"].map((band) => {
    const prints = tolerances.filter((one) => one.band === band);
    return prints.find((one) => one.intervals.length) || prints[0];
  }).filter(Boolean);
}

function startsNoEarlier(one, other) {
  if (!other.lower) { return true; }
  const order = one.lower ? compareNumbers(one.lower, other.lower) : -1;
  return order > 0 || (order === 0 && (other.lowerClosed || !one.lowerClosed));
}

function endsNoLater(one, other) {
  if (!other.upper) { return true; }
  const order = one.upper ? compareNumbers(one.upper, other.upper) : 1;
  return order < 0 || (order === 0 && (other.upperClosed || !one.upperClosed));
}

function insideOf(one, other) {
  const within = startsNoEarlier(one, other) && endsNoLater(one, other);
  return within && !(startsNoEarlier(other, one) && endsNoLater(other, one));
}

// { band } of the tolerances that hold a value, the one inside the others; else { why } there is none.
function bandOf(value, tolerances) {
  const bands = firstOfEach(tolerances);
  if (!bands.length) { return { why: "no tolerances are printed" }; }
  const every = bands.flatMap((one) => one.intervals.map((made) => ({ band: one.band, made: made })));
  const holding = every.filter((one) => holds(one.made, value));
  const doubtful = bands.some((one) => !one.intervals.length && one.figure);
  if (doubtful && !holding.some((one) => one.band === "green")) { return { why: "not every printed band is legible" }; }
  if (!bands.some((one) => one.intervals.length)) { return { why: "no tolerance says a figure" }; }
  if (!holding.length) { return { why: "it lies in none of the printed bands" }; }
  const isInner = (one) => holding.every((other) => other.band === one.band || insideOf(one.made, other.made));
  const inner = holding.filter(isInner);
  return inner.length === 1 ? { band: inner[0].band } : { why: "the printed bands overlap here" };
}

// The printable values at an edge and next to it, in the figure's own decimals.
function valuesAt(edge, places) {
  const scale = Math.max(edge.places, places), step = 10n ** BigInt(scale - places), units = unitsAt(edge, scale);
  const floor = units >= 0n ? units / step : -((-units + step - 1n) / step);
  return [-1n, 0n, 1n, 2n].map((more) => ({ units: floor + more, places: places }));
}

// How far a printed figure may move until its colour is another one: { down, up }, each null where none is reached.
function marginOf(value, tolerances, unit) {
  const now = bandOf(value, tolerances).band;
  if (!now) { return null; }
  const edges = tolerances.flatMap((one) => one.intervals).flatMap((made) => [made.lower, made.upper]).filter(Boolean);
  const possible = (one) => one.units >= 0n && !(unit === "percent" &&
    compareNumbers(one, { units: 100n, places: 0 }) > 0);
  const moves = edges.flatMap((edge) => valuesAt(edge, value.places)).filter(possible)
    .filter((one) => { const band = bandOf(one, tolerances).band; return band && band !== now; })
    .map((one) => minus(one, value));
  const up = least(moves.filter((one) => one.units > 0n)), down = most(moves.filter((one) => one.units < 0n));
  return { band: now, down: down, up: up };
}
