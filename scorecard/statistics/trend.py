"""The trend marker of Fingertips: do the five most recent annual proportions rise, fall, or neither?"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from scipy.special import chdtri

from scorecard.statistics.columns import keys, number

POINTS = 5
SIGNIFICANT = float(chdtri(1, 0.002))
"""9.5495: what chi-squared with one degree of freedom exceeds twice in a thousand times."""
INCREASING, DECREASING, NO_CHANGE = "increasing", "decreasing", "no-significant-change"
_YEARS = range(1, POINTS + 1)


def trend_marker(
    points: pl.DataFrame, *, by: str | Sequence[str], x: str = "numerator", n: str = "denominator"
) -> pl.DataFrame:
    """One row per group, in the order in which groups first come: ``points``, ``chi_squared``, ``slope`` and ``trend``.

    A group is a series of annual, non-overlapping points in the order of time without a break; the five most recent
    are asked, ``points`` says how many it has. ``chi_squared`` is that of a linear trend in proportions, ``slope``
    the change of the log odds in a year (least squares, every year weighing the same). ``trend`` is ``increasing`` or
    ``decreasing`` if ``chi_squared`` is above 9.5495 and the slope keeps its sign when any one point is left out, and
    ``no-significant-change`` otherwise. Null with fewer than five points, or without a sound x of n (n = 0, x below 0
    or above n, missing) in one of the five. Where a year has none or all, half a child is added to both sides of the
    odds of all five (they would be infinite).

    Sources: fingertips-open ``PholioVisualisationWS/Analysis/TrendMarkers/TrendMarkerCalculator.cs`` and the public
    health technical guidance, "Trend markers"; P. Armitage, "Tests for linear trends in proportions and frequencies",
    Biometrics 11 (1955) 375-386.
    """
    key = keys(by)
    return (
        points.select(*key, number(x).alias("_x"), number(n).alias("_n"))
        .with_columns((pl.len() - pl.int_range(pl.len()).cast(pl.Int64)).over(key).alias("_back"))
        .with_columns((POINTS + 1 - pl.col("_back")).alias("_year"), pl.len().over(key).alias("points"))
        .filter(pl.col("_back") <= POINTS)
        .group_by([*key, "points"], maintain_order=True)
        .agg(_sound().alias("_sound"), _chi_squared(), _log_odds().alias("_odds"))
        .with_columns(_slope(None).alias("slope"), _steadiness().alias("_steady"))
        .with_columns(pl.when("_sound").then(name).alias(name) for name in ("chi_squared", "slope"))
        .with_columns(_trend().alias("trend"))
        .select(*key, "points", "chi_squared", "slope", "trend")
    )


def _sound() -> pl.Expr:
    """Five points, each a share."""
    share = (pl.col("_n") > 0) & (pl.col("_x") / pl.col("_n")).is_between(0, 1)
    return (pl.len() == POINTS) & share.fill_null(False).all()


def _chi_squared() -> pl.Expr:
    """N (N Σxt - Σx Σnt)² / (Σx (N - Σx) (N Σnt² - (Σnt)²)); null where all years have none, or all have all."""
    x, n, year = pl.col("_x"), pl.col("_n"), pl.col("_year")
    among, of = x.sum(), n.sum()
    top = of * (of * (x * year).sum() - among * (n * year).sum()).pow(2)
    bottom = among * (of - among) * (of * (n * year.pow(2)).sum() - (n * year).sum().pow(2))
    return pl.when(bottom > 0).then(top / bottom).alias("chi_squared")


def _log_odds() -> pl.Expr:
    x, rest = pl.col("_x"), pl.col("_n") - pl.col("_x")
    half = pl.when(((x == 0) | (rest == 0)).any()).then(0.5).otherwise(0.0)
    return ((x + half) / (rest + half)).log()


def _slope(left_out: int | None) -> pl.Expr:
    """The slope of least squares through the log odds of the years, or of all but one."""
    years = [year for year in _YEARS if year != left_out]
    middle = sum(years) / len(years)
    moment = pl.sum_horizontal((year - middle) * pl.col("_odds").list.get(year - 1, null_on_oob=True) for year in years)
    return moment / sum((year - middle) ** 2 for year in years)


def _steadiness() -> pl.Expr:
    """1 or -1 if the slope has that sign with all points and without any one of them; 0 otherwise."""
    slopes = [_slope(left_out) for left_out in (None, *_YEARS)]
    return (
        pl.when(pl.all_horizontal(slope > 0 for slope in slopes))
        .then(1)
        .when(pl.all_horizontal(slope < 0 for slope in slopes))
        .then(-1)
        .otherwise(0)
    )


def _trend() -> pl.Expr:
    significant = (pl.col("chi_squared") > SIGNIFICANT).fill_null(False)
    return (
        pl.when(~pl.col("_sound"))
        .then(None)
        .when(significant & (pl.col("_steady") == 1))
        .then(pl.lit(INCREASING))
        .when(significant & (pl.col("_steady") == -1))
        .then(pl.lit(DECREASING))
        .otherwise(pl.lit(NO_CHANGE))
    )
