"""Years of the calendar over columns and beside rows: which financial year each of them is, nobody says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scorecard.clean.tables.general.columns import CALENDAR_YEAR, FEWEST_YEARS, VALUE, Column, years_out_of_turn
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.periods import Period
from scorecard.text.beside import one_line
from scorecard.text.months import DAY, MONTH, month_of
from scorecard.text.spans import YEAR_ALONE, several_years, span_of_several

_DAY = re.compile(rf"\b(?:at|on|as of) (?:the )?{DAY} ({MONTH})\b(?!\.?,? ?[0-9])", re.IGNORECASE)
"""A day without its year: ``at 31 July``."""


def with_printed_years(roles: TableRoles, captions: Sequence[str] = ()) -> TableRoles:
    """A table whose years of the calendar are times of their own: ``2023``, whatever it was counted from.

    Where the words over a year say a day without one ("at 31 July"), or else its table's title or the nearest of its
    ``captions`` that says one, it is the month of that day. A span of several years ("2018-21") is only what is
    printed. A year that stands twice over figures of one kind, or out of the order of the others, is in doubt.
    """
    of_all = _only_month(roles.title) or next(filter(None, (_only_month([text]) for text in captions)), None)
    years = {c.position: year for c in roles.columns if (year := _year_of(c)) is not None}
    doubts = _doubts(roles, years)

    def told(column: Column) -> Column:
        if column.time is None or column.position not in years:
            return column
        year = years[column.position]
        month = None if several_years(year) else _only_month(column.heads) or of_all
        period = Period.month(int(year), month) if month else Period.as_printed(year)
        time = replace(column.time, period=period, doubt=doubts.get(column.time.cell))
        return replace(column, time=time)

    return replace(roles, columns=tuple(map(told, roles.columns)))


def _only_month(texts: Sequence[str]) -> int | None:
    """The month of the days without a year that texts name; null where they name none, or days of several months."""
    months = {month for text in texts for month in _months_of_days(text)}
    return months.pop() if len(months) == 1 else None


def _months_of_days(text: str) -> Iterator[int]:
    """The months of the days that a text names without their year."""
    for day in _DAY.finditer(text):
        if month := month_of(day[1]):
            yield month


def _year_of(column: Column) -> str | None:
    """The year over a column, or a span of several with a hyphen, that is no financial year; null for anything else."""
    if column.time is None or column.time.doubt != CALENDAR_YEAR:
        return None
    text = one_line(column.time.published)
    if several := span_of_several(text):
        return several
    years = YEAR_ALONE.findall(text)
    return years[0] if len(years) == 1 else None


def _doubts(roles: TableRoles, years: Mapping[int, str]) -> dict[int, str]:
    """The header cells that are in doubt, each with why; a cell over several columns counts once."""
    own = [c for c in roles.of_role(VALUE) if c.position in years and c.area is None and not c.words]
    heads = {c.time.cell: years[c.position] for c in own if c.time}
    times = Counter(heads.values())
    twice = {cell: "twice" for cell, year in heads.items() if times[year] > 1}
    line = {cell: year for cell, year in heads.items() if cell not in twice}
    wrong = years_out_of_turn([int(year[:4]) for year in line.values()]) if len(line) >= FEWEST_YEARS else []
    return twice | {list(line)[at]: "out-of-order" for at in wrong}
