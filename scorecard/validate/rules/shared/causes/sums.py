"""The ordinary mistakes with a sum: a part left out, a part taken twice, the parts of another year."""

from __future__ import annotations

import polars as pl

from scorecard.validate.rules.shared.causes.numbers import SERIES
from scorecard.validate.rules.shared.causes.tries import causes_wanted, no_tries, numbered, telling, try_of, years_apart


def parts_of_sums(failing: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Tries for a whole that is not its sum: one part is left out, or taken twice, or the parts are another period's.

    Needs ``sum``, ``gaps`` and the lists ``part_micros`` and ``part_names`` of its parts.
    """
    if not causes_wanted():
        return no_tries()
    asked = numbered(failing)
    listed = asked.select("row", "micro", "sum", "part_micros", "part_names", "gaps")
    several = listed.filter(pl.col("part_micros").list.len() > 1)
    parts = several.explode("part_micros", "part_names").filter(pl.col("part_micros") != 0)
    out = parts.filter(pl.col("sum") - pl.col("micro") == pl.col("part_micros"))
    twice = parts.filter((pl.col("micro") - pl.col("sum") == pl.col("part_micros")) & (pl.col("gaps") == 0))
    near = figures.filter(pl.col("what") == "value").select(
        *SERIES, pl.col("micro").alias("sum"), pl.col("period").alias("period_near"), pl.col("line").alias("line_near")
    )
    other = asked.filter(telling("sum")).join(near, on=[*SERIES, "sum"], nulls_equal=True)
    moved = other.filter(years_apart("period", "period_near") == 1)
    return pl.concat(
        [
            try_of(out, pl.format("it leaves out {}", "part_names"), 1),
            try_of(twice, pl.format("it takes {} twice", "part_names"), 1),
            try_of(moved, pl.format("the parts make the whole of {} (line {})", "period_near", "line_near"), 0),
        ]
    )
