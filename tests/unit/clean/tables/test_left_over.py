"""What no reading placed is listed figure by figure with its reason; labels, numbers and debris are no figures."""

from __future__ import annotations

from scorecard.clean.raw.grid import Grid
from scorecard.clean.tables.left_over import left_over
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.text.cells import CellReader
from tests.fixtures.grids import grid_of


def listed(grid: Grid, reading: TableReading) -> list[tuple[int, int, str | None]]:
    return [(p.line, p.cell, p.detail) for p in left_over(grid, reading, CellReader())]


def value(line: int, cell: int, last: int = 0) -> Placement:
    return Placement(line, cell, "1", "1", "value", last=last)


NO_FORM = "no table of this form is known"
NO_PLACE = "no row or column is printed for it"
PAGE = grid_of("|6.3|6.4", "Apr-20|11|21", "May-20|12|22|99.5%", "|12.5%|n/a")


def test_every_figure_of_an_unknown_table_is_listed_and_nothing_else() -> None:
    grid = grid_of("Kites|Red|Blue", "North wind|603|5", "South wind|n/a|Jun-20")
    assert listed(grid, TableReading("unknown", None)) == [(2, 2, NO_FORM), (2, 3, NO_FORM)]


def test_of_a_page_what_was_placed_and_what_stands_above_it_is_not_listed() -> None:
    placed = TableReading("periodic", None, [value(2, 2), value(2, 3), value(3, 2), value(3, 3)])
    assert [(line, cell) for line, cell, _ in listed(PAGE, placed)] == [(3, 4), (4, 2)]


def test_the_reason_says_whether_a_figure_stands_in_the_table_or_beside_it() -> None:
    placed = TableReading("periodic", None, [value(2, 2), value(2, 3), value(3, 2), value(3, 3)])
    reasons = [reason for *_, reason in listed(PAGE, placed)]
    assert reasons == ["right of the last column: what a picture left of its axis, or noise", NO_PLACE]


def test_a_figure_that_was_put_together_of_cells_has_none_left() -> None:
    grid = grid_of("Apr-20|144|of|220|31.5%")
    assert listed(grid, TableReading("periodic", None, [value(1, 2, last=4), value(1, 5)])) == []


def test_a_small_number_is_a_figure_only_inside_a_small_table() -> None:
    grid = grid_of("Kites|7", "Strings|8")
    assert listed(grid, TableReading("layout kites", None, [value(1, 2)])) == [(2, 2, NO_PLACE)]
    assert listed(grid, TableReading("periodic", None, [value(1, 2)])) == []


def test_several_figures_in_a_cell_of_words_are_listed() -> None:
    grid = grid_of("Apr-20|11|all 90% 80% 70%", "May-20|12|Q1 12")
    (heaped,) = listed(grid, TableReading("periodic", None, [value(1, 2), value(2, 2)]))
    assert heaped[:2] == (1, 3) and str(heaped[2]).startswith("several figures in one cell")


def test_the_strokes_of_small_charts_in_a_summary_are_no_figures() -> None:
    grid = grid_of("1.1|Kites|1111|603", "1.2|Strings|11_|604", "1.3|Wind|111|605")
    figures = [value(line, 4) for line in (1, 2, 3)]
    assert listed(grid, TableReading("summary", None, figures)) == []
    assert [cell for _, cell, _ in listed(grid, TableReading("periodic", None, figures))] == [3, 3]
