"""Findings that come of one wrong part: its total does not add up, and every share of the column seems wrong too."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.validate.rules.shared.figures import place

_COLUMN = ["document", "table", "area", "period"]
_AT = ["document", "line", "cell"]
_HALF = 0.5


def with_wrong_parts(drafts: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """``drafts`` in which shares that fit the printed total of their column come of its finding.

    Shares of categories are held against the sum of all categories. Where that is not the total that is printed, and a
    share is its count of the printed total, the share is right, and the finding of the total has told why.
    """
    totals = (
        drafts.filter((pl.col("rule") == "totals") & pl.col("cause").is_null() & pl.col("cell").is_not_null())
        .pipe(looked_up, _values(observations), _AT)
        .select(*_COLUMN, place().alias("of_total"), pl.col("value").alias("total"))
        .unique(_COLUMN, keep="none")
    )
    shares = drafts.pipe(looked_up, _values(observations), _AT).pipe(looked_up, totals, _COLUMN)
    half = _HALF * pl.lit(10.0).pow(-pl.col("decimals").cast(pl.Float64)) + 1e-9
    fits = (pl.col("value") - 100 * pl.col("numerator") / pl.col("total")).abs() <= half
    consequence = ((pl.col("rule") == "partitions") & pl.col("cause").is_null() & fits).fill_null(value=False)
    told = shares.with_columns(pl.when(consequence).then("of_total").otherwise("cause").alias("cause"))
    causes = shares.filter(consequence)["of_total"].unique().to_list()
    own = (pl.col("rule") == "totals") & place().is_in(causes)
    return told.with_columns(pl.when(own).then(place()).otherwise("cause").alias("cause")).select(drafts.columns)


def _values(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per printed figure: its value, its decimals and the count behind it."""
    figures = observations.filter(pl.col("value").is_not_null()).select(*_AT, "value", "decimals", "numerator")
    return figures.unique(_AT, keep="none", maintain_order=True)
