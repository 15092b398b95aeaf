"""The periods that the words of a caption or a heading name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from scorecard.periods import Period, Quarter
from scorecard.text.dates import days_in, months_in, quarters_in
from scorecard.text.months import MONTH, month_of
from scorecard.text.spans import QUARTER, SHORT_SPAN, SPAN, YEAR, span_start

_YEARS = re.compile(SPAN)
_ACADEMIC = re.compile(r"\b(?:academic|school) year\b", re.IGNORECASE)
_STRETCH = re.compile(rf"\b({MONTH})\b\.?(?: ({YEAR}))? ?(?:to|-|–|until) ?({MONTH})\b\.? ({YEAR})", re.IGNORECASE)
_MONTHS_OF_A_QUARTER = 3
_NUMBERED = re.compile(
    r"^(?:(?:table|figure|chart|section|appendix) ?[0-9a-z]{1,2}(?:\.[0-9]{1,2})*[.):–-]*|"
    r"[0-9]{1,2}(?:\.[0-9]{1,2})+[.):]?|(?:[0-9]{1,2}|[a-z])[.):])\s+",
    re.IGNORECASE,
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_MONTHS = rf"(?:{_DAY} )?(?:of )?{MONTH}(?:[ ,'-]*(?:{YEAR}|[0-9]{{2}}\b))?"
_QUARTERS = rf"(?:{QUARTER}|quarter ?[1-4])(?:[ ,of-]*(?:{SPAN}|{SHORT_SPAN}|{YEAR}))?"
_DAYS = r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})"
_BEFORE = r"\b(?:(?:as )?at (?:the )?(?:end of )?|(?:up )?to |for (?:the )?|in |during |end of |position (?:as )?at )"
_TIME = re.compile(
    rf"[ ,(–:-]*(?:{_BEFORE})?\b(?:{_QUARTERS}|{_MONTHS}|{_DAYS}|{SPAN}|{SHORT_SPAN}|{YEAR})\)?(?![0-9])",
    re.IGNORECASE,
)


def own_period(texts: Iterable[str]) -> Period | None:
    """The one period that the words over a table say: a quarter, a month, a day's month, a year; null for several."""
    told = {period for text in texts for period in periods_in(text)}
    return next(iter(told)) if len(told) == 1 else None


def periods_in(text: str) -> list[Period]:
    """The periods that a text names: its quarters, or else its months, or else its years."""
    quarters = [Quarter.containing(moment.last) for moment in quarters_in(text)]
    if quarters:
        return [Period.quarter(quarter.year, quarter.number) for quarter in quarters]
    if stretch := _STRETCH.search(text):
        return _of_stretch(stretch)
    moments = [*months_in(text), *days_in(text)]
    if moments:
        return [Period.month(moment.last.year, moment.last.month) for moment in moments]
    starts = [span_start(years[0]) for years in _YEARS.finditer(text)]
    make = Period.academic_year if _ACADEMIC.search(text) else Period.financial_year
    return [make(start) for start in starts if start is not None]


def _of_stretch(stretch: re.Match[str]) -> list[Period]:
    """The quarter that a stretch of months is ("October to December 2023"), or else its first and its last month."""
    first, last = month_of(stretch[1]) or 0, month_of(stretch[3]) or 0
    end = int(stretch[4])
    begin = int(stretch[2]) if stretch[2] else end - (first > last)
    quarter = Quarter.containing(date(end, last, 1))
    if begin == end and last - first == _MONTHS_OF_A_QUARTER - 1 and last % _MONTHS_OF_A_QUARTER == 0:
        return [Period.quarter(quarter.year, quarter.number)]
    return [Period.month(begin, first), Period.month(end, last)]


def without_time(caption: str) -> str:
    """A caption without its number and without the time that it says, which the next one will not have.

    >>> without_time("3. Children in care by age, Quarter 2 2023/24"), without_time("Reasons at 30 June 2024")
    ('Children in care by age', 'Reasons')
    """
    return _TIME.sub("", _NUMBERED.sub("", caption)).strip(" ,:;()–-")
