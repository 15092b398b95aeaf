from __future__ import annotations

from scorecard.readers.pdf.columns import Column, columns_of, is_set_on, nearest, touched
from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.words import Line
from tests.unit.readers.pdf.drawn import line

ROWS = [[line(("Red", 0), ("12", 60), ("5%", 100))], [line(("Blue", 0), ("7", 64), ("95%", 96), top=10)]]


def test_columns_stand_between_strips_of_white() -> None:
    assert [(column.x0, column.x1) for column in columns_of(ROWS)] == [(0, 16), (60, 68), (96, 108)]


def test_a_label_that_stands_in_the_white_has_a_column_of_its_own() -> None:
    alone = [line(("North", 25), top=20)]
    assert [column.x0 for column in columns_of([*ROWS, alone])] == [0, 25, 60, 96]


def test_which_column_a_box_stands_in() -> None:
    columns = [Column(0, 10), Column(20, 30)]
    assert touched(Box(8, 0, 22, 8), columns) == [0, 1] and touched(Box(12, 0, 18, 8), columns) == []
    assert nearest(Box(12, 0, 14, 8), columns) == 0 and nearest(Box(17, 0, 19, 8), columns) == 1


def test_a_header_is_set_on_a_column_by_its_middle_or_an_edge() -> None:
    column = Column(100, 200)
    assert is_set_on(Box(101, 0, 120, 8), column) and is_set_on(Box(180, 0, 199, 8), column)
    assert is_set_on(Box(140, 0, 160, 8), column) and not is_set_on(Box(110, 0, 125, 8), column)


def test_columns_that_stand_close_are_two_where_enough_lines_are_cut_between_them() -> None:
    rows = [[line(("6.1", 0), ("Kites flown", 13), ("12", 90), top=10.0 * at)] for at in range(3)]
    cut = [[Line(row[0].words, frozenset({1}))] for row in rows]
    assert [column.x0 for column in columns_of(cut)] == [0, 13, 90]
    assert [column.x0 for column in columns_of([*rows[:2], cut[2]])] == [0, 90], "one line is too few"
