"""Averages beside the two figures that they are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines

HEAD = ["Kiteham Council", "Quarter 3 2023/24", "", "Kites by team", ""]
TEAMS = [
    "Team|Pilots (FTE)|Kites|Average kites per pilot",
    "East|8.0|142|17.8",
    "West|7.5|126|16.8",
    "North|9.0|149|16.6",
]
ROWS = ["Measure|Sep-23|Oct-23|Nov-23|Dec-23", "Kites|142|126|149|150", "Pilots (FTE)|8.0|7.5|9.0|10.0"]


def told(folder: Path, *lines: str) -> list[tuple[str, str]]:
    checked = check_lines([*HEAD, *(line.replace("|", "\t") for line in lines)], folder)
    return [(fact.rule, fact.explanation) for fact in checked.report.facts]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([*TEAMS, "South|8.5|151|18.7"], "South: 18.7 is printed, but 151 over 8.5 is 17.8"),
        ([*ROWS, "Average caseload|17.8|16.8|16.6|51.0"], "51.0 is printed, but 150 over 10.0 is 15.0"),
    ],
)
def test_one_that_is_not_theirs_is_told(lines: list[str], words: str, tmp_path: Path) -> None:
    ((rule, said),) = told(tmp_path, *lines)
    assert rule == "averages" and words in said


@pytest.mark.parametrize(
    "lines",
    [
        [*TEAMS, "South|8.5|151|17.8"],
        [*TEAMS, "South|8.5|151|18.7", "Moor|8.5|151|19.7"],  # two of five do not fit
        [*TEAMS[:3], "South|8.5|151|18.7"],  # two that fit are too few
        [*ROWS, "Kites lost|17.8|16.8|16.6|51.0"],  # called no average
    ],
)
def test_else_nothing_is(lines: list[str], tmp_path: Path) -> None:
    assert [one for one in told(tmp_path, *lines) if one[0] == "averages"] == []
