"""0% that stands for somebody, and 100% that leaves somebody out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import bare_number
from scorecard.validate.rules.shared import percentages
from scorecard.validate.rules.shared.agreement import Comparisons, Rule

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="hidden-children",
    title="A percentage of 0% or 100% does not hide children: 0% means none and 100% means all.",
    asks="does 0% mean none, and 100% all?",
    source="DfE open data standard: 'low' for figures that round to zero",
    scope="one document",
)


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed percentage whose x and y are printed too."""
    cells = percentages.with_counts(tables["observations"])
    return Comparisons(RULE.id, cells, [] if cells.height else [percentages.NOTHING])


def explain(failing: pl.DataFrame, compared: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One finding per 0% that stands for somebody, or 100% that leaves somebody out."""
    counts = pl.format("{} of {}", bare_number("numerator"), bare_number("denominator"))
    low = pl.col("value") == 0
    none_or_all = pl.when(low).then(pl.lit("none")).otherwise(pl.lit("all"))
    return failing.with_columns(
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} stands for {}: rounded, but not {}.",
            words.about("indicator_name"),
            words.period(),
            "published",
            counts,
            none_or_all,
        ).alias("explanation"),
        pl.when(low).then(pl.lit("a mark for low")).otherwise(pl.lit("a mark for nearly all")).alias("expected"),
    )
