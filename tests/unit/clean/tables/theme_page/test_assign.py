"""Which header stands over which columns of a theme page. All names are invented."""

from __future__ import annotations

from scorecard.clean.tables.shared.units import FigureColumns
from scorecard.clean.tables.theme_page.assign import Over, assign
from scorecard.clean.tables.theme_page.headers import Header, number_row, read_anchors
from tests.fixtures import grids


def over(*lines: str, groups: list[list[FigureColumns]]) -> list[Over]:
    rows = grids.rows(*lines)
    numbers = number_row(rows, 0)
    width = max(len(row.cells) for row in rows)
    return assign(Header(rows, numbers), read_anchors(numbers, 1) if numbers else [], groups, width)


def one(kind: str, *columns: int) -> list[list[FigureColumns]]:
    return [[FigureColumns(kind, (column,))] for column in columns]


def told(lines: list[str], groups: list[list[FigureColumns]]) -> list[tuple[tuple[str, ...], str]]:
    return [(o.numbers, o.names[0]) for o in over(*lines, groups=groups)]


def test_as_many_numbers_as_columns_are_paired_in_order() -> None:
    lines = ["|6.1|6.2", "|Kites flown|Strings lost"]
    assert told(lines, one("number", 1, 2)) == [(("6.1",), "Kites flown"), (("6.2",), "Strings lost")]


def test_numbers_that_all_stand_one_cell_beside_their_columns_are_moved() -> None:
    lines = ["|6.1|6.2|", "|Kites flown|Strings lost|"]
    assert told(lines, one("number", 2, 3)) == [(("6.1",), "Kites flown"), (("6.2",), "Strings lost")]


def test_a_count_and_its_percentage_share_their_number() -> None:
    groups = [[FigureColumns("ratio", (1,)), FigureColumns("percent", (2,))], [FigureColumns("number", (3,))]]
    lines = ["|6.1||6.2", "|Kites flown||Strings lost"]
    assert [numbers for numbers, _ in told(lines, groups)] == [("6.1",), ("6.1",), ("6.2",)]


def test_what_stands_left_of_a_number_that_has_a_column_of_its_own_is_not_its() -> None:
    lines = ["|6.1||6.2", "|Kites flown||Strings lost"]
    numbers = [numbers for numbers, _ in told(lines, one("number", 1, 2, 3))]
    assert numbers == [("6.1",), (), ("6.2",)]


def test_a_name_without_a_number_is_an_anchor_of_its_own() -> None:
    lines = ["|6.1||", "|Kites flown||Strings lost at sea"]
    assert told(lines, one("number", 1, 3)) == [(("6.1",), "Kites flown"), ((), "Strings lost at sea")]


def test_the_rest_of_a_name_that_was_cut_belongs_to_the_number_on_its_left() -> None:
    lines = ["|6.1||6.3", "|Kites flo|wn|Strings"]
    numbers = [o.numbers for o in over(*lines, groups=one("number", 1, 2, 3))]
    assert numbers[0] == ("6.1",) and numbers[2] == ("6.3",)


def test_a_header_under_which_units_contradict_its_names_has_slipped() -> None:
    lines = ["|Number of kites|% of kites|"]
    groups = [[FigureColumns("number", (2,))], [FigureColumns("percent", (3,))]]
    assert [name for _, name in told(lines, groups)] == ["Number of kites", "% of kites"]


def test_a_nearly_blank_column_beside_every_header_is_debris() -> None:
    lines = ["|6.1|", "|Kites flown|"]
    groups = [[FigureColumns("number", (1,))], [FigureColumns("number", (2,), filled=0.1)]]
    assert [o.anchor is None for o in over(*lines, groups=groups)] == [False, True]
