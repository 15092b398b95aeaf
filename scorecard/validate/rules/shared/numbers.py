"""Numbers as words for explanations, as polars expressions: the same figure is written the same way everywhere."""

from __future__ import annotations

import polars as pl


def number_text(number: str | pl.Expr) -> pl.Expr:
    """A count without decimals where it is whole (``448``), else as short as it is exact (``12.5``)."""
    value = pl.col(number) if isinstance(number, str) else number
    whole = value == value.round(0)
    return pl.when(whole).then(value.cast(pl.Int64).cast(pl.String)).otherwise(value.cast(pl.String))


def units_text(units: str | pl.Expr, decimals: str | pl.Expr) -> pl.Expr:
    """``91.9`` for 919 units of one decimal; the decimals are kept even where they are noughts."""
    amount = (pl.col(units) if isinstance(units, str) else units).cast(pl.Int64)
    places = (pl.col(decimals) if isinstance(decimals, str) else decimals).cast(pl.Int64)
    scale = pl.lit(10, dtype=pl.Int64).pow(places).cast(pl.Int64)
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    whole = (amount.abs() // scale).cast(pl.String)
    rest = (amount.abs() % scale).cast(pl.String).str.zfill(places)
    return pl.when(places > 0).then(sign + whole + "." + rest).otherwise(sign + whole)
