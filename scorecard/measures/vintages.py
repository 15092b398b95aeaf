"""Vintages: what each pack said of the same figure (see `as_known_at`; nothing is overwritten)."""

from __future__ import annotations

import polars as pl

from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.quarters import is_figure

_MICROS = 1_000_000
_SAME = 1e-9


def vintages(observations: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per figure and document that prints it, the oldest document first.

    Columns of ``observations``, and: ``as_at`` and ``document_title`` of the document; ``also``, the other values that
    the same document prints for it; ``before``, what the document before it printed, and ``change`` since then, in the
    figure's unit; ``packs``, how many documents print the figure; ``restated``: do two that follow
    each other differ by more than the rounding of the coarser one? Where a document prints
    a figure several times, the place with its x of y comes first, then the first line, as in `as_known_at`.
    """
    dates = documents.select("document", "as_at", pl.col("title").alias("document_title"), published_on="published")
    dated = observations.filter(is_figure()).join(dates, on="document", how="left", validate="m:1")
    one = [*FIGURE_KEY, "document"]
    micro = (pl.col("value") * _MICROS).round(0).cast(pl.Int64)
    order = ["as_at", "published_on", "document"]
    before_decimals = pl.col("decimals").shift(1).over(FIGURE_KEY)
    other = pl.col("value").filter(pl.col("value") != pl.col("value").first()).unique().sort()
    return (
        dated.sort(*order, pl.col("numerator").is_null(), "line", "cell", "part", nulls_last=True)
        .with_columns(other.implode().over(one, mapping_strategy="join").alias("also"))
        .unique(one, keep="first", maintain_order=True)
        .with_columns(
            pl.col("value").shift(1).over(FIGURE_KEY).alias("before"),
            ((micro - micro.shift(1).over(FIGURE_KEY)) / _MICROS).alias("change"),
            pl.len().over(FIGURE_KEY).alias("packs"),
            (0.5 * pl.lit(10.0).pow(-pl.min_horizontal("decimals", before_decimals).cast(pl.Int32)) + _SAME).alias(
                "_half"
            ),
        )
        .with_columns((pl.col("change").abs() > pl.col("_half")).any().over(FIGURE_KEY).alias("restated"))
        .sort(*FIGURE_KEY, *order, nulls_last=True)
        .drop("published_on", "_half")
    )
