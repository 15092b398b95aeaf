"""The periods that a header prints over the columns of a small table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.by_name import Columns
from scorecard.clean.tables.small_table.page import Page
from scorecard.registry.layouts import ColumnLayout
from scorecard.text.figures import is_figure
from scorecard.text.periods import read_period
from scorecard.text.timeline import Label as TimeLabel
from scorecard.text.timeline import Reading, read_line


class Head(NamedTuple):
    """A header cell with what it prints; one that a cycle of columns shares stands over all of them."""

    line: int
    column: int
    text: str


def with_header_periods(columns: Sequence[ColumnLayout | None], units: Sequence[FigureColumns], page: Page) -> Columns:
    """The columns with the periods printed over them; a cycle's stand over the first of its columns.

    Where periods are printed, a column under other words ("Change") is about something that nobody knows, and so is one
    under a header in doubt.
    """
    paired = list(zip(columns, units, strict=False))
    over = [_header_over(unit.columns[0], page) for _, unit in paired]
    told = _told(over, [unit for _, unit in paired], page)
    dated = [
        c.model_copy(update={"period": told[head]}) if c and head else c
        for (c, _), head in zip(paired, over, strict=True)
    ]
    return [c if c and c.period else None for c in dated] if any(over) or any(c.period for c in dated if c) else dated


def _told(over: Sequence[Head | None], units: Sequence[FigureColumns], page: Page) -> dict[Head, str | None]:
    """For each header what it says as a layout says it: of a month or quarter its label; null where it is in doubt."""
    first = {head: unit for head, unit in reversed(list(zip(over, units, strict=True))) if head}
    heads = sorted(first, key=lambda head: head.column)
    body = page.grid.rows[page.first :]
    filled = [any(is_figure(row.text(c)) for row in body for c in first[head].columns) for head in heads]
    labels = [TimeLabel(head.text, page.time, has) for head, has in zip(heads, filled, strict=True)]
    return {head: _said(head.text, reading) for head, reading in zip(heads, read_line(labels), strict=True)}


def _said(text: str, reading: Reading) -> str | None:
    """The label of a month or quarter, else what is printed; null where it is in doubt."""
    if reading.doubt and reading.doubt != "ahead":
        return None
    dated = reading.period is not None and reading.period.kind in ("month", "quarter")
    return reading.period.label if reading.period and dated else text


def _header_over(first: int, page: Page) -> Head | None:
    """The header cell that says the period of a column: one of its own, or where a cycle repeats, one left of it."""
    for row in page.header:
        for c in range(first, max(page.label, -1), -1):
            if read_period(row.text(c), page.time):
                return Head(row.line, c, row.text(c))
            if row.text(c) and not page.layout.cycle:
                break
    whole = " ".join(filter(None, (row.text(first) for row in page.header)))
    return Head(page.header[0].line, first, whole) if read_period(whole, page.time) else None


def only_one(columns: Sequence[ColumnLayout | None], units: Sequence[FigureColumns]) -> Columns:
    """Of several columns of one measure those with a period of their own, or the first of figures: nobody knows
    what the others are about."""
    if any(c.period for c in columns if c):
        return list(columns)
    first = next((i for i, unit in enumerate(units) if unit.kind in ("number", "percent", "ratio")), None)
    return [c if i == first else None for i, c in enumerate(columns)]
