"""Summary tables: one indicator a row; months, year to date, signals, targets, years, benchmarks as columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from scorecard.clean.align import align
from scorecard.clean.grid import Cell, Grid, Placement, Reading, Row
from scorecard.clean.matching import Match, candidates, derived_id, number_agreement, printed_number, units_agree
from scorecard.clean.period_text import read_period
from scorecard.clean.roles import Column, is_summary_header, read_columns
from scorecard.extract.figures import is_figure, is_missing_mark
from scorecard.periods import Period, financial_year_of
from scorecard.registry import Registry
from scorecard.registry.registry import number_order

_GOOD = re.compile(r"^(high|low|info|within limits?|highe?r|lower)\b", re.IGNORECASE)
_UNIT = re.compile(r"count|percent|%|rate|number|average|days|^no$|ytd|rolling|cumulative", re.IGNORECASE)
_UNIT_WORD = re.compile(
    r"count|percent\w*|rate|number|average|days|year|rolling|cumulative|monthly|termly|quarterly|binary|frequency|"
    r"population|info|high|within|limits",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"^(?:(?i:red|amber|yellow|green)|[RAGАΑ]|🔴|🟡|🟠|🟢)$")
_TOLERANCE = re.compile(r"^(?:[<>≤≥].*\d|.*\d\s*%?\s*[<>+]|\d+\s*-\s*\d+|.*\+/-.*|.*\brange\b.*|.*\babove\b.*|ra?n?ge?.*set.*)", re.IGNORECASE)
_NUMBERISH = re.compile(r"^\W*\d{0,2}\s?\.?\s?\d{1,2}(?:\s\d)?(?:\s?OLD)?$|^\d\.[A-Z]")
_HEADER_WORD = re.compile(
    r"^(?:red|good|data|dot|rag|target|no\.?|end|indicators?)$|^amber|perf\w* is|\bave?\b\.?$|yr on|bench|toler|erances",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^\S{0,3}$")
_SHIFT = 0.7
MAX_HEADER_ROWS = 4
_KNOWN_FAMILY = 0.55
_ROWS_THAT_TELL = 8
_CLEARLY_ANOTHER = 0.15
_NEEDED_AGAINST_NUMBER = 0.66


def read_summary(grid: Grid, registry: Registry) -> Reading | None:
    """Read a table as a summary, or null if its header is not that of one."""
    header = header_rows(grid, registry)
    if not header:
        return None
    data = [row for row in grid.rows[header:] if _is_data_row(row)]
    columns = _under_the_header(read_columns(grid.rows[:header], grid.width, grid.time, registry), data)
    columns = _named_by_content(columns, data)
    rows = _fit_all(data, columns)
    rows = [part for row in rows for part in _two_in_one(row)]
    family = _family_of(rows, grid.family, registry)
    if family is None:
        return None
    reading = Reading("summary", family)
    month = _last_month(columns)
    for row, match in zip(rows, match_rows(rows, family, registry), strict=True):
        if match is None:
            reading.placements += _undecided(row)
        else:
            reading.placements += _place(row, match, grid, month, _percent_of(match, family, registry))
    return reading


def goes_on(before: Grid, after: Grid, registry: Registry) -> list[Row]:
    """The rows with which ``after`` goes on with the summary ``before``; none if it is a table of its own.

    Page furniture cuts a summary in two: the second part has the same header again, or none.
    """
    own, above = header_rows(after, registry), header_rows(before, registry)
    rows = after.rows[own:]
    if not above or not rows or abs(before.width - after.width) > 2:
        return []
    if own:
        same = [row.texts for row in after.rows[:own]] == [row.texts for row in before.rows[:above]]
        return rows if same else []
    if not all(_is_data_row(row) for row in rows):
        return []
    columns = _under_the_header(read_columns(before.rows[:above], before.width, before.time, registry), rows)
    columns = _named_by_content(columns, before.rows[above:])
    fitted = _fit_all(rows, columns)
    family = _family_of(fitted, before.family, registry)
    return rows if family and _share_known(fitted, family, registry) >= 0.5 else []


def _share_known(rows: list[FittedRow], family: str, registry: Registry) -> float:
    found = [_candidates(row, family, registry) for row in rows]
    known = [bool(f) and f[0].score >= _needed(row, f[0]) for row, f in zip(rows, found, strict=True)]
    return sum(known) / len(rows)


def header_rows(grid: Grid, registry: Registry) -> int:
    """How many leading rows are the header of a summary; 0 if the table is none."""
    for count in range(min(MAX_HEADER_ROWS, len(grid.rows)), 0, -1):
        rows = grid.rows[:count]
        if any(_is_data_row(row) for row in rows) or not is_summary_header(rows, grid.width, grid.time, registry):
            continue
        return count
    return 0


def _is_data_row(row: Row) -> bool:
    """A row of figures: some cells read as figures or missing marks, and it does not name columns."""
    texts = [t for t in row.texts if t]
    figures = sum(_is_value(t) for t in texts)
    headed = sum(bool(_HEADER_WORD.search(t)) for t in texts)
    months = sum(bool(re.fullmatch(r"[A-Z][a-z]{2}-\d\d", t)) for t in texts)
    described = any(_GOOD.match(t) for t in texts) and (
        any(_UNIT.search(t) for t in texts) or any(re.match(r"\d\.[A-ZΑ-Ω]\d?", t) for t in texts)
    )
    enough = figures >= 2 or 2 * figures >= len(texts) > 0 or described and figures >= 1
    return enough and headed < 2 and months < 2


@lru_cache(maxsize=50_000)
def _is_value(text: str) -> bool:
    if re.fullmatch(r"20\d\d\s*/\s*\d?|\d\d/\d\d", text):
        return False
    if re.match(r"no data|new measure", text, re.IGNORECASE):
        return True
    if re.fullmatch(r"\d{1,5}(?:\.\d+)?(?:\s\d{1,5})?", text):
        return True
    return (is_figure(text) or is_missing_mark(text)) and (not _NUMBERISH.match(text) or "%" in text)


@dataclass(frozen=True)
class FittedRow:
    """A row whose cells stand in their columns: ``cells`` by column position; blanks are absent."""

    line: int
    cells: tuple[tuple[Column, Cell], ...]

    def get(self, role: str) -> str:
        return next((cell.plain for column, cell in self.cells if column.role == role), "")

    def values(self) -> list[tuple[Column, Cell]]:
        return [(column, cell) for column, cell in self.cells if column.role == "value"]


@lru_cache(maxsize=50_000)
def _misfit(
    text: str, role: str, period_kind: str | None, comparator: bool, info: bool, coloured: bool, filled: bool
) -> float:
    """How badly a cell's text fits a column, 0 for well. The scale: 0.7 is one cell lost or doubled."""
    if not text:
        if role != "value" or not filled:
            return 0.0
        return 0.15 if comparator else (0.6 if period_kind == "financial_year" else 0.0)
    figure, missing = is_figure(text) and not _TOLERANCE.match(text), is_missing_mark(text)
    match role:
        case "number":
            return 0.0 if _NUMBERISH.match(text) else 2.0
        case "name":
            return 5.0 if missing or figure and re.match(r"[\d<>£-]", text) else 0.0
        case "good":
            return -1.0 if _GOOD.match(text) else 4.0
        case "unit":
            return -0.5 if _UNIT.search(text) and not is_figure(text) else (4.0 if figure else 1.0)
        case "value":
            if figure:
                return 0.8 if re.search(r"\(20\d\d\)", text) and not comparator else 0.0
            if missing or re.search("new measure|available", text, re.IGNORECASE):
                return 0.0
            return 0.4 if len(text) <= 3 else 4.0
        case "performance":
            return 0.0 if figure or missing else 1.0
        case "direction":
            return 4.0 if _COLOUR.match(text) or figure and len(text) > 1 else (0.0 if _ARROW.match(text) else 1.0)
        case "rag":
            if _COLOUR.match(text):
                return -0.3
            return 0.2 if missing else (4.0 if figure else (0.0 if re.fullmatch("[A-Z]", text) else 0.6))
        case "red" | "amber" | "green" | "amber_green":
            return _tolerance_misfit(text, role, figure, missing, info, coloured, filled)
        case "trend" | "other":
            return 0.3 if figure else 0.0
        case _:
            return 2.0 if figure else 0.0


