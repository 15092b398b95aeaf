"""The words that stand over a table in its document: a caption, a heading; read here, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.clean.raw.grid import Grid
from scorecard.text.plain import plain

_FARTHEST = 6
"""So many lines above a table its caption may stand, blank ones among them."""
_MOST_WORDS = 16
"""A line of more words is a sentence."""


def captions_of(grids: Sequence[Grid], lines: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """For each table the short lines right above it, the nearest first; none behind another table."""
    of_tables = {row.line for grid in grids for row in grid.rows}
    return {grid.table: tuple(_above(grid.rows[0].line, lines, of_tables)) for grid in grids if grid.rows}


def _above(first: int, lines: Sequence[str], of_tables: set[int]) -> list[str]:
    told: list[str] = []
    for number in range(first - 1, max(0, first - 1 - _FARTHEST), -1):
        text = plain(lines[number - 1])
        if number in of_tables or "\t" in lines[number - 1]:
            break
        if not text:
            continue
        if len(text.split()) > _MOST_WORDS or text.endswith("."):
            break
        told.append(text)
    return told
