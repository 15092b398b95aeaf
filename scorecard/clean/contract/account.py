"""The account of a clean: its documents, what was read and not read of each table, and what was corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from scorecard import words
from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.ledger import LedgerEntry
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.tables.shared.reading import TableReading
from scorecard.frames import looked_up
from scorecard.schema import SCHEMAS

ReadTable = tuple[Grid, TableReading]
_NO_FAMILY = "unknown"
_TABLE = ["document", "table"]
_LISTED = {
    "document": pl.String,
    "table": pl.String,
    "first_line": pl.Int32,
    "last_line": pl.Int32,
    "shape": pl.String,
    "family": pl.String,
    "sha256": pl.String,
}
_CORRECTION = {
    "document": pl.String,
    "table": pl.String,
    "line": pl.Int32,
    "cell": pl.Int32,
    "published": pl.String,
    "read_as": pl.String,
    "kind": pl.String,
    "reason": pl.String,
}


def documents_table(documents: Sequence[RawDocument], tables: Sequence[ReadTable]) -> pl.DataFrame:
    """One row per document. The family is the one that its headings name, else that of most of its tables."""
    of_tables: dict[str, Counter[str]] = {}
    for grid, reading in tables:
        if reading.family:
            of_tables.setdefault(grid.document, Counter())[reading.family] += 1
    told = {document: max(counts, key=lambda f: (counts[f], f)) for document, counts in of_tables.items()}
    rows = [
        {
            "document": d.id,
            "title": d.entry["title"],
            "publisher": d.entry.get("publisher"),
            "family": d.entry.get("family") or told.get(d.id) or _NO_FAMILY,
            "as_at": d.entry["as_at"],
            "as_at_from": d.entry.get("as_at_from"),
            "published": d.entry.get("published"),
            "sha256": d.entry["source"]["sha256"],
        }
        for d in documents
    ]
    return pl.DataFrame(rows, schema_overrides={"published": pl.Date}, infer_schema_length=None)


def about_documents(documents: Sequence[RawDocument]) -> pl.DataFrame:
    """One row per document: its month end and the authority it is about."""
    rows = [(d.id, d.entry["as_at"], d.authority) for d in documents]
    return pl.DataFrame(rows, schema={"document": pl.String, "as_at": pl.Date, "authority": pl.String}, orient="row")


def headers_table(tables: Sequence[ReadTable]) -> pl.DataFrame:
    """One row per printed header of time, with its period as it is printed, and why that cannot be told."""
    rows = [
        (
            *(grid.document, grid.table, header.line, header.cell, header.published),
            *(header.period and header.period.label, header.period and header.period.kind),
            *(header.doubt, header.expected and header.expected.label),
        )
        for grid, reading in tables
        for header in reading.headers
    ]
    return pl.DataFrame(rows, schema=SCHEMAS["headers"], orient="row").sort("document", "line", "cell")


def tables_table(tables: Sequence[ReadTable], observed: pl.DataFrame, unread: pl.DataFrame) -> pl.DataFrame:
    """One row per table: its lines, shape, family and hash, and how many figures were read, corrected and not read."""
    rows = [(g.document, g.table, g.rows[0].line, g.rows[-1].line, r.shape, r.family, g.sha256) for g, r in tables]
    counts = observed.group_by(_TABLE).agg(
        figures_read=(pl.col("status") != "missing").sum(),
        figures_corrected=(pl.col("status") == "corrected").sum(),
        missing_marks=(pl.col("status") == "missing").sum(),
    )
    unread_counts = unread.group_by(_TABLE).agg(figures_unread=pl.len())
    return (
        pl.DataFrame(rows, schema=_LISTED, orient="row")
        .pipe(looked_up, counts, _TABLE)
        .pipe(looked_up, unread_counts, _TABLE)
        .with_columns(pl.col("figures_read", "figures_corrected", "missing_marks", "figures_unread").fill_null(0))
        .sort("document", "first_line", "table")
    )


def corrections_table(documents: Sequence[RawDocument], observed: pl.DataFrame) -> pl.DataFrame:
    """One row per ledger entry, and one per figure that arithmetic or layout proved to be read otherwise."""
    place = ["document", "line", "cell"]
    corrected = observed.filter(pl.col("correction").is_not_null()).select(
        *place,
        "table",
        "part",
        "published",
        read_as=pl.format("{} {} {}", pl.coalesce("indicator_number", pl.lit("")), "area", "period").str.strip_chars(),
        kind=pl.lit("proved"),
        reason="correction",
    )
    ledger = _ledger_rows(documents)
    said = ledger.select("document", ledger_reason="reason").unique()
    by_ledger = corrected.join(said, on="document").filter(pl.col("reason").str.starts_with(pl.col("ledger_reason")))
    proved = corrected.join(by_ledger, on=[*place, "part"], how="anti").select(*_CORRECTION)
    return pl.concat([ledger, proved]).sort(*place, "kind", "published", "read_as", "reason", nulls_last=True)


def _ledger_rows(documents: Sequence[RawDocument]) -> pl.DataFrame:
    """One row per ledger entry, with the table that holds its line."""
    rows = []
    for document in documents:
        tables = {row.line: grid.table for grid in document.grids for row in grid.rows}
        for e in document.ledger.entries:
            place = (document.id, tables.get(e.line), e.line, e.cell)
            rows.append((*place, e.printed or "", _read_as(e), "ledger", e.why))
    return pl.DataFrame(rows, schema=_CORRECTION, orient="row")


def _read_as(entry: LedgerEntry) -> str:
    """What a ledger entry reads, in words."""
    if entry.header_from:
        return f"columns of line {entry.header_from}"
    return entry.read_as if isinstance(entry.read_as, str) else " │ ".join(entry.read_as or ["(nothing)"])


def summary_lines(tables: dict[str, pl.DataFrame]) -> list[str]:
    """What was read and not read, per document, and where what was not read stands."""
    lines = []
    for document in tables["documents"]["document"]:
        mine = tables["tables"].filter(pl.col("document") == document)
        claims = tables["claims"].filter(pl.col("document") == document).height
        lines += [f"{document}: {_read_and_not_read(mine)}, {claims:,} quoted in prose", *_not_read(mine)]
    return lines


def _read_and_not_read(tables: pl.DataFrame) -> str:
    read = tables.filter(pl.col("shape") != "unknown").height
    figures, corrected, missing, unread = tables.select(
        pl.col("figures_read", "figures_corrected", "missing_marks", "figures_unread").sum()
    ).row(0)
    return (
        f"{read} of {words.counted(tables.height, 'table')}, {words.counted(figures, 'figure')} read "
        f"({corrected:,} corrected), {words.counted(missing, 'missing mark')}, {unread:,} not read"
    )


def _not_read(tables: pl.DataFrame) -> list[str]:
    unread = tables.filter(pl.col("figures_unread") > 0)
    return [
        f"    not read: {count} in {table} (lines {first} to {last})"
        for table, first, last, count in unread.select("table", "first_line", "last_line", "figures_unread").iter_rows()
    ]
