"""Runs: the same verdict several times in a row, like worse in three months one after the other.

Each step is an answer of `change`: what lies across a break, under a warning or an error, or rests on few cases has no
verdict, and breaks a run. Three in a row are three changes, so four figures.
"""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.rows import DEPENDS, LISTED, ROBUST, from_micros, micros

STEPS = {"month": ("change-on-previous", ("month",)), "year": ("change-on-year", ("financial_year", "academic_year"))}
"""By the length of a step: the question whose answers make runs, and the kinds of periods it is asked of."""
_SERIES = ["indicator", "authority", "area", "breakdown", "of_unit", "period_kind", "basis"]
_BAD = {"high": pl.col("value") < 0, "low": pl.col("value") > 0}
COLUMNS = (
    "title",
    "area",
    "breakdown",
    "in_a_row",
    "from_period",
    "to_period",
    "from_value",
    "to_value",
    "change",
    "unit",
    "sure",
    "latest",
    "reasons",
    "indicator",
    "authority",
    "inputs",
    "facts",
)


def runs(
    answers: pl.DataFrame,
    rules: pl.DataFrame,
    *,
    length: int,
    step: str = "month",
    verdict: str = "worse",
    judged: bool = True,
) -> pl.DataFrame:
    """One row per run of ``length`` or more steps in a row that have the same ``verdict``.

    ``answers`` are rows of ``measures``, ``rules`` the registry's frame (what is good). ``in_a_row`` counts the steps;
    ``from_value`` is the figure before the first of them, ``change`` the difference to it, in the figure's unit
    (percentages: points). ``sure`` is ``robust`` if every step is. ``latest``: no later figure is known. Without
    ``judged`` also steps count that went the wrong way but have no verdict: ``reasons`` says why they have none.
    """
    question, kinds = STEPS[step]
    asked = answers.filter(pl.col("measure") == question, pl.col("period_kind").is_in(kinds))
    good = asked.join(rules.select("indicator", "good"), on="indicator", how="left", maintain_order="left")
    number = pl.col("period_start").dt.year().cast(pl.Int32)
    if step == "month":
        number = number * 12 + pl.col("period_start").dt.month().cast(pl.Int32)
    counted = good.with_columns(number.alias("_number")).with_columns(
        (pl.col("_number") == pl.col("_number").max().over(_SERIES)).alias("latest"),
        (_said(verdict) | (_went_wrong(verdict) if not judged else pl.lit(False))).alias("_counts"),
    )
    in_order = counted.filter("_counts").sort(*_SERIES, "_number", "document", "line", nulls_last=True)
    stretch = pl.col("_number") - pl.int_range(pl.len()).over(_SERIES)
    return (
        in_order.unique([*_SERIES, "_number"], keep="first", maintain_order=True)
        .with_columns(stretch.alias("_stretch"))
        .group_by(*_SERIES, "_stretch", maintain_order=True)
        .agg(
            pl.len().alias("in_a_row"),
            pl.col("title").last(),
            pl.col("against_period").first().alias("from_period"),
            pl.col("period").last().alias("to_period"),
            from_micros(micros("figure").first() - micros("value").first()).alias("from_value"),
            pl.col("figure").last().alias("to_value"),
            pl.when((pl.col("sure") == ROBUST).all()).then(pl.lit(ROBUST)).otherwise(pl.lit(DEPENDS)).alias("sure"),
            pl.col("latest").last(),
            pl.col("reason").drop_nulls().unique(maintain_order=True).str.join(LISTED).alias("reasons"),
            pl.col("inputs").str.join(LISTED),
            pl.col("facts").drop_nulls().str.join(LISTED),
        )
        .filter(pl.col("in_a_row") >= length)
        .with_columns(
            from_micros(micros("to_value") - micros("from_value")).alias("change"),
            pl.col("of_unit").alias("unit"),
            pl.col("inputs").str.split(LISTED).list.unique(maintain_order=True).list.join(LISTED),
            pl.col("facts").str.split(LISTED).list.unique(maintain_order=True).list.join(LISTED).replace("", None),
            pl.col("reasons").replace("", None),
        )
        .select(COLUMNS)
        .sort("latest", "in_a_row", "title", "area", "breakdown", descending=[True, True, False, False, False])
    )


def _said(verdict: str) -> pl.Expr:
    return (pl.col("verdict") == verdict).fill_null(value=False)


def _went_wrong(verdict: str) -> pl.Expr:
    """Whether the figure went the way of ``verdict`` by the registry's direction, whatever keeps it from being said."""
    worse = pl.any_horizontal((pl.col("good") == good) & wrong for good, wrong in _BAD.items())
    better = pl.any_horizontal(
        (pl.col("good") == good) & ~wrong & (pl.col("value") != 0) for good, wrong in _BAD.items()
    )
    ways = {"worse": worse, "better": better}
    return ways.get(verdict, pl.lit(value=False)).fill_null(value=False)
