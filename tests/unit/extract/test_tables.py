"""Finding tables: what is one, what is kept verbatim, and what never enters. All text here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.extract.tables import RawTable, find_tables
from scorecard.text.figures import is_missing_mark
from scorecard.text.prose import marker_of

HEADER = "Month\tNumber of kites\tShare of kites"
APRIL, MAY, JUNE = "Apr-20\t11\t51.0%", "May-20\t12\t52.0%", "Jun-20\t13\t53.0%"


def kept(*lines: str) -> list[RawTable]:
    return find_tables(lines)[0]


def lines_of(*lines: str) -> list[list[int]]:
    return [[line for line, _ in table.rows] for table in kept(*lines)]


def left_out(*lines: str) -> list[str]:
    return [left.reason for left in find_tables(lines)[1]]


def test_a_run_of_lines_with_tabs_is_a_table_with_its_lines_and_cells() -> None:
    (table,) = kept("Some words", "", HEADER, APRIL, MAY, "", "More words")
    assert table.rows == [(3, HEADER.split("\t")), (4, APRIL.split("\t")), (5, MAY.split("\t"))]
    assert (table.first_line, table.last_line, table.width) == (3, 5, 3)


def test_cells_are_kept_verbatim() -> None:
    odd = " 1,651 \t144 of 220\t<b>65.5%</b>\t\t6O3\t🔴\t=cmd|'/C'!A0\t"
    (table,) = kept(HEADER, odd)
    assert table.rows[1][1] == odd.split("\t")


def test_a_single_line_with_figures_is_a_table() -> None:
    assert lines_of("words", "Number of kites\t603\t581", "words") == [[2]]


def test_a_rule_of_dashes_is_no_row() -> None:
    assert lines_of(HEADER, "---\t---\t---", APRIL) == [[1, 3]]


@pytest.mark.parametrize(
    "furniture",
    [
        [""],
        ["", ""],
        ["12"],
        ["", "Page 3 of 96"],
        [" "],
        ["", "Page 3 of 96", ""],
        ["", "", "31", "", "\f", ""],
        ["", "", "\f", ""],
    ],
)
def test_a_table_that_page_furniture_cuts_is_one(furniture: list[str]) -> None:
    expected = [1, 2, 3, 4 + len(furniture)]
    assert lines_of(HEADER, APRIL, MAY, *furniture, JUNE) == [expected]


def test_tables_with_headers_of_their_own_or_words_between_stay_apart() -> None:
    assert lines_of(HEADER, APRIL, MAY, "", HEADER, JUNE) == [[1, 2, 3], [5, 6]]
    assert lines_of(HEADER, APRIL, MAY, "", "", "", "", JUNE) == [[1, 2, 3], [8]]


def test_a_line_that_the_document_prints_again_and_again_is_furniture_too() -> None:
    title, pages = "Kite Panel of Anytown, part {}", [f"words {page}" for page in "abc"]
    book = [line for page, words in enumerate(pages) for line in (title.format(page), "", words)]
    cut = [HEADER, APRIL, MAY, "", title.format(7), "", "8", "", JUNE]
    assert lines_of(*book, *cut) == [[10, 11, 12, 18]]
    assert lines_of(*cut) == [[1, 2, 3], [9]]


def test_blank_cells_at_the_ends_of_rows_make_no_other_width() -> None:
    assert lines_of(HEADER, APRIL, MAY, "", f"{JUNE}\t\t") == [[1, 2, 3, 5]]
    numbers, names = "\t9.1\t9.2", "\tNumber of kites\t12 months of kites flown"
    assert lines_of(numbers, names, "", "Apr-20\t11\t51.0%\t") == [[1, 2, 4]]


def test_a_table_goes_on_with_a_row_like_its_last_one() -> None:
    assert lines_of("Kites\tKind", "26\tRed kite", "", "6\tBlue kite") == [[1, 2, 4]]
    assert lines_of("Kite\tThis year", "Red kite\t3.1", "", "Blue kite\t0.38") == [[1, 2, 4]]
    assert lines_of(HEADER, APRIL, "", "Kite group\t6.1\t6.2") == [[1, 2], [4]]


def test_a_table_of_another_width_stays_apart() -> None:
    assert lines_of(HEADER, APRIL, MAY, "", JUNE + "\t99") == [[1, 2, 3], [5]]


def test_a_header_that_stands_alone_takes_the_rows_below_it() -> None:
    assert lines_of(HEADER, "", APRIL, MAY) == [[1, 3, 4]]


def test_the_second_row_of_a_header_overleaf_stays_with_the_first() -> None:
    years, months, row = "Indicator\t2020/21\t\tRed", "\tApr-20\tMay-20\t<5", "Kites\t11\t12\t<5"
    assert lines_of(years, "\f", months, row) == [[1, 3, 4]]
    assert lines_of(years, "", "Page 3 of 9", "", "\t43922\t43952\t", row) == [[1, 5, 6]]


@pytest.mark.parametrize(
    "below",
    [
        ("\tSeen\tNot seen\tAll", "Kites\t11\t12\t23"),  # no months
        ("Month\tApr-20\tMay-20\tJun-20", "Kites\t11\t12\t23"),  # a header of its own
        ("\tApr-20\tMay-20\tJun-20", "\tred\tblue\tred", "Kites\t11\t12\t23"),  # no row of data right below
    ],
)
def test_people_above_a_table_overleaf_do_not_become_its_header(below: tuple[str, ...]) -> None:
    people = "Name\tRole\tTeam\tRoom"
    assert lines_of(people, "\f", *below) == [list(range(3, 3 + len(below)))]
    assert lines_of(people, "Ann Example\tChair\tNorth\tHall", "\f", "\tApr-20\tMay-20\tJun-20", "Kites\t11\t12\t23")[
        0
    ] == [4, 5]


def test_a_list_of_counts_and_percentages_is_a_table() -> None:
    (table,) = kept("Red kites: 5 = 10%", "- Blue kites: 15 = 30%", "", "Green kites: 1,030 = **60%**")
    assert table.rows == [
        (1, ["Red kites", "5", "10%"]),
        (2, ["Blue kites", "15", "30%"]),
        (4, ["Green kites", "1,030", "60%"]),
    ]


def test_two_lines_of_a_list_are_words() -> None:
    assert kept("Red kites: 5 = 10%", "Blue kites: 15 = 30%", "and so on") == []


def test_figures_that_were_torn_from_a_table_are_kept() -> None:
    assert [table.rows for table in kept("65.5%", "", "1,651", "2019/20", "70.1%")] == [
        [(1, ["65.5%"]), (3, ["1,651"]), (4, ["2019/20"]), (5, ["70.1%"])]
    ]


def test_page_numbers_years_and_two_stray_figures_are_no_table() -> None:
    assert kept("12", "", "13", "", "14", "2019", "2020", "2021", "words here", "65.5%", "70.1%") == []


def test_contents_are_left_out_with_the_reason() -> None:
    contents = ["Kites in the north\t3", "Kites in the south\t7", "Kites in the east\t9", "Kites in the west\t12"]
    assert kept(*contents) == [] and left_out(*contents) == ["contents: page numbers only"]
    assert left_out("Section\tPage number", "Kites\t7") == ["contents: page numbers only"]


def test_tables_without_figures_are_left_out_with_their_lines() -> None:
    tables, left = find_tables(["Kite\tColour", "Big\tRed", "Small\tBlue"])
    assert tables == [] and [(x.first_line, x.last_line) for x in left] == [(1, 3)]
    assert left[0].reason == "no cells of figures: people or running text"


def test_tables_of_dates_and_times_are_left_out() -> None:
    assert left_out("Meeting\tWhen", "First\t12 March 2020", "Second\t10.30 a.m.") != []
    assert kept("Meeting\tWhen", "First\t12 March 2020", "Second\t10.30 a.m.") == []


def test_running_text_that_says_there_is_no_figure_keeps_that_it_says_so() -> None:
    says = "A new measure of kites that was agreed on for this year. There is currently no performance data."
    table = ["Kite\tTarget\tNumber", "Small\t9\t7", f"Big\t8\t{says}", f"Old\t8\t{PROSE}"]
    assert [cells[2] for _, cells in kept(*table)[0].rows] == ["Number", "7", "[no data]", "[text]"]
    assert is_missing_mark("[no data]")
    assert marker_of("There were no data quality concerns about the kites. All is well.") == "[text]"


def all_cells(*lines: str) -> list[str]:
    return [cell for table in kept(*lines) for _, cells in table.rows for cell in cells]


PROSE = "The kites flew higher. This was because of the wind. We shall buy more kites and longer strings next year."


def test_running_text_of_a_cell_is_replaced_by_a_marker() -> None:
    cells = all_cells("Kites\tNumber\tReason", f"Red\t603\t{PROSE}")
    assert cells == ["Kites", "Number", "Reason", "Red", "603", "[text]"]


@pytest.mark.parametrize("mark_up", ["<p>kites</p>", "<ul><li>kites</li></ul>", "• kites flew high • kites fell"])
def test_marked_up_text_is_prose(mark_up: str) -> None:
    assert mark_up not in all_cells("Kites\tNumber\tReason", f"Red\t603\t{mark_up}")


@pytest.mark.parametrize(
    "person",
    [
        "Cllr Example",
        "Mr A. Example",
        "a.example@example.org",
        "01234 " + "567890",
        "+44 1234 " + "567890",
        "Councillors Example",
    ],
)
def test_names_and_ways_to_reach_people_are_never_kept(person: str) -> None:
    cells = all_cells("Kites\tNumber\tMore", f"Red\t603\t{person}", f"{person}\t604\t1")
    assert person not in cells and {"603", "604"} <= set(cells)


@pytest.mark.parametrize("header", ["Owner", "Lead officer", "Name", "Contact", "Name of keeper"])
def test_words_in_a_column_of_people_are_never_kept(header: str) -> None:
    cells = all_cells(f"Kites\tNumber\t{header}", "Red\t603\tAda Kite", "Blue\t604\t7")
    assert "Ada Kite" not in cells and {"603", "604", "7", header} <= set(cells)


def test_only_tables_of_people_are_left_out_altogether() -> None:
    assert kept("Name\tOffice", "Ada Kite\tKeeper", "Ben Kite\t01234 " + "567890") == []


pieces = st.sampled_from(
    ["603", "65.5%", "\t", "\t", "words", "Apr-20", "2019/20", "²", "12", " ", "-", "a@example.org", "Mr K", "", "📈"]
)


@given(st.lists(st.lists(pieces, max_size=9).map("".join), max_size=12))
def test_no_line_is_kept_twice_and_every_cell_is_printed(lines: list[str]) -> None:
    tables, left = find_tables(lines)
    taken = [line for table in tables for line, _ in table.rows]
    assert len(taken) == len(set(taken))
    assert all(
        cell == "[text]" or cell in lines[line - 1] for table in tables for line, row in table.rows for cell in row
    )
    assert not any("@" in cell for table in tables for _, row in table.rows for cell in row)
    assert [t.first_line for t in tables] == sorted(t.first_line for t in tables)
    assert [x.first_line for x in left] == sorted(x.first_line for x in left)
