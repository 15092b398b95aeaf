"""Change on last year: exactly one period-year earlier, or nothing.

Taking "the row before" turns a missing year into a two-year change that is labelled as one (LAIT does; see the
Department for Education's local authority interactive tool, R/fn_analysis.R). Here the dates decide.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.frames import looked_up

SERIES = ["indicator", "breakdown", "authority", "area", "unit", "period_kind"]


_YEAR = 12
_TOLD = ("numerator", "denominator", "period", "published", "document", "line")
"""What is told of an earlier figure beside its value."""


def with_period_before(
    figures: pl.DataFrame, series: pl.DataFrame, *, months: int, prefix: str, columns: Sequence[str] = _TOLD
) -> pl.DataFrame:
    """``figures`` with the value of the same series exactly ``months`` months earlier, null if it is not there.

    ``series`` is one row per figure (see `as_known_at`). Both the first and the last day must fit: a year to
    date is compared with the year to date of the same month. Added columns, each starting with ``prefix``:
    the value itself (``prefix`` alone), and ``_`` and its name for each of ``columns``.
    """
    earlier = series.filter(pl.col("value").is_not_null(), pl.col("period_end").is_not_null()).select(
        *SERIES,
        (_month("period_start") + months).alias("_start"),
        (_month("period_end") + months).alias("_end"),
        pl.col("value").alias(prefix),
        *[pl.col(c).alias(f"{prefix}_{c}") for c in columns],
    )
    dated = figures.with_columns(_month("period_start").alias("_start"), _month("period_end").alias("_end"))
    return dated.pipe(looked_up, earlier, [*SERIES, "_start", "_end"]).drop("_start", "_end")


def _month(day: str) -> pl.Expr:
    """The month of a day as a number: months apart are as many numbers apart."""
    return pl.col(day).dt.year().cast(pl.Int32) * _YEAR + pl.col(day).dt.month().cast(pl.Int32)


def year_on_year(figures: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``last_year`` (and its place) and ``year_change`` = value - last_year, in the figure's unit."""
    return with_period_before(figures, series, months=_YEAR, prefix="last_year").with_columns(
        (pl.col("value") - pl.col("last_year")).alias("year_change")
    )


def month_on_month(figures: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``previous`` (and its place): the month before, and never an older one."""
    return with_period_before(figures, series, months=1, prefix="previous")
