"""What a wrong figure would change: its colour under the document's own thresholds, or nothing but itself."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.measures.rag import rag

_FIGURE = ["document", "indicator"]
_COLOURED = ["month", "quarter", "year_to_date", "academic_term"]


def _coloured(rows: pl.DataFrame, thresholds: pl.DataFrame, value: str, name: str) -> pl.DataFrame:
    """``rows`` with the colour of ``value`` as the column ``name``; null where it has none."""
    judged = rag(rows.select(*_FIGURE, value), thresholds, value=value)
    return rows.with_columns(judged["band"].alias(name))


def weighed(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """``failing`` with ``severity`` and ``consequence``: error where the expected value has another colour.

    Needs ``published_value``, ``expected_value``, ``breakdown``, ``area_kind`` and ``period_kind``. Figures of a
    breakdown, a locality or a past year have no colour, so they are warnings. ``consequence`` is a sentence to add,
    or empty.
    """
    rows = _coloured(failing, tables["thresholds"], "published_value", "colour_printed")
    rows = _coloured(rows, tables["thresholds"], "expected_value", "colour_expected")
    judged = (
        pl.col("breakdown").is_null()
        & (pl.col("area_kind").fill_null("authority") == "authority")
        & pl.col("period_kind").is_in(_COLOURED)
    )
    changes = (judged & (pl.col("colour_printed") != pl.col("colour_expected"))).fill_null(False)
    sentence = pl.format(" Its colour would be {} instead of {}.", "colour_expected", "colour_printed")
    return rows.with_columns(
        pl.when(changes).then(pl.lit("error")).otherwise(pl.lit("warning")).alias("severity"),
        pl.when(changes).then(sentence).otherwise(pl.lit("")).alias("consequence"),
    ).drop("colour_printed", "colour_expected")
