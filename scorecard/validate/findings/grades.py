"""How grave a finding is, by its consequence: the one place that decides between a warning and information.

- **error**: a colour, a direction or a rank changes, and with it the conclusion that a reader draws;
- **warning**: a figure changes by more than its last printed digit;
- **information**: the last printed digit of a figure changes, or an "x of y" by a child or two; or what is found is
  explained, cannot be compared for sure, or has changed since.

A rule knows the first and the last of these: it calls a finding an error, a warning or information. Of its warnings
this module takes out those of the last digit, and those that a warning of the document itself explains.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.registry.prose import CaveatMeaning
from scorecard.schema import CHANGE
from scorecard.text.expressions import as_decimals
from scorecard.validate.findings.caveats import told_by_caveats

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


def explained(
    drafts: pl.DataFrame, caveats: pl.DataFrame, documents: pl.DataFrame, kinds: Mapping[str, CaveatMeaning]
) -> pl.DataFrame:
    """Findings of which those that a warning of the document itself explains are information and say so.

    An error only where the kind of warning explains a change of colour too; what has changed since needs no excuse.
    ``kinds`` says which rules each kind explains (``registry/caveats.yml``).
    """
    told = told_by_caveats(drafts, caveats, documents, kinds)
    rows = drafts.with_row_index("row").join(told, on="row", how="left", validate="1:1", maintain_order="left")
    reaches = pl.col("said").is_not_null() & ((pl.col("severity") != "error") | pl.col("colours"))
    applies = reaches & pl.col("nature").ne_missing(CHANGE)
    said = pl.concat_str("explanation", "said", separator=" ", ignore_nulls=True)
    return rows.with_columns(
        pl.when(applies).then(pl.lit("information")).otherwise("severity").alias("severity"),
        pl.when(applies).then(said).otherwise("explanation").alias("explanation"),
    ).select(drafts.columns)
