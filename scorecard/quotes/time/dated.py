"""The period of a claim: which of those a sentence names is its figure's own, by what kind of figure it is.

The nearest words win: right beside the figure, touching it, after it up to the next figure, before it; then the
period the sentence mainly speaks of, unless the figure stands on the far side of a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.passages.now import Context
from scorecard.periods import MONTH_LABEL, month_label, quarter_label
from scorecard.quotes.parts.pairs import Group, Move
from scorecard.quotes.parts.single import is_comparator
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.time.mentions import YEAR, Mention, main_label, of_place
from scorecard.text.months import month_of, next_month_named
from scorecard.text.plain import bracket_of, without_brackets

_BESIDE = re.compile(r"\W*(?:in|at|for)?\s*")
_CLAUSE_ENDS = re.compile(r"[,;]")
_MONTH = re.compile(MONTH_LABEL)
_RECENT = 12
"""Months: an older month beside a figure of an unknown measure is a mere date."""
_FAR = 90
"""Letters behind a figure up to which a period is still its own."""
_OF_A_TARGET = 16
"""Letters behind a target up to which a period is its own: it is named at once, or is of something else."""


@dataclass(frozen=True)
class Times:
    """What the text says of time: the sentence and its periods, "now", and the period that was spoken of before."""

    line: Line
    mentions: Sequence[Mention]
    context: Context
    before: str | None

    @cached_property
    def marks(self) -> list[tuple[int, int, bool]]:
        """First and last place of the words that part, and whether what follows is the far side of a comparison."""
        kinds = (("far side", True), ("parts clauses", False))
        return [(*place, far) for says, far in kinds for place in self.line.says.places(says, self.line.lower)]

    def bounds(self, place: int) -> tuple[int, int, bool]:
        """The part of the sentence round a place, and whether it is the far side of a comparison."""
        opens, far = max(((end, far) for _, end, far in self.marks if end <= place), default=(0, False))
        return opens, min((start for start, *_ in self.marks if start >= place), default=len(self.line.lower)), far


class Near:
    """The words round a group of figures: from the figure before it to the figure after it, within its clause."""

    def __init__(self, times: Times, members: Sequence[int]) -> None:
        self.times, self.line, self.members = times, times.line, members
        self.start, self.end = self.line.figures[members[0]].start, self.line.figures[members[-1]].end
        self.mentions = of_place(times.line, times.mentions, self.start)
        self.opens, _, self.compared = times.bounds(self.start)

    def after(self) -> list[Mention]:
        """Periods named after the group; words in brackets right behind it are passed over."""
        last = self.members[-1]
        figures, text = self.line.figures, self.line.lower
        start, limit = self.end, figures[last + 1].start if last + 1 < len(figures) else len(text)
        if text[start:limit].strip() == "(" and (brackets := bracket_of(text, limit)):
            start = brackets[1]
            limit = next((f.start for f in figures if f.start > start), len(text))
        limit = min(limit, self.times.bounds(start)[1], start + _FAR)
        near = [m for m in self.mentions if start <= m.start < limit and not self._looks_on(text[start : m.start])]
        return [m for m in near if self.is_open(m, alone=True) and not self._leads_on(m, start)]

    def _looks_on(self, words: str) -> bool:
        """Whether the words before a period say that it is one to come, or one that is counted from."""
        says = self.line.says
        counted_from = says.before("counted from", words) or says.within("counted from", words)
        return bool(says.within("ahead", words) or counted_from)

    def _leads_on(self, mention: Mention, start: int) -> bool:
        """Whether a period stands right before the next figure and not right behind this one: it is that figure's.

        In ``Q1 90%, Q2 91%`` each stands before its own.
        """
        text = self.line.lower
        following = next((f.start for f in self.line.figures if f.start >= mention.end), None)
        beside = _BESIDE.fullmatch(text[start : mention.start]) and not any(map(self.touches_group, self.mentions))
        if following is None or beside:
            return False
        up_to = mention.is_to_date and text[mention.end : following].strip() == "to"
        return up_to or self.touches(mention, following)

    def touches(self, mention: Mention, figure: int) -> bool:
        """Whether a period stands right before a figure: ``January's in month performance of 22.7%``."""
        words = self.line.lower[mention.end : figure].strip(" :(–-")
        return self.line.says.between("touches", words) is not None

    def touches_group(self, mention: Mention) -> bool:
        """Whether a period stands right before the group, and is not what the figure before it was dated with."""
        text, first = self.line.lower, self.members[0]
        words = text[mention.end : self.start]
        if first and "(" in words and _BESIDE.fullmatch(text[self.line.figures[first - 1].end : mention.start]):
            return False
        return mention.end <= self.start and self.touches(mention, self.start)

    def is_beside(self, mention: Mention) -> bool:
        """Whether a period stands right behind the group."""
        return _BESIDE.fullmatch(self.line.lower[self.end : mention.start]) is not None

    def before(self) -> list[Mention]:
        """Periods named between the figure before and the group."""
        first = self.members[0]
        return [m for m in self.earlier() if not first or m.start >= self.line.figures[first - 1].end]

    def earlier(self) -> list[Mention]:
        """Periods named earlier in the group's clause."""
        inside = (m for m in self.mentions if self.opens <= m.start and m.end <= self.start and self.is_open(m))
        return [m for m in inside if not self._is_set_against(m)]

    def _is_set_against(self, mention: Mention) -> bool:
        """Whether the group is set against a period: ``similar to the previous year at 10.4%``."""
        at = self.line.lower[mention.end : self.start].strip() == "at"
        return at and self.times.bounds(mention.start)[2]

    def reaches(self, mention: Mention) -> bool:
        """Whether a period is named before the group, or after it; another figure between must be joined by "and"."""
        between = [i for i, f in enumerate(self.line.figures) if self.end <= f.start < mention.start]
        joined = len(between) == 1 and self.line.says.between("and", self.line.before(between[0])) is not None
        return not self._looks_on(self.line.lower[self.end : mention.start]) and (not between or joined)

    def outside_comparison(self, mentions: Sequence[Mention]) -> list[Mention]:
        return [m for m in mentions if not m.relative and not self.times.bounds(m.start)[2]]

    def is_open(self, mention: Mention, *, alone: bool = False) -> bool:
        """Whether a period in brackets is this figure's: it stands in the same ones, or ``alone`` in its own."""
        brackets = bracket_of(self.line.lower, mention.start)
        if brackets is None or brackets[0] < self.start < brackets[1]:
            return True
        return alone and brackets[1] - brackets[0] - 1 <= mention.end - mention.start + 3


