"""Nothing that is printed is lost: what no reading placed is listed with its reason, and labels are no figures."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.left_over import left_over
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.text.cells import CellReader
from tests.fixtures.grids import grid


def left(
    *lines: str, placed: tuple[tuple[int, int], ...] = (), shape: str = "theme page", last: int = 0
) -> dict[str, str]:
    placements = [Placement(line, cell, "", "", "value", last=last) for line, cell in placed]
    unread = left_over(grid(*lines), TableReading(shape, None, placements), CellReader())
    assert {p.role for p in unread} <= {"unread"}
    return {f"{p.line}:{p.cell} {p.published}": str(p.detail) for p in unread}


NO_PLACE = "no row or column is printed for it"
BESIDE = "right of the last column: what a picture left of its axis, or noise"


def test_a_figure_that_was_placed_is_not_left_over() -> None:
    assert left("Kites|111|222", placed=((1, 2), (1, 3))) == {}


def test_a_figure_without_place_is_listed_with_its_reason() -> None:
    assert left("Kites|111|222|333", placed=((1, 3),)) == {"1:2 111": NO_PLACE, "1:4 333": BESIDE}


def test_cells_that_were_put_together_are_all_placed() -> None:
    assert left("Kites|111|of|222|333", placed=((1, 2),), last=4) == {"1:5 333": BESIDE}


def test_in_a_table_of_no_form_every_figure_is_left_over() -> None:
    reason = "no table of this form is known"
    assert left("Kites|11|22", shape="unknown") == {"1:2 11": reason, "1:3 22": reason}
    assert left("Kites|high|", shape="unknown") == {}


def test_lines_above_the_first_figure_are_its_header_unless_they_are_one_cell() -> None:
    assert left("|111|222", "Kites|333|444", placed=((2, 2), (2, 3))) == {}
    assert left("5,555", "Kites|333|444", placed=((2, 2), (2, 3))) == {"1:1 5,555": NO_PLACE}


def test_blanks_missing_marks_and_words_are_no_figures() -> None:
    assert left("Kites|n/a|-||high", placed=((1, 9),)) == {}


@pytest.mark.parametrize("cell", ["6.1", "6.10 NEW", "1.F1(b)", "12", ".1", "2.", "2020/21", "Apr-20"])
def test_indicator_numbers_row_numbers_and_periods_are_no_figures(cell: str) -> None:
    assert left(f"Kites|{cell}", placed=((1, 9),)) == {}


@pytest.mark.parametrize("cell", ["123", "6.123", "12%", "1,234", "12 of 13"])
def test_what_is_too_long_for_a_number_of_a_row_is_a_figure(cell: str) -> None:
    assert left(f"Kites|{cell}", placed=((1, 9),)) == {f"1:2 {cell}": NO_PLACE}


def test_inside_a_small_table_a_small_number_is_a_figure() -> None:
    assert left("Kites|11|22", placed=((1, 2),), shape="layout kites") == {"1:3 22": BESIDE}
    assert left("11|Kites|22", placed=((1, 3),), shape="layout kites") == {}
    numbers = left("Kites|6.1|6.2|", "Zoos|11|22", placed=((1, 9), (2, 2)), shape="layout kites")
    assert numbers == {"2:3 22": NO_PLACE}


def test_several_figures_heaped_in_one_cell_are_what_a_picture_left() -> None:
    reason = "several figures in one cell: what a picture says of its axis, or rows of the table once more"
    assert left("Kites|10% 20% 30%", placed=((1, 9),)) == {"1:2 10% 20% 30%": reason}


def test_strokes_of_small_charts_in_a_summary_are_no_figures() -> None:
    lines = ("Kites|555|1111", "Zoos|666|III", "Quays|777|11_")
    placed = ((1, 2), (2, 2), (3, 2))
    assert left(*lines, placed=placed, shape="summary") == {}
    assert left(*lines, placed=placed) == {"1:3 1111": BESIDE}
    with_figure = ("Kites|555|1111", "Zoos|666|III", "Quays|777|888")
    assert left(*with_figure, placed=(*placed, (3, 3)), shape="summary") == {"1:3 1111": NO_PLACE}


def test_digits_in_the_cell_of_the_label_are_part_of_it() -> None:
    assert left("|Kites 500|600", placed=((1, 3),)) == {}


NO_ROW = "its row prints nothing that is known for a figure"


def test_words_in_the_only_column_of_figures_of_a_summary_are_listed_once_and_with_their_row() -> None:
    lines, placed = ("Kites|555|", "Zoos|to follow|", "Quays|777|"), ((1, 2), (3, 2))
    assert left(*lines, placed=placed, shape="summary") == {"2:2 to follow": NO_ROW}
    assert left(*lines, placed=placed) == {}, "elsewhere words are no figures"
    several = (*placed, (1, 3))
    assert left("Kites|555|666", *lines[1:], placed=several, shape="summary") == {}, "there are two columns of figures"
    unread = left_over(
        grid("Kites|555", "Zoos|6,6,6"), TableReading("summary", None, [Placement(1, 2, "", "", "value")]), CellReader()
    )
    assert [(p.line, p.cell, p.detail) for p in unread] == [(2, 2, NO_ROW)], "what may be a figure is not listed twice"


def test_only_columns_of_values_make_the_only_column_of_figures() -> None:
    reading = TableReading(
        "summary", None, [Placement(1, 2, "", "", "value"), Placement(1, 3, "", "", "threshold", detail="green")]
    )
    unread = left_over(grid("Kites|555|10<", "Zoos|to follow|soon"), reading, CellReader())
    assert [(p.line, p.cell, p.detail) for p in unread] == [(2, 2, NO_ROW)]


def test_a_figure_before_words_in_the_cell_of_the_label_is_part_of_it_but_in_a_table_of_no_form() -> None:
    line = "16 Kites|600"
    assert left(line, placed=((1, 2),)) == {}
    assert left(line, placed=((1, 2),), shape="unknown") == {"1:1 16 Kites": "no table of this form is known"}
    assert left("Zoos|16 Kites|600", placed=((1, 3),)) == {"1:2 16 Kites": NO_PLACE}


def test_a_bound_that_opens_a_row_is_its_label_and_one_behind_it_a_figure() -> None:
    assert left("<5|600", placed=((1, 2),)) == {} == left("|<5|600", placed=((1, 3),))
    assert left("Kites|<5|600", placed=((1, 3),)) == {"1:2 <5": NO_PLACE}


DUE = "it stands among figures and prints none"


@pytest.mark.parametrize("text", ["2019/20", "21/06/2021", "↑", "see the note", "5O3"])
def test_what_stands_where_other_rows_have_figures_is_listed_though_it_prints_none(text: str) -> None:
    lines, placed = ("Kites|11|12", f"Zoos|21|{text}", "Quays|31|32"), ((1, 2), (1, 3), (2, 2), (3, 2), (3, 3))
    assert left(*lines, placed=placed) == {f"2:3 {text}": DUE}
    assert left(*lines, placed=placed, shape="summary") == (
        {f"2:3 {text}": DUE} if text in ("↑", "21/06/2021", "5O3") else {}
    )


def test_a_period_that_opens_its_row_is_its_label_wherever_it_stands() -> None:
    placed = ((1, 2), (1, 3), (2, 4), (3, 2), (3, 3))
    assert left("Apr-20|11|12", "||May-20|22", "Jun-20|31|32", placed=placed) == {}
    assert left("Apr-20|11|12", "|May-20|Jun-20|22", "Jun-20|31|32", placed=placed) == {"2:3 Jun-20": DUE}


def test_few_rows_have_a_figure_where_words_stand() -> None:
    lines = ("Kites|11|12", "Zoos|21|note", "Quays|31|note", "Bays|41|note")
    assert left(*lines, placed=((1, 2), (1, 3), (2, 2), (3, 2), (4, 2))) == {}


def test_digits_that_make_no_figure_are_listed_above_the_first_figure_too_and_words_are_its_header() -> None:
    placed = ((3, 2),)
    assert left("Kites|No.", "Zoos|12 34", "Quays|31", placed=placed) == {"2:2 12 34": DUE}
    assert left("Kites|%", "Zoos|🙂", "Quays|31", placed=placed) == {"2:2 🙂": DUE}
    assert left("12 34|Kites", "Zoos|Bays", "Quays|31", placed=placed) == {}


def test_where_nothing_was_read_a_period_behind_figures_names_nothing() -> None:
    assert left("Kites|111|2019/20", shape="layout kites") == {"1:2 111": BESIDE, "1:3 2019/20": DUE}
    assert left("2019/20|Kites|111", shape="layout kites") == {"1:3 111": BESIDE}


def test_a_summary_says_where_its_header_ends() -> None:
    lines = ("Kites|Value", "Zoos|to follow", "Quays|31")
    placed = [Placement(3, 2, "", "", "value")]
    said = TableReading("summary", None, placed, body_from=2)
    assert [(p.line, p.cell, p.detail) for p in left_over(grid(*lines), said, CellReader())] == [(2, 2, NO_ROW)]
    assert left_over(grid(*lines), TableReading("summary", None, placed), CellReader()) == []


def test_the_label_of_a_row_is_none_though_a_stray_figure_stands_before_it() -> None:
    lines = ("|Apr-20|11", "2|May-20|21", "|Jun-20|31")
    placed = [Placement(line, 3, "", "", "value") for line in (1, 2, 3)]
    for labels, listed in ((set[tuple[int, int]](), [(2, 2)]), ({(2, 2)}, [])):
        unread = left_over(grid(*lines), TableReading("periodic", None, placed, labels=labels), CellReader())
        assert [(p.line, p.cell) for p in unread] == listed


def test_digits_among_the_words_of_a_header_are_part_of_it() -> None:
    assert left("Kites|(3)|Zoos", "Bays|21|22", placed=((2, 2), (2, 3))) == {}
    assert left("Kites|(3)|", "Bays|21|22", placed=((2, 2), (2, 3))) == {"1:2 (3)": DUE}


def test_figures_with_words_that_are_no_unit_are_listed_and_numbers_of_indicators_with_a_remark_are_not() -> None:
    reason = "a figure with words that are no known unit of its measure"
    assert left("Kites|34 weeks", "Bats|31 weeks", shape="unknown") == {"1:2 34 weeks": reason, "2:2 31 weeks": reason}
    assert left("Kites|111|£1.2m", "Bats|222|£2m", placed=((1, 2), (2, 2))) == {"1:3 £1.2m": reason, "2:3 £2m": reason}
    assert left("Kites|111|2.1 OLD", "Bats|222|2.2 OLD", placed=((1, 2), (2, 2))) == {}


def test_a_limit_in_pounds_is_listed_as_a_bound_is() -> None:
    placed = ((1, 2), (2, 2))
    assert left("Kites|111|<=£1,200", "Bats|222|> £90", placed=placed) == {"1:3 <=£1,200": BESIDE, "2:3 > £90": BESIDE}
    assert left("Kites|111|< last year", "Bats|222|<b>", placed=placed) == {}
