"""Months that a label prints together: ``Apr-Jun``, ``Apr 19 - Mar 20``, ``12 months to June 2021``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from scorecard.periods import Period, financial_year_of, month_end
from scorecard.text.days import Month
from scorecard.text.months import MONTH, last_quarter_named, month_of
from scorecard.text.spans import SECOND_YEAR, long_year

_APRIL = 4
_OF_A_QUARTER, _OF_A_YEAR = 3, 12
_YEAR_BEHIND = rf"\b\.?[ '’./-]*({SECOND_YEAR})?"
_NAMED = re.compile(rf"(?<!\w)({MONTH})\b\.?(?:[ ,'’-]{{0,2}}({SECOND_YEAR})(?![\w%]|[.,][0-9]))?", re.IGNORECASE)
_AFTER_A_DAY = re.compile(r"[0-9](?:st|nd|rd|th)?(?: of)? $", re.IGNORECASE)
_STRETCH = re.compile(
    rf"({MONTH}){_YEAR_BEHIND}(?: ?[-–/] ?| (?:up )?to | until )({MONTH}){_YEAR_BEHIND}", re.IGNORECASE
)
_TWELVE = re.compile(
    r"(?:(?:rolling|last|the) )*(?:12|twelve)[ -]?(?:m|mths?|months?)(?: rolling| average)*"
    r"(?:(?: ending| ended| up to| to)? (?P<end>.+))?|"
    r"(?:rolling )?year (?:ending|ended|to) (?P<year_end>.+)|rolling year",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stretch:
    """The months from one to another, both inclusive; ``year`` of the last is null where none is printed."""

    first: int
    last: int
    since: int | None
    until: int | None

    @classmethod
    def of(cls, text: str) -> Stretch | None:
        """The months that a label prints from and to, and nothing else; null if it does not."""
        said = _STRETCH.fullmatch(text)
        if said is None:
            return None
        since, until = (long_year(year) if year else None for year in said.group(2, 4))
        return cls(month_of(said[1]) or 0, month_of(said[3]) or 0, since, until)

    def ends(self) -> tuple[Month, Month] | None:
        """Its first and last month; null where no year is printed."""
        until = self.until if self.until is not None else self.since and self.since + (self.first > self.last)
        if until is None:
            return None
        since = self.since if self.since is not None else until - (self.first > self.last)
        return (since, self.first), (until, self.last)

    def period(self, as_at: date) -> Period | None:
        """The quarter or financial year that the months are, or what of a year was over by ``as_at``; null if none.

        Without a year they are the last such quarter that had begun by then.
        """
        if ends := self.ends():
            return months_together(*ends) or _year_so_far(*ends, as_at)
        quarter = months_together((as_at.year, self.first), (as_at.year, self.last))
        return last_quarter_named(int(quarter.label[-1]), as_at) if quarter and quarter.kind == "quarter" else None


def months_together(first: Month, last: Month) -> Period | None:
    """The quarter or the financial year that the months from one to another are, both inclusive; null if neither.

    >>> months_together((2019, 4), (2020, 3)).label, months_together((2020, 1), (2020, 3)).label
    ('2019/20', '2019/20 Q4')
    """
    (year, month), count = first, _count(first, last)
    if count == _OF_A_YEAR and month == _APRIL:
        return Period.financial_year(year)
    if count == _OF_A_QUARTER and month % _OF_A_QUARTER == 1:
        return Period.quarter(year - (month < _APRIL), (month - _APRIL) % 12 // 3 + 1)
    return None


@dataclass(frozen=True)
class NamedMonth:
    """A month that prose names, with the place of its name; ``year`` is null where none stands beside it."""

    start: int
    end: int
    month: int
    year: int | None


def months_named(text: str) -> list[NamedMonth]:
    """The months that prose names with a capital, in printed order; a day of a month names none.

    >>> [(one.month, one.year) for one in months_named("October, November & December 2016, on 10th May, may")]
    [(10, None), (11, None), (12, 2016)]
    """
    named = (month for month in _NAMED.finditer(text) if text[month.start()].isupper())
    return [
        NamedMonth(*month.span(), month_of(month[1]) or 0, long_year(month[2]) if month[2] else None)
        for month in named
        if not _AFTER_A_DAY.search(text[: month.start()])
    ]


def _year_so_far(first: Month, last: Month, as_at: date) -> Period | None:
    """The year to date that begins in April and ends with the pack's own month."""
    to_date = first[1] == _APRIL and month_end(*last) == as_at and financial_year_of(as_at) == first[0]
    return Period.year_to_date(first[0], as_at) if to_date else None


def last_of_twelve(text: str) -> tuple[Month, Month] | str | None:
    """What the label of a sum of twelve months says of them: the first and last one, or the words for their end.

    The words are blank where it says no end; null for a label of anything else.
    """
    stretch = Stretch.of(text)
    if stretch is not None:
        ends = stretch.ends()
        return ends if ends and _count(*ends) == _OF_A_YEAR else None
    said = _TWELVE.fullmatch(text)
    return (said["end"] or said["year_end"] or "") if said else None


def _count(first: Month, last: Month) -> int:
    """How many months lie from one to another, both counted."""
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1
