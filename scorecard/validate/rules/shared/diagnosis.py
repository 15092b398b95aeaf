"""Why a printed percentage may disagree with its x of y: the ordinary mistakes, tried one by one.

Each candidate is another x, another y or another reading of the percentage that an ordinary mistake would have
left behind. Those that give the printed figure exactly are named; where several do, all are said to fit. A
suggestion is never a correction: nothing in the dataset changes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from scorecard.validate.rules.shared import rounding
from scorecard.validate.rules.shared.numbers import number_text, units_text

MAXIMUM_NAMED = 3
_DIGITS = 6  # counts and percentages with more digits than this get no digit-swap candidates
_LAST_RESORT = 9
_CANDIDATE = ["row", "value", "decimals", "numerator", "denominator", "habit", "words", "order"]


def suggest_causes(failed: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """One row per failed percentage (``row``, its index in ``failed``) with a ``suggestion``; none where none fits.

    ``failed`` and ``cells`` are percentages with their counts (see `percentages.with_habit`); the neighbours'
    counts are taken from ``cells``.
    """
    numbered = failed.with_row_index("row")
    candidates = [*_own_mistakes(numbered), *_neighbours(numbered, cells)]
    tried = pl.concat([frame.select(_CANDIDATE) for frame in candidates])
    fitting = tried.filter(_fits(tried)).sort("row", "order", "words").unique(["row", "words"], maintain_order=True)
    # one wrong digit fits easily, so it is named only where nothing else explains the figure
    first = pl.col("order") == pl.col("order").min().over("row")
    fitting = fitting.filter((pl.col("order") < _LAST_RESORT) | first)
    named = fitting.group_by("row", maintain_order=True).agg(
        pl.len().alias("fits"), pl.col("words").head(MAXIMUM_NAMED).str.join("; ").alias("words")
    )
    one, many = pl.format("Fits exactly: {}.", "words"), pl.format("{} explanations fit: {}.", "fits", "words")
    return named.select("row", pl.when(pl.col("fits") == 1).then(one).otherwise(many).alias("suggestion"))


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


def _own_mistakes(failed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Mistakes that need no other figure: factors of ten, digit swaps, x and y exchanged, the remainder's share."""
    value = pl.col("value")
    for power, words in ((1, "ten times"), (2, "a hundred times")):
        # the same digits with the point elsewhere: the figure keeps all that was printed
        shifted = {
            "low": (value * 10**power, pl.max_horizontal(pl.col("decimals") - power, pl.lit(0, dtype=pl.Int8))),
            "high": (value / 10**power, pl.col("decimals") + power),
        }
        for way, (moved, decimals) in shifted.items():
            text = pl.lit(f"the printed percentage is {words} too {way}, its decimal point has moved")
            yield failed.with_columns(
                moved.alias("value"), decimals.cast(pl.Int8), text.alias("words"), pl.lit(2).alias("order")
            )
    yield failed.with_columns(
        (100 - value).alias("value"),
        pl.lit("it is the share of the others (100% less the percentage of x of y)").alias("words"),
        pl.lit(3).alias("order"),
    )
    yield failed.with_columns(
        pl.col("denominator").alias("numerator"),
        pl.col("numerator").alias("denominator"),
        pl.lit("numerator and denominator have been exchanged").alias("words"),
        pl.lit(3).alias("order"),
    )
    yield from _digit_swaps(failed)
    yield from _wrong_digit(failed)


