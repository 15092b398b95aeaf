"""The step ``clean``: every raw table gets its meaning, or a place in the list of what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from scorecard.clean.contract import observations as assemble
from scorecard.clean.contract.claims import read_claims
from scorecard.clean.raw.grid import Grid, Placement, Reading, Row
from scorecard.clean.raw.ledger import Ledger
from scorecard.clean.raw.load import RawDocument, load_raw
from scorecard.clean.tables.small_table.read import layout_goes_on, read_layout
from scorecard.clean.tables.small_table.recognise import find_layout
from scorecard.clean.tables.summary.read import goes_on, header_rows, read_summary
from scorecard.clean.tables.theme_page.read import periodic_goes_on, read_periodic
from scorecard.files import collector_paused
from scorecard.quotes import COLUMNS
from scorecard.registry import Registry, load_registry
from scorecard.schema import conform, write_table
from scorecard.text.cells import CellReader
from scorecard.text.periods import read_period
from scorecard.workspace import Workspace

_NOT_A_FIGURE = re.compile(r"\d{0,2}\.\d{0,2}(?:\s+OLD)?|\d\.[A-Z].*|\d{1,2}")


_STROKES = re.compile(r"[1Il|.,_ ]+")
"""What text recognition makes of the bars of a small chart: 1111, 11_, III."""
_LETTERS = re.compile(r"[A-Za-z]{2}")
_WORD_OR_DIGIT = re.compile(r"[A-Za-z]{3}|[02-9]")
_STROKE = re.compile(r"[1Il.]")
_BARS = re.compile(r"1{3,}")
_SEVERAL = re.compile(r"\d[\d.,]*%(?:\s+\d[\d.,]*%)+|\d[\d.,]*%?(?:\s+\d[\d.,]*%?){2,}")
_HEAPED = "several figures in one cell: what a picture says of its axis, or rows of the table once more"
_NO_FAMILY = "unknown"
_BESIDE = "right of the last column: what a picture left of its axis, or noise"


@dataclass(frozen=True)
class CleanSummary:
    """What a clean made: the tables of the contract by name."""

    tables: dict[str, pl.DataFrame]


def clean(workspace: Workspace, *, report: Callable[[str], None] = print) -> CleanSummary:
    """Read all of ``data/raw`` into ``data/processed``.

    Writes documents, observations, thresholds, printed_signals, claims, tables, unread and corrections.
    Raises InputError for damaged raw data or a ledger that no longer matches.
    """
    with collector_paused():
        tables = read_documents(load_raw(workspace.raw), load_registry(workspace))
    for name, frame in tables.items():
        write_table(workspace.processed, name, frame)
    for line in summary_lines(tables):
        report(line)
    return CleanSummary(tables)


def read_documents(documents: list[RawDocument], registry: Registry) -> dict[str, pl.DataFrame]:
    """The tables of the contract for a list of raw documents; nothing is read or written."""
    reader = CellReader()
    rows = [row for d in documents for g in d.grids for row in g.rows]
    reader.read(sorted({text for row in rows for text in (*row.texts, *_put_together(row.texts))}))
    placed: list[tuple[str, str, str | None, Placement]] = []
    shapes: list[tuple[str, str, int, int, str, str | None]] = []
    for document in documents:
        for grid, reading in interpret(document, registry, reader):
            known = _with_reasons(grid, reading.placements, document.ledger)
            placements = [*known, *_left_over(grid, reading, reader)]
            placed += [(grid.document, grid.table, reading.family, p) for p in placements]
            shapes.append(
                (grid.document, grid.table, grid.rows[0].line, grid.rows[-1].line, reading.shape, reading.family)
            )
    frame = assemble.placement_frame(placed)
    texts = assemble.read_texts(frame.filter(pl.col("role") == "value"))
    observed = conform("observations", assemble.observations(texts, registry, _about(documents)))
    unread = pl.concat([frame.filter(pl.col("role") == "unread"), assemble.unreadable(texts).select(frame.columns)])
    unread = unread.with_columns(reason=pl.col("detail")).sort("document", "line", "cell", "part")
    tables = {
        "documents": _documents(documents, shapes),
        "observations": observed,
        "thresholds": assemble.thresholds(frame.filter(pl.col("role") == "threshold"), registry),
        "printed_signals": assemble.signals(frame.filter(pl.col("role") == "signal"), registry, observed),
        "claims": _claims(documents, registry),
        "unread": unread,
        "corrections": _corrections(documents, observed),
    }
    tables["tables"] = _table_counts(shapes, observed, unread)
    return {name: conform(name, table) for name, table in tables.items()}


def _put_together(texts: list[str]) -> list[str]:
    """The "x of y" that a row prints in two or three cells, so that all cells of all packs are read in one go."""
    found = []
    for i, text in enumerate(texts[1:], start=1):
        if text.startswith("of"):
            found += [" ".join(texts[i - 1 : i + 1]), " ".join(texts[i - 1 : i + 2])]
    return found


def interpret(document: RawDocument, registry: Registry, reader: CellReader) -> list[tuple[Grid, Reading]]:
    """Every table of a document with its reading; a table nobody understands has shape ``unknown``."""
    by_line = {grid.rows[0].line: grid for grid in document.grids}
    readings: list[tuple[Grid, Reading]] = []
    before: Grid | None = None
    parts = _in_parts(document, registry, reader)
    for grid in document.grids:
        if grid.table in parts:
            readings.append((grid, parts[grid.table]))
            continue
        torn = document.ledger.torn(grid.rows[0].line)
        header_of = by_line.get(torn.header_from or 0) if torn else before
        reading = (
            read_summary(grid, registry)
            or read_layout(grid, registry, reader)
            or read_periodic(grid, registry, reader, header_of, torn=torn is not None)
            or Reading("unknown", grid.family)
        )
        readings.append((grid, reading))
        if reading.shape == "periodic" and not header_rows(grid, registry):
            before = grid
    return readings


def _in_parts(document: RawDocument, registry: Registry, reader: CellReader) -> dict[str, Reading]:
    """The readings of tables that page furniture cut in parts, read as one and given back part by part.

    A part whose header the ledger names stays apart.
    """
    grids = document.grids
    torn = {grid.rows[0].line for grid in grids if document.ledger.torn(grid.rows[0].line)}
    readings: dict[str, Reading] = {}
    position = 0
    while position < len(grids):
        whole, parts = grids[position], [grids[position]]
        while position + len(parts) < len(grids):
            after = grids[position + len(parts)]
            rows = goes_on(whole, after, registry) or layout_goes_on(whole, after, registry)
            if not rows and after.rows[0].line not in torn:
                rows = _theme_page_goes_on(whole, after, registry)
            if not rows:
                break
            parts.append(after)
            whole = replace(whole, rows=[*whole.rows, *rows])
        reading = _understood(whole, registry, reader) if len(parts) > 1 else None
        if reading is not None:
            readings |= _given_back(reading, parts)
        position += len(parts)
    return readings


def _understood(grid: Grid, registry: Registry, reader: CellReader) -> Reading | None:
    return read_summary(grid, registry) or read_layout(grid, registry, reader) or read_periodic(grid, registry, reader)


def _theme_page_goes_on(before: Grid, after: Grid, registry: Registry) -> list[Row]:
    if before.width != after.width or before.heading != after.heading:
        return []
    known = any(header_rows(grid, registry) or find_layout(grid, registry) for grid in (before, after))
    return [] if known else periodic_goes_on(before, after, registry)


def _given_back(reading: Reading, parts: list[Grid]) -> dict[str, Reading]:
    """The reading of a whole table as one reading for each of its parts."""
    lines = {part.table: {row.line for row in part.rows} for part in parts}
    return {
        table: Reading(reading.shape, reading.family, [p for p in reading.placements if p.line in mine])
        for table, mine in lines.items()
    }


def _with_reasons(grid: Grid, placements: list[Placement], ledger: Ledger) -> list[Placement]:
    """The placements, the values among them with the ledger's reason where only it tells their column or row."""
    torn = ledger.torn(grid.rows[0].line)
    placed = {(p.line, p.cell) for p in placements}
    labels = {
        row.line: entry.why
        for row in grid.rows
        for entry in reversed(ledger.mends(row.line))
        if entry.read_as and (row.line, entry.cell) not in placed
    }
    reasons = {row.line: labels.get(row.line) or (torn.why if torn else None) for row in grid.rows}
    return [
        replace(p, correction=reasons[p.line]) if p.role == "value" and not p.correction and reasons[p.line] else p
        for p in placements
    ]


