"""How a heading prints the time that its part of a pack is about: a quarter, a month or a year, each as its last day.

Texts are in lower case.
"""

from __future__ import annotations

import re
from datetime import date

from scorecard.periods import Quarter, month_end
from scorecard.text.months import APRIL, MARCH, MONTH, month_of
from scorecard.text.spans import SPAN, YEAR, span_start

_SPAN = rf"(?P<span>{SPAN})(?!\d)"
_ANY_SPAN = re.compile(rf"(?<!\d){_SPAN}")
_MONTH_YEAR = re.compile(
    rf"(?<!\d )(?<!st )(?<!nd )(?<!rd )(?<!th )\b(?P<month>{MONTH})\s+(?P<year>{YEAR})(?:/(?P<second>\d\d))?\b"
)
_QUARTER_YEAR = re.compile(rf"\b(?:q|quarter\s+|qtr\s+)(?P<number>[1-4])\b[\s–-]*{_SPAN}")
_YEARS_ALONE = re.compile(rf"\W*{YEAR}\s*/\s*{YEAR}\W*")
_APRIL_TO_MARCH = re.compile(rf"\b{APRIL} ({YEAR})\s*(?:/|to|-|–)\s*{MARCH} ({YEAR})")


def quarter_of(heading: str) -> date | None:
    """The end of the quarter that a heading names with its year; null if it names none."""
    quarter = _QUARTER_YEAR.search(heading)
    start = span_start(quarter["span"]) if quarter else None
    return None if quarter is None or start is None else Quarter(start, int(quarter["number"])).end


def month_of_heading(heading: str) -> date | None:
    """The end of the month a heading names; in ``January 2016/17`` its place in the financial year tells its year."""
    month = _MONTH_YEAR.search(heading)
    if month is None:
        return None
    number, later = month_of(month["month"]) or 1, month["second"] is not None
    return month_end(int(month["year"]) + (later and number < 4), number)


def year_of(heading: str) -> date | None:
    """The end of the financial year that a heading names."""
    span = _APRIL_TO_MARCH.search(heading) or _ANY_SPAN.search(heading)
    start = span_start("/".join(span.groups())) if span else None
    return None if start is None else date(start + 1, 3, 31)


def names_a_year_alone(heading: str) -> bool:
    return bool(_YEARS_ALONE.fullmatch(heading))
