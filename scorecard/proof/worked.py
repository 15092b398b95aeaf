"""What is worked out beside a figure, in words."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.column_words import MICROS
from scorecard.units import units

_HUNDREDTHS = 100
"""Counts are printed with two decimals at the most, as of averages of full-time posts."""
_SHOWN = 4
"""Decimals of a quotient that are written out."""


def _micro(column: str) -> pl.Expr:
    return (pl.col(column) * MICROS).round(0).cast(pl.Int64, strict=False)


def figure() -> pl.Expr:
    """The number as it was read, with its unit: ``65.5%``; of a pair of counts ``144 of 220``; null where is none."""
    number = said.with_unit(said.number(_micro("value"), pl.col("decimals")), pl.col("unit").fill_null(""))
    pair = pl.format("{} of {}", said.count("numerator"), said.count("denominator"))
    return pl.coalesce(number, pair)


def division() -> pl.Expr:
    """``144 ÷ 220 = 65.4545…%, printed 65.5%``: the quotient of the printed counts beside the printed figure.

    Digits are cut off and not rounded, an exact quotient has as many as it needs. A pair of counts without a percentage
    of its own says so; null where no counts are printed, where they are counts of no share, or of nothing.
    """
    x, y = ((pl.col(c) * _HUNDREDTHS).round(0).cast(pl.Int64, strict=False) for c in ("numerator", "denominator"))
    scale = 10**_SHOWN
    share = pl.when(y != 0).then(100 * scale * x)
    cut, rest = share // y, share % y
    digits = pl.concat_str((cut // scale).cast(pl.String), pl.lit("."), (cut % scale).cast(pl.String).str.zfill(_SHOWN))
    exact = digits.str.strip_chars_end("0").str.strip_chars_end(".")
    quotient = pl.when(rest == 0).then(exact).otherwise(digits + "…")
    beside = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("no percentage is printed in this cell"))
        .otherwise(pl.format("printed {}", figure()))
    )
    told = pl.format("{} ÷ {} = {}%, {}", said.count("numerator"), said.count("denominator"), quotient, beside)
    shares = [unit.id for unit in units().values() if unit.form in ("share", "pair")]
    return pl.when(pl.col("unit").is_in(shares) & (pl.col("numerator") >= 0)).then(told)
