// The whole of a capsule checked: hashes first, then every figure against its cell, and what belongs together.
// Cells are read here from the embedded bytes of data/raw and from the figures' printed texts; the numbers that the
// project read are held against them and used for nothing else.

const SHORT = 12;
const AGREES = "agrees", DIFFERS = "differs", OPEN = "open";
const ARROWS = ["up", "down", "level"], COLOURS = ["red", "amber", "green"];

// ---- the capsule as a book of cells

function cellsByLine(tables) {
  const cells = new Map();
  tables.forEach((table) => table.text.split("\n").forEach((line) => {
    const split = line.split("\t");
    if (/^[0-9]+$/.test(split[0])) { cells.set(table.document + ":" + split[0], split.slice(1)); }
  }));
  return cells;
}

function openBook(data) {
  const figures = data.figures.map((row) => Object.fromEntries(data.columns.map((name, at) => [name, row[at]])));
  const byPlace = new Map();
  figures.forEach((figure) => {
    const place = placeOf(figure);
    byPlace.set(place, [...(byPlace.get(place) || []), figure]);
  });
  const book = { data: data, figures: figures, byPlace: byPlace, byId: new Map(figures.map((one) => [one.id, one])) };
  const counts = new Map(data.percentages.map((one) => [one.figure, one]));
  return { ...book, cells: cellsByLine(data.tables), counts: counts };
}

function placeOf(figure) { return [figure.document, figure.line, figure.cell].join(":"); }

function figureAt(place, book) {
  const there = book.byPlace.get(place) || [];
  return there.length === 1 ? there[0] : null;
}

function rawCell(place, book) {
  const match = /^(.*:[0-9]+):([0-9]+)$/.exec(place);
  const line = match && book.cells.get(match[1]);
  return line && line[match[2] - 1] !== undefined ? line[match[2] - 1] : null;
}

// The text to read at a place: the figure's own, as its correction reads it; else the cell of the raw table.
function textAt(place, book) {
  const figure = figureAt(place, book);
  return figure ? textOf(figure) : rawCell(place, book);
}

function textOf(figure) { return figure.read_as === null ? figure.published : figure.read_as; }

function numberIn(text) {
  const read = text === null ? null : readFigure(text);
  return read && !/^[0-9]/.test(read.rest) ? read.value : null;
}

function numberAt(place, book) {
  const figure = place === null ? null : figureAt(place, book);
  return place === null || (figure && readOtherwise(figure)) ? null : numberIn(textAt(place, book));
}

// A corrected figure of which the correction mends a whole line: its cell alone does not say what it is read as.
function readOtherwise(figure) {
  if (figure.status !== "corrected" || figure.read_as !== null) { return false; }
  const read = readAgain(figure);
  return !read || !read.same;
}

// ---- hashes

async function changedFigures(data) {
  const found = await Promise.all(data.figures.map((row) => sha256(JSON.stringify(row))));
  return data.figures.filter((row, at) => found[at].slice(0, SHORT) !== data.hashes[at]).map((row) => row[0]);
}

async function changedSections(data) {
  const names = Object.keys(data.seals);
  const found = await Promise.all(names.map((name) => sha256(JSON.stringify(data[name]))));
  return names.filter((name, at) => found[at] !== data.seals[name]);
}

async function changedTables(data) {
  const found = await Promise.all(data.tables.map((table) => sha256(table.text)));
  const changed = data.tables.filter((table, at) => found[at] !== table.sha256);
  return changed.map((table) => table.document + "/" + table.table);
}

// ---- each figure against its cell, and against what it was read as

function check(kind, figure, verdict, said, more) {
  return { kind: kind, figure: figure, verdict: verdict, said: said, same: null, ...more };
}

// Is the text of a figure what its cell prints, or its cell and those behind it ("144", "of", "220")?
function checkCell(figure, book) {
  const line = book.cells.get(figure.document + ":" + figure.line) || [];
  const behind = line.slice(figure.cell - 1);
  const joined = behind.map((cell, at) => behind.slice(0, at + 1).filter(Boolean).join(" "));
  const fits = joined.includes(figure.published) || behind[0] === figure.published;
  const said = "the cell of the raw table prints " + (fits ? "it" : "\u201c" + (behind[0] || "") + "\u201d");
  return check("cell", figure.id, fits ? AGREES : DIFFERS, said);
}

