"""The cells of a summary's row under its headers: as they stand, or where damage lost or doubled one, aligned."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.registry import Registry
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.months import DATED_MONTH
from scorecard.text.numbers import DIGITS, NUMBER
from scorecard.text.signals import WELL_KNOWN
from scorecard.text.spans import SHORT_SPAN, YEAR

_GOOD = re.compile(r"^(high|low|info|within limits?|highe?r|lower)\b", re.IGNORECASE)
UNIT_WORDS = re.compile(r"count|percent|%|rate|number|average|days|^no$|ytd|rolling|cumulative", re.IGNORECASE)
_TOLERANCE = re.compile(
    r"^(?:[<>≤≥].*\d|.*\d\s*%?\s*[<>+]|\d+\s*-\s*\d+|.*\+/-.*|.*\brange\b.*|.*\babove\b.*|ra?n?ge?.*set.*)",
    re.IGNORECASE,
)
_NUMBERISH = re.compile(r"^\W*\d{0,2}\s?\.?\s?\d{1,2}(?:\s\d)?(?:\s?[A-Z]{3})?$|^\d\.[A-Z]")
_HEADER_WORD = re.compile(
    r"^(?:red|good|data|dot|rag|target|no\.?|end|indicators?)$|^amber|perf\w* is|\bave?\b\.?$|"
    r"yr on|bench|toler|erances",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^\S{0,3}$")
_CAPITAL = re.compile(r"[A-Z]")
_MONTH = re.compile(DATED_MONTH, re.IGNORECASE)
_NUMBER_IN_LETTERS = re.compile(r"\d\.[A-ZΑ-Ω]\d?")
_YEAR_CUT = re.compile(rf"{YEAR} ?/ ?[0-9]?|{SHORT_SPAN}")
_WORDS_FOR_MISSING = re.compile(r"no data|new measure", re.IGNORECASE)
_BARE_NUMBERS = re.compile(f"{NUMBER}(?: {DIGITS})?")
_OF_A_YEAR = re.compile(rf"\({YEAR}\)")
_NEW_OR_AVAILABLE = re.compile("new measure|available", re.IGNORECASE)
Colours = frozenset[str]
"""What colours are printed as, lower case: the well-known words and signs, and those of the councils."""
_BEST = {"good": -1.0, "unit": -0.5, "rag": -0.3} | dict.fromkeys(("red", "amber", "green", "amber_green"), -0.2)
"""The least that a cell can cost in a column of a role, where it is not 0."""
_SHIFT = 0.7
_ROWS_THAT_TELL = 12


@dataclass(frozen=True)
class FittedRow:
    """A row whose cells stand in their columns: ``cells`` by column position; blanks are absent."""

    line: int
    cells: tuple[tuple[SummaryColumn, Cell], ...]

    def get(self, role: str) -> str:
        return next((cell.plain for column, cell in self.cells if column.role == role), "")

    def values(self) -> list[tuple[SummaryColumn, Cell]]:
        return [(column, cell) for column, cell in self.cells if column.role == "value"]


def colours_of(registry: Registry) -> Colours:
    """The signs of colours that a registry's packs print."""
    bands = ("red", "amber", "green")
    own = [registry.signs(family)[band] for family in (None, *registry.families) for band in bands]
    return frozenset(sign.lower() for signs in (WELL_KNOWN.says(*bands), *own) for sign in signs)


def is_data_row(row: Row) -> bool:
    """A row of figures: some cells read as figures or missing marks, and it does not name columns."""
    texts = [t for t in row.texts if t]
    figures = sum(_is_value(t) for t in texts)
    headed = sum(bool(_HEADER_WORD.search(t)) for t in texts)
    months = sum(bool(_MONTH.fullmatch(t)) for t in texts)
    described = any(_GOOD.match(t) for t in texts) and (
        any(UNIT_WORDS.search(t) for t in texts) or any(_NUMBER_IN_LETTERS.match(t) for t in texts)
    )
    enough = figures >= 2 or 2 * figures >= len(texts) > 0 or (described and figures >= 1)
    return enough and headed < 2 and months < 2


@lru_cache(maxsize=50_000)
def _is_value(text: str) -> bool:
    if _YEAR_CUT.fullmatch(text):
        return False
    if _WORDS_FOR_MISSING.match(text):
        return True
    if _BARE_NUMBERS.fullmatch(text):
        return True
    return (is_figure(text) or is_missing_mark(text)) and (not _NUMBERISH.match(text) or "%" in text)


