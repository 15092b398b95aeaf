"""When a pack speaks and when it was published, as its text says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scorecard.periods import month_end
from scorecard.text.months import DAY, MONTH, month_of
from scorecard.text.plain import plain
from scorecard.text.spans import YEAR

_MONTH_YEAR = rf"({MONTH})\b ?,? ?({YEAR})\b"
_AS_AT = tuple(
    re.compile(phrase + _MONTH_YEAR, re.IGNORECASE)
    for phrase in (
        r"\bas at (?:month|period|quarter) ?-? ?end ?:? ?",
        rf"\bas (?:at|of) ?:? ?{DAY} ",
        r"\b(?:at|to|by) the end of ",
        r"\b(?:as at|position at|(?:month|period|quarter)[ -]end(?:ing|ed)?) ?:? ?",
        r"\bperformance (?:data )?(?:report|summary|scorecard|pack)\W{0,5}(?:for |to )?",
    )
)
"""How a pack says its month, the plainest wording first: only where no line has one does the next one count."""
_FULL_DATE = re.compile(rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day ?,? ({DAY}) {_MONTH_YEAR}", re.IGNORECASE)
_OPENING_LINES = 80
"""The date of the meeting stands on the first pages."""


@dataclass(frozen=True)
class Dates:
    """When a pack speaks (``as_at``, a month's end) and when it was published (null if it does not say)."""

    as_at: date
    published: date | None


def find_dates(lines: Sequence[str]) -> Dates | None:
    """As-at and publication date: the month that "as at" phrases name most often, the first full date."""
    published = _first_full_date(lines)
    dated = [plain(line) for line in lines if "20" in line]
    for pattern in _AS_AT:
        months = Counter(filter(None, (_month(m[1], m[2]) for line in dated for m in pattern.finditer(line))))
        if months:
            return Dates(max(months, key=lambda day: (months[day], day)), published)
    return Dates(month_end(published.year, published.month), published) if published else None


def _first_full_date(lines: Sequence[str]) -> date | None:
    for line in lines[:_OPENING_LINES]:
        printed = _FULL_DATE.search(plain(line))
        if printed and (end := _month(printed[2], printed[3])):
            day = int(re.sub(r"\D", "", printed[1]))
            if 1 <= day <= end.day:
                return end.replace(day=day)
    return None


def _month(name: str, year: str) -> date | None:
    number = month_of(name)
    return month_end(int(year), number) if number else None
