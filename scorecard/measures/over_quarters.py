"""Indicators over the quarters: the latest figure of each, and the colour that its document prints."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.quarter_page import latest_in_quarter
from scorecard.measures.series import PAGE_ROW
from scorecard.periods import Quarter

_PRINTED = ["document", "indicator", "period"]


def over_quarters(known: pl.DataFrame, signals: pl.DataFrame, quarters: list[Quarter]) -> pl.DataFrame:
    """One row per indicator, authority, unit and quarter of the whole authority: ``quarter`` and its latest figure.

    ``band``: the colour printed for the figure by its own document, read as red, amber or green; ``band_published``: as
    printed. Both are null where none is printed. Categories and parts of the authority have none and are left out.
    """
    own = known.filter(pl.col("area_kind") == "authority", pl.col("breakdown").is_null()).lazy()
    latest = [
        latest_in_quarter(own, quarter).with_columns(pl.lit(str(quarter)).alias("quarter")) for quarter in quarters
    ]
    printed = (
        signals.lazy()
        .filter(pl.col("signal") == "rag")
        .sort(*_PRINTED, "line", "cell")
        .unique(_PRINTED, keep="first", maintain_order=True)
        .select(*_PRINTED, pl.col("read_as").alias("band"), pl.col("published").alias("band_published"))
    )
    rows = pl.concat(latest) if latest else own.limit(0).with_columns(pl.lit("").alias("quarter"))
    return looked_up(rows, printed, _PRINTED).sort(*PAGE_ROW, "quarter", nulls_last=True).collect()
