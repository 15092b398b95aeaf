"""What the same process could easily have given: intervals of shares and counts, with the sentence that says so."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.rows import DEPENDS, answers, figure, subject
from scorecard.statistics.intervals import WHAT_AN_INTERVAL_MEANS, byar, wilson
from scorecard.units import units

CONFIDENCE = 0.95


def intervals(material: Material) -> pl.DataFrame:
    """Measure ``interval``: Wilson for shares with x and y, Byar for counts and for rates whose count is printed.

    In the figure's own unit. Every child is counted, so none is a margin of a sample: pages draw them only where asked.
    """
    figures = material.figures
    share = (pl.col("unit") == "percent") & (pl.col("denominator") > 0) & pl.col("numerator").is_not_null()
    rates = {u.id: float(u.per) for u in units().values() if u.per}
    rate = pl.col("unit").is_in(list(rates)) & (pl.col("cases") > 0) & (pl.col("value") > 0)
    counted = (pl.col("unit") == "count") & (pl.col("kind") != "average") & (pl.col("value") >= 0)
    wilson_ends = wilson("numerator", "denominator", CONFIDENCE)
    byar_ends = byar("value", CONFIDENCE)
    # a rate is its count times a factor that the print gives: so are the ends of its interval
    factor = pl.col("value") / pl.col("cases")
    rate_ends = [end * factor for end in byar("cases", CONFIDENCE)]
    parts = [
        (figures.filter(share), [100 * end for end in wilson_ends], "Wilson score interval"),
        (figures.filter(counted), list(byar_ends), "Byar's method, exact Poisson limits below 10"),
        (figures.filter(rate), rate_ends, "Byar's method of the printed count, exact Poisson limits below 10"),
    ]
    return pl.concat([_rows(rows, ends, method) for rows, ends, method in parts])


def _rows(figures: pl.DataFrame, ends: list[pl.Expr], method: str) -> pl.DataFrame:
    ended = figures.with_columns(
        end.alias(f"answer_{name}") for end, name in zip(ends, ("lower", "upper"), strict=True)
    )
    low, high = (said.with_unit(_one_more(f"answer_{name}"), pl.col("unit")) for name in ("lower", "upper"))
    words = pl.format(
        "{}: {}; {} to {} would be no surprise. {}", subject(), figure(), low, high, pl.lit(WHAT_AN_INTERVAL_MEANS)
    )
    return answers(
        ended.with_columns(
            pl.col("value").alias("answer_value"),
            pl.col("unit").alias("answer_unit"),
            pl.lit(method).alias("method"),
            pl.lit(f"{CONFIDENCE:.0%}").alias("settings"),
            pl.lit(DEPENDS).alias("sure"),
            words.alias("words"),
            pl.col("place").alias("inputs"),
        ),
        "interval",
    )


def _one_more(column: str) -> pl.Expr:
    """A number with one decimal, half up."""
    tenths = (pl.col(column) * 10 + 0.5).floor().cast(pl.Int64)
    return said.number(tenths * (said.MICROS // 10), pl.lit(1))
