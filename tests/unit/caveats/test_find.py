"""Warnings of a document: where they are looked for, and what becomes a row."""

from __future__ import annotations

from datetime import date

from scorecard.caveats import COLUMNS, find_caveats
from scorecard.passages.read import passages_of
from scorecard.quotes import Row, vocabulary_of
from scorecard.registry import load_registry

SAYS = vocabulary_of(load_registry()).says
WARNS = "The number of kites is provisional."


def warnings(*lines: str, tables: tuple[int, ...] = ()) -> list[Row]:
    text = passages_of(lines, table_lines=tables, as_at=date(2021, 6, 30), says=SAYS)
    return find_caveats(text, SAYS, lambda line: ("section", line, line + 3))


def told(*lines: str, tables: tuple[int, ...] = ()) -> list[tuple[object, ...]]:
    return [(row["line"], row["kind"], row["scope"]) for row in warnings(*lines, tables=tables)]


def test_a_row_has_the_columns_of_its_file_and_no_word_of_the_sentence() -> None:
    (row,) = warnings("May's number of kites is provisional.")
    assert tuple(row) == COLUMNS
    assert list(row.values()) == [1, 1, "may-change", "section", 1, 4, date(2021, 5, 1), date(2021, 5, 31), None]


def test_each_kind_of_a_line_is_told_once_for_each_time() -> None:
    twice = f"{WARNS} {WARNS} The data is incomplete. May figures are provisional."
    assert [(row["part"], row["kind"]) for row in warnings(twice)] == [
        (1, "may-change"),
        (2, "incomplete"),
        (3, "may-change"),
    ]


def about(*lines: str) -> list[object]:
    return [row["about"] for row in warnings(*lines)]


def test_a_warning_is_of_the_things_whose_data_its_sentence_names() -> None:
    assert about("Visit data has not been loaded.") == ["VISIT"]
    assert about("We are unable to report accurately on measures regarding children leaving care.") == ["CEASED"]
    assert about("These figures do not include any virtual visits.") == ["VISIT"]
    assert about("The visits went well, but this data is incomplete.") == [None]
    assert about("A review has begun, since the data of the club is unreliable.") == [None]


def test_a_group_of_children_is_no_thing_that_a_warning_is_of() -> None:
    assert about("Data on looked after children is incomplete.") == [None]


def test_of_several_sentences_with_one_kind_those_that_name_things_tell_of_what_it_is() -> None:
    assert about("There is a fault in the system. Because of it data on visits could not be reported.") == ["VISIT"]
    assert about("Visit data is incomplete. Data on dental checks is incomplete.") == ["DENTALCHECK VISIT"]


def test_a_warning_across_a_full_stop_is_none() -> None:
    assert told("The number of kites fell. He holds a provisional licence.") == []


def test_a_note_in_a_row_is_of_that_row_and_need_not_speak_of_figures() -> None:
    assert told("Kites\t12\tsubject to validation by Ada\t9", tables=(1,)) == [(1, "may-change", "row")]
    assert told("Kites\t12\tsubject to vali\tdation\tby the club", tables=(1,)) == []
    assert told("Kites\t12\tsubject to\tvalidation\tby the club", tables=(1,)) == [(1, "may-change", "row")]


def test_a_mark_for_a_missing_figure_is_no_note() -> None:
    assert told("Kites\t12\tnot available\tFinancial year\t9", tables=(1,)) == []


def test_stories_lists_of_staff_and_furniture_are_not_read() -> None:
    assert told(f"She told us of her kite. {WARNS}") == []
    assert told(f"Councillor Example: {WARNS}") == []
    assert told(*[f"Provisional figures of kites {page} of 4" for page in range(1, 5)]) == []


def test_a_sentence_in_a_line_of_a_table_without_tabs_is_part_of_a_picture() -> None:
    assert told(WARNS, tables=(1,)) == []


def test_what_is_of_the_past_has_its_time_and_what_takes_it_back_its_things() -> None:
    past, now = (date(2020, 6, 1), date(2021, 5, 31)), (date(2021, 6, 1), date(2021, 6, 30))
    note = "Historic reporting of visits was not possible. June's figures reflect the actual position."
    first, second = warnings(note)
    assert (first["kind"], first["period_start"], first["period_end"]) == ("incomplete", *past)
    assert (second["kind"], second["period_start"], second["period_end"]) == ("sound", *now)
    named = "Visit data has not been loaded. June shows the true picture."
    assert about(named) == ["VISIT", "VISIT"]
    assert about("Visit data has not been loaded. In June the data was incomplete.") == ["VISIT", None]
