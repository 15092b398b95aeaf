"""By which words of its header a table is one of a known layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from scorecard.clean.raw.grid import Grid, Row
from scorecard.registry import Registry
from scorecard.registry.layouts import Layout
from scorecard.text.figures import is_figure
from scorecard.text.letters import letters
from scorecard.text.months import MONTH
from scorecard.text.spans import TO_DATE

_HEADER_ROWS = 4
_LONGEST_HEADER = 8
_FIRST_ROWS, _FIRST_COLUMNS = 12, 2
"""Where the names of rows stand."""
_TELLING = 12
"""A label of so many letters is of one table only."""
_ROWS_THAT_TELL = 2
_ALIKE = 86
"""How alike a phrase and a part of the header are, of 100, that damage made of one another."""
_PERIODS = re.compile(f"(?:{MONTH}| )+|{TO_DATE}", re.IGNORECASE)


@dataclass(frozen=True)
class _TableText:
    """The letters of a table by which its layout is known.

    ``rows`` is its header row by row, ``columns`` column by column, ``labels`` what its first cells print. ``own`` says
    that layouts name its authority.
    """

    rows: str
    columns: str
    labels: str
    heading: str
    family: str | None
    own: bool

    @classmethod
    def of(cls, grid: Grid, layouts: Sequence[Layout]) -> _TableText:
        return cls(
            letters("".join("".join(row.texts) for row in grid.rows[:_HEADER_ROWS])),
            _down_the_columns(grid),
            letters("".join(row.text(c) for row in grid.rows[:_FIRST_ROWS] for c in range(_FIRST_COLUMNS))),
            letters(grid.heading or ""),
            grid.family,
            any(grid.authority in layout.areas for layout in layouts),
        )

    def has(self, phrase: str) -> bool:
        """Whether a phrase stands in the header, damaged or not, or in the first cells."""
        plain = letters(phrase)
        held = plain in self.rows or plain in self.columns or plain in self.labels
        return held or fuzz.partial_ratio(plain, self.rows) >= _ALIKE


def find_layout(grid: Grid, registry: Registry) -> Layout | None:
    """The first layout of a registry all of whose phrases stand in the table's first rows (and in its heading).

    Where there is none, the one layout of the table's report that lacks no more than the phrase of one column;
    a layout of another report has two more phrases to tell it. Else the one layout two of whose rows are there.
    """
    text = _TableText.of(grid, registry.layouts)
    nearly: list[Layout] = []
    by_rows: list[Layout] = []
    for layout in registry.layouts:
        if layout.heading and fuzz.partial_ratio(letters(layout.heading), text.heading) < _ALIKE:
            continue
        phrases = [p for p in layout.match if text.own or not _names_only(p, layout.areas)]
        absent = [phrase for phrase in phrases if not text.has(phrase)]
        if not absent:
            return layout
        nearly += [layout] if _is_nearly(layout, phrases, absent, text) else []
        by_rows += [layout] if _has_rows_of(layout, text) else []
    likely = nearly or by_rows
    return likely[0] if len({_meaning(layout) for layout in likely}) == 1 else None


def _down_the_columns(grid: Grid) -> str:
    """The header column by column: names that were broken over rows read on from top to bottom."""
    rows = grid.rows[: header_length(grid.rows)]
    return letters("".join("".join(row.text(c) for row in rows) for c in range(grid.width))) if len(rows) > 1 else ""


def header_length(rows: Sequence[Row]) -> int:
    """How many leading rows print no more than one figure each: the number of a page or of an indicator."""
    first = rows[:_LONGEST_HEADER]
    return next((i for i, row in enumerate(first) if sum(map(is_figure, row.texts)) > 1), len(first))


def _is_nearly(layout: Layout, phrases: Sequence[str], absent: Sequence[str], text: _TableText) -> bool:
    """Whether a table lacks no more than the phrase of one column, and is of the layout's report or plainly like it."""
    known = layout.family == text.family or len(phrases) > 2
    return len(absent) == 1 < len(phrases) and known and _is_of_one_column(absent[0], layout)


def _has_rows_of(layout: Layout, text: _TableText) -> bool:
    """Whether labels of the layout's rows that tell it from others stand in the first cells."""
    labels = [label for row in layout.row_indicators if len(label := letters(row.label)) >= _TELLING]
    return sum(label in text.labels for label in labels) >= _ROWS_THAT_TELL


def _meaning(layout: Layout) -> str:
    """What a layout says a table is about, however it is recognised."""
    return layout.model_dump_json(exclude={"id", "match", "heading"})


def _is_of_one_column(phrase: str, layout: Layout) -> bool:
    """Whether a phrase is what one column of the layout is called, or the periods over its columns."""
    if _PERIODS.fullmatch(phrase):
        return True
    columns = [name for c in (*layout.columns, *layout.cycle) for name in (c.header or c.breakdown or c.area,) if name]
    names = [letters(name) for name in (*columns, *layout.areas, *layout.breakdowns)]
    return letters(phrase) in names or sum(letters(phrase) in name for name in names) == 1


def _names_only(phrase: str, areas: list[str]) -> bool:
    """Whether a phrase prints nothing but names of areas, which another authority's page does not print."""
    rest = letters(phrase)
    for area in areas:
        rest = rest.replace(letters(area), "")
    return not rest
