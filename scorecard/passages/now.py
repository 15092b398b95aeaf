"""What "now" is for a stretch of a document: the month, quarter or year its heading speaks of.

A pack binds several reports together: minutes of an earlier quarter, an annual report, this month's figures.
``last year`` means something else in each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from scorecard.passages.wordings import Wordings
from scorecard.periods import financial_year_of, month_label, quarter_label, year_label
from scorecard.text.headings import month_of_heading, names_a_year_alone, quarter_of, year_of
from scorecard.text.months import last_month_named
from scorecard.text.plain import lower_of

_ITEM_IN_CAPITALS = re.compile(r"^\W*[A-Z]?\d{1,2}\.\s+[A-Z]{2}(?:[A-Z\s\d&'’()/.-]|,){8,}$")
_LONGEST_HEADING = 140
_MONTHS_AHEAD = 8
"""Months since one of that name from which the next one may be meant: March, in June, but not in November."""


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
        labels = {"month": month_label, "quarter": quarter_label, "year": lambda day: year_label(day.year - 1)}
        return labels[self.kind](self.end) if self.kind in labels else None

    @property
    def to_date(self) -> str | None:
        """The document's own year to date. An earlier part of a year has no label of its own."""
        return f"{year_label(self.year)} YTD" if self.current else None

    def latest_end(self, month: int) -> date | None:
        """The end of the latest month of that name up to now; null for the three to come, which may be meant."""
        coming = (self.end.month - month) % 12 > _MONTHS_AHEAD and self.kind != "year"
        return None if coming else last_month_named(month, self.end).end


def next_context(text: str, current: Context, as_at: date, says: Wordings) -> Context:
    """The context after a line: a heading that names a time changes it, the heading of another item ends it."""
    if len(text) > _LONGEST_HEADING or text.rstrip().endswith((".", ";")):
        return current
    lower = lower_of(text)
    if "20" in lower and (named := _named(lower, says)):  # every form of a year holds it
        return replace(named, current=named.end == as_at)
    ends = says.between("heads something else", lower.strip(" .:-•*")) or _ITEM_IN_CAPITALS.search(text)
    return Context(as_at, "other", current=False) if ends else current


def _named(text: str, says: Wordings) -> Context | None:
    """The time a heading names: a quarter of a year, the month of a report, the year of an annual report."""
    if quarter := quarter_of(text):
        return Context(quarter, "quarter")
    if says.within("heads a report", text) and (month := month_of_heading(text)):
        return Context(month, "month")
    if (says.within("heads an annual report", text) or names_a_year_alone(text)) and (year := year_of(text)):
        return Context(year, "year")
    return None
