"""The periods that a header prints over the columns of a small table."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.small_table.by_name import Columns
from scorecard.clean.tables.small_table.page import Page
from scorecard.registry.layouts import ColumnLayout
from scorecard.text.periods import read_period


def with_header_periods(columns: Sequence[ColumnLayout | None], units: Sequence[FigureColumns], page: Page) -> Columns:
    """The columns with the periods printed over them; a cycle's stand over the first of its columns.

    Where periods are printed, a column under other words ("Change") is about something that nobody knows.
    """
    dated: Columns = []
    for column, unit in zip(columns, units, strict=False):
        text = _period_over(unit.columns[0], page)
        dated.append(column.model_copy(update={"period": text}) if column and text else column)
    if not any(c.period for c in dated if c):
        return dated
    return [c if c and c.period else None for c in dated]


def _period_over(first: int, page: Page) -> str | None:
    """The text of the period over a column: in its own cells, or where a cycle repeats, left of it."""
    for row in page.header:
        for c in range(first, max(page.label, -1), -1):
            if read_period(row.text(c), page.time):
                return row.text(c)
            if row.text(c) and not page.layout.cycle:
                break
    whole = " ".join(filter(None, (row.text(first) for row in page.header)))
    return whole if read_period(whole, page.time) else None


def only_one(columns: Sequence[ColumnLayout | None], units: Sequence[FigureColumns]) -> Columns:
    """Of several columns of one measure those with a period of their own, or the first of figures: nobody knows
    what the others are about."""
    if any(c.period for c in columns if c):
        return list(columns)
    first = next((i for i, unit in enumerate(units) if unit.kind in ("number", "percent", "ratio")), None)
    return [c if i == first else None for i, c in enumerate(columns)]
