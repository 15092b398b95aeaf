"""How grave a finding is, by its consequence: the one place that decides between a warning and information.

- **error**: a colour, a direction or a rank changes, and with it the conclusion that a reader draws;
- **warning**: a figure changes by more than its last printed digit;
- **information**: the last printed digit of a figure changes, or an "x of y" by a child or two; or what is found is
  explained, cannot be compared for sure, or has changed since.

A rule knows the first and the last of these: it calls a finding an error, a warning or information. Of its warnings
this module takes out those of the last digit.
"""

from __future__ import annotations

import polars as pl

from scorecard.text.expressions import as_decimals

_A_CHILD_OR_TWO = 2
"""By so many children two counts of one group differ when one was made a day later."""
_SLACK = 1e-9
"""What binary fractions add to the difference of two printed decimals."""


def graded(rows: pl.DataFrame) -> pl.DataFrame:
    """Comparisons that fail, with warnings of the last printed digit as information.

    Needs the columns of a comparison. The distance is that to the nearer bound; the last digit is that of the figure as
    it is printed.
    """
    value = pl.col("published_value")
    distance = pl.max_horizontal(pl.col("lower") - value, value - pl.col("upper"), pl.lit(0.0))
    printed = pl.col("published").fill_null("")
    of_counts = printed.str.contains(" of ", literal=True) & ~printed.str.contains("%", literal=True)
    digit = pl.lit(10.0).pow(-as_decimals(printed).cast(pl.Float64))
    small = pl.when(of_counts).then(pl.lit(float(_A_CHILD_OR_TWO))).otherwise(digit)
    last_digit = (pl.col("severity") == "warning") & (distance <= small + _SLACK)
    return rows.with_columns(pl.when(last_digit).then(pl.lit("information")).otherwise("severity").alias("severity"))