def date_of(
    group: Group, code: str, times: Times, *, area: str | None, known: bool, move: Move | None
) -> tuple[str | None, bool]:
    """The label and whether it is sure; ``known``: the measure is; ``move``: the one it begins or ends."""
    near, context = Near(times, group.members), times.context
    if code == "target" and (year := _promised_year(near)):
        return year, True
    if move is not None and move.start == group.main:
        # "up from 50% (20/21) to 60% (Q3)": the year may be short for the same part of it
        label, named = _own_period(near, adjoining=True), [m.label for m in near.mentions if m.label]
        return label, not YEAR.fullmatch(label or "") or all(map(YEAR.fullmatch, named))
    if not known and code not in ("target", "forecast"):
        return _of_unknown(near), True
    if is_comparator(near.line, area):
        return _own_period(near) or ("latest" if context.current else None), True
    if code == "forecast":
        return _coming(near.line, group, context), True
    label, settled = _period_of(near, code=code)
    return (label, True) if settled else (times.before, times.before is None)


def _period_of(near: Near, *, code: str) -> tuple[str | None, bool]:
    """The label for a group of figures, and whether words of its own sentence settle it (even as unknown)."""
    says, line = near.line.says, near.line
    now = says.before("now", line.before(near.members[0])) or says.after("now", line.after(near.members[-1]))
    settles = code == "target" or now is not None or (near.compared and code != "change")
    after, earlier = near.after(), near.earlier()
    if code == "change":
        after, earlier = near.outside_comparison(after), near.outside_comparison(earlier)
        # "up 12 on May and 20 on June": what a change is counted from is not when it was
        earlier = [m for m in earlier if not near.line.says.before("counted from", near.line.lower[: m.start])]
    beside = [m for m in after if near.is_beside(m)]
    touching = [m for m in earlier[-1:] if near.touches_group(m)]
    if code == "target":
        after, earlier = [m for m in after if m.start - near.end < _OF_A_TARGET], []
    elif now:
        earlier = []
    for choice in (*beside, *touching, *after, *earlier[-1:]):
        if choice.label or not choice.relative:
            return _with_year(near.line, choice, earlier), True
    label = None if settles else main_label(near.line, [m for m in near.mentions if near.reaches(m)])
    return label, settles or label is not None


