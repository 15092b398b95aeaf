"""Printed averages: a total of one column, or row, over that of another, which most of the others prove."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.general.printed import PrintedCell, PrintedTable
from scorecard.general.quotients import ONE, Line, columns_of, fits, quotient_of, rows_of, together
from scorecard.text.numbers import decimals_of, number_of
from scorecard.units import units_in

_AVERAGE = re.compile(r"\b(?:average|mean|per|ratio|caseloads?)\b", re.IGNORECASE)
"""Words by which a measure may be one figure over another."""


@dataclass(frozen=True)
class Average:
    """A printed average, the two figures that it is made of, and what it should be.

    ``name`` is what it is called, with its category or its area; ``holds`` whether it is what the two give.
    """

    table: str
    line: int
    cell: int
    name: str
    published: str
    x: str
    y: str
    x_at: tuple[int, int]
    y_at: tuple[int, int]
    expected: str
    holds: bool


def averages_of(table: PrintedTable) -> Iterator[Average]:
    """The averages that a table prints beside the figures that prove their column or their row."""
    for lines in (columns_of(table), rows_of(table)):
        parts = [line for line in lines if _is_of_amounts(line)]
        for own in parts:
            if all(_is_called_one(one) for one in own.values()):
                yield from _printed(table, own, parts)


def _printed(table: PrintedTable, own: Line, parts: list[Line]) -> Iterator[Average]:
    whole = [one for one in parts if not any(_is_called_one(cell) for cell in one.values())]
    best = quotient_of(own, whole, ONE)
    for at in together(own, best.x, best.y) if best else ():
        assert best is not None
        yield _average(table, own[at], best.x[at], best.y[at])


def _average(table: PrintedTable, one: PrintedCell, x: PrintedCell, y: PrintedCell) -> Average:
    text = one.cell.plain
    value = (number_of(x.cell.plain) or 0.0) / (number_of(y.cell.plain) or 1.0)
    of = one.breakdown or (one.area if one.area != table.roles.grid.authority else None)
    name = one.measure.name if one.measure else ""
    return Average(
        table.roles.grid.table,
        one.line,
        one.cell.index,
        f"{name}, {of}" if of else name,
        text,
        x.cell.plain,
        y.cell.plain,
        (x.line, x.cell.index),
        (y.line, y.cell.index),
        f"{value:,.{decimals_of(text)}f}",
        fits(one, x, y, ONE),
    )


def _is_of_amounts(line: Line) -> bool:
    amounts = units_in("amount")
    return all(one.measure and one.measure.unit in amounts for one in line.values())


def _is_called_one(one: PrintedCell) -> bool:
    return bool(one.measure and _AVERAGE.search(one.measure.name))
