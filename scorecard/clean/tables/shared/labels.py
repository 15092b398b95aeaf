"""What the rows of a theme page are about: the period, or the comparator, that their labels print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import leading_number
from scorecard.text.periods import TimeContext, open_label, read_period
from scorecard.text.spans import YEAR
from scorecard.text.timeline import Label as TimeLabel
from scorecard.text.timeline import Reading, read_line, told_together

_LABEL_COLUMNS = 4
_CALENDAR_YEAR = re.compile(YEAR)


@dataclass(frozen=True)
class Label:
    """What a row is about: a period, and the comparator if the row is one.

    ``doubt`` says why its period cannot be told, as a code of ``text.timeline``; null if it can. ``expected`` is the
    period that the labels beside it leave for it.
    """

    period: Period
    area: str | None = None
    basis: str | None = None
    doubt: str | None = None
    expected: Period | None = None


def labels_by_column(grid: Grid, registry: Registry) -> list[int]:
    """How many rows have their label, a period or comparator, in each of the first columns."""
    counts = [0] * min(_LABEL_COLUMNS, grid.width)
    together = [_told_together(grid, c) for c in range(len(counts))]
    for position, row in enumerate(grid.rows):
        # of "YTD | 2020/21" the second is the row's own label, the first that of its group
        labels = [
            c
            for c in range(len(counts))
            if position in together[c] or row_label(row.text(c), grid.time, registry) is not None
        ]
        if labels:
            counts[labels[-1]] += 1
    return counts


def _told_together(grid: Grid, column: int) -> dict[int, Reading]:
    """The labels of a column that say a period only beside one another, by position of the row."""
    told = told_together([row.text(column) for row in grid.rows], grid.time)
    return {position: reading for position, reading in told.items() if reading.period}


def column_of_most(counts: Sequence[int]) -> int | None:
    """The column with the most labels, the first of several; null if there is no label."""
    best = max(range(len(counts)), key=lambda c: (counts[c], -c), default=None)
    return best if best is not None and counts[best] else None


def row_label(text: str, context: TimeContext, registry: Registry, *, academic: bool = False) -> Label | None:
    """The period or comparator that a row's label prints, or null."""
    area = registry.area(text)
    if area and area.kind == "comparator":
        return Label(Period.latest(), area.name, "benchmark")
    period = read_period(text, context, academic=academic)
    return Label(period) if period else None


def with_rows_in_line(grid: Grid, column: int, registry: Registry) -> Grid:
    """The table with rows that lost (or gained) a blank cell before their label moved back under the headers."""
    rows = [in_line(row, column, grid, registry) for row in grid.rows]
    return replace(grid, rows=rows) if rows != grid.rows else grid


def in_line(row: Row, column: int, grid: Grid, registry: Registry) -> Row:
    """The row with its label in the label column, if it stands one cell beside it."""
    text = row.text(column)
    if column and _is_label(row.text(column - 1), grid, registry) and (is_figure(text) or is_missing_mark(text)):
        why = "this row lost the blank cell before its label, so every figure is read one to the right"
        moved = [c.corrected(why) if c.plain else c for c in row.cells[column:]]
        return Row(row.line, (Cell("", 0, ""), *row.cells[:column], *moved))
    if not text and not row.text(column - 1) and _is_label(row.text(column + 1), grid, registry):
        why = "this row has a blank cell too many before its label, so every figure is read one to the left"
        moved = [c.corrected(why) if c.plain else c for c in row.cells[column + 2 :]]
        if any(is_figure(c.plain) for c in moved):
            return Row(row.line, (*row.cells[:column], row.cells[column + 1], *moved))
    return row


def _is_label(text: str, grid: Grid, registry: Registry) -> bool:
    return row_label(text, grid.time, registry) is not None and not is_figure(text)


def label_places(rows: Iterable[Row], column: int) -> set[tuple[int, int]]:
    """The line and cell of what stands in the label column of rows."""
    return {(row.line, row.cells[column].index) for row in rows if 0 <= column < len(row.cells)}


