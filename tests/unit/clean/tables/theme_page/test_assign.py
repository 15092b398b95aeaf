"""Which header stands over which columns of a theme page. All names are invented."""

from __future__ import annotations

import pytest

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


RATIO_AND_SHARE = [[FigureColumns("ratio", (1,)), FigureColumns("percent", (2,))]]


def test_as_many_names_as_groups_are_given_in_order_where_one_stands_over_nothing() -> None:
    """Each name takes two cells, and of the second one's figures there is one: the last name stands beside its own."""
    lines = ["|Kites flown||% of strings lost||Kites mended|"]
    groups = [*RATIO_AND_SHARE, *one("percent", 3), [FigureColumns("ratio", (4,)), FigureColumns("percent", (5,))]]
    assert [name for _, name in told(lines, groups)] == [
        *("Kites flown", "Kites flown", "% of strings lost", "Kites mended", "Kites mended")
    ]
    moved = [*RATIO_AND_SHARE, *one("percent", 3, 4), [FigureColumns("ratio", (5,)), FigureColumns("percent", (6,))]]
    lines = ["|Kites flown||% of strings lost||% of kites mended||Kites dried"]
    assert [name for _, name in told(lines, moved)][2:] == [
        *("% of strings lost", "% of kites mended", "Kites dried", "Kites dried")
    ]


KITES, STRINGS = (("6.1",), "Kites flown"), (("6.2",), "Strings lost")


def test_numbers_that_all_stand_one_cell_right_of_their_columns_are_moved_to_the_left() -> None:
    assert told(["||6.1|6.2", "||Kites flown|Strings lost"], one("number", 1, 2)) == [KITES, STRINGS]


def test_numbers_that_stand_two_cells_beside_their_columns_or_not_all_alike_stay_and_are_paired_in_order() -> None:
    assert told(["|6.1|6.2||", "|Kites flown|Strings lost||"], one("number", 3, 4)) == [KITES, STRINGS]
    torn = over("|6.1|6.2||", "|Kites flown|Strings lost||", groups=one("number", 2, 4))
    assert [(o.numbers, o.names) for o in torn] == [
        (("6.1",), ["Strings lost", "Kites flown"]),
        (("6.2",), ["Strings lost"]),
    ]


def kinds(*lines: str, groups: list[list[FigureColumns]]) -> list[tuple[tuple[str, ...], list[str], str | None]]:
    return [(o.numbers, o.names, o.anchor.kind if o.anchor else None) for o in over(*lines, groups=groups)]


def test_a_name_in_a_row_below_the_names_belongs_to_the_number_on_its_left() -> None:
    lines = ["|6.1||6.2|", "|Kites flown||Strings lost|", "||within a day||"]
    assert kinds(*lines, groups=one("number", 1, 2, 3)) == [
        (("6.1",), ["Kites flown"], "number"),
        (("6.1",), ["within a day", "Kites flown within a day"], "sub"),
        (("6.2",), ["Strings lost"], "number"),
    ]


def test_names_in_capitals_go_on_in_the_next_column_and_others_begin_there() -> None:
    lines = ["|6.1||6.3", "|Kites flown|Zoos open|Strings"]
    groups = one("number", 1, 2, 3)
    assert kinds(*lines, groups=groups)[1] == ((), ["Zoos open"], "own")
    capitals = [lines[0], lines[1].upper()]
    assert kinds(*capitals, groups=groups)[1] == (("6.1",), ["ZOOS OPEN", "KITES FLOWNZOOS OPEN"], "rest")
    for rest in ("Zoos", "wn over zoos"):
        assert kinds(lines[0], f"|Kites flo|{rest}|Strings", groups=groups)[1][::2] == (("6.1",), "rest")
    assert kinds(lines[0], "|Kites flo|wn|Strings", groups=groups)[1] == ((), ["wn"], None), "too short for a name"
    apart = kinds("|6.1|||6.3", "|Kites flo||wing|Strings", groups=one("number", 1, 3, 4))
    assert apart[1] == ((), ["wing"], "own"), "a cell stands between them"


def test_a_column_far_from_every_header_is_under_none() -> None:
    lines = ["|6.1|||||||", "|Kites flown|||||||"]
    numbers = [o.numbers for o in over(*lines, groups=one("number", 1, 3, 5, 6, 7))]
    assert numbers == [("6.1",), ("6.1",), (), (), ()]


@pytest.mark.parametrize(
    ("lines", "column", "filled", "is_stray"),
    [
        (("|6.1||", "|Kites flown||"), 3, 0.1, True),
        (("|6.1||", "|Kites flown||"), 3, 0.15, False),
        (("|6.1||", "|Kites flown||x"), 3, 0.1, False),
    ],
    ids=["nearly blank", "a little fuller", "under a text"],
)
def test_what_is_debris_of_a_picture(lines: tuple[str, ...], column: int, filled: float, is_stray: bool) -> None:
    groups = [[FigureColumns("number", (1,), filled=0.1)], [FigureColumns("number", (column,), filled=filled)]]
    assert [o.anchor is None for o in over(*lines, groups=groups)] == [False, is_stray]


@pytest.mark.parametrize(
    "line",
    [
        "Number of kites|% of kites||",
        "|Number of kites|% of kites|",
        "||Number of kites|% of kites",
        "|% of zoos|Number of kites|% of kites",
    ],
    ids=["a cell too far left", "in place", "a cell too far right", "a name more that contradicts"],
)
def test_a_header_of_names_alone_is_moved_to_where_its_names_and_units_agree(line: str) -> None:
    groups = [[FigureColumns("number", (1,))], [FigureColumns("percent", (2,))]]
    assert told([line], groups) == [((), "Number of kites"), ((), "% of kites")]


def test_a_name_of_three_letters_is_no_header_of_its_own() -> None:
    assert kinds("|Kite|Zoo", groups=one("number", 1, 2)) == [
        ((), ["Kite", "Kite Zoo"], "own"),
        ((), ["Zoo", "Kite Zoo"], "own"),
    ]
    assert [names for _, names, _ in kinds("|Kite|Zoos", groups=one("number", 1, 2))] == [["Kite"], ["Zoos"]]
