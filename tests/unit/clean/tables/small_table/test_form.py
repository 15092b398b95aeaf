"""Tables of known layout: how a layout is recognised, refused when malformed, and what it may not invent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.form import SmallTable
from scorecard.clean.tables.small_table.recognise import find_layout
from scorecard.registry import load_registry
from scorecard.text.letters import letters

REGISTRY = load_registry()
LEXICON = Lexicon.of(REGISTRY)
LAYOUTS = REGISTRY.layouts


def grid_of(*lines: str, heading: str | None = None) -> Grid:
    rows = [
        Row(n, tuple(Cell(t, c, t) for c, t in enumerate(line.split("|"), start=1)))
        for n, line in enumerate(lines, start=1)
    ]
    return Grid("d", "t", heading, None, None, date(2020, 6, 30), "Rotherham", rows)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_a_layout_is_found_by_its_phrases_and_reads_no_figure_where_none_is(layout) -> None:  # type: ignore[no-untyped-def]
    grid = grid_of("|".join(layout.match), heading=layout.heading)
    table = SmallTable.recognise(grid, LEXICON)
    assert table is not None
    printed = {cell.text for row in grid.rows for cell in row.cells}
    assert all(any(p.text in text for text in printed) for p in table.read([table]).placements)


def test_a_table_without_any_phrase_has_no_layout() -> None:
    for lines in (["Kites|Red|Blue", "North wind|1|2"], [""], ["<script>|=cmd|../"]):
        assert SmallTable.recognise(grid_of(*lines), LEXICON) is None


def test_a_layout_is_found_though_the_phrase_of_one_column_is_absent() -> None:
    layout = next(x for x in LAYOUTS if x.id == "audits-by-grade")
    left = [phrase for phrase in layout.match if phrase != "Requires Improvement"]
    grid = grid_of("|".join(["", *left]), "Apr-20|1|2|3")
    assert find_layout(replace(grid, family=layout.family), REGISTRY) == layout
    assert find_layout(grid_of("|".join(left[:1]), "Apr-20|1"), REGISTRY) is None


def test_a_layout_is_not_found_without_the_phrase_that_is_its_title() -> None:
    grid = grid_of("|Primary|Secondary", "Apr-20|1|2")
    assert find_layout(replace(grid, family="early-help-scorecard"), REGISTRY) is None


def test_a_layout_of_named_rows_is_found_by_two_of_them() -> None:
    layout = next(x for x in LAYOUTS if x.id == "training-totals")
    labels = [row.label for row in layout.row_indicators]
    assert find_layout(grid_of(f"{labels[1]}|63", f"{labels[2]}|256"), REGISTRY) == layout
    assert find_layout(grid_of(f"{labels[1]}|63"), REGISTRY) is None


def test_names_broken_over_rows_are_read_down_the_columns() -> None:
    layout = next(x for x in LAYOUTS if x.id == "training-courses")
    broken = [phrase.split(" ", 1) for phrase in layout.match]
    assert find_layout(
        grid_of("|".join(a for a, _ in broken), "|".join(b for _, b in broken), "First aid|70"), REGISTRY
    )


def test_spaces_and_cells_do_not_matter_to_the_phrases() -> None:
    layout = LAYOUTS[0]
    torn = "|".join("|".join(phrase.split(" ")) for phrase in layout.match).upper()
    assert letters("Number of\u00a0kites (%)") == "numberofkites%"
    assert find_layout(grid_of(torn, heading=layout.heading), REGISTRY) == find_layout(
        grid_of("|".join(layout.match), heading=layout.heading), REGISTRY
    )
