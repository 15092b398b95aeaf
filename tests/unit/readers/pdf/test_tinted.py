from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scorecard.readers.pdf.marks import Box, Fill, Rule
from scorecard.readers.pdf.table import AlignedTable
from scorecard.readers.pdf.tinted import tinted_tables
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line

EDGES = (0.0, 90.0, 140.0, 200.0)
HEAD = [line(("Kites", 2), ("May", 100), ("Jun", 150), top=2)]
ROWS = [
    [line(("Red", 2), top=13), line(("12", 100), ("7", 150), top=18), line(("of all wards", 2), top=23)],
    [line(("Blue", 2), ("30", 100), ("9", 150), top=38)],
    [line(("White kites", 2), ("4", 100), ("5", 150), top=53), line(("lost", 2), top=62)],
    [line(("Green", 2), ("8", 100), ("6", 150), top=77)],
]
"""Rows at 12, 37, 52 and 76, close to each other: the white does not part them."""
TABLE = [["Kites", "May", "Jun"], ["Red of all wards", "12", "7"], ["Blue", "30", "9"], ["White kites lost", "4", "5"]]


def row_of_tints(top: float, bottom: float, *, whole: bool = False) -> list[Fill]:
    sides = [(EDGES[0], EDGES[-1])] if whole else list(pairwise(EDGES))
    return [Fill(Box(x0, top, x1, bottom), "eeeeee") for x0, x1 in sides]


def read(lines: Sequence[Line], fills: Sequence[Fill], drawn: Sequence[Rule] = ()) -> list[list[list[str]]]:
    return [texts(table) for table, _ in tinted_tables(sorted(lines, key=lambda one: one.box.middle[1]), fills, drawn)]


def texts(table: AlignedTable) -> list[list[str]]:
    assert table.sure
    return [[" ".join(word.text for word in cell) for cell in row] for row in table.rows]


def lines_of(*rows: Sequence[Line]) -> list[Line]:
    return [one for row in rows for one in row]


def test_tints_that_take_turns_tell_wrapped_rows_and_columns() -> None:
    fills = [*row_of_tints(0, 12), *row_of_tints(37, 51), *row_of_tints(75, 88)]
    assert read(lines_of(HEAD, *ROWS), fills) == [[*TABLE, ["Green", "8", "6"]]]


def test_the_row_below_the_last_tint_belongs_to_the_table() -> None:
    fills = [*row_of_tints(0, 12), *row_of_tints(37, 51)]
    assert read(lines_of(HEAD, *ROWS[:3]), fills) == [TABLE]


def test_tints_of_whole_rows_tell_rows_and_the_white_tells_columns() -> None:
    fills = [fill for top, bottom in ((0, 12), (37, 51), (75, 88)) for fill in row_of_tints(top, bottom, whole=True)]
    assert read(lines_of(HEAD, *ROWS), fills) == [[*TABLE, ["Green", "8", "6"]]]


def test_a_strip_with_two_values_in_a_cell_is_not_taken_for_a_row() -> None:
    two = [line(("Blue", 2), ("30", 100), ("9", 150), top=38), line(("Grey", 2), ("31", 100), ("8", 150), top=47)]
    fills = [*row_of_tints(0, 12), *row_of_tints(37, 57)]
    assert read(lines_of(HEAD, ROWS[0], two), fills) == []


def test_tinted_cells_in_the_middle_of_rows_tell_no_table() -> None:
    fills = [Fill(Box(140, top, 200, bottom), "c00000") for top, bottom in ((12, 37), (37, 51))]
    assert read(lines_of(HEAD, *ROWS), fills) == []


def test_a_tinted_header_above_rows_without_tints_is_no_table_of_its_own() -> None:
    assert read(lines_of(HEAD, *ROWS), row_of_tints(0, 12)) == []


def test_rows_without_tints_below_each_other_are_left_to_other_ways() -> None:
    fills = [*row_of_tints(0, 12), *row_of_tints(12, 37)]
    assert read(lines_of(HEAD, *ROWS), fills) == []


def test_a_header_over_several_columns_stands_in_the_first_of_those_its_tint_covers() -> None:
    over = line(("2021/22", 130), top=-11)
    fills = [
        Fill(Box(0, -13, 90, 0), "dddddd"),
        Fill(Box(90, -13, 200, 0), "dddddd"),
        *row_of_tints(0, 12),
        *row_of_tints(37, 51),
    ]
    assert read(lines_of([over], HEAD, *ROWS[:2]), fills) == [[["", "2021/22", ""], *TABLE[:3]]]


def test_what_stands_above_a_tinted_header_under_a_rule_is_no_more_of_its_table() -> None:
    title = [line(("Kites", 2), ("2021/22", 100), ("Wind", 150), top=-10)]
    fills = [*row_of_tints(0, 12), *row_of_tints(37, 51)]
    with_title = read(lines_of(title, HEAD, *ROWS[:3]), fills)
    assert with_title == [[["Kites", "2021/22", "Wind"], *TABLE]]
    assert read(lines_of(title, HEAD, *ROWS[:3]), fills, [Rule(0, 0, 200)]) == [TABLE]
    assert read(lines_of(title, HEAD, *ROWS[:3]), fills, [Rule(0, 120, 200)]) == with_title


def test_tinted_rows_of_a_header_that_stand_on_a_rule_leave_the_rows_below_to_the_rules() -> None:
    over = [line(("Year", 100), top=-10)]
    fills = [*row_of_tints(-13, 0), *row_of_tints(0, 12)]
    assert read(lines_of(over, HEAD), fills) == [[["", "Year", ""], ["Kites", "May", "Jun"]]]
    assert read(lines_of(over, HEAD), fills, [Rule(12, 0, 200)]) == []
