"""What ``quarters``, ``documents``, ``findings``, ``measures``, ``trace`` and ``acknowledge`` print."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from scorecard.council_quarter import council_of, time_of
from scorecard.errors import InputError
from scorecard.measures.by_council import Part, are_several, of_each, part_asked, quarters_by_council, whose
from scorecard.measures.quarter_data import figures_per_quarter
from scorecard.schema import read_table
from scorecard.suggest import unknown
from scorecard.workspace import Workspace

_SOUND = "sound"
_DOCUMENTS = {
    "document": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "family": pl.String,
    "as_at": pl.Date,
    "tables": pl.Int64,
    "figures": pl.Int64,
    "unread": pl.Int64,
    "state": pl.String,
}


def quarters_table(workspace: Workspace) -> str:
    """One line per quarter: its spelling, its title, its figures and indicators, and the documents behind it.

    Of several councils one for each of its quarters, spelt as parameters spell it.
    """
    documents, observations = (read_table(workspace.processed, name) for name in ("documents", "observations"))
    quarters = quarters_by_council(documents, observations, read_table(workspace.processed, "claims"))
    if not quarters:
        return "no document prints a figure for any quarter"
    parts = of_each(observations, documents) if are_several(documents) else {None: observations}
    counted = {
        (name, row["quarter"]): row for name, own in parts.items() for row in figures_per_quarter(own).to_dicts()
    }
    lines = [("quarter", "figures", "indicators", "what it is", "documents")]
    none: dict[str, Any] = {"figures": 0, "indicators": 0, "documents": ["quoted in prose only"]}
    for quarter in quarters:
        row = counted.get((council_of(quarter), str(time_of(quarter))), none)
        figures, indicators = f"{row['figures']:,}", f"{row['indicators']:,}"
        lines.append((str(quarter), figures, indicators, quarter.title, ", ".join(row["documents"])))
    return _table(lines, right={1, 2})


def _table(lines: Sequence[Sequence[str]], *, right: Container[int]) -> str:
    """Lines of as many cells each, in columns; those of the positions ``right`` are figures and end alike."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def documents_listing(workspace: Workspace, style: str) -> str:
    """The extracted documents as a table, CSV or JSON, one row each, in the order of their ids.

    ``figures`` and ``unread`` are those of the last clean, null for a document that it has not read; ``state`` says
    what keeps a document from being read.
    """
    from scorecard.formats import as_csv, as_json

    frame = _documents(workspace)
    if style == "csv":
        return as_csv(frame)
    if style == "json":
        return as_json(frame)
    if frame.is_empty():
        return "there are no extracted documents: python pipeline.py extract DOCUMENT.txt"
    cells = [
        ["" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]
        for row in frame.rows()
    ]
    return _table([[name.replace("_", " ") for name in frame.columns], *cells], right={5, 6, 7})


def _documents(workspace: Workspace) -> pl.DataFrame:
    from scorecard.clean.raw.unreadable import read_unreadable
    from scorecard.extract.record import extracted_documents

    rows = [_document(workspace.raw / document) for document in extracted_documents(workspace.raw)]
    reasons = {one.document: one.reason.splitlines()[0] for one in read_unreadable(workspace.processed)}
    documents = pl.DataFrame(rows, schema=_DOCUMENTS, orient="row").with_columns(
        state=pl.when(pl.col("state") == _SOUND)
        .then(pl.col("document").replace_strict(reasons, default=_SOUND, return_dtype=pl.String))
        .otherwise("state")
    )
    if not (workspace.processed / "tables.parquet").exists():
        return documents
    counted = (
        read_table(workspace.processed, "tables")
        .group_by("document")
        .agg(figures=pl.col("figures_read").sum().cast(pl.Int64), unread=pl.col("figures_unread").sum().cast(pl.Int64))
    )
    none = pl.when(pl.col("tables") == 0).then(0)
    return (
        documents.drop("figures", "unread")
        .join(counted, on="document", how="left", validate="m:1", maintain_order="left")
        .with_columns(pl.coalesce("figures", none), pl.coalesce("unread", none))
        .select(*_DOCUMENTS)
    )


def _document(folder: Path) -> tuple[object, ...]:
    from scorecard.extract import load_document

    try:
        entry = load_document(folder)
    except InputError as error:
        return (folder.name, *[None] * (len(_DOCUMENTS) - 2), error.what)
    said = (str(entry["title"]), entry.get("publisher"), entry.get("family"), entry["as_at"])
    return (folder.name, *said, len(entry["tables"]), None, None, _SOUND)


def findings_listing(
    workspace: Workspace, quarter: str | None, council: str | None, style: str, **wanted: str | None
) -> str | bytes:
    """The findings of the last validation as a table, CSV, JSON or XLSX.

    Raises UsageError for a quarter or a council that is unknown (`by_council.part_asked`).
    """
    from scorecard.validate.client import findings_text

    part, own = _part(workspace, quarter, council), None
    if part.council is not None:
        documents = read_table(workspace.processed, "documents")
        own = documents.filter(whose() == part.council)["document"].to_list()
    return findings_text(workspace, style, quarter=part.quarter, documents=own, **wanted)


def check_policy(name: str | None) -> None:
    """Raises InputError for a policy that is not there, or not as policies are written."""
    from scorecard.disclosure import load_policy

    if name is not None:
        load_policy(name)


def check_asked(workspace: Workspace, quarter: str | None, council: str | None, indicator: str | None) -> None:
    """Raises UsageError for a quarter without figures, a council without documents, and for an indicator of which no
    figure is printed or quoted."""
    _part(workspace, quarter, council)
    observations = read_table(workspace.processed, "observations")
    claims = read_table(workspace.processed, "claims")
    printed = pl.concat([observations["indicator"], claims["indicator"].drop_nulls()]).unique()
    if indicator is not None and indicator not in set(printed):
        raise unknown("indicator", indicator, printed.sort().to_list())


