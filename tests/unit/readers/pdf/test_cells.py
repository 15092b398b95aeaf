from __future__ import annotations

from scorecard.readers.pdf.cells import data_cells, head_cells
from scorecard.readers.pdf.columns import Column
from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.words import Word
from tests.unit.readers.pdf.drawn import line

COLUMNS = [Column(0, 40), Column(60, 80), Column(100, 120), Column(140, 160)]


def texts(cells: list[list[Word]]) -> list[str]:
    return [" ".join(word.text for word in cell) for cell in cells]


def test_values_that_stand_close_are_told_apart_by_their_columns() -> None:
    columns = [Column(0, 40), Column(45, 53), Column(55, 63)]
    assert texts(data_cells([line(("Kites", 0), ("12 14", 45))], columns)) == ["Kites", "12", "14"]


def test_a_header_in_the_middle_of_columns_stands_in_the_first() -> None:
    assert texts(head_cells([line(("Name", 0), ("2021", 82))], COLUMNS, [])) == ["Name", "2021", "", ""]


def test_a_short_rule_below_a_header_tells_what_it_heads() -> None:
    under = [Rule(10, 100, 160)]
    assert texts(head_cells([line(("Year", 122))], COLUMNS, under)) == ["", "", "Year", ""]


def test_headers_set_left_of_figures_head_the_first_column_below_them() -> None:
    columns = [Column(0, 40), Column(70, 90), Column(110, 130), Column(150, 170), Column(188, 210)]
    heads = [line(("Name", 0), ("May-21", 92), ("Jun-21", 133), ("Jul-21", 173))]
    assert texts(head_cells(heads, columns, [])) == ["Name", "", "May-21", "Jun-21", "Jul-21"]


def test_periods_above_each_other_are_one_cell() -> None:
    columns = [Column(0, 40), Column(60, 68), Column(96, 110)]
    head = [line(("2022/23", 80)), line(("YTD", 80), top=9)]
    assert texts(head_cells(head, columns, [])) == ["", "", "2022/23 YTD"]
