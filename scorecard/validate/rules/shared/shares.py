"""Percentages beside an x and a y: what x of y would print, and which whole numbers of y could."""

from __future__ import annotations

import polars as pl

from scorecard.column_words import MICROS
from scorecard.validate.rules.shared.figures import printable
from scorecard.validate.rules.shared.pairs import held_against

HUNDRED = 100 * MICROS
"""100 % in millionths of a point."""


def against_share(rows: pl.DataFrame, x: str = "numerator", y: str = "denominator") -> pl.DataFrame:
    """Percentages beside x of y (whole counts, y above nought), exact up to half of the last decimal."""
    top, bottom = pl.col(x).cast(pl.Int64), pl.col(y).cast(pl.Int64)
    slack = pl.col("half") * bottom
    bounds = printable(-((slack - HUNDRED * top) // bottom), (HUNDRED * top + slack) // bottom)
    return held_against(rows, *bounds).with_columns((100 * pl.col(x) / pl.col(y)).alias("expected_value"))


def with_whole_numerators(rows: pl.DataFrame, y: str = "denominator") -> pl.DataFrame:
    """``rows`` with the two whole numerators on either side of the printed percentage of ``y``: ``low``, ``high``.

    ``fits``: one of them gives it, up to half of the last decimal. Rows are left out where ``y`` is so large that every
    percentage is possible, or the percentage is below nought.
    """
    whole, percentage = pl.col(y).cast(pl.Int64), pl.col("micro")

    def gives_it(numerator: pl.Expr) -> pl.Expr:
        return (percentage * whole - HUNDRED * numerator).abs() <= pl.col("half") * whole

    tellable = (pl.col(y) > 0) & (pl.col(y) * pl.col("step") < HUNDRED) & (percentage >= 0)
    low = (percentage * whole // HUNDRED).alias("low")
    return (
        rows.filter(tellable)
        .with_columns(low, (low + 1).alias("high"))
        .with_columns((gives_it(pl.col("low")) | gives_it(pl.col("high"))).alias("fits"))
    )
