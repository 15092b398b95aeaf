"""Figures with words that nobody knows as a unit are told wherever their column prints figures; notes are not."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.shared.worded import is_worded, worded_cells
from scorecard.text.cells import CellReader
from tests.fixtures.grids import grid


def worded(*lines: str) -> set[str]:
    rows, cells = grid(*lines).rows, CellReader()
    kinds = {
        row.line: dict(zip((cell.index for cell in row.cells), cells.kinds(row.texts), strict=True)) for row in rows
    }
    places = worded_cells(rows, kinds)
    return {cell.text for row in rows for cell in row.cells if (row.line, cell.index) in places}


@pytest.mark.parametrize(
    "text", ["34 weeks", "£1.2m", "-£3.4 million", "18 kites", "3.2 visits per child", "44 weeks (2022/23)"]
)
def test_a_figure_and_a_few_words_are_one(text: str) -> None:
    assert is_worded(text)


@pytest.mark.parametrize(
    "text",
    [
        *("603", "12%", "weeks", "5 or more", "0 to 4 years", "10 years", "1st quarter", "16 plus", "2 and over"),
        "12 families moved to another borough in the quarter",
    ],
)
def test_plain_figures_bounds_of_ages_and_sentences_are_none(text: str) -> None:
    assert not is_worded(text)


def test_a_column_of_figures_with_words_is_told() -> None:
    assert worded("Town|Kites|Spent", "Ashby|12|£1.2m", "Corley|15|£2.1m") == {"£1.2m", "£2.1m"}


def test_of_a_card_each_figure_with_words_is_told_beside_its_label() -> None:
    assert worded("Latest|34 weeks", "Before|31 weeks", "Colour|Red") == {"34 weeks", "31 weeks"}


def test_the_label_of_a_row_is_none() -> None:
    assert worded("3 kites lost|12|15", "4 kites found|13|16") == set()


def test_a_header_over_figures_is_none() -> None:
    assert worded("Kites|6 weeks|12 weeks", "Lost|12|15", "Found|13|16") == set()


def test_a_note_that_opens_with_a_number_stands_among_words() -> None:
    assert worded("Lost|12|2 kites torn", "Found|13|by the river", "Sold|14|at the fair") == set()
