// Numbers as packs print them, exactly: a whole number of the last printed decimal (65.5 is 655 with one decimal).
// No binary fraction takes part. Written from docs/reading.md, with nothing of the package's own code.

const DASHES = /[\u2010-\u2015\u2212]/g;
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\ufeff]/g;
const NUMBER = "(?:[0-9]{1,3}(?:[,'][0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?|\\.[0-9]+";

// A cell in one spelling of blanks and dashes, without signs that nobody sees.
function plainText(cell) {
  const seen = cell.replace(UNSEEN, "").replace(DASHES, "-");
  return seen.replace(/\s+/g, " ").trim();
}

// Digits with at most one stop as { units, places }; null for anything else.
function exact(text) {
  const match = /^(-?)([0-9]*)(?:\.([0-9]+))?$/.exec(text);
  if (!match || (!match[2] && !match[3])) { return null; }
  const behind = match[3] || "";
  const units = BigInt((match[2] || "0") + behind);
  return { units: match[1] ? -units : units, places: behind.length };
}

function unitsAt(number, places) { return number.units * 10n ** BigInt(places - number.places); }

function compareNumbers(a, b) {
  const places = Math.max(a.places, b.places), left = unitsAt(a, places), right = unitsAt(b, places);
  return left < right ? -1 : left > right ? 1 : 0;
}

function plus(a, b) {
  const places = Math.max(a.places, b.places);
  return { units: unitsAt(a, places) + unitsAt(b, places), places: places };
}

function minus(a, b) { return plus(a, { units: -b.units, places: b.places }); }

function magnitude(a) { return a.units < 0n ? { units: -a.units, places: a.places } : a; }

function half(places) { return { units: 5n, places: places + 1 }; }

function writtenOut(number) {
  const digits = String(magnitude(number).units).padStart(number.places + 1, "0");
  const cut = digits.length - number.places;
  return (number.units < 0n ? "-" : "") + digits.slice(0, cut) + (number.places ? "." + digits.slice(cut) : "");
}

const FIGURE = new RegExp("^([-+]?) ?(\u00a3?) ?([-+]?)(" + NUMBER + ")(bn\\b|[km]\\b)?( ?%)?(.*)$", "i");
const SCALES = { k: 1000n, m: 1000000n, bn: 1000000000n };

// The number that a cell begins with: { value, percent, rest }; null where it begins with none. A letter behind a sum
// of money multiplies it ("\u00a31.2m"); behind anything else it is a mark.
function readFigure(cell) {
  const match = FIGURE.exec(plainText(cell));
  if (!match) { return null; }
  const [, before, pound, after, digits, letter, percent, rest] = match;
  if (/^[0-9]|^[,.][0-9]/.test(rest)) { return null; }
  const value = exact((before === "-" || after === "-" ? "-" : "") + digits.replace(/[,']/g, ""));
  if (letter && pound) { value.units *= SCALES[letter.toLowerCase()]; }
  return { value: value, percent: Boolean(percent), rest: rest.trim() };
}

const PAIR = new RegExp("^(" + NUMBER + ")[^0-9]{0,3}?(?: ?out of ?| ?of ?| ?/ ?)[^0-9]{0,3}?(" + NUMBER +
  ")(?![0-9])", "i");

// The two numbers of "144 of 220", "4 out of 5", "581/603"; null where a cell prints no such pair.
function readPair(cell) {
  const match = PAIR.exec(plainText(cell));
  return match ? [exact(match[1].replace(/[,']/g, "")), exact(match[2].replace(/[,']/g, ""))] : null;
}
