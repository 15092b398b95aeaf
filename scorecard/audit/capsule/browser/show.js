// What came of the checks, written into the page: text only, so that nothing of a pack can run.

const NAMES = {
  cell: "figures are what their cell prints", reading: "readings agree", percentage: "percentages agree",
  linked: "percentages agree with counts elsewhere",
  sum: "sums agree",
  arrow: "arrows agree", colour: "colours agree", margin: "margins to the next colour agree",
};
const SIGNS = { agrees: ["\u2713 agrees: ", "tick confirmed"], differs: ["\u2717 differs: ", "tick contradicted"],
  open: ["\u25cb not told here: ", "tick"] };

function byId(id) { return document.getElementById(id); }

function made(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) { element.className = className; }
  return element;
}

function linkTo(figure) {
  const link = made("a", figure);
  link.href = "#" + encodeURIComponent(figure);
  return link;
}

function plural(count, one) { return count + " " + one + (count === 1 ? "" : "s"); }

// ---- are the rows that a reader sees the figures that were checked?

function asShown(text) {
  const escaped = (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escaped);
}

function showsNumbers(read, figure) {
  const pair = readPair(read), counts = [figure.numerator, figure.denominator];
  if (figure.value === null) { return pair !== null && pair.every((number, at) => sameNumber(number, counts[at])); }
  const number = readFigure(read);
  return number !== null && sameNumber(number.value, figure.value);
}

function rowShows(row, figure, hash) {
  const [place, measure, published, read, , own] = Array.from(row.cells, (cell) => cell.textContent);
  const named = place === "line " + figure.line + ", cell " + figure.cell && measure.startsWith(asShown(figure.title));
  const same = figure.status === "missing" || showsNumbers(read, figure);
  return named && published.trim() === asShown(figure.published).trim() && own === hash && same;
}

function rowsNotAsEmbedded(book) {
  const rows = document.querySelectorAll("tr[id]");
  const wrong = book.figures.filter((figure, at) => {
    const row = byId(figure.id);
    return !row || !rowShows(row, figure, book.data.hashes[at]);
  });
  const strange = Array.from(rows).filter((row) => row.closest(".figures") && !book.byId.has(row.id));
  return [...wrong.map((figure) => figure.id), ...strange.map((row) => row.id)];
}

// ---- each figure's own checks

function line(one) {
  const [sign, className] = SIGNS[one.verdict];
  const otherwise = one.same === false ? " (the project says otherwise)" : "";
  const where = one.kind === "sum" && one.figure !== one.place ? "sum at " + one.place + ": " : "";
  return made("span", sign + where + one.said + otherwise, className + " check");
}

function ofFigure(checks, changed) {
  const plain = checks.filter((one) => (one.kind === "cell" || one.kind === "reading") && one.verdict === AGREES);
  const told = checks.filter((one) => !plain.includes(one)).map(line);
  const first = changed ? made("span", "\u2717 changed: its own hash differs", "tick contradicted check") :
    made("span", "\u2713 hash" + plain.map((one) => ", " + one.kind).join(""), "tick confirmed check");
  return [first, ...told];
}

function markRow(row, checks, changed, shown) {
  const wrong = changed || !shown || checks.some((one) => one.verdict === DIFFERS || one.same === false);
  row.dataset.differs = wrong ? "yes" : "";
  row.dataset.open = checks.some((one) => one.verdict === OPEN) ? "yes" : "";
  row.dataset.changed = changed || !shown ? "yes" : "";
  const cell = row.cells[4], told = ofFigure(checks, changed);
  if (!shown) { told.push(made("span", SIGNS.differs[0] + "this row is not the embedded figure", SIGNS.differs[1] +
    " check")); }
  cell.classList.remove("none");
  cell.replaceChildren(...told);
}

function markRows(book, report, hidden) {
  const byFigure = new Map();
  report.checks.forEach((one) => byFigure.set(one.figure, [...(byFigure.get(one.figure) || []), one]));
  book.figures.forEach((figure) => {
    const row = byId(figure.id);
    if (row) {
      row.dataset.findings = figure.findings ? "yes" : "";
      markRow(row, byFigure.get(figure.id) || [], report.figures.changed.includes(figure.id),
        !hidden.includes(figure.id));
    }
  });
  const others = byFigure.get(null) || [];
  byId("others").hidden = !others.length;
  byId("others-list").replaceChildren(...others.map((one) => {
    const item = document.createElement("li");
    item.append(made("span", one.kind + " at " + one.place + ": "), line(one));
    return item;
  }));
}

// ---- the totals

function fillTotals(report) {
  Object.keys(NAMES).forEach((kind) => {
    const row = byId("total-" + kind), counts = report.counts[kind];
    if (row && counts) {
      ["agrees", "differs", "open", "otherwise"].forEach((name, at) => {
        row.cells[at + 1].classList.remove("none");
        row.cells[at + 1].textContent = String(counts[name]);
      });
    }
  });
}