def _tolerance_misfit(
    text: str, role: str, figure: bool, missing: bool, info: bool, coloured: bool, filled: bool
) -> float:
    if _TOLERANCE.match(text):
        return -0.2
    if missing:
        return 0.3 if text[0].isalpha() and role == "green" else 0.6
    if figure:
        if role == "green" and not info:
            return 0.0 if coloured else (0.9 if filled else 0.3)
        return 3.0
    return 2.0 if _COLOUR.match(text) else 0.2


def _cost_of(row: Row, columns: list[Column]) -> Callable[[int, int], float]:
    texts = row.texts
    info = any(_GOOD.match(t) and t.lower().startswith("info") for t in texts)
    # a row that prints its years prints most of them; one figure far to the right may be a target
    tail = next((c.position for c in columns if c.role == "green"), len(texts))
    filled = sum(bool(t) for t in texts[tail:]) >= 3
    coloured = any(_COLOUR.match(t) or re.fullmatch(r"[A-Z]", t) for t in texts[6:])

    def cost(i: int, j: int) -> float:
        column = columns[j]
        kind = column.period.kind if column.period else None
        text = texts[i] if i < len(texts) else ""
        return _misfit(text, column.role, kind, column.area is not None, info, coloured, filled)

    return cost


def _as_it_stands(row: Row, columns: list[Column]) -> float:
    """The cost of reading every cell under the header cell it stands under."""
    cost = _cost_of(row, columns)
    unheaded = sum(bool(t) for t in row.texts[len(columns) :])
    return sum(cost(i, i) for i in range(len(columns))) + 5.0 * unheaded