def read_labels(grid: Grid, column: int, registry: Registry, time: TimeContext | None = None) -> dict[int, Label]:
    """Label by position of the row. A group's label ("YTD", "ANNUAL TREND (ACADEMIC YEAR)") tells the rest.

    ``time`` is what labels without a year are read against, where the table says a year of its own.
    """
    time = time or grid.time
    labels: dict[int, Label] = {}
    academic = False
    for position, row in enumerate(grid.rows):
        group = " ".join(row.text(c) for c in range(column))
        if group.strip():
            academic = bool(re.search("academic", group, re.IGNORECASE))
        text = row.text(column)
        label = row_label(text, time, registry, academic=academic)
        if label is None and column and not text:
            label = row_label(row.text(column - 1), time, registry)
        if label and re.search(r"\bytd\b", f"{group} {text}", re.IGNORECASE) and label.period.start:
            year = label.period.start.year if label.period.kind != "month" else None
            label = Label(Period.year_to_date(year, grid.as_at)) if year else label
        if label:
            labels[position] = label
    return _with_following_to_date(grid, column, _in_their_line(grid, column, labels, time))


def _in_their_line(grid: Grid, column: int, labels: dict[int, Label], time: TimeContext) -> dict[int, Label]:
    """The labels with what those of months and quarters tell of one another, and with those that they tell together.

    The order of rows says nothing: each row has its label beside it. A row of a month to come holds what is planned, or
    debris.
    """
    together = _told_together(grid, column)
    stand = [p for p in range(len(grid.rows)) if p in together or (p in labels and _is_dated(labels[p]))]
    over = _years_over(grid, column, time)
    line = [TimeLabel(grid.rows[p].text(column), over[p], _is_filled(grid.rows[p], column)) for p in stand]
    told = dict(labels)
    for position, reading in zip(stand, read_line(line), strict=True):
        known = labels.get(position)
        period = reading.period or (known.period if known else None)
        if period and reading.doubt in ("out-of-order", "ahead"):
            told[position] = Label(period)
        elif period and (reading.period or reading.doubt):
            told[position] = Label(period, doubt=reading.doubt, expected=reading.expected)
    return dict(sorted(told.items()))


def _years_over(grid: Grid, column: int, time: TimeContext) -> list[TimeContext]:
    """What each row's label is read against: a month without a year has the year that stands above it, alone in a row
    or left of the first of its group."""
    over, here = [], time
    for row in grid.rows:
        alone = [text for text in row.texts if text]
        named = alone if len(alone) == 1 else [text for text in row.texts[:column] if text]
        here = next(filter(None, (_of_year(text, time) for text in named)), here)
        over.append(here if open_label(row.text(column)) else time)
    return over


def _of_year(text: str, time: TimeContext) -> TimeContext | None:
    """The context of a year that a text prints, financial or of the calendar; null if it prints none."""
    if _CALENDAR_YEAR.fullmatch(text):
        return TimeContext(time.as_at, calendar=int(text))
    period = read_period(text, time)
    if period is None or period.start is None or period.kind != "financial_year":
        return None
    return TimeContext(time.as_at, period.start.year)


def _is_dated(label: Label) -> bool:
    return label.area is None and label.period.kind in ("month", "quarter")


def _is_filled(row: Row, column: int) -> bool:
    """Whether a row prints a figure other than nought behind its label."""
    return any(is_figure(text) and leading_number(text) != 0 for text in row.texts[column + 1 :])


def _with_following_to_date(grid: Grid, column: int, labels: dict[int, Label]) -> dict[int, Label]:
    """The pack's year is one to date where its "YTD" slipped to the next line."""
    mended = dict(labels)
    for position, label in labels.items():
        after = grid.rows[position + 1] if position + 1 < len(grid.rows) else None
        if label.period.kind == "financial_year" and after and label.period.start:
            alone = [t for t in after.texts if t]
            current = label.period.start.year == grid.time.financial_year
            if current and alone and all(t.upper() == "YTD" for t in alone):
                mended[position] = Label(Period.year_to_date(label.period.start.year, grid.as_at))
    return mended
