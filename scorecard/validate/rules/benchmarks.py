"""Benchmarks: best before average and top quartile before average in the sense of polarity, one value in one pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.measures.polarity import with_polarity
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, nearest, others, tolerance

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
    confirms=True,
    needs=("good",),
)
_KEY = ["document", "table", "indicator", "breakdown", "unit", "period"]


def _in_order(benchmarks: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The better benchmark beside the average of the same table, in the sense of what good is."""
    told = [(one.name, one.no_worse_than) for one in registry.comparators.values() if one.no_worse_than]
    orders = pl.DataFrame(told, schema={"area": pl.String, "other": pl.String}, orient="row")
    averages = others(
        benchmarks.with_columns(pl.col("area").alias("other")),
        [*_KEY, "other"],
        "micro",
        "value",
        "decimals",
        "line",
        "cell",
    )
    better = benchmarks.filter(pl.col("good").is_in(["high", "low"])).join(
        orders, on="area", how="inner", validate="m:1"
    )
    pairs = better.with_row_index("row").join(averages, on=[*_KEY, "other"], how="inner", nulls_equal=True)
    high = pl.col("good") == "high"
    return nearest(pairs, pl.col("other_line") != pl.col("line"), "other_line").with_columns(
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
        pl.when(pl.col("area").str.starts_with("Best "))
        .then(
            pl.format(
                "The {} may have been taken for the best.",
                pl.when(pl.col("good") == "high").then(pl.lit("lowest")).otherwise(pl.lit("highest")),
            )
        )
        .alias("suggestion"),
        place("other_").alias("compared_with"),
    )


def _one_value(benchmarks: pl.DataFrame) -> pl.DataFrame:
    """Each print of a benchmark beside another print of it in the same document, one that differs if there is one."""
    key = ["document", "indicator", "breakdown", "unit", "area", "period"]
    numbered = benchmarks.with_row_index("row")
    kept = ["row", "micro", "value", "step", "half", "table", "decimals", "line", "cell"]
    pairs = numbered.join(others(numbered, key, *kept), on=key, how="inner", nulls_equal=True).filter(
        (pl.col("row") != pl.col("other_row"))
        & ((pl.col("table") != pl.col("other_table")) | (pl.col("line") != pl.col("other_line")))
    )
    differs = (pl.col("micro") - pl.col("other_micro")).abs() > tolerance()
    bound = pl.when(differs).then(pl.col("other_value")).otherwise(pl.col("value"))
    return held_against(nearest(pairs, ~differs, "other_line"), bound, bound)


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
        place("other_").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per pair of benchmarks, and per benchmark that a document prints more than once."""
    printed = numbers(figures(tables)).filter(pl.col("area_kind") == "comparator")
    benchmarks = with_polarity(with_rules(printed, registry), registry)
    if benchmarks.is_empty():
        return no_comparisons(RULE.id, "no benchmark is printed")
    return concluded(RULE, [(_in_order(benchmarks, registry), _order_words), (_one_value(benchmarks), _value_words)])
