"""Tables without TABs: lists of counts with their percentages, and figures that were torn from their table."""

from __future__ import annotations

import pytest

from scorecard.extract.loose import find_lists, find_lone_figures


def lists(*lines: str) -> list[list[tuple[int, list[str]]]]:
    return [table.rows for table in find_lists(lines)]


def lone(*lines: str, taken: set[int] | None = None) -> list[list[tuple[int, str]]]:
    return [[(line, cell) for line, (cell,) in table.rows] for table in find_lone_figures(lines, taken or set())]


def test_a_list_has_its_labels_counts_and_percentages_without_blanks_and_signs() -> None:
    lines = ["  - Red kites : 5 = 10%", "   ", "• Blue kites: 1,030 = 30.5%", "", "Green kites: 15 = **60%**"]
    assert lists(*lines) == [
        [(1, ["Red kites", "5", "10%"]), (3, ["Blue kites", "1,030", "30.5%"]), (5, ["Green kites", "15", "60%"])]
    ]


@pytest.mark.parametrize(
    "line",
    ["red kites: 5 = 10%", "Red kites 5 = 10%", "Red kites: 5 = 10", "Red kites: 5 - 10%", "Red: blue: 5 = 10%"],
)
def test_another_line_ends_a_list(line: str) -> None:
    item = "Red kites: 5 = 10%"
    assert lists(item, item, line, item) == []
    assert len(lists(item, item, item, line, item, item)) == 1


def test_two_lists_are_two() -> None:
    item = "Red kites: 5 = 10%"
    assert [len(rows) for rows in lists(item, item, item, "words", *[item] * 4)] == [3, 4]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        *((text, True) for text in ("65.5%", "7%", "1,651", "£1,651", "0.5", "603", "12345", "100%")),
        *((text, False) for text in ("7", "12", "£12", "123456", "2019", "1999", "kite", "12 kites", "6.1.2")),
    ],
)
def test_a_lone_figure_says_that_it_is_one(text: str, figure: bool) -> None:
    assert bool(lone("65.5%", "70.1%", text)) is figure


def test_periods_and_missing_marks_stand_among_lone_figures_but_make_no_table() -> None:
    assert lone("65.5%", "2019/20", "n/a", "-", "70.1%", "603") == [
        [(1, "65.5%"), (2, "2019/20"), (3, "n/a"), (5, "70.1%"), (6, "603")]
    ]
    assert lone("2019/20", "n/a", "tbc", "65.5%", "70.1%") == []


def test_debris_and_page_numbers_do_not_end_a_run_and_words_do() -> None:
    assert lone("65.5%", "ab", "12", "Page 3", "70.1%", "abc", "603") == [[(1, "65.5%"), (5, "70.1%"), (7, "603")]]
    assert lone("65.5%", "70.1%", "kite", "603", "604") == []


def test_figures_far_apart_come_from_two_tables() -> None:
    near = ["65.5%", "70.1%", *[""] * 11, "603"]
    assert lone(*near) == [[(1, "65.5%"), (2, "70.1%"), (14, "603")]]
    assert lone(*near[:2], "", *near[2:]) == []
    assert [len(rows) for rows in lone("1%", "2%", "3%", *[""] * 12, "4%", "5%", "6%")] == [3, 3]


def test_lines_of_other_tables_are_passed_over() -> None:
    assert lone("65.5%", "603", "70.1%", "604", taken={2}) == [[(1, "65.5%"), (3, "70.1%"), (4, "604")]]