def _left_over(grid: Grid, reading: Reading, reader: CellReader) -> list[Placement]:
    """Figures of a table that no reading placed, with the reason."""
    placed = {(p.line, cell) for p in reading.placements for cell in range(p.cell, max(p.cell, p.last) + 1)}
    first = min((p.line for p in reading.placements), default=0)
    unknown = reading.shape == "unknown"
    edge = max((max(p.cell, p.last) for p in reading.placements), default=0)
    inside = min((p.cell for p in reading.placements), default=0) if reading.shape.startswith("layout ") else None
    reason = "no table of this form is known" if unknown else "no row or column is printed for it"
    strokes = _columns_of_strokes(grid, reading, reader) if reading.shape == "summary" else set()
    left = []
    for row in grid.rows:
        if row.line < first and len(row.cells) > 1:
            continue
        label = next((cell.index for cell in row.cells if _LETTERS.search(cell.plain)), 0)
        for cell, kind in zip(row.cells, reader.kinds(row.texts), strict=True):
            several = kind == "text" and _SEVERAL.search(cell.plain)
            if (kind in ("blank", "missing", "text") and not several) or (row.line, cell.index) in placed:
                continue
            # a small number is a figure wherever no indicator number and no letter of a rotated word can stand
            counted = unknown or (inside is not None and cell.index >= inside and not _numbers_columns(row))
            named = (_NOT_A_FIGURE.fullmatch(cell.plain) and not counted) or read_period(cell.plain, grid.time)
            is_label = named or (cell.index == label and not unknown)
            stroke = cell.index in strokes and _STROKES.fullmatch(cell.plain)
            if not is_label and not stroke:
                why = _HEAPED if several else _BESIDE if cell.index > edge and not unknown else reason
                left.append(Placement(row.line, cell.index, cell.published, cell.text, "unread", detail=why))
    return left