def _under_the_header(columns: list[Column], rows: list[Row]) -> list[Column]:
    """The columns, moved as a whole where the rows have a leading cell (a group's label) that the header lacks."""

    def moved(by: int) -> list[Column]:
        if by >= 0:
            lead = [Column("other", i) for i in range(by)]
            return lead + [replace(c, position=c.position + by) for c in columns]
        return [replace(c, position=c.position + by) for c in columns[-by:]]

    choices = {by: sum(_as_it_stands(row, moved(by)) for row in rows) for by in (0, 1, -1)}
    return moved(min(choices, key=lambda by: (choices[by], abs(by))))


def _named_by_content(columns: list[Column], rows: list[Row]) -> list[Column]:
    """The columns, with names and units found by what stands in them where no header says so.

    The column of names is the first without a role in which most rows print words; that of units a column
    of notes in which most rows print a unit.
    """
    told = list(columns)
    roles = {c.role for c in columns}
    for i, column in enumerate(told):
        texts = [t for t in (row.text(column.position) for row in rows) if t]
        most = max(3, len(rows) / 2)
        if "name" not in roles and column.role == "other" and sum(map(_reads_as_name, texts)) > most:
            told[i], roles = replace(column, role="name"), roles | {"name"}
        elif "unit" not in roles and column.role == "note" and sum(map(_reads_as_unit, texts)) > most:
            told[i], roles = replace(column, role="unit"), roles | {"unit"}
    return told