def measures_listing(
    workspace: Workspace,
    quarter: str | None,
    council: str | None,
    indicator: str | None,
    style: str,
    *,
    policy: str | None = None,
) -> str | bytes:
    """What the figures of a quarter and a council say, of one indicator or of all; all where none is asked for.

    With the name of a ``policy`` all is worked out of tables in which it hides small numbers. Raises UsageError for a
    quarter without figures, a council without documents, an indicator that nobody prints and a policy that is not
    there.
    """
    from scorecard.measures.answers.listing import asked_for, listed

    part = _part(workspace, quarter, council)
    answers = read_table(workspace.processed, "measures") if policy is None else _under_policy(workspace, policy)
    return listed(asked_for(answers, part, indicator), style)


def _under_policy(workspace: Workspace, name: str) -> pl.DataFrame:
    """The table ``measures`` as it would be if the packs had hidden what a policy hides."""
    from scorecard.disclosure import find_equations, hide_claims, hide_observations, load_policy, suppression
    from scorecard.measures.answers.answer import answer
    from scorecard.measures.answers.material import Material
    from scorecard.registry import load_registry
    from scorecard.steps import MATERIAL

    policy, registry = load_policy(name), load_registry(workspace)
    tables = {table: read_table(workspace.processed, table) for table in MATERIAL}
    equations = find_equations(tables["observations"], tables["claims"], registry, tables["documents"])
    solved = suppression(policy, equations)
    hidden = {
        "observations": hide_observations(tables["observations"], policy, solved, equations),
        "claims": hide_claims(tables["claims"], policy, solved),
    }
    return answer(Material.of({**tables, **hidden}, registry))


@dataclass(frozen=True)
class Traced:
    """The proofs of what somebody asks for, one row per print, and what else could have been meant in words."""

    proofs: pl.DataFrame
    others: str | None


def traced(workspace: Workspace, what: str, period: str | None, *, everything: bool = False) -> Traced:
    """The proof of everything that is printed about what somebody asks for.

    ``what`` and ``period`` as `scorecard.proof.question.places_asked` takes them. Raises UsageError, with the nearest
    that is known, for what is not there.
    """
    from urllib.parse import unquote

    from scorecard.proof.proofs import proofs
    from scorecard.proof.question import places_asked
    from scorecard.registry import load_registry
    from scorecard.schema import read_if_there, read_tables

    indicators = load_registry(workspace).frame()
    tables = read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}
    asked = places_asked(tables, indicators, unquote(what), period, everything=everything)
    return Traced(asked.of(proofs(tables, asked.places, indicators=indicators)), asked.others)


def trace_listing(traced: Traced, style: str) -> str:
    """Proofs as text or JSON."""
    from scorecard.formats import as_json
    from scorecard.proof.telling import told

    return as_json(traced.proofs) if style == "json" else told(traced.proofs, traced.others)


def draw_traced(traced: Traced, workspace: Workspace, pdf: Path, picture: Path) -> str:
    """Write a picture (PNG) of where the first of the proofs that stands in ``pdf`` is printed; returns what to tell.

    It is drawn from the file that was extracted, and nothing of it is stored beside the data: a strip of a page may
    show more than figures. Raises InputError for a file that cannot be read or that none of them was extracted from.
    """
    from scorecard.extract.record import load_document
    from scorecard.files import write_where_told
    from scorecard.provenance import sha256_of
    from scorecard.readers.pdf.picture import picture_of

    try:
        content = pdf.read_bytes()
    except OSError as error:
        raise InputError(f"{pdf.name} cannot be read: {error.strerror}", where=str(pdf), do="check the path") from error
    documents = traced.proofs["document"].unique(maintain_order=True).to_list()
    digest = sha256_of(content)
    own = [one for one in documents if load_document(workspace.raw / one)["source"]["sha256"] == digest]
    placed = traced.proofs.filter(pl.col("document").is_in(own) & pl.col("box").is_not_null())
    if placed.is_empty():
        raise InputError(
            f"none of these figures has a place on a page of {pdf.name}",
            where=str(pdf),
            expected=f"the very PDF that was extracted as {' or '.join(documents[:3])}",
            do="give that file; of a text there are lines, of sheets cells, and trace prints them",
        )
    in_tables = placed.filter(pl.col("printed_at").str.contains(", table "))  # before a sentence that quotes it
    first = (placed if in_tables.is_empty() else in_tables).row(0, named=True)
    left, top, right, bottom = map(float, first["box"].split())
    write_where_told(picture, picture_of(content, first["page"], (left, top, right, bottom), pdf.name))
    return f"{first['published']} ({first['printed_at']}) is drawn in {picture}"


def acknowledge(workspace: Workspace, fact: str, *, who: str, role: str, when: date, note: str) -> str:
    """Record that somebody has looked at a fact, in the expectations' own file; returns what to tell them.

    Raises UsageError for a fact that the last run did not find, InputError for a file that cannot be added to.
    """
    from scorecard.validate.client import write_acknowledgement

    return write_acknowledgement(workspace, fact, who=who, role=role, when=when, note=note)


def _part(workspace: Workspace, quarter: str | None, council: str | None) -> Part:
    """The part of the data that parameters name (`by_council.part_asked`)."""
    if quarter is None and council is None:
        return Part()
    tables = {name: read_table(workspace.processed, name) for name in ("documents", "observations", "claims")}
    return part_asked(tables, quarter, council)
