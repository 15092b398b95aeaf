"""What rows are about: periods and comparators, in the column where most of them stand."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.shared.labels import (
    column_of_most,
    in_line,
    labels_by_column,
    read_labels,
    row_label,
    with_rows_in_line,
)
from scorecard.periods import Period
from scorecard.registry import load_registry
from tests.fixtures.grids import AS_AT, grid, texts

REGISTRY = load_registry()


def labels(*lines: str, column: int = 0) -> dict[int, tuple[str, str | None]]:
    found = read_labels(grid(*lines), column, REGISTRY)
    return {position: (label.period.label, label.area) for position, label in found.items()}


def test_labels_are_counted_in_the_first_four_columns() -> None:
    table = grid("Number|6.1", "1|Apr-20|11", "2|May-20|12", "|||Jun-20|13", "||||Jul-20")
    assert labels_by_column(table, REGISTRY) == [0, 2, 0, 1]
    assert labels_by_column(grid("Apr-20"), REGISTRY) == [1]


def test_of_two_labels_of_a_row_the_second_is_its_own() -> None:
    assert labels_by_column(grid("YTD|2019/20|11"), REGISTRY)[:2] == [0, 1]


@pytest.mark.parametrize(("counts", "column"), [([0, 3, 1], 1), ([2, 2], 0), ([0, 0], None), ([], None)])
def test_the_column_of_most_labels_is_the_first_of_several(counts: list[int], column: int | None) -> None:
    assert column_of_most(counts) == column


def test_a_comparator_is_the_latest_benchmark_and_a_locality_no_label() -> None:
    comparator = next(a.name for a in REGISTRY.areas.values() if a.kind == "comparator")
    locality = next(a.name for a in REGISTRY.areas.values() if a.kind == "locality")
    time = grid("x").time
    label = row_label(comparator, time, REGISTRY)
    assert label is not None and (label.area, label.basis, label.period) == (comparator, "benchmark", Period.latest())
    assert row_label(locality, time, REGISTRY) is None
    month = row_label("May-20", time, REGISTRY)
    assert month is not None and (month.period.label, month.area, month.basis) == ("2020-05", None, None)


def test_months_without_a_year_never_run_into_the_packs_future() -> None:
    """A table that ends with the pack's month in June starts with July of last year."""
    rows = ("July|9", "December|10", "January|11", "March|12", "April|13", "June|14")
    months = ["2019-07", "2019-12", "2020-01", "2020-03", "2020-04", "2020-06"]
    assert [label for label, _ in labels(*rows).values()] == months


def doubts(*lines: str) -> list[str | None]:
    return [label.doubt for label in read_labels(grid(*lines), 0, REGISTRY).values()]


def test_labels_of_rows_are_read_together() -> None:
    spreadsheet = [f"{text}|{n}" for n, text in enumerate(("20-Apr", "20-May", "20-Jun"), start=11)]
    months = ["2020-04", "2020-05", "2020-06"]
    assert [label for label, _ in labels("Month|6.1", *spreadsheet).values()] == months
    assert labels_by_column(grid("Month|6.1", *spreadsheet), REGISTRY)[0] == 3
    numbers = [f"{text}|{n}" for n, text in enumerate(("43922", "43952", "43983"), start=11)]
    assert [label for label, _ in labels("Month|6.1", *numbers).values()] == months
    assert labels("Month|6.1", "17-Apr|11", "17-May|12") == {}


def test_months_without_figures_are_the_ones_to_come() -> None:
    rows = ("Apr|9", "May|8", "Jun|7", "Jul|", "Aug|0", "Sep|-")
    assert [label for label, _ in labels(*rows).values()] == [f"2020-{month:02d}" for month in range(4, 10)]


def test_a_month_without_a_year_has_the_year_that_stands_above_it() -> None:
    alone = labels("2018/19|", "Apr|9", "May|8", "2019/20|", "Apr|7", "May|6")
    assert [label for label, _ in alone.values()] == ["2018/19", "2018-04", "2018-05", "2019/20", "2019-04", "2019-05"]
    beside = labels("2018/19|Feb|9", "|Mar|8", "2019/20|Apr|7", "|May|6", column=1)
    assert [label for label, _ in beside.values()] == ["2019-02", "2019-03", "2019-04", "2019-05"]
    calendar = labels("2019|Feb|9", "|Mar|8", column=1)
    assert [label for label, _ in calendar.values()] == ["2019-02", "2019-03"]
    assert [label for label, _ in labels("2018/19|", "Apr-19|9", "May-19|8").values()][1:] == ["2019-04", "2019-05"]


