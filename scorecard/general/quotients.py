"""Figures that are two others divided, as most of their row or their column proves: percentages and averages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from scorecard.general.printed import OWN, PrintedCell, PrintedTable
from scorecard.text.numbers import decimals_of, number_of

PERCENT, ONE = 100, 1
"""What a quotient is multiplied by before it is printed."""
_FEWEST = 3
_PROVED = 0.75
"""So many figures at least, and that share of all, must be the quotient of the same two lines in their rounding."""
_MOST_LINES = 60
"""Longer tables are lists, whose lines are not of one another."""
_EDGE = 1e-9
"""What floats may differ by at the edge of rounding."""

Line = Mapping[int, PrintedCell]
"""The figures of a row by their column, or those of a column by their row."""


Three = tuple[PrintedCell, PrintedCell, PrintedCell]
"""A figure with the two of which it is the quotient."""


class Quotient(NamedTuple):
    """The two lines that the figures of one are the quotient of, and of how many that is so."""

    fit: int
    x: Line
    y: Line


def rows_of(table: PrintedTable) -> list[Line]:
    """The rows of figures of a table."""
    return _lines(table, lambda one: (one.line, one.cell.index))


def columns_of(table: PrintedTable) -> list[Line]:
    """The columns of figures of a table."""
    return _lines(table, lambda one: (one.cell.index, one.line))


def _lines(table: PrintedTable, places: Callable[[PrintedCell], tuple[int, int]]) -> list[Line]:
    lines: dict[int, dict[int, PrintedCell]] = defaultdict(dict)
    for one in table.cells:
        if one.role == "value" and one.measure and not one.cell.part and number_of(_bare(one)) is not None:
            line, at = places(one)
            lines[line][at] = one
    return list(lines.values()) if len(lines) <= _MOST_LINES else []


def is_in(line: Line, units: Sequence[str]) -> bool:
    """Whether all figures of a line are a measure's own, in one of some units."""
    return all(one.measure and one.measure.part == OWN and one.measure.unit in units for one in line.values())


def quotient_of(own: Line, parts: Sequence[Line], times: int) -> Quotient | None:
    """The two lines whose quotient, so many ``times``, a line prints.

    Null where none proves it, or where two do equally well that give other figures.
    """
    told = []
    for x, y in permutations([one for one in parts if one is not own], 2):
        at = together(own, x, y)
        fit = sum(fits(own[c], x[c], y[c], times) for c in at)
        if fit >= max(_FEWEST, _PROVED * len(at)) and _varies(own, at):
            told.append(Quotient(fit, x, y))
    best = max(told, key=lambda one: one.fit, default=None)
    if best is None:
        return None
    others = [one for one in told if one.fit == best.fit and one is not best]
    return None if any(_differ(own, best, other) for other in others) else best


def together(own: Line, x: Line, y: Line) -> list[int]:
    """Where all three lines print a figure of one time and one area."""
    return [at for at, one in own.items() if at in x and at in y and _moments(x[at], y[at]) == _moments(one)]


def fits(own: PrintedCell, x: PrintedCell, y: PrintedCell, times: int) -> bool:
    """Whether a figure is the quotient of two others in its own rounding."""
    text = _bare(own)
    value, top, bottom = number_of(text), number_of(_bare(x)), number_of(_bare(y))
    if value is None or top is None or not bottom:
        return False
    return abs(times * top / bottom - value) <= 0.5 * 10.0 ** -decimals_of(text) + _EDGE


def pairs_in(table: PrintedTable, units: Sequence[str]) -> Iterator[Three]:
    """The percentages of a table with a measure a row, with their x and their y in two other rows, or in one of them.

    They stand in a row of their own, of figures in some ``units``; or each behind its count, as its share in the last.
    """
    if table.roles.rows != "measure":
        return
    yield from _shares_of_last(table)
    lines = rows_of(table)
    counts = [line for line in lines if is_in(line, units)]
    for own in lines:
        if is_in(own, ("percent",)) and (best := quotient_of(own, counts, PERCENT)):
            yield from ((own[at], best.x[at], best.y[at]) for at in together(own, best.x, best.y))


def _shares_of_last(table: PrintedTable) -> Iterator[Three]:
    """The percentages behind counts that are their shares in the last row: "Audits completed" below the grades."""
    columns = {next(iter(line.values())).cell.index: line for line in columns_of(table)}
    for at, own in columns.items():
        counts = columns.get(at - 1, {})
        if not (is_in(own, ("percent",)) and counts and is_in(counts, ("count",))):
            continue
        last = counts[max(counts)]
        told = [(one, counts[line], last) for line, one in own.items() if line in counts and line != last.line]
        told = [three for three in told if _moments(three[0]) == _moments(*three[1:])]
        fit = sum(fits(*three, PERCENT) for three in told)
        if fit >= max(_FEWEST, _PROVED * len(told)) and _varies(own, [one.line for one, *_ in told]):
            yield from told


def _bare(one: PrintedCell) -> str:
    return one.cell.plain.rstrip("% ")


def _moments(*cells: PrintedCell) -> set[tuple[object, str | None]]:
    return {(one.period, one.area) for one in cells}


def _varies(own: Line, at: Sequence[int]) -> bool:
    """Whether a line prints several figures: of one alone, or of 100% each time, much may be the quotient."""
    return len({_bare(own[c]) for c in at}) > 1


def _differ(own: Line, one: Quotient, other: Quotient) -> bool:
    """Whether two pairs of lines give other figures somewhere."""
    return any(_value(one, at) != _value(other, at) for at in together(own, one.x, one.y))


def _value(lines: Quotient, at: int) -> float | None:
    top, bottom = (number_of(_bare(line[at])) if at in line else None for line in (lines.x, lines.y))
    return None if top is None or not bottom else top / bottom
