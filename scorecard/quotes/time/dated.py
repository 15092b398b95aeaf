"""The period of a claim, by what kind of figure it is and whether its measure is known."""

from __future__ import annotations

import re

from scorecard.periods import MONTH_LABEL
from scorecard.quotes.parts.areas import is_comparator
from scorecard.quotes.parts.pairs import Group, Move
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.mentions import YEAR
from scorecard.quotes.time.now import Context, month_label, quarter_label
from scorecard.quotes.time.whose import Near, Times, governing_period, own_period, period_of, promised_year
from scorecard.text.months import month_of

_MONTH = re.compile(MONTH_LABEL)
_CLAUSE_ENDS = re.compile(r"[,;]")
_RECENT = 12
"""Months: an older month beside a figure of an unknown measure is a mere date."""


def date_of(
    group: Group, code: str, times: Times, *, area: str | None, known: bool, move: Move | None
) -> tuple[str | None, bool]:
    """The label and whether it is sure; ``known``: the measure is; ``move``: the one it begins or ends."""
    near = Near(times, group.members)
    if code == "target" and (year := promised_year(near)):
        return year, True
    if move is not None and move.start == group.main:
        label = own_period(near, adjoining=True)
        return _unless_old(label, known, times.context), not _is_year_beside_parts(label, times)
    if not known and code not in ("target", "forecast"):
        return _unless_old(own_period(near) or _shared(near), known, times.context), True
    if is_comparator(near.line, area):
        return _of_comparator(near), True
    if code == "forecast":
        return _coming(near.line, group, times.context), True
    label, settled = period_of(near, code=code)
    return (label, True) if settled else (times.before, times.before is None)


def _is_year_beside_parts(label: str | None, times: Times) -> bool:
    """``up from 50% (20/21) to 60% (Q3)``: the year may be short for the same part of it."""
    parts = [m.label for m in times.mentions if m.label and not YEAR.fullmatch(m.label)]
    return label is not None and YEAR.fullmatch(label) is not None and bool(parts)


def _of_comparator(near: Near) -> str | None:
    """A comparator without a year of its own is the latest one."""
    own = own_period(near)
    if own and YEAR.fullmatch(own):
        return own
    return "latest" if near.times.context.current else None


def _shared(near: Near) -> str | None:
    """The period of the list that a figure stands in, or of the sentence that this one goes on with."""
    goes_on = not near.mentions and not near.members[0] and near.line.says.opens("goes on", near.line.lower)
    return near.times.before if goes_on else governing_period(near)


def _unless_old(label: str | None, known: bool, context: Context) -> str | None:
    """An old month beside a figure of an unknown measure is a mere date."""
    month = _MONTH.fullmatch(label or "")
    ago = context.end.year * 12 + context.end.month - int(month[1]) * 12 - int(month[2]) if month else 0
    return label if known or ago <= _RECENT else None


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
