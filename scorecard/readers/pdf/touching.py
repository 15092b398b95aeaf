"""Two tables that touch: rules that hang together but part other columns above a line than below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorecard.readers.pdf.marks import Rule

_NEAR = 2.5
"""Rules nearer than this stand at one place."""
_APART = 12.0
"""The sides of one table are no further from each other: a table that ends elsewhere is another one."""
_FEWEST_COLUMNS = 2
_FEWEST_OWN = 2
"""So many edges that the other has not make a row one of another table."""


def parted_tables(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules of each of the tables that some rules draw which hang together, as those across and those down.

    A line parts two tables where one of their sides stands elsewhere below it than above and most columns do too: what
    stands in a column is then nothing that the one above it could name. Cells that span others change neither. So does
    a line where that side stands within a column of the other table and another edge too: a short row ends at an edge.
    """
    heights = sorted({rule.at for rule in across})
    cuts = [y for above, y, below in zip(heights, heights[1:], heights[2:]) if _are_two(down, above, y, below)]
    if not cuts:
        yield list(across), list(down)
        return
    for top, bottom in pairwise([float("-inf"), *cuts, float("inf")]):
        mine = [part for rule in down if (part := _clipped(rule, top, bottom))]
        sides = min(rule.at for rule in mine), max(rule.at for rule in mine)
        level = [rule for rule in across if top - _NEAR <= rule.at <= bottom + _NEAR]
        yield [part for rule in level if (part := _clipped(rule, *sides))], mine


def _are_two(down: Sequence[Rule], above: float, y: float, below: float) -> bool:
    """Whether the columns between two lines and those of the row below are of two tables."""
    upper, lower = (_standing(down, (a + b) / 2) for a, b in ((above, y), (y, below)))
    if min(len(upper), len(lower)) <= _FEWEST_COLUMNS:
        return False
    if max(abs(upper[0] - lower[0]), abs(upper[-1] - lower[-1])) <= _APART:
        return False
    if _has_own_edges(upper, lower):
        return True
    common = sum(any(abs(x - other) <= _NEAR for other in lower[1:-1]) for x in upper[1:-1])
    return 2 * common < min(len(upper), len(lower)) - _FEWEST_COLUMNS


def _has_own_edges(upper: Sequence[float], lower: Sequence[float]) -> bool:
    """Whether each of two rows has edges that the other has not, and the one that ends earlier ends at such a one."""
    own = [
        [x for x in one if not any(abs(x - y) <= _NEAR for y in other)]
        for one, other in ((upper, lower), (lower, upper))
    ]
    if not all(own) or max(map(len, own)) < _FEWEST_OWN:
        return False
    shorter = 0 if upper[-1] - upper[0] < lower[-1] - lower[0] else 1
    ends = (upper, lower)[shorter]
    return ends[0] in own[shorter] or ends[-1] in own[shorter]


def _standing(down: Sequence[Rule], y: float) -> list[float]:
    """Where rules stand at a height, from the left."""
    return sorted(rule.at for rule in down if rule.start <= y <= rule.end)


def _clipped(rule: Rule, start: float, end: float) -> Rule | None:
    """The part of a rule between two places; null if next to nothing of it is there."""
    first, last = max(rule.start, start), min(rule.end, end)
    return Rule(rule.at, first, last) if last - first > _NEAR else None
