"""Rows that lost the label of their month get it back only where their figures prove it."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.small_table.lost_labels import with_labels_beside_notes, with_months
from tests.fixtures.grids import grid, texts


def test_rising_rows_as_many_as_months_are_the_months_of_the_year() -> None:
    table = with_months(grid("Kites|Zoos", "5|10", "8|10", "9|11"))
    assert texts(table) == [["", "Kites", "Zoos"], ["Apr-20", "5", "10"], ["May-20", "8", "10"], ["Jun-20", "9", "11"]]
    label, first, _ = table.rows[1].cells
    assert (label.index, label.published, label.correction) == (0, "", None)
    assert first.correction == (
        "the labels of the rows are lost: 3 rows stand for the 3 months from Apr-20 to Jun-20; "
        "every column rises from row to row, as figures of the year to date do"
    )
    assert table.rows[0].cells[1].correction is None


def test_a_last_row_that_adds_up_the_others_is_the_year_to_date() -> None:
    table = with_months(grid("Kites|Zoos|Quays", "5|10|0", "3|1|0", "4|2|0", "12|13|0"))
    assert [row.texts[0] for row in table.rows] == ["", "Apr-20", "May-20", "Jun-20", "Year to date"]
    assert str(table.rows[4].cells[1].correction).endswith("the last row adds up the others")


def test_the_months_of_january_to_march_are_of_the_next_calendar_year() -> None:
    rows = [f"{n}|{n + 1}" for n in range(1, 11)]
    table = with_months(grid(*rows, as_at=date(2021, 1, 31)))
    assert [row.texts[0] for row in table.rows][-2:] == ["Dec-20", "Jan-21"]


@pytest.mark.parametrize(
    "lines",
    [
        ("5|10", "8|10", "7|11"),
        ("5|10", "5|10", "5|10"),
        ("5|10", "8|10"),
        ("5|10", "8|10", "9|11", "9|12"),
        ("5|10", "8|n/a", "9|11"),
        ("Apr-20|1", "5|10", "8|10", "9|11"),
        ("n/a|10", "8|10", "9|11"),
        ("Kites|Zoos",),
    ],
    ids=[
        "a column falls",
        "no column rises",
        "a month too few",
        "a month too many, no sum",
        "a gap in a column",
        "a label is there",
        "a row does not begin with a figure",
        "no figures",
    ],
)
def test_what_proves_no_months(lines: tuple[str, ...]) -> None:
    table = grid(*lines)
    assert with_months(table) is table


def test_two_months_prove_nothing() -> None:
    table = grid("5|10", "8|11", as_at=date(2020, 5, 31))
    assert with_months(table) is table


def test_a_sum_must_be_right_in_most_columns_and_in_two_that_are_not_noughts() -> None:
    half = grid("5|10|1|1", "3|1|1|1", "4|2|1|1", "12|13|9|9")
    assert with_months(half) is half
    noughts = grid("5|0|0", "3|0|0", "4|0|0", "12|0|0")
    assert with_months(noughts) is noughts
    most = with_months(grid("5|10|1", "3|1|1", "4|2|1", "12|13|9"))
    assert most.rows[0].texts[0] == "Apr-20"


def test_indicator_numbers_over_columns_are_no_row_of_figures() -> None:
    table = with_months(grid("6.1|6.2", "5|10", "8|10", "9|11"))
    assert [row.texts[0] for row in table.rows] == ["", "Apr-20", "May-20", "Jun-20"]


def test_a_label_beside_notes_goes_to_the_figures_above_it() -> None:
    table = with_labels_beside_notes(grid("Apr-20|5|10", "|8|11", "May-20|low|high"), 0)
    assert texts(table) == [["Apr-20", "5", "10"], ["May-20", "8", "11"], ["May-20", "low", "high"]]
    cell = table.rows[1].cells[0]
    assert (cell.published, cell.index) == ("", 1)
    assert (
        table.rows[1].cells[1].correction == "the label of the row stands on the next line, beside notes on its figures"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("|8|11", "May-20|low|"),
        ("Apr-20|8|11", "May-20|low|high"),
        ("|8|11", "Kites|low|high"),
        ("|low|high", "May-20|low|high"),
        ("|8|11", "May-20|9|12"),
        ("|8|11", "May-20|n/a|-"),
        ("|8|11", "May-20||"),
        ("|6.1|6.2", "May-20|low|high"),
    ],
    ids=[
        "other columns",
        "a label of its own",
        "no period",
        "no figures above",
        "figures of its own",
        "marks for missing of its own",
        "nothing beside it",
        "indicator numbers above",
    ],
)
def test_what_is_no_label_beside_notes(lines: tuple[str, ...]) -> None:
    table = grid(*lines)
    assert with_labels_beside_notes(table, 0) is table


def test_notes_on_figures_may_hold_one() -> None:
    table = with_labels_beside_notes(grid("|8|11", "May-20|9|high"), 0)
    assert [row.texts[0] for row in table.rows] == ["May-20", "May-20"]


def test_a_label_beside_notes_in_a_column_further_right_is_found_there() -> None:
    table = with_labels_beside_notes(grid("||8|11", "|May-20|low|high"), 1)
    assert texts(table)[0] == ["", "May-20", "8", "11"]
    shorter = grid("8", "|May-20|low")
    assert with_labels_beside_notes(shorter, 1) is shorter
