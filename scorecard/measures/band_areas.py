"""The tolerances of a measure as stretches of its scale, for a chart to shade."""

from __future__ import annotations

from typing import TypeAlias

import polars as pl

from scorecard.measures.rag import intervals, rag

_BEYOND = 1.0
_KEY = ["document", "indicator"]
Area: TypeAlias = tuple[str, float | None, float | None]
Areas: TypeAlias = dict[tuple[str, str], list[Area]]
"""By document and measure, from the lowest stretch upwards: the colour, its lower and its upper edge (null: open)."""


def band_areas(thresholds: pl.DataFrame) -> Areas:
    """The stretches of the scale of every measure that are red, amber or green by the tolerances of a document.

    Between two printed edges every figure has the colour that `rag` gives to the middle, so that picture and verdict
    cannot differ; a stretch without a colour (a gap, bands that overlap) is left out.
    """
    stretches = _stretches(thresholds)
    areas: Areas = {}
    for document, indicator, band, lower, upper in (
        rag(stretches, thresholds).select(*_KEY, "band", "lower", "upper").rows()
    ):
        merged = areas.setdefault((document, indicator), [])
        if merged and band == merged[-1][0] and merged[-1][2] == lower:
            merged[-1] = (band, merged[-1][1], upper)
        elif band is not None:
            merged.append((band, lower, upper))
    return areas


def _stretches(thresholds: pl.DataFrame) -> pl.DataFrame:
    """One row per stretch between two edges that a document prints of a measure, upwards, with a ``value`` within it.

    The first one is open below and the last one above; there the value is one beyond the edge.
    """
    edge = intervals(thresholds).select(*_KEY, pl.concat_list("lower", "upper").alias("edge")).explode("edge")
    edges = edge.drop_nulls("edge").unique([*_KEY, "edge"]).sort(*_KEY, "edge")
    above = edges.with_columns(pl.col("edge").alias("lower"), pl.col("edge").shift(-1).over(_KEY).alias("upper"))
    lowest = edges.group_by(_KEY, maintain_order=True).first().with_columns(pl.col("edge").alias("upper"))
    both = pl.concat([lowest.with_columns(pl.lit(None, dtype=pl.Float64).alias("lower")), above], how="diagonal")
    middle = (pl.col("lower") + pl.col("upper")) / 2
    within = pl.coalesce(middle, pl.col("lower") + _BEYOND, pl.col("upper") - _BEYOND)
    return both.select(*_KEY, "lower", "upper", within.alias("value")).sort(*_KEY, "lower", nulls_last=False)
