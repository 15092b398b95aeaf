"""A row of units under the names of columns: what it says once more, and what it says itself."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.general.units_row import without_units_row
from tests.fixtures.grids import rows

BODY = ("North|12|91.2%|90.4", "South|9|88.1%|85.7")


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (("Team|Visits|In time", "|No.|%"), ["Team|Visits|In time"]),
        (("Team|Visits|In time|Planned", "|Number|(%)|%"), ["Team|Visits|In time|Planned", "|||%"]),
        (("Team|2023/24|", "|No.|%"), ["Team|2023/24|", "|No.|%"]),
        (("Team|Q1|Q1", "|No.|%"), ["Team|Q1|Q1", "|No.|%"]),
        (("Team|Visits|In time", "|Apr-24|%"), ["Team|Visits|In time", "|Apr-24|%"]),
        (("|No.|%",), ["|No.|%"]),
    ],
)
def test_units_under_names_of_their_own_are_left_out_where_the_figures_say_them(
    header: tuple[str, ...], kept: list[str]
) -> None:
    assert ["|".join(row.texts) for row in without_units_row(rows(*header), rows(*BODY))] == kept
