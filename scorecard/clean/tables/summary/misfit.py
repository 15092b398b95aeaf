"""How badly the text of a cell fits a column of a summary: what the cells of a row are aligned by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.signals import WELL_KNOWN
from scorecard.text.spans import YEAR
from scorecard.text.tolerances import says_tolerance


def _cut(*words: str) -> str:
    """Words as narrow cells print them: cut anywhere (``Withi n Limit s``)."""
    return "|".join(r"\s*".join(word.replace(" ", "")) for word in words)


GOOD = re.compile(
    rf"^({_cut('high', 'low', 'info', 'within limits', 'within limit', 'higher', 'lower')}|highr)\b", re.I
)
"""What good looks like, as a summary prints it."""
UNIT_WORDS = re.compile(r"count|percent|%|rate|number|average|days|^no$|ytd|rolling|cumulative", re.IGNORECASE)
NUMBERISH = re.compile(r"^\W*\d{0,2}\s?\.?\s?\d{1,2}(?:\s\d)?(?:\s?[A-Z]{3})?$|^\d\.[A-Z]")
"""An indicator number, damaged or not, with a remark of three capitals behind it."""
_NO_FIGURE_BUT_A_TOLERANCE = re.compile(
    rf"^(?:[<>≤≥].*\d|.*\d\s*%?\s*[<>+]|\d+\s*-\s*\d+|.*\+/-.*|.*\b(?:{_cut('range', 'above')})\b.*|ra?n?ge?.*set.*)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^\S{0,3}$")
_ARROW_BEHIND = re.compile(rf"[{''.join((*WELL_KNOWN.up, *WELL_KNOWN.down, *WELL_KNOWN.level))}]$")
_CAPITAL = re.compile(r"[A-Z]")
_OPENS_AS_FIGURE = re.compile(r"[\d<>£-]")
_OF_A_YEAR = re.compile(rf"\({YEAR}\)")
_SAYS_MISSING = re.compile("new measure|available", re.IGNORECASE)
_SHORT = 3
"""So few signs may be the damage of a figure or of an arrow."""
_BEFORE_SIGNALS = 6
"""In so many first cells a single capital is no colour: number, name, polarity, notes."""
_FEWEST_YEARS, _MOST_YEARS = 2, 3
"""Between so many cells right of the target a row fills that prints its years at all."""

SHIFT = 0.7
"""What one cell costs that a row lost or has too many: the measure of all other costs."""
_NEVER = 4.0
"""A cell that cannot stand in a column: no number of shifts that a row may have is dearer."""
_HARDLY = 2.0
_STRANGE = 1.0
"""Dearer than one shift: rather a cell was lost than that this one stands here."""
_ODD = 0.6
"""A little cheaper than a shift: it takes a second sign to move it."""
_LESS_USUAL = 0.3
_PLAINLY, _LIKELY, _RATHER = -1.0, -0.5, -0.2
"""What speaks for a column: a word of polarity under its header; a unit or colour; a tolerance."""
BEST = {"good": _PLAINLY, "unit": _LIKELY, "rag": -_LESS_USUAL} | dict.fromkeys(
    ("red", "amber", "green", "amber_green"), _RATHER
)
"""The least that a cell can cost in a column of a role, where it is not 0."""


class CellPrint(NamedTuple):
    """What the text of a cell may be, whatever column it stands in; "90% or more" is a figure and a tolerance."""

    text: str
    figure: bool
    tolerance: bool
    missing: bool
    says_missing: bool
    of_a_year: bool
    colour: bool
    anything: bool = False


A_FIGURE = CellPrint("1,000", True, False, False, False, False, False)
"""A cell that prints a plain figure."""
ANYTHING = CellPrint("?", False, False, False, False, False, False, True)
"""A cell that may print a figure, a sign or a tolerance: it speaks for no column of these and against none."""


class ColumnPlace(NamedTuple):
    """What of a column its cells are judged by; ``period_kind`` is null for a column without a period."""

    role: str
    period_kind: str | None
    comparator: bool

    @property
    def is_year(self) -> bool:
        """Whether its figures are the authority's own of a whole year."""
        return self.role == "value" and self.period_kind == "financial_year" and not self.comparator


class RowPrint(NamedTuple):
    """What a row tells of its cells: its measure is for information, it prints a colour, it prints its years."""

    info: bool
    coloured: bool
    filled: bool


Rule = Callable[[CellPrint, ColumnPlace, RowPrint], float]


