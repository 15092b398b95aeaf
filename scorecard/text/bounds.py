"""Bounds: what a cell leaves of a figure that it does not print, ``5 or fewer``, ``1 to 4``, ``10+``."""

from __future__ import annotations

import polars as pl

from scorecard.text.expressions import as_number
from scorecard.text.numbers import ABOVE, BELOW, NUMBER, OR_LESS, OR_MORE, PERCENT, TO
from scorecard.text.spans import YEAR

_FIGURE = f"({NUMBER})(?:{PERCENT})?"
_MOST = f"^(?:{BELOW} ?{_FIGURE}|{_FIGURE}{OR_LESS})$"
_LEAST = f"^(?:{ABOVE} ?{_FIGURE}|{_FIGURE}{OR_MORE})$"
_BETWEEN = rf"^(?i:between )?{_FIGURE}(?:{TO}| (?i:to|and) ){_FIGURE}$"
_TWO_YEARS = f"^(?:[0-9]{{2}}|{YEAR})[^0-9]+(?:[0-9]{{2}}|{YEAR})$"
"""``19-20`` and ``2019 to 2020`` are years if one follows the other."""
_LOW = 1
"""A figure up to this is one that rounds to nought, not a hidden one."""


def read_bounds(text: pl.Expr) -> pl.Expr:
    """A struct of the least and the most (``lower``, ``upper``) that a plain cell leaves; null where it is no bound.

    Where only the most is printed the least is nought: no figure that a pack hides so is less.
    """
    most = pl.coalesce(as_number(text.str.extract(_MOST, group)) for group in (1, 2))
    least = pl.coalesce(as_number(text.str.extract(_LEAST, group)) for group in (1, 2))
    first, second = (as_number(text.str.extract(_BETWEEN, group)) for group in (1, 2))
    years = text.str.contains(_TWO_YEARS) & (second - first == 1)
    between = ((first <= second) & ~years).fill_null(False)
    lower = pl.when(between).then(first).when(most.is_not_null()).then(0.0).otherwise(least)
    return pl.struct(lower=lower, upper=pl.when(between).then(second).otherwise(most))


def reason_of_bound(upper: pl.Expr) -> pl.Expr:
    """Why a figure is missing of which only bounds are printed: ``low`` if it rounds to nought, else ``suppressed``."""
    return pl.when(upper <= _LOW).then(pl.lit("low")).otherwise(pl.lit("suppressed"))
