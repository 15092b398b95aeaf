"""Columns as the rules take them: a name or an expression, as numbers; and functions of scipy over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from scipy.special import ndtri

Column = str | pl.Expr
Interval = tuple[Column, Column]
"""A lower and an upper end."""


def column(of: Column) -> pl.Expr:
    """The column of that name; an expression as it is."""
    return pl.col(of) if isinstance(of, str) else of


def number(of: Column | float) -> pl.Expr:
    """A column, or one number for all rows, as Float64; a NaN is missing."""
    return (pl.lit(of) if isinstance(of, int | float) else column(of)).cast(pl.Float64).fill_nan(None)


def keys(by: str | Sequence[str]) -> list[str]:
    """The names of the columns that tell groups apart, as a list."""
    return [by] if isinstance(by, str) else list(by)


def two_sided_z(confidence: float) -> float:
    """The normal deviate that leaves (1 - confidence) / 2 beyond it: 1.959964 for 0.95, 3.090232 for 0.998.

    >>> round(two_sided_z(0.95), 6)
    1.959964
    """
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence} is not between 0 and 1 (95% is 0.95)")
    return float(ndtri((1 + confidence) / 2))


def special(function: Callable[..., Any], *arguments: pl.Expr) -> pl.Expr:
    """A function of ``scipy.special`` of columns; null where an argument is missing or the function is not defined."""
    return pl.map_batches(
        [argument.cast(pl.Float64) for argument in arguments],
        lambda batch: pl.Series(function(*(series.to_numpy() for series in batch)), dtype=pl.Float64),
        return_dtype=pl.Float64,
    ).fill_nan(None)
