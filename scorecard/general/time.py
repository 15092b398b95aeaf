"""The time of figures over which no period stands: that of the table's own words, or else the document's month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from scorecard.periods import Period, Quarter
from scorecard.text.dates import days_in, months_in, quarters_in
from scorecard.text.periods import NOT_STATED
from scorecard.text.spans import SPAN, span_start

_YEARS = re.compile(SPAN)


def own_period(texts: Iterable[str]) -> Period | None:
    """The one period that the words over a table say: a quarter, a month, a day's month, a year; null for several."""
    told = {period for text in texts for period in _periods_in(text)}
    return next(iter(told)) if len(told) == 1 else None


def _periods_in(text: str) -> list[Period]:
    quarters = [Quarter.containing(moment.last) for moment in quarters_in(text)]
    if quarters:
        return [Period.quarter(quarter.year, quarter.number) for quarter in quarters]
    moments = [*months_in(text), *days_in(text)]
    if moments:
        return [Period.month(moment.last.year, moment.last.month) for moment in moments]
    starts = [span_start(years[0]) for years in _YEARS.finditer(text)]
    return [Period.financial_year(start) for start in starts if start is not None]


def month_of_document(as_at: date, *, said: bool) -> Period:
    """The month that a document is about; where it does not say one, none."""
    return Period.month(as_at.year, as_at.month) if said else NOT_STATED
