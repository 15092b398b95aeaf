"""Stock and flow: the number at the end is the number at the start, plus those who came, less those who went.

Always information: people who come and go within a month, late records and episodes counted instead of children
make honest gaps. The size of the gap is what is worth reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="stock-and-flow",
    title="The number at the end is the number at the start, plus those who came, less those who left.",
    asks="is end = start + in − out?",
    source="Stock-flow identity of demography (balancing equation)",
    scope="one document",
    confirms=True,
    needs=("flow",),
)
_KEY = ["document", "area", "breakdown", "period_kind", "at"]
_STRETCHES = {"month": 1, "quarter": 3, "financial_year": 12}
"""The kinds of periods that follow on each other, in months."""


def _once(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts, one per measure and period: of the table that prints most of its kind."""
    series = ["document", "table", "indicator", "area", "breakdown", "period_kind"]
    return (
        counts.with_columns(pl.len().over(series).alias("_many"))
        .sort("_many", "table", "line", "cell", descending=[True, False, False, False])
        .unique([*_KEY, "indicator"], keep="first", maintain_order=True)
        .drop("_many")
    )


def _values(counts: pl.DataFrame, role: str) -> pl.DataFrame:
    """Counts with the columns they have as ``role`` of a stock."""
    return others(counts, _KEY, "indicator", "value", "line", "cell", prefix=role).rename({f"{role}_value": role})


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per period of a stock of which the one before, inflow and outflow are printed in the same document."""
    start, months = pl.col("period_start"), pl.col("period_kind").replace_strict(_STRETCHES, default=None)
    month = start.dt.year().cast(pl.Int64) * 12 + start.dt.month()
    counts = _once(
        with_rules(numbers(own(figures(tables))), registry, "flow_in", "flow_out")
        .filter((pl.col("unit") == "count") & months.is_not_null())
        .with_columns((month // months).alias("at"))
    )
    stocks = counts.filter(pl.col("flow_in").is_not_null())
    if stocks.is_empty():
        return no_comparisons(RULE.id, "no printed stock has an inflow and an outflow linked to it in the registry")
    before = _values(stocks, "before").with_columns(pl.col("at") + 1)
    balanced = _beside(stocks, before, "indicator", "before")
    for role, link in (("inflow", "flow_in"), ("outflow", "flow_out")):
        balanced = _beside(balanced, _values(counts, role), link, role)
    end = pl.col("before") + pl.col("inflow") - pl.col("outflow")
    compared = held_against(balanced.with_columns(end.alias("end")), pl.col("end"), pl.col("end"))
    return concluded(RULE, [(compared, _explained)])


def _beside(stocks: pl.DataFrame, values: pl.DataFrame, link: str, role: str) -> pl.DataFrame:
    """``stocks`` of which the measure named by ``link`` has a value, with that value as ``role``."""
    theirs = [*_KEY, f"{role}_indicator"]
    return stocks.join(values, left_on=[*_KEY, link], right_on=theirs, nulls_equal=True, validate="m:1")


def _explained(failing: pl.DataFrame) -> pl.DataFrame:
    gap = (pl.col("published_value") - pl.col("end")).alias("gap")
    return failing.with_columns(gap, gap.abs().alias("size")).with_columns(
        words.count("end").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: {} at the end of the {} before, plus {} that came and less {} that left, makes {}; "
            "{} is printed, {} {}.",
            words.about(),
            words.period(),
            words.count("before"),
            pl.col("period_kind").replace({"financial_year": "year"}),
            words.count("inflow"),
            words.count("outflow"),
            words.count("end"),
            words.figure(),
            words.count("size"),
            pl.when(pl.col("gap") > 0).then(pl.lit("more")).otherwise(pl.lit("fewer")),
        ).alias("explanation"),
        pl.concat_str(place("before_"), pl.lit("; "), place("inflow_"), pl.lit("; "), place("outflow_")).alias(
            "compared_with"
        ),
    )
