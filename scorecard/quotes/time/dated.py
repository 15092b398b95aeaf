"""The period of a claim, by what kind of figure it is and whether its measure is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.quotes.parts.areas import is_comparator
from scorecard.quotes.parts.pairs import Group, Move
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.masks import says_one
from scorecard.quotes.time.mentions import Mention, quarter_label
from scorecard.quotes.time.now import Context, month_number
from scorecard.quotes.time.whose import governing_period, own_period, period_of, promised_year, revised_period

_MONTH_ALONE = re.compile(
    r"\bend of (January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)"
)
_QUARTERS = ("January", "April", "July", "October")
_QUARTER_ALONE = re.compile(
    r"\b(January|April|July|October) (?:to|and|[-–]) (March|June|September|December)\b(?!\s+\d)"
)
_FINANCIAL_YEAR = re.compile(r"\d{4}/\d\d")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_GOES_ON = re.compile(r"\W*(?:a\s+further|another)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """What the text says of time: the periods of the sentence, "now", and what the sentence before spoke of."""

    mentions: Sequence[Mention]
    context: Context
    before: str | None


def date_of(
    line: Line, group: Group, code: str, told: Told, *, area: str | None, known: bool, move: Move | None
) -> tuple[str | None, bool]:
    """The label and whether it is sure; ``known``: the measure is; ``move``: the one it begins or ends."""
    if code == "target" and (year := promised_year(line, group.members, told.mentions)):
        return year, True
    begins = move is not None and move.start == group.main
    if told.mentions and (revised := revised_period(line, group.main, told.mentions)):
        return revised, True
    if begins:
        label = _own(line, group, told, known=known, adjoining=True)
        return label, not _is_year_beside_parts(label, told)
    if not known and code not in ("target", "forecast"):
        return _own(line, group, told, known=False, shared=True), True
    label, sure = _by_kind(line, group, code, told, area)
    if known or code == "forecast" or label is None:
        return label, sure
    return _own(line, group, told, known=False), sure


def _is_year_beside_parts(label: str | None, told: Told) -> bool:
    """``up from 50% (20/21) to 60% (Q3)``: the year may be short for the same part of it."""
    if label is None or not _FINANCIAL_YEAR.fullmatch(label):
        return False
    return any(m.label and not _FINANCIAL_YEAR.fullmatch(m.label) for m in told.mentions)


def _by_kind(line: Line, group: Group, code: str, told: Told, area: str | None) -> tuple[str | None, bool]:
    """A comparator without a year of its own is the latest one; a forecast is of the time to come."""
    if is_comparator(area):
        own = own_period(line, group.members, told.mentions)
        latest = "latest" if told.context.current else None
        return (own if own and _FINANCIAL_YEAR.fullmatch(own) else latest), True
    if code == "forecast":
        return _coming(line, group, told.context), True
    label, settled = period_of(line, group.members, told.mentions, code=code)
    return (label, True) if settled else (told.before, told.before is None)


def _own(
    line: Line, group: Group, told: Told, *, known: bool, adjoining: bool = False, shared: bool = False
) -> str | None:
    """The period beside a figure or that of its list; an old month beside an unknown measure is a mere date."""
    label = own_period(line, group.members, told.mentions, adjoining=adjoining)
    if label is None and shared:
        goes_on = not told.mentions and not group.members[0] and _GOES_ON.match(line.text)
        label = told.before if goes_on else governing_period(line, group.members, told.mentions)
    return label if known or _is_recent(label, told.context) else None


def _is_recent(label: str | None, context: Context) -> bool:
    """Whether a month lies in the last year."""
    month = _MONTH.fullmatch(label or "")
    ago = context.end.year * 12 + context.end.month - int(month[1]) * 12 - int(month[2]) if month else 0
    return ago <= 12


def _coming(line: Line, group: Group, context: Context) -> str | None:
    """``At the end of July there will be``: the time a forecast is for, if its clause names just one."""
    if context.kind == "other":
        return None
    before, after = line.text[: line.figures[group.main].start], line.text[line.figures[group.main].end :]
    months = {month_number(match[1]) for match in _MONTH_ALONE.finditer(re.split(r"[,;]", before)[-1])}
    if len(months) == 1:
        return context.next_month(months.pop())
    quarter = _QUARTER_ALONE.search(re.split(r"[,;]", after)[0]) if says_one(_QUARTERS, after) else None
    if quarter is None or month_number(quarter[2]) != month_number(quarter[1]) + 2:
        return None
    end = context.next_month(month_number(quarter[2]))
    return quarter_label(int(end[:4]), int(end[5:]))
