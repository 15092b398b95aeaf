"""Whether a text is a whole figure, a mark for none, a period or an arrow."""

from __future__ import annotations

import re
from functools import lru_cache

from scorecard.text.months import DATED_MONTH
from scorecard.text.numbers import ROUGH_NUMBER
from scorecard.text.spans import QUARTER, SPAN, TO_DATE

_KEPT = 20_000
"""So many texts are remembered: a page asks of each cell several times."""

_NUMBER = rf"[<>≤≥=±+\-–−£~]{{0,2}}\s?{ROUGH_NUMBER}"
_MARK = r"\s?(?:%|p|r|†|\*|[¹²³])?[+<>]?"
_A_PERIOD = rf"{DATED_MONTH}|{SPAN}|{TO_DATE}|{QUARTER}"
_VALUE = re.compile(
    rf"{_NUMBER}{_MARK}(?:\s?\(.*\))?|{_NUMBER}\s?%?\s?(?:of|out of|from|to|-|–|/)\s?{_NUMBER}{_MARK}|"
    rf"-|–|—|n/?a|tbc|nyd|\.\.|:|{_A_PERIOD}|[↑↓→←↔▲▼►◄]",
    re.IGNORECASE,
)
_COLOUR = re.compile("red|amber|yellow|green", re.IGNORECASE)
_PERIOD = re.compile(_A_PERIOD, re.IGNORECASE)


@lru_cache(_KEPT)
def is_value(text: str) -> bool:
    """Whether a cell's text is a whole figure, a mark for none, a period or an arrow, and not a part of a label.

    >>> is_value("94.1%"), is_value("144 of 220"), is_value("Jun-20"), is_value("(2017)"), is_value("Rate")
    (True, True, True, False, False)
    """
    return bool(_VALUE.fullmatch(text.strip()))


@lru_cache(_KEPT)
def is_period(text: str) -> bool:
    """Whether a cell prints a month, a year, a quarter or the year to date."""
    return bool(_PERIOD.fullmatch(text.strip()))


def is_colour(text: str) -> bool:
    """Whether a cell prints a colour of performance."""
    return bool(_COLOUR.fullmatch(text.strip()))
