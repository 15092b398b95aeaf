"""How packs print the days that stand for a month, its first or last one, in digits, in words or as a number.

A spreadsheet keeps a month as its first day and shows it as ``01/04/2021``, ``2021-04-01 00:00:00`` or ``44287``. Days
are read before months, as in Britain; a day within a month is a day and no month.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from scorecard.periods import month_end
from scorecard.text.months import DAY, MONTH, month_of
from scorecard.text.spans import SECOND_YEAR, YEAR, long_year

_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?"
_IN_DIGITS = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?P<by>[/.-])(?P<month>[0-9]{{1,2}})(?P=by)(?P<year>{SECOND_YEAR}){_TIME}"
)
_THREE_NUMBERS = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/({SECOND_YEAR}){_TIME}")
_YEAR_FIRST = re.compile(rf"(?P<year>{YEAR})(?P<by>[/-])(?P<month>[0-9]{{1,2}})(?P=by)(?P<day>[0-9]{{1,2}}){_TIME}")
_IN_WORDS = re.compile(rf"(?P<day>{DAY})[ -](?P<name>{MONTH})\b\.?[ ,'’-]*(?P<year>{SECOND_YEAR})", re.IGNORECASE)
_MONTH_BY_YEAR = re.compile(
    rf"(?:(?P<month>[0-9]{{1,2}})[/-](?P<year>{YEAR})|(?P<year_first>{YEAR})-(?P<after>[0-9]{{2}}))"
)
_MONTHS_OF_A_YEAR = 12
_DAY_NOUGHT = date(1899, 12, 30)
"""The day that spreadsheets count from (Office Open XML, ECMA-376 part 1, 18.17.4.1, with its leap year of 1900)."""
_SERIAL = re.compile("[34][0-9]{4}")
"""Days of the years from 1982 to 2036."""
_YEAR_AND_MONTH = re.compile(rf"({YEAR})([0-9]{{2}})")

Month = tuple[int, int]
"""A year and the number of a month."""


def month_in_digits(text: str) -> Month | None:
    """The month that a label prints as a date or in digits; null for a day within a month and for anything else.

    In words only the last day stands for its month: ``1 April`` may be the day on which children were counted.

    >>> month_in_digits("30/04/2021"), month_in_digits("2021-04"), month_in_digits("14/04/2021")
    ((2021, 4), (2021, 4), None)
    """
    if dated := _IN_DIGITS.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day = long_year(dated["year"]), int(dated["month"]), int(dated["day"])
        return (year, month) if _is_month(month) and day in (1, month_end(year, month).day) else None
    if worded := _IN_WORDS.fullmatch(text):
        year, month = long_year(worded["year"]), month_of(worded["name"]) or 1
        return (year, month) if int(re.sub(r"\D", "", worded["day"])) == month_end(year, month).day else None
    bare = _MONTH_BY_YEAR.fullmatch(text)
    if bare is None:
        return None
    year, month = int(bare["year"] or bare["year_first"]), int(bare["month"] or bare["after"])
    return (year, month) if _is_month(month) else None


def numbers_of_day(text: str) -> tuple[int, int, str] | None:
    """The numbers of a day that ends with its year, as they are printed: only other days tell which is the month.

    >>> numbers_of_day("03/31/2023 0:00"), numbers_of_day("31 March")
    ((3, 31, '2023'), None)
    """
    day = _THREE_NUMBERS.fullmatch(text)
    return (int(day[1]), int(day[2]), day[3]) if day else None


def month_by_number(text: str) -> Month | None:
    """The month that a bare number may be: a spreadsheet's day that opens or ends one, or year and month in one.

    Only a row in which such numbers are months in turn tells that it is one, and no count.

    >>> month_by_number("44287"), month_by_number("202104"), month_by_number("44288")
    ((2021, 4), (2021, 4), None)
    """
    if _SERIAL.fullmatch(text):
        day = _DAY_NOUGHT + timedelta(days=int(text))
        return (day.year, day.month) if day.day in (1, month_end(day.year, day.month).day) else None
    joined = _YEAR_AND_MONTH.fullmatch(text)
    return (int(joined[1]), int(joined[2])) if joined and _is_month(int(joined[2])) else None


def _is_month(number: int) -> bool:
    return 1 <= number <= _MONTHS_OF_A_YEAR
