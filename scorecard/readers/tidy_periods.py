"""Periods of a file with one figure in each row: days that end or begin months, shown as a sheet shows months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time

from scorecard.periods import MONTHS
from scorecard.readers.printed import Printed
from scorecard.text.spans import SPAN, YEAR

_FORMS = (
    "%Y-%m-%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m",
    "%d/%m/%Y",
)
"""How files write a day; a month alone is its first day."""
_YEARS = re.compile(f"{SPAN}|{YEAR}")


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
    day = _day_of(text)
    if day is None or day.day not in (1, monthrange(day.year, day.month)[1]):
        return None
    return f"{MONTHS[day.month - 1]}-{day:%y}"


def _day_of(text: str) -> date | None:
    for form in _FORMS:
        with suppress(ValueError):
            moment = datetime.strptime(text, form)  # noqa: DTZ007  (a day of no place)
            return moment.date() if moment.time() == time() else None
    return None


def in_order(periods: Sequence[str]) -> list[str]:
    """Months and years from the first to the last, as packs print them; other periods in the order of the file.

    >>> in_order(["May-21", "Apr-21"]), in_order(["Q2", "Q1"])
    (['Apr-21', 'May-21'], ['Q2', 'Q1'])
    """
    months = [period.partition("-") for period in periods]
    if all(name in MONTHS and year.isdigit() for name, _, year in months):
        placed = {"-".join((name, year)): (year, MONTHS.index(name)) for name, _, year in months}
        return sorted(periods, key=lambda period: placed[period])
    return sorted(periods) if all(_YEARS.fullmatch(period) for period in periods) else list(periods)
