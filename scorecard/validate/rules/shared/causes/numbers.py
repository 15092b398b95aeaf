"""The ordinary mistakes with any printed number: each try is a join with the printed ones, or arithmetic on columns.

A neighbour's figure, the figure of the period before, a moved decimal point, two digits exchanged, a last decimal cut
off.
"""

from __future__ import annotations

import polars as pl

from scorecard.column_words import MICROS, number
from scorecard.validate.rules.shared.causes.tries import (
    LONGEST,
    causes_wanted,
    named,
    numbered,
    telling,
    try_of,
    with_digits_exchanged,
    with_rank,
    years_apart,
)

SERIES = ["document", "indicator", "area", "breakdown", "unit"]
"""What the figures of one measure share in the document, whatever their period."""
_BINARY_NOISE = 1e-9
"""So little may a whole number of units lack because fractions are binary."""
_NEIGHBOURING = ["line", "cell", "micro", "period", "period_kind", "period_start", "table", "indicator"]


def suggested(failing: pl.DataFrame, figures: pl.DataFrame, *more: pl.DataFrame) -> pl.DataFrame:
    """``failing`` with ``suggestion``: the mistakes that give the printed figure exactly, null where none does.

    ``failing`` needs the place and subject of each figure, ``micro``, ``decimals``, ``lower`` and ``upper``;
    ``figures`` is every printed number (see `figures.figures`); ``more`` are tries of the rule's own, of the rows of
    `tries.numbered`.
    """
    asked = numbered(failing)
    if not causes_wanted():
        return named(asked, []).drop("row")
    printed = figures.filter(pl.col("micro").is_not_null())
    printed = printed.filter(pl.col("what") == "value") if "what" in printed.columns else printed
    tries = [
        _other_period(asked, printed),
        _neighbour(asked, printed),
        _exchanged(asked),
        _decimal_point(asked),
        _digits(asked),
        _cut_off(asked),
    ]
    return named(asked, [*tries, *more]).drop("row")