function sameNumber(number, written) {
  if (number === null || written === null) { return number === written; }
  return compareNumbers(number, exact(written)) === 0;
}

function readAgain(figure) {
  const text = textOf(figure);
  if (figure.unit === "ratio") {
    const pair = readPair(text);
    const same = pair && sameNumber(pair[0], figure.numerator) && sameNumber(pair[1], figure.denominator);
    return pair && { same: same, as: pair.map(writtenOut).join(" of ") };
  }
  const number = numberIn(text);
  return number && { same: sameNumber(number, figure.value), as: writtenOut(number) };
}

function checkReading(figure) {
  if (figure.status === "missing") { return []; }
  const by = figure.read_as === null ? "" : "by a correction, as \u201c" + figure.read_as + "\u201d: ";
  if (figure.id.includes("#")) { return [check("reading", figure.id, OPEN, "its cell prints several figures")]; }
  const mended = "a correction of its line reads it otherwise";
  if (readOtherwise(figure)) { return [check("reading", figure.id, OPEN, mended)]; }
  const read = readAgain(figure);
  if (!read) { return [check("reading", figure.id, OPEN, "no single number is read here")]; }
  const project = figure.value || figure.numerator + " of " + figure.denominator;
  const said = "read here as " + read.as + (read.same ? "" : ", by the project as " + project);
  return [check("reading", figure.id, read.same ? AGREES : DIFFERS, by + said)];
}

// ---- percentages

// x and y of a percentage, read where the capsule says that they stand.
function pairAt(link, book) {
  if (link.x === null) { return null; }
  if (link.x === link.y) { return readPair(textAt(link.x, book) || ""); }
  const pair = [numberAt(link.x, book), numberOfSplit(link.y, book)];
  return pair.every(Boolean) ? pair : null;
}

// The y of a split "x of y" may have the "of" in its own cell.
function numberOfSplit(place, book) {
  const text = textAt(place, book);
  return text === null ? null : numberIn(text.replace(/^ ?of ?/i, ""));
}

function checkPercentage(link, book) {
  const figure = book.byId.get(link.figure), printed = numberIn(textOf(figure)), pair = pairAt(link, book);
  const say = (verdict, said) => check("percentage", figure.id, verdict, said,
    { project: link.project, ...sameVerdict(verdict, link.project) });
  if (!pair || !printed) { return say(OPEN, "no cells of its table print its x and y alone"); }
  const rounding = roundingOf(pair[0], pair[1], printed), of = pair.map(writtenOut).join(" of ");
  if (rounding === "undefined") { return say(OPEN, of + ": a share of nothing"); }
  const expected = expectedShare(pair[0], pair[1], printed.places) + "%";
  if (rounding === "half up") { return say(AGREES, of + " is " + expected); }
  const habit = " half up; it is printed " + rounding;
  if (ACCEPTED.includes(rounding)) { return say(AGREES, of + " is " + expected + habit); }
  return say(DIFFERS, of + " is " + expected + ", and " + textOf(figure) + " is printed");
}

function sameVerdict(verdict, project) { return { same: verdict === OPEN || !project ? null : verdict === project }; }

// A percentage and the counts that other cells print: of what it is a share, and of those who count if that is printed.
function checkLinked(link, book) {
  const figure = book.byId.get(link.figure), printed = numberIn(textOf(figure));
  const x = numberAt(link.x, book), y = numberAt(link.y, book), of = y && writtenOut(y) + " (" + link.y + ")";
  const say = (verdict, said) => check("linked", figure.id, verdict, said,
    { project: link.project, ...sameVerdict(verdict, link.project) });
  if (!printed || !y || y.units <= 0n || (link.x !== null && !x)) {
    return say(OPEN, "a count of it prints no number that stands alone"); }
  if (x) { return say(liesNear(x, y, printed) ? AGREES : DIFFERS, writtenOut(x) + " of " + of + " is " +
    expectedShare(x, y, printed.places) + "%"); }
  if (!isWhole(y)) { return say(OPEN, "its whole is no whole number"); }
  const fits = wholeNumbersFor(y, printed), some = fits.first <= fits.last;
  return say(some ? AGREES : DIFFERS, (some ? fits.first + " of " : "no whole number of ") + of + " gives it");
}

