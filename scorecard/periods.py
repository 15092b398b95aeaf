"""Periods and quarters: one spelling each, everywhere.

A period is written as the contract of ``data/processed`` writes it: ``2020-06`` (month),
``2020/21 Q1`` (quarter), ``2020/21`` (financial year, or academic year where its kind says so),
``2020/21 YTD`` (year to date), ``2019/20 Spring`` (academic term), ``latest`` (a benchmark without a
year). Dates are inclusive. Financial years start on 1 April, academic years on 1 September.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The one list of month names: the time library's follow the machine's language."""
MONTHS = tuple(name[:3] for name in MONTH_NAMES)
"""The months as packs shorten them: ``Jan``, ``Feb`` …"""
PERIOD_KINDS = (
    "month",
    "quarter",
    "financial_year",
    "year_to_date",
    "academic_term",
    "academic_year",
    "latest",
)
AS_PRINTED = "as_printed"
"""The kind of a time that is only what is printed: `check` alone reads such; what is stored has one of PERIOD_KINDS."""
TERMS = {"Autumn": (9, 12), "Spring": (1, 4), "Summer": (5, 8)}
"""The first and last month of each academic term."""

# How labels are written, for those who read them again: groups are year and month, or first year, its
# successor's last two digits, and what follows. Plain classes only, so that polars reads them too.
MONTH_LABEL = r"([0-9]{4})-(0[1-9]|1[0-2])"
YEAR_LABEL = r"([0-9]{4})/([0-9]{2})"
QUARTER_LABEL = YEAR_LABEL + r" Q([1-4])"
TERM_LABEL = YEAR_LABEL + f" ({'|'.join(TERMS)})"
TO_DATE_LABEL = YEAR_LABEL + r" YTD"
_OTHER_YEAR = re.compile(r"[0-9]{4}[-/]")
YEAR_BEHIND = r"\(((?:19|20)[0-9]{2}(?:[/-](?:20)?[0-9]{2})?)\)[^0-9]*$"
"""The year in brackets that a cell prints behind its figure, as benchmarks do: ``12.3% (2017)``."""
QUARTER_NAME = r"([0-9]{4})-([0-9]{2})-Q([1-4])"
"""A quarter in parameters, file names and addresses, where a slash would lead elsewhere."""
_YEARS_GIVEN = r"(?P<first>[0-9]{4}|[0-9]{2}(?= ?[-/–] ?[0-9]))(?: ?[-/–] ?(?P<second>(?:[0-9]{2})?[0-9]{2}))?"
_NUMBER_GIVEN = r"q(?:uarter|tr)?\.? ?(?P<number>[1-4])"
_QUARTERS_GIVEN = [
    re.compile(f"{_YEARS_GIVEN}[ ,/-]*{_NUMBER_GIVEN}", re.IGNORECASE),
    re.compile(f"{_NUMBER_GIVEN}(?:[ ,/-]| of )*{_YEARS_GIVEN}", re.IGNORECASE),
]
"""How people write a quarter that they ask for: ``Q1 2020/21``, ``2020Q1``, ``2020-21-q1``, ``Qtr 1 20-21``."""
_OF_THE_LAST_CENTURY = 70
"""A year of two digits from here on is one of the last century."""
ANY_LABEL = "|".join((MONTH_LABEL, QUARTER_LABEL, TERM_LABEL, TO_DATE_LABEL, YEAR_LABEL, "latest"))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def financial_year_of(day: date) -> int:
    """The calendar year in which the financial year of ``day`` starts: 2020 for 30 June 2020."""
    return day.year if day.month >= 4 else day.year - 1


def year_label(start: int) -> str:
    """``2020/21`` for 2020."""
    return f"{start}/{(start + 1) % 100:02d}"


def month_label(day: date) -> str:
    """The month of a day: ``2020-06`` for 30 June 2020."""
    return f"{day:%Y-%m}"


def quarter_label(day: date) -> str:
    """The quarter of a day: ``2020/21 Q1`` for 30 June 2020."""
    quarter = Quarter.containing(day)
    return Period.quarter(quarter.year, quarter.number).label


def label_of_other_year(label: str | None, years: int) -> str | None:
    """The same part of a year some years later: ``2021-06`` for ``2020-06`` and 1.

    Null for null, for a year to date, as an earlier part of a year has no label, and for what has no dates.
    """
    if label is None or label.endswith("YTD") or not _OTHER_YEAR.match(label):
        return None
    year = int(label[:4]) + years
    return f"{year}{label[4:]}" if "-" in label else f"{year_label(year)}{label[7:]}"


def follow_each_other(first: str | int, second: str | int) -> bool:
    """Whether two printed years make one financial year: ``2019`` and ``20`` or ``2020``, ``99`` and ``00``."""
    return (int(first) + 1) % 100 == int(second) % 100


