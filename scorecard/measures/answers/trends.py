"""Trend marker: do five years of a share go one way? (METHODS.md, section 5, item 8.)"""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.change import breaks_before
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import DEPENDS, LISTED, NOT_DECIDABLE, answers, blocked, few, figure, subject, why
from scorecard.measures.year_on_year import SERIES
from scorecard.statistics.trend import POINTS, trend_marker

_YEARS = ("financial_year", "academic_year")
_GOOD = {
    ("increasing", "high"): "better",
    ("increasing", "low"): "worse",
    ("decreasing", "high"): "worse",
    ("decreasing", "low"): "better",
}


def trends(material: Material) -> pl.DataFrame:
    """Measure ``trend``: one row per yearly share, of the five years up to it without a gap and without a break.

    A yearly share without printed x takes the nearest whole number of its known y (``cases``).
    """
    years = material.figures.filter(
        pl.col("period_kind").is_in(_YEARS) & (pl.col("unit") == "percent") & ~pl.col("quoted")
    )
    n = pl.coalesce("denominator", "cases")
    x = pl.coalesce("numerator", (pl.col("value") * n / 100).round(0))
    counted = breaks_before(years, material.breaks).with_columns(
        n.alias("n"), pl.min_horizontal(x, n).alias("x"), pl.col("period_start").dt.year().cast(pl.Int32).alias("year")
    )
    ends = counted.with_row_index("_end")
    points = (
        ends.select("_end", *SERIES, pl.col("year").alias("last"), pl.col("breaks").alias("now"))
        .join(counted.select(*SERIES, "year", "breaks", "x", "n", "place", "severity"), on=SERIES, nulls_equal=True)
        .filter(
            (pl.col("year") > pl.col("last") - POINTS)
            & (pl.col("year") <= pl.col("last"))
            & (pl.col("breaks") == pl.col("now"))
        )
        .sort("_end", "year")
    )
    marked = trend_marker(points, by="_end", x="x", n="n")
    facts = points.group_by("_end", maintain_order=True).agg(
        pl.col("place").str.join(LISTED).alias("inputs"),
        pl.col("n").min().alias("fewest"),
        pl.col("n").is_null().any().alias("uncounted"),
        (pl.col("severity") == "error").any().fill_null(False).alias("wrong"),
    )
    rows = ends.join(marked, on="_end", validate="1:1", maintain_order="left").join(
        facts, on="_end", validate="1:1", maintain_order="left"
    )
    return answers(_told(rows), "trend")


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    reason = (
        pl.when(pl.col("wrong"))
        .then(pl.lit("under-error"))
        .when(blocked().is_not_null())
        .then(blocked())
        .when(pl.col("points") < POINTS)
        .then(pl.lit("too-few-years"))
        .when(pl.col("uncounted"))
        .then(pl.lit("no-counts"))
        .otherwise(few(pl.col("fewest")))
    )
    pairs = [(trend == pl.col("trend")) & (good == pl.col("good")) for trend, good in _GOOD]
    judged = pl.coalesce(pl.when(pair).then(pl.lit(told)) for pair, told in zip(pairs, _GOOD.values(), strict=True))
    polar = pl.format(", {}", judged).fill_null("")
    told = pl.col("trend").str.replace_all("-", " ")
    words = pl.format("{}: {}; over five years {}{}.", subject(), figure(), told, polar)
    none = pl.format("{}: {}; no trend is told: {}.", subject(), figure(), why())
    return rows.with_columns(reason.alias("reason")).with_columns(
        pl.when(pl.col("reason").is_null()).then("trend").alias("verdict"),
        pl.when(pl.col("reason").is_null()).then(words).otherwise(none).alias("words"),
        pl.when(pl.col("reason").is_null()).then(pl.lit(DEPENDS)).otherwise(pl.lit(NOT_DECIDABLE)).alias("sure"),
        pl.col("slope").alias("answer_value"),
        pl.lit("log odds a year").alias("answer_unit"),
        pl.lit(
            "chi-squared for a linear trend of five years, significant above 9.5495, slope of one sign without any one"
        ).alias("method"),
        pl.format("chi-squared {}", pl.col("chi_squared").round(3)).alias("settings"),
    )
