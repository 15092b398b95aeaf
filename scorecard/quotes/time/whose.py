"""Which of the periods a sentence names is a figure's own.

The nearest words win: right beside the figure, touching it, after it up to the next figure, before it; then the
period the sentence mainly speaks of, unless the figure stands on the far side of a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scorecard.quotes.parts.pairs import revises
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.folded import folded
from scorecard.quotes.time.mentions import COMPARE, Mention, bracket_of, compares, main_label

_CLAUSE = folded(
    r";|,\s+(?:there\s+)?now\b|,\s+(?:however|but|and|whilst|while|with)\b|\bbut\b|\bwhilst\b"
    r"|\bhowever\b",
)


_BASE = folded(r"\b(?:from|than|on)\s+(?:the\s+)?(?:end\s+of\s+)?$|\bsince\b")
_TOUCHES = folded(
    r"[\s:(–-]*(?:in[\s-]month\s+)?(?:(?:performance|figure|position|outturn|total|average|target)\s+)?(?:of|was"
    r"|at|is|being|reached)?[\s(]*",
)
_BESIDE = folded(r"\W*(?:in|at|for)?\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_CUTS_OFF = folded(
    r";|\b(?:but|whilst|while|although|however|because|due|since|until|till|than|prior|before|earlier|ago|now|ever)\b"
    r"|\bfrom\s+(?:around\s+)?[\d£]|\s[–-]\s",
)
_SINCE_AFTER = folded(r"\s*(?:[\w’'-]+\s+){0,3}?(?:since|until|till)\b")
_BEGINNING = folded(
    r"\b(?:began|begun|commenc\w+|launch\w+|introduc\w+|implement\w+|establish\w+|opened|set\s+up)\b[^.,;]{0,30}$",
)
_OPENS = folded(r"\W*(?:in|for|during|over)\s+(?:the\s+year\s+)?")
_NEXT_PART = folded(r"\s[–-]\s+(?:as\s+(?:of|at)|at|in|by|on)\s+(?:the\s+)?(?:end\s+of\s+)?$")
_AHEAD = folded(r"\b(?:aim|aims|will|hope[ds]?|expected|intend\w*|by\s+the)\b")


@lru_cache(maxsize=256)
def _marks(text: str) -> tuple[tuple[int, int, bool], ...]:
    """Where the clauses of a sentence part, and whether what follows is the far side of a comparison."""
    compared = [(m.start(), m.end(), True) for m in COMPARE.finditer(text)] if compares(text) else []
    return (*compared, *((m.start(), m.end(), False) for m in _CLAUSE.finditer(text)))


def _bounds(line: Line, place: int) -> tuple[int, int, bool]:
    """The part of the sentence round a place, and whether it is the far side of a comparison."""
    marks = _marks(line.folded)
    before = max(((end, compares) for _, end, compares in marks if end <= place), default=(0, False))
    after = min((start for start, _, _ in marks if start >= place), default=len(line.folded))
    return before[0], after, before[1]


def period_of(line: Line, members: Sequence[int], mentions: Sequence[Mention], *, code: str) -> tuple[str | None, bool]:
    """The label for a group of figures, and whether words of its own sentence settle it (even as unknown)."""
    near = _Near(line, members)
    if not mentions:
        return None, code == "target" or (near.compared and code != "change")
    after, before, earlier = near.after(mentions), near.before(mentions), near.earlier(mentions)
    if code == "target":
        after = [m for m in after if m.start - near.end < 16]
        before, earlier = (before[-1:] if _touches(line, before, near.start) else []), []
    if code == "change":
        after, before, earlier = (near.outside_comparison(group) for group in (after, before, earlier))
    beside = [m for m in after if _BESIDE.fullmatch(line.folded[near.end : m.start])]
    touching = before[-1:] if _touches(line, before, near.start) else []
    for choice in (beside[:1], touching, after[:1], before[-1:], earlier[-1:]):
        if choice and (choice[0].label or not choice[0].relative):
            return _with_year(line, choice[0], earlier), True
    if code == "target" or (near.compared and code != "change"):
        return None, True
    label = main_label(line, [m for m in mentions if near.reaches(m)])
    return label, label is not None


def own_period(
    line: Line, members: Sequence[int], mentions: Sequence[Mention], *, adjoining: bool = False
) -> str | None:
    """The period named between the figures round the group, or in it; ``adjoining``: after or touching it."""
    if not mentions:
        return None
    near = _Near(line, members)
    before = near.before(mentions)
    if adjoining:
        before = before[-1:] if _touches(line, before, near.start) else []
    inside = [m for m in mentions if near.start < m.start and m.end <= near.end]
    labels = [m.label for m in (*near.after(mentions), *reversed(before), *inside) if m.label and not m.relative]
    return labels[0] if labels else None


def governing_period(line: Line, members: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """The period named before a list of figures, for those after the first: ``In June 4 came, 3 left and 2 stayed``.

    It reaches as far as nothing stands between: no comparison, no other period, no "since" or "until".
    """
    near = _Near(line, members)
    earlier = [m for m in mentions if m.end <= near.start]
    if not earlier or not earlier[-1].label or near.after(mentions) or near.before(mentions) or earlier[-1].relative:
        return None
    named = earlier[-1]
    if line.folded.startswith("by ", named.start):
        return None
    brackets = bracket_of(line.folded, named.start)
    if brackets and not brackets[0] < near.start < brackets[1]:
        return None
    words = _BRACKETS.sub(" ", line.folded[named.end : near.start])
    parted = _CUTS_OFF.search(words) or COMPARE.search(words) or _BASE.search(line.folded[: named.start])
    started = _BEGINNING.search(line.folded[: named.start]) or _SINCE_AFTER.match(line.after(members[-1]))
    return None if parted or started or near.compared else named.label


def promised_year(line: Line, members: Sequence[int], mentions: Sequence[Mention]) -> str | None:
    """``In 2021/22 we are committed to help 310``: what is promised in a year is for the whole of it."""
    near = _Near(line, members)
    after = [m for m in near.after(mentions) if _BESIDE.fullmatch(line.folded[near.end : m.start])]
    before = [] if members[0] else near.before(mentions)
    opens = [m for m in before if _OPENS.fullmatch(line.folded[: m.start])]
    for mention in (*after[:1], *opens[:1]):
        if re.match(r"\d{4}/\d\d(?: YTD)?$", mention.label or "") and line.folded[mention.start].isdigit():
            return (mention.label or "")[:7]
    return None


def revised_period(line: Line, index: int, mentions: Sequence[Mention]) -> str | None:
    """The month of both figures of ``the May figure from 30 to 33``."""
    start = index - 1 if index and re.fullmatch(r"\s*to\s*", line.before(index)) else index
    named = [m for m in mentions if m.end <= line.figures[start].start]
    return named[-1].label if named and revises(line.before(start)) else None


@dataclass(frozen=True)
class _Near:
    """The words round a group of figures: from the figure before it to the figure after it, within its clause."""

    line: Line
    members: Sequence[int]

    @property
    def start(self) -> int:
        return self.line.figures[self.members[0]].start

    @property
    def end(self) -> int:
        return self.line.figures[self.members[-1]].end

    @property
    def compared(self) -> bool:
        return _bounds(self.line, self.start)[2]

    def after(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Periods named after the group; words in brackets right behind it are passed over."""
        last = self.members[-1]
        figures, text = self.line.figures, self.line.folded
        start, limit = self.end, figures[last + 1].start if last + 1 < len(figures) else len(text)
        if re.fullmatch(r"\s*\(", text[start:limit]) and (brackets := bracket_of(text, limit)):
            start = brackets[1]
            limit = next((f.start for f in figures if f.start > start), len(text))
        limit = min(limit, _bounds(self.line, start)[1])
        found = [m for m in mentions if start <= m.start < limit and m.start - start < 90]
        own = [m for m in found if not (_AHEAD.search(text[start : m.start]) or _BASE.search(text[start : m.start]))]
        return [m for m in own if self._open(m, beside=True) and not self._leads_on(m, start)]

    def _leads_on(self, mention: Mention, start: int) -> bool:
        """Whether a period stands right before the next figure and not right behind this one: it is that figure's."""
        text = self.line.folded
        following = next((f.start for f in self.line.figures if f.start >= mention.end), None)
        if following is None or _BESIDE.fullmatch(text[start : mention.start]):
            return False
        if _NEXT_PART.search(text[start : mention.start]) and _TOUCHES.fullmatch(
            text[mention.end : following].lstrip(",")
        ):
            return True
        words = text[mention.end : following]
        to_date = (mention.label or "").endswith("YTD") and re.fullmatch(r"\s+to\s+", words)
        return bool(_TOUCHES.fullmatch(words) or to_date)

    def before(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Periods named between the figure before and the group."""
        first = self.members[0]
        floor = self.line.figures[first - 1].end if first else 0
        return [m for m in self.earlier(mentions) if m.start >= floor]

    def earlier(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Periods named earlier in the group's clause."""
        floor = _bounds(self.line, self.start)[0]
        return [m for m in mentions if floor <= m.start and m.end <= self.start and self._open(m, beside=False)]

    def reaches(self, mention: Mention) -> bool:
        """Whether a period is named before the group, or after it; another figure between must be joined by "and"."""
        between = [i for i, f in enumerate(self.line.figures) if self.end <= f.start < mention.start]
        joined = len(between) == 1 and re.search(r"^[^.,;()]*\band\s+$", self.line.before(between[0]))
        to_date = (mention.label or "").endswith("YTD")
        if mention.start < self.start:
            return True
        words = self.line.folded[self.end : mention.start]
        return not (_AHEAD.search(words) or _BASE.search(words)) and (not between or bool(joined and not to_date))

    def outside_comparison(self, mentions: Sequence[Mention]) -> list[Mention]:
        return [m for m in mentions if not m.relative and not _bounds(self.line, m.start)[2]]

    def _open(self, mention: Mention, *, beside: bool) -> bool:
        """Whether a period in brackets is this figure's: in the same ones, beside it, or alone in them after it."""
        text, brackets = self.line.folded, bracket_of(self.line.folded, mention.start)
        if brackets is None or brackets[0] < self.start < brackets[1]:
            return True
        alone = brackets[1] - brackets[0] - 1 <= mention.end - mention.start + 3
        return beside and (alone or not re.search(r"\w", text[self.end : mention.start]))


def _touches(line: Line, before: Sequence[Mention], start: int) -> bool:
    """Whether the period stands right before the figure: ``January's in month performance of 22.7%``."""
    return bool(before) and bool(_TOUCHES.fullmatch(line.folded[before[-1].end : start]))


def _with_year(line: Line, mention: Mention, earlier: Sequence[Mention]) -> str | None:
    """``ytd`` beside an earlier year or ``last year`` is a part of that year, which has no label."""
    if mention.label is None or not mention.label.endswith("YTD"):
        return mention.label
    text = line.folded[mention.start : mention.end]
    if not re.search(r"ytd|to.date|so far", text):
        return mention.label
    years = [m for m in earlier if m is not mention and m.label and re.match(r"\d{4}/\d\d", m.label)]
    following = re.match(r"\)?\s*in\s+the\s+same\s+\w+\s+last\s+year", line.folded[mention.end :])
    other = bool(years) and (years[-1].label or "")[:7] != mention.label[:7]
    return None if other or following else mention.label
