"""How running text prints a day, a month and a quarter with their years, and where it does.

``Tuesday, 13th September, 2022``, ``11 October 2023``, ``October 11, 2023``, ``31/03/2021``, ``2021-03-31``,
``Sept. 2022``, ``Quarter 1 2022/23``, ``2022-23 Q1``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scorecard.periods import Quarter, month_end
from scorecard.text.months import DAY, MONTH, month_of
from scorecard.text.spans import (
    QUARTER,
    QUARTER_IN_WORDS,
    SECOND_YEAR,
    SHORT_SPAN,
    SPAN,
    YEAR,
    long_year,
    span_start,
)

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TWO_DIGITS = r"[0-9]{2}"
_OF_YEAR = rf",? ?(?P<year>{YEAR})(?![0-9])"
_DAYS = (
    rf"(?P<day>{DAY}) (?:of )?(?P<month>{MONTH})\b\.?{_OF_YEAR}",
    rf"\b(?P<month>{MONTH})\b\.? (?P<day>{DAY}){_OF_YEAR}",
    rf"(?<![0-9/.-])(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<number>[0-9]{{1,2}})(?P=mark)(?P<year>{SECOND_YEAR})(?![0-9/-])",
    rf"(?<![0-9/.-])(?P<year>{YEAR})-(?P<number>{_TWO_DIGITS})-(?P<day>{_TWO_DIGITS})(?![0-9/-])",
)
_NO_DAY = r"\b(?<![0-9] )(?<!st )(?<!nd )(?<!rd )(?<!th )"
_MONTH = (
    rf"{_NO_DAY}(?P<month>{MONTH})\b\.?{_OF_YEAR}(?![/-][0-9])",
    rf"{_NO_DAY}(?P<month>{MONTH})\b\.?[-'’](?P<year>{SECOND_YEAR})(?![0-9/-])",
)
_NUMBERS = {"first": 1, "one": 1, "second": 2, "two": 2, "third": 3, "three": 3, "fourth": 4, "four": 4}
_A_QUARTERS_NAME = rf"(?P<quarter>{QUARTER}|{QUARTER_IN_WORDS}|quarter (?:one|two|three|four))\b"
_ITS_YEARS = rf"(?<![0-9])(?P<span>{SPAN}|{SHORT_SPAN})(?![0-9])"
_QUARTER = (rf"\b{_A_QUARTERS_NAME}[ ,(of–-]{{1,6}}{_ITS_YEARS}", rf"{_ITS_YEARS}[ ,(–-]{{1,4}}{_A_QUARTERS_NAME}")
_A_DAY, _A_MONTH, _A_QUARTER = (
    tuple(re.compile(form, re.IGNORECASE) for form in forms) for forms in (_DAYS, _MONTH, _QUARTER)
)


@dataclass(frozen=True)
class Moment:
    """A day, a month or a quarter that stands in a text: ``start`` and ``end`` are its place, ``last`` its last day."""

    last: date
    kind: str
    start: int
    end: int


def days_in(text: str) -> Iterator[Moment]:
    """The full dates of a text, in its order.

    >>> [str(day.last) for day in days_in("Tuesday, 13th September, 2022; 31/03/2021; 2021-02-30")]
    ['2022-09-13', '2021-03-31']
    """
    return _moments(text, _A_DAY, "day", _day)


def months_in(text: str) -> Iterator[Moment]:
    """The months with their year of a text, but those of a day, whether or not there is such a day.

    >>> [str(month.last) for month in months_in("Sept. 2022, not 1 May 2020 and not May 2016/17")]
    ['2022-09-30']
    """
    days = [(day.start, day.end) for day in days_in(text)]
    months = _moments(text, _A_MONTH, "month", _month)
    return (one for one in months if not any(start <= one.start < end for start, end in days))


def quarters_in(text: str) -> Iterator[Moment]:
    """The quarters with their financial year of a text.

    >>> [str(quarter.last) for quarter in quarters_in("Quarter 1 2022/23, 2021-22 Q4 and the first quarter of 22/23")]
    ['2022-06-30', '2022-03-31', '2022-06-30']
    """
    return _moments(text, _A_QUARTER, "quarter", _quarter)


def _moments(
    text: str, forms: Iterable[re.Pattern[str]], kind: str, last_of: Callable[[re.Match[str]], date | None]
) -> Iterator[Moment]:
    printed = sorted((day for form in forms for day in form.finditer(text)), key=re.Match.span)
    for match in printed:
        if last := last_of(match):
            yield Moment(last, kind, match.start(), match.end())


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    number = int(parts["number"]) if parts.get("number") else month_of(parts["month"]) or 0
    day = int(re.sub(r"\D", "", parts["day"]))
    if not 1 <= number <= 12:
        return None
    end = month_end(long_year(parts["year"]), number)
    return end.replace(day=day) if 1 <= day <= end.day else None


def _month(match: re.Match[str]) -> date | None:
    number = month_of(match["month"])
    return month_end(long_year(match["year"]), number) if number else None


def _quarter(match: re.Match[str]) -> date | None:
    start = span_start(match["span"])
    said = match["quarter"].lower()
    number = next((_NUMBERS[word] for word in said.split() if word in _NUMBERS), None) or int(re.sub(r"\D", "", said))
    return None if start is None else Quarter(start, number).end