// ---- sums

function pairOfFigure(place, book) {
  const figure = figureAt(place, book), link = figure && book.counts.get(figure.id);
  return link ? pairAt(link, book) : readPair(textAt(place, book) || "");
}

const SUMS = {
  sum: (whole, parts) => agreesWithSum(whole, parts),
  people: (whole, parts) => liesBetween(whole, parts),
  within: (whole, parts) => isWithin(whole, parts),
  hundred: (whole, parts) => makeHundred(parts),
};
const SUM_WORDS = {
  sum: "the parts add up to", people: "the parts, in which people may stand twice, add up to", within: "its part is",
  hundred: "the shares of the whole make", pairs: "x and y of the parts add up to",
  "x-make-y": "the x of the shares add up to",
};

const SPELLED = 6;

function sumOfNumbers(link, book) {
  const whole = numberAt(link.whole, book), parts = link.parts.map((place) => numberAt(place, book));
  if (!whole || !parts.every(Boolean)) { return null; }
  const added = SUMS[link.kind](whole, parts), spelled = parts.length > 1 && parts.length <= SPELLED;
  const before = spelled ? parts.map(writtenOut).join(" + ") + " = " : "";
  return { agrees: added.agrees, sum: before + writtenOut(added.sum) };
}

function sumOfPairs(link, book) {
  const whole = pairOfFigure(link.whole, book), parts = link.parts.map((place) => pairOfFigure(place, book));
  if (!whole || !parts.every(Boolean)) { return null; }
  const [allX, allY] = [0, 1].map((at) => parts.map((pair) => pair[at]));
  if (link.kind === "x-make-y") {
    const made = agreesWithSum(whole[1], allX);
    return { agrees: made.agrees, sum: writtenOut(made.sum) + " (y is " + writtenOut(whole[1]) + ")" };
  }
  const x = agreesWithSum(whole[0], allX), y = agreesWithSum(whole[1], allY);
  return { agrees: x.agrees && y.agrees, sum: writtenOut(x.sum) + " of " + writtenOut(y.sum) };
}

function checkSum(link, book) {
  const added = (link.kind in SUMS ? sumOfNumbers : sumOfPairs)(link, book);
  const verdict = !added ? OPEN : added.agrees ? AGREES : DIFFERS;
  const said = added ? SUM_WORDS[link.kind] + " " + added.sum : "a cell of the sum prints no number that stands alone";
  const figure = [link.whole, ...link.parts].map((place) => figureAt(place, book)).find(Boolean);
  const more = { place: link.whole, parts: link.parts, project: link.project, ...sameVerdict(verdict, link.project) };
  return check("sum", figure ? figure.id : null, verdict, said, more);
}

// ---- arrows, colours, margins

function readTolerancesOf(name, book) {
  const printed = book.data.tolerances[name];
  const lineOf = (place) => place.split(":").slice(-2)[0];
  const textOfPrint = (one) => (one.read_as === null ? one.printed : one.read_as);
  const texts = printed.prints.map((one) => ({ band: one.band, line: lineOf(one.place), text: textOfPrint(one) }));
  return readTolerances(texts, printed.good, printed.unit);
}

function arrowOf(link, book) {
  const now = numberAt(link.now, book), before = numberAt(link.before, book);
  return now && before ? arrowFor(before, now, link.good, link.meaning) : null;
}

function colourOf(link, book) {
  const now = numberAt(link.now, book), tolerances = readTolerancesOf(link.tolerances, book);
  if (!now) { return { why: "no figure stands beside it" }; }
  const comparable = tolerances.some((one) => one.intervals.length);
  if (link.not_judged && comparable) { return { why: "not judged (" + link.not_judged.replace(/-/g, " ") + ")" }; }
  return bandOf(now, tolerances);
}

