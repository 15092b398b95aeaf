"""What the cells of a summary's row are about, as their columns say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scorecard.clean.names.indicators import Match
from scorecard.clean.names.numbers import printed_number
from scorecard.clean.raw.grid import Cell, Grid
from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.periods import Period, financial_year_of
from scorecard.text.figures import is_figure
from scorecard.text.letters import letters
from scorecard.text.marks import WORDS_WITHOUT_TARGET
from scorecard.text.months import MONTH
from scorecard.text.periods import NOT_STATED, read_period
from scorecard.text.spans import TERM, YEAR
from scorecard.text.timeline import DOUBTS
from scorecard.text.tolerances import is_tolerance

_TERM = re.compile(rf"\b({TERM}) ({YEAR})\b", re.IGNORECASE)
_UP_TO_MONTH = re.compile(rf"cumulative ({MONTH} {YEAR})\b", re.IGNORECASE)

_Headed = tuple[SummaryColumn, Cell]
_BANDS = ("red", "amber", "green", "amber_green")

_TWO_FIGURES = re.compile(r"^(\S+%.*?)\s*/\s*(\d\S*%.*)$")
_TWO_BANDS = re.compile(r"^(.*\S)\s+(\S*\d\S*(?:\s?[+<>])?)$")


@dataclass(frozen=True)
class SummaryRow:
    """What a row of a summary is about: its indicator, and the percentage printed under the same number if it counts.

    ``signals`` gives what the signals of the table are about by the kind of period that their header names, ``None``
    where it names none. ``rolling`` says that the indicator is counted over twelve months.
    """

    match: Match
    percent: Match | None
    signals: Mapping[str | None, Period | None]
    grid: Grid
    rolling: bool


def undecided(row: FittedRow) -> list[Placement]:
    """The figures of a row that more than one indicator could have: listed as not read, never guessed."""
    why = "the row prints neither name nor number, and its neighbours leave more than one indicator"
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)
        for _, cell in row.values()
        if is_figure(cell.plain)
    ]


def unsure(row: FittedRow) -> list[Placement]:
    """The figures of a row of which nobody knows the columns: listed as not read. The first may be its number."""
    why = "so few rows do not prove under which headers their cells stand"
    figures = [cell for _, cell in row.cells if is_figure(cell.plain)]
    if figures and printed_number(figures[0].plain):
        figures = figures[1:]
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)
        for cell in figures
    ]


def place(row: FittedRow, meaning: SummaryRow) -> list[Placement]:
    """What every figure, tolerance and signal of a row is about; its name, unit and notes are about nothing."""
    placed: list[Placement] = []
    for column, cell in _words_joined(row.cells):
        if column.role in _PLACED:
            placed += _PLACED[column.role](_PlacedCell(row.line, column, cell, meaning))
    return placed


def _words_joined(cells: Sequence[_Headed]) -> Sequence[_Headed]:
    """The cells of a row, with the words that say that a target is still to be set in one cell.

    Cut over the cells of the bands ("ra", "nge to be s", "et") they stand in the last of them.
    """
    cut = [cell for column, cell in cells if column.role in _BANDS]
    printed = letters("".join(cell.plain for cell in cut))
    words = next((words for words in WORDS_WITHOUT_TARGET if letters(words) == printed), None)
    if words is None or len(cut) == 1:
        return cells
    why = f'the words "{words}" are cut over several cells'
    joined = replace(cut[-1].corrected(why), text=words)
    return [(column, joined if cell is cut[-1] else cell) for column, cell in cells if cell not in cut[:-1]]


@dataclass(frozen=True)
class _PlacedCell:
    """A cell of a summary under its column, in a row of known meaning."""

    line: int
    column: SummaryColumn
    cell: Cell
    row: SummaryRow

    @property
    def why(self) -> str | None:
        """Why the cell is read as it is, where that is not plain from print: of the cell, its column and its row."""
        reasons = (self.cell.correction, self.column.correction, self.row.match.proof)
        return "; ".join(filter(None, reasons)) or None

    def as_printed(self, role: str, **about: Any) -> Placement:
        """The placement of the cell, with what else it is about."""
        cell, match = self.cell, self.row.match
        base: dict[str, Any] = {
            "published": cell.published,
            "text": cell.text,
            "part": cell.part,
            "indicator": match.indicator,
            "number": match.number,
            "name": match.name,
        }
        return Placement(self.line, cell.index, role=role, **(base | about))


def _values(placed: _PlacedCell) -> list[Placement]:
    """The figures of a value cell: one, or two where it prints "8.4% (2014/15) / 9.0% Autumn Term 2015".

    A figure that names its own school term is about that term, whatever column it stands in.
    """
    column, cell, row = placed.column, placed.cell, placed.row
    if why := _why_unread(column, row):
        return [placed.as_printed("unread", detail=why)] if is_figure(cell.plain) else []
    if not column.period:
        return []
    match = row.percent if row.percent and "%" in cell.plain else row.match
    two = _TWO_FIGURES.match(cell.plain)
    return [
        placed.as_printed(
            "value",
            indicator=match.indicator,
            name=match.name,
            text=text,
            part=part if two else cell.part,
            area=column.area or row.grid.authority,
            period=_own_term(text) or column.period,
            basis=match.basis,
            unit=match.unit,
            correction=placed.why,
        )
        for part, text in enumerate(two.groups() if two else (cell.text,), start=1)
    ]


def _why_unread(column: SummaryColumn, row: SummaryRow) -> str | None:
    """Why the figures under a header are not read; null if they are."""
    if column.doubt:
        return f"the period of its header cannot be told: {DOUBTS[column.doubt]}"
    of_twelve = column.about == "twelve months" and not row.rolling
    return "its header sums up twelve months, and this is counted by the month" if of_twelve else None


def _performance(placed: _PlacedCell) -> list[Placement]:
    """The one figure of a table of performance, about the period that it prints itself."""
    match, grid = placed.row.match, placed.row.grid
    period = _own_period(placed.cell.plain, grid)
    about = {"area": grid.authority, "period": period, "basis": match.basis, "unit": match.unit}
    return [placed.as_printed("value", **about, correction=placed.why)]


def _tolerance(placed: _PlacedCell) -> list[Placement]:
    return [placed.as_printed("threshold", detail=placed.column.role, correction=placed.why)]


def _two_bands(placed: _PlacedCell) -> list[Placement]:
    """Amber and green in one cell: the last tolerance is green's, what stands before it amber's.

    What can be read as one tolerance is green's alone.
    """
    bands = _TWO_BANDS.match(placed.cell.plain)
    if bands is None or is_tolerance(placed.cell.plain):
        return [placed.as_printed("threshold", detail="green")]
    return [
        placed.as_printed("threshold", text=text, published=text, part=part, detail=band)
        for part, (band, text) in enumerate(zip(("amber", "green"), bands.groups(), strict=True), start=1)
    ]


def _signal(placed: _PlacedCell) -> list[Placement]:
    period = placed.row.signals.get(placed.column.about)
    return [placed.as_printed("signal", detail=placed.column.role, period=period, correction=placed.why)]


def _ambiguous(placed: _PlacedCell) -> list[Placement]:
    return [placed.as_printed("unread", detail="one figure for two rows: either may be meant")]


def _slipped(placed: _PlacedCell) -> list[Placement]:
    """A cell of a row that may have slipped: listed as not read, whatever it prints."""
    why = "the row does not suit its header as it stands, and no other reading of it is sure"
    return [placed.as_printed("unread", detail=why)]


_PLACED: dict[str, Callable[[_PlacedCell], list[Placement]]] = {
    "value": _values,
    "performance": _performance,
    "red": _tolerance,
    "amber": _tolerance,
    "green": _tolerance,
    "amber_green": _two_bands,
    "direction": _signal,
    "rag": _signal,
    "ambiguous": _ambiguous,
    "slipped": _slipped,
}
"""What is made of a cell by the role of its column."""


def _own_term(text: str) -> Period | None:
    """The term of a calendar year: ``Spring Term 2016`` belongs to the school year that began in 2015."""
    if not (printed := _TERM.search(text)):
        return None
    name = printed[1].split()[0].title()
    return Period.term(int(printed[2]) - (name != "Autumn"), name)


def _own_period(text: str, grid: Grid) -> Period:
    """The period that a cell prints behind its figure, as "(2015/16)" or "(Cumulative December 2016)"."""
    notes = re.findall(r"\(([^()]*)\)", text)
    for note in reversed(notes):
        month = _UP_TO_MONTH.search(note)
        if month and (end := read_period(month[1], grid.time)) and end.end:
            return Period.year_to_date(financial_year_of(end.end), end.end)
        if term := _own_term(note):
            return term
        period = read_period(note, grid.time)
        if period:
            return period
    return NOT_STATED


def signal_periods(columns: Sequence[SummaryColumn], as_at: date) -> dict[str | None, Period | None]:
    """What the signals of a summary are about, by the kind of period that their header names, if it names one.

    That is the last month, quarter or year to date of its columns that had begun by the pack's month. A summary of
    quarters may keep the header "month on month" from one of months. Null where a header of that kind is in doubt and
    the last is not the pack's own: the signal may be about the one in doubt.
    """
    own = [c for c in columns if c.area is None and c.role == "value" and c.about is None]
    kinds = {c.period.kind for c in own if c.period}
    by_month = "month" if "month" in kinds or "quarter" not in kinds else "quarter"
    meant = {"month": by_month, "quarter": "quarter", "year_to_date": "year_to_date", None: by_month}
    return {named: _last_of(kind, own, as_at) for named, kind in meant.items()}


def _last_of(kind: str, columns: Sequence[SummaryColumn], as_at: date) -> Period | None:
    """The last period of a kind that had begun by the pack's month; null if it may be one in doubt."""
    sure = [c.period for c in columns if c.period and c.period.kind == kind and not c.doubt]
    begun = [(p.start, p) for p in sure if p.start and p.start <= as_at]
    last = max(begun, default=(None, None), key=lambda pair: pair[0] or date.min)[1]
    doubtful = any(c.doubt and (c.period is None or c.period.kind == kind) for c in columns)
    return None if doubtful and last and last.end and last.end < as_at else last
