"""The counts in columns of their own that a percentage is held against: what confirms it confirms them too."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.frames import looked_up
from scorecard.general.pairs import Pair
from scorecard.text.numbers import NUMBER, PERCENT

_AT = ["line", "cell"]
_DERIVED = "/"
"""What stands in the ids of derived measures and in no other."""
_ALONE = rf"^{NUMBER}(?:{PERCENT})?$"
"""A cell that prints a figure and nothing beside it."""


def is_derived() -> pl.Expr:
    """Whether a row is about a measure that a document names and no registry knows."""
    return pl.col("indicator").str.contains(_DERIVED, literal=True).fill_null(value=False)


def with_counts(observations: pl.DataFrame, pairs: Sequence[Pair]) -> pl.DataFrame:
    """``observations`` of one document in which percentages carry the x and the y of the cells of their pair."""
    # of "95 (40%)" the count is the first figure
    count = (pl.col("part") == 0) | ((pl.col("part") == 1) & (pl.col("unit") == "count"))
    counts = observations.filter(pl.col("value").is_not_null() & count).select(*_AT, "value")
    once = counts.unique(_AT, keep="none")
    told = _pairs(pairs)
    for side in ("x", "y"):
        at = {"line": f"{side}_line", "cell": f"{side}_cell"}
        told = told.pipe(looked_up, once.rename({**at, "value": side}), list(at.values()))
    whole = told.filter(pl.col("x").is_not_null() & pl.col("y").is_not_null())
    joined = observations.pipe(looked_up, whole.select(*_AT, "x", "y"), _AT)
    share = pl.col("unit") == "percent"
    return joined.with_columns(
        numerator=pl.when(share).then(pl.coalesce("x", "numerator")).otherwise("numerator"),
        denominator=pl.when(share).then(pl.coalesce("y", "denominator")).otherwise("denominator"),
    ).select(observations.columns)


def without_neighbours(observations: pl.DataFrame) -> pl.DataFrame:
    """``observations`` in which a percentage of a derived measure has no count of another measure as its numerator.

    In tables by category a percentage is taken to be that of the count before it; where headers call the two otherwise,
    they are two measures. What a cell prints itself (``2.7% (7)``) stays.
    """
    before = observations.filter(pl.col("part") == 0).select("line", cell=pl.col("cell") + 1, _before="indicator_name")
    joined = observations.pipe(looked_up, before.unique(_AT, keep="first", maintain_order=True), _AT)
    other = pl.col("_before").is_not_null() & (pl.col("_before") != pl.col("indicator_name"))
    alone = pl.col("denominator").is_null() & pl.col("published").str.contains(_ALONE)
    taken = is_derived() & (pl.col("unit") == "percent") & other & alone
    return joined.with_columns(numerator=pl.when(~taken).then("numerator")).select(observations.columns)


def with_counts_named(ticks: pl.DataFrame, pairs: Sequence[Pair]) -> pl.DataFrame:
    """``ticks`` of percentages with the places of the x and the y that stand beside them."""
    told = ticks.pipe(looked_up, _pairs(pairs), _AT)
    places = [pl.format("{}:{}:{}", "document", f"{side}_line", f"{side}_cell") for side in ("x", "y")]
    both = pl.format("{}; {}", *places)
    named = pl.when(pl.col("rule") == "percentage").then(pl.coalesce(both, "compared_with")).otherwise("compared_with")
    return told.with_columns(named.alias("compared_with")).select(ticks.columns)


def _pairs(pairs: Sequence[Pair]) -> pl.DataFrame:
    names = (*_AT, "x_line", "x_cell", "y_line", "y_cell")
    frame = pl.DataFrame(list(pairs), schema=dict.fromkeys(names, pl.Int32), orient="row")
    return frame.unique(_AT, keep="first", maintain_order=True)
