"""Percentages that are one row over another: proved by most of their columns, and told where one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.checks import check_lines

HEAD = ["Kiteham Council", "Quarter 3 2023/24", ""]
MONTHS = "Measure|Sep-23|Oct-23|Nov-23|Dec-23"
HELD, FLOWN = "Kites brought|40|50|60|80", "Kites mended in time|30|45|45|72"


def told(folder: Path, *lines: str) -> list[tuple[str, str]]:
    checked = check_lines([*HEAD, *(line.replace("|", "\t") for line in lines)], folder)
    return [(fact.rule, fact.explanation) for fact in checked.report.facts]


def test_one_of_four_that_is_not_theirs_is_told(tmp_path: Path) -> None:
    ((rule, words),) = told(tmp_path, MONTHS, HELD, FLOWN, "% mended in time|75.0%|90.0%|57.0%|90.0%")
    assert rule == "percentage" and "45 of 60" in words


@pytest.mark.parametrize(
    "lines",
    [
        [MONTHS, HELD, FLOWN, "% mended in time|75.0%|90.0%|75.0%|90.0%"],
        [MONTHS, HELD, FLOWN, "% mended in time|71.0%|92.0%|75.0%|90.0%"],  # two do not fit: they are of something else
        [MONTHS[:28], HELD[:22], FLOWN[:29], "% mended in time|75.0%|90.0%|57.0%"],  # two that fit are too few
        # two rows that are the same but in one column prove nothing of that column
        [MONTHS, HELD, "Kites handed in|40|50|66|80", FLOWN, "% mended in time|75.0%|90.0%|57.0%|90.0%"],
        [MONTHS, "Kites brought|40|50|60|80", "Kites mended|40|50|60|79", "% mended|100%|100%|100%|100%"],
    ],
)
def test_else_nothing_is(lines: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, *lines) == []


GRADES = ["Audits by grade, 2023/24", "", "Grade|Q1|% Q1|Q2|% Q2", "Good|12|40.0%|14|46.7%", "Fair|15|50.0%|14|46.7%"]
REST = ["Poor|3|10.0%|2|6.7%", "Audits completed|30|100%|30|100%"]


def test_shares_of_the_last_row_are_held_against_it(tmp_path: Path) -> None:
    assert told(tmp_path, *GRADES, *REST) == []
    ((rule, words),) = told(tmp_path, *GRADES, "Poor|3|10.0%|2|6.7%", "Great|0|0.0%|0|9.0%", REST[-1])
    assert rule == "percentage" and "0 of 30" in words
