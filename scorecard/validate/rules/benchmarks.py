"""Benchmarks: best before average and top quartile before average in the sense of polarity, one value in one pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared import words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, place, with_polarity, with_rules

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="benchmarks",
    title=(
        "Best, top quartile and average stand in the order that polarity demands, and each has one value in a pack."
    ),
    asks=(
        "is the best no worse than the average, the top quartile no worse than the average; has one benchmark "
        "one value?"
    ),
    source="Best, quartile and mean of one distribution; a benchmark has one value in one document",
    scope="one document",
    needs=("good",),
)
# the better figure and the one it cannot be worse than
_ORDERS = [
    ("Best statistical neighbour", "Statistical neighbour average"),
    ("National top quartile threshold", "National average"),
]
_KEY = ["document", "table", "indicator", "breakdown", "unit", "period"]


def _in_order(found: pl.DataFrame) -> pl.DataFrame:
    """The better benchmark beside the average of the same table, in the sense of what good is."""
    orders = pl.DataFrame(_ORDERS, schema=["area", "other"], orient="row")
    averages = found.select(
        *_KEY,
        pl.col("area").alias("other"),
        pl.col("micro").alias("other_micro"),
        pl.col("value").alias("other_value"),
        pl.col("decimals").alias("other_decimals"),
        pl.col("line").alias("other_line"),
        pl.col("cell").alias("other_cell"),
    )
    pairs = found.filter(pl.col("good").is_in(["high", "low"])).join(orders, on="area", how="inner", validate="m:1")
    joined = pairs.with_row_index("row").join(averages, on=[*_KEY, "other"], how="inner", nulls_equal=True)
    nearest = joined.sort("row", pl.col("other_line") != pl.col("line"), "other_line")
    high = pl.col("good") == "high"
    return nearest.unique("row", keep="first", maintain_order=True).with_columns(
        pl.col("value").alias("published_value"),
        pl.when(high).then(pl.col("other_value")).alias("lower"),
        pl.when(~high).then(pl.col("other_value")).alias("upper"),
    )


def _order_words(failing: pl.DataFrame) -> pl.DataFrame:
    other = words.figure("other_micro", "other_decimals")
    side = pl.when(pl.col("good") == "high").then(pl.lit("at least")).otherwise(pl.lit("at most"))
    return failing.with_columns(
        pl.format("{} {}", side, other).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: {} is {} and {} is {}; {} is good here, so the first should be {} the second.",
            pl.coalesce("title", "indicator"),
            "area",
            words.figure(),
            "other",
            other,
            "good",
            side,
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def _one_value(found: pl.DataFrame) -> pl.DataFrame:
    """Each print of a benchmark beside another print of it in the same document, one that differs if there is one."""
    key = ["document", "indicator", "breakdown", "unit", "area", "period"]
    numbered = found.with_row_index("row")
    others = numbered.select(
        *key,
        pl.col("row").alias("other_row"),
        pl.col("micro").alias("other_micro"),
        pl.col("value").alias("other_value"),
        pl.col("step").alias("other_step"),
        pl.col("half").alias("other_half"),
        pl.col("table").alias("other_table"),
        pl.col("decimals").alias("other_decimals"),
        pl.col("line").alias("other_line"),
        pl.col("cell").alias("other_cell"),
    )
    pairs = numbered.join(others, on=key, how="inner", nulls_equal=True).filter(
        (pl.col("row") != pl.col("other_row"))
        & ((pl.col("table") != pl.col("other_table")) | (pl.col("line") != pl.col("other_line")))
    )
    slack = pl.when(pl.col("step") == pl.col("other_step")).then(0).otherwise(pl.col("half") + pl.col("other_half"))
    differs = (pl.col("micro") - pl.col("other_micro")).abs() > slack
    first = pairs.sort("row", ~differs, "other_line").unique("row", keep="first", maintain_order=True)
    bound = pl.when(differs).then(pl.col("other_value")).otherwise(pl.col("value"))
    return first.with_columns(pl.col("value").alias("published_value"), bound.alias("lower"), bound.alias("upper"))


def _value_words(failing: pl.DataFrame) -> pl.DataFrame:
    other = words.figure("other_micro", "other_decimals")
    return failing.with_columns(
        other.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} is printed here, but line {} of the same document prints {}.",
            pl.coalesce("title", "indicator"),
            "area",
            words.figure(),
            "other_line",
            other,
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per pair of benchmarks, and per benchmark that a document prints more than once."""
    benchmarks = numbers(figures(tables)).filter(pl.col("area_kind") == "comparator")
    found = with_polarity(with_rules(benchmarks, registry), registry)
    if found.is_empty():
        return no_comparisons(RULE.id, "no benchmark is printed")
    return concluded(RULE, [(_in_order(found), _order_words), (_one_value(found), _value_words)])
