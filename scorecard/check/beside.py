"""The counts in columns of their own that a percentage is held against: what confirms it confirms them too."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.registry import Registry
from scorecard.validate.rules.shared.figures import place

_MOMENT = ["document", "table", "line", "area", "breakdown", "period"]
_DERIVED = "/"
"""What stands in the ids of derived measures and in no other."""


def is_derived() -> pl.Expr:
    """Whether a row is about a measure that a document names and no registry knows."""
    return pl.col("indicator").str.contains(_DERIVED, literal=True).fill_null(value=False)


def with_counts_named(ticks: pl.DataFrame, observations: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """``ticks`` of percentages with the places of the x and the y that stand beside them, where none is named."""
    links = registry.frame().select("indicator", x_id="numerator", y_id="denominator")
    counts = observations.filter(pl.col("value").is_not_null()).select(*_MOMENT, "indicator", place().alias("at"))
    once = counts.unique([*_MOMENT, "indicator"], keep="none")
    told = ticks.pipe(looked_up, links, "indicator")
    for side in ("x", "y"):
        beside = once.rename({"indicator": f"{side}_id", "at": f"{side}_at"})
        told = told.pipe(looked_up, beside, [*_MOMENT, f"{side}_id"])
    both = pl.format("{}; {}", "x_at", "y_at")
    named = pl.when((pl.col("rule") == "percentage") & is_derived()).then(pl.coalesce("compared_with", both))
    return told.with_columns(named.otherwise("compared_with").alias("compared_with")).select(ticks.columns)