def _reads_as_name(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= 2 and not is_figure(text)


def _reads_as_unit(text: str) -> bool:
    return bool(re.match(r"(?:count|number|no|%|percentage|rate per\b.*|(?:ytd )?average.*)$", text, re.IGNORECASE))


def _fit_all(rows: list[Row], columns: list[Column]) -> list[FittedRow]:
    """Every row with its cells in their columns. A cell that a row lost is likelier one that most rows leave blank."""
    filled = [sum(bool(row.text(j)) for row in rows) / max(1, len(rows)) for j in range(len(columns))]
    return [_fit(row, columns, filled) for row in rows]


def _fit(row: Row, columns: list[Column], filled: list[float]) -> FittedRow:
    """Put a row's cells into their columns: as they stand if they fit, else by the cheapest alignment."""
    cost, texts = _cost_of(row, columns), row.texts
    if len(texts) <= len(columns) and all(cost(i, i) <= 0 for i in range(len(columns))):
        return _as_printed(row, columns)
    last = max((i for i, t in enumerate(texts) if t), default=0)
    length = max(len(texts), len(columns)) + 2
    total, pairs = align(
        length,
        len(columns),
        cost,
        lambda i: 0.1 if i > last else (5.0 if texts[i] else _SHIFT),
        lambda j: _SHIFT + 0.1 * filled[j],
    )
    if _as_it_stands(row, columns) + 0.1 * (length - len(columns)) <= total + 0.05:
        return _as_printed(row, columns)
    fitted = []
    for i, j in pairs:
        if i < len(texts) and texts[i]:
            moved = i != j and columns[j].role in ("value", "red", "amber", "green", "direction", "rag")
            fitted.append((columns[j], row.cells[i].corrected(_shift_words(i - j)) if moved else row.cells[i]))
    return FittedRow(row.line, tuple(fitted))


def _as_printed(row: Row, columns: list[Column]) -> FittedRow:
    shared = min(len(row.cells), len(columns))
    return FittedRow(row.line, tuple((columns[i], row.cells[i]) for i in range(shared) if _prints(row, columns, i)))


def _prints(row: Row, columns: list[Column], position: int) -> bool:
    """Whether a cell prints something; an arrow may be lost but for the mark-up around it."""
    cell = row.cells[position]
    return bool(cell.plain) or columns[position].role in ("direction", "rag") and bool(cell.text.strip())


def _shift_words(by: int) -> str:
    count = "a blank cell" if abs(by) == 1 else f"{abs(by)} blank cells"
    happened, side = ("lost", "right") if by < 0 else ("too many", "left")
    return (
        f"this row has {count} {happened}, so this figure is read {abs(by)} to the {side}: the only place where "
        "its tolerances, years and benchmarks all stand under headers of their kind"
    )


def _two_in_one(row: FittedRow) -> list[FittedRow]:
    """Two rows that damage put into one: every cell holds two values, unit and polarity are doubled."""
    unit, good = row.get("unit").split(), row.get("good").split()
    doubled = [len(words) == 2 and words[0].lower() == words[1].lower() for words in (unit, good)]
    if not all(doubled):
        return [row]
    names = re.split(r"(?<=\w)\s+(?=(?:Number|No\.?|%|Percentage)\b)", row.get("name"), maxsplit=1)
    if len(names) != 2:
        return [row]
    return [_half(row, names[part], part) for part in (0, 1)]


def _half(row: FittedRow, name: str, part: int) -> FittedRow:
    cells = []
    for column, cell in row.cells:
        words = name if column.role == "name" else None
        tokens = cell.plain.split()
        if words is None and column.role == "value":
            if len(tokens) != 2:
                if part == 0:
                    cells.append((Column("ambiguous", column.position, column.period), cell))
                continue
            words = tokens[part]
        elif words is None:
            if column.role in ("direction", "rag") and len(tokens) != 2 and part:
                continue
            words = tokens[part] if len(tokens) == 2 else cell.plain
        why = "two rows are printed in one: each cell holds the figure of the first and then of the second"
        cells.append((column, Cell(words, cell.index, cell.published, part + 1, why)))
    return FittedRow(row.line, tuple(cells))


def _family_of(rows: list[FittedRow], section: str | None, registry: Registry) -> str | None:
    """The family of the section if its names are these; else the one whose names are; null if none."""

    def score(family: str) -> float:
        found = [_candidates(row, family, registry) for row in rows[:_ROWS_THAT_TELL]]
        return sum(f[0].score for f in found if f) / max(1, len(found))

    if section in registry.families and (score(section) > _KNOWN_FAMILY or not rows):
        return section
    scores = {family: score(family) for family in registry.families}
    best = max(scores, key=lambda f: (scores[f], f))
    return best if scores[best] > _KNOWN_FAMILY else section


def _unit_kind(row: FittedRow) -> str | None:
    """``percent``, ``rate`` … as far as the unit column and the figures tell."""
    unit = row.get("unit").lower() or _rate_words(row.get("performance"))
    figures = [cell.plain for column, cell in row.values() if column.area is None and is_figure(cell.plain)]
    if figures and all("%" in figure for figure in figures):
        return "percent"
    if re.search(r"%|percent", unit) and not any(re.fullmatch(r"[\d.,]+", f) for f in figures):
        return "percent"
    rate = re.match(r"rate per (10|100),?000\b", unit)
    if rate:
        return f"rate_per_{rate[1]}k"
    return "number" if figures or unit else None


def _rate_words(text: str) -> str:
    match = re.search(r"\bper (10|100),000\b", text)
    return f"rate per {match[1]},000" if match else ""


def _full_name(row: FittedRow) -> str:
    """The row's name; with what its unit cell says beyond the unit, such as "Primary % (Termly)"."""
    beyond = re.sub(r"\(.*\)|\d[\d,-]*", "", row.get("unit"))
    words = [w for w in re.findall(r"[A-Za-z]{4,}", beyond) if not _UNIT_WORD.fullmatch(w)]
    return " ".join([row.get("name") + row.get("name_goes_on"), *words])


def _candidates(row: FittedRow, family: str, registry: Registry) -> list[Match]:
    unit = _unit_kind(row)
    found = candidates(registry, family, row.get("number"), _full_name(row), "number" if unit and unit != "percent" else unit, "summary")
    if unit and unit.startswith("rate"):
        found = [m if m.unit == unit else Match(m.indicator, m.number, m.name, m.unit, m.basis, m.score - 0.3) for m in found]
    return sorted(found, key=lambda m: -m.score)


def match_rows(rows: list[FittedRow], family: str, registry: Registry) -> list[Match | None]:
    """The indicator of every row; null where more than one is possible.

    A summary prints its indicators in the order of their numbers, so rows and indicators are aligned as
    two sequences; a row without a name or number is proved by its neighbours and its unit, if they leave
    one indicator only. Rows that stand out of order are taken by their own number and name.
    """
    rows = _labels_in_place(rows, family, registry)
    scores = [{(m.indicator, m.number): m for m in _candidates(row, family, registry)} for row in rows]
    # twice each: a summary may print an indicator in two rows (by month and by year); the second counts less
    order = [(e.indicator, e.number) for e in registry.numbered(family) if e.page != "detail" for _ in range(2)]

    best = [max((m.score for m in found.values()), default=0.0) for found in scores]
    needed = [{key: _needed(row, match) for key, match in found.items()} for row, found in zip(rows, scores, strict=True)]

    def cost(i: int, j: int) -> float:
        match = scores[i].get(order[j])
        unnamed = not rows[i].get("name") and not rows[i].get("number")
        score = match.score if match else -1.0
        again = j % 2
        if unnamed:
            return -0.3 if match and score >= -0.01 and not again and _takes(match, rows[i]) else 1.0
        if best[i] - score > _CLEARLY_ANOTHER:
            return 1.0
        need = needed[i].get(order[j], 0.0)
        return need - score + (0.08 if need == _NEEDED_AGAINST_NUMBER else 0.2) * again

    _, pairs = align(len(rows), len(order), cost, lambda i: 0.0, lambda j: 0.0)
    paired = {i: order[j] for i, j in pairs if cost(i, j) < 0}
    open_rows = _undetermined(rows, scores, list(dict.fromkeys(order)), paired)
    decided = [
        None if i in open_rows else _decide(row, scores[i].get(paired[i]) if i in paired else None, scores[i])
        for i, row in enumerate(rows)
    ]
    return _numbered_as_printed(rows, decided)


def _numbered_as_printed(rows: list[FittedRow], matches: list[Match | None]) -> list[Match | None]:
    """The matches, with the number that this document prints where indicators were renumbered.

    A printed number that is not the registry's is a new number, not damage, if the row has exactly the
    name and the number stands in the order of the legible numbers above and below it.
    """
    printed = [printed_number(row.get("number")) for row in rows]
    numbered: list[Match | None] = []
    for i, match in enumerate(matches):
        number = printed[i]
        if match and number and match.score >= 0.72 and not number_agreement(number, match.number):
            above = next((p for p in reversed(printed[:i]) if p), None)
            below = next((p for p in printed[i + 1 :] if p), None)
            here = number_order(number)
            if (not above or number_order(above) <= here) and (not below or here <= number_order(below)):
                match = replace(match, number=number)
        numbered.append(match)
    return numbered


def _labels_in_place(rows: list[FittedRow], family: str, registry: Registry) -> list[FittedRow]:
    """The rows of a table without numbers, with labels that slipped up by a row put back.

    A label cannot be its row's if the figures have another unit than what it names. It goes to the row below
    if that prints no label and its unit is right; without such a row nobody knows, and it tells nothing.
    """
    if any(row.get("number") for row in rows):
        return rows
    mended = list(rows)
    for i, row in enumerate(rows):
        named = candidates(registry, family, None, row.get("name"), None, "summary")[:1] if row.get("name") else []
        if not named or named[0].score < 0.9 or _takes(named[0], row):
            continue
        label = next((column, cell) for column, cell in row.cells if column.role == "name")
        mended[i] = FittedRow(row.line, tuple(pair for pair in row.cells if pair != label))
        below = rows[i + 1] if i + 1 < len(rows) else None
        if below and not below.get("name") and _takes(named[0], below):
            mended[i + 1] = FittedRow(below.line, (label, *(p for p in below.cells if p[0].role != "name")))
    return mended


def _takes(match: Match, row: FittedRow) -> bool:
    """Whether the figures of a row can be of an indicator's unit."""
    unit = _unit_kind(row)
    if unit is None or unit.startswith("rate"):
        return unit is None or match.unit == unit
    return units_agree(match.unit, unit) and not match.unit.startswith("rate")


def _undetermined(
    rows: list[FittedRow],
    scores: list[dict[tuple[str, str | None], Match]],
    order: list[tuple[str, str | None]],
    paired: dict[int, tuple[str, str | None]],
) -> set[int]:
    """The rows without name and number for which their neighbours leave more than one indicator of their unit."""
    places = {key: position for position, key in enumerate(order)}
    named = [i for i in range(len(rows)) if i in paired and (rows[i].get("name") or rows[i].get("number"))]
    nameless = [i for i in range(len(rows)) if not rows[i].get("name") and not rows[i].get("number")]
    found: set[int] = set()
    for i in nameless:
        before = max((n for n in named if n < i), default=None)
        after = min((n for n in named if n > i), default=None)
        first = places[paired[before]] + 1 if before is not None else 0
        last = places[paired[after]] if after is not None else len(order)
        unit = _unit_kind(rows[i])
        fits = [key for key in order[first:last] if key in scores[i] and _takes(scores[i][key], rows[i])]
        alike = [n for n in nameless if (before or -1) < n < (after or len(rows)) and _unit_kind(rows[n]) == unit]
        if len(fits) > len(alike) or i not in paired:
            found.add(i)
    return found


def _undecided(row: FittedRow) -> list[Placement]:
    """The figures of a row that more than one indicator could have: listed as not read, never guessed."""
    why = "the row prints neither name nor number, and its neighbours leave more than one indicator"
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)
        for _, cell in row.values()
        if is_figure(cell.plain)
    ]


