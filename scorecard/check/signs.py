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
    first = _computed(printed, tables, registry)
    agree = _agreeing(printed.with_columns(first=first), open_signs, tables, registry)
    told = printed.with_columns(first=first).join(agree, on="_row", how="left", maintain_order="left")
    is_open = pl.col("agrees").is_not_null()
    arrow = pl.col("signal") == "direction"
    moved = is_open & arrow & pl.col("first").is_not_null()
    fit = (moved & (pl.col("first") == pl.col("read_as"))).sum().over("table")
    other_than = (moved & (pl.col("first") != pl.col("read_as"))).sum().over("table")
    by_arrows = arrow & (fit >= _FEWEST) & (fit >= _TIMES_AS_MANY * other_than)
    kept = told.filter(~is_open | pl.col("agrees").fill_null(value=False) | by_arrows)
    return kept.select(tables["printed_signals"].columns)


def _agreeing(
    printed: pl.DataFrame,
    open_signs: Mapping[tuple[int, int], tuple[str, ...]],
    tables: Mapping[str, pl.DataFrame],
    registry: Registry,
) -> pl.DataFrame:
    """For each open sign whether all periods that it may be about give it alike (``agrees``), by ``_row``.

    The figure of each other period takes the place of the first one in turn, as a year to date has no colour of its own
    by the rules of packs. An arrow that the other period gives no figure before is not alike.
    """
    others = _others(open_signs)
    told: list[pl.DataFrame] = []
    for turn in others["turn"].unique(maintain_order=True):
        asked = printed.join(others.filter(turn=turn), on=_AT, how="inner", maintain_order="left")
        moved = {**tables, "observations": _moved(tables["observations"], asked)}
        colour = _computed(asked.drop("turn", "other", "first"), moved, registry)
        arrow = _computed(asked.with_columns(period="other").drop("turn", "other", "first"), tables, registry)
        is_arrow = pl.col("signal") == "direction"
        other = asked.with_columns(_colour=colour, _arrow=arrow)
        same = pl.when(is_arrow).then(pl.col("_arrow") == pl.col("first"))
        alike = same.otherwise(pl.col("_colour").eq_missing(pl.col("first"))).fill_null(value=False)
        told.append(other.select("_row", agrees=alike))
    return pl.concat(told).group_by("_row").agg(pl.col("agrees").all())


def _moved(observations: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """``observations`` in which the figure of each sign's other period stands for the one of its own."""
    time = ["period", "period_kind", "period_start", "period_end"]
    signs = asked.select("line", own="period", period="other").unique(["line", "own"], keep="first")
    own = observations.join(signs.select("line", period="own"), on=["line", "period"], how="semi")
    of_own = own.unique(["line", "period"], keep="first").select("line", *(pl.col(c).alias(f"own_{c}") for c in time))
    targets = signs.join(of_own, left_on=["line", "own"], right_on=["line", "own_period"], how="inner")
    kept = observations.join(own.select("line", "cell", "part").unique(), on=["line", "cell", "part"], how="anti")
    joined = kept.join(targets, on=["line", "period"], how="left", maintain_order="left")
    return joined.with_columns(
        period=pl.coalesce("own", "period"), **{c: pl.coalesce(f"own_{c}", c) for c in time[1:]}
    ).select(observations.columns)


def _others(open_signs: Mapping[tuple[int, int], tuple[str, ...]]) -> pl.DataFrame:
    """One row for each sign and other period, in ``turn``."""
    rows = [
        (line, cell, turn, period)
        for (line, cell), periods in open_signs.items()
        for turn, period in enumerate(periods)
    ]
    schema = {"line": pl.Int32, "cell": pl.Int32, "turn": pl.Int32, "other": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _computed(printed: pl.DataFrame, tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.Series:
    bare = printed.drop("_row")
    return with_computed(bare, tables["observations"], tables["thresholds"], registry)["computed"]
