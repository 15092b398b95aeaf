"""Percentages printed beside their x of y, and each table's own rounding habit.

Published tables round in different ways: most half up, some cut the last decimal off. The habit is inferred
per table and said once; a figure is then held against its own table's habit. Method: see
`scorecard.validate.rules.shared.rounding`.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from scorecard.validate.rules.shared import rounding

TABLE = ["document", "table"]
_OTHERS = ("half_to_even", "cut_off", "always_up")
"""The habits besides half up, as columns; the one that differs least from it first."""
NOTHING = "no percentage is printed beside its x of y"
# A habit other than half up is believed from three telling figures, and when it explains twice as many as half up.
TELLING_FIGURES, TIMES_AS_MANY = 3, 2


def with_counts(observations: pl.DataFrame) -> pl.DataFrame:
    """The printed percentages whose x and y are printed too, one row each, in order of place."""
    return observations.filter(
        (pl.col("unit") == "percent")
        & (pl.col("status") != "missing")
        & pl.all_horizontal(pl.col("value", "numerator", "denominator").is_not_null())
    ).sort("document", "table", "line", "cell", "part", maintain_order=True)


def percentage_cells(observations: pl.DataFrame) -> pl.DataFrame:
    """The percentages of `with_counts`, with what each rounding would print.

    Adds ``class`` (`rounding.OK` … `rounding.UNDEFINED`), ``printed_units`` and ``half_up``/``half_to_even``/
    ``cut_off``/``always_up``: what each habit would print, in units of the last decimal; null if undefined.
    """
    cells = with_counts(observations)
    shares = shares_of(cells)
    outcomes = [
        pl.Series(habit.replace(" ", "_"), small_units(shares.rounded(habit)), dtype=pl.Int64)
        for habit in rounding.HABITS
    ]
    return cells.with_columns(
        pl.Series("class", rounding.classify(shares), dtype=pl.Int8),
        pl.Series("printed_units", small_units(shares.printed), dtype=pl.Int64),
        pl.Series("tie", shares.is_tie()),
        *outcomes,
    )


def shares_of(cells: pl.DataFrame) -> rounding.Shares:
    """The exact shares of a frame with value, decimals, numerator and denominator."""
    columns = (
        cells[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for name in ("value", "decimals", "numerator", "denominator")
    )
    return rounding.read_shares(*columns)


def small_units(units: rounding.Array) -> rounding.Array:
    """Back to 64 bits where Python's whole numbers were needed; results are percentages and always fit."""
    return np.asarray(units).astype(np.int64)


def table_habits(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per document and table: its rounding habit and how many figures show it.

    ``checked``: percentages with counts. ``telling``: those where cutting off, or rounding always up, would print
    another figure than half up. ``habit``: one of `rounding.HABITS`. ``explained``, ``broken``: telling figures
    that follow and that break the habit.
    """
    counts = cells.group_by(TABLE).agg(
        (pl.col("class") != rounding.UNDEFINED).sum().alias("checked"),
        pl.col("line").min(),
        *(_telling(name, follows=True).sum().alias(f"for_{name}") for name in _OTHERS),
        *(_telling(name, follows=False).sum().alias(f"against_{name}") for name in _OTHERS),
    )
    habit, explained, broken = pl.lit("half up"), pl.lit(0), pl.lit(0)
    for name in _OTHERS:
        follow, break_it = pl.col(f"for_{name}"), pl.col(f"against_{name}")
        # where two habits explain as much, the one that differs least from half up is enough
        enough = (follow >= TELLING_FIGURES) & (follow >= TIMES_AS_MANY * break_it) & (follow > explained)
        habit = pl.when(enough).then(pl.lit(name.replace("_", " "))).otherwise(habit)
        explained, broken = (
            pl.when(enough).then(new).otherwise(old) for new, old in ((follow, explained), (break_it, broken))
        )
    return counts.select(
        *TABLE, "line", "checked", habit.alias("habit"), explained.alias("explained"), broken.alias("broken")
    ).sort(TABLE)


def _telling(habit: str, *, follows: bool) -> pl.Expr:
    """True for a figure that would be another one than half up in this habit, and follows it, or does not."""
    differs = (pl.col("class") != rounding.UNDEFINED) & (pl.col(habit) != pl.col("half_up"))
    printed_so = pl.col("printed_units") == pl.col(habit)
    return differs & (printed_so if follows else ~printed_so)


def with_habit(cells: pl.DataFrame) -> pl.DataFrame:
    """``cells`` of `percentage_cells` with the ``habit`` of their table and what it makes of x of y
    (``expected_units``)."""
    expected = pl.col("half_up")
    for name in _OTHERS:
        expected = pl.when(pl.col("habit") == name.replace("_", " ")).then(pl.col(name)).otherwise(expected)
    habits = table_habits(cells).select(*TABLE, "habit")
    joined = cells.join(habits, on=TABLE, how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(expected.alias("expected_units"))
