"""Limits for proportions: a p-chart of one unit over time, a funnel of many units at one time.

Both use the normal approximation of the binomial; where few are expected its limits may lie below 0 or above 1. They
are not cut: draw them to the edge of the axis and say so. Shares are of 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.statistics.columns import keys, number, two_sided_z

SIGMAS = 3
FUNNEL_LEVELS = {"95": 0.95, "998": 0.998}
WINSORISED = 0.1
"""The share of z-scores that is drawn in at either end before the spread between areas is measured."""


def p_chart(
    frame: pl.DataFrame, *, by: str | Sequence[str], x: str = "numerator", n: str = "denominator"
) -> pl.DataFrame:
    """``frame`` with ``proportion``, ``centre``, ``lower`` and ``upper``: three sigma for the row's own denominator.

    The centre is that of all counts of the group together, not the mean of its proportions. A row without a sound x
    of n (n = 0, x below 0 or above n, missing) has no proportion, no limits and no part in the centre. Source: W. A.
    Shewhart, as in D. C. Montgomery, Introduction to Statistical Quality Control, chapter 7 (fraction nonconforming,
    variable sample size).
    """
    spread = SIGMAS * _binomial_variance(pl.col("centre"), number(n)).sqrt()
    return _with_pooled(frame, keys(by), x, n, "centre").with_columns(
        *(_where_sound(pl.col("centre") + side * spread).alias(name) for name, side in (("lower", -1), ("upper", 1)))
    )


def funnel(
    frame: pl.DataFrame,
    *,
    by: str | Sequence[str],
    x: str = "numerator",
    n: str = "denominator",
    over_dispersion: bool = False,
) -> pl.DataFrame:
    """``frame`` with the funnel of its group of areas, one row per area.

    Added: ``proportion``, ``pooled`` (all counts of the group together), ``z_score``, ``phi`` (mean square of the
    winsorised z-scores; near 1 if chance alone tells areas apart), ``tau_squared`` and the limits ``lower_95``,
    ``upper_95``, ``lower_998``, ``upper_998``. With ``over_dispersion`` the variance between areas, ``tau_squared``,
    widens limits and lessens z-scores; it is 0 where areas differ no more than chance would have them. Rows without a
    sound x of n as in `p_chart`.

    Sources: D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
    (2005) 1185-1202, and "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14
    (2005) 347-351: additive random effects, z-scores winsorised at 10% and 90%, untransformed proportions.
    """
    key = keys(by)
    chance, deviation = pl.col("_chance"), pl.col("proportion") - pl.col("pooled")
    between = pl.col("tau_squared") if over_dispersion else pl.lit(0.0)
    return (
        _with_pooled(frame, key, x, n, "pooled")
        .with_columns(_where_sound(_binomial_variance(pl.col("pooled"), number(n))).alias("_chance"))
        .with_columns(_score(deviation, chance).alias("z_score"))
        .with_columns(_winsorised(pl.col("z_score")).pow(2).mean().over(key).alias("phi"))
        .with_columns(_tau_squared(key).alias("tau_squared"))
        .with_columns(_score(deviation, chance + between).alias("z_score"), *_funnel_limits((chance + between).sqrt()))
        .drop("_chance")
    )


def funnel_curve(pooled: float, most: float, *, steps: int = 60) -> pl.DataFrame:
    """The limits of a `funnel` for a row of numbers of cases (``cases``, from 1 to ``most``), as shares of 1."""
    numbers = 1 + (most - 1) * pl.int_range(steps, dtype=pl.Int64) / (steps - 1)
    spread = _binomial_variance(pl.lit(pooled), pl.col("cases")).sqrt()
    return (
        pl.select(numbers.alias("cases"))
        .with_columns(pl.lit(pooled).alias("pooled"))
        .with_columns(_funnel_limits(spread))
    )


def _with_pooled(frame: pl.DataFrame, key: list[str], x: str, n: str, name: str) -> pl.DataFrame:
    share = number(x) / number(n)
    sound = (number(n) > 0) & share.is_between(0, 1)
    pooled = number(x).filter(sound).sum() / number(n).filter(sound).sum()
    return frame.with_columns(
        pl.when(sound).then(share).alias("proportion"), pooled.over(key).fill_nan(None).alias(name)
    )


def _where_sound(expression: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("proportion").is_not_null()).then(expression)


def _binomial_variance(p: pl.Expr, n: pl.Expr) -> pl.Expr:
    return p * (1 - p) / n


def _score(deviation: pl.Expr, variance: pl.Expr) -> pl.Expr:
    """Null where nothing varies: all areas of the group at 0 or at 1."""
    return pl.when(variance > 0).then(deviation / variance.sqrt())


def _winsorised(scores: pl.Expr) -> pl.Expr:
    lowest, highest = (scores.quantile(share, interpolation="linear") for share in (WINSORISED, 1 - WINSORISED))
    return scores.clip(lowest, highest)


def _tau_squared(key: list[str]) -> pl.Expr:
    """(I phi - (I - 1)) / (sum w - sum w² / sum w) with w = 1 / variance by chance, or 0 if that is negative."""
    weight = 1 / pl.col("_chance").filter(pl.col("z_score").is_not_null())
    areas = pl.col("z_score").count()
    room = weight.sum() - weight.pow(2).sum() / weight.sum()
    excess = areas * pl.col("phi").first() - (areas - 1.0)
    return pl.when(areas > 1).then((excess / room).clip(lower_bound=0)).otherwise(0.0).over(key)


def _funnel_limits(spread: pl.Expr) -> list[pl.Expr]:
    return [
        (pl.col("pooled") + side * two_sided_z(confidence) * spread).alias(f"{name}_{level}")
        for level, confidence in FUNNEL_LEVELS.items()
        for name, side in (("lower", -1), ("upper", 1))
    ]
