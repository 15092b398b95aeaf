"""The tolerances of a measure as stretches of its scale, for a chart to shade."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import polars as pl

from scorecard.measures.rag import intervals, rag

_BEYOND = 1.0


def band_areas(row: Mapping[str, Any], thresholds: pl.DataFrame) -> list[tuple[str, float | None, float | None]]:
    """``red``, ``amber`` or ``green`` with its lower and upper edge (null: open), from the lowest stretch upwards.

    ``row``: a figure with ``document``, ``indicator`` and ``not_judged``. Between two printed edges every figure has
    the colour that `rag` gives to the middle, so that picture and verdict cannot differ; a stretch without a colour (a
    gap, bands that overlap) is left out, and so are all where no target judges the figure.
    """
    if row.get("not_judged") is not None:
        return []
    mine = thresholds.filter(pl.col("document") == row["document"], pl.col("indicator") == row["indicator"])
    edges = sorted({edge for c in ("lower", "upper") for edge in intervals(mine)[c].drop_nulls()})
    if not edges:
        return []
    ends = [None, *edges, None]
    stretches = list(pairwise(ends))
    asked = pl.DataFrame({"value": [_within(*stretch) for stretch in stretches]}).with_columns(
        pl.lit(row["document"]).alias("document"), pl.lit(row["indicator"]).alias("indicator")
    )
    merged: list[tuple[str, float | None, float | None]] = []
    for band, (lower, upper) in zip(rag(asked, mine)["band"], stretches, strict=True):
        if merged and band == merged[-1][0] and merged[-1][2] == lower:
            merged[-1] = (band, merged[-1][1], upper)
        elif band is not None:
            merged.append((band, lower, upper))
    return merged


def _within(lower: float | None, upper: float | None) -> float:
    """A figure between two edges; of an open stretch, one beyond its edge."""
    if lower is None:
        return (upper or 0.0) - _BEYOND
    return lower + _BEYOND if upper is None else (lower + upper) / 2
