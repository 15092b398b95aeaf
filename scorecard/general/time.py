"""The time of figures over which no period stands: that of the table's own words, or else the document's month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from scorecard.clean.raw.grid import Grid
from scorecard.periods import Period, financial_year_of, year_label
from scorecard.text.dates import days_in
from scorecard.text.months import month_of
from scorecard.text.named_periods import own_period, periods_in
from scorecard.text.periods import NOT_STATED
from scorecard.text.spans import TERM, YEAR

_WORDS_OF_A_TITLE = 16
_YEAR = re.compile(rf"(?<![0-9/-]){YEAR}(?![0-9/-])")
_WORD = re.compile(r"[a-z]+")
_OF_A_DAY = frozenset(("as", "at", "end", "ended", "ending", "position", "snapshot"))
"""Words that say of a day that figures are of it."""
_WORDS_OF_TIME = _OF_A_DAY | {
    *("on", "of", "to", "the", "for", "from", "and", "up", "until", "q", "qtr", "quarter", "month", "year", "period"),
    *("financial", "academic", "school", "calendar", "reporting", "st", "nd", "rd", "th"),
}
_TERM = re.compile(rf"\b{TERM} {YEAR}\b", re.IGNORECASE)
_OF_AN_ACT = re.compile(rf"\bact,? {YEAR}\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\b(?:annual|outturn|year[- ]end)\b", re.IGNORECASE)


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


def holds_a_time(text: str) -> bool:
    """Whether the name over a column names a time, also a term or a calendar year; the year of an Act is none."""
    return names_a_time(_OF_AN_ACT.sub("", text)) or bool(_TERM.search(text))


def with_years(
    grids: Sequence[Grid], above: Mapping[str, Sequence[str]], opening: Sequence[str], *, said: bool
) -> list[Grid]:
    """The tables of a document, each with the year of its months and quarters without one, where words say one.

    What does not say when it is of (``said``) has none but the one year that its caption names, or else its first
    lines; ``above`` are the captions by table. Without one, its times are only what is printed.
    """
    if said:
        return list(grids)
    whole = _only_year(line for line in opening if len(line.split()) <= _WORDS_OF_A_TITLE)
    told: list[Grid] = []
    for grid in grids:
        year = grid.year or _only_year([grid.heading or "", *above.get(grid.table, ())]) or whole
        told.append(replace(grid, year=year, dated=year is not None))
    return told


def _only_year(lines: Iterable[str]) -> str | None:
    """The one financial year that words name, alone or with a month or a quarter of it; null for none or several."""
    starts = {financial_year_of(period.start) for line in lines for period in periods_in(line) if period.start}
    return year_label(starts.pop()) if len(starts) == 1 else None


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
