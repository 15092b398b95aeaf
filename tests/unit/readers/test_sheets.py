"""Sheets as people lay them out: hidden rows, columns for spacing, tables beside each other, a sheet in a page."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.unit.readers.test_pages import lines, page, rows_of_html
from tests.unit.readers.test_runs import HEADER, LATER, ROWS, parted, table

SENTENCE = "The number of visits in time fell in June since two social workers of the team had left"


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("rows", ["Measure\tApr-24\tMay-24", "Visits\t1\t2", "Plans\t5\t6"]),
        ("columns", ["Measure\tApr-24", "Visits\t1", "Reviews\t3", "Homes\t9", "Plans\t5"]),
    ],
)
def test_what_nobody_sees_is_not_read_and_parts_no_table(how: str, expected: list[str]) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in (("Measure", "Apr-24", "May-24"), ("Visits", 1, 2), ("Reviews", 3, 4), ("Homes", 9, 9), ("Plans", 5, 6)):
        book.active.append(row)
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = how == "rows"
    book.active.column_dimensions["C"].hidden = how == "columns"
    book.save(stream)
    assert lines(stream.getvalue(), "pack.xlsx") == expected


def test_columns_that_print_nothing_under_a_header_are_left_out() -> None:
    told = parted("Measure||Apr-24|May-24||RAG", "Visits||91.2%|90.4%||Green", "Reviews||88.1%|85.7%||Red")
    assert told == [table("Measure|Apr-24|May-24|RAG", "Visits|91.2%|90.4%|Green", "Reviews|88.1%|85.7%|Red")]


def test_a_headed_column_without_figures_stays() -> None:
    assert parted("Measure|Apr-24|Notes|May-24", "Visits|3||4") == [table("Measure|Apr-24|Notes|May-24", "Visits|3||4")]


def beside(left: tuple[str, ...], right: tuple[str, ...], width: int) -> list[str]:
    rows = max(len(left), len(right))
    padded = [[*side, *[""] * (rows - len(side))] for side in (left, right)]
    return [f"{a}{'|' * (width - a.count('|'))}|{b}" for a, b in zip(*padded, strict=True)]


@pytest.mark.parametrize("titles", [("Visits and reviews", "Foster carers"), ()])
def test_tables_beside_each_other_are_two(titles: tuple[str, ...]) -> None:
    left, right = (HEADER, *ROWS, "Plans in time|80.0%|81.0%|82.0%"), LATER
    if titles:
        left, right = (titles[0], *left), (titles[1], *right)
    told = parted(*beside(left, right, 4))
    assert [block for block in told if block not in titles] == [table(*left[len(titles) // 2 :]), table(*LATER)]


def test_words_about_the_rows_behind_a_blank_column_are_no_table() -> None:
    rows = ("Measure|Apr-24|May-24||Good is|Target", "Visits|91%|90%||High|95%", "Losses|3|4||Low|2")
    assert parted(*rows) == [table(*(row.replace("||", "|") for row in rows))]


SHEET = (
    ("Children in care", ""),
    ("Measure", "Apr-24"),
    ("Visits", "91.2%"),
    ("", ""),
    (SENTENCE, ""),
    ("Team", "Number"),
    ("North", "3"),
)


def test_a_table_of_a_page_that_holds_a_sheet_is_parted_as_one() -> None:
    rows = [[*row, ""] for row in SHEET]
    told = page(f"<table>{rows_of_html(rows)}</table>")
    assert told == ["Children in care", "Measure\tApr-24", "Visits\t91.2%", SENTENCE, "Team\tNumber", "North\t3"]


def test_a_header_that_is_printed_again_within_a_table_is_left_out() -> None:
    rows = [row.split("|") for row in (HEADER, ROWS[0], HEADER, ROWS[1])]
    assert page(f"<table>{rows_of_html(rows)}</table>") == ["\t".join(row) for row in (rows[0], rows[1], rows[3])]


def test_a_row_like_the_one_before_is_no_header() -> None:
    rows = [row.split("|") for row in (HEADER, ROWS[0], ROWS[0])]
    assert page(f"<table>{rows_of_html(rows)}</table>") == ["\t".join(row) for row in rows]


def test_a_name_alone_over_figures_is_in_their_header() -> None:
    assert parted("||Number of unique visitors", "|Apr-24|412", "|May-24|398") == [
        table("|Number of unique visitors", "Apr-24|412", "May-24|398")
    ]


def test_a_torn_year_in_a_header_is_no_figure() -> None:
    rows = (
        "|GOOD|NOTE|2016/17|DOT|TEST BENCHMARKING 20|14/15",
        "Measure|is|of|Apr-16|Month|Mean|Best",
        "Kites|High|Count|4|↑|5|6",
    )
    assert parted("Foster carers of the borough", *rows) == ["Foster carers of the borough", table(*rows)]


def test_parts_of_a_table_under_the_same_header_lose_the_same_columns() -> None:
    header = "Measure|Apr-24||May-24"
    told = parted(header, "Visits|3||4", "Reviews|5|x|6", "", header, "Plans|7||8", "Homes|9||1")
    assert told == [table(header, "Visits|3||4", "Reviews|5|x|6"), table(header, "Plans|7||8", "Homes|9||1")]
