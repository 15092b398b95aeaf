"""A theme's indicators over the quarters: the latest figure of each, and the colour that its document prints."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.quarter_page import latest_in_quarter
from scorecard.measures.series import PAGE_ROW
from scorecard.periods import Quarter

_PRINTED = ["document", "indicator", "period"]


def over_quarters(known: pl.DataFrame, signals: pl.DataFrame, *, theme: str, quarters: list[Quarter]) -> pl.DataFrame:
    """One row per indicator, authority, unit and quarter of the whole authority: ``quarter`` and its latest figure.

    ``band``: the colour printed for the figure by its own document, read as red, amber or green; ``band_published``: as
    printed. Both are null where none is printed. Categories and parts of the authority have none and are left out.
    """
    own = known.filter(pl.col("theme") == theme, pl.col("area_kind") == "authority", pl.col("breakdown").is_null())
    latest = [
        latest_in_quarter(own, quarter).with_columns(pl.lit(str(quarter)).alias("quarter")) for quarter in quarters
    ]
    printed = (
        signals.filter(pl.col("signal") == "rag")
        .sort(*_PRINTED, "line", "cell")
        .unique(_PRINTED, keep="first", maintain_order=True)
        .select(*_PRINTED, pl.col("read_as").alias("band"), pl.col("published").alias("band_published"))
    )
    if not latest:
        return looked_up(own.clear().with_columns(pl.lit("").alias("quarter")), printed, _PRINTED)
    return looked_up(pl.concat(latest), printed, _PRINTED).sort(*PAGE_ROW, "quarter", nulls_last=True)
