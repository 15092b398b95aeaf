"""The funnel of several areas at one time, for a chart: its middle and the curve of its limits."""

from __future__ import annotations

import polars as pl

from scorecard.statistics.charts_of_proportions import funnel, funnel_curve

LEVELS = ("95", "998")
_BEYOND = 1.15
"""How far the curve goes on beyond the greatest area."""


def area_funnel(areas: pl.DataFrame) -> tuple[float, pl.DataFrame]:
    """The share of all areas together, and the curve of limits round it by number of cases; both in per cent.

    ``areas``: one row per area with ``numerator`` and ``denominator``. The curve has ``cases``, ``lower_95``,
    ``upper_95``, ``lower_998`` and ``upper_998``, which are not cut at 0 and 100.
    """
    pooled = funnel(areas.with_columns(pl.lit("all").alias("all")), by="all")["pooled"][0]
    most = _BEYOND * max(areas["denominator"].to_list())
    limits = [f"{end}_{level}" for level in LEVELS for end in ("lower", "upper")]
    return 100 * pooled, funnel_curve(pooled, most).with_columns(pl.col(c) * 100 for c in limits)