function inOneSentence(report) {
  const told = Object.keys(NAMES).filter((kind) => report.counts[kind]).map((kind) => {
    const of = report.counts[kind];
    return of.agrees + " of " + (of.agrees + of.differs) + " " + NAMES[kind];
  });
  return plural(report.figures.hashed, "figure") + " and " + plural(report.tables.hashed, "raw table") +
    " re-hashed; " + told.join(", ") + ".";
}

function listOf(items) {
  const list = document.createElement("ul");
  items.forEach((parts) => {
    const item = document.createElement("li");
    item.append(...parts);
    list.append(item);
  });
  return list;
}

// Whatever shows that bytes were changed after the page was made, each with the place.
function changes(report, hidden, book) {
  const told = report.figures.changed.map((id) => ["The own hash of this figure differs: ", linkTo(id), "."]);
  report.tables.changed.forEach((name) => told.push(["The bytes of the raw table " + name +
    " have another hash than the recorded one."]));
  const notShown = "The row that is shown is not the embedded figure: ";
  hidden.forEach((id) => told.push([notShown, byId(id) ? linkTo(id) : id, "."]));
  const parts = report.sections.filter((name) => name !== "figures" || !report.figures.changed.length);
  parts.forEach((name) => told.push(["The part \u201c" + name + "\u201d of the embedded content has another hash."]));
  const whole = ["The embedded content has the hash ", made("code", report.hash.found),
    ", and not the one that the page states."];
  if (!report.hash.same) { told.unshift(whole); }
  return told;
}

function noLongerAgrees(report) {
  const broken = report.checks.filter((one) => one.same === false ||
    (one.verdict === DIFFERS && (one.kind === "cell" || one.kind === "reading")));
  return broken.map((one) => [one.kind + ": ", ...(one.figure ? [linkTo(one.figure), ": "] : []), one.said + "."]);
}

const BROKEN = "What no longer agrees", OTHERWISE = "Where this page and the project come out differently";
const ALL_AGREES = "Everything that could be recomputed agrees.";
const PRINTED_SO = "What differs was printed so: the documents do not add up there, or their signs point another way.";

function heading(text) { return made("h2", text); }

function showVerdict(report, hidden, book) {
  const changed = changes(report, hidden, book), broken = noLongerAgrees(report), box = byId("verdict");
  const differ = report.checks.filter((one) => one.verdict === DIFFERS).length;
  box.className = changed.length ? "box warning" : "box";
  const parts = changed.length ?
    [heading("\u2717 This capsule was changed after it was made"), listOf(changed)] :
    [heading("\u2713 Nothing was changed: the embedded figures have the hash that this page states"),
      made("p", inOneSentence(report))];
  if (broken.length) { parts.push(made("h3", changed.length ? BROKEN : OTHERWISE), listOf(broken)); }
  parts.push(made("p", changed.length ? inOneSentence(report) : differ ? PRINTED_SO : ALL_AGREES));
  box.replaceChildren(...parts);
}

// ---- choosing rows

function fits(row, choice, words) {
  const text = row.textContent.toLowerCase();
  return (choice === "" || row.dataset[choice] === "yes") && words.every((word) => text.includes(word));
}

function applyFilter() {
  const choice = byId("show").value, words = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0, all = 0;
  document.querySelectorAll(".figures").forEach((part) => {
    const rows = Array.from(part.querySelectorAll("tbody tr"));
    rows.forEach((row) => { row.hidden = !fits(row, choice, words); });
    const here = rows.filter((row) => !row.hidden).length;
    part.hidden = !here;
    shown += here;
    all += rows.length;
  });
  byId("shown").textContent = shown + " of " + plural(all, "figure");
}

function startFilter() {
  byId("tools").hidden = false;
  ["show", "words"].forEach((id) => byId(id).addEventListener("input", applyFilter));
  applyFilter();
}

async function showAll() {
  const text = byId("capsule").textContent, report = await verify(text, byId("seal").textContent);
  const book = openBook(JSON.parse(text)), hidden = rowsNotAsEmbedded(book);
  markRows(book, report, hidden);
  fillTotals(report);
  showVerdict(report, hidden, book);
  startFilter();
  document.body.dataset.checked = "yes";
}

// Content that was changed so that it cannot even be read.
async function showFailure(error) {
  const found = await sha256(byId("capsule").textContent), same = found === byId("seal").textContent;
  const hash = same ? "It has the hash that this page states." : "It has the hash " + found +
    ", and not the one that the page states.";
  const said = "Its content cannot be read: it was changed, or damaged on its way. " + hash + " (" + error.message +
    ")";
  byId("verdict").className = "box warning";
  byId("verdict").replaceChildren(heading("\u2717 This capsule cannot be checked"), made("p", said));
  document.body.dataset.checked = "failed";
}

showAll().catch(showFailure);
