"""The period reader: what one header cell or row label says about time.

A label is read whole or not at all: what prints a period and something else beside it ("2022/23 target", "change on
Q1") is about something else. What a label leaves open, such as the year of a month, its neighbours tell (``timeline``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scorecard.periods import MONTH_NAMES, Period, Quarter, financial_year_of, month_end, year_label
from scorecard.text.beside import may_be_a_period, one_line, without_words_beside
from scorecard.text.days import month_in_digits
from scorecard.text.months import BEFORE_YEAR, MONTH, last_month_named, last_quarter_named, month_of
from scorecard.text.spans import (
    QUARTER,
    QUARTER_IN_WORDS,
    SECOND_YEAR,
    SHORT_SPAN,
    SPAN,
    TERM,
    TO_DATE,
    YEAR,
    long_year,
    span_start,
)
from scorecard.text.stretches import Stretch, last_of_twelve, months_together

NOT_STATED = Period("not stated", "latest", None, None)
"""The period of a figure for which nothing in print says any."""

_HALF_TERM_ENDS = (10, 12, 2, 3, 5, 7)
"""The month in which each half term of a school year ends."""
_SCHOOL_YEAR_STARTS = 9
_FIRST_YEAR = 2000
"""No pack is about a year before; what looks like one is damage."""

_YEAR_WORD = re.compile(r"\b(?:out-?turn|actuals?|financial year|fy|year[ -]end)\b", re.IGNORECASE)
"""What makes a year of ``22/23``, which may else be 22 of 23."""
_OF_A_YEAR = re.compile(r"^(?:fy|(?:financial )?year(?:[ -]end)?)[ :-]*(?=[0-9])", re.IGNORECASE)

_ANY_SPAN = rf"(?:{SPAN}|{SHORT_SPAN})"
_MONTH_YEAR = re.compile(rf"({MONTH}){BEFORE_YEAR}({SECOND_YEAR})", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"({YEAR})[ /-]*({MONTH})\b\.?", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"({MONTH})\b\.?", re.IGNORECASE)
_QUARTER = re.compile(rf"\b(?:{QUARTER}|{QUARTER_IN_WORDS})(?![0-9])", re.IGNORECASE)
_QUARTERS_IN_WORDS = ("1st", "2nd", "3rd", "4th", "first", "second", "third", "fourth")
_BESIDE_QUARTER = re.compile(rf"(?:^|(?<=[^0-9])){_ANY_SPAN}(?![0-9])", re.IGNORECASE)
_TERM = re.compile(rf"({TERM})\b ?\(? ?({SPAN})? ?\)?", re.IGNORECASE)
_TERM_OF_YEAR = re.compile(rf"({TERM})\b(?: term)? ?\(?({YEAR})\)?", re.IGNORECASE)
_HALF_TERMS = re.compile(r"\b(?:half )?terms? ?([0-9])(?: ?[-–] ?([0-9]))?$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(
    rf"(?:full|academic|school) year[ :-]*({_ANY_SPAN})|ay ?({_ANY_SPAN})|({SPAN}) \(?academic(?: year)?\)?",
    re.IGNORECASE,
)
_YEARS = re.compile(SPAN, re.IGNORECASE)
_SHORT_YEARS = re.compile(SHORT_SPAN)
_TO_DATE = re.compile(rf"\b(?:{TO_DATE}\b|total ?\(as at)", re.IGNORECASE)
_TO_DATE_YEARS = re.compile(rf"(?<![0-9]){_ANY_SPAN}(?![0-9])", re.IGNORECASE)
_BESIDE_TO_DATE = re.compile(
    rf"{TO_DATE}|\b(?:average|actual|performance|cumulative|total|financial|current|month end|as at|up to|to)\b|"
    rf"\b{MONTH}\b|"
    r"[ ,:()*'’./-]+",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(this|current|reporting|previous|prior) (month|quarter)", re.IGNORECASE)


@dataclass(frozen=True)
class TimeContext:
    """What a label without a year is read against: the pack's as-at date and, if a header names one, a year.

    ``year`` is the first year of a financial year, ``calendar`` a calendar year; at most one of them is known. Where
    nothing says when a pack is of (not ``dated``), a month without a year is none of any.
    """

    as_at: date
    year: int | None = None
    calendar: int | None = None
    dated: bool = True

    @property
    def is_open(self) -> bool:
        """Whether nothing tells the year of a label without one."""
        return not self.dated and self.year is None and self.calendar is None

    @property
    def financial_year(self) -> int:
        return self.year if self.year is not None else financial_year_of(self.as_at)

    def month_named(self, month: int) -> Period:
        """The month of the header's year; without one, the last such month up to the pack's own."""
        if self.is_open:
            return Period.as_printed(MONTH_NAMES[month - 1])
        if self.calendar is not None:
            return Period.month(self.calendar, month)
        if self.year is None:
            return last_month_named(month, self.as_at)
        return Period.month(self.year + (month < 4), month)

    def quarter_named(self, number: int) -> Period | None:
        """The quarter of the header's year; without one, the last such quarter that had begun by the pack's month.

        Null under a calendar year: nobody knows whether its first quarter begins in January or in April.
        """
        if self.calendar is not None:
            return None
        if self.is_open:
            return Period.as_printed(f"Q{number}")
        return last_quarter_named(number, self.as_at) if self.year is None else Period.quarter(self.year, number)


@lru_cache(maxsize=50_000)
def read_period(text: str, context: TimeContext, *, academic: bool = False) -> Period | None:
    """The period a label prints, or null if it prints none, or something else beside it.

    A month or a quarter without a year is one of the year that a header names, else the last such one that is not
    after the pack's as-at month. ``academic`` says that plain years of this table are academic ones.

    >>> read_period("Jun-20", TimeContext(date(2020, 6, 30))).label
    '2020-06'
    """
    if not may_be_a_period(text):
        return None
    text = one_line(text)
    bare = without_words_beside(text)
    for reader in _READERS:
        period = reader(text, context) or (reader(bare, context) if bare != text else None)
        if period is not None:
            return period
    return _read_year(bare, academic=academic, worded=_YEAR_WORD.search(text) is not None)


@lru_cache(maxsize=10_000)
def read_twelve_months(text: str, context: TimeContext) -> Period | None:
    """The last month of the twelve that a label sums up, ``12 months to June 2021``; null if it does not say so.

    Twelve months that are a financial year are its year, which ``read_period`` knows.
    """
    said = last_of_twelve(without_words_beside(one_line(text))) if may_be_a_period(text) else None
    if said is None:
        return None
    if isinstance(said, tuple):
        return None if months_together(*said) else Period.month(*said[1])
    if not said:
        return Period.month(context.as_at.year, context.as_at.month)
    month = read_period(said, context)
    return month if month and month.kind == "month" and not _ends_a_year(month) else None


@lru_cache(maxsize=10_000)
def open_label(text: str) -> str | None:
    """Whether a label prints a month or a quarter without a year: ``month``, ``quarter``, or null."""
    bare = without_words_beside(one_line(text)) if may_be_a_period(text) else ""
    if _MONTH_ONLY.fullmatch(bare):
        return "month"
    return "quarter" if _QUARTER.fullmatch(bare) else None


def _ends_a_year(month: Period) -> bool:
    return month.end is not None and month.end.month == 3


def _read_to_date(text: str, context: TimeContext) -> Period | None:
    """A year to date: of the year it prints, else of the header's or the pack's, up to the pack's month."""
    if not _TO_DATE.search(text):
        return None
    printed = _TO_DATE_YEARS.search(text)
    rest = _TO_DATE_YEARS.sub("", text, count=1)
    if quarter := _QUARTER.search(rest):
        if _number_of_quarter(quarter[0].lower()) != Quarter.containing(context.as_at).number:
            return None  # up to another quarter than the pack's own
        rest = rest.replace(quarter[0], " ", 1)
    if _BESIDE_TO_DATE.sub("", rest):
        return None
    if printed is None and context.is_open:
        return Period.as_printed("YTD")
    year = span_start(printed[0]) if printed else context.financial_year
    return None if year is None else Period.year_to_date(year, context.as_at)


