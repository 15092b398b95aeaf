"""Gaps: how far a figure is from its target and from its benchmarks, and which side is good.

The plain difference, without a test, as printed percentages without counts allow no more (Fingertips technical
guidance, "target, one value", both ends inclusive).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.comparators import Comparator
from scorecard.periods import YEAR_BEHIND


def gap_to_target(value: str = "value") -> pl.Expr:
    """Signed distance to the green band ``limit_lower`` to ``limit_upper``: 0 inside, below < 0, above > 0.

    Null where the figure or every limit is missing. In the figure's own unit (points for percentages).
    """
    below = (pl.col(value) - pl.col("limit_lower")).fill_null(0.0)
    above = (pl.col(value) - pl.col("limit_upper")).fill_null(0.0)
    limited = pl.col("limit_lower").is_not_null() | pl.col("limit_upper").is_not_null()
    gap = pl.when(below < 0).then(below).when(above > 0).then(above).otherwise(0.0)
    return pl.when(limited & pl.col(value).is_not_null()).then(gap)


def benchmark_time() -> pl.Expr:
    """The time that a benchmark is of: its period, else the year that its cell prints behind it; null for neither.

    For rows of observations: ``2014/15``, ``2015/16 Autumn``, ``2017`` for "12.3% (2017)".
    """
    return (
        pl.when(pl.col("period_kind") == "latest")
        .then(pl.col("published").str.extract(YEAR_BEHIND, 1))
        .otherwise("period")
        .alias("time")
    )


def benchmarks(observations: pl.DataFrame, comparators: Sequence[Comparator]) -> pl.DataFrame:
    """One row per document, indicator and unit with a column per comparator (its id), null if not printed.

    ``…_time`` of each is the time that it is of, as far as that is printed (`benchmark_time`).

    A figure is set against the benchmarks of the document that prints it: those of a later pack were not yet
    known then. Within a document one without a year ("latest") comes first, then the later year, then the first
    line.
    """
    rows = (
        observations.filter(pl.col("area").is_in([one.name for one in comparators]), pl.col("value").is_not_null())
        .filter(pl.col("breakdown").is_null())
        .with_columns((pl.col("period_kind") == "latest").alias("_latest"), benchmark_time())
        .sort(
            ["document", "indicator", "unit", "area", "_latest", "period_end", "line", "cell"],
            descending=[False, False, False, False, True, True, False, False],
            nulls_last=True,
        )
        .unique(["document", "indicator", "unit", "area"], keep="first", maintain_order=True)
    )
    return rows.group_by("document", "indicator", "unit", maintain_order=True).agg(
        *[pl.col("value").filter(pl.col("area") == one.name).first().alias(one.id) for one in comparators],
        *[pl.col("time").filter(pl.col("area") == one.name).first().alias(f"{one.id}_time") for one in comparators],
    )
