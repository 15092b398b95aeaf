"""What "now" is for a stretch of a document: the month, quarter or year its heading speaks of.

A pack binds several reports together: minutes of an earlier quarter, an annual report, this month's figures.
``last year`` means something else in each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from scorecard.periods import MONTHS, Period, Quarter, financial_year_of, month_end, year_label
from scorecard.quotes.sentence.masks import MONTH

YEAR_SPAN = re.compile(r"(?<!\d)(?P<first>(?:20|19)\d\d)\s*[-–/]\s*(?P<last>(?:20)?\d\d)(?!\d)")
_MONTH_YEAR = re.compile(
    rf"(?<!\d )(?<!st )(?<!nd )(?<!rd )(?<!th )\b(?P<month>{MONTH})\s+(?P<year>20\d\d)(?:/(?P<second>\d\d))?\b",
    re.IGNORECASE,
)
_QUARTER_YEAR = re.compile(
    r"\b(?:Q|quarter\s+|qtr\s+)(?P<number>[1-4])\b[\s–-]*(?P<first>20\d\d)\s*[-–/]\s*(?P<last>(?:20)?\d\d)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:performance|scorecard|monthly|quarterly|monitoring|as (?:at|of))\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\bannual report\b|^\W*\d{4}\s*/\s*\d{4}\W*$", re.IGNORECASE)
_APRIL_TO_MARCH = re.compile(r"\bApril (?P<first>20\d\d)\s*(?:/|to|-|–)\s*March (?P<last>20\d\d)", re.IGNORECASE)
_APPENDIX = re.compile(r"^\W*appendix\b", re.IGNORECASE)
_AGENDA = re.compile(
    r"^\W*[A-Z]?\d{1,2}\.\s+[A-Z]{2}[A-Z\s\d&,'’()/.-]{8,}$|^\W*(?i:about this (?:plan"
    r"|strategy))\W*$|\bplan for 20\d\d"
)


@dataclass(frozen=True)
class Context:
    """The end of the time a stretch of text speaks of, and how long that time is.

    ``kind`` is month, quarter or year; ``other`` where a heading opened something else, so that
    a month without a year cannot be placed. ``current``: it is the time the document itself is as at, so that
    "year to date" and the latest benchmarks mean the document's own.
    """

    end: date
    kind: str
    current: bool = True

    @property
    def year(self) -> int:
        return financial_year_of(self.end)

    @property
    def label(self) -> str | None:
        """The contract's label of this time; null if nobody said what time it is."""
        if self.kind == "month":
            return f"{self.end.year}-{self.end.month:02d}"
        if self.kind == "quarter":
            return self.quarter_label()
        return year_label(self.year) if self.kind == "year" else None

    def quarter_label(self, back: int = 0) -> str:
        quarter = Quarter.containing(self.end)
        place = quarter.year * 4 + quarter.number - 1 - back
        return Period.quarter(place // 4, place % 4 + 1).label

    def month_label(self, back: int = 0) -> str:
        place = self.end.year * 12 + self.end.month - 1 - back
        return f"{place // 12}-{place % 12 + 1:02d}"

    def latest_month(self, month: int) -> str | None:
        """The latest month of that name up to now; null for the three months to come, which may be meant."""
        past = (self.end.month - month) % 12
        year = self.end.year if month <= self.end.month else self.end.year - 1
        return None if past > 8 and self.kind != "year" else f"{year}-{month:02d}"

    def next_month(self, month: int) -> str:
        """The first month of that name after now."""
        return f"{self.end.year if month > self.end.month else self.end.year + 1}-{month:02d}"

    def latest_term(self, name: str) -> str:
        """The latest academic term of that name that had ended or was ending by now."""
        end_month = {"autumn": 12, "spring": 4, "summer": 8}[name]
        year = self.end.year if end_month <= self.end.month + 1 else self.end.year - 1
        start = year if name == "autumn" else year - 1
        return f"{year_label(start)} {name.capitalize()}"


def month_number(name: str) -> int:
    return next(i for i, short in enumerate(MONTHS, 1) if name.lower().startswith(short.lower()))


def span_start(match: re.Match[str]) -> int | None:
    """The first year of ``2021/22``, ``2021-2022``; None where the years do not follow each other."""
    first, last = int(match["first"]), int(match["last"])
    return first if last % 100 == (first + 1) % 100 else None


def next_context(text: str, current: Context, as_at: date) -> Context:
    """The context after a line: a heading that names a time changes it, the heading of another item ends it."""
    if len(text) > 140 or text.rstrip().endswith((".", ";")) or _APPENDIX.match(text):
        return current
    found = _named(text)
    if found is not None:
        return replace(found, current=found.end == as_at)
    return Context(as_at, "other", current=False) if _AGENDA.search(text) else current


def _named(text: str) -> Context | None:
    """The time a heading names: a quarter of a year, the month of a report, the year of an annual report."""
    if quarter := _QUARTER_YEAR.search(text):
        return _quarter(quarter)
    if _REPORT.search(text) and (month := _MONTH_YEAR.search(text)):
        return _month(month)
    if _ANNUAL.search(text) and (span := YEAR_SPAN.search(text) or _APRIL_TO_MARCH.search(text)):
        start = span_start(span)
        return None if start is None else Context(date(start + 1, 3, 31), "year")
    return None


def _month(match: re.Match[str]) -> Context:
    """``June 2020``; in ``January 2016/17`` the month's place in the financial year tells its year."""
    number, year = month_number(match["month"]), int(match["year"])
    return Context(month_end(year + (match["second"] is not None and number < 4), number), "month")


def _quarter(match: re.Match[str]) -> Context | None:
    start = span_start(match)
    end = None if start is None else Period.quarter(start, int(match["number"])).end
    return None if end is None else Context(end, "quarter")