// A printed sign against what the figures give: `made` (null where that cannot be told, `why`).
function checkSign(kind, link, meanings, made, why, book) {
  const read = readSign(link.printed, meanings, book.data.keys[link.key]);
  const figure = link.now && figureAt(link.now, book);
  const verdict = !read || !made ? OPEN : read === made ? AGREES : DIFFERS;
  const printedWords = "\u201c" + link.printed + "\u201d is printed" + (read ? ": " + read : ", which no key explains");
  const whyNot = link.now === null ? "no figure stands beside it" : why;
  const said = printedWords + "; " + (made ? "the figures give " + made : whyNot);
  const unread = [link.now, link.before || null].some((place) => place !== null && !numberAt(place, book));
  return check(kind, figure ? figure.id : null, verdict, said,
    { place: link.sign, project: link.project, made: made, same: unread ? null : made === link.project });
}

function checkArrow(link, book) {
  const why = "no figure before it, or no meaning, to tell it from";
  return checkSign("arrow", link, ARROWS, arrowOf(link, book), why, book);
}

function checkColour(link, book) {
  const judged = colourOf(link, book);
  return checkSign("colour", link, COLOURS, judged.band || null, judged.why, book);
}

// A colour with the moves to another one: "green; another colour at 0.1 less".
function inWords(band, moves) {
  const told = moves.filter(Boolean).map((move) => writtenOut(magnitude(move)) + (move.units < 0n ? " less" : " more"));
  return band + (told.length ? "; another colour at " + told.join(", or ") : "; no other colour is in reach");
}

function checkMargin(link, book) {
  const figure = book.byId.get(link.figure), tolerances = readTolerancesOf(link.tolerances, book);
  const value = numberIn(textOf(figure)), margin = value && marginOf(value, tolerances, figure.unit);
  const say = (verdict, said, same) => check("margin", figure.id, verdict, said, { project: link.project, same: same });
  if (!margin) { return say(OPEN, "no band is found here", false); }
  const theirs = [link.down, link.up].map((move) => (move === null ? null : exact(move)));
  const same = margin.band === link.project && sameNumber(margin.down, link.down) && sameNumber(margin.up, link.up);
  const said = inWords(margin.band, [margin.down, margin.up]);
  return say(same ? AGREES : DIFFERS, same ? said : said + " (by the project " + inWords(link.project, theirs) + ")",
    same);
}

// ---- all of it

function allChecks(book) {
  const data = book.data;
  return [
    ...book.figures.map((figure) => checkCell(figure, book)),
    ...book.figures.flatMap((figure) => checkReading(figure)),
    ...data.percentages.map((link) => checkPercentage(link, book)),
    ...data.linked.map((link) => checkLinked(link, book)),
    ...data.sums.map((link) => checkSum(link, book)),
    ...data.arrows.map((link) => checkArrow(link, book)),
    ...data.colours.map((link) => checkColour(link, book)),
    ...data.margins.map((link) => checkMargin(link, book)),
  ];
}

// How many checks of each kind agree, differ and stay open, and how many come out otherwise than in the project.
function countByKind(checks) {
  const counts = {};
  checks.forEach((one) => {
    const of = counts[one.kind] = counts[one.kind] || { agrees: 0, differs: 0, open: 0, otherwise: 0 };
    of[one.verdict] += 1;
    of.otherwise += one.same === false ? 1 : 0;
  });
  return counts;
}

// The embedded text and the hash that the page states, as one report.
async function verify(text, stated) {
  const data = JSON.parse(text), found = await sha256(text);
  const hashed = [changedFigures(data), changedSections(data), changedTables(data)];
  const [figures, sections, tables] = await Promise.all(hashed);
  const checks = allChecks(openBook(data));
  return {
    hash: { stated: stated, found: found, same: found === stated },
    figures: { hashed: data.figures.length, changed: figures }, sections: sections,
    tables: { hashed: data.tables.length, changed: tables }, checks: checks, counts: countByKind(checks),
  };
}