@lru_cache(maxsize=50_000)
def _misfit(
    text: str,
    role: str,
    period_kind: str | None,
    comparator: bool,
    info: bool,
    coloured: bool,
    filled: bool,
    colour: bool,
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
            return 5.0 if missing or (figure and re.match(r"[\d<>£-]", text)) else 0.0
        case "good":
            return -1.0 if _GOOD.match(text) else 4.0
        case "unit":
            return -0.5 if UNIT_WORDS.search(text) and not is_figure(text) else (4.0 if figure else 1.0)
        case "value":
            if figure:
                return 0.8 if _OF_A_YEAR.search(text) and not comparator else 0.0
            if missing or _NEW_OR_AVAILABLE.search(text):
                return 0.0
            return 0.4 if len(text) <= 3 else 4.0
        case "performance":
            return 0.0 if figure or missing else 1.0
        case "direction":
            return 4.0 if colour or (figure and len(text) > 1) else (0.0 if _ARROW.match(text) else 1.0)
        case "rag":
            if colour:
                return -0.3
            return 0.2 if missing else (4.0 if figure else (0.0 if _CAPITAL.fullmatch(text) else 0.6))
        case "red" | "amber" | "green" | "amber_green":
            return _tolerance_misfit(text, role, figure, missing, info, coloured, filled, colour)
        case "trend" | "other":
            return 0.3 if figure else 0.0
        case _:
            return 2.0 if figure else 0.0


def _tolerance_misfit(
    text: str, role: str, figure: bool, missing: bool, info: bool, coloured: bool, filled: bool, colour: bool
) -> float:
    if _TOLERANCE.match(text):
        return -0.2
    if missing:
        # "n/a" is what a measure without a target prints there
        return 0.0 if text[0].isalpha() and role == "green" else 0.6
    if figure:
        if role == "green" and not info:
            return 0.0 if coloured else (0.9 if filled else 0.3)
        return 3.0
    return 2.0 if colour else 0.2


def _cost_of(row: Row, columns: list[SummaryColumn], colours: Colours) -> Callable[[int, int], float]:
    texts = row.texts
    info = any(_GOOD.match(t) and t.lower().startswith("info") for t in texts)
    # a row that prints its years prints most of them; one figure far to the right may be a target
    tail = next((c.position for c in columns if c.role == "green"), len(texts))
    years = sum(c.role == "value" and c.area is None and c.position > tail for c in columns)
    filled = sum(bool(t) for t in texts[tail:]) >= min(3, max(2, years))
    colour = [text.lower() in colours for text in texts]
    coloured = any(colour[6:]) or any(_CAPITAL.fullmatch(text) for text in texts[6:])

    kinds = [(c.role, c.period.kind if c.period else None, c.area is not None) for c in columns]

    blank = [_misfit("", *kind, info, coloured, filled, False) for kind in kinds]

    def cost(i: int, j: int) -> float:
        return _misfit(texts[i], *kinds[j], info, coloured, filled, colour[i]) if i < len(texts) else blank[j]

    return cost


def _as_it_stands(row: Row, columns: list[SummaryColumn], colours: Colours) -> float:
    """The cost of reading every cell under the header cell it stands under."""
    cost = _cost_of(row, columns, colours)
    unheaded = sum(bool(t) for t in row.texts[len(columns) :])
    return sum(cost(i, i) for i in range(len(columns))) + 5.0 * unheaded


def under_the_header(columns: list[SummaryColumn], rows: list[Row], colours: Colours) -> list[SummaryColumn]:
    """The columns, moved as a whole where the rows have a leading cell (a group's label) that the header lacks."""

    def moved(by: int) -> list[SummaryColumn]:
        if by >= 0:
            lead = [SummaryColumn("other", i) for i in range(by)]
            return lead + [replace(c, position=c.position + by) for c in columns]
        return [replace(c, position=c.position + by) for c in columns[-by:]]

    places = {by: moved(by) for by in (0, 1, -1)}
    first = rows[:_ROWS_THAT_TELL]
    choices = {by: sum(_as_it_stands(row, there, colours) for row in first) for by, there in places.items()}
    best = places[min(choices, key=lambda by: (choices[by], abs(by)))]
    width = max((len(row.cells) for row in rows), default=len(best))
    # a column that the move pushed beyond the widest row exists nowhere in print: nothing may be read into it
    return [c for c in best if c.role != "other" or c.position < width]


def named_by_content(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
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


def headed_by_content(columns: list[SummaryColumn], rows: list[Row]) -> list[SummaryColumn]:
    """The columns, with the header of a column without figures given to the column beside it that has no header.

    A header that slipped by a cell stands over a column of small charts, or over nothing, beside its figures.
    """
    told = list(columns)
    for i, column in enumerate(told):
        if column.role != "value" or _figures_under(column, rows):
            continue
        beside = [n for n in (i - 1, i + 1) if 0 <= n < len(told) and told[n].role == "other"]
        filled = [n for n in beside if _figures_under(told[n], rows) and 2 * _filled_under(told[n], rows) > len(rows)]
        if len(filled) == 1:
            why = "the header stands one cell beside its column: nothing but these figures is without one"
            place = told[filled[0]].position
            told[filled[0]], told[i] = (
                replace(column, position=place, correction=why),
                SummaryColumn("other", column.position),
            )
    return told


def _filled_under(column: SummaryColumn, rows: list[Row]) -> int:
    return sum(is_figure(text) or is_missing_mark(text) for text in (row.text(column.position) for row in rows))


def _figures_under(column: SummaryColumn, rows: list[Row]) -> int:
    """How many rows print a figure in a column; the strokes of small charts are none."""
    texts = [row.text(column.position) for row in rows]
    return sum(is_figure(text) and not re.fullmatch(r"[1Il|.,_ ]{2,}", text) for text in texts)


def _reads_as_name(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{3,}", text)) >= 2 and not is_figure(text)


def _reads_as_unit(text: str) -> bool:
    return bool(re.match(r"(?:count|number|no|%|percentage|rate per\b.*|(?:ytd )?average.*)$", text, re.IGNORECASE))


def fit_all(rows: list[Row], columns: list[SummaryColumn], colours: Colours) -> list[FittedRow]:
    """Every row with its cells in their columns. A cell that a row lost is likelier one that most rows leave blank."""
    filled = [sum(bool(row.text(j)) for row in rows) / max(1, len(rows)) for j in range(len(columns))]
    return [_fit(row, columns, filled, colours) for row in rows]


def _fit(row: Row, columns: list[SummaryColumn], filled: list[float], colours: Colours) -> FittedRow:
    """Put a row's cells into their columns: as they stand if they fit, else by the cheapest alignment."""
    cost, texts = _cost_of(row, columns, colours), row.texts
    if len(texts) <= len(columns) and _nothing_is_better(cost, columns):
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
    if _as_it_stands(row, columns, colours) + 0.1 * (length - len(columns)) <= total + 0.05:
        return _as_printed(row, columns)
    fitted = []
    for i, j in pairs:
        if i < len(texts) and texts[i]:
            moved = i != j and columns[j].role in ("value", "red", "amber", "green", "direction", "rag")
            fitted.append((columns[j], row.cells[i].corrected(_shift_words(i - j)) if moved else row.cells[i]))
    return FittedRow(row.line, tuple(fitted))


def _nothing_is_better(cost: Callable[[int, int], float], columns: list[SummaryColumn]) -> bool:
    """Whether no shift of cells can cost less than reading them as they stand: one lost cell costs ``_SHIFT`` at
    least, and no column can gain more by it than what the best cell near it would cost less."""
    gain = 0.0
    for j, column in enumerate(columns):
        if cost(j, j) > _BEST.get(column.role, 0.0):
            gain += cost(j, j) - min(cost(i, j) for i in range(max(0, j - 3), j + 4))
    return gain <= _SHIFT


def _as_printed(row: Row, columns: list[SummaryColumn]) -> FittedRow:
    shared = min(len(row.cells), len(columns))
    return FittedRow(row.line, tuple((columns[i], row.cells[i]) for i in range(shared) if _prints(row, columns, i)))


def _prints(row: Row, columns: list[SummaryColumn], position: int) -> bool:
    """Whether a cell prints something; an arrow may be lost but for the mark-up around it."""
    cell = row.cells[position]
    return bool(cell.plain) or (columns[position].role in ("direction", "rag") and bool(cell.text.strip()))


def _shift_words(by: int) -> str:
    count = "a blank cell" if abs(by) == 1 else f"{abs(by)} blank cells"
    happened, side = ("lost", "right") if by < 0 else ("too many", "left")
    return (
        f"this row has {count} {happened}, so this figure is read {abs(by)} to the {side}: the only place where "
        "its tolerances, years and benchmarks all stand under headers of their kind"
    )


def two_in_one(row: FittedRow) -> list[FittedRow]:
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
                    cells.append((SummaryColumn("ambiguous", column.position, column.period), cell))
                continue
            words = tokens[part]
        elif words is None:
            if column.role in ("direction", "rag") and len(tokens) != 2 and part:
                continue
            words = tokens[part] if len(tokens) == 2 else cell.plain
        why = "two rows are printed in one: each cell holds the figure of the first and then of the second"
        cells.append((column, Cell(words, cell.index, cell.published, part + 1, why)))
    return FittedRow(row.line, tuple(cells))
