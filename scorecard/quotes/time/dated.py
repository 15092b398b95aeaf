"""The period of a claim, by what kind of figure it is and whether its measure is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.periods import MONTH_LABEL, YEAR_LABEL
from scorecard.quotes.parts.areas import is_comparator
from scorecard.quotes.parts.pairs import Group, Move
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.mentions import Mention
from scorecard.quotes.time.now import Context, month_label, quarter_label
from scorecard.quotes.time.whose import (
    Clauses,
    Near,
    governing_period,
    own_period,
    period_of,
    promised_year,
    reprinted_period,
)
from scorecard.text.months import month_of

_FINANCIAL_YEAR = re.compile(YEAR_LABEL)
_MONTH = re.compile(MONTH_LABEL)
_CLAUSE_ENDS = re.compile(r"[,;]")
_RECENT = 12
"""Months: an older month beside a figure of an unknown measure is a mere date."""


@dataclass(frozen=True)
class Times:
    """What the text says of time: the clauses and periods of the sentence, "now", and what was spoken of before."""

    clauses: Clauses
    context: Context
    before: str | None

    @property
    def mentions(self) -> Sequence[Mention]:
        return self.clauses.mentions


def date_of(
    group: Group, code: str, times: Times, *, area: str | None, known: bool, move: Move | None
) -> tuple[str | None, bool]:
    """The label and whether it is sure; ``known``: the measure is; ``move``: the one it begins or ends."""
    near = Near(times.clauses, group.members)
    if code == "target" and (year := promised_year(near)):
        return year, True
    if reprinted := reprinted_period(near, group.main):
        return reprinted, True
    if move is not None and move.start == group.main:
        label = _own(near, times, known=known, adjoining=True)
        return label, not _is_year_beside_parts(label, times)
    if not known and code not in ("target", "forecast"):
        return _own(near, times, known=False, shared=True), True
    label, sure = _by_kind(near, group, code, times, area)
    if known or code == "forecast" or label is None:
        return label, sure
    return _own(near, times, known=False), sure


def _is_year_beside_parts(label: str | None, times: Times) -> bool:
    """``up from 50% (20/21) to 60% (Q3)``: the year may be short for the same part of it."""
    if label is None or not _FINANCIAL_YEAR.fullmatch(label):
        return False
    return any(m.label and not _FINANCIAL_YEAR.fullmatch(m.label) for m in times.mentions)


def _by_kind(near: Near, group: Group, code: str, times: Times, area: str | None) -> tuple[str | None, bool]:
    """A comparator without a year of its own is the latest one; a forecast is of the time to come."""
    if is_comparator(near.line, area):
        own = own_period(near)
        latest = "latest" if times.context.current else None
        return (own if own and _FINANCIAL_YEAR.fullmatch(own) else latest), True
    if code == "forecast":
        return _coming(near.line, group, times.context), True
    label, settled = period_of(near, code=code)
    return (label, True) if settled else (times.before, times.before is None)


def _own(near: Near, times: Times, *, known: bool, adjoining: bool = False, shared: bool = False) -> str | None:
    """The period beside a figure or that of its list; an old month beside an unknown measure is a mere date."""
    label = own_period(near, adjoining=adjoining)
    if label is None and shared:
        goes_on = not near.mentions and not near.members[0] and near.line.says.opens("goes on", near.line.lower)
        label = times.before if goes_on else governing_period(near)
    return label if known or _is_recent(label, times.context) else None


def _is_recent(label: str | None, context: Context) -> bool:
    month = _MONTH.fullmatch(label or "")
    ago = context.end.year * 12 + context.end.month - int(month[1]) * 12 - int(month[2]) if month else 0
    return ago <= _RECENT


def _coming(line: Line, group: Group, context: Context) -> str | None:
    """``At the end of July there will be``: the time a forecast is for, if its clause names just one."""
    if context.kind == "other":
        return None
    figure, says = line.figures[group.main], line.says
    before, after = _CLAUSE_ENDS.split(line.lower[: figure.start])[-1], _CLAUSE_ENDS.split(line.lower[figure.end :])[0]
    month = says.within("a month to come", before)
    if month and len(says.places("a month to come", before)) == 1:
        return month_label(context.next_month(month_of(month["month"]) or 0))
    quarter = says.within("a quarter to come", after)
    if quarter is None:
        return None
    first, last = (month_of(quarter[name]) or 0 for name in ("first", "last"))
    end = context.next_month(last)
    return quarter_label(end) if last == first + 2 and first % 3 == 1 else None
