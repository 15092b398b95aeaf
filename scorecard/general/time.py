"""The time of figures over which no period stands: that of the table's own words, or else the document's month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from scorecard.periods import Period
from scorecard.text.named_periods import own_period, periods_in
from scorecard.text.periods import NOT_STATED

_WORDS_OF_A_TITLE = 16
_ANNUAL = re.compile(r"\b(?:annual|outturn|year[- ]end)\b", re.IGNORECASE)


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
