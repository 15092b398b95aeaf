"""The ordinary mistakes with a printed percentage of x of y: another x, another y or another reading of it.

Each candidate is what such a mistake would have left behind; those whose x of y gives the printed figure exactly are
tries.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from scorecard.column_words import MICROS, bare_number, bare_units
from scorecard.validate.rules.shared import rounding
from scorecard.validate.rules.shared.causes.tries import (
    LAST_RESORT,
    causes_wanted,
    digits_exchanged,
    named,
    numbered,
    try_of,
    with_rank,
)
from scorecard.validate.rules.shared.pairs import others
from scorecard.validate.rules.shared.shares import HUNDRED

_DIGITS = 6
"""Counts and percentages with more digits than this get no candidates with other digits."""
_OF_A_SERIES = ["indicator", "area", "breakdown"]
_NEAR = 4
"""By so many children two counts of one group may differ."""
_CANDIDATE = ["row", "value", "decimals", "numerator", "denominator", "habit", "words", "order"]


def suggested_shares(failing: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """``failing`` percentages with ``suggestion``: the mistakes that give the printed one exactly, null without any.

    ``failing`` and ``cells`` are percentages with their counts (see `percentages.with_habit`); the neighbours'
    counts are taken from ``cells``.
    """
    asked = numbered(failing)
    if not causes_wanted():
        return named(asked, []).drop("row")
    tried = pl.concat([one.select(_CANDIDATE) for one in (*_own_mistakes(asked), *_neighbours(asked, cells))])
    fitting = tried.filter(_fits(tried))
    return named(asked, [try_of(fitting, pl.col("words"), pl.col("order"))]).drop("row")


def suggested_linked_shares(failing: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The same for percentages whose counts are printed elsewhere; both need ``numerator`` and ``denominator``."""
    x, y = pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64)
    more = [
        pl.lit("half up").alias("habit"),
        (pl.col("micro") // pl.col("step")).alias("printed_units"),
        ((200 * MICROS * x + pl.col("step") * y) // (2 * pl.col("step") * y)).alias("expected_units"),
    ]
    return suggested_shares(failing.with_columns(more), pairs.with_columns(more))


def suggested_wholes(failing: pl.DataFrame) -> pl.DataFrame:
    """``failing`` percentages that no whole number of ``denominator`` gives, with ``suggestion``: null where not one
    mistake alone gives it.

    It was cut off instead of rounded, or the whole is one that is greater or less by up to four: children who came or
    went between two counts. Needs the columns of `shares.with_whole_numerators`.
    """
    asked = numbered(failing)
    if not causes_wanted():
        return named(asked, []).drop("row")
    whole, percentage = pl.col("denominator").cast(pl.Int64), pl.col("micro")
    floor = HUNDRED * pl.col("high") // (whole * pl.col("step")) * pl.col("step")
    cut = try_of(asked.filter(floor == percentage), "it was cut off instead of rounded", 0)
    near = asked.join(pl.DataFrame({"more": [n for n in range(-_NEAR, _NEAR + 1) if n]}), how="cross")
    meant = near.with_columns((whole + pl.col("more")).alias("meant")).filter(pl.col("meant") > 0)
    part = (percentage * pl.col("meant") + HUNDRED // 2) // HUNDRED
    fits = ((percentage * pl.col("meant") - HUNDRED * part).abs() <= pl.col("half") * pl.col("meant")) & (part > 0)
    than = pl.format("{} {} than {}", pl.col("more").abs(), _more(), bare_number("denominator"))
    words = pl.format("it is {} of {}, {}", part, "meant", than)
    every = pl.concat([cut, try_of(meant.filter(fits), words, 0)])
    return named(asked, [every.filter(pl.len().over("row") == 1)]).drop("row")


def _more() -> pl.Expr:
    return pl.when(pl.col("more") > 0).then(pl.lit("more")).otherwise(pl.lit("fewer"))


def _fits(tried: pl.DataFrame) -> pl.Series:
    """True where the candidate's x of y gives the candidate's percentage in the table's habit or half up."""
    columns = (
        tried[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for name in ("value", "decimals", "numerator", "denominator")
    )
    shares = rounding.read_shares(*columns)
    fits = rounding.matches(shares, "half up")
    for habit in rounding.HABITS[1:]:
        fits = fits | (rounding.matches(shares, habit) & (tried["habit"] == habit).to_numpy())
    # a share of nothing, or of everything, fits too much to explain anything
    telling = (shares.floor > 0) & ((tried["numerator"] != tried["denominator"]).fill_null(False).to_numpy())
    return pl.Series(np.asarray(fits & np.asarray(telling, dtype=bool)))


def _own_mistakes(failing: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Mistakes that need no other figure: factors of ten, digit swaps, x and y exchanged, the remainder's share."""
    yield from _moved_points(failing)
    yield failing.with_columns(
        (100 - pl.col("value")).alias("value"),
        pl.lit("it is the share of the others (100% less the percentage of x of y)").alias("words"),
        pl.lit(3).alias("order"),
    )
    yield failing.with_columns(
        pl.col("denominator").alias("numerator"),
        pl.col("numerator").alias("denominator"),
        pl.lit("numerator and denominator have been exchanged").alias("words"),
        pl.lit(3).alias("order"),
    )
    yield from _digit_swaps(failing)
    yield from _wrong_digit(failing)


def _moved_points(failing: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The same digits with the decimal point elsewhere: the figure keeps all that was printed."""
    value, decimals = pl.col("value"), pl.col("decimals")
    for power, times in ((1, "ten times"), (2, "a hundred times")):
        moved = {
            "low": (value * 10**power, pl.max_horizontal(decimals - power, pl.lit(0, dtype=pl.Int8))),
            "high": (value / 10**power, decimals + power),
        }
        for way, (meant, places) in moved.items():
            words = pl.lit(f"the printed percentage is {times} too {way}, its decimal point has moved")
            yield failing.with_columns(
                meant.alias("value"),
                places.cast(pl.Int8).alias("decimals"),
                words.alias("words"),
                pl.lit(2).alias("order"),
            )


def _digit_swaps(failing: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Two neighbouring digits exchanged in the percentage, in x or in y."""
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    for column, name in (
        ("value", "the percentage"),
        ("numerator", "the numerator"),
        ("denominator", "the denominator"),
    ):
        unit = scale if column == "value" else pl.lit(1.0)
        digits = (pl.col(column) * unit).round(0).cast(pl.Int64, strict=False).cast(pl.String)
        for swapped, possible in digits_exchanged(digits, _DIGITS):
            meant = swapped.cast(pl.Float64, strict=False) / unit
            words = pl.format("two digits of {} have changed places ({} for {})", pl.lit(name), *_shown(column, meant))
            short = digits.str.len_chars() <= _DIGITS
            yield failing.filter(possible & short & (pl.col(column) >= 0)).with_columns(
                meant.alias(column), words.alias("words"), pl.lit(1).alias("order")
            )


def _wrong_digit(failing: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One digit of the percentage is another one; not the last, where rounding alone may make the difference."""
    printed, meant = (pl.col(name).abs().cast(pl.String) for name in ("printed_units", "expected_units"))
    last = pl.col("printed_units").cast(pl.String).str.len_chars() - 1
    differing = pl.sum_horizontal(
        (printed.str.slice(at, 1) != meant.str.slice(at, 1)).cast(pl.Int8) for at in range(_DIGITS)
    )
    same_length = printed.str.len_chars() == meant.str.len_chars()
    same_last = printed.str.slice(last, 1) == meant.str.slice(last, 1)
    value = pl.col("expected_units") / pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    words = pl.format("one digit of the percentage is wrong ({} for {})", *_shown("value", value))
    likely = same_length & same_last & (differing == 1) & (last >= 1)
    yield failing.filter(likely).with_columns(
        value.alias("value"), words.alias("words"), pl.lit(LAST_RESORT).alias("order")
    )


def _shown(column: str, meant: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A figure as printed and as it may have been meant: percentages keep their decimals."""
    if column != "value":
        return bare_number(column), bare_number(meant)
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    printed, other = (bare_units((one * scale).round(0), "decimals") for one in (pl.col(column), meant))
    return printed, other


def _neighbours(failing: pl.DataFrame, cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The x, the y or the whole figure of a neighbour: another column of the line, the line above or below,
    the same month a year earlier."""
    near = _beside(failing, cells)
    about = pl.format("{} ({})", "relation", pl.col("other_period").fill_null("no period"))
    x, y = pl.col("other_numerator"), pl.col("other_denominator")
    other_x, other_y = x != pl.col("numerator"), y != pl.col("denominator")
    told = {
        "y": pl.format("divided by {}, the denominator of {}", bare_number(y), about),
        "x": pl.format("divides {}, the numerator of {}", bare_number(x), about),
        "both": pl.format("it is the share of {}: {} of {}", about, bare_number(x), bare_number(y)),
    }
    for which, differs in (("y", other_y), ("x", other_x), ("both", other_x & other_y)):
        yield near.filter(differs).with_columns(
            (pl.col("numerator") if which == "y" else x).alias("numerator"),
            (pl.col("denominator") if which == "x" else y).alias("denominator"),
            told[which].alias("words"),
            pl.lit(0).alias("order"),
        )


def _beside(failing: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a failing percentage with other counts of its table near to it: ``relation`` says where they stand."""
    kept = ["cell", *_OF_A_SERIES, "period_end", "period_kind", "period", "numerator", "denominator", "value"]
    near = others(with_rank(cells, cells), ["document", "table"], "rank", *kept)
    pairs = with_rank(failing, cells).join(near, on=["document", "table"])
    apart = pl.col("other_rank") - pl.col("rank")
    below_one_another = pl.col("cell") == pl.col("other_cell")
    relation = (
        pl.when(apart == 0)
        .then(pl.lit("the neighbouring column"))
        .when(_a_year_earlier())
        .then(pl.lit("the same period a year earlier"))
        .when((apart == -1) & below_one_another)
        .then(pl.lit("the row above"))
        .when((apart == 1) & below_one_another)
        .then(pl.lit("the row below"))
    )
    return pairs.with_columns(relation.alias("relation")).filter(pl.col("relation").is_not_null())


def _a_year_earlier() -> pl.Expr:
    """The other counts are those of the same series for the same period of the year before."""
    same_series = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"other_{name}")) for name in _OF_A_SERIES)
    end, other_end = pl.col("period_end"), pl.col("other_period_end").dt.offset_by("1y")
    same_kind = pl.col("period_kind") == pl.col("other_period_kind")
    return same_series & same_kind & (other_end.dt.month_end() == end.dt.month_end())
