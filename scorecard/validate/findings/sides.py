"""Which side is wrong: of two prints of one figure that differ, the one that nothing else bears out."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.validate.rules.shared.figures import place
from scorecard.validate.ticks import confirmations

_FIGURE = ["indicator", "area", "breakdown", "period"]


def with_sides(drafts: pl.DataFrame, ticks: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """``drafts`` with ``side``: ``this`` where the finding's own print is the one in doubt, ``other`` where it is not.

    Of a sentence nobody knows which of its line's figures a comparison bears out, so none of them is called right.

    A print is borne out where another comparison holds it: its own x of y, a rate, a sum, a third print. The side is
    told, in a sentence too, only of two prints of one figure, of which one is borne out and the other is not.
    """
    held = confirmations(ticks).select("place", "confirmed_by")
    other = looked_up(_prints(observations), held, "place").rename(
        {"place": "compared_with", "confirmed_by": "other_by"}
    )
    own = looked_up(drafts.drop("side", strict=False).with_columns(place().alias("place")), held, "place")
    both = looked_up(own, other.with_columns(pl.lit(True).alias("one_figure")), ["compared_with", *_FIGURE])
    mine, theirs = pl.col("confirmed_by").fill_null(0), pl.col("other_by").fill_null(0)
    told = pl.col("one_figure").fill_null(False)
    side = (
        pl.when(told & (mine == 0) & (theirs > 0))
        .then(pl.lit("this"))
        .when(told & (mine > 0) & (theirs == 0) & pl.col("cell").is_not_null())
        .then(pl.lit("other"))
    )
    said = both.with_columns(side.alias("side")).with_columns(_said(mine, theirs).alias("explanation"))
    return said.select(*(c for c in drafts.columns if c != "side"), "side")


def _prints(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per printed place and what it is about."""
    return observations.select(*_FIGURE, place().alias("place")).unique(maintain_order=True)


def _said(mine: pl.Expr, theirs: pl.Expr) -> pl.Expr:
    """The explanation with the sentence that says which of the two is borne out."""
    return (
        pl.when(pl.col("side") == "this")
        .then(pl.format("{} That one is borne out by {}, this one by nothing else.", "explanation", _many(theirs)))
        .when(pl.col("side") == "other")
        .then(pl.format("{} This one is borne out by {}, that one by nothing else.", "explanation", _many(mine)))
        .otherwise("explanation")
    )


def _many(number: pl.Expr) -> pl.Expr:
    return pl.when(number == 1).then(pl.lit("1 other comparison")).otherwise(pl.format("{} other comparisons", number))
