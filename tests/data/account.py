"""What clean makes of the committed packs, table by table, in one small file that git can compare.

    python tests/data/account.py      writes tests/data/account.tsv anew, after a wanted change of figures

One row per table: how many figures, missing marks, corrections, thresholds, signals and unread cells it has, and a
digest of what each of them means. Words of explanations are not part of it; quoted figures stand in data/raw as they are.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import polars as pl

PROJECT = Path(__file__).resolve().parents[2]
ACCOUNT = Path(__file__).with_suffix(".tsv")
EXPLAINED = ("correction", "reason", "explanation")
"""Columns that hold sentences of ours."""
PLACED = ("place", "page", "box", "sheet", "sheet_cell")
"""Columns that tell where a print stands in a file that is no text; the packs are text."""
_KINDS = ("observations", "thresholds", "printed_signals", "unread")


def account(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The tables of the contract as one row per printed table, all columns text."""
    shapes = tables["tables"].select("document", "table", "shape")
    read = [_counted(tables[kind].with_columns(pl.lit(kind).alias("kind"))) for kind in _KINDS]
    rows = pl.concat(read, how="diagonal").join(shapes, on=["document", "table"], how="left", validate="m:1")
    order = ["document", "table", "kind"]
    return rows.select(*order, "shape", "rows", "missing", "corrected", "digest").sort(order, nulls_last=True)


def _counted(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per document and table: counts and a digest of the rows in order."""
    status = pl.col("status") if "status" in frame.columns else pl.lit(None, dtype=pl.String)
    meaning = frame.select(pl.exclude(*EXPLAINED, *PLACED)).columns
    text = pl.concat_str(pl.col(meaning).cast(pl.String).fill_null("·"), separator="\t")
    return (
        frame.select("document", "table", "kind", status.alias("status"), text.alias("text"))
        .sort("document", "table", "text", nulls_last=True)
        .group_by("document", "table", "kind", maintain_order=True)
        .agg(
            pl.len().alias("rows"),
            (pl.col("status") == "missing").sum().alias("missing"),
            (pl.col("status") == "corrected").sum().alias("corrected"),
            pl.col("text").str.join("\n").map_elements(_digest, return_dtype=pl.String).alias("digest"),
        )
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_packs() -> dict[str, pl.DataFrame]:
    """What clean makes of the committed raw data now."""
    from scorecard.clean.raw.load import load_raw
    from scorecard.clean.step import read_documents
    from scorecard.registry import load_registry

    return read_documents(load_raw(PROJECT / "data" / "raw"), load_registry())


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    account(read_packs()).write_csv(ACCOUNT, separator="\t")