@dataclass(frozen=True)
class Period:
    """A period as printed: its label, its kind and its first and last day (both null for ``latest``)."""

    label: str
    kind: str
    start: date | None
    end: date | None

    @staticmethod
    def month(year: int, month: int) -> Period:
        return Period(f"{year}-{month:02d}", "month", date(year, month, 1), month_end(year, month))

    @staticmethod
    def quarter(year: int, number: int) -> Period:
        first = 4 + 3 * (number - 1)
        start_year, start_month = (year, first) if first <= 12 else (year + 1, first - 12)
        return Period(
            f"{year_label(year)} Q{number}",
            "quarter",
            date(start_year, start_month, 1),
            month_end(start_year, start_month + 2),
        )

    @staticmethod
    def financial_year(year: int) -> Period:
        return Period(year_label(year), "financial_year", date(year, 4, 1), date(year + 1, 3, 31))

    @staticmethod
    def academic_year(year: int) -> Period:
        return Period(year_label(year), "academic_year", date(year, 9, 1), date(year + 1, 8, 31))

    @staticmethod
    def year_to_date(year: int, as_at: date) -> Period:
        """The year to date up to ``as_at``, or the whole year where ``as_at`` lies outside it."""
        start, end = date(year, 4, 1), date(year + 1, 3, 31)
        return Period(f"{year_label(year)} YTD", "year_to_date", start, as_at if start <= as_at <= end else end)

    @staticmethod
    def term(year: int, name: str) -> Period:
        first, last = TERMS[name]
        calendar = year if first >= 9 else year + 1
        return Period(
            f"{year_label(year)} {name}", "academic_term", date(calendar, first, 1), month_end(calendar, last)
        )

    @staticmethod
    def of_label(label: str, kind: str | None = None) -> Period | None:
        """The period that a label of the contract spells; null for what is none, or none of that ``kind``.

        ``2020/21`` is a financial year where no kind is given. A year to date ends with its year here, as a label
        does not say up to when it goes.

        >>> Period.of_label("2019/20 Q4").end, Period.of_label("2019/21"), Period.of_label("2020-06", "quarter")
        (datetime.date(2020, 3, 31), None, None)
        """
        for own, (pattern, made_of) in _SPELLINGS.items():
            match = pattern.fullmatch(label)
            if match and kind in (None, own):
                return made_of(match)
        return None

    def last_month(self) -> Period:
        """The last month of a period with dates."""
        if self.end is None:
            raise ValueError(f"{self.label} has no last month")
        return Period.month(self.end.year, self.end.month)

    @staticmethod
    def as_printed(label: str) -> Period:
        """A time without dates: a month or a quarter of which nothing says the year, a year of the calendar.

        >>> Period.as_printed("April").start is None
        True
        """
        return Period(label, AS_PRINTED, None, None)

    @staticmethod
    def latest() -> Period:
        return Period("latest", "latest", None, None)


def _of_year(make: Callable[..., Period], *rest: Callable[[str], object]) -> Callable[[re.Match[str]], Period | None]:
    """Makes a period from a label's two years and what follows them; null where the years do not follow each other."""

    def made_of(match: re.Match[str]) -> Period | None:
        first, second, *others = match.groups()
        if not follow_each_other(first, second):
            return None
        return make(int(first), *(read(text) for read, text in zip(rest, others, strict=True)))

    return made_of


def _whole_year_to_date(year: int) -> Period:
    return Period.year_to_date(year, date(year + 1, 3, 31))


_SPELLINGS: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]]] = {
    "month": (re.compile(MONTH_LABEL), lambda match: Period.month(int(match[1]), int(match[2]))),
    "quarter": (re.compile(QUARTER_LABEL), _of_year(Period.quarter, int)),
    "financial_year": (re.compile(YEAR_LABEL), _of_year(Period.financial_year)),
    "academic_year": (re.compile(YEAR_LABEL), _of_year(Period.academic_year)),
    "academic_term": (re.compile(TERM_LABEL), _of_year(Period.term, str)),
    "year_to_date": (re.compile(TO_DATE_LABEL), _of_year(_whole_year_to_date)),
    "latest": (re.compile("latest"), lambda match: Period.latest()),
}


def _whole_year(text: str) -> int:
    """A year of four digits as it is, one of two in its century."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= _OF_THE_LAST_CENTURY else 2000)


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """A quarter of a financial year, written ``2020-21-Q1`` (April to June 2020)."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read ``2020-21-Q1`` or another usual spelling; a single year is the one in which the financial year starts.

        Raises ValueError, with the expected form, for anything else.

        >>> str(Quarter.parse("Q1 2020/21")), str(Quarter.parse("2020Q1")), str(Quarter.parse("q4 99-00"))
        ('2020-21-Q1', '2020-21-Q1', '1999-00-Q4')
        """
        for spelling in _QUARTERS_GIVEN:
            match = spelling.fullmatch(text.strip())
            if match and follow_each_other(match["first"], match["second"] or int(match["first"]) + 1):
                return cls(_whole_year(match["first"]), int(match["number"]))
        raise ValueError(f"{text!r} is not a quarter: write it as 2020-21-Q1 (April to June 2020)")

    @classmethod
    def containing(cls, day: date) -> Quarter:
        return cls(financial_year_of(day), (day.month - 4) % 12 // 3 + 1)

    @property
    def start(self) -> date:
        start = Period.quarter(self.year, self.number).start
        assert start is not None
        return start

    @property
    def end(self) -> date:
        end = Period.quarter(self.year, self.number).end
        assert end is not None
        return end

    @property
    def months(self) -> tuple[str, str, str]:
        """The three month labels: ``("2020-04", "2020-05", "2020-06")``."""
        first = self.start
        return tuple(f"{first.year}-{first.month + i:02d}" for i in range(3))  # type: ignore[return-value]

    @property
    def title(self) -> str:
        """In words: ``Quarter 1 of 2020/21 (April to June 2020)``."""
        return f"Quarter {self.number} of {year_label(self.year)} ({self.start:%B} to {self.end:%B %Y})"

    def __str__(self) -> str:
        return f"{self.year}-{(self.year + 1) % 100:02d}-Q{self.number}"

    def __lt__(self, other: Quarter) -> bool:
        return (self.year, self.number) < (other.year, other.number)

    def apart(self, other: Quarter) -> int:
        """How many quarters lie between this and another one; the next one is 1 apart."""
        return abs(4 * (self.year - other.year) + self.number - other.number)
