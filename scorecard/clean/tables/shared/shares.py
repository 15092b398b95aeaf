"""Percentages that are printed without their sign, as decimals or in points, and proved by the "x of y" beside them."""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.raw.grid import Cell
from scorecard.text.numbers import decimals_of, number_of

IN_PERCENT = 2
"""So many decimals of a share are whole per cents."""
_EDGE = 1e-9
"""What floats may differ by at the edge of rounding."""
_WHY = "a decimal, read as a percentage: in most rows of its column it is the x over the y beside it"


def is_fraction(numerator: str, denominator: str, share: str) -> bool:
    """Whether a share is its x over its y, in its own rounding.

    >>> is_fraction("47", "50", "0.94"), is_fraction("47", "50", "94"), is_fraction("47", "50", "0.49")
    (True, False, False)
    """
    x, y, value = number_of(numerator), number_of(denominator), number_of(share)
    if x is None or not y or value is None or "%" in share:
        return False
    return abs(x / y - value) <= 0.5 * 10.0 ** -decimals_of(share) + _EDGE


def as_percentage(share: str) -> str:
    """A share as the percentage that it is; what is no number stays as it is.

    >>> as_percentage("0.94"), as_percentage("0.905"), as_percentage("n/a")
    ('94%', '90.5%', 'n/a')
    """
    value = number_of(share)
    if value is None or "%" in share:
        return share
    return f"{100 * value:.{max(decimals_of(share) - IN_PERCENT, 0)}f}%"


def in_percent(cell: Cell) -> Cell:
    """A cell that prints a decimal as the percentage that it is, with the reason; another stays as it is."""
    text = as_percentage(cell.plain)
    return cell if text == cell.plain else replace(cell.corrected(_WHY), text=text)
