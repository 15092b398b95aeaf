"""Columns that print one figure together, and percentages that their "x of y" proves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.units import FigureColumns, find_units, group_units, read_unit
from scorecard.text.cells import CellReader
from tests.fixtures.grids import row


def rows(*lines: str) -> list[Row]:
    return [row(number, text) for number, text in enumerate(lines, start=1)]


def units(*lines: str, first: int = 1) -> list[tuple[str, tuple[int, ...]]]:
    table = rows(*lines)
    width = max(len(r.cells) for r in table)
    return [(unit.kind, unit.columns) for unit in find_units(table, first, width, CellReader())]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Apr|11|21", "May|12|n/a"], [("number", (1,)), ("number", (2,))]),
        (["Apr|11%|21", "May|12|22"], [("percent", (1,)), ("number", (2,))]),
        (["Apr|7 of 10|70%", "May|8 of 10|80%"], [("ratio", (1,)), ("percent", (2,))]),
        (["Apr|7|of|10|70%", "May|8|of|10|80%"], [("ratio", (1, 2, 3)), ("percent", (4,))]),
        (["Apr|7|of 10|70%", "May|8|of 10|80%"], [("ratio", (1, 2)), ("percent", (3,))]),
        (["Apr|n/a|-", "May|n/a|-"], [("missing", (1,)), ("missing", (2,))]),
        (["Apr||11", "May||12"], [("number", (2,))]),
        (["Apr|£1,200|3", "May|£900|4"], [("number", (1,)), ("number", (2,))]),
    ],
)
def test_units_from_left_to_right(lines: list[str], expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert units(*lines) == expected


def test_one_x_of_y_among_three_numbers_makes_no_column_of_them_and_two_of_five_do() -> None:
    assert units("a|7 of 10", "b|8", "c|9") == [("number", (1,))]
    assert units("a|7 of 10", "b|8 of 10", "c|9", "d|10", "e|11") == [("ratio", (1,))]


def test_a_single_row_is_as_full_as_it_prints() -> None:
    assert [unit.filled for unit in find_units(rows("Apr|7"), 1, 2, CellReader())] == [1.0]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["words of a note", "7", "8"], "number"),
        (["x;x", "7", "8", "9", "10"], "number"),
        (["x;x", ";:x", "8", "9", "10"], "noise"),
        (["x;x", ";:x", *"12345678"], "noise"),
        (["x;x", ";:x", *"123456789"], "number"),
        (["~", "7"], "number"),
        (["x;x"], "noise"),
    ],
)
def test_a_column_is_debris_where_a_fifth_of_its_cells_and_two_are(cells: list[str], kind: str) -> None:
    assert units(*(f"Apr|{cell}" for cell in cells)) == ([] if kind == "noise" else [(kind, (1,))])


def test_columns_before_the_first_are_labels() -> None:
    assert units("1|Apr|11", "2|May|12", first=2) == [("number", (2,))]


def test_an_of_in_fewer_than_half_of_the_rows_splits_no_figure() -> None:
    assert units("Apr|7|of|10", "May|8|3|10", "Jun|9|4|10")[0] == ("number", (1,))


def test_how_full_a_column_is() -> None:
    table = rows("Apr|7|1", "May||2", "Jun||3", "Jul|9|4")
    assert [unit.filled for unit in find_units(table, 1, 3, CellReader())] == [0.5, 1.0]


def test_what_stands_right_of_debris_belongs_to_the_picture() -> None:
    assert units("Apr|11|x;x|5", "May|12|;:x|6", "Jun|13|:;|7") == [("number", (1,))]
    assert units("Apr|x;x|5", "May|;:x|6", "Jun|:;|7") == [("number", (2,))]


def test_a_row_that_says_in_words_that_there_is_nothing_does_not_count() -> None:
    assert units("Apr|data not|available|yet", "May|12|13|14", "Jun|15|16|17") == [
        ("number", (1,)),
        ("number", (2,)),
        ("number", (3,)),
    ]


def test_the_cells_of_a_split_figure_are_put_together_with_their_places_and_corrections() -> None:
    printed = row(5, "Apr|7|of|10")
    cell = read_unit(printed, FigureColumns("ratio", (1, 2, 3)))
    assert cell == Cell("7 of 10", 2, "7 of 10", 0, None, 4)
    cells = (printed.cells[0], printed.cells[1].corrected("mended"), replace(printed.cells[2], correction="mended"))
    mended = read_unit(Row(5, (*cells, printed.cells[3].corrected("read again"))), FigureColumns("ratio", (1, 2, 3)))
    assert mended is not None and mended.correction == "mended; read again"


def test_a_blank_unit_has_no_cell_and_a_short_row_none_either() -> None:
    assert read_unit(row(1, "Apr||3"), FigureColumns("number", (1,))) is None
    assert read_unit(row(1, "Apr"), FigureColumns("number", (1,))) is None
    single = read_unit(row(1, "Apr|3"), FigureColumns("number", (1,)))
    assert single is not None and (single.text, single.last) == ("3", 0)


def grouped(*lines: str, proved: bool = True) -> list[list[str]]:
    table, reader = rows(*lines), CellReader()
    found = find_units(table, 1, max(len(r.cells) for r in table), reader)
    return [[unit.kind for unit in group] for group in group_units(table, found, reader, proved=proved)]


def test_a_percentage_belongs_to_the_x_of_y_that_gives_it() -> None:
    assert grouped("Apr|7 of 10|70%", "May|8 of 10|80%") == [["ratio", "percent"]]
    assert grouped("Apr|7 of 10|20%", "May|8 of 10|30%") == [["ratio"], ["percent"]]
    assert grouped("Apr|7 of 10|20%", "May|8 of 10|30%", proved=False) == [["ratio", "percent"]]


def test_a_percentage_within_a_point_is_proved_and_one_beyond_is_not() -> None:
    assert grouped("Apr|7 of 10|71%", "May|8 of 10|79%") == [["ratio", "percent"]]
    assert grouped("Apr|7 of 10|71.2%", "May|8 of 10|81.2%") == [["ratio"], ["percent"]]


def test_six_rows_of_ten_prove_a_percentage_and_five_do_not() -> None:
    right, wrong = ["Apr|7 of 10|70%"], ["May|8 of 10|30%"]
    assert grouped(*right * 3, *wrong * 2) == [["ratio", "percent"]]
    assert grouped(*right * 2, *wrong * 2) == [["ratio"], ["percent"]]


def test_marks_for_missing_go_with_the_x_of_y_before_them_and_a_third_unit_does_not() -> None:
    assert grouped("Apr|7 of 10|n/a", "May|8 of 10|n/a") == [["ratio", "missing"]]
    assert grouped("Apr|7 of 10|70%|71%", "May|8 of 10|80%|79%") == [["ratio", "percent"], ["percent"]]
    assert grouped("Apr|7|70%", "May|8|80%") == [["number"], ["percent"]]


@pytest.mark.parametrize(
    ("lines", "kind", "unsigned"),
    [
        (["Apr|7 of 10|70", "May|8 of 10|80"], "percent", "points"),
        (["Apr|7 of 10|0.7", "May|8 of 10|0.8"], "percent", "decimals"),
        (["Apr|7 of 10|70", "May|8 of 10|80", "Jun|9 of 10|12"], "percent", "points"),
        (["Apr|7 of 10|70", "May|8 of 10|12"], "number", None),
        (["Apr|7 of 10|70"], "number", None),
        (["Apr|0 of 10|0", "May|0 of 12|0"], "number", None),
        (["Apr|0 of 10|0", "May|8 of 10|80", "Jun|9 of 10|90"], "percent", "points"),
        (["Apr|7 of 10|5", "May|8 of 10|6"], "number", None),
        (["Apr|7 of 10|70%", "May|8 of 10|80%"], "percent", None),
    ],
)
def test_numbers_behind_their_x_of_y_are_percentages_where_two_rows_and_most_prove_it(
    lines: list[str], kind: str, unsigned: str | None
) -> None:
    _, unit = find_units(rows(*lines), 1, 3, CellReader())
    assert (unit.kind, unit.unsigned) == (kind, unsigned)


def test_a_percentage_that_is_printed_as_a_decimal_is_read_as_one() -> None:
    cell = read_unit(row(1, "Apr|0.705"), FigureColumns("percent", (1,), unsigned="decimals"))
    assert cell is not None and (cell.text, cell.published) == ("70.5%", "0.705")