def _needed(row: FittedRow, match: Match) -> float:
    """How alike a row must be to an indicator to be read as it: less if its number agrees, more if it contradicts."""
    printed = printed_number(row.get("number"))
    agrees = number_agreement(row.get("number"), match.number)
    if printed and not agrees:
        return _NEEDED_AGAINST_NUMBER
    return 0.48 if agrees >= 0.8 else 0.62


def _decide(row: FittedRow, aligned: Match | None, scores: dict[tuple[str, str | None], Match]) -> Match:
    best = max(scores.values(), key=lambda m: m.score, default=None)
    if aligned and best and best.score - aligned.score > 0.12 and best.score > 0.8:
        return best
    if aligned:
        return aligned
    if best and (best.score > 0.82 or _by_its_name(row, best, scores)):
        return best
    number = printed_number(row.get("number"))
    name = row.get("name") or "unnamed"
    return Match(derived_id(number, name), number, name, "percent" if _unit_kind(row) == "percent" else "count", None, 0.0)


def _percent_of(match: Match, family: str, registry: Registry) -> Match | None:
    """The percentage printed under the same number as a count, for a cell of the count's row that is one."""
    if match.unit == "percent" or match.number is None:
        return None
    found = [e for e in registry.numbered(family) if e.number == match.number and e.unit == "percent"]
    return Match(found[0].indicator, match.number, found[0].name, "percent", None, match.score) if len(found) == 1 else None


