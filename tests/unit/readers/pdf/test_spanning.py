"""Cells that span columns only because no rule is drawn between them: tints and print part them."""

from __future__ import annotations

from scorecard.readers.pdf.marks import Box, Fill, Sign
from scorecard.readers.pdf.spanning import columns_of_print, edges_of_tints, header_of_tints, sides_of_tints

EDGES = (0.0, 60.0, 100.0, 140.0)


def fills(*boxes: tuple[float, float, float, float]) -> list[Fill]:
    return [Fill(Box(*box), "4f81bd") for box in boxes]


def signs(*words: tuple[str, float]) -> list[Sign]:
    """Signs four points wide on one line, each word from where it begins."""
    return [
        Sign(text, Box(x0 + 4 * at, 0, x0 + 4 * at + 4, 8), 8, blank=0.3)
        for word, x0 in words
        for at, text in enumerate(word)
    ]


def test_print_that_stands_in_the_columns_of_its_table_is_a_cell_in_each() -> None:
    columns = columns_of_print(signs(("Kites", 2), ("12", 70), ("7", 120)), EDGES)
    assert columns and {at: "".join(s.text for s in own) for at, own in columns.items()} == {
        0: "Kites",
        1: "12",
        2: "7",
    }


def test_print_across_an_edge_or_in_one_column_is_one_cell() -> None:
    assert columns_of_print(signs(("Kites", 50), ("12", 120)), EDGES) is None
    assert columns_of_print(signs(("Kites", 2)), EDGES) is None


def test_tints_side_by_side_in_a_cell_are_its_cells_and_spots_are_none() -> None:
    span = [Box(0, 0, 140, 20)]
    across, down = sides_of_tints(span, EDGES, fills((0, 0, 60, 10), (60, 0, 140, 10)))
    assert {rule.at for rule in across} == {0, 10} and {rule.at for rule in down} == {0, 60, 140}
    assert sides_of_tints(span, EDGES, fills((70, 2, 80, 8), (110, 2, 120, 8))) == ([], [])
    assert sides_of_tints(span, (0.0, 140.0), fills((0, 0, 50, 10), (50, 0, 140, 10)))[1], (
        "a frame filled from side to side"
    )


def test_tints_below_each_other_in_a_cell_are_rows_and_one_behind_all_of_it_is_none() -> None:
    cell, ys = [Box(0, 0, 60, 30)], (0.0, 10.0, 20.0, 30.0)
    rules = edges_of_tints(cell, ys, fills((0, 0, 60, 10), (0, 10, 60, 20), (0, 20, 60, 30)))
    assert {rule.at for rule in rules} == {0, 10, 20, 30}
    assert edges_of_tints(cell, ys, fills((0, 0, 60, 30))) == []
    assert edges_of_tints(cell, ys, fills((0, 3, 60, 8), (0, 12, 60, 17))) == [], "from row to row"


def test_tints_in_the_columns_of_a_table_right_above_it_are_its_header() -> None:
    table = Box(0, 40, 140, 80)
    head = fills((0, 30, 60, 40), (60, 30, 100, 40), (100, 30, 140, 40), (0, 20, 60, 30), (60, 20, 140, 30))
    across, _ = header_of_tints(table, EDGES, head)
    assert {rule.at for rule in across} == {20, 30, 40}
    assert header_of_tints(table, EDGES, fills((0, 10, 60, 20), (60, 10, 140, 20))) == ([], []), "not right above"
    assert header_of_tints(table, EDGES, fills((0, 30, 80, 40), (80, 30, 140, 40))) == ([], []), "other columns"
