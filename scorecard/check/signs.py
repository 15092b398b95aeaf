"""Arrows and colours that may be about one of several periods: kept only where that makes no difference."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.signals import with_computed
from scorecard.registry import Registry

_AT = ["line", "cell"]
_FEWEST, _TIMES_AS_MANY = 3, 3
"""So many arrows of a table must fit the change from the period before, and so many times as many as do not."""


def settled(
    tables: Mapping[str, pl.DataFrame], registry: Registry, open_signs: Mapping[tuple[int, int], tuple[str, ...]]
) -> pl.DataFrame:
    """``printed_signals`` without those of which nothing tells whether they judge the month or the year to date.

    A colour is kept where the limits give the same one for all periods that it may be about. An arrow is kept where its
    table's arrows tell that they are about the last step of the months: three of them fit it, and three times as many
    as do not. ``open_signs`` are by line and cell the other periods that a sign may be about.
    """
    printed = tables["printed_signals"].with_row_index("_row")
    if not open_signs:
        return tables["printed_signals"]
    others = _others(open_signs)
    asked = printed.join(others, on=_AT, how="left", maintain_order="left")
    first = _computed(printed, tables, registry)
    by_others = asked.filter(pl.col("other").is_not_null()).with_columns(period="other").drop("other")
    other = _computed(by_others, tables, registry)
    agree = (
        by_others.select("_row", "signal", pl.Series("other", other))
        .join(printed.select("_row", pl.Series("first", first)), on="_row", how="left")
        .group_by("_row")
        .agg(pl.col("other").eq_missing(pl.col("first")).all() & pl.col("first").is_not_null().all())
        .rename({"other": "agrees"})
    )
    told = printed.with_columns(first=first).join(agree, on="_row", how="left", maintain_order="left")
    is_open = pl.col("agrees").is_not_null()
    arrow = pl.col("signal") == "direction"
    moved = is_open & arrow & pl.col("first").is_not_null()
    fit = (moved & (pl.col("first") == pl.col("read_as"))).sum().over("table")
    other_than = (moved & (pl.col("first") != pl.col("read_as"))).sum().over("table")
    by_arrows = arrow & (fit >= _FEWEST) & (fit >= _TIMES_AS_MANY * other_than)
    kept = told.filter(~is_open | pl.col("agrees").fill_null(value=False) | by_arrows)
    return kept.select(tables["printed_signals"].columns)


def _others(open_signs: Mapping[tuple[int, int], tuple[str, ...]]) -> pl.DataFrame:
    """One row for each sign and other period."""
    rows = [(line, cell, period) for (line, cell), periods in open_signs.items() for period in periods]
    return pl.DataFrame(rows, schema={"line": pl.Int32, "cell": pl.Int32, "other": pl.String}, orient="row")


def _computed(printed: pl.DataFrame, tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.Series:
    bare = printed.drop("_row")
    return with_computed(bare, tables["observations"], tables["thresholds"], registry)["computed"]
