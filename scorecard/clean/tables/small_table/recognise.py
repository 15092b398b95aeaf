"""By which words of its header a table is one of a known layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_TELLING = 12
_ROWS_THAT_TELL = 2
_ALIKE = 86
_PERIODS = re.compile(f"(?:{MONTH}| )+|{TO_DATE}", re.IGNORECASE)


def find_layout(grid: Grid, registry: Registry) -> Layout | None:
    """The first layout of a registry all of whose phrases stand in the table's first rows (and in its heading).

    Where there is none, the one layout of the table's report that lacks no more than the phrase of one column;
    a layout of another report has two more phrases to tell it. Else the one layout two of whose rows are there.
    """
    header = letters("".join("".join(row.texts) for row in grid.rows[:_HEADER_ROWS]))
    first_cells = letters("".join(row.text(c) for row in grid.rows[:12] for c in range(2)))
    own = any(grid.authority in layout.areas for layout in registry.layouts)
    asked = (header, _down_the_columns(grid), first_cells, letters(grid.heading or ""), own, grid.family)
    answers = registry.made(_answers)
    if asked not in answers:
        answers[asked] = _find_layout(registry.layouts, *asked)
    return answers[asked]


def _answers(_: Registry) -> dict[tuple[str, str, str, str, bool, str | None], Layout | None]:
    """The layouts found so far: the same table is asked about again and again."""
    return {}


def _down_the_columns(grid: Grid) -> str:
    """The header column by column: names that were broken over rows read on from top to bottom."""
    rows = grid.rows[: header_length(grid.rows)]
    return letters("".join("".join(row.text(c) for row in rows) for c in range(grid.width))) if len(rows) > 1 else ""


def header_length(rows: Sequence[Row]) -> int:
    """How many leading rows print no more than one figure each: the number of a page or of an indicator."""
    first = rows[:_LONGEST_HEADER]
    return next((i for i, row in enumerate(first) if sum(map(is_figure, row.texts)) > 1), len(first))


def _find_layout(
    layouts: Sequence[Layout],
    header: str,
    columns: str,
    first_cells: str,
    heading: str,
    own: bool,
    family: str | None,
) -> Layout | None:
    nearly: list[Layout] = []
    by_rows: list[Layout] = []
    for layout in layouts:
        if layout.heading and fuzz.partial_ratio(letters(layout.heading), heading) < _ALIKE:
            continue
        phrases = [p for p in layout.match if own or not _names_only(p, layout.areas)]
        absent = [p for p in phrases if not _is_there(letters(p), header, columns, first_cells)]
        if not absent:
            return layout
        known = layout.family == family or len(phrases) > 2
        if len(absent) == 1 < len(phrases) and known and _is_of_one_column(absent[0], layout):
            nearly.append(layout)
        labels = [letters(row.label) for row in layout.row_indicators]
        if sum(len(label) >= _TELLING and label in first_cells for label in labels) >= _ROWS_THAT_TELL:
            by_rows.append(layout)
    found = nearly or by_rows
    return found[0] if len({_meaning(layout) for layout in found}) == 1 else None


def _meaning(layout: Layout) -> str:
    """What a layout says a table is about, however it is recognised."""
    return layout.model_dump_json(exclude={"id", "match", "heading"})


def _is_there(phrase: str, header: str, columns: str, first_cells: str) -> bool:
    return (
        phrase in header or phrase in columns or fuzz.partial_ratio(phrase, header) >= _ALIKE or phrase in first_cells
    )


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
