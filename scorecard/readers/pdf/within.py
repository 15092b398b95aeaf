"""Which lines of a page belong to a stack of rules: those between, the row on the first, rows below a header."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.rows import bands_of, holds_figures, is_data
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.stacks import DOUBLE, NEAR
from scorecard.readers.pdf.words import Line

_APART = 3.5
"""Lines further apart than this part of their size belong to no one table, unless rules hold them together."""
_FEWEST_BELOW = 2
"""A single row of figures below a header stands on the first rule of a table of its own."""
_ROOM_BELOW, _LEADING = 1.0, 0.6
"""Print stands so near to the rule below it, and to the next line of its cell, in parts of its size."""
_SAME_ROOM = 1.0
"""Points by which the room below rows may differ."""


def lines_of_stack(
    rules: Sequence[Rule], lines: Sequence[Line], taken: Collection[int], drawn: Sequence[float]
) -> list[int]:
    """Which of a page's lines (from 0) belong to a stack of rules, without those ``taken``.

    ``drawn``: the heights of all rules of the page.
    """
    top = _on_top(rules, lines)
    inside = [at for at, line in enumerate(lines) if at not in taken and (_is_between(line, rules) or at in top)]
    return [*inside, *_below_header(inside, lines, rules, drawn, taken)]


def _is_between(line: Line, rules: Sequence[Rule]) -> bool:
    x, y = line.box.middle
    start, end = min(r.start for r in rules), max(r.end for r in rules)
    return rules[0].at - NEAR < y < rules[-1].at + NEAR and start - NEAR <= x <= end + NEAR


def _on_top(rules: Sequence[Rule], lines: Sequence[Line]) -> set[int]:
    """Which lines make a row that stands on the first rule, as rows stand on the others: the table has no rule above.

    They have columns, and end as far above their rule as the rows below do.
    """
    first = rules[0]
    near = sorted(
        (at for at, line in enumerate(lines) if line.box.middle[1] < first.at and _is_within(line, first)),
        key=lambda at: -lines[at].box.bottom,
    )
    row: list[int] = []
    for at in near:
        above = first.at - lines[at].box.bottom if not row else lines[row[-1]].box.top - lines[at].box.bottom
        if above > (_ROOM_BELOW if not row else _LEADING) * lines[at].size:
            break
        row.append(at)
    if not any(len(segments_of(lines[at])) > 1 for at in row):
        return set()
    rooms = [rule.at - lowest for rule in rules[1:] if (lowest := _lowest_above(rule, rules, lines)) is not None]
    room = first.at - lines[row[0]].box.bottom
    return set(row) if rooms and abs(min(rooms, key=lambda one: abs(one - room)) - room) <= _SAME_ROOM else set()


def _below_header(
    inside: Sequence[int],
    lines: Sequence[Line],
    rules: Sequence[Rule],
    drawn: Sequence[float],
    taken: Collection[int],
) -> list[int]:
    """Which lines go on below the last of rules between which no more than a header stands: its rows have no rules."""
    within = [lines[at] for at in inside]
    if not within or any(map(holds_figures, bands_of(within, [rule.at for rule in rules]))):
        return []
    last = rules[-1]
    stop = min((at for at in drawn if at > last.at + DOUBLE), default=inf)
    body: list[int] = []
    lowest = last.at
    for at, line in enumerate(lines):
        if not last.at < line.box.middle[1] < stop or not _is_within(line, last):
            continue
        if at in taken or line.box.top - lowest > _APART * line.size:
            break
        lowest = max(lowest, line.box.bottom)
        body.append(at)
    return body if sum(is_data(lines[at]) for at in body) >= _FEWEST_BELOW else []


def _lowest_above(rule: Rule, rules: Sequence[Rule], lines: Sequence[Line]) -> float | None:
    """Where the print of the row above a rule ends; null for a blank row."""
    top = max(other.at for other in rules if other.at < rule.at)
    ends = [line.box.bottom for line in lines if top < line.box.middle[1] < rule.at and _is_within(line, rule)]
    return max(ends, default=None)


def _is_within(line: Line, rule: Rule) -> bool:
    return rule.start - NEAR <= line.box.x0 and line.box.x1 <= rule.end + NEAR
