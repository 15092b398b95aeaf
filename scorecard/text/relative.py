"""Headers that name a time by another one: "previous quarter", "same period last year", "2 years ago"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorecard.periods import TERMS, Period, Quarter, financial_year_of
from scorecard.text.beside import one_line, without_words_beside

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "twelve": 12}
_BEFORE = r"(?:previous|prev\.?|prior|last|preceding)"
_ONE = rf"{_BEFORE} (?:reporting )?(?P<unit>month|quarter|period)(?:'?s)?"
_AGO = r"(?P<ago>[1-5]|12|a|one|two|three|twelve) (?P<units>month|quarter|year)s? (?:ago|before|earlier|previously)"
_TIME = "(?:period|time|point|month|quarter|date)"
_SAME = rf"(?:at )?(?:the )?(?:same|this|corresponding) {_TIME} (?:in (?:the )?)?{_BEFORE} year"
_END = "(?:out-?turn|end|year[ -]end|total)"
_YEAR_OF = rf"{_BEFORE} year'?s? {_END}|(?:out-?turn|year[ -]end) {_BEFORE} year"
_YEAR_ALONE = rf"{_BEFORE} year'?s?"
_ALONE = r"previous|prev\.?|prior|preceding"
_SAID = re.compile(
    rf"(?:{_ONE}|{_AGO}|(?P<same>{_SAME}|year ago|year before)|(?P<whole>{_YEAR_OF})|(?P<year>{_YEAR_ALONE})|"
    rf"(?P<alone>{_ALONE}))",
    re.IGNORECASE,
)
_WORDS = re.compile(r"^(?:performance|figures?|results?|value|position|data) (?:at |for |in )?(?:the )?", re.IGNORECASE)
_ANSWER = re.compile(r"(?:(?P<ago>[1-9]) )?(?P<whole>financial )?(?P<unit>month|quarter|year)s? before", re.IGNORECASE)
_ROLLING = re.compile(
    r"(?:rolling|last|latest|previous|past) (?:12|twelve)[- ]months?(?: rolling)?|"
    r"(?:12|twelve)[- ]months? rolling(?: (?:total|figure|year))?|"
    r"rolling (?:year|annual total)|(?:12|twelve)[- ]months? to date",
    re.IGNORECASE,
)
_NOTES = re.compile(r" ?\([^()]*\)$")


@dataclass(frozen=True)
class Relative:
    """A time that lies before another one.

    ``unit`` is ``month``, ``quarter`` or ``year`` (the same part of time so many of them earlier), ``whole`` (the whole
    financial year before), ``period`` (one of the other's own length) or ``some year`` (the year before, or the same
    part of it: the words do not say).
    """

    unit: str
    times: int = 1

    def before(self, base: Period, length: str | None = None) -> Period | None:
        """The period that lies so far before a base; null where that is not sure.

        ``length`` is how often the figure is reported (``month``, ``quarter``, ``year``, ``term``), if print tells it.
        """
        unit = self.unit
        if unit == "period":
            unit = length or ""
        elif unit == "some year":
            unit = "year" if base.kind == "financial_year" else ""
        if base.start is None or not unit:
            return None
        if unit == "term":
            return _term_before(base) if base.kind == "academic_term" else None
        if unit == "whole":
            return Period.financial_year(financial_year_of(base.start) - self.times)
        return _earlier(base, _MONTHS[unit] * self.times)


NOW = Relative("now", 0)
"""The time of the figures themselves."""
ROLLING = Relative("rolling", 0)
"""The twelve months that end with the time of the figures themselves."""


def relative_of(text: str) -> Relative | None:
    """What a header says of its time by another one; null for words that say none.

    >>> relative_of("Same period last year"), relative_of("2 years ago"), relative_of("Previous value").unit
    (Relative(unit='year', times=1), Relative(unit='year', times=2), 'period')
    """
    plain = _NOTES.sub("", one_line(text).replace("’", "'"))
    if _ROLLING.fullmatch(plain):
        return ROLLING
    bare = without_words_beside(_WORDS.sub("", plain))
    said = _SAID.fullmatch(plain) or _SAID.fullmatch(bare)
    if said is None:
        return None
    if said["unit"]:
        return Relative(said["unit"].lower())
    if said["ago"]:
        number = said["ago"].lower()
        return Relative(said["units"].lower(), _NUMBERS.get(number) or int(number))
    if said["same"]:
        return Relative("year")
    if said["whole"]:
        return Relative("whole")
    return Relative("some year" if said["year"] else "period")


def answered(text: str) -> Relative | None:
    """What a person says of a column's time: ``month before``, ``2 years before``, ``financial year before``.

    Null for other words.

    >>> answered("financial year before"), answered("next year")
    (Relative(unit='whole', times=1), None)
    """
    said = _ANSWER.fullmatch(one_line(text))
    if said is None or (said["whole"] and said["unit"].lower() != "year"):
        return None
    return Relative("whole" if said["whole"] else said["unit"].lower(), int(said["ago"] or 1))


def _earlier(base: Period, months: int) -> Period | None:
    """The period of the same kind so many months earlier; null where none of its kind begins there."""
    if base.start is None:
        return None
    year, month = divmod(base.start.year * 12 + base.start.month - 1 - months, 12)
    if base.kind == "month":
        return Period.month(year, month + 1)
    if base.kind == "quarter" and months % _MONTHS["quarter"] == 0:
        quarter = Quarter.containing(base.start.replace(year=year, month=month + 1))
        return Period.quarter(quarter.year, quarter.number)
    if base.kind == "financial_year" and months % _MONTHS["year"] == 0:
        return Period.financial_year(year)
    return None


def _term_before(term: Period) -> Period:
    """The school term before one, by its label."""
    year, name = int(term.label[:4]), term.label[8:]
    at = list(TERMS).index(name)
    return Period.term(year - (at == 0), list(TERMS)[at - 1])
