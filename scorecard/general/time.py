"""The time of figures over which no period stands: that of the table's own words, or else the document's month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from scorecard.periods import Period, Quarter
from scorecard.text.dates import days_in, months_in, quarters_in
from scorecard.text.periods import NOT_STATED
from scorecard.text.spans import SPAN, span_start

_YEARS = re.compile(SPAN)
_WORDS_OF_A_TITLE = 16
_ANNUAL = re.compile(r"\b(?:annual|outturn|year[- ]end)\b", re.IGNORECASE)


def own_period(texts: Iterable[str]) -> Period | None:
    """The one period that the words over a table say: a quarter, a month, a day's month, a year; null for several."""
    told = {period for text in texts for period in periods_in(text)}
    return next(iter(told)) if len(told) == 1 else None


def periods_in(text: str) -> list[Period]:
    """The periods that a text names: its quarters, or else its months, or else its years."""
    quarters = [Quarter.containing(moment.last) for moment in quarters_in(text)]
    if quarters:
        return [Period.quarter(quarter.year, quarter.number) for quarter in quarters]
    moments = [*months_in(text), *days_in(text)]
    if moments:
        return [Period.month(moment.last.year, moment.last.month) for moment in moments]
    starts = [span_start(years[0]) for years in _YEARS.finditer(text)]
    return [Period.financial_year(start) for start in starts if start is not None]


def period_of_document(lines: Sequence[str], as_at: date, *, said: bool) -> Period:
    """What a document as a whole is about: the quarter that its first lines name, the year of an annual report, or else
    its month.

    ``lines`` are those above its first table. Where it does not say a month (``said``) and no period, none is known.
    """
    opening = own_period(line for line in lines if len(line.split()) <= _WORDS_OF_A_TITLE)
    if opening is not None and opening.kind == "quarter" and (not said or opening.end == as_at):
        return opening
    annual = {period for line in lines if _ANNUAL.search(line) for period in periods_in(line)}
    if len(annual) == 1 and (year := next(iter(annual))).kind == "financial_year":
        return year
    if said:
        return Period.month(as_at.year, as_at.month)
    return opening or NOT_STATED