def test_a_month_twice_and_one_of_another_year_are_in_doubt_and_the_order_of_rows_is_not() -> None:
    assert doubts("Apr-20|9", "May-20|8", "May-20|7") == [None, "twice", "twice"]
    assert doubts("Apr-20|9", "May-20|8", "Jun-19|7") == [None, None, "other-year"]
    assert doubts("Apr-20|9", "Jun-20|8", "May-20|7") == [None, None, None]
    assert doubts("Apr|9", "May|8", "Jun|7", "Jul|6") == ["no-year"] * 4


def test_years_under_an_academic_group_are_academic_until_the_next_group() -> None:
    found = read_labels(grid("Academic year|2017/18|1", "|2018/19|2", "Financial year|2018/19|3"), 1, REGISTRY)
    assert [label.period.kind for label in found.values()] == ["academic_year", "academic_year", "financial_year"]


def test_a_year_of_a_group_to_date_is_one_to_date() -> None:
    assert labels("YTD|2020/21|11", column=1) == {0: ("2020/21 YTD", None)}
    assert labels("2020/21 YTD|11") == {0: ("2020/21 YTD", None)}
    assert labels("YTD|Apr-20|11", column=1) == {0: ("2020-04", None)}
    end = read_labels(grid("2020/21 YTD|11"), 0, REGISTRY)[0].period.end
    assert end == AS_AT


def test_a_label_that_slipped_into_the_column_before_is_read_there() -> None:
    assert labels("May-20||11", column=1) == {0: ("2020-05", None)}
    assert labels("May-20|x|11", column=1) == {}


def test_the_packs_year_is_one_to_date_where_its_words_slipped_to_the_next_line() -> None:
    assert labels("2020/21|11", "YTD|")[0] == ("2020/21 YTD", None)
    assert labels("2020/21|11", "|YTD")[0] == ("2020/21 YTD", None)
    assert labels("2019/20|11", "YTD|")[0] == ("2019/20", None)
    assert labels("2020/21|11", "YTD|12")[0] == ("2020/21", None)
    assert labels("2020/21|11", "|")[0] == ("2020/21", None)
    assert labels("2020/21|11") == {0: ("2020/21", None)}


def test_a_row_that_lost_the_blank_before_its_label_is_moved_to_the_right() -> None:
    table = with_rows_in_line(grid("|Apr-20|11|21", "May-20|12|22"), 1, REGISTRY)
    assert texts(table) == [["", "Apr-20", "11", "21"], ["", "May-20", "12", "22"]]
    moved = table.rows[1].cells
    assert [cell.index for cell in moved] == [0, 1, 2, 3]
    assert (
        moved[1].correction is None and moved[2].correction is not None and "lost the blank cell" in moved[2].correction
    )
    assert all(cell.correction is None for cell in table.rows[0].cells)


def test_a_row_with_a_blank_too_many_is_moved_to_the_left() -> None:
    table = with_rows_in_line(grid("|Apr-20|11|21", "||May-20|12|22"), 1, REGISTRY)
    assert texts(table)[1] == ["", "May-20", "12", "22"]
    assert "a blank cell too many" in str(table.rows[1].cells[2].correction)


def test_rows_in_line_and_rows_that_prove_nothing_stay_as_they_are() -> None:
    table = grid("|Apr-20|11", "Group|May-20|12", "||May-20|", "May-20|words|12")
    assert with_rows_in_line(table, 1, REGISTRY) is table
    first = table.rows[0]
    assert in_line(first, 1, table, REGISTRY) is first
    at_the_edge = grid("Apr-20|11", "|May-20|12")
    assert texts(with_rows_in_line(at_the_edge, 0, REGISTRY))[0] == ["Apr-20", "11"]


def test_a_missing_mark_beside_the_label_shows_a_lost_blank_too() -> None:
    assert texts(with_rows_in_line(grid("May-20|n/a|22"), 1, REGISTRY)) == [["", "May-20", "n/a", "22"]]
