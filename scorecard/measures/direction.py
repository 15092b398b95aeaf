"""Direction of travel: which way a figure moved, what its arrow should be, and whether that is good.

Three different things that packs print as one arrow:

- ``moved``: did the number go up, down or stay level?
- ``arrow``: what would this report family print? Families whose arrows mean *performance* turn the arrow round
  where low is good; families whose arrows mean the *number* never do. Measures without a good direction
  ("info") and measures with a range ("within limits") always show the number (keys to the arrows in the packs
  of January 2017, June 2020 and September 2023).
- ``judgement``: better or worse, which needs polarity, and for a range the range itself.

A figure is level if it prints the same. The counts behind two equal printed percentages may still differ; that
is said apart, in ``moved_by_counts`` (compare unrounded where counts are known: LAIT user guide, Department for
Education).
"""

from __future__ import annotations

import polars as pl

from scorecard.measures.gaps import gap_to_target

UP, DOWN, LEVEL = "up", "down", "level"
BETTER, WORSE, SAME = "better", "worse", "no change"
ARROWS_MEAN = ("performance", "number")
STEPS = {"month": "1mo", "quarter": "3mo"}
"""The kinds of periods between which arrows are printed, and how far each lies from the next."""
_OPPOSITE = {UP: DOWN, DOWN: UP, LEVEL: LEVEL}


def next_start() -> pl.Expr:
    """The first day of the month, or quarter, after that of a row with ``period_kind`` and ``period_start``."""
    return (
        pl.when(pl.col("period_kind") == "quarter")
        .then(pl.col("period_start").dt.offset_by(STEPS["quarter"]))
        .otherwise(pl.col("period_start").dt.offset_by(STEPS["month"]))
        .alias("period_start")
    )


def moved(value: str = "value", previous: str = "previous") -> pl.Expr:
    """``up``, ``down`` or ``level``: the sign of the change between two printed numbers; null if one is missing."""
    change = pl.col(value) - pl.col(previous)
    return (
        pl.when(change > 0).then(pl.lit(UP)).when(change < 0).then(pl.lit(DOWN)).when(change == 0).then(pl.lit(LEVEL))
    )


def moved_by_counts() -> pl.Expr:
    """The same from x of y, by cross-multiplication, so without rounding; null unless both are printed.

    Needs ``numerator``, ``denominator``, ``previous_numerator`` and ``previous_denominator``.
    """
    now = pl.col("numerator") * pl.col("previous_denominator")
    then = pl.col("previous_numerator") * pl.col("denominator")
    whole = (pl.col("denominator") > 0) & (pl.col("previous_denominator") > 0)
    return (
        pl.when(whole & (now > then))
        .then(pl.lit(UP))
        .when(whole & (now < then))
        .then(pl.lit(DOWN))
        .when(whole & (now == then))
        .then(pl.lit(LEVEL))
    )


def arrow(*, move: str = "moved", good: str = "good", arrows_mean: str = "arrows_mean") -> pl.Expr:
    """The arrow this report family would print for a move; null where its meaning or the move is not known."""
    turned = (pl.col(good) == "low") & (pl.col(arrows_mean) == "performance")
    known = pl.col(arrows_mean).is_in(ARROWS_MEAN) & pl.col(good).is_not_null()
    return (
        pl.when(known & turned)
        .then(pl.col(move).replace_strict(_OPPOSITE, default=None))
        .when(known)
        .then(pl.col(move))
    )


def judgement(*, move: str = "moved", good: str = "good") -> pl.Expr:
    """``better``, ``worse`` or ``no change``; null where no direction is good.

    Within limits: better when it came closer to the range of ``limit_lower`` to ``limit_upper``, worse when it
    moved away from it, no change while it stays inside; null where the range is not known.
    """
    level = pl.when(pl.col(move) == LEVEL).then(pl.lit(SAME))
    high = pl.when(pl.col(move) == UP).then(pl.lit(BETTER)).when(pl.col(move) == DOWN).then(pl.lit(WORSE))
    low = pl.when(pl.col(move) == UP).then(pl.lit(WORSE)).when(pl.col(move) == DOWN).then(pl.lit(BETTER))
    nearer = gap_to_target("value").abs() - gap_to_target("previous").abs()
    within = (
        pl.when(nearer < 0)
        .then(pl.lit(BETTER))
        .when(nearer > 0)
        .then(pl.lit(WORSE))
        .when(nearer == 0)
        .then(pl.lit(SAME))
    )
    return (
        pl.when(pl.col(good) == "high")
        .then(pl.coalesce(level, high))
        .when(pl.col(good) == "low")
        .then(pl.coalesce(level, low))
        .when(pl.col(good) == "within-limits")
        .then(within)
    )


def with_direction(frame: pl.DataFrame) -> pl.DataFrame:
    """``frame`` with ``moved``, ``moved_by_counts``, ``arrow`` and ``judgement``.

    Needs ``value``, ``previous``, ``good`` and ``arrows_mean``; counts and limits are used where they are there.
    """
    needed = (
        "numerator",
        "denominator",
        "previous_numerator",
        "previous_denominator",
        "limit_lower",
        "limit_upper",
    )
    absent = [pl.lit(None, dtype=pl.Float64).alias(c) for c in needed if c not in frame.columns]
    return (
        frame.with_columns(absent)
        .with_columns(moved().alias("moved"), moved_by_counts().alias("moved_by_counts"))
        .with_columns(arrow().alias("arrow"), judgement().alias("judgement"))
        .drop([c for c in needed if c not in frame.columns])
    )