def row_print(columns: Sequence[SummaryColumn], cells: Sequence[CellPrint]) -> RowPrint:
    """What a row tells of its cells.

    A row that prints its years prints most of them; one figure far to the right may be a target. A colour that stands
    under a header of figures is out of place, and says nothing of the rest of its row.
    """
    tail = next((c.position for c in columns if c.role == "green"), len(cells))
    years = sum(c.role == "value" and c.area is None and c.position > tail for c in columns)
    figures = {c.position for c in columns if c.role == "value"}
    signals = [cell for i, cell in enumerate(cells) if i >= _BEFORE_SIGNALS and i not in figures]
    return RowPrint(
        info=any(GOOD.match(cell.text) and cell.text.lower().startswith("info") for cell in cells),
        coloured=any(cell.colour or _CAPITAL.fullmatch(cell.text) for cell in signals),
        filled=sum(bool(cell.text) for cell in cells[tail:]) >= min(_MOST_YEARS, max(_FEWEST_YEARS, years)),
    )


@lru_cache(maxsize=20_000)
def cell_print(text: str, colour: bool) -> CellPrint:
    """What a text may be; whether it is a colour only the registry knows."""
    no_figure = bool(_NO_FIGURE_BUT_A_TOLERANCE.match(text))
    return CellPrint(
        text,
        is_figure(text) and not no_figure,
        no_figure or says_tolerance(text),
        is_missing_mark(text),
        bool(_SAYS_MISSING.search(text)),
        bool(_OF_A_YEAR.search(text)),
        colour,
    )


def rule_of(role: str) -> Rule:
    """What says how badly a cell that prints something fits a column of a role.

    0 is well, less than 0 that the cell plainly belongs there, ``SHIFT`` as badly as one cell lost or doubled.
    """
    return _RULES.get(role, _note)


def blank(column: ColumnPlace, row: RowPrint) -> float:
    """How badly a blank cell fits a column: a row that prints its years and benchmarks has few blanks among them."""
    if column.role != "value" or not row.filled:
        return 0.0
    if column.comparator:
        return _LESS_USUAL
    return _ODD if column.period_kind == "financial_year" else 0.0


def _indifferent(rule: Rule) -> Rule:
    """The rule, but for a cell that may print anything."""
    return lambda cell, column, row: 0.0 if cell.anything else rule(cell, column, row)


def _number(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return 0.0 if NUMBERISH.match(cell.text) else _HARDLY


def _name(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return _NEVER if cell.missing or (cell.figure and _OPENS_AS_FIGURE.match(cell.text)) else 0.0


def _good(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return _PLAINLY if GOOD.match(cell.text) else _NEVER


def _unit(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    if cell.figure:
        return _NEVER
    return _LIKELY if UNIT_WORDS.search(cell.text) and not is_figure(cell.text) else _STRANGE


def _value(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    if cell.figure:
        return _STRANGE if cell.of_a_year and not column.comparator else 0.0
    if cell.missing or cell.says_missing:
        return 0.0
    if cell.tolerance or cell.colour:
        return _ODD if len(cell.text) <= _SHORT else _NEVER
    # words and signs that nobody understands may be printed instead of a figure
    return _ODD if len(cell.text) <= _SHORT else _LESS_USUAL


def _performance(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return 0.0 if cell.figure or cell.missing else _STRANGE


def _direction(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    if cell.figure and _ARROW_BEHIND.search(cell.text):  # by how much it moved
        return _LESS_USUAL
    if cell.colour or cell.tolerance or (cell.figure and len(cell.text) > 1):
        return _NEVER
    return 0.0 if _ARROW.match(cell.text) else _STRANGE


def _rag(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    if cell.colour:
        return BEST["rag"]
    if cell.missing:
        return _LESS_USUAL
    if cell.figure or cell.tolerance:
        return _NEVER
    return 0.0 if _CAPITAL.fullmatch(cell.text) else _ODD


def _tolerance(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    if cell.tolerance:
        return _RATHER
    if cell.missing:
        # "n/a" is what a measure without a target prints there
        return 0.0 if cell.text[0].isalpha() and column.role == "green" else _ODD
    if not cell.figure:
        return _HARDLY if cell.colour else _LESS_USUAL
    if column.role != "green" or row.info:
        return _NEVER
    return 0.0 if row.coloured else (_STRANGE if row.filled else _LESS_USUAL)


def _other(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return _LESS_USUAL if cell.figure else 0.0


def _note(cell: CellPrint, column: ColumnPlace, row: RowPrint) -> float:
    return _HARDLY if cell.figure else 0.0


_RULES: dict[str, Rule] = {
    "number": _number,
    "name": _name,
    "good": _good,
    "unit": _unit,
    "value": _indifferent(_value),
    "performance": _indifferent(_performance),
    "direction": _indifferent(_direction),
    "rag": _indifferent(_rag),
    "trend": _other,
    "other": _other,
} | dict.fromkeys(("red", "amber", "green", "amber_green"), _indifferent(_tolerance))
"""What a cell costs in a column, by the column's role; in a column of notes, what ``_note`` says."""
