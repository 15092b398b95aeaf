"""One measure in several councils: whose figures of one time can stand beside each other, and whose cannot.

Only shares, rates and averages do: a number of children says first of all how large a council is. Figures stand beside
each other by their national indicator, where time, unit and basis are the same. A council that has counted it otherwise
since before the end of that time stands apart, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

FEWEST = 2
FEWEST_OF_A_FUNNEL = 3
_OTHERWISE = ("definition", "method", "population", "basis")
"""The kinds of a council's own changes after which its figures mean something else than those of others."""
_ALIKE = ["unit", "period_kind", "basis"]


def comparable(own: pl.DataFrame, units: Sequence[str]) -> pl.DataFrame:
    """The figures of ``own`` (`whole_authority`) that say nothing of the size of a council.

    ``units`` are those of shares and rates; of the others only averages of one kind would do, and no table tells them.
    """
    return own.filter(pl.col("unit").is_in(units), pl.col("status") != "missing", pl.col("period_end").is_not_null())


def counted_otherwise(own: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """The figures of ``own`` whose council counts the measure otherwise, with ``changed`` and ``reason``.

    ``changes``: the registry's changes; those of one council alone (``whose``) count, from their day on.
    """
    theirs = changes.filter(pl.col("whose").is_not_null(), pl.col("kind").is_in(_OTHERWISE))
    told = theirs.select("indicator", "changed", "reason", authority="whose")
    joined = own.join(told, on=["indicator", "authority"], how="inner")
    return joined.filter(pl.col("changed") <= pl.col("period_end")).sort("authority", "changed", "period_end")


def side_by_side(own: pl.DataFrame, otherwise: pl.DataFrame) -> list[pl.DataFrame]:
    """The latest time of each unit, kind of period and basis for which two councils or more have a figure.

    One frame for each, its councils from the greatest figure to the smallest. ``otherwise`` are left out.
    """
    key = ["authority", "indicator", "period", *_ALIKE]
    rest = own.join(otherwise.select(key).unique(), on=key, how="anti")
    shared = rest.filter(pl.col("authority").n_unique().over(*_ALIKE, "period") >= FEWEST)
    latest = shared.filter(pl.col("period_end") == pl.col("period_end").max().over(_ALIKE))
    ordered = latest.sort("unit", "period_end", "period_kind", "basis", descending=[False, True, False, False])
    groups = ordered.group_by(*_ALIKE, maintain_order=True)
    return [mine.sort("value", "authority", descending=[True, False]) for _, mine in groups]


def of_a_funnel(figures: pl.DataFrame) -> pl.DataFrame:
    """Those of some councils' shares that print their x and y; none where they are too few for a funnel.

    An x of more than its y is no share of anything: such a print is a finding, and has no place in a funnel.
    """
    sound = pl.col("numerator").is_between(0, pl.col("denominator")) & (pl.col("denominator") > 0)
    counted = figures.filter(pl.col("unit") == "percent", pl.col("value").is_not_null(), sound)
    return counted if counted.height >= FEWEST_OF_A_FUNNEL else counted.clear()