def _by_its_name(row: FittedRow, best: Match, scores: dict[tuple[str, str | None], Match]) -> bool:
    """Whether a row whose number is of another indicator has exactly the name of one, and of one only."""
    rival = max((m.score for m in scores.values() if m.indicator != best.indicator), default=0.0)
    return bool(printed_number(row.get("number"))) and best.score >= 0.74 and best.score - rival > 0.05


def _place(row: FittedRow, match: Match, grid: Grid, month: Period | None, percent: Match | None) -> list[Placement]:
    placed: list[Placement] = []
    for column, cell in row.cells:
        base: dict[str, Any] = {
            "line": row.line, "cell": cell.index, "published": cell.published, "text": cell.text, "part": cell.part,
            "indicator": match.indicator, "number": match.number, "name": match.name,
        }  # fmt: skip
        why = "; ".join(filter(None, (cell.correction, column.correction))) or None
        if column.role == "value" and column.period:
            placed += _values(base, column, cell, match, percent, grid, why)
        elif column.role == "performance":
            placed.append(
                Placement(**base, role="value", area=grid.authority, period=_own_period(cell.plain, grid),
                          basis=match.basis, unit=match.unit, correction=why)
            )  # fmt: skip
        elif column.role in ("red", "amber", "green"):
            placed.append(Placement(**base, role="threshold", detail=column.role, correction=why))
        elif column.role == "amber_green":
            placed += _two_bands(base, cell)
        elif column.role in ("direction", "rag"):
            placed.append(Placement(**base, role="signal", detail=column.role, period=month, correction=why))
        elif column.role == "ambiguous":
            placed.append(Placement(**base, role="unread", detail="one figure for two rows: either may be meant"))
    return placed


