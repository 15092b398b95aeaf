"""Tables that hold no figures to keep, and why."""

from __future__ import annotations

import pytest

from scorecard.extract.left_out import CONTENTS, DATES_ONLY, NUMBERED_WORDS, TOO_WIDE, WORDS_ONLY, why_left_out
from scorecard.extract.table import WIDEST, LeftOut, RawTable


def table(*rows: str, first: int = 1) -> RawTable:
    return RawTable([(first + i, row.split("\t")) for i, row in enumerate(rows)])


NUMBERED = "when the wind blows from the north a kite flies as high as it can"
CASES: dict[str | None, list[list[str]]] = {
    WORDS_ONLY: [
        ["Kite\tColour", "Big\tRed"],
        ["Kite\tCllr A. Example 12"],
        ["Jun-20\t2019/20"],
    ],
    CONTENTS: [
        ["Kites north\t3", "Kites south\t3", "Kites east\t7", "Kites west\t9"],
        ["1\tKites north\t3", "Contents"],
        ["Item\tPage No", "Kites\t7"],
        ["North\t3", "South\t7", "East\t9", "words\twords"],
    ],
    DATES_ONLY: [["12th June 2020\t10.30 a.m.", "13 July 2020\t9:15pm"], ["Kites\t2020", "Wind\t2021"]],
    TOO_WIDE: [["Kites" + "\t1" * WIDEST], ["Kites\tJun-20\t603", "Kites\t603" + "\t" * WIDEST]],
    NUMBERED_WORDS: [[f"1\t{NUMBERED}", f"2\t{NUMBERED}"]],
    None: [
        ["Kites" + "\t1" * (WIDEST - 1)],
        ["Kites\t603"],
        ["North\t9", "South\t7", "East\t3"],  # page numbers never fall
        ["North\t3", "South\t7"],  # two are no list
        ["North\t3", "South\t3", "East\t3", "West\t3"],  # most pages differ
        ["Number of kites\t3", "South\t7", "East\t9"],  # a row that counts
        ["Jun-20\t3", "Jul-20\t7", "Aug-20\t9"],  # rows of months
        ["Kites\tNumber", "North\t3", "South\t7", "East\t9"],  # a header of words
        ["North\t3\t3", "South\t7\t7", "East\t9\t9"],  # two whole numbers a row
        ["North\t3\t3", "South\ta\t7", "East\tb\t9"],  # not even in one row
        ["North\ta\tb\t3", "South\ta\tb\t7", "East\ta\tb\t9"],  # too wide
        ["North\t65.5%\t3", "South\t70.1%\t7", "East\t80.0%\t9"],
        ["North\t3", "South\t7", "East\t9", "a\tb", "c\td", "e\tf", "g\th"],  # less than half of the rows
        [f"1\t{NUMBERED}"],  # one item is no list
        [f"1\t{NUMBERED}", "2\tkites fly"],
        [f"1\t{NUMBERED}\t65.5%", f"2\t{NUMBERED}\t70%"],
    ],
}


@pytest.mark.parametrize(("reason", "rows"), [(reason, rows) for reason, cases in CASES.items() for rows in cases])
def test_why_a_table_is_left_out(reason: str | None, rows: list[str]) -> None:
    assert why_left_out(table(*rows), None) == reason


def test_contents_go_on_overleaf() -> None:
    last = LeftOut(1, 9, CONTENTS)
    assert why_left_out(table("Kites\t12", first=12), last) == CONTENTS
    assert why_left_out(table("Kites\t12", first=13), last) is None
    assert why_left_out(table("Kites\t12", first=12), LeftOut(1, 9, DATES_ONLY)) is None
