"""How packs print years, quarters, terms and years to date: the pieces for patterns.

The pieces are in lower case and without groups (compile with ``re.IGNORECASE``); a pattern that takes the years
out puts groups round YEAR and SECOND_YEAR and asks ``span_start`` what they mean.
"""

from __future__ import annotations

import re

from scorecard.periods import TERMS, follow_each_other

CENTURIES = ("19", "20")
"""What a text must hold for YEAR to find anything in it."""
YEAR = rf"(?:{'|'.join(CENTURIES)})[0-9]{{2}}"
"""A calendar year; nothing in a pack is about another century."""
SLASHES = ("-", "–", "/")
SLASH = rf" ?[{''.join(SLASHES)}] ?"
"""Between the two years of a span: ``2019/20``, ``2019 – 20``."""
SECOND_YEAR = r"(?:20)?[0-9]{2}"
"""The later year of a span, or that of a month: ``20``, ``2020``."""
SPAN = f"{YEAR}{SLASH}{SECOND_YEAR}"
"""A financial or academic year, ``2019/20``, ``2019-2020``; ask ``span_start`` whether its years follow each other."""
SHORT_SPAN = f"[0-9]{{2}}{SLASH}[0-9]{{2}}"
"""``19/20``: a year only where something beside it says so, for it may as well be 19 of 20."""
QUARTER = r"q(?:uarter|tr)?\.? ?[1-4]"
QUARTER_IN_WORDS = r"(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr)"
TERM = f"(?:{'|'.join(TERMS).lower()})(?: term)?"
TO_DATE = r"(?:ytd|(?:year|total)[ -]?to[ -]?date)"

YEAR_ALONE = re.compile(YEAR)
_SEVERAL = re.compile(rf"(?<![0-9])({YEAR})(?:{SLASH}| to )({SECOND_YEAR})(?![0-9])")
_MOST_YEARS = 5
"""Averages are taken over three years, or up to five."""
_YEARS = re.compile(r"[0-9]+")
_CENTURY = 2000


def span_start(span: str) -> int | None:
    """The first year of ``2019/20``, ``2019 - 2020`` or ``19/20``; null where the years do not follow each other.

    >>> span_start("2019/20"), span_start("19-20"), span_start("2019/21")
    (2019, 2019, None)
    """
    first, second = _YEARS.findall(span)
    return long_year(first) if follow_each_other(first, second) else None


def several_years(text: str) -> bool:
    """Whether a text is a span of more years than one, over which adoption measures are averaged: ``2018-21``.

    >>> several_years("2018-21"), several_years("2019 to 2022"), several_years("2018/19"), several_years("2018-40")
    (True, True, False, False)
    """
    return bool(text) and span_of_several(text) == text


def span_of_several(text: str) -> str | None:
    """The span of more years than one that a text prints; null if it prints none."""
    return next(
        (one[0] for one in _SEVERAL.finditer(text) if 1 < long_year(one[2]) - long_year(one[1]) <= _MOST_YEARS), None
    )


def long_year(year: str) -> int:
    """The year in four digits: 2019 for ``19`` and for ``2019``."""
    return int(year) + _CENTURY * (len(year) == 2)
