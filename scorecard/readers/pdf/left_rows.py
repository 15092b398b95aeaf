"""Rows of one cell that a page's end leaves above the rest of their table: a title, a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.marks import Box, Rule
from scorecard.readers.printed import Paragraph, Printed, Table

_NEAR = 1.0
"""Rules stand as far from print, in parts of its height, at most."""
_SAME = 2.0
"""By so many points may rules of one table differ in where they begin and end."""


def between_rules(box: Box, size: float, rules: Sequence[Rule]) -> tuple[float, float] | None:
    """From where to where the rules right above and right below a box run, if that is the same; else null."""
    within = [rule for rule in rules if rule.start - _SAME <= box.x0 and box.x1 <= rule.end + _SAME]
    above = max((r for r in within if r.at <= box.top + _SAME), key=lambda r: r.at, default=None)
    below = min((r for r in within if r.at >= box.bottom - _SAME), key=lambda r: r.at, default=None)
    if above is None or below is None or not _alike((above.start, above.end), (below.start, below.end)):
        return None
    near = box.top - above.at <= _NEAR * size and below.at - box.bottom <= _NEAR * size
    return (above.start, above.end) if near else None


def with_rows(rows: Sequence[OnPage], table: OnPage) -> OnPage | None:
    """A table with the rows that stand at the foot of the page before it; null if their rules are not the table's."""
    own = table.between
    if not isinstance(table.block, Table) or own is None:
        return None
    if not rows or not all(row.between and _alike(row.between, own) for row in rows):
        return None
    blank = tuple(Printed() for _ in table.columns[1:])
    cells = [Printed(row.block.text, row.block.place) for row in rows if isinstance(row.block, Paragraph)]
    return replace(table, block=Table((*((cell, *blank) for cell in cells), *table.block.rows)))


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _SAME
