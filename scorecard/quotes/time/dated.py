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
    near, context = Near(times, group.members), times.context
    if code == "target" and (year := promised_year(near)):
        return year, True
    if move is not None and move.start == group.main:
        label = own_period(near, adjoining=True)
        return label, not _is_year_beside_parts(label, near)
    if not known and code not in ("target", "forecast"):
        return _of_unknown(near), True
    if is_comparator(near.line, area):
        return own_period(near) or ("latest" if context.current else None), True
    if code == "forecast":
        return _coming(near.line, group, context), True
    label, settled = period_of(near, code=code)
    return (label, True) if settled else (times.before, times.before is None)


def _is_year_beside_parts(label: str | None, near: Near) -> bool:
    """``up from 50% (20/21) to 60% (Q3)``: the year may be short for the same part of it."""
    parts = [m.label for m in near.mentions if m.label and not YEAR.fullmatch(m.label)]
    return bool(parts) and YEAR.fullmatch(label or "") is not None


def _of_unknown(near: Near) -> str | None:
    """The period of a figure or its list, or what the sentence goes on with; an old month is a mere date."""
    goes_on = near.line.says.opens("goes on", near.line.lower)
    label = own_period(near) or (near.times.before if goes_on else governing_period(near))
    month, end = _MONTH.fullmatch(label or ""), near.times.context.end
    old = month and (end.year - int(month[1])) * 12 + end.month - int(month[2]) > _RECENT
    return None if old else label


def _coming(line: Line, group: Group, context: Context) -> str | None:
    """``At the end of July there will be``: the time a forecast is for, if its clause names one."""
    figure, says = line.figures[group.main], line.says
    before, after = _CLAUSE_ENDS.split(line.lower[: figure.start])[-1], _CLAUSE_ENDS.split(line.lower[figure.end :])[0]
    if month := says.within("a month to come", before):
        return month_label(context.next_month(month_of(month["month"]) or 0))
    if quarter := says.within("a quarter to come", after):
        first, last = (month_of(quarter[name]) or 0 for name in ("first", "last"))
        return quarter_label(context.next_month(last)) if last == first + 2 and first % 3 == 1 else None
    return None
