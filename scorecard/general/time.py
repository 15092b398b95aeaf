"""The time of figures over which no period stands: that of the table's own words, or else the document's month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from scorecard.periods import Period, Quarter
from scorecard.text.dates import days_in, months_in, quarters_in
from scorecard.text.months import MONTH, month_of
from scorecard.text.periods import NOT_STATED
from scorecard.text.spans import SPAN, YEAR, span_start

_YEARS = re.compile(SPAN)
_WORDS_OF_A_TITLE = 16
_ACADEMIC = re.compile(r"\b(?:academic|school) year\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![0-9/-]){YEAR}(?![0-9/-])")
_WORD = re.compile(r"[a-z]+")
_OF_A_DAY = frozenset(("as", "at", "end", "ended", "ending", "position", "snapshot"))
"""Words that say of a day that figures are of it."""
_WORDS_OF_TIME = _OF_A_DAY | {
    *("on", "of", "to", "the", "for", "from", "and", "up", "until", "q", "qtr", "quarter", "month", "year", "period"),
    *("financial", "academic", "school", "calendar", "reporting", "st", "nd", "rd", "th"),
}
_STRETCH = re.compile(rf"\b({MONTH})\b\.?(?: ({YEAR}))? ?(?:to|-|–|until) ?({MONTH})\b\.? ({YEAR})", re.IGNORECASE)
_MONTHS_OF_A_QUARTER = 3
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
    if stretch := _STRETCH.search(text):
        return _of_stretch(stretch)
    moments = [*months_in(text), *days_in(text)]
    if moments:
        return [Period.month(moment.last.year, moment.last.month) for moment in moments]
    starts = [span_start(years[0]) for years in _YEARS.finditer(text)]
    make = Period.academic_year if _ACADEMIC.search(text) else Period.financial_year
    return [make(start) for start in starts if start is not None]


def _of_stretch(stretch: re.Match[str]) -> list[Period]:
    """The quarter that a stretch of months is ("October to December 2023"), or else its first and its last month."""
    first, last = month_of(stretch[1]) or 0, month_of(stretch[3]) or 0
    end = int(stretch[4])
    begin = int(stretch[2]) if stretch[2] else end - (first > last)
    quarter = Quarter.containing(date(end, last, 1))
    if begin == end and last - first == _MONTHS_OF_A_QUARTER - 1 and last % _MONTHS_OF_A_QUARTER == 0:
        return [Period.quarter(quarter.year, quarter.number)]
    return [Period.month(begin, first), Period.month(end, last)]


def heads_a_time(text: str) -> bool:
    """Whether a line says a time and nothing else: ``Quarter 2 2023/24``, ``Position as at 31 March 2024``.

    A bare day, and one of a meeting or a publication, is none that figures are about.
    """
    words = {word for word in _WORD.findall(text.lower()) if not month_of(word)}
    if not names_a_time(text) or not words <= _WORDS_OF_TIME:
        return False
    return not list(days_in(text)) or bool(words & _OF_A_DAY)


def names_a_time(text: str) -> bool:
    """Whether a text names a period, or a year of the calendar, which is none that can be told."""
    return bool(periods_in(text) or _YEAR.search(text))


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
