"""The header cells of a summary that say what time a column is about, read as one line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.text.figures import is_figure
from scorecard.text.numbers import leading_number
from scorecard.text.periods import TimeContext, read_period
from scorecard.text.spans import SPAN, YEAR
from scorecard.text.timeline import Label, Reading, read_line

_SIGNAL = re.compile(r"\bdot\b|\brag\b", re.IGNORECASE)
_SLIPPED = 0.2
"""The share of rows that may print a figure beside its column."""
_CALENDAR_YEAR = re.compile(YEAR)
_YEARS = re.compile(SPAN)


def period_headers(
    rows: Sequence[Row], texts: Sequence[Sequence[str]], context: TimeContext, body: Sequence[Row]
) -> dict[int, PrintedHeader]:
    """The header cells that say a period, or may say one, by the position of their column.

    ``texts`` are the header cells of each column from top to bottom, none for a column that is about something else.
    """
    said = {c: _label_of(above, context) for c, above in enumerate(texts) if above}
    labels = [Label(text, _under_its_year(rows, c, context), _is_filled(body, c)) for c, text in said.items()]
    readings = dict(zip(said, read_line(labels), strict=True))
    told = {c: _once(reading, readings, body) for c, reading in readings.items() if not _over_several(c, rows, body)}
    return {c: _printed(rows, c, said[c], reading) for c, reading in told.items() if reading.period or reading.doubt}


def _printed(rows: Sequence[Row], column: int, text: str, reading: Reading) -> PrintedHeader:
    """The lowest header cell over a column with what it says."""
    row = next(row for row in reversed(rows) if row.text(column))
    return PrintedHeader(row.line, row.cells[column].index, text, reading.period, reading.doubt, reading.expected)


def _label_of(above: Sequence[str], context: TimeContext) -> str:
    """What the header cells of a column say of its time: the lowest, or all of them where a date is broken over rows.

    "RAG (YTD)" is a column of colours, whatever period they are about.
    """
    lowest, whole = above[-1], " ".join(above)
    if _SIGNAL.search(lowest):
        return ""
    broken = not read_period(lowest, context) and not _SIGNAL.search(whole) and read_period(whole, context)
    return whole if broken else lowest


def _under_its_year(rows: Sequence[Row], column: int, context: TimeContext) -> TimeContext:
    """The context with the year of a header row above, which stands over the first column of its group."""
    for row in rows[:-1]:
        over = next((text for c in range(min(column, len(row.cells) - 1), -1, -1) if (text := row.text(c))), "")
        if _CALENDAR_YEAR.fullmatch(over):
            return replace(context, calendar=int(over))
        period = read_period(over, context) if over else None
        if period and period.kind == "financial_year" and period.start:
            return replace(context, year=period.start.year)
    return context


def _over_several(column: int, rows: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether a year stands over several columns of figures of which the others have no header: it is of none alone."""
    headed = any(row.text(column + 1) for row in rows)
    year = any(_YEARS.fullmatch(row.text(column)) for row in rows)
    alone = sum(bool(row.text(column)) for row in rows) == 1
    return year and alone and not headed and bool(body) and _is_filled(body, column + 1)


def _is_filled(body: Sequence[Row], column: int) -> bool:
    """Whether rows print figures other than nought in a column; without rows nobody knows, and they may.

    One row of many may have slipped by a cell.
    """
    texts = [row.text(column) for row in body]
    figures = sum(is_figure(text) and leading_number(text.lstrip("-£<>")) != 0 for text in texts)
    return not body or figures > _SLIPPED * len(body)


def _once(reading: Reading, readings: Mapping[int, Reading], body: Sequence[Row]) -> Reading:
    """The reading, without the doubt that its period stands twice where all columns of it print the same figures."""
    if reading.doubt != "twice" or not body:
        return reading
    same = [c for c, other in readings.items() if other.doubt == "twice" and other.period == reading.period]
    differ = any(len({row.text(c) for c in same}) > 1 for row in body)
    return reading if differ else replace(reading, doubt=None, expected=None)
