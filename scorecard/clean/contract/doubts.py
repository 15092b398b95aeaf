"""Placed cells whose text is no figure that can be trusted: each with the reason why it is not read."""

from __future__ import annotations

import polars as pl

from scorecard.text.expressions import plain_text
from scorecard.units import units_in

_SMALL_SHARES = 5.0
"""Percentages whose middle is up to this may well be below 1 once."""
_SAME_COUNT = ("count", "cases", "fte")
"""Units of things that are counted: "18 children" is said of any of them."""


def with_doubts(read: pl.DataFrame) -> pl.DataFrame:
    """Placed values with their reading, and a column ``doubt``: why the cell is not read; null if it is."""
    cases = [
        (pl.col("kind") == "text", _no_figure()),
        (_of_another_unit(), pl.format("the cell says that it counts {}, its measure does not", "unit_said")),
        (_fraction(), pl.lit("a number up to 1 among percentages, without its sign: 0.95 may be 95% or 0.95%")),
    ]
    doubt = pl.coalesce(pl.when(condition).then(why) for condition, why in cases)
    return read.with_columns(doubt=doubt)


def _no_figure() -> pl.Expr:
    digits = plain_text(pl.col("text")).str.contains(r"\d")
    return (
        pl.when(digits)
        .then(pl.lit("the cell prints digits but no legible figure"))
        .otherwise(pl.lit("the cell prints neither a figure nor a known mark for a missing one"))
    )


def _of_another_unit() -> pl.Expr:
    """Whether the words behind a number name another unit than its measure has."""
    said, unit = pl.col("unit_said"), pl.col("unit")
    return (said != unit) & ~(said.is_in(_SAME_COUNT) & unit.is_in(_SAME_COUNT))


def _fraction() -> pl.Expr:
    """Whether a number up to 1 without its sign stands for a percentage, and nothing shows that it is one in points.

    What shows it are the other figures of the same measure in the table: numbers in points of that size, printed with
    as many decimals. 0.091 beside 2.9% is 9.1%, as like as not.
    """
    bare = (pl.col("unit").is_in(units_in("share"))) & (pl.col("kind") == "number")
    small = bare & (pl.col("value") > 0) & (pl.col("value") <= 1)
    other = ~small & pl.col("kind").is_in(["number", "percent"]) & (pl.col("value") > 0)
    measure = ("document", "table", "indicator")
    middle = pl.col("value").filter(other).median().over(measure)
    finer = pl.col("decimals").filter(small).max().over(measure) > pl.col("decimals").filter(other).max().over(measure)
    in_points = (middle <= _SMALL_SHARES) & ~finer.fill_null(False)
    return small & ~in_points.fill_null(False)
