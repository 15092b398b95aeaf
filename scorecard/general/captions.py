"""The words that stand over a table in its document: a caption, a heading; read here, and kept nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorecard.clean.raw.grid import Grid
from scorecard.text.plain import plain

_FARTHEST = 6
"""So many lines above a table its caption may stand, blank ones among them."""
_MOST_WORDS = 16
"""A line of more words is a sentence."""


_FURNITURE = re.compile(r"(?:page )?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?", re.IGNORECASE)
"""The number of a page, which is no caption."""


@dataclass(frozen=True)
class Above:
    """What stands between a table and the one before it: short lines that may be its caption, the nearest first;
    ``cut`` says that it is nothing but the end of a page."""

    captions: tuple[str, ...] = ()
    cut: bool = False


def above_tables(grids: Sequence[Grid], lines: Sequence[str], pages: Mapping[int, int]) -> Mapping[str, Above]:
    """For each table what stands right above it. ``pages`` are those of lines, where the file has pages."""
    of_tables = {row.line for grid in grids for row in grid.rows}
    told: dict[str, Above] = {}
    before: Grid | None = None
    for grid in (grid for grid in grids if grid.rows):
        first = grid.rows[0].line
        captions, numbered = _above(first, lines, of_tables)
        last = before.rows[-1].line if before else 0
        between = [text for line in lines[last : first - 1] if (text := plain(line))]
        turned = bool(before) and pages.get(first, 0) == pages.get(last, 0) + 1 and first in pages
        bare = bool(before) and all(_FURNITURE.fullmatch(text) for text in between)
        told[grid.table] = Above(tuple(captions), bare and (turned or numbered))
        before = grid
    return told


def _above(first: int, lines: Sequence[str], of_tables: set[int]) -> tuple[list[str], bool]:
    """The captions above a line, and whether the number of a page stands there."""
    told: list[str] = []
    numbered = False
    for number in range(first - 1, max(0, first - 1 - _FARTHEST), -1):
        text = plain(lines[number - 1])
        if number in of_tables or "\t" in lines[number - 1]:
            break
        if not text:
            continue
        if _FURNITURE.fullmatch(text):
            numbered = True
            continue
        if len(text.split()) > _MOST_WORDS or text.endswith("."):
            break
        told.append(text)
    return told, numbered
