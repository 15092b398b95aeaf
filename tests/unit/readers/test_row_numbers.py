"""A first column that only counts the rows of a sheet's table is left out; numbers that name anything stay."""

from __future__ import annotations

import pytest

from tests.unit.readers.test_runs import parted, table

MONTHS = ("1|Apr-24|7|8", "2|May-24|9|3", "3|Jun-24|4|5")


@pytest.mark.parametrize("over", ["No", "No.", "#", "Row", ""])
def test_numbers_that_count_rows_are_left_out(over: str) -> None:
    told = parted(f"{over}|Month|Flown|Lost", *MONTHS)
    assert told == [table("Month|Flown|Lost", *(row[2:] for row in MONTHS))]


def test_numbers_before_names_count_them_and_they_may_go_on_from_a_table_before() -> None:
    assert parted("No|Measure|Apr-24|May-24", "7|Kites flown|1|2", "8|Kites lost|3|4", "9|Kites mended|5|6") == [
        table("Measure|Apr-24|May-24", "Kites flown|1|2", "Kites lost|3|4", "Kites mended|5|6")
    ]


def test_the_name_of_a_group_may_stand_between_them_and_the_numbers_of_measures() -> None:
    rows = ("1|Kites|4.1|12|13", "2||4.2|14|15", "3||4.3|16|17")
    assert parted("No|Group|Ref|Apr-24|May-24", *rows) == [table("Group|Ref|Apr-24|May-24", *(row[2:] for row in rows))]


@pytest.mark.parametrize(
    "rows",
    [
        ("1|Apr-24|7|8", "3|May-24|9|3", "4|Jun-24|4|5"),
        ("1|Apr-24|7|8", "|May-24|9|3", "3|Jun-24|4|5"),
        MONTHS[:2],
        ("1|50|40|30", "2|20|10|9", "3|5|4|2"),
        ("1|up|50|40", "2|up|20|10", "3|down|5|4"),
    ],
)
def test_numbers_out_of_turn_and_those_that_are_the_labels_themselves_stay(rows: tuple[str, ...]) -> None:
    head = "No|Month|Flown|Lost"
    assert parted(head, *rows) == [table(head, *rows)]


def test_a_column_of_another_name_stays() -> None:
    head = "Homes|Month|Flown|Lost"
    assert parted(head, *MONTHS) == [table(head, *MONTHS)]
