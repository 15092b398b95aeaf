"""The labels of one line, a header row or the labels of rows, read together: what one leaves open its neighbours tell.

``21-Apr`` is April of 2021 where the year above it or the pack's own month says so, and else nobody knows; ``44287`` is
a month only among others in turn; months without a year end with the last that has a figure. A label that stands twice,
out of turn or in another year than its neighbours is in doubt, and what is in doubt is no period of any figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise

from scorecard.periods import Period, Quarter, financial_year_of, month_end
from scorecard.text.days import Month, month_by_number, month_in_digits
from scorecard.text.months import MONTH, month_of
from scorecard.text.order import CYCLES, direction_of, expected_at, ordinal, out_of_turn, period_at
from scorecard.text.periods import TimeContext, open_label, read_period
from scorecard.text.spans import SHORT_SPAN, long_year, span_start

DOUBTS = {
    "twice": "the same period stands over several columns with different figures",
    "other-year": "its year does not go on from the months beside it",
    "out-of-order": "it stands out of the order of the others",
    "against-year": "the year above it is another one",
    "year-or-day": "it may be a month of a year or a day of a month, and nothing beside it tells",
    "no-year": "it has no year, and figures stand for months that had not come",
    "ahead": "it is after the month that the document is about",
}
"""Why the period of a label cannot be told, by the code that a reading has."""
_YEAR_OR_DAY = re.compile(rf"([0-9]{{2}})[-/ ]({MONTH})\b\.?", re.IGNORECASE)
_BARE_SPAN = re.compile(SHORT_SPAN)
_WHENEVER = TimeContext(date(2020, 1, 31))
"""Whether a label is a month does not depend on when it was printed."""
_WIDEST = 200
"""So many columns a table has at most; what longer lines of labels should be is not asked."""
_FEWEST = 2
"""So many labels of a kind prove one another; one alone may be anything."""


@dataclass(frozen=True)
class Label:
    """A printed label, what a year above it says, and whether figures other than nought stand under it."""

    text: str
    over: TimeContext
    filled: bool = True


@dataclass(frozen=True)
class Reading:
    """The period of a label, null if none can be told; ``doubt`` is a code of `DOUBTS`, null if there is none.

    ``expected`` is the period that its neighbours leave for a label in doubt.
    """

    period: Period | None = None
    doubt: str | None = None
    expected: Period | None = None


def read_line(labels: Sequence[Label]) -> list[Reading]:
    """The period of every label of a line, in printed order."""
    readings = [Reading(read_period(label.text, label.over)) for label in labels]
    told = {
        **_of_numbers(labels),
        **_of_short_years(labels, readings),
        **_of_months_by_year(labels, readings),
        **_of_years_or_days(labels),
    }
    readings = [told.get(i, reading) for i, reading in enumerate(readings)]
    opened = _of_open(labels, readings)
    readings = [opened.get(i, reading) for i, reading in enumerate(readings)]
    return _with_doubts(labels, readings)


def is_line_of_periods(texts: Sequence[str]) -> bool:
    """Whether texts are a header's months or quarters: two at least of one kind, or days as numbers in turn."""
    labels = [Label(text, _WHENEVER) for text in texts if text]
    kinds = Counter(_kind_of(label.text) for label in labels)
    return max(kinds["month"], kinds["quarter"]) >= _FEWEST or bool(_of_numbers(labels))


def told_together(texts: Sequence[str], context: TimeContext) -> dict[int, Reading]:
    """What is told of labels that say no period alone, by position: days as numbers in turn, years before months."""
    labels = [Label(text, context) for text in texts]
    return {**_of_numbers(labels), **_of_years_or_days(labels)}


@lru_cache(maxsize=10_000)
def _kind_of(text: str) -> str | None:
    if _YEAR_OR_DAY.fullmatch(text):
        return "month"
    period = read_period(text, _WHENEVER)
    return period.kind if period else None


