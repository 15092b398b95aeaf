"""What the cells of a summary's row are about, as their columns say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Cell, Grid
from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow
from scorecard.periods import Period, financial_year_of
from scorecard.text.figures import is_figure
from scorecard.text.periods import NOT_STATED, read_period


@dataclass(frozen=True)
class RowMeaning:
    """What a row of a summary is about: its indicator, and the percentage printed under the same number if it counts.

    ``month`` is what the signals of the table are about: its last month.
    """

    match: Match
    percent: Match | None
    month: Period | None
    grid: Grid


def undecided(row: FittedRow) -> list[Placement]:
    """The figures of a row that more than one indicator could have: listed as not read, never guessed."""
    why = "the row prints neither name nor number, and its neighbours leave more than one indicator"
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)
        for _, cell in row.values()
        if is_figure(cell.plain)
    ]


def place(row: FittedRow, meaning: RowMeaning) -> list[Placement]:
    """What every figure, tolerance and signal of a row is about; its name, unit and notes are about nothing."""
    placed: list[Placement] = []
    for column, cell in row.cells:
        if column.role in _PLACED:
            why = "; ".join(filter(None, (cell.correction, column.correction, meaning.match.proof))) or None
            base = _base(row.line, cell, meaning.match)
            placed += _PLACED[column.role](replace(base, correction=why), column, cell, meaning)
    return placed


def _base(line: int, cell: Cell, match: Match) -> Placement:
    return Placement(
        line,
        cell.index,
        cell.published,
        cell.text,
        "value",
        part=cell.part,
        indicator=match.indicator,
        number=match.number,
        name=match.name,
    )


def _values(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    """The figures of a value cell: one, or two where it prints "8.4% (2014/15) / 9.0% Autumn Term 2015".

    A figure that names its own school term is about that term, whatever column it stands in.
    """
    if not column.period:
        return []
    match = meaning.match
    if meaning.percent and "%" in cell.plain:
        match = meaning.percent
        base = replace(base, indicator=match.indicator, name=match.name)
    two = re.match(r"^(\S+%.*?)\s*/\s*(\d\S*%.*)$", cell.plain)
    texts = [two[1], two[2]] if two else [cell.text]
    area = column.area or meaning.grid.authority
    return [
        replace(
            base,
            text=text,
            part=part if two else base.part,
            area=area,
            period=_own_term(text) or column.period,
            basis=match.basis,
            unit=match.unit,
        )
        for part, text in enumerate(texts, start=1)
    ]


def _performance(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    """The one figure of a table of performance, about the period that it prints itself."""
    match, grid = meaning.match, meaning.grid
    period = _own_period(cell.plain, grid)
    return [replace(base, area=grid.authority, period=period, basis=match.basis, unit=match.unit)]


def _tolerance(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    return [replace(base, role="threshold", detail=column.role)]


def _two_bands(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    """Amber and green in one cell: the last tolerance is green's, what stands before it amber's."""
    base = replace(base, role="threshold", correction=None)
    match = re.match(r"^(.*\S)\s+(\S*\d\S*(?:\s?[+<>])?)$", cell.plain)
    if match is None:
        return [replace(base, detail="green")]
    return [
        replace(base, text=text, published=text, part=part, detail=band)
        for part, (band, text) in enumerate((("amber", match[1]), ("green", match[2])), start=1)
    ]


def _signal(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    return [replace(base, role="signal", detail=column.role, period=meaning.month)]


def _ambiguous(base: Placement, column: SummaryColumn, cell: Cell, meaning: RowMeaning) -> list[Placement]:
    why = "one figure for two rows: either may be meant"
    return [replace(base, role="unread", detail=why, correction=None)]


_PLACED: dict[str, Callable[[Placement, SummaryColumn, Cell, RowMeaning], list[Placement]]] = {
    "value": _values,
    "performance": _performance,
    "red": _tolerance,
    "amber": _tolerance,
    "green": _tolerance,
    "amber_green": _two_bands,
    "direction": _signal,
    "rag": _signal,
    "ambiguous": _ambiguous,
}
"""What is made of a cell by the role of its column."""


def _own_term(text: str) -> Period | None:
    term = re.search(r"\b(autumn|spring|summer)(?:\s+term)?\s+(20\d\d)\b", text, re.IGNORECASE)
    return Period.term(int(term[2]) - (term[1].lower() != "autumn"), term[1].title()) if term else None


def _own_period(text: str, grid: Grid) -> Period:
    """The period that a cell prints behind its figure, as "(2015/16)" or "(Cumulative December 2016)"."""
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


def last_month(columns: list[SummaryColumn]) -> Period | None:
    """The month that the signals of a summary are about: its last month column."""
    months = [c.period for c in columns if c.period and c.period.kind == "month" and c.period.end]
    return max(months, key=lambda p: p.end or date.min, default=None)
