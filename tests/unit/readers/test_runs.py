"""Where a table of a sheet begins and ends: lines over a header, names of groups, notes, blank rows within a table."""

from __future__ import annotations

import pytest

from scorecard.readers.printed import Paragraph, Printed
from scorecard.readers.sheet import blocks_of

HEADER = "Measure|Apr-24|May-24|Jun-24"
ROWS = ("Visits in time|91.2%|90.4%|93.0%", "Reviews in time|88.1%|85.7%|86.3%")
LATER = ("Fostered|Q1|Q2|Q3", "Approved|4|2|5", "Left|1|0|2")


def parted(*lines: str) -> list[str]:
    """A sheet of lines, cells divided by a stroke, as its blocks: a line as it is, a table as its rows."""
    rows = [[Printed(cell) for cell in line.split("|")] for line in lines]
    told = []
    for block in blocks_of(rows):
        if isinstance(block, Paragraph):
            told.append(block.text)
        else:
            told.append(" / ".join("|".join(cell.text for cell in row).rstrip("|") for row in block.rows))
    return told


def table(*rows: str) -> str:
    return " / ".join(rows)


def test_a_line_right_above_its_table_is_a_line() -> None:
    told = parted("Children in care", HEADER, *ROWS)
    assert told == ["Children in care", table(HEADER, *ROWS)]


def test_lines_of_one_word_and_of_many_stand_over_a_table() -> None:
    told = parted("Adoption", "Table 3: visits and reviews", "Adoption", HEADER, *ROWS)
    assert told == ["Adoption", "Table 3: visits and reviews", "Adoption", table(HEADER, *ROWS)]


@pytest.mark.parametrize("heads", ["|2024/25", "2024/25|"])
def test_a_year_alone_heads_the_columns(heads: str) -> None:
    assert parted("Children in care", heads, HEADER, *ROWS)[1].startswith(heads.rstrip("|"))


def test_one_word_over_a_blank_corner_may_be_the_name_of_that_column() -> None:
    assert parted("Measure", "|April|May", "Visits|3|4") == ["Measure / |April|May / Visits|3|4"]


def test_the_name_of_a_group_is_a_row_of_its_table() -> None:
    told = parted(HEADER, ROWS[0], "Reviews and plans", ROWS[1])
    assert told == [table(HEADER, ROWS[0], "Reviews and plans", ROWS[1])]


def test_lines_over_another_header_end_the_table_above() -> None:
    told = parted(HEADER, *ROWS, "Foster carers", *LATER)
    assert told == [table(HEADER, *ROWS), "Foster carers", table(*LATER)]


def test_a_header_that_names_times_ends_the_table_above() -> None:
    assert parted(HEADER, *ROWS, *LATER) == [table(HEADER, *ROWS), table(*LATER)]


def test_numbers_of_measures_over_their_names_are_a_header() -> None:
    numbers, names, month = "||6.2|6.10", "||Rate of children in care|Number in care", "In the month|Apr-24|61.0|403"
    told = parted(HEADER, *ROWS, "Children in care", numbers, names, month)
    assert told == [table(HEADER, *ROWS), "Children in care", table(numbers, names, month)]


def test_words_in_a_row_of_figures_open_no_table() -> None:
    """A header stands over the columns in which figures follow; words beside blank cells are a row."""
    rows = ("Judgement|Good||", "Visits in time|91.2%|90.4%|93.0%")
    assert parted(HEADER, *ROWS, "Inspection", *rows) == [table(HEADER, *ROWS, "Inspection", "Judgement|Good", rows[1])]


def test_a_row_of_colours_opens_no_table() -> None:
    rows = ("Rating|Green|Amber|Green", "Visits in time|91.2%|90.4%|93.0%")
    assert parted(HEADER, *ROWS, "Ratings", *rows) == [table(HEADER, *ROWS, "Ratings", *rows)]


@pytest.mark.parametrize("at", [1, 2], ids=["under the header", "between rows"])
def test_a_blank_row_within_a_table_is_left_out(at: int) -> None:
    lines = [HEADER, *ROWS]
    assert parted(*lines[:at], "", *lines[at:]) == [table(HEADER, *ROWS)]


def test_behind_a_blank_row_the_name_of_a_group_goes_on_with_its_rows() -> None:
    assert parted(HEADER, ROWS[0], "", "Reviews", ROWS[1]) == [table(HEADER, ROWS[0], "Reviews", ROWS[1])]


