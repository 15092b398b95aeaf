"""The period reader: what a header or row label says about time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from scorecard.periods import MONTHS, Period, financial_year_of, month_end, year_label

NOT_STATED = Period("not stated", "latest", None, None)
"""The period of a figure for which nothing in print says any."""

_HALF_TERM_ENDS = (10, 12, 2, 3, 5, 7)
"""The month in which each half term of a school year ends."""

_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_SPAN = r"(?:20|19)?(\d\d)\s*[/–-]\s*(?:20)?(\d\d)"
_MONTH_YEAR = re.compile(rf"^{_MONTH}[\s'’./-]*(?:20)?(\d\d)\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"^{_MONTH}(?:\s*\(.*\))?$", re.IGNORECASE)
_QUARTER = re.compile(r"\bq(?:uarter|tr)?\.?\s*([1-4])\b", re.IGNORECASE)
_QUARTER_YEAR = re.compile(rf"{_MONTH}\s*[-–]\s*{_MONTH}\s*(?:20)?(\d\d)\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(autumn|spring|summer)\b(?:\s+term)?\s*\(?\s*(?:(20\d\d)\s*[/–-]\s*(?:20)?(\d\d))?", re.IGNORECASE
)
_HALF_TERMS = re.compile(r"\b(?:half\s+)?terms?\s*(\d)(?:\s*[-–]\s*(\d))?$", re.IGNORECASE)
_FULL_YEAR = re.compile(rf"^full\s+year\s+{_SPAN}$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:RIA\s+)?(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_TO_DATE = re.compile(r"\b(?:ytd|year\s*to\s*date|total\s+to\s+date|total\s*\(as at|ytd\.)", re.IGNORECASE)
_TO_DATE_YEAR = re.compile(rf"{_SPAN}\s*ytd", re.IGNORECASE)


@dataclass(frozen=True)
class TimeContext:
    """What a label without a year is read against: the pack's as-at date and, if a header names one, a year."""

    as_at: date
    year: int | None = None

    @property
    def financial_year(self) -> int:
        return self.year if self.year is not None else financial_year_of(self.as_at)


def _month_number(name: str) -> int:
    return next(i for i, m in enumerate(MONTHS, start=1) if m.lower() == name.lower()[:3])


def _consecutive(first: str, second: str) -> bool:
    return (int(first[-2:]) + 1) % 100 == int(second[-2:])


@lru_cache(maxsize=50_000)
def read_period(text: str, context: TimeContext, *, academic: bool = False) -> Period | None:
    """The period a label prints, or null if it prints none.

    A month without a year is the month of the context's financial year; a quarter likewise.
    ``academic`` says that plain years of this table are academic ones.

    >>> read_period("Jun-20", TimeContext(date(2020, 6, 30))).label
    '2020-06'
    """
    text = " ".join(text.replace("–", "-").split())
    if not text or len(text) > 60:
        return None
    for reader in (_read_to_date, _read_month, _read_quarter, _read_school_time, _read_year):
        period = reader(text, context, academic)
        if period is not None:
            return period
    return None


def _read_to_date(text: str, context: TimeContext, academic: bool) -> Period | None:
    if not _TO_DATE.search(text):
        return None
    match = _TO_DATE_YEAR.search(text)
    if match and not _consecutive(match[1], match[2]):
        return None
    year = 2000 + int(match[1]) if match else context.financial_year
    return Period.year_to_date(year, context.as_at)


def _read_month(text: str, context: TimeContext, academic: bool) -> Period | None:
    match = _MONTH_YEAR.match(text)
    if match and not _QUARTER_YEAR.match(text):
        return Period.month(2000 + int(match[2]), _month_number(match[1]))
    match = _MONTH_ONLY.match(text)
    if match:
        month = _month_number(match[1])
        return Period.month(context.financial_year + (month < 4), month)
    return None


def _read_quarter(text: str, context: TimeContext, academic: bool) -> Period | None:
    match = _QUARTER.search(text)
    if not match:
        return None
    number = int(match[1])
    months, span = _QUARTER_YEAR.search(text), _YEAR.search(text) or re.search(rf"\b{_SPAN}", text)
    if months:
        calendar = 2000 + int(months[3])
        year = calendar - (number == 4)
    elif span and _consecutive(span[1], span[2]):
        year = 2000 + int(span[1][-2:])
    else:
        year = context.financial_year
    return Period.quarter(year, number)


def _read_school_time(text: str, context: TimeContext, academic: bool) -> Period | None:
    match = _TERM.search(text)
    if match and text.lower().startswith(match[1].lower()):
        if match[2] and _consecutive(match[2], match[3]):
            return Period.term(int(match[2]), match[1].title())
        return None
    match = _HALF_TERMS.search(text)
    if match:
        year = context.as_at.year if context.as_at.month >= 9 else context.as_at.year - 1
        last = int(match[2] or match[1])
        if not 1 <= last <= 6:
            return None
        name = f"Half Terms 1-{last}" if last > 1 else "Half Term 1"
        month = _HALF_TERM_ENDS[last - 1]
        end = month_end(year if month >= 9 else year + 1, month)
        return Period(f"{year_label(year)} {name}", "academic_term", date(year, 9, 1), end)
    match = _FULL_YEAR.match(text)
    if match and _consecutive(match[1], match[2]):
        return Period.academic_year(2000 + int(match[1]))
    return None


def _read_year(text: str, context: TimeContext, academic: bool) -> Period | None:
    match = _YEAR.match(text)
    if match and _consecutive(match[1], match[2]):
        year = int(match[1])
        return Period.academic_year(year) if academic else Period.financial_year(year)
    return None
