"""What of a table is not written down. All people here are invented."""

from __future__ import annotations

import pytest

from scorecard.extract.redaction import without_prose
from scorecard.extract.table import RawTable
from scorecard.text.prose import PROSE

LONG = "kite " * 20
"""Longer than a cell, shorter than a label."""


def written(*rows: list[str]) -> list[list[str]]:
    table = RawTable(list(enumerate(rows, start=1)))
    return [cells for _, cells in without_prose(table).rows]


def test_a_header_and_the_label_of_a_row_may_be_longer_than_another_cell() -> None:
    assert written([LONG, LONG], [LONG, "603", LONG]) == [[LONG, LONG], [LONG, "603", PROSE]]


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (["6.1", LONG, "603"], True),
        (["6.1a", LONG, "603"], True),
        (["A", "6.OO", LONG, "603"], True),
        (["6.1", "ab", "603", LONG], False),  # no word behind the number
        (["603", LONG], True),  # a number before the name counts the row
        (["Red", "603", LONG], False),
        ([LONG, "some words", "603"], True),
        (["kites", LONG, "some words of such a length, and more, " * 3, "603"], False),
    ],
)
def test_the_label_stands_behind_an_indicators_number_or_before_the_first_figure(row: list[str], kept: bool) -> None:
    assert (LONG in written(["Kites", "12"], row)[1]) is kept


def test_a_row_of_indicator_numbers_belongs_to_the_header() -> None:
    numbers = ["", "6.1", "6.2 and 6.3", "."]
    assert written(["Kites", LONG], numbers, ["", LONG], ["Red", "603"])[2] == ["", LONG]
    assert written(["Kites", LONG], ["", "65.5%"], ["a", "12", LONG])[2][2] == PROSE


def test_below_a_header_of_persons_only_figures_and_blanks_are_kept() -> None:
    rows = written(["Kite", "Lead officer"], ["12", "A. Kiteman"], ["13", "603"], ["14", " "])
    assert rows == [["Kite", "Lead officer"], ["12", PROSE], ["13", "603"], ["14", " "]]


def test_a_short_bare_cell_stays_whatever_stands_over_it() -> None:
    assert written(["Kite", "Owner"], ["12", "<33%"]) == [["Kite", "Owner"], ["12", "<33%"]]
