"""Periods of a file with one figure in each row: days that end or begin months, shown as a sheet shows months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace

from scorecard.periods import MONTHS
from scorecard.readers.printed import Printed

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ]00:00(?::00)?)?")
_OF_THE_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_LAST_MONTH = 12
_MONTH = re.compile(r"([A-Z][a-z]{2})-(\d{2})")
_YEARS = re.compile(r"\d{4}(?:[/-]\d{2})?")


def with_months(rows: Sequence[Sequence[Printed]], period: int) -> list[list[Printed]]:
    """The rows with ``2021-04-30`` as ``Apr-21``, if every period of the column is a month's first or last day.

    Other columns, and days within a month, stay as they are: what they stand for is not known.
    """
    months = [month_shown(row[period].line) for row in rows]
    if not months or not all(months):
        return [list(row) for row in rows]
    return [
        [replace(cell, text=month or "") if at == period else cell for at, cell in enumerate(row)]
        for row, month in zip(rows, months, strict=True)
    ]


def month_shown(text: str) -> str | None:
    """The month that a date stands for; null if it is none, or a day within a month.

    >>> month_shown("2021-04-30"), month_shown("2021-04"), month_shown("01/04/2021"), month_shown("2021-04-12")
    ('Apr-21', 'Apr-21', 'Apr-21', None)
    """
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _OF_THE_DAY.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    if not 1 <= int(month) <= _LAST_MONTH:
        return None
    if day and int(day) not in (1, monthrange(int(year), int(month))[1]):
        return None
    return f"{MONTHS[int(month) - 1]}-{year[2:]}"


def in_order(periods: Sequence[str]) -> list[str]:
    """Months and years from the first to the last, as packs print them; other periods in the order of the file.

    >>> in_order(["May-21", "Apr-21"]), in_order(["Q2", "Q1"])
    (['Apr-21', 'May-21'], ['Q2', 'Q1'])
    """
    months = [_MONTH.fullmatch(period) for period in periods]
    if all(month and month[1] in MONTHS for month in months):
        placed = {month[0]: (month[2], MONTHS.index(month[1])) for month in months if month}
        return sorted(periods, key=lambda period: placed[period])
    return sorted(periods) if all(_YEARS.fullmatch(period) for period in periods) else list(periods)
