"""Tables that do not round their percentages half up: said once per table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared import percentages
from scorecard.validate.rules.shared.agreement import Comparisons, Rule

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="rounding-habit",
    title="Each table rounds its percentages half up, the rule in force for published statistics.",
    asks="does each table round its percentages half up?",
    source="DfE analysts' guide: round half up; habits inferred per table from the figures that show one",
    scope="one document",
)
_DOES = {
    "cut off": "cuts off decimals instead of rounding them",
    "always up": "rounds every percentage up",
    "half to even": "rounds an exact half to the even digit",
}


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per table that prints percentages beside their counts: the habit that its figures show."""
    habits = percentages.table_habits(percentages.percentage_cells(tables["observations"]))
    return Comparisons(RULE.id, habits, [] if habits.height else [percentages.NOTHING])


def explain(failing: pl.DataFrame, compared: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One finding per table that does not round half up: what it does, and how surely it does so."""
    does = pl.col("habit").replace_strict(_DOES, default=pl.col("habit"))
    breaks = (
        pl.when(pl.col("broken") == 0)
        .then(pl.lit("none breaks it"))
        .when(pl.col("broken") == 1)
        .then(pl.lit("one cell breaks even that"))
        .otherwise(pl.format("{} cells break even that", "broken"))
    )
    return failing.with_columns(
        pl.lit("information").alias("severity"),
        pl.format("This table {}: {} percentages show it, {}.", does, "explained", breaks).alias("explanation"),
        pl.lit("half up").alias("expected"),
        pl.col("habit").alias("published"),
    )
