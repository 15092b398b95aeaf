"""What judges the figures of a row: its targets and limits, its arrows and colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.columns import Column
from scorecard.clean.tables.general.roles import BodyRow
from scorecard.general.facts import TableFacts
from scorecard.general.printed import ROLLING, PrintedCell, PrintedMeasure
from scorecard.periods import Period
from scorecard.text.figures import is_missing_mark
from scorecard.text.periods import NOT_STATED

_LONGEST = 10_000
"""More days than any period has."""
BANDS = {"target": "green", "red": "red", "amber": "amber", "green": "green"}
_SINCE = re.compile(r"\b(?:previous|prior|last|since|from|compared|vs|versus|against|on)\b", re.IGNORECASE)
"""Words over arrows by which a time is the one that figures are compared with."""
SIGNS = ("direction", "rag")
_COLOURS = {"r": "red", "a": "amber", "g": "green"}
"""What colours are called by their first letters."""
_OTHER_TARGET = "one of several targets, and nothing says that it is the one of the figures"
_NOTHING_TO_JUDGE = "its row prints no figure that it could judge"


@dataclass(frozen=True)
class Marks:
    """Places the marks of one table."""

    facts: TableFacts

    def of_row(self, row: BodyRow, columns: Sequence[Column], own: Sequence[PrintedCell]) -> Iterator[PrintedCell]:
        """The marks of a row in its columns of marks, beside the figures of its measure."""
        targets = [column for column in columns if column.role == "target"]
        mine = _of_the_unit(self._judged(own), [row.row.text(column.position) for column in targets])
        measure = _measure_of(mine)
        for column in columns:
            cell = row.row.cells[column.position]
            if measure is None or column.role not in (*BANDS, *SIGNS):
                yield from self._left(row, column, cell)
            elif column.role in BANDS:
                other = len(targets) > 1 and column.role == "target" and not _is_of(column, mine)
                yield _limit(row, cell, measure, BANDS[column.role], _OTHER_TARGET if other else None)
            else:
                yield self._sign(row, column, mine)

    def _judged(self, own: Sequence[PrintedCell]) -> list[PrintedCell]:
        """The figures that marks are about: the authority's own, or those of the one area that the row is about."""
        areas = {one.area for one in own if one.area} - self.facts.compared
        only = self.facts.home if self.facts.home in areas or len(areas) != 1 else next(iter(areas))
        return [one for one in own if one.area == only and one.breakdown is None and one.measure]

    def _left(self, row: BodyRow, column: Column, cell: Cell) -> Iterator[PrintedCell]:
        if self.facts.is_figure(row, column):
            yield PrintedCell(row.row.line, cell, "unread", detail=_NOTHING_TO_JUDGE)

    def _sign(self, row: BodyRow, column: Column, mine: Sequence[PrintedCell]) -> PrintedCell:
        """An arrow or a colour with the period of the figure that it judges: the one over it, or the row's last.

        Where figures of several kinds of periods end with the last, a month's and the year's to date, it may judge
        either: ``others`` are the periods that it may be about too.
        """
        cell = self._in_words(row.row.cells[column.position], column)
        since = column.role == "direction" and _SINCE.search(column.header)
        own = [one for one in mine if column.period and one.period == column.period and not since]
        with_figures = [one for one in mine if self.facts.are_figures([one])]
        last = own[0] if own else _last(with_figures)
        measure = _measure_of(mine)
        if last is None or last.period is None:
            return PrintedCell(row.row.line, cell, "skip", measure)
        ends_too = {_of_what(one) for one in with_figures if one.period and one.period.end == last.period.end}
        only_rolling = all(one.measure and one.measure.part == ROLLING for one in with_figures)
        periods = [last.period] if own or only_rolling else sorted(ends_too, key=_span)
        return PrintedCell(
            row.row.line, cell, "signal", measure, periods[0], detail=column.role, others=tuple(periods[1:])
        )

    def _in_words(self, cell: Cell, column: Column) -> Cell:
        """A colour in words where the whole column prints letters: R, A, G, or most of it words such as "On track"; an
        arrow where it says it in words."""
        if column.role == "direction":
            arrow = self.facts.meanings.arrow(cell.plain)
            return replace(cell, text=arrow) if arrow else cell
        texts = [text.lower() for text in self.facts.texts(column) if not is_missing_mark(text)]
        letters_only = all(text in _COLOURS for text in texts)
        letter = cell.plain.lower()
        colours = [colour for text in texts if (colour := self.facts.meanings.colour(text))]
        colour = self.facts.meanings.colour(letter)
        if colour and len(set(colours)) > 1 and 2 * len(colours) > len(texts):
            return replace(cell, text=colour)
        return replace(cell, text=_COLOURS[letter]) if letters_only and letter in _COLOURS else cell


def _of_the_unit(mine: list[PrintedCell], targets: Sequence[str]) -> list[PrintedCell]:
    """The figures that targets judge: of a number and its percentage those of the percentage, if targets are such."""
    shares = [one for one in mine if one.measure and one.measure.unit == "percent"]
    return shares if shares and any("%" in text for text in targets) else mine


def _measure_of(mine: Sequence[PrintedCell]) -> PrintedMeasure | None:
    """The measure that a row's marks are of: that of its own figures, not of those over the last twelve months."""
    return min((one.measure for one in mine if one.measure), key=lambda one: one.part == ROLLING, default=None)


def _limit(row: BodyRow, cell: Cell, measure: PrintedMeasure, band: str, why: str | None) -> PrintedCell:
    if why:
        return PrintedCell(row.row.line, cell, "unread", measure, detail=why)
    return PrintedCell(row.row.line, cell, "threshold", measure, detail=band)


def _is_of(column: Column, mine: Sequence[PrintedCell]) -> bool:
    """Whether a target is the one of the last of the row's figures: of a year in which it lies."""
    last = _last(mine)
    if column.period is None or last is None or last.period is None:
        return False
    start, end = column.period.start, column.period.end
    return bool(start and end and last.period.end and start <= last.period.end <= end)


def _last(cells: Sequence[PrintedCell]) -> PrintedCell | None:
    """The figure of the latest period of a row; the last printed of those that end at the same time, or at none."""
    ends = [(one.period.end or date.min, one.cell.index, n) for n, one in enumerate(cells) if one.period]
    return cells[max(ends)[2]] if ends else None


def _of_what(one: PrintedCell) -> Period:
    """The period of a figure; of one over the last twelve months, which its month is not, none that others have."""
    assert one.measure and one.period
    return NOT_STATED if one.measure.part == ROLLING else one.period


def _span(period: Period) -> tuple[int, str]:
    """The shortest first, and last what has no length."""
    days = (period.end - period.start).days if period.start and period.end else _LONGEST
    return days, period.label