def _read_month(text: str, context: TimeContext) -> Period | None:
    if digits := month_in_digits(text):
        return None if _YEARS.fullmatch(text) and span_start(text) is not None else Period.month(*digits)
    if dated := _MONTH_YEAR.fullmatch(text):
        return Period.month(long_year(dated[2]), _number(dated[1]))
    if dated := _YEAR_MONTH.fullmatch(text):
        return Period.month(int(dated[1]), _number(dated[2]))
    alone = _MONTH_ONLY.fullmatch(text)
    return context.month_named(_number(alone[1])) if alone else None


def _number(month: str) -> int:
    number = month_of(month)
    assert number is not None, f"{month} matched as a month"
    return number


def _read_quarter(text: str, context: TimeContext) -> Period | None:
    """A quarter by its number, with its months or its year beside it; null where these contradict each other."""
    quarter = _QUARTER.search(text)
    if not quarter:
        return None
    number = _number_of_quarter(quarter[0].lower())
    rest = without_words_beside(
        " ".join((text[: quarter.start()] + " " + text[quarter.end() :]).strip(" ,:()-/").split())
    )
    if not rest:
        return context.quarter_named(number)
    if _YEARS.fullmatch(rest) or _SHORT_YEARS.fullmatch(rest):
        start = span_start(rest)
        return None if start is None else Period.quarter(start, number)
    years = _BESIDE_QUARTER.search(rest)
    start = span_start(years[0]) if years else None
    months = Stretch.of(_BESIDE_QUARTER.sub("", rest).strip(" ,:()-/") if start is not None else rest)
    if months is None:
        return None
    period = Period.quarter(start, number) if start is not None else months.period(context.as_at)
    same = months.period(context.as_at)
    return period if period and same and same.label[-1] == period.label[-1] == str(number) else None