def _own_period(near: Near, *, adjoining: bool = False) -> str | None:
    """The period named between the figures round the group, or in it; ``adjoining``: after or touching it."""
    touching = [m for m in near.before() if near.touches_group(m)]
    inside = [m for m in near.mentions if near.start < m.start and m.end <= near.end]
    named = [*touching, *near.after(), *(() if adjoining else reversed(near.before())), *inside]
    return next((m.label for m in named if m.label and not m.relative), None)


def _governing_period(near: Near) -> str | None:
    """The period named before a list of figures, for those after the first: ``In June 4 came, 3 left and 2 stayed``.

    It reaches as far as nothing stands between: no comparison, no other period, no "since" or "until".
    """
    says, text = near.line.says, near.line.lower
    named = next((m for m in reversed(near.mentions) if m.end <= near.start), None)
    if named is None or not near.is_open(named) or near.after() or near.before() or near.compared:
        return None
    words = without_brackets(text[named.end : near.start])
    parted = text.startswith("by ", named.start) or says.within("cuts off", words)
    return None if parted or says.after("since", near.line.after(near.members[-1])) else named.label


def _promised_year(near: Near) -> str | None:
    """``In 2021/22 we are committed to help 310``: what is promised in a year is for the whole of it."""
    line = near.line
    beside = [m for m in near.after() if near.is_beside(m)]
    opening = [m for m in near.earlier() if line.says.between("in a year to come", line.lower[: m.start])]
    years = [m.label.removesuffix(" YTD") for m in (*beside, *opening) if m.label]
    return next((year for year in years if YEAR.fullmatch(year)), None)


def _of_unknown(near: Near) -> str | None:
    """The period of a figure or its list, or what the sentence goes on with; an old month is a mere date."""
    goes_on = near.line.says.opens("goes on", near.line.lower)
    label = _own_period(near) or (near.times.before if goes_on else _governing_period(near))
    month, end = _MONTH.fullmatch(label or ""), near.times.context.end
    old = month and (end.year - int(month[1])) * 12 + end.month - int(month[2]) > _RECENT
    return None if old else label


def _coming(line: Line, group: Group, context: Context) -> str | None:
    """``At the end of July there will be``: the time a forecast is for, if its clause names one."""
    figure, says = line.figures[group.main], line.says
    before, after = _CLAUSE_ENDS.split(line.lower[: figure.start])[-1], _CLAUSE_ENDS.split(line.lower[figure.end :])[0]
    if month := says.within("a month to come", before):
        return month_label(next_month_named(month_of(month["month"]) or 0, context.end))
    if quarter := says.within("a quarter to come", after):
        first, last = (month_of(quarter[name]) or 0 for name in ("first", "last"))
        return quarter_label(next_month_named(last, context.end)) if last == first + 2 and first % 3 == 1 else None
    return None


def _with_year(line: Line, mention: Mention, earlier: Sequence[Mention]) -> str | None:
    """``ytd`` beside an earlier year or ``last year`` is a part of that year, which has no label."""
    if not mention.is_to_date:
        return mention.label
    years = [m.label[:7] for m in earlier if m is not mention and m.label and YEAR.match(m.label)]
    other = bool(years) and not (mention.label or "").startswith(years[-1])
    return None if other or line.says.after("of last year", line.lower[mention.end :]) else mention.label