def _digit_swaps(failed: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Two neighbouring digits exchanged in the percentage, in x or in y."""
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    for column, name in (
        ("value", "the percentage"),
        ("numerator", "the numerator"),
        ("denominator", "the denominator"),
    ):
        unit = scale if column == "value" else pl.lit(1.0)
        digits = (pl.col(column) * unit).round(0).cast(pl.Int64, strict=False).cast(pl.String)
        for at in range(_DIGITS - 1):
            first, second = digits.str.slice(at, 1), digits.str.slice(at + 1, 1)
            swapped = pl.concat_str(digits.str.slice(0, at), second, first, digits.str.slice(at + 2))
            meant = swapped.cast(pl.Float64, strict=False) / unit
            words = pl.format("two digits of {} have changed places ({} for {})", pl.lit(name), *_shown(column, meant))
            possible = (digits.str.len_chars() >= at + 2) & (digits.str.len_chars() <= _DIGITS) & (first != second)
            yield failed.filter(possible & (pl.col(column) >= 0)).with_columns(
                meant.alias(column), words.alias("words"), pl.lit(1).alias("order")
            )


def _wrong_digit(failed: pl.DataFrame) -> Iterator[pl.DataFrame]:
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
    yield failed.filter(likely).with_columns(
        value.alias("value"), words.alias("words"), pl.lit(_LAST_RESORT).alias("order")
    )


def _shown(column: str, meant: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A figure as printed and as it may have been meant: percentages keep their decimals."""
    if column != "value":
        return number_text(column), number_text(meant)
    scale = pl.lit(10.0).pow(pl.col("decimals").cast(pl.Int64))
    printed, other = (units_text((one * scale).round(0), "decimals") for one in (pl.col(column), meant))
    return printed, other


def _neighbours(failed: pl.DataFrame, cells: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The x, the y or the whole figure of a neighbour: another column of the line, the line above or below,
    the same month a year earlier."""
    key = ["document", "table"]
    ranked = cells.with_columns(pl.col("line").rank("dense").over(key).cast(pl.Int64).alias("rank"))
    places = ranked.select(*key, "line", "rank").unique()
    own = failed.join(places, on=[*key, "line"], how="left", validate="m:1")
    other = ranked.select(
        *key,
        "rank",
        "cell",
        "indicator",
        "area",
        "breakdown",
        "period_end",
        "period_kind",
        "period",
        "numerator",
        "denominator",
        "value",
    )
    pairs = own.join(other, on=key, suffix="_other").filter(
        (pl.col("numerator") != pl.col("numerator_other")) | (pl.col("denominator") != pl.col("denominator_other"))
    )
    apart = pl.col("rank_other") - pl.col("rank")
    same_series = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(f"{name}_other")) for name in ("indicator", "area", "breakdown")
    )
    year_before = pl.col("period_end_other").dt.offset_by("1y").dt.month_end() == pl.col("period_end").dt.month_end()
    relation = (
        pl.when(apart == 0)
        .then(pl.lit("the neighbouring column"))
        .when(same_series & year_before & (pl.col("period_kind") == pl.col("period_kind_other")))
        .then(pl.lit("the same period a year earlier"))
        .when((apart == -1) & (pl.col("cell") == pl.col("cell_other")))
        .then(pl.lit("the row above"))
        .when((apart == 1) & (pl.col("cell") == pl.col("cell_other")))
        .then(pl.lit("the row below"))
    )
    near = pairs.with_columns(relation.alias("relation")).filter(pl.col("relation").is_not_null())
    about = pl.format("{} ({})", "relation", pl.col("period_other").fill_null("no period"))
    old = pl.col("numerator_other"), pl.col("denominator_other")
    other_x, other_y = old[0] != pl.col("numerator"), old[1] != pl.col("denominator")
    yield near.filter(other_y).with_columns(
        old[1].alias("denominator"),
        pl.format("divided by {}, the denominator of {}", number_text(old[1]), about).alias("words"),
        pl.lit(0).alias("order"),
    )
    yield near.filter(other_x).with_columns(
        old[0].alias("numerator"),
        pl.format("divides {}, the numerator of {}", number_text(old[0]), about).alias("words"),
        pl.lit(0).alias("order"),
    )
    yield near.filter(other_x & other_y).with_columns(
        old[0].alias("numerator"),
        old[1].alias("denominator"),
        pl.format("it is the share of {}: {} of {}", about, number_text(old[0]), number_text(old[1])).alias("words"),
        pl.lit(0).alias("order"),
    )
