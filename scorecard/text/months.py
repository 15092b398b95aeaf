"""How packs print months: the pieces for patterns, and which month a name is.

The pieces are in lower case and without groups: compile them with ``re.IGNORECASE``, or for text in lower case.
"""

from __future__ import annotations

from datetime import date

from scorecard.periods import MONTH_NAMES, MONTHS, Period, Quarter, month_end
from scorecard.text.spans import SECOND_YEAR

_FOUR_LETTERS = {"september": "sept"}
"""The one name that is also shortened to four letters."""


def _spellings(name: str) -> str:
    """A month's name, whole or shortened, as one pattern; the letters that all share are looked at once."""
    longer = "|".join(other[3:] for other in (name, _FOUR_LETTERS.get(name, "")) if other[3:])
    return f"{name[:3]}(?:{longer})?" if longer else name


MONTH = f"(?:{'|'.join(_spellings(name.lower()) for name in MONTH_NAMES)})"
"""A month's name, whole or shortened; what may follow (a word's end, a full stop) is the pattern's own business."""
MONTH_NAME = f"(?:{'|'.join(MONTH_NAMES)})"
"""A month's whole name with its capital, for prose that has May and may, March and march."""
BEFORE_YEAR = r"\b\.?[ '’./-]*"
"""Between a month and its year: ``Jun-20``, ``June 2020``, ``Jun'20``."""
DATED_MONTH = f"{MONTH}{BEFORE_YEAR}{SECOND_YEAR}"
MONTH_STARTS = tuple(short.lower() for short in MONTHS)
"""What a text in lower case must hold for MONTH to find anything in it."""
APRIL = f"(?:{_spellings('april')})"
MARCH = f"(?:{_spellings('march')})"
"""The first and the last month of a financial year."""
DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
"""A day of a month: ``30``, ``1st``."""

_SHORTEST = 3


def month_of(name: str) -> int | None:
    """The number of a month by its name, whole or cut short to three letters or more; null for any other word.

    >>> month_of("June"), month_of("SEPT."), month_of("Mayor"), month_of("Ju")
    (6, 9, None, None)
    """
    lower = name.lower().rstrip(".")
    if len(lower) < _SHORTEST:
        return None
    return next((number for number, month in enumerate(MONTH_NAMES, 1) if month.lower().startswith(lower)), None)


def last_month_named(month: int, as_at: date) -> Period:
    """The last month of that number that is not after ``as_at``: what a month without a year means in a pack.

    >>> last_month_named(6, date(2020, 6, 30)).label, last_month_named(7, date(2020, 6, 30)).label
    ('2020-06', '2019-07')
    """
    return Period.month(as_at.year - (month > as_at.month), month)


def last_quarter_named(number: int, as_at: date) -> Period:
    """The last quarter of that number that had begun by ``as_at``: what a quarter without a year means in a pack.

    >>> last_quarter_named(1, date(2020, 6, 30)).label, last_quarter_named(2, date(2020, 6, 30)).label
    ('2020/21 Q1', '2019/20 Q2')
    """
    now = Quarter.containing(as_at)
    return Period.quarter(now.year - (number > now.number), number)


def next_month_named(month: int, as_at: date) -> date:
    """The end of the first month of that number after ``as_at``: what a month is that is still to come."""
    return month_end(as_at.year + (month <= as_at.month), month)
