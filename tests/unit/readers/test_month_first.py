"""Days of a CSV file that are written with the month first, and those that nothing tells apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.readers.month_first import DOUBT
from scorecard.readers.read import read_file


def header(*days: str) -> tuple[list[str], bool]:
    """The cells over the figures of a file with these days, and whether it is said that the month stands first."""
    content = f"Measure,{','.join(days)}\nKites,{','.join('7' for _ in days)}\nLost,{','.join('3' for _ in days)}\n"
    read = read_file(content.encode(), Path("kites.csv"))
    return read.lines[0].split("\t")[1:], DOUBT in read.doubts


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (("04/30/2021", "05/31/2021"), ["30/04/2021", "31/05/2021"]),
        (("4/30/21", "12/31/21"), ["30/04/21", "31/12/21"]),
        (("4/30/2021 0:00", "6/1/2021 0:00"), ["30/04/2021", "01/06/2021"]),
        (("04/01/2021", "05/01/2021", "06/01/2021"), ["01/04/2021", "01/05/2021", "01/06/2021"]),
    ],
)
def test_days_that_have_no_month_otherwise_have_it_first(days: tuple[str, ...], read: list[str]) -> None:
    assert header(*days) == (read, True)


@pytest.mark.parametrize(
    "days",
    [
        ("30/04/2021", "31/05/2021"),
        ("30/04/2021", "05/31/2021"),
        ("01/04/2021", "01/05/2021", "01/06/2021"),
        ("04/01/2021", "05/01/2021"),
        ("04/05/2021", "05/06/2021", "06/07/2021"),
        ("2021/22", "2022/23"),
    ],
)
def test_all_other_days_stay_as_they_are(days: tuple[str, ...]) -> None:
    assert header(*days) == (list(days), False)


def test_what_a_sentence_says_tells_nothing_of_the_cells() -> None:
    content = "Kites flown up to 30/04/2021 by our clubs,,\nMeasure,04/30/2021,05/31/2021\nKites,1,2\nLost,3,4\n"
    lines = read_file(content.encode(), Path("kites.csv")).lines
    assert "Measure\t30/04/2021\t31/05/2021" in lines and "Kites flown up to 30/04/2021 by our clubs" in lines