def _of_numbers(labels: Sequence[Label]) -> dict[int, Reading]:
    """Bare numbers that are months in turn, all of them, by position."""
    months = {i: month for i, label in enumerate(labels) if (month := month_by_number(label.text))}
    periods = {i: Period.month(*month) for i, month in months.items()}
    steps = {ordinal(b) - ordinal(a) for a, b in pairwise(periods.values())}
    return {i: Reading(p) for i, p in periods.items()} if len(steps) == 1 and steps <= {1, -1} else {}


def _of_short_years(labels: Sequence[Label], readings: Sequence[Reading]) -> dict[int, Reading]:
    """``21/22`` and ``22/23``, which prove one another as years in turn, or stand beside a year in full."""
    short = {i: span_start(label.text) for i, label in enumerate(labels) if _BARE_SPAN.fullmatch(label.text)}
    starts = {i: start for i, start in short.items() if start is not None}
    full = {r.period.start.year for r in readings if r.period and r.period.kind == "financial_year" and r.period.start}
    known = Counter([*starts.values(), *full])
    return {
        i: Reading(Period.financial_year(start))
        for i, start in starts.items()
        if known[start] == 1 and (start - 1 in known or start + 1 in known)
    }


def _of_months_by_year(labels: Sequence[Label], readings: Sequence[Reading]) -> dict[int, Reading]:
    """``2011-12`` as a month, where a month right before or after it stands beside it."""
    told = {}
    for i, (label, reading) in enumerate(zip(labels, readings, strict=True)):
        month = month_in_digits(label.text) if reading.period and reading.period.kind == "financial_year" else None
        beside = [readings[n].period for n in (i - 1, i + 1) if 0 <= n < len(readings)]
        if month and any(
            p and p.kind == "month" and abs(ordinal(p) - ordinal(Period.month(*month))) == 1 for p in beside
        ):
            told[i] = Reading(Period.month(*month))
    return told


def _of_years_or_days(labels: Sequence[Label]) -> dict[int, Reading]:
    """``21-Apr``: of the year where that above it or the pack's month proves it, else a month by its last or first day.

    What neither proves is in doubt.
    """
    printed = {i: match for i, label in enumerate(labels) if (match := _YEAR_OR_DAY.fullmatch(label.text))}
    if not printed:
        return {}
    months = {i: (long_year(match[1]), month_of(match[2]) or 1) for i, match in printed.items()}
    if _are_of_years(months, labels):
        return {i: Reading(Period.month(*month)) for i, month in months.items()}
    if _are_days(printed):
        return {i: Reading(labels[i].over.month_named(month)) for i, (_, month) in months.items()}
    return {i: Reading(doubt="year-or-day") for i in printed}


def _are_of_years(months: Mapping[int, Month], labels: Sequence[Label]) -> bool:
    """Whether all months lie in the years above them; without these, whether several end with the pack's own."""
    contexts = [labels[i].over for i in months]
    if all(over.year is not None or over.calendar is not None for over in contexts):
        return all(over.month_named(month[1]) == Period.month(*month) for over, month in zip(contexts, months.values()))
    as_at = contexts[0].as_at
    return len(months) >= _FEWEST and max(months.values()) == (as_at.year, as_at.month)


def _are_days(printed: Mapping[int, re.Match[str]]) -> bool:
    """Whether all are the first days of their months, or all the last; February's may be either."""
    days = [(int(match[1]), month_of(match[2]) or 1) for match in printed.values()]
    last = [day in {month_end(year, month).day for year in (2020, 2021)} for day, month in days]
    return all(day == 1 for day, _ in days) or all(last)


def _of_open(labels: Sequence[Label], readings: Sequence[Reading]) -> dict[int, Reading]:
    """Months, or quarters, without a year and with none above them: in turn, up to the last that has figures."""
    told: dict[int, Reading] = {}
    for kind in ("month", "quarter"):
        stand = [
            i for i, label in enumerate(labels) if open_label(label.text) == kind and _has_no_year(label, readings[i])
        ]
        if len(stand) >= _FEWEST:
            told |= _counted_back(stand, labels)
    return told


def _has_no_year(label: Label, reading: Reading) -> bool:
    """Whether no year stands above a label, or one in which it had not come and yet has figures."""
    if label.over.is_open:
        return False  # and none can be counted back to
    bare = label.over.year is None and label.over.calendar is None
    return bare or (label.filled and reading.period is not None and _is_ahead(reading.period, label))


