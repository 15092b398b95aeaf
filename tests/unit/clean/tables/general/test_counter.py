"""A first column that only counts the rows."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.general.counter import without_counter
from tests.fixtures.grids import rows

TABLE = ("No|Ref|Measure|Apr-24", "1|CH/003|Contacts|9", "2|CH/012|Referrals|8", "3|CH/026|Plans|7")


def firsts(*lines: str) -> list[str]:
    return [row.text(0) for row in without_counter(rows(*lines))]


def test_a_counter_before_numbers_of_measures_is_left_out() -> None:
    told = without_counter(rows(*TABLE))
    assert [row.texts for row in told] == [line.split("|")[1:] for line in TABLE]
    assert [cell.index for cell in told[0].cells] == [2, 3, 4]


@pytest.mark.parametrize(
    "lines",
    [
        TABLE[:3],  # two rows may be numbered so by chance
        (*TABLE[:3], "4|CH/026|Plans|7"),
        ("Age", *TABLE[1:]),
        ("No|Measure|Apr-24", "1|Contacts|9", "2|Referrals|8", "3|Plans|7"),
        ("Measure|2|Apr-24", "Contacts|1|9", "Referrals|2|8", "Plans|3|7"),
    ],
)
def test_any_other_first_column_stays(lines: tuple[str, ...]) -> None:
    assert firsts(*lines) == [line.split("|")[0] for line in lines]