def _numbers_columns(row: Row) -> bool:
    """Whether a row prints indicator numbers over columns, whole or in fragments, and no other figure."""
    texts = [t for t in row.texts if re.search(r"\d", t)]
    return any("." in t for t in texts) and all(re.fullmatch(r"\d{0,2}\s?\.?\s?\d{0,2}(?:\s+OLD)?", t) for t in texts)


def _columns_of_strokes(grid: Grid, reading: Reading, reader: CellReader) -> set[int]:
    """The cells of a summary in which small charts stood: no row has a figure there, some have their debris."""
    figures = {p.cell for p in reading.placements}
    debris = {
        cell.index
        for row in grid.rows
        for cell, kind in zip(row.cells, reader.kinds(row.texts), strict=True)
        if (kind == "text" and not _WORD_OR_DIGIT.search(cell.plain) and _STROKE.search(cell.plain))
        or _BARS.fullmatch(cell.plain)
    }
    return debris - figures


def _documents(documents: list[RawDocument], shapes: list[tuple[str, str, int, int, str, str | None]]) -> pl.DataFrame:
    """One row per document. The family is the one that its headings name, else that of most of its tables."""
    of_tables: dict[str, Counter[str]] = {}
    for document, *_, family in shapes:
        if family:
            of_tables.setdefault(document, Counter())[family] += 1
    told = {document: max(counts, key=lambda f: (counts[f], f)) for document, counts in of_tables.items()}
    rows = [
        {
            "document": d.id,
            "title": d.entry["title"],
            "publisher": d.entry.get("publisher"),
            "family": d.entry.get("family") or told.get(d.id) or _NO_FAMILY,
            "as_at": d.entry["as_at"],
            "published": d.entry.get("published"),
            "sha256": d.entry["source"]["sha256"],
        }
        for d in documents
    ]
    return pl.DataFrame(rows, schema_overrides={"published": pl.Date}, infer_schema_length=None)


def _about(documents: list[RawDocument]) -> pl.DataFrame:
    """One row per document: its month end and the authority it is about."""
    rows = [(d.id, d.entry["as_at"], d.authority) for d in documents]
    return pl.DataFrame(rows, schema={"document": pl.String, "as_at": pl.Date, "authority": pl.String}, orient="row")