def _values(
    base: dict[str, Any], column: Column, cell: Cell, match: Match, percent: Match | None, grid: Grid, why: str | None
) -> list[Placement]:
    """The figures of a value cell: one, or two where it prints "8.4% (2014/15) / 9.0% Autumn Term 2015".

    A figure that names its own school term is about that term, whatever column it stands in.
    """
    if percent and "%" in cell.plain:
        base = base | {"indicator": percent.indicator, "name": percent.name}
        match = percent
    two = re.match(r"^(\S+%.*?)\s*/\s*(\d\S*%.*)$", cell.plain)
    texts = [two[1], two[2]] if two else [cell.text]
    return [
        Placement(
            **(base | {"text": text, "part": part if two else base["part"]}), role="value",
            area=column.area or grid.authority, period=_own_term(text) or column.period, basis=match.basis,
            unit=match.unit, correction=why,
        )
        for part, text in enumerate(texts, start=1)
    ]  # fmt: skip


def _own_term(text: str) -> Period | None:
    term = re.search(r"\b(autumn|spring|summer)(?:\s+term)?\s+(20\d\d)\b", text, re.IGNORECASE)
    return Period.term(int(term[2]) - (term[1].lower() != "autumn"), term[1].title()) if term else None


NOT_STATED = Period("not stated", "latest", None, None)


def _own_period(text: str, grid: Grid) -> Period:
    """The period that a cell prints behind its figure: "(2015/16)", "(Cumulative December 2016)", "(Summer term 2015)"."""
    notes = re.findall(r"\(([^()]*)\)", text)
    for note in reversed(notes):
        month = re.search(r"cumulative\s+([a-z]+)\s+(20\d\d)", note, re.IGNORECASE)
        if month and (end := read_period(f"{month[1][:3]}-{month[2][2:]}", grid.time)) and end.end:
            return Period.year_to_date(financial_year_of(end.end), end.end)
        if term := _own_term(note):
            return term
        period = read_period(re.sub(r"/20(\d\d)", r"/\1", note.strip()), grid.time)
        if period:
            return period
    return NOT_STATED


def _two_bands(base: dict[str, Any], cell: Cell) -> list[Placement]:
    """Amber and green in one cell: the last tolerance is green's, what stands before it amber's."""
    match = re.match(r"^(.*\S)\s+(\S*\d\S*(?:\s?[+<>])?)$", cell.plain)
    halves = (match[1], match[2]) if match else ("", cell.plain)
    return [
        Placement(**{**base, "text": text, "published": text, "part": part}, role="threshold", detail=band)
        for part, (band, text) in enumerate((("amber", halves[0]), ("green", halves[1])), start=1)
        if text
    ]


def _last_month(columns: list[Column]) -> Period | None:
    """The month that the signals of a summary are about: its last month column."""
    months = [c.period for c in columns if c.period and c.period.kind == "month" and c.period.end]
    return max(months, key=lambda p: p.end or date.min, default=None)


__all__ = ["header_rows", "match_rows", "number_agreement", "read_period", "read_summary"]
