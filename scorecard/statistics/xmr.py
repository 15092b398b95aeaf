"""XmR charts: process limits, the four special causes, and what they say for a good direction and a target.

The rules are those of the NHS Making Data Count team as its Excel tool applies them: 2.66 x mean moving range, runs
of seven, no screening, and improvement wins where signals conflict. Other tools differ in each of these
(NHSRplotthedots, ``R/ptd_spc_standard.R``, ``R/ptd_calculate_point_type.R``, ``R/ptd_calculate_assurance_type.R``,
``vignettes/deviations.Rmd``; NHSDigital/fdp-react-design-system, ``SPC-Charts-XmR-Testing.md``,
``SPCRuleClashExplanationV1.0.md``), so that `settings_words` belongs under every chart.

A group is one unbroken stretch: rows in the order of time, a value in each, no gap and no step between them. Two
numbers are the same if they differ by no more than 1e-9 of the largest number of their group: a point printed as 91.3
lies on a mean of 91.3, however both were worked out. No limit is cut at 0 or 100.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.statistics.columns import keys, number

LIMIT_FACTOR = 2.66
"""3 / 1.128, rounded as in the Excel tool."""
SIGMA_DIVISOR = 1.128
"""The mean range of two normal values, in standard deviations (d2 of Shewhart charts)."""
SCREENING_FACTOR = 3.267
MINIMUM_POINTS = 13
"""Fewer points carry no icon, and should carry no limits (Making Data Count)."""
RUN = 7
CAUSES = ("outside", "trend", "next_trend", "two_of_three", "shift")
"""The special causes, the first of which tells the direction of a point without a good one (NHSRplotthedots)."""
HIGH, LOW = "high", "low"
COMMON_CAUSE = "common-cause"
PASSES, FAILS, HIT_OR_MISS = "passes", "fails", "hit-or-miss"
_SAME = 1e-9


def limits(
    points: pl.DataFrame, *, by: str | Sequence[str], value: str = "value", screening: bool = False
) -> pl.DataFrame:
    """``points`` with the limits of their group, the same in each of its rows and all in the unit of ``value``.

    Added: ``points`` (how many), ``centre`` (mean), ``mean_moving_range``, ``sigma`` (that / 1.128), ``lower`` and
    ``upper`` (centre -/+ 2.66 mean moving ranges), ``lower_warning`` and ``upper_warning`` (two thirds of the way). A
    group of one point has no range, so that all but ``points`` and ``centre`` are null. ``screening`` leaves out,
    once, moving ranges at or above 3.267 times their mean, as NHSRplotthedots does by default.

    Raises ValueError if a value is missing: a stretch with a gap is two stretches.
    """
    key, reading = keys(by), number(value)
    if missing := points.select(reading.is_null().sum()).item():
        raise ValueError(f"{missing} of {points.height} values are missing; cut the series where it has a gap")
    return (
        points.with_columns(reading.diff().abs().over(key).alias("_range"))
        .with_columns(
            pl.len().over(key).alias("points"),
            reading.mean().over(key).alias("centre"),
            _mean_range(screening=screening).over(key).alias("mean_moving_range"),
        )
        .with_columns((pl.col("mean_moving_range") / SIGMA_DIVISOR).alias("sigma"))
        .with_columns(
            (pl.col("centre") + share * LIMIT_FACTOR * pl.col("mean_moving_range")).alias(name)
            for name, share in (("lower", -1), ("upper", 1), ("lower_warning", -2 / 3), ("upper_warning", 2 / 3))
        )
        .drop("_range")
    )


def special_causes(
    points: pl.DataFrame, *, by: str | Sequence[str], run: int = RUN, value: str = "value"
) -> pl.DataFrame:
    """``points`` that have their `limits` with five columns, each ``high``, ``low`` or null.

    - ``outside``: strictly beyond a limit.
    - ``shift``: one of ``run`` or more consecutive points strictly on one side of the centre; a point on it ends the
      run.
    - ``trend``: one of ``run`` or more points, each strictly above (``high``) or below (``low``) the one before. It
      is the direction of travel, not the side of the centre.
    - ``next_trend``: at a turning point, which ends one trend and begins another, the one that it begins.
    - ``two_of_three``: beyond two sigma but not beyond the limit, where two such points are among three consecutive
      ones on the same side of the centre.
    """
    key = keys(by)
    return (
        points.with_columns((_SAME * number(value).abs().max().over(key)).alias("_same"))
        .with_columns(_signs(number(value), key))
        .with_columns(pl.col(f"_{sign}").rle_id().over(key).alias(f"_{sign}_run") for sign in ("side", "step"))
        .with_columns(pl.len().over([*key, f"_{sign}_run"]).alias(f"_{sign}_length") for sign in ("side", "step"))
        .with_columns(
            _word(pl.col("_beyond")).alias("outside"),
            _word(pl.when(pl.col("_side_length") >= run).then("_side")).alias("shift"),
            *_trends(run, key),
            pl.coalesce(_two_of_three(sign, key) for sign in (1, -1)).alias("two_of_three"),
        )
        .drop("_same", "_side", "_step", "_beyond", "_warned", "_side_run", "_step_run", "_side_length", "_step_length")
    )


def variation(points: pl.DataFrame, *, good: str, minimum: int = MINIMUM_POINTS) -> pl.DataFrame:
    """``points`` that have their `special_causes` with ``variation``; that of a group's last point is its icon.

    ``common-cause``, or ``improvement-``, ``concern-`` or ``neutral-`` with the direction of the signal (``high``,
    ``low``). The column ``good`` names the good direction; with anything but ``high`` and ``low`` in it a signal is
    neutral. A point with signals in both directions is an improvement (Excel tool). Null in groups of fewer than
    ``minimum`` points.
    """
    high, low = (pl.any_horizontal(pl.col(cause).eq_missing(pl.lit(way)) for cause in CAUSES) for way in (HIGH, LOW))
    best, worst = pl.col(good) == HIGH, pl.col(good) == LOW
    said = (
        pl.when(~high & ~low)
        .then(pl.lit(COMMON_CAUSE))
        .when(best & high)
        .then(pl.lit("improvement-high"))
        .when(worst & low)
        .then(pl.lit("improvement-low"))
        .when(best)
        .then(pl.lit("concern-low"))
        .when(worst)
        .then(pl.lit("concern-high"))
        .otherwise(pl.format("neutral-{}", pl.coalesce(CAUSES)))
    )
    return points.with_columns(pl.when(_enough(minimum)).then(said).alias("variation"))


def assurance(frame: pl.DataFrame, *, good: str, target: str, minimum: int = MINIMUM_POINTS) -> pl.DataFrame:
    """``frame`` that has its `limits` with ``assurance``: does the process reach the target in the column ``target``?

    ``passes`` or ``fails`` if the target lies outside the limits, ``hit-or-miss`` if it lies between or on them.
    Limits without width (a constant series) pass if the constant meets the target and fail otherwise. Null without a
    target, in groups of fewer than ``minimum`` points, and where ``good`` is neither ``high`` nor ``low``.
    """
    aim = number(target)
    same = _SAME * pl.max_horizontal(aim.abs(), pl.col("lower").abs(), pl.col("upper").abs())
    constant = pl.col("upper") - pl.col("lower") <= same
    within_reach, out_of_reach = aim < pl.col("lower") - same, aim > pl.col("upper") + same
    high_is_good = pl.col(good) == HIGH
    passes = pl.when(high_is_good).then(within_reach).otherwise(out_of_reach)
    fails = pl.when(high_is_good).then(out_of_reach).otherwise(within_reach)
    said = (
        pl.when(fails).then(pl.lit(FAILS)).when(passes | constant).then(pl.lit(PASSES)).otherwise(pl.lit(HIT_OR_MISS))
    )
    sayable = _enough(minimum) & pl.col(good).is_in([HIGH, LOW]) & aim.is_not_null()
    return frame.with_columns(pl.when(sayable).then(said).alias("assurance"))


def settings_words(*, run: int = RUN, screening: bool = False, minimum: int = MINIMUM_POINTS) -> str:
    """The rule set in one sentence, to stand under a chart.

    >>> settings_words().split(", ")[:2]
    ['XmR limits of 13 or more consecutive points', '2.66 × mean moving range']
    """
    screened = f"moving ranges of {SCREENING_FACTOR} times their mean or more left out once"
    return (
        f"XmR limits of {minimum} or more consecutive points, {LIMIT_FACTOR} × mean moving range, "
        f"{screened if screening else 'no screening'}, runs of {run} for shifts and trends, "
        "two of three points beyond two sigma, improvement wins where signals conflict."
    )


def _mean_range(*, screening: bool) -> pl.Expr:
    ranges = pl.col("_range")
    if not screening:
        return ranges.mean()
    kept = (ranges < (1 - _SAME) * SCREENING_FACTOR * ranges.mean()) | (ranges == 0)
    return ranges.filter(kept).mean()


def _signs(reading: pl.Expr, key: list[str]) -> list[pl.Expr]:
    """Each 1, -1 or 0: side of the centre, step from the last point, beyond a limit, beyond two sigma but no limit."""
    beyond = _sign(reading - pl.col("upper")).clip(0, 1) + _sign(reading - pl.col("lower")).clip(-1, 0)
    warned = _sign(reading - pl.col("upper_warning")).clip(0, 1) + _sign(reading - pl.col("lower_warning")).clip(-1, 0)
    return [
        _sign(reading - pl.col("centre")).alias("_side"),
        _sign(reading.diff().over(key)).alias("_step"),
        beyond.alias("_beyond"),
        (warned - beyond).alias("_warned"),
    ]


def _sign(difference: pl.Expr) -> pl.Expr:
    """1, -1, or 0 where there is no difference, or none to speak of."""
    return pl.when(difference > pl.col("_same")).then(1).when(difference < -pl.col("_same")).then(-1).otherwise(0)


def _word(sign: pl.Expr) -> pl.Expr:
    return pl.when(sign > 0).then(pl.lit(HIGH)).when(sign < 0).then(pl.lit(LOW))


def _trends(run: int, key: list[str]) -> list[pl.Expr]:
    """The direction of the steps into a point, or else out of it, if they are `run` - 1 or more; and that of a turn."""
    into = pl.when(pl.col("_step_length") >= run - 1).then("_step").otherwise(0)
    out = into.shift(-1).over(key)
    return [
        _word(pl.when(into != 0).then(into).otherwise(out)).alias("trend"),
        _word(pl.when(into == -out).then(out)).alias("next_trend"),
    ]


def _two_of_three(sign: int, key: list[str]) -> pl.Expr:
    """The word of one side for the points beyond two sigma of three consecutive ones that have at least two of them."""
    three = [0, 1, 2]
    aside = pl.all_horizontal(pl.col("_side").shift(back) == sign for back in three)
    two = pl.sum_horizontal((pl.col("_warned").shift(back) == sign).cast(pl.Int8) for back in three) >= 2
    ends_here = (aside & two).fill_null(False)
    member = pl.any_horizontal(ends_here.shift(-ahead, fill_value=False) for ahead in three).over(key)
    return pl.when(member & (pl.col("_warned") == sign)).then(pl.lit(HIGH if sign > 0 else LOW))


def _enough(minimum: int) -> pl.Expr:
    return (pl.col("points") >= minimum) & pl.col("lower").is_not_null()
