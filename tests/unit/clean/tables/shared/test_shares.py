"""Percentages that are printed as decimals."""

from __future__ import annotations

import pytest

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.shared.shares import as_percentage, in_percent, is_fraction


@pytest.mark.parametrize(
    ("x", "y", "share", "is_one"),
    [
        ("47", "50", "0.94", True),
        ("47", "50", "0.9", True),
        ("47", "50", "94", False),
        ("47", "50", "94%", False),
        ("47", "50", "0.49", False),
        ("47", "0", "0.94", False),
        ("n/a", "50", "0.94", False),
    ],
)
def test_a_fraction_is_its_x_over_its_y_in_its_own_rounding(x: str, y: str, share: str, is_one: bool) -> None:
    assert is_fraction(x, y, share) is is_one


@pytest.mark.parametrize(
    ("share", "read"), [("0.94", "94%"), ("0.905", "90.5%"), ("1", "100%"), ("94%", "94%"), ("n/a", "n/a"), ("", "")]
)
def test_a_decimal_as_a_percentage(share: str, read: str) -> None:
    assert as_percentage(share) == read


def test_a_cell_keeps_its_print_and_says_why_it_is_read_otherwise() -> None:
    read = in_percent(Cell("0.94", 3, "0.94"))
    assert (read.text, read.published) == ("94%", "0.94") and "x over the y" in (read.correction or "")
    signed = Cell("94%", 3, "94%")
    assert in_percent(signed) is signed
