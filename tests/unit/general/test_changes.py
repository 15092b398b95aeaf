"""Columns of changes: between which figures they lie, and which of them do not hold."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.clean.tables.general.roles import table_roles
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.changes import changes_of
from scorecard.registry import load_registry
from tests.fixtures.grids import grid

LEXICON = Lexicon.of(load_registry())


def told(*lines: str) -> list[tuple[str, str, bool]]:
    """The changes of a table: printed, expected, and whether they hold."""
    roles = table_roles(grid(*lines, as_at=date(2023, 12, 31)), LEXICON)
    assert roles is not None
    return [(one.published, one.expected, one.holds) for one in changes_of(roles)]


@pytest.mark.parametrize(
    ("head", "rows", "changes"),
    [
        ("Change", ["10|12|2", "5|3|-2", "7|7|0"], [("2", "2", True), ("-2", "-2", True), ("0", "0", True)]),
        ("Change", ["10|12|2", "5|3|2", "7|9|2"], [("2", "2", True), ("2", "-2", False), ("2", "2", True)]),
        (
            "% change",
            ["10|12|20%", "50|45|-10%", "8|8|1%"],
            [("20%", "20%", True), ("-10%", "-10%", True), ("1%", "0%", False)],
        ),
        # percentages are rounded before they are printed: their difference may be one off
        ("Change", ["10%|13%|2%", "50%|45%|-5%"], [("2%", "3%", True), ("-5%", "-5%", True)]),
        ("Difference", ["£10|£12|£2", "£5|£3|-£2"], [("£2", "£2", True), ("-£2", "-£2", True)]),
    ],
)
def test_a_change_is_that_of_the_columns_that_most_rows_prove(
    head: str, rows: list[str], changes: list[tuple[str, str, bool]]
) -> None:
    names = ("Flown", "Lost", "Mended")
    lines = [f"Measure|Q2 2023/24|Q3 2023/24|{head}", *(f"{n}|{row}" for n, row in zip(names, rows, strict=False))]
    assert told(*lines) == changes


def test_changes_that_no_two_columns_prove_are_not_judged() -> None:
    assert told("Measure|Q2 2023/24|Q3 2023/24|Change", "Flown|10|12|7", "Lost|5|3|9", "Mended|1|2|8") == []


def test_of_several_columns_those_are_taken_that_fit() -> None:
    lines = ["Measure|Q3 2022/23|Q2 2023/24|Q3 2023/24|Change (quarter)|Change (year)"]
    lines += ["Flown|8|10|12|2|4", "Lost|9|5|3|-2|-6"]
    assert told(*lines) == [("2", "2", True), ("-2", "-2", True), ("4", "4", True), ("-6", "-6", True)]
