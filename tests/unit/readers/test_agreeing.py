"""Tables of PDFs without rules between their rows are read where their own arithmetic proves them, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.readers.pdf.agreeing import agrees
from scorecard.readers.read import read_file
from tests.fixtures.formats.as_pdf import Look, as_pdf
from tests.fixtures.formats.parts import Rows

PROVED = (
    ("Kites", "Back in time", "", "Lost"),
    ("Apr-21", "144 of 220", "65.5%", "7"),
    ("May-21", "150 of 220", "68.2%", "8"),
    ("Jun-21", "39 of 41", "95.1%", "9"),
)
LOOKS = [Look(lines="none", padding=6), Look(lines="none", banded=True, padding=6), Look(lines="head", padding=6)]


@pytest.mark.parametrize("look", LOOKS, ids=["white", "tints", "head"])
def test_a_table_whose_arithmetic_agrees_is_read(look: Look) -> None:
    printed = read_file(as_pdf([Rows(PROVED, 1)], look), Path("kites.pdf"))
    read = [line.split("\t") for line in printed.lines if "\t" in line]
    assert read[-3:] == [list(row) for row in PROVED[1:]] and not printed.doubts


@pytest.mark.parametrize("look", LOOKS[:1], ids=["white"])
def test_one_sum_that_does_not_come_out_leaves_it_to_a_person(look: Look) -> None:
    rows = (*PROVED[:3], ("Jun-21", "39 of 41", "59.1%", "9"))
    printed = read_file(as_pdf([Rows(rows, 1)], look), Path("kites.pdf"))
    assert not [line for line in printed.lines if "59.1%" in line and "\t" in line]
    assert any("without rules between the rows" in doubt for doubt in printed.doubts)


def test_a_total_proves_its_columns() -> None:
    rows = [["Ward", "2020", "2021", "2022"], ["Hill", "1", "2", "3"], ["Vale", "1,000", "5", "6"]]
    assert agrees([*rows, ["Total", "1,001", "7", "9"]], [1, 1, 1, 1])
    assert not agrees([*rows, ["Total", "1,001", "7", "8"]], [1, 1, 1, 1])
    assert not agrees([*rows, ["Total", "1,001", "7", "9"]], [1, 1, 2, 1])  # a label may hang over