def _near(figures: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """``figures`` by ``columns``, with what is told of a neighbour as ``<column>_near``."""
    wanted = [c for c in _NEIGHBOURING if c not in columns]
    return figures.select(*columns, *(pl.col(c).alias(f"{c}_near") for c in wanted))


def _other_period(asked: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """The same measure prints this very figure for the period before or after, or for the same month a year away."""
    pairs = asked.filter(telling()).join(_near(printed, *SERIES, "micro"), on=[*SERIES, "micro"], nulls_equal=True)
    days = (pl.col("period_start") - pl.col("period_start_near")).dt.total_days().abs()
    alike = (pl.col("period_kind") == pl.col("period_kind_near")) & (
        days.is_between(28, 31) | days.is_between(365, 366)
    )
    near = alike | (years_apart("period", "period_near") == 1)
    elsewhere = pl.col("line") != pl.col("line_near")
    words = pl.format("it is the figure of {} (line {})", "period_near", "line_near")
    order = pl.when(elsewhere).then(0).otherwise(1)
    return try_of(pairs.filter(near.fill_null(False) & (pl.col("period") != pl.col("period_near"))), words, order)


def _beside(asked: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a failing figure with the figures of its unit next to it: ``side`` says which."""
    own = with_rank(asked, printed)
    near = _near(with_rank(printed, printed), "document", "table", "unit", "area", "breakdown", "rank").rename(
        {"area": "area_near", "breakdown": "breakdown_near", "rank": "rank_near"}
    )
    apart, aside = pl.col("rank_near") - pl.col("rank"), pl.col("cell_near") - pl.col("cell")
    side = (
        pl.when((apart == -1) & (aside == 0))
        .then(pl.lit("the row above"))
        .when((apart == 1) & (aside == 0))
        .then(pl.lit("the row below"))
        .when((apart == 0) & aside.is_in([-2, -1]))
        .then(pl.lit("the column to the left"))
        .when((apart == 0) & aside.is_in([1, 2]))
        .then(pl.lit("the column to the right"))
    )
    pairs = own.join(near, on=["document", "table", "unit"]).with_columns(side.alias("side"))
    return pairs.filter(pl.col("side").is_not_null())


def _neighbour(asked: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """The row above or below, or the next column, prints this very figure."""
    pairs = _beside(asked.filter(telling()), printed)
    words = pl.format("it is the figure of {}", "side")
    return try_of(pairs.filter(pl.col("micro") == pl.col("micro_near")), words, 1)


def _exchanged(asked: pl.DataFrame) -> pl.DataFrame:
    """Another failing figure of the same line, or of the same column, would fit here, and this one there."""
    judged = asked.filter(pl.col("lower").is_not_null() & pl.col("upper").is_not_null())
    kept = ["row", "line", "cell", "micro", "lower", "upper", "published"]
    other = judged.select("document", "table", "unit", *(pl.col(c).alias(f"{c}_near") for c in kept))
    pairs = judged.join(other, on=["document", "table", "unit"]).filter(
        (pl.col("row") != pl.col("row_near"))
        & ((pl.col("line") == pl.col("line_near")) | (pl.col("cell") == pl.col("cell_near")))
    )
    here = (pl.col("micro_near") / MICROS).is_between("lower", "upper")
    there = (pl.col("micro") / MICROS).is_between("lower_near", "upper_near")
    words = pl.format("it has changed places with {} at line {}", "published_near", "line_near")
    return try_of(pairs.filter(here & there & (pl.col("micro") != pl.col("micro_near"))), words, 0)


def _within(micro: pl.Expr) -> pl.Expr:
    """A number lies in the row's interval, to its last printed decimal."""
    slack = pl.lit(10.0).pow(-pl.col("decimals").fill_null(0).cast(pl.Int64) - 1) * 5
    value = micro / MICROS
    both = pl.col("lower").is_not_null() & pl.col("upper").is_not_null()
    return both & (value >= pl.col("lower") - slack) & (value <= pl.col("upper") + slack)


def _decimal_point(asked: pl.DataFrame) -> pl.DataFrame:
    """Ten or a hundred times the figure, or a tenth or hundredth of it, would fit."""
    moved = [
        (pl.col("micro") * factor if way == "small" else pl.col("micro") / factor, f"{times} times too {way}")
        for factor, times in ((10, "ten"), (100, "a hundred"))
        for way in ("small", "large")
    ]
    return pl.concat(
        try_of(asked.filter(_within(micro) & telling()), f"it is {much}: the decimal point has moved", 3)
        for micro, much in moved
    )


def _digits(asked: pl.DataFrame) -> pl.DataFrame:
    """Two neighbouring digits in the other order would fit."""
    places = pl.col("decimals").fill_null(0).cast(pl.Int64).clip(0, 5)
    unit = MICROS // pl.lit(10, dtype=pl.Int64).pow(places).cast(pl.Int64)
    read = asked.filter(pl.col("micro") >= 0).with_columns(
        places.alias("_places"), unit.alias("_unit"), (pl.col("micro") // unit).cast(pl.String).alias("_digits")
    )
    swapped = with_digits_exchanged(read, "_digits", LONGEST)
    meant = swapped.with_columns((pl.col("_swapped").cast(pl.Int64, strict=False) * pl.col("_unit")).alias("_meant"))
    told = pl.format(
        "two digits have changed places ({} for {})", "published", number(pl.col("_meant"), pl.col("_places"))
    )
    return try_of(meant.filter(_exactly(pl.col("_meant"))), told, 2)


def _exactly(micro: pl.Expr) -> pl.Expr:
    value = micro / MICROS
    return (value >= pl.col("lower")) & (value <= pl.col("upper"))


def _cut_off(asked: pl.DataFrame) -> pl.DataFrame:
    """The last decimal was cut off: the figure is what is left of the expected one."""
    if "expected_value" not in asked.columns:
        return try_of(asked.clear(), "", 0)
    unit = pl.lit(10.0).pow(pl.col("decimals").fill_null(0).cast(pl.Int64))
    left = (pl.col("expected_value") * unit + _BINARY_NOISE).floor() == (pl.col("published_value") * unit).round(0)
    cut = left & (pl.col("unit") != "count") & (pl.col("expected_value") > pl.col("published_value"))
    return try_of(asked.filter(cut), "it was cut off instead of rounded", 1)
