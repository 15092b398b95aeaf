"""Rows of small tables that lost the label which says what month they are about, where their figures prove it.

Two losses are known: all labels of a table of months are gone (the column went to a picture), or a row's label
slipped to the next line, beside notes on its figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.periods import MONTHS
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import leading_number
from scorecard.text.periods import read_period

_FEWEST_ROWS = 3
"""Fewer rows may stand for the months of a year by chance."""
_APRIL = 4
"""The month in which a financial year begins."""
_TOTAL = "Year to date"


def with_months(grid: Grid) -> Grid:
    """The table with the months of the financial year before its rows, if nothing else can be meant.

    That is so if it has as many rows of figures as the year has months up to the pack's, and either every
    column only rises (figures of the year to date), or one more row adds up the others.
    """
    body = [row for row in grid.rows if _all_figures(row.texts)]
    count = (grid.as_at.month - _APRIL) % len(MONTHS) + 1
    labelled = any(read_period(row.text(0), grid.time) for row in grid.rows)
    if labelled or count < _FEWEST_ROWS or not body or any(not is_figure(row.text(0)) for row in body):
        return grid
    months = [_month(grid, i) for i in range(count)]
    columns = [c for c in _columns(body) if any(v is not None for v in c)]
    if len(body) == count and all(_only_rises(c) for c in columns):
        return _with_labels(grid, body, months, "every column rises from row to row, as figures of the year to date do")
    if len(body) == count + 1 and _adds_up(columns):
        return _with_labels(grid, body, [*months, _TOTAL], "the last row adds up the others")
    return grid


def _columns(body: list[Row]) -> list[list[float | None]]:
    """The figures of each column from top to bottom."""
    return [[leading_number(row.text(c)) for row in body] for c in range(max(len(row.cells) for row in body))]


def _with_labels(grid: Grid, body: list[Row], labels: list[str], proof: str) -> Grid:
    """The table with a label before each of its rows of figures, of which all but a total are months."""
    months = [label for label in labels if label != _TOTAL]
    why = (
        f"the labels of the rows are lost: {len(months)} rows stand for the {len(months)} months from {months[0]} to "
        f"{months[-1]}; {proof}"
    )
    named = {row.line: label for row, label in zip(body, labels, strict=True)}
    return replace(grid, rows=[_labelled(row, named.get(row.line, ""), why) for row in grid.rows])


def with_labels_beside_notes(grid: Grid, column: int) -> Grid:
    """The table with the label of a row of notes given to the figures above it that stand in the same columns."""
    rows = list(grid.rows)
    for i, (row, below) in enumerate(pairwise(grid.rows)):
        label = below.text(column)
        beside = [text for c, text in enumerate(below.texts) if c != column]
        if row.text(column) or not _all_figures(row.texts) or _all_figures(beside) or column >= len(row.cells):
            continue
        filled = [{c for c, text in enumerate(r.texts) if text and c > column} for r in (row, below)]
        if filled[0] == filled[1] and filled[0] and read_period(label, grid.time):
            why = "the label of the row stands on the next line, beside notes on its figures"
            cells = [c.corrected(why) if c.plain else c for c in row.cells]
            cells[column] = Cell(label, row.cells[column].index, "")
            rows[i] = Row(row.line, tuple(cells))
    return replace(grid, rows=rows) if rows != grid.rows else grid


def _labelled(row: Row, label: str, why: str) -> Row:
    cells = tuple(c.corrected(why) if label and c.plain else c for c in row.cells)
    return Row(row.line, (Cell(label, 0, ""), *cells))


def _month(grid: Grid, position: int) -> str:
    """The month at a position of the financial year, as packs print it."""
    years, month = divmod(_APRIL - 1 + position, len(MONTHS))
    return f"{MONTHS[month]}-{(grid.time.financial_year + years) % 100:02d}"


def _all_figures(cells: Sequence[str]) -> bool:
    """Whether cells print figures and nothing else; indicator numbers over columns are none."""
    texts = [t for t in cells if t]
    numbers = all(re.fullmatch(r"\d{0,2}\.?\d{0,2}", t) for t in texts) and any("." in t for t in texts)
    return bool(texts) and not numbers and all(is_figure(t) or is_missing_mark(t) for t in texts)


def _only_rises(column: list[float | None]) -> bool:
    values = [v for v in column if v is not None]
    return len(values) == len(column) and values == sorted(values) and values[0] < values[-1]


def _adds_up(columns: list[list[float | None]]) -> bool:
    """Whether the last row is the sum of the others, in most columns and in two that are not all noughts."""
    sums = [(sum(v or 0 for v in column[:-1]), column[-1]) for column in columns]
    right = [total for expected, total in sums if expected == total]
    return 2 * len(right) > len(sums) and sum(bool(total) for total in right) >= 2
