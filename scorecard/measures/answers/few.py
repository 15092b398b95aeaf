"""Of how few cases a percentage may be whose whole is printed nowhere: what its digits prove.

A percentage that no whole number of fewer than twenty gives is of twenty or more, as the GRIM test has it (Brown and
Heathers 2017). Where nearly all figures of a measure are so, one that could be of fewer is taken for chance: 80.0% is
4 of 5, and 384 of 480.
"""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.rows import FEWEST_CASES

_MOST_DECIMALS = 3
_FIGURES, _SHARE = 8, 0.75
"""So many figures of a measure, and such a share of them, must be of twenty cases or more for all to be taken so."""
_MEASURE = ["indicator", "unit", "authority", "area", "breakdown"]


def percentage_of_few(decimals: str, value: str) -> pl.Expr:
    """Whether a percentage is that of a whole number of fewer than `FEWEST_CASES`, half up, in its own decimals."""
    of_few = {
        places: sorted({int(200 * x * 10**places + y) // (2 * y) for y in range(1, FEWEST_CASES) for x in range(y + 1)})
        for places in range(_MOST_DECIMALS + 1)
    }
    scaled = [
        pl.when(pl.col(decimals).fill_null(0) == places).then(
            (pl.col(value) * 10**places).round(0).cast(pl.Int64).is_in(few)
        )
        for places, few in of_few.items()
    ]
    return pl.coalesce(scaled).fill_null(False)


def with_never_few(figures: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``never_few``: do the figures of their measure prove that it is one of many cases?

    Nearly all of them must do so, by their digits or their printed whole, and none be printed of fewer.
    """
    shares = figures.filter(pl.col("unit") == "percent")
    printed = pl.col("cases") < FEWEST_CASES
    judged = shares.select(
        *_MEASURE,
        printed.fill_null(False).alias("is_few"),
        pl.coalesce(~printed, ~percentage_of_few("decimals", "value")).alias("is_many"),
    )
    many = (pl.col("is_many").sum() >= _SHARE * pl.len()) & (pl.len() >= _FIGURES) & ~pl.col("is_few").any()
    proven = judged.group_by(_MEASURE).agg(many.alias("never_few"))
    return looked_up(figures, proven, _MEASURE).with_columns(pl.col("never_few").fill_null(False))


def may_be_few() -> pl.Expr:
    """Of two figures compared: could one without a known whole be a percentage of fewer than twenty?"""
    either = [
        pl.col(f"{of}cases").is_null() & percentage_of_few(f"{of}decimals", "value" if not of else "previous")
        for of in ("", "previous_")
    ]
    return (pl.col("unit") == "percent") & ~pl.col("never_few") & pl.any_horizontal(either)
