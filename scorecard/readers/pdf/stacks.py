"""Rules one below the other with the rows of one table between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.segments import blobs_of, parts_between_rules, segments_of
from scorecard.readers.pdf.words import Line

NEAR = 2.0
DOUBLE = 4.0
"""Rules so near in points are one: no row of print stands between them."""
_OVERLAP = 0.6
"""Rules of one table have so much of their length in common."""
_FEWEST_RULES = 2
_MOST_BETWEEN = 3
"""So many lines without columns may stand between two rules of a table: wrapped labels, the name of a theme."""
_TALL = 2.5
"""A band so many times as tall as the others, with no columns in it, stands between two tables."""


def stacks_of(across: Sequence[Rule], lines: Sequence[Line]) -> Iterator[list[Rule]]:
    """Rules one below the other with rows between them."""
    stack: list[Rule] = []
    heights: list[float] = []
    every = _long(across)
    for at, rule in enumerate(every):
        following = every[at + 1] if at + 1 < len(every) else None
        if stack and (_begins_anew(stack[-1], rule, following) or not _goes_on(stack[-1], rule, heights, lines)):
            if len(stack) >= _FEWEST_RULES:
                yield stack
            stack, heights = [], []
        if stack:
            heights.append(rule.at - stack[-1].at)
        stack.append(rule)
    if len(stack) >= _FEWEST_RULES:
        yield stack


def _long(across: Sequence[Rule]) -> list[Rule]:
    """The rules from the top, those at one height as one: from the first's start to the last's end."""
    levels: list[list[Rule]] = []
    for rule in sorted(across, key=lambda r: (r.at, r.start)):
        if levels and rule.at - levels[-1][0].at <= DOUBLE:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [Rule(level[0].at, min(r.start for r in level), max(r.end for r in level)) for level in levels]


def _differ(one: Rule, other: Rule) -> bool:
    """Whether rules do not begin and end alike."""
    return max(abs(one.start - other.start), abs(one.end - other.end)) > NEAR


def _begins_anew(before: Rule, after: Rule, following: Rule | None) -> bool:
    """Whether a rule is the first of another table: as wide as the one below it, and not as the one above it."""
    return _differ(before, after) and (following is None or not _differ(after, following))


def _goes_on(before: Rule, after: Rule, heights: Sequence[float], lines: Sequence[Line]) -> bool:
    """Whether what stands between two rules is a row of one table, and not the text between two."""
    common = min(before.end, after.end) - max(before.start, after.start)
    if common < _OVERLAP * min(before.length, after.length):
        return False
    inside = [line for line in lines if before.at - NEAR < line.box.middle[1] < after.at]
    if _holds_text_above_a_row(inside):
        return False
    if any(len(parts_between_rules(line)) > 1 for line in inside):
        return True
    height = after.at - before.at
    usual = median(heights) if heights else height
    return height <= _TALL * usual and len(inside) <= _MOST_BETWEEN


def _holds_text_above_a_row(lines: Sequence[Line]) -> bool:
    """Whether lines between two rules are running text and then, apart from it, the first row of another table."""
    gaps = [at for at, (one, other) in enumerate(pairwise(lines), 1) if other.box.top - one.box.bottom > other.size / 2]
    if not gaps:
        return False
    above, row = lines[: gaps[-1]], lines[gaps[-1] :]
    return len(blobs_of(above)) == 1 and any(len(segments_of(line)) > 1 for line in row)