def _counted_back(stand: Sequence[int], labels: Sequence[Label]) -> dict[int, Reading]:
    """The periods of labels in turn, counted from the last that has figures; in doubt where an earlier one is newer.

    Labels in no turn are each the last of their name.
    """
    bare = TimeContext(labels[stand[0]].over.as_at)
    alone = {i: period for i in stand if (period := read_period(labels[i].text, bare))}
    kind = next(period.kind for period in alone.values())
    numbers, cycle = {i: ordinal(period) for i, period in alone.items()}, CYCLES[kind]
    turn = direction_of([number % cycle for number in numbers.values()], cycle)
    ordered = list(numbers)[:: turn or 1]
    filled = [i for i in ordered if labels[i].filled]
    if turn is None or not filled:
        return {i: Reading(period) for i, period in alone.items()}
    newest = filled[-1]
    if numbers[newest] < max(numbers[i] for i in filled):
        return {i: Reading(doubt="no-year") for i in stand}
    places = dict(zip(ordered, accumulate(_steps([numbers[i] for i in ordered], cycle)), strict=True))
    return {i: Reading(period_at(numbers[newest] + places[i] - places[newest], kind)) for i in ordered}


def _steps(numbers: Sequence[int], cycle: int) -> list[int]:
    """How far each of numbers in turn lies behind the one before it; 0 for the first."""
    return [0, *((b - a) % cycle for a, b in pairwise(numbers))]


def _with_doubts(labels: Sequence[Label], readings: Sequence[Reading]) -> list[Reading]:
    """The readings with what in the line contradicts them."""
    doubted = list(readings)
    for kind in CYCLES:
        stand = {i: ordinal(r.period) for i, r in enumerate(readings) if r.period and r.period.kind == kind}
        if not stand:
            continue
        own = _own(labels[0].over, kind)
        doubts = out_of_turn(stand, kind, own) | _against_years(kind, stand, labels, readings)
        for i, code in doubts.items():
            number = expected_at(i, stand, doubts, own) if len(stand) <= _WIDEST else None
            expected = None if number is None else period_at(number, kind)
            doubted[i] = replace(readings[i], doubt=code, expected=expected)
    return [
        replace(reading, doubt="ahead")
        if reading.doubt is None and reading.period and label.filled and _is_ahead(reading.period, label)
        else reading
        for label, reading in zip(labels, doubted, strict=True)
    ]


def _own(context: TimeContext, kind: str) -> int:
    """The number of the pack's own month, quarter or year."""
    as_at = context.as_at
    quarter = Quarter.containing(as_at)
    own = {
        "month": Period.month(as_at.year, as_at.month),
        "quarter": Period.quarter(quarter.year, quarter.number),
        "financial_year": Period.financial_year(quarter.year),
    }
    return ordinal(own[kind])


def _against_years(
    kind: str, stand: Mapping[int, int], labels: Sequence[Label], readings: Sequence[Reading]
) -> dict[int, str]:
    """The labels under a year in which none of them lies, unless the pack's own month stands among them: then the year
    is left from an earlier pack."""
    groups: dict[TimeContext, list[int]] = {}
    for i in stand:
        if labels[i].over.year is not None or labels[i].over.calendar is not None:
            groups.setdefault(labels[i].over, []).append(i)
    doubts: dict[int, str] = {}
    for over, places in groups.items():
        within = any(_lies_in(readings[i].period, over) for i in places)
        if not within and _own(over, kind) not in (stand[i] for i in places):
            doubts |= dict.fromkeys(places, "against-year")
    return doubts


def _lies_in(period: Period | None, over: TimeContext) -> bool:
    """Whether a month or quarter lies in the year that stands above it."""
    if period is None or period.start is None or period.kind == "financial_year":
        return True
    return period.start.year == over.calendar or financial_year_of(period.start) == over.year


def _is_ahead(period: Period, label: Label) -> bool:
    """Whether a month or quarter begins after the month that the document is about."""
    return period.kind in ("month", "quarter") and period.start is not None and period.start > label.over.as_at
