"""A school term's figure that stands in the column of a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="terms",
    title="The column of a month prints figures of that month, and not those of a whole school term.",
    asks="are figures that stand under a month those that the pack prints for a school term?",
    source="Consistency within one publication; terms as the pack prints them",
    scope="one document",
    needs=("basis",),
)
_SERIES = ["document", "indicator", "area", "breakdown", "unit"]
_COLUMN = ["document", "table", "period", "area"]


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per table and month with measures of school terms: how many print a term's figure there."""
    printed = own(numbers(figures(tables)))
    termly = with_rules(printed, registry).filter(pl.col("basis") == "termly")
    months = termly.filter(pl.col("period_kind") == "month")
    if months.is_empty():
        return no_comparisons(RULE.id, "no month prints a figure that is measured by terms")
    paired = _beside_terms(months.with_row_index("row"), termly.filter(pl.col("period_kind") == "academic_term"))
    columns = (
        paired.sort("line", "cell")
        .group_by(_COLUMN, maintain_order=True)
        .agg(
            pl.col("line", "cell", "published", "period_kind", "period_start").first(),
            pl.col("other_period").drop_nulls().first().alias("term"),
            pl.col("title").filter(pl.col("other_period").is_not_null()).unique(maintain_order=True).alias("measures"),
            pl.col("other_line").drop_nulls().first().alias("term_line"),
            pl.col("there").drop_nulls().alias("there"),
        )
        .with_columns(
            pl.col("measures").list.len().cast(pl.Float64).alias("published_value"),
            pl.lit(0.0).alias("lower"),
            pl.lit(0.0).alias("upper"),
            pl.col("there").list.join("; ").alias("parts_basis"),
        )
    )
    return concluded(RULE, [(columns, _words)])


def _beside_terms(months: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Every month's figure beside the same figure of the latest term that had begun, if there is one."""
    beside = others(terms, [*_SERIES, "micro"], "period", "period_start", "period_end", "line", "cell")
    pairs = months.join(beside, on=[*_SERIES, "micro"], how="inner", nulls_equal=True)
    begun = pairs.filter(pl.col("other_period_start") <= pl.col("period_end")).sort("row", "other_period_end")
    told = begun.unique("row", keep="last").select("row", "other_period", "other_line", place("other_").alias("there"))
    return months.join(told, on="row", how="left", validate="1:1", maintain_order="left")


def _words(failing: pl.DataFrame) -> pl.DataFrame:
    """The sentence for a month's column that holds a term's figures, told once for all of them."""
    first = pl.col("measures").list.first()
    more = pl.col("measures").list.len() - 1
    named = pl.when(more > 0).then(pl.format("{} and {} more", first, more)).otherwise(first)
    return failing.with_columns(
        pl.lit("information").alias("severity"),
        pl.col("term").alias("expected"),
        pl.format(
            "{}: what stands under {} is the figure of a whole term, {} (line {}).",
            named,
            words.period(),
            "term",
            "term_line",
        ).alias("explanation"),
        pl.lit("The newest term's figure was put into the month in which it was reported.").alias("suggestion"),
    )
