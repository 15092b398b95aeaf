"""The figures that pages show, with their places, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.formats import as_csv
from scorecard.measures.answers.rows import LISTED
from scorecard.proof.prints import PLACE
from scorecard.proof.proofs import proofs

_BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know that a CSV is UTF-8."""
_COLUMNS = [
    "document",
    "document_title",
    "publisher",
    "as_at",
    "table",
    "line",
    "cell",
    "part",
    "published",
    "read",
    "value",
    "unit",
    "numerator",
    "denominator",
    "indicator",
    "indicator_number",
    "title",
    "breakdown",
    "authority",
    "area",
    "period",
    "basis",
    "status",
    "missing_reason",
    "correction",
    "worked",
    "state",
    "confirmed_by",
    "contradicted_by",
    "untested_because",
]


def figures_csv(
    tables: Mapping[str, pl.DataFrame], shown: pl.DataFrame, *, indicators: pl.DataFrame | None = None
) -> str:
    """CSV with a byte order mark: one row per print of the figures that pages show, in the order of their places.

    ``shown``: ``page``, ``document``, ``line``, ``cell``, one row for each page and place. The pages of a figure stand
    in one cell, as do the ids of the findings about it; text that a spreadsheet would run is guarded.
    """
    pages = (
        shown.group_by(PLACE)
        .agg(pl.col("page").unique().sort().str.join(LISTED).alias("pages"))
        .sort(PLACE, nulls_last=True)
    )
    facts = pl.col("findings").list.eval(
        pl.element().struct.field("fact").filter(pl.element().struct.field("how") == "about")
    )
    told = proofs(tables, pages, indicators=indicators).with_columns(facts.list.join(LISTED).alias("findings"))
    hashes = ["document_sha256", "table_sha256"]
    rows = told.join(pages, on=PLACE, how="left", nulls_equal=True, maintain_order="left")
    return _BYTE_ORDER_MARK + as_csv(rows.select("pages", *_COLUMNS, "findings", *hashes))