def _claims(documents: list[RawDocument], registry: Registry) -> pl.DataFrame:
    rows = [[d.id, *cells] for d in documents for cells in d.claims[1:]]
    schema = {"document": pl.String, **dict.fromkeys(COLUMNS, pl.String)}
    return read_claims(pl.DataFrame(rows, schema=schema, orient="row"), registry=registry)


def _corrections(documents: list[RawDocument], observed: pl.DataFrame) -> pl.DataFrame:
    """One row per ledger entry, and one per figure that arithmetic or layout proved to be read otherwise."""
    corrected = observed.filter(pl.col("correction").is_not_null()).select(
        "document",
        "table",
        "line",
        "cell",
        "part",
        "published",
        read_as=pl.format("{} {} {}", pl.coalesce("indicator_number", pl.lit("")), "area", "period").str.strip_chars(),
        kind=pl.lit("proved"),
        reason="correction",
    )
    rows = []
    for document in documents:
        tables = {row.line: grid.table for grid in document.grids for row in grid.rows}
        for e in document.ledger.entries:
            read_as = f"columns of line {e.header_from}" if e.header_from else _words(e.read_as)
            rows.append((document.id, tables.get(e.line), e.line, e.cell, e.printed or "", read_as, "ledger", e.why))
    ledger = pl.DataFrame(
        rows, schema=dict(corrected.drop("part").schema) | {"line": pl.Int32, "cell": pl.Int32}, orient="row"
    )
    said = ledger.select("document", ledger_reason="reason").unique()
    by_ledger = corrected.join(said, on="document").filter(pl.col("reason").str.starts_with(pl.col("ledger_reason")))
    place = ["document", "line", "cell"]
    proved = corrected.join(by_ledger, on=[*place, "part"], how="anti").drop("part")
    return pl.concat([ledger, proved]).sort(*place, "kind")


def _words(read_as: str | list[str] | None) -> str:
    return read_as if isinstance(read_as, str) else " │ ".join(read_as or ["(nothing)"])


def _table_counts(
    shapes: list[tuple[str, str, int, int, str, str | None]], observed: pl.DataFrame, unread: pl.DataFrame
) -> pl.DataFrame:
    listed = pl.DataFrame(
        shapes,
        schema={
            "document": pl.String,
            "table": pl.String,
            "first_line": pl.Int32,
            "last_line": pl.Int32,
            "shape": pl.String,
            "family": pl.String,
        },
        orient="row",
    )
    counts = observed.group_by("document", "table").agg(
        figures_read=(pl.col("status") != "missing").sum(),
        figures_corrected=(pl.col("status") == "corrected").sum(),
        missing_marks=(pl.col("status") == "missing").sum(),
    )
    unread_counts = unread.group_by("document", "table").agg(figures_unread=pl.len())
    return (
        listed.join(counts, on=["document", "table"], how="left", validate="m:1")
        .join(unread_counts, on=["document", "table"], how="left", validate="m:1")
        .with_columns(pl.col("figures_read", "figures_corrected", "missing_marks", "figures_unread").fill_null(0))
        .sort("document", "first_line", "table")
    )


def summary_lines(tables: dict[str, pl.DataFrame]) -> list[str]:
    """What was read and not read, per document, and where what was not read stands."""
    lines = []
    for document, *_ in tables["documents"].select("document").iter_rows():
        mine = tables["tables"].filter(pl.col("document") == document)
        total = mine.select(pl.col("figures_read", "figures_corrected", "figures_unread", "missing_marks").sum()).row(0)
        read = mine.filter(pl.col("shape") != "unknown").height
        claims = tables["claims"].filter(pl.col("document") == document).height
        lines.append(
            f"{document}: {read} of {mine.height} tables, {total[0]:,} figures read ({total[1]:,} corrected), "
            f"{total[3]:,} missing marks, {total[2]:,} not read, {claims:,} quoted in prose"
        )
        unread = mine.filter(pl.col("figures_unread") > 0)
        for table, first, last, count in unread.select(
            "table", "first_line", "last_line", "figures_unread"
        ).iter_rows():
            lines.append(f"    not read: {count} in {table} (lines {first} to {last})")
    return lines