@pytest.mark.parametrize(
    "below",
    [
        ("Key|95%",),  # one figure under several columns is no row of theirs
        ("Visits in time|91.2%|90.4%|93.0%|77",),  # a figure in a column that the table does not have
        LATER,
        ("The numbers of visits in each of the months are:", ROWS[1]),
    ],
    ids=["a key", "other columns", "a header", "a sentence"],
)
def test_behind_a_blank_row_stands_another_table(below: tuple[str, ...]) -> None:
    told = parted(HEADER, *ROWS, "", *below)
    assert told[0] == table(HEADER, *ROWS) and len(told) > 1


NUMBERED = ("||6.1||6.2", "||Visits in time||Reviews in time", "In month|Apr-24|9 of 10|90.0%|88.1%")
SENTENCE = "The number of visits in time fell in June since two social workers of the team had left"


def test_a_header_over_blank_columns_ends_the_table_above() -> None:
    told = parted(HEADER, *ROWS, "Reviews", "What the panel should know of them this month", *NUMBERED)
    assert told[1:] == ["Reviews", "What the panel should know of them this month", table(*NUMBERED)]


def test_a_sentence_ends_a_table_whatever_is_below() -> None:
    assert parted(HEADER, *ROWS, SENTENCE, "2022|Enquiries|347", "2023|Enquiries|412") == [
        table(HEADER, *ROWS),
        SENTENCE,
        table("2022|Enquiries|347", "2023|Enquiries|412"),
    ]


def test_a_line_over_figures_where_the_table_above_prints_nothing_ends_it() -> None:
    assert parted(*LATER, "Caseloads", "North|1|2|3|17", "South|2|3|4|18")[1:] == [
        "Caseloads",
        table("North|1|2|3|17", "South|2|3|4|18"),
    ]


@pytest.mark.parametrize("header", ["Age|Number|%", "Age|No.|(%)", "Age|31/03/2023|31/03/2024", "Team|0-4|5-9"])
def test_units_days_and_ages_head_columns(header: str) -> None:
    below = (header, "Under 1|14|4.7", "1 to 4|40|13.3")
    assert parted(HEADER, *ROWS, "Children looked after by age", *below)[1:] == [
        "Children looked after by age",
        table(*below),
    ]


def test_the_first_group_of_a_table_stands_right_under_its_header() -> None:
    below = ("Stage|Oct-23|Nov-23", "Boys", "Children in need|600|610", "Girls", "Children in need|522|530")
    assert parted(HEADER, *ROWS, "Children by stage", *below)[1:] == ["Children by stage", table(*below)]


def test_words_over_all_columns_of_figures_are_the_next_header() -> None:
    below = ("Team|Fostered|Adopted|Ceased", "North|3|4|5", "South|5|1|2")
    assert parted(HEADER, *ROWS, *below) == [table(HEADER, *ROWS), table(*below)]


def test_words_over_some_columns_are_a_row_of_their_table() -> None:
    rows = ("Reviews|not counted|Provisional|96.0%", "Visits|91.2%|90.4%|93.0%")
    assert parted(HEADER, ROWS[0], *rows) == [table(HEADER, ROWS[0], *rows)]


def test_a_sentence_under_the_last_row_is_a_note() -> None:
    note = "Figures of June are provisional and may be revised."
    assert parted(HEADER, *ROWS, note) == [table(HEADER, *ROWS), note]


def test_rows_of_one_cell_are_lines() -> None:
    assert parted("Contents", "Page 3") == ["Contents", "Page 3"]


def test_long_sheets_are_parted_in_time_that_grows_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines alone, and rows that blank ones part: how often a row is looked at."""
    from scorecard.readers import runs

    asked = 0
    figures = runs.figure_columns

    def counted(row: runs.Row) -> set[int]:
        nonlocal asked
        asked += 1
        return figures(row)

    monkeypatch.setattr(runs, "figure_columns", counted)
    times = []
    for length in (100, 400):
        asked = 0
        parted(HEADER, *[line for _ in range(length) for line in (ROWS[0], "", "Some words of a line", "")])
        times.append(asked)
    assert times[1] < 5 * times[0]


def test_a_day_that_stands_for_its_month_is_a_time_and_parts_no_table() -> None:
    above = ("Months||Visits in time|Visits late", "|30-Apr-2024|7|3", "|31-May-2024|6|2")
    below = ("Later||Visits in time|Visits late", "West|30-Jun-2024|5|1", "|31-Jul-2024|4|2")
    assert parted(*above, *below) == [table(*above, *below)]