def _number_of_quarter(quarter: str) -> int:
    word = quarter.split()[0]
    return _QUARTERS_IN_WORDS.index(word) % 4 + 1 if word in _QUARTERS_IN_WORDS else int(quarter[-1])


def _read_stretch(text: str, context: TimeContext) -> Period | None:
    """The months from one to another, where they are a quarter or a year; twelve that end in March are a year."""
    if stretch := Stretch.of(text):
        if stretch.ends() is None and (context.is_open or context.year is not None or context.calendar is not None):
            quarter = stretch.period(context.as_at)
            return context.quarter_named(int(quarter.label[-1])) if quarter else None
        return stretch.period(context.as_at)
    said = last_of_twelve(text)
    month = read_period(said, context) if isinstance(said, str) and said else None
    if month and month.kind == "month" and _ends_a_year(month) and month.end:
        return Period.financial_year(month.end.year - 1)
    return None


def _read_relative(text: str, context: TimeContext) -> Period | None:
    """The pack's own month or quarter, or the one before it."""
    said = _RELATIVE.fullmatch(text)
    if said is None or context.is_open:
        return None
    before = said[1].lower() in ("previous", "prior")
    if said[2].lower() == "month":
        year, month = divmod(context.as_at.year * 12 + context.as_at.month - 1 - before, 12)
        return Period.month(year, month + 1)
    number = (context.as_at.month - 4) % 12 // 3 + 1
    return last_quarter_named((number - 1 - before) % 4 + 1, context.as_at)


def _read_term(text: str, context: TimeContext) -> Period | None:
    if dated := _TERM_OF_YEAR.fullmatch(text):
        name = dated[1].split()[0].title()
        # the school year begins with its autumn term
        return Period.term(int(dated[2]) - (name != "Autumn"), name)
    term = _TERM.fullmatch(text)
    start = span_start(term[2]) if term and term[2] else None
    return Period.term(start, term[1].split()[0].title()) if term and start is not None else None


def _read_half_terms(text: str, context: TimeContext) -> Period | None:
    """Half terms are counted from September, the last of them named: ``Half Terms 1-3`` is all up to February."""
    half_terms = None if _TERM.match(text) else _HALF_TERMS.search(text)
    last = int(half_terms[2] or half_terms[1]) if half_terms else 0
    if not 1 <= last <= len(_HALF_TERM_ENDS):
        return None
    name = f"Half Terms 1-{last}" if last > 1 else "Half Term 1"
    if context.is_open:
        return Period.as_printed(name)
    year = context.as_at.year - (context.as_at.month < _SCHOOL_YEAR_STARTS)
    month = _HALF_TERM_ENDS[last - 1]
    end = month_end(year + (month < _SCHOOL_YEAR_STARTS), month)
    return Period(f"{year_label(year)} {name}", "academic_term", date(year, _SCHOOL_YEAR_STARTS, 1), end)


def _read_school_year(text: str, context: TimeContext) -> Period | None:
    printed = _SCHOOL_YEAR.fullmatch(text)
    start = span_start(printed[printed.lastindex or 0]) if printed else None
    return None if start is None else Period.academic_year(start)


def _read_year(text: str, *, academic: bool, worded: bool) -> Period | None:
    """A year in full; a short one, ``22/23``, only where the label is ``worded`` as one: "outturn", "actual"."""
    text = _OF_A_YEAR.sub("", text)
    printed = _YEARS.fullmatch(text) or (_SHORT_YEARS.fullmatch(text) if worded else None)
    start = span_start(printed[0]) if printed else None
    if start is None or start < _FIRST_YEAR:
        return None
    return Period.academic_year(start) if academic else Period.financial_year(start)


_READERS: tuple[Callable[[str, TimeContext], Period | None], ...] = (
    _read_to_date,
    _read_month,
    _read_quarter,
    _read_stretch,
    _read_relative,
    _read_term,
    _read_half_terms,
    _read_school_year,
)
