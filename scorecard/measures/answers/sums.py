"""The year to date and the rolling year, worked out from months where months add up, beside what is printed."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import (
    DEPENDS,
    LISTED,
    NOT_DECIDABLE,
    ROBUST,
    answers,
    micros,
    subject,
)
from scorecard.measures.year_on_year import SERIES

_SERIES = [c for c in SERIES if c != "period_kind"]
_YEAR = 12
_PARTS = {
    "year-to-date": "the months since April added up; a share is the sum of x of the sum of y",
    "rolling-12-months": "twelve months added up; a share is the sum of x of the sum of y",
}
AGREES, DIFFERS, NOT_PRINTED = "agrees", "differs", "not-printed"


def sums(material: Material) -> pl.DataFrame:
    """The measures ``year-to-date`` and ``rolling-12-months`` of every month of which all months before are printed.

    Of counts whose months add up, and of shares counted in the month with x and y. ``answer_value`` is what the months
    give. ``verdict``: does the printed figure of the same time agree, ``differs`` or is there none?
    """
    figures = material.figures.filter(~pl.col("quoted"))
    counts = pl.col("adds_up").fill_null(False) & (pl.col("unit") == "count")
    shares = (pl.col("unit") == "percent") & (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    months = figures.filter(
        (pl.col("period_kind") == "month") & (pl.col("basis") == "in-month") & (counts | shares)
    ).with_columns(_number().alias("_month"))
    printed = figures.filter(pl.col("period_kind") == "year_to_date").select(
        *_SERIES,
        "period_end",
        pl.col("value").alias("printed"),
        pl.col("decimals").alias("printed_decimals"),
        pl.col("place").alias("printed_place"),
    )
    rolling = (
        figures.join(
            material.rules.filter(pl.col("rolling_of").is_not_null()).select("indicator", "rolling_of"), on="indicator"
        )
        .filter(pl.col("period_kind") == "month")
        .select(
            pl.col("rolling_of").alias("indicator"),
            *_SERIES[1:],
            "period_end",
            pl.col("value").alias("printed"),
            pl.col("decimals").alias("printed_decimals"),
            pl.col("place").alias("printed_place"),
        )
    )
    since_april = (pl.col("period_start").dt.month().cast(pl.Int32) - 4) % _YEAR + 1
    return pl.concat(
        [
            _added(months.with_columns(since_april.alias("_parts")), printed, "year-to-date"),
            _added(months.with_columns(pl.lit(_YEAR, pl.Int32).alias("_parts")), rolling, "rolling-12-months"),
        ]
    )


def _number() -> pl.Expr:
    return pl.col("period_start").dt.year().cast(pl.Int32) * _YEAR + pl.col("period_start").dt.month().cast(pl.Int32)


def _added(months: pl.DataFrame, printed: pl.DataFrame, measure: str) -> pl.DataFrame:
    """One row per month of which all ``_parts`` months up to it are printed, with their sum beside the printed one."""
    ends = months.with_row_index("_end")
    parts = months.select(
        *_SERIES,
        pl.col("_month").alias("part"),
        pl.col("value").alias("part_value"),
        pl.col("numerator").alias("part_x"),
        pl.col("denominator").alias("part_y"),
        pl.col("place").alias("part_place"),
        (pl.col("severity") == "error").fill_null(False).alias("part_wrong"),
    )
    inside = (
        ends.select("_end", "_month", "_parts", *_SERIES)
        .join(parts, on=_SERIES, nulls_equal=True)
        .filter((pl.col("part") > pl.col("_month") - pl.col("_parts")) & (pl.col("part") <= pl.col("_month")))
    )
    totals = (
        inside.sort("_end", "part")
        .group_by("_end", maintain_order=True)
        .agg(
            pl.len().alias("there"),
            pl.col("part_value", "part_x", "part_y").sum(),
            pl.col("part_wrong").any(),
            pl.col("part_place").str.join(LISTED).alias("inputs"),
        )
    )
    complete = ends.join(totals, on="_end", validate="1:1", maintain_order="left").filter(
        pl.col("there") == pl.col("_parts")
    )
    beside = complete.join(
        printed.unique([*_SERIES, "period_end"], keep="first", maintain_order=True),
        on=[*_SERIES, "period_end"],
        how="left",
        nulls_equal=True,
        validate="m:1",
        maintain_order="left",
    )
    share = pl.col("unit") == "percent"
    value = pl.when(share).then(100 * pl.col("part_x") / pl.col("part_y")).otherwise("part_value")
    return answers(_told(beside.with_columns(value.alias("answer_value")), measure), measure)


def _told(rows: pl.DataFrame, measure: str) -> pl.DataFrame:
    half = (
        pl.when(pl.col("unit") == "percent")
        .then(0.5 * pl.lit(10.0).pow(-pl.col("printed_decimals").cast(pl.Int32)))
        .otherwise(0.0)
    )
    near = (pl.col("answer_value") - pl.col("printed")).abs() <= half + 1e-9
    verdict = (
        pl.when(pl.col("printed").is_null())
        .then(pl.lit(NOT_PRINTED))
        .when(near)
        .then(pl.lit(AGREES))
        .otherwise(pl.lit(DIFFERS))
    )
    exact = (
        pl.when(pl.col("unit") == "percent")
        .then((pl.col("answer_value") * 10 + 0.5).floor() / 10)
        .otherwise("answer_value")
    )
    places = pl.when(pl.col("unit") == "percent").then(1).otherwise(0)
    given = said.with_unit(said.number((exact * said.MICROS).round(0).cast(pl.Int64), places), pl.col("unit"))
    shown = said.with_unit(said.number(micros("printed"), pl.col("printed_decimals")), pl.col("unit"))
    beside = (
        pl.when(pl.col("verdict") == NOT_PRINTED)
        .then(pl.lit("none is printed"))
        .when(pl.col("verdict") == AGREES)
        .then(pl.format("{} is printed", shown))
        .otherwise(pl.format("but {} is printed", shown))
    )
    what = pl.lit("the year so far" if measure == "year-to-date" else "the last twelve months")
    wrong = pl.col("part_wrong")
    return rows.with_columns(
        verdict.alias("verdict"),
        pl.col("unit").alias("answer_unit"),
        pl.lit("months added up").alias("method"),
        pl.lit(_PARTS[measure]).alias("settings"),
        pl.when(wrong)
        .then(pl.lit(NOT_DECIDABLE))
        .when(verdict == DIFFERS)
        .then(pl.lit(DEPENDS))
        .otherwise(pl.lit(ROBUST))
        .alias("sure"),
        pl.when(wrong).then(pl.lit("under-error")).alias("reason"),
        pl.col("printed_place").alias("against"),
        pl.concat_str("inputs", "printed_place", separator=LISTED, ignore_nulls=True).alias("inputs"),
    ).with_columns(
        pl.when(wrong).then(None).otherwise("verdict").alias("verdict"),
        pl.format("{}: {} for {} by its months; {}.", subject(), given, what, beside).alias("words"),
    )
