"""Categories of a table: what adds up to what where a table crosses two kinds of them or prints their totals."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.units import units_that_add_up

CROSSED = " / "
"""Between the two names of a crossed category."""
TOTAL = r"(?i)^\s*(grand|sub|overall)?[\s-]*total\b"
OF_A_GROUP = rf"{CROSSED}(?i:(?:grand|sub|overall)?[\s-]*total\b)"
"""The total of a group, behind the group's name."""
_TABLE = ["document", "table", "indicator"]


def category_counts(parts: pl.DataFrame) -> pl.DataFrame:
    """Counts of categories with the part they play: ``cell``, ``row total``, ``column total`` or ``total``.

    A table may cross two kinds of categories ("source / outcome", ``across`` and ``down``); then a category that
    stands alone and is one of the two is the total of its row or column.
    """
    counted = parts.filter(
        pl.col("unit").is_in(units_that_add_up()) & (pl.col("what") == "value") & pl.col("breakdown").is_not_null()
    )
    crossed = _crossed(counted)
    for way in ("across", "down"):
        named = crossed.filter(pl.col(way).is_not_null()).with_columns(pl.col(way).alias("breakdown"))
        known = named.select(*_TABLE, "breakdown").unique().with_columns(pl.lit(True).alias(f"is_{way}"))
        joined = looked_up(crossed, known, [*_TABLE, "breakdown"])
        crossed = joined.with_columns(pl.col(f"is_{way}").fill_null(False))
    told = crossed.with_columns(_role().alias("role"))
    return told.with_columns(
        pl.when(pl.col("role") == total).then(pl.coalesce(way, "breakdown")).otherwise(way).alias(way)
        for total, way in (("row total", "across"), ("column total", "down"))
    )


def _crossed(counted: pl.DataFrame) -> pl.DataFrame:
    """``counted`` with the two names of a crossed category; a stroke within a name crosses nothing."""
    pair = pl.col("breakdown").str.split_exact(CROSSED, 1).struct
    split = counted.with_columns(pair.field("field_0").alias("across"), pair.field("field_1").alias("down"))
    down_labels = pl.col("down").n_unique().over([*_TABLE, "across"])
    across_labels = pl.col("across").n_unique().over([*_TABLE, "down"])
    crosses = pl.col("down").is_not_null() & ((down_labels > 1) | (across_labels > 1))
    return split.with_columns(pl.when(crosses).then(way).alias(way) for way in ("across", "down"))


def _role() -> pl.Expr:
    """What a category's count is in its table."""
    word = pl.col("breakdown").str.contains(TOTAL)
    across, down = pl.col("across").str.contains(TOTAL), pl.col("down").str.contains(TOTAL)
    return (
        pl.when(pl.col("across").is_null() & pl.col("is_across") & ~word)
        .then(pl.lit("row total"))
        .when(pl.col("across").is_null() & pl.col("is_down") & ~word)
        .then(pl.lit("column total"))
        .when(pl.col("across").is_null() & word)
        .then(pl.lit("total"))
        .when(across & down)
        .then(pl.lit("total"))
        .when(down)
        .then(pl.lit("row total"))
        .when(across)
        .then(pl.lit("column total"))
        .otherwise(pl.lit("cell"))
    )
