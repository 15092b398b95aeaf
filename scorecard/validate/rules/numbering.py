"""Numbers of indicators: one pack calls one measure by one number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, place, with_rules
from scorecard.validate.rules.shared.pairs import others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="numbering",
    title="A measure that one family of tables numbers has the same number in each of them.",
    asks="does a measure have the same number on every page of one family?",
    source="The tables' own numbers of their measures",
    scope="one document",
)
_PLAIN = r"^\d+\.\d+$"
"""``6.10``; numbers with letters are those of plans, and of measures that are not continued."""
_MEASURE = ["document", "family", "indicator"]


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per table that numbers measures which an earlier one numbers too: how many have another number there."""
    printed = with_rules(figures(tables), registry)
    numbered = (
        printed.filter(pl.col("indicator_number").str.contains(_PLAIN))
        .unique([*_MEASURE, "table"], keep="first", maintain_order=True)
        .sort("line")
    )
    first = numbered.unique(_MEASURE, keep="first", maintain_order=True)
    pairs = numbered.join(others(first, _MEASURE, "indicator_number", "line", "cell", "table"), on=_MEASURE)
    later = pairs.filter(pl.col("table") != pl.col("other_table"))
    if later.is_empty():
        return no_comparisons(RULE.id, "no measure is numbered in two tables of one family")
    differs = pl.col("indicator_number") != pl.col("other_indicator_number")
    numbers = pl.format(
        "{} ({} here, {} at line {})", "title", "indicator_number", "other_indicator_number", "other_line"
    )
    tables_of = (
        later.sort(~differs, "line", "cell")
        .group_by("document", "table", "family", maintain_order=True)
        .agg(
            differs.sum().cast(pl.Float64).alias("published_value"),
            pl.col("line", "cell").first(),
            pl.col("indicator_number").filter(differs).unique(maintain_order=True).str.join(", ").alias("published"),
            pl.col("other_indicator_number")
            .filter(differs)
            .unique(maintain_order=True)
            .str.join(", ")
            .alias("expected"),
            numbers.filter(differs).str.join("; ").alias("shown"),
            place("other_").filter(differs).str.join("; ").alias("parts_basis"),
        )
    )
    compared = tables_of.with_columns(pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper"))
    return concluded(RULE, [(compared, _words)])


def _words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information: the figures are right, but whoever looks a number up finds another measure."""
    return failing.with_columns(
        pl.lit("information").alias("severity"),
        pl.format("Measures have another number here than in an earlier table: {}.", "shown").alias("explanation"),
        pl.col("parts_basis").alias("compared_with"),
    )
