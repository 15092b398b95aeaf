"""Cells of a summary's rows under their headers, where damage lost or doubled one; rows that are two in one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.clean.names.header_words import colours_of
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.content import headed_by_content, named_by_content
from scorecard.clean.tables.summary.data_rows import is_data_row
from scorecard.clean.tables.summary.doubled import two_in_one
from scorecard.clean.tables.summary.fit import FittedRow, fit_all, stand_surely, under_the_header
from scorecard.periods import Period
from scorecard.registry import load_registry
from tests.fixtures import grids

COLOURS = colours_of(load_registry())


def months_of(roles: list[str]) -> list[SummaryColumn]:
    """Columns of these roles, those of values with a month each."""
    months = (Period.month(2020, i) if role == "value" else None for i, role in enumerate(roles))
    return [SummaryColumn(role, i, month) for i, (role, month) in enumerate(zip(roles, months, strict=True))]


ROLES = ["number", "name", "good", "unit", "value", "value", "value", "direction", "rag", "red", "amber", "green"]
COLUMNS = months_of(ROLES)
WHOLE = "6.1|Kites flown|Low|Count|11|12|13|↑|Green|20+|15+|10<"


def fitted(*lines: str) -> list[FittedRow]:
    return fit_all(grids.rows(*lines), COLUMNS, COLOURS)


def texts(row: FittedRow) -> dict[int, str]:
    return {column.position: cell.plain for column, cell in row.cells}


def test_a_row_that_fits_is_read_as_it_stands() -> None:
    (row,) = fitted(WHOLE)
    assert texts(row) == dict(enumerate(WHOLE.split("|")))
    assert all(cell.correction is None for _, cell in row.cells)
    assert (row.get("name"), [cell.plain for _, cell in row.values()]) == ("Kites flown", ["11", "12", "13"])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("6.2|Strings lost|Low|Count|11|12|↓|Red|20+|15+|10<", "a blank cell lost"),
        ("6.2|Strings lost||Low|Count|11|12|13|↓|Red|20+|15+|10<", "a blank cell too many"),
    ],
)
def test_a_lost_or_doubled_cell_moves_the_rest_under_headers_of_their_kind(line: str, words: str) -> None:
    *_, row = fitted(WHOLE, WHOLE, line)
    assert (row.get("direction"), row.get("rag"), row.get("green")) == ("↓", "Red", "10<")
    moved = {cell.correction for column, cell in row.cells if column.role == "rag"}
    assert len(moved) == 1 and words in str(moved.pop())


def test_a_row_that_lost_three_cells_is_moved_by_three_and_says_so() -> None:
    *_, row = fitted(WHOLE, WHOLE, "6.2|Strings lost|11|↓|Red|20+|15+|10<")
    assert (row.get("direction"), row.get("rag"), row.get("red"), row.get("green")) == ("↓", "Red", "20+", "10<")
    (rag,) = [cell for column, cell in row.cells if column.role == "rag"]
    assert "4 blank cells lost, so this figure is read 4 to the right" in str(rag.correction)


def test_a_header_that_lacks_the_first_cell_is_moved_as_a_whole() -> None:
    moved = under_the_header(COLUMNS, grids.rows(*(f"Group|{WHOLE}" for _ in range(4))), COLOURS)
    assert [c.role for c in moved][:3] == ["other", "number", "name"]
    assert [c.position for c in moved] == list(range(13))
    assert under_the_header(COLUMNS, grids.rows(WHOLE), COLOURS) == COLUMNS


def test_names_and_units_are_told_by_what_stands_in_them() -> None:
    roles = ["other", "note", "value"]
    columns = [SummaryColumn(role, i) for i, role in enumerate(roles)]
    rows = grids.rows(*(f"Kites flown {word}|Count|{i}" for i, word in enumerate(("high", "low", "far", "near"))))
    assert [c.role for c in named_by_content(columns, rows)] == ["name", "unit", "value"]
    assert named_by_content(columns, rows[:2]) == columns


def test_a_header_over_a_column_of_charts_belongs_to_the_figures_beside_it() -> None:
    columns = [SummaryColumn("name", 0), SummaryColumn("value", 1, Period.month(2020, 6)), SummaryColumn("other", 2)]
    rows = grids.rows("Kites|1111|603", "Strings||604", "Wind|11_|605")
    told = headed_by_content(columns, rows)
    assert [(c.role, c.position) for c in told] == [("name", 0), ("other", 1), ("value", 2)]
    assert "one cell beside its column" in str(told[2].correction)
    assert headed_by_content(columns, grids.rows("Kites|601|603")) == columns


@pytest.mark.parametrize(
    ("line", "is_data"),
    [
        (WHOLE, True),
        ("6.1|Kites flown|Low|Count|||n/a", True),
        ("No.|Indicator|Good perf is|Data note|Apr-20|May-20|Jun-20|DOT|RAG", False),
        ("||2016/17|2017/18", False),
        ("Kites and strings||", False),
        ("|New measure|", True),
    ],
)
def test_rows_of_figures_are_told_from_rows_of_headers(line: str, is_data: bool) -> None:
    (row,) = grids.rows(line)
    assert is_data_row(row) is is_data


def test_two_rows_in_one_are_halved_and_what_could_be_either_is_ambiguous() -> None:
    (row,) = fitted("6.1|Number of kites Number of strings|Low Low|Count Count|11 21|12 22|13|↑|Green|20+|15+|10<")
    halves = two_in_one(row)
    assert [half.get("name") for half in halves] == ["Number of kites", "Number of strings"]
    assert [[cell.plain for _, cell in half.values()] for half in halves] == [["11", "12"], ["21", "22"]]
    assert halves[0].get("ambiguous") == "13" and not halves[1].get("ambiguous")
    assert all(cell.part == 2 and cell.correction for _, cell in halves[1].cells)
    assert two_in_one(fitted(WHOLE)[0]) == fitted(WHOLE)


FULL = "6.1|Kites flown|Low|Count|11|12|13|↑|Green|20+|15+|10<"


@pytest.mark.parametrize("at", [4, 5, 6])
@pytest.mark.parametrize(
    "text", ["[c]", "Suppressed", "no words for it", "<5", ">95%", "Green", "↑", "🙂", "2019/20", "High"]
)
def test_no_single_cell_in_the_place_of_a_figure_moves_its_row(at: int, text: str) -> None:
    cells = FULL.split("|")
    cells[at] = text
    *_, row = fitted(FULL, FULL, "|".join(cells))
    assert texts(row) == dict(enumerate(cells))


def test_a_row_that_lost_a_cell_moves_whatever_one_of_its_figures_prints() -> None:
    for text in ("12", "[c]", "no words for it", "1 to 4"):
        *_, row = fitted(WHOLE, WHOLE, f"6.2|Strings lost|Low|Count|11|{text}|↓|Red|20+|15+|10<")
        assert (row.get("direction"), row.get("rag"), row.get("green")) == ("↓", "Red", "10<"), text


def test_a_row_that_may_stand_two_ways_is_read_only_where_both_agree() -> None:
    years = [SummaryColumn("value", len(ROLES) + n, Period.financial_year(2016 + n)) for n in range(3)]
    whole = "6.1|Kites flown|Low|Count|11|12|13|↑|Green|20+|15+|10<|1|2|3"
    slipped = "6.2|Strings lost|Low|Count|11|12|13|↓|{}|2|3|"  # a year too few: the target's cell may be the first

    def read(between: str) -> FittedRow:
        return fit_all(grids.rows(whole, whole, slipped.format(between)), [*COLUMNS, *years], COLOURS)[-1]

    told = read("|||Not collected")
    assert [cell.text for column, cell in told.cells if column.role == "slipped"] == ["Not collected", "2", "3"]
    assert [cell.text for column, cell in told.values()] == ["11", "12", "13"], (
        "the months stand before what is in doubt"
    )
    assert told.get("direction") == "↓"
    assert "slipped" in {column.role for column, _ in read("|||10<").cells}  # a bound may be a figure too
    beside = read("|20+|15+|10<")  # but not beside the other tolerances of its row
    assert (beside.get("green"), "slipped" in {column.role for column, _ in beside.cells}) == ("10<", False)


def test_a_bound_behind_a_missing_target_is_a_years_figure_where_the_row_lost_a_cell() -> None:
    years = [SummaryColumn("value", len(ROLES) + n, Period.financial_year(2016 + n)) for n in range(4)]
    line = "6.2|Strings lost|Info|Count|11|12|13|↓|||n/a|{}|2|3|4|"
    told = fit_all(grids.rows(line.format("5"), line.format("10+")), [*COLUMNS, *years], COLOURS)
    for row, first in zip(told, ("5", "10+"), strict=True):
        assert [cell.text for _, cell in row.values()][-3:] == ["2", "3", "4"]
        assert {
            column.period.label for column, cell in row.values() if cell.text in ("2", "3", "4") and column.period
        } <= {
            "2017/18",
            "2018/19",
            "2019/20",
        }, first


def test_a_cell_that_would_move_alone_from_under_a_figure_into_the_place_of_a_tolerance_is_left_out() -> None:
    years = [SummaryColumn("value", len(ROLES), Period.financial_year(2021))]
    row = fit_all(grids.rows("6.2|Strings lost|Low|Count|11|12|13|↓|||||10+"), [*COLUMNS, *years], COLOURS)[0]
    assert {column.role: cell.text for column, cell in row.cells if cell.text == "10+"} == {"slipped": "10+"}
    assert [cell.text for _, cell in row.values()] == ["11", "12", "13"]


@pytest.mark.parametrize("text", ["Green", ">95%", "Suppressed"])
def test_the_only_cell_that_gains_by_a_shift_does_not_move_the_figures_before_it(text: str) -> None:
    roles = ["name", "unit", "value", "value", "value", "note"]
    columns = months_of(roles)
    line = f"Kites flown|Count|13|14|{text}"
    row = fit_all(grids.rows("Strings lost|Count|11|12|15|windy", line), columns, COLOURS)[-1]
    assert texts(row) == dict(enumerate(line.split("|")))


def test_where_a_word_may_have_come_by_a_shift_or_stand_for_a_figure_nobody_knows_which_month_it_is_of() -> None:
    roles = ["number", "name", "good", "value", "value", "direction", "rag", "red", "green"]
    columns = months_of(roles)
    whole = "6.1|Kites flown|Low|14|15|↑|Green|20+|10<"
    row = fit_all(grids.rows(whole, whole, "6.2|Strings lost|Low|Green|↑|20+|10<"), columns, COLOURS)[-1]
    assert [cell.text for column, cell in row.cells if column.role == "slipped"] == ["Green", "↑"]
    assert (row.get("good"), row.get("red"), row.get("green")) == ("Low", "20+", "10<"), "these stand so in any case"


def test_a_column_of_nothing_right_of_the_widest_row_is_left_out_and_one_that_means_something_stays() -> None:
    wider = [*COLUMNS, SummaryColumn("other", 12), SummaryColumn("note", 13)]
    kept = [c.role for c in under_the_header(wider, grids.rows(WHOLE, WHOLE), COLOURS)]
    assert kept == [*ROLES, "note"]
    as_wide = grids.rows(f"{WHOLE}|x", WHOLE)
    assert [c.role for c in under_the_header(wider, as_wide, COLOURS)] == [*ROLES, "other", "note"]
    assert under_the_header(COLUMNS, [], COLOURS) == COLUMNS


def test_a_header_that_has_a_cell_more_on_the_left_than_its_rows_is_moved_to_the_left() -> None:
    header = [SummaryColumn("other", 0), *(replace(c, position=c.position + 1) for c in COLUMNS)]
    assert under_the_header(header, grids.rows(WHOLE, WHOLE), COLOURS) == COLUMNS


def test_where_a_header_stands_is_told_by_the_first_dozen_rows() -> None:
    off = [f"Group|{WHOLE}" for _ in range(20)]
    for whole, moved in ((5, True), (7, False), (12, False)):
        columns = under_the_header(COLUMNS, grids.rows(*([WHOLE] * whole), *off), COLOURS)
        assert (columns[0].role == "other") is moved, f"{whole} of the first twelve stand as the header does"


@pytest.mark.parametrize("figure", ["12", "Green"])
def test_of_a_lost_arrow_the_mark_up_around_it_is_kept_however_the_row_was_fitted(figure: str) -> None:
    (row,) = fitted(f"6.1|Kites flown|Low|Count|11|{figure}|13|<b> </b>|Green|20+|15+|10<")
    assert [cell.text for column, cell in row.cells if column.role == "direction"] == ["<b> </b>"]


def test_years_that_lack_their_last_put_the_target_in_doubt_whether_or_not_benchmarks_stand_behind_them() -> None:
    years = [SummaryColumn("value", 12 + n, Period.financial_year(2016 + n)) for n in range(3)]
    benchmark = SummaryColumn("value", 15, Period.latest(), "National average")
    whole = f"{WHOLE}|1|2|3|9"

    def slipped(cells: str, *columns: SummaryColumn) -> list[str]:
        line = f"6.2|Strings lost|Low|Count|11|12|13|↓|{cells}"
        row = fit_all(grids.rows(whole, whole, line), [*COLUMNS, *columns], COLOURS)[-1]
        return [cell.text for column, cell in row.cells if column.role == "slipped"]

    assert slipped("|||Not collected|2|3||9", *years, benchmark) == ["Not collected", "2", "3"]
    assert slipped("|||Not collected|2|3|", *years) == ["Not collected", "2", "3"]
    assert slipped("|||Not collected|2|3|4|9", *years, benchmark) == [], "no year is absent"
    assert slipped("|||10|2|3||9", *years, benchmark) == [], "a target that is a figure"


def test_a_cell_under_a_header_of_performance_that_would_move_alone_is_left_out_too() -> None:
    roles = ["number", "name", "good", "performance", "other", "other"]
    row = fit_all(grids.rows("1.2|Strings lost|Low|🙂|a target in words|Somebody|"), months_of(roles), COLOURS)[0]
    assert {column.role for column, cell in row.cells if cell.text == "🙂"} <= {"performance", "slipped"}
    assert row.get("good") == "Low"


LEADING = "|6.2|Strings lost|Low|Count|11|12|13|↓|Red|20+|15+|10<"


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        ((WHOLE,), True),
        ((LEADING, LEADING), True),
        (("||" + WHOLE, "||" + WHOLE), False),
        ((f"11|12|{WHOLE}",), False),
        ((f"||{WHOLE}",) * 4, True),
    ],
)
def test_few_rows_stand_surely_where_one_place_suits_them_and_no_other_does(lines: tuple[str, ...], sure: bool) -> None:
    assert stand_surely(COLUMNS, grids.rows(*lines), COLOURS) is sure


def test_a_figure_beside_its_arrow_stands_under_the_arrows() -> None:
    (row,) = fitted(WHOLE.replace("↑", "9 ↑"))
    assert (row.get("direction"), [cell.plain for _, cell in row.values()]) == ("9 ↑", ["11", "12", "13"])
