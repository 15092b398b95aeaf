"""The period reader: what a header or row label says about time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scorecard.periods import Period, financial_year_of, month_end, year_label
from scorecard.text.months import BEFORE_YEAR, MONTH, last_month_named, month_of
from scorecard.text.spans import (
    QUARTER,
    SECOND_YEAR,
    SHORT_SPAN,
    SLASH,
    SPAN,
    TERM,
    TO_DATE,
    long_year,
    span_start,
)

NOT_STATED = Period("not stated", "latest", None, None)
"""The period of a figure for which nothing in print says any."""

_LONGEST_LABEL = 60
"""A label of a period is a few words; longer text is a name or prose that speaks of one."""
_HALF_TERM_ENDS = (10, 12, 2, 3, 5, 7)
"""The month in which each half term of a school year ends."""
_SCHOOL_YEAR_STARTS = 9
_FIRST_YEAR = 2000
"""No pack is about a year before; what looks like one is damage."""

_NAME = rf"({MONTH})\b\.?"
_ANY_SPAN = rf"(?:{SPAN}|{SHORT_SPAN})"
_MONTH_YEAR = re.compile(rf"^({MONTH}){BEFORE_YEAR}({SECOND_YEAR})\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"^{_NAME}(?: ?\(.*\))?$", re.IGNORECASE)
_QUARTER = re.compile(rf"\b{QUARTER}\b", re.IGNORECASE)
_MONTHS_OF_YEAR = re.compile(rf"{_NAME}{SLASH}{_NAME} ?({SECOND_YEAR})\b", re.IGNORECASE)
_YEARS_OF_QUARTER = re.compile(rf"\b{_ANY_SPAN}", re.IGNORECASE)
_TERM = re.compile(rf"^({TERM})\b ?\(? ?({SPAN})?", re.IGNORECASE)
_HALF_TERMS = re.compile(r"\b(?:half )?terms? ?([0-9])(?: ?[-–] ?([0-9]))?$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(rf"^full year ({_ANY_SPAN})$", re.IGNORECASE)
_YEARS = re.compile(rf"^({SPAN})(?![0-9])", re.IGNORECASE)
_TO_DATE = re.compile(rf"\b(?:{TO_DATE}|total ?\(as at)", re.IGNORECASE)
_TO_DATE_YEARS = re.compile(rf"({_ANY_SPAN}) ?ytd", re.IGNORECASE)


@dataclass(frozen=True)
class TimeContext:
    """What a label without a year is read against: the pack's as-at date and, if a header names one, a year."""

    as_at: date
    year: int | None = None

    @property
    def financial_year(self) -> int:
        return self.year if self.year is not None else financial_year_of(self.as_at)

    def month_named(self, month: int) -> Period:
        """The month of the header's financial year; without one, the last such month up to the pack's own."""
        if self.year is None:
            return last_month_named(month, self.as_at)
        return Period.month(self.year + (month < 4), month)


@lru_cache(maxsize=50_000)
def read_period(text: str, context: TimeContext, *, academic: bool = False) -> Period | None:
    """The period a label prints, or null if it prints none.

    A month without a year is one of the year that a header names, else the last such month that is not after the
    pack's as-at month. A quarter without a year is one of the context's financial year.
    ``academic`` says that plain years of this table are academic ones.

    >>> read_period("Jun-20", TimeContext(date(2020, 6, 30))).label
    '2020-06'
    """
    text = " ".join(text.replace("–", "-").split())
    if not text or len(text) > _LONGEST_LABEL:
        return None
    for reader in _READERS:
        period = reader(text, context)
        if period is not None:
            return period
    return _read_year(text, academic=academic)


def _read_to_date(text: str, context: TimeContext) -> Period | None:
    if not _TO_DATE.search(text):
        return None
    printed = _TO_DATE_YEARS.search(text)
    year = span_start(printed[1]) if printed else context.financial_year
    return None if year is None else Period.year_to_date(year, context.as_at)


def _read_month(text: str, context: TimeContext) -> Period | None:
    dated = _MONTH_YEAR.match(text)
    if dated and not _MONTHS_OF_YEAR.match(text):
        return Period.month(long_year(dated[2]), _number(dated[1]))
    alone = _MONTH_ONLY.match(text)
    return context.month_named(_number(alone[1])) if alone else None


def _number(month: str) -> int:
    number = month_of(month)
    assert number is not None, f"{month} matched as a month"
    return number


def _read_quarter(text: str, context: TimeContext) -> Period | None:
    quarter = _QUARTER.search(text)
    if not quarter:
        return None
    number = int(quarter[0][-1])
    months, years = _MONTHS_OF_YEAR.search(text), _YEARS_OF_QUARTER.search(text)
    if months:
        return Period.quarter(long_year(months[3]) - (number == 4), number)
    start = span_start(years[0]) if years else None
    return Period.quarter(context.financial_year if start is None else start, number)


def _read_term(text: str, context: TimeContext) -> Period | None:
    term = _TERM.match(text)
    start = span_start(term[2]) if term and term[2] else None
    return Period.term(start, term[1].split()[0].title()) if term and start is not None else None


def _read_half_terms(text: str, context: TimeContext) -> Period | None:
    """Half terms are counted from September, the last of them named: ``Half Terms 1-3`` is all up to February."""
    half_terms = None if _TERM.match(text) else _HALF_TERMS.search(text)
    last = int(half_terms[2] or half_terms[1]) if half_terms else 0
    if not 1 <= last <= len(_HALF_TERM_ENDS):
        return None
    year = context.as_at.year - (context.as_at.month < _SCHOOL_YEAR_STARTS)
    month = _HALF_TERM_ENDS[last - 1]
    name = f"Half Terms 1-{last}" if last > 1 else "Half Term 1"
    end = month_end(year + (month < _SCHOOL_YEAR_STARTS), month)
    return Period(f"{year_label(year)} {name}", "academic_term", date(year, _SCHOOL_YEAR_STARTS, 1), end)


def _read_school_year(text: str, context: TimeContext) -> Period | None:
    printed = _SCHOOL_YEAR.match(text)
    start = span_start(printed[1]) if printed else None
    return None if start is None else Period.academic_year(start)


def _read_year(text: str, *, academic: bool) -> Period | None:
    printed = _YEARS.match(text)
    start = span_start(printed[1]) if printed else None
    if start is None or start < _FIRST_YEAR:
        return None
    return Period.academic_year(start) if academic else Period.financial_year(start)


_READERS: tuple[Callable[[str, TimeContext], Period | None], ...] = (
    _read_to_date,
    _read_month,
    _read_quarter,
    _read_term,
    _read_half_terms,
    _read_school_year,
)
