"""The step ``clean``: every raw table gets its meaning, or a place in the list of what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from scorecard.clean.contract.account import (
    about_documents,
    corrections_table,
    documents_table,
    headers_table,
    summary_lines,
    tables_table,
)
from scorecard.clean.contract.arrows import arrows_behind, with_figures_apart
from scorecard.clean.contract.caveats import caveats_table
from scorecard.clean.contract.claims import claims_table
from scorecard.clean.contract.marks import signals, thresholds
from scorecard.clean.contract.observations import observations, placement_frame, read_texts, unread_table
from scorecard.clean.contract.places import places_of, with_places
from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.load import RawDocument, load_sound
from scorecard.clean.raw.unreadable import TABLE, Unreadable, error_of, unreadable_table
from scorecard.clean.tables.interpret import interpret
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import TableReading
from scorecard.errors import ScorecardError
from scorecard.files import collector_paused
from scorecard.frames import looked_up
from scorecard.registry import Registry, load_registry
from scorecard.schema import SCHEMAS, conform, write_table
from scorecard.workspace import Workspace

FAULTS = (Exception, pl.exceptions.PanicException)
"""What a document may bring about that nobody foresaw; a panic within polars is no Exception to Python."""


@dataclass(frozen=True)
class CleanSummary:
    """What a clean made: the tables of the contract by name, and the documents that it could not read."""

    tables: dict[str, pl.DataFrame]
    left_out: tuple[Unreadable, ...] = ()


def clean(workspace: Workspace, *, report: Callable[[str], None] = print) -> CleanSummary:
    """Read all of ``data/raw`` into ``data/processed``.

    Writes documents, observations, thresholds, printed_signals, headers, claims, caveats, tables, unread and
    corrections. A document that is damaged, or whose ledger no longer matches, is left out and listed in left_out.
    Raises InputError if no document is left.
    """
    with collector_paused():
        documents, broken = load_sound(workspace.raw)
        tables, unreadable = read_readable(documents, load_registry(workspace))
    left_out = sorted([*broken, *unreadable], key=lambda one: one.document)
    if len(unreadable) == len(documents):
        raise error_of(left_out)
    for name, frame in {**tables, TABLE: unreadable_table(left_out)}.items():
        write_table(workspace.processed, name, frame)
    for line in summary_lines(tables):
        report(line)
    for one in left_out:
        report(f"left out: {one.document}: {one.reason.splitlines()[0]}")
    return CleanSummary(tables, tuple(left_out))


def read_readable(
    documents: Sequence[RawDocument], registry: Registry
) -> tuple[dict[str, pl.DataFrame], list[Unreadable]]:
    """The tables of all documents that can be read, and the others with the reason.

    All are read together, as that is quick. Only if it fails is each tried alone, so that one that nobody foresaw
    does not take the others with it; a failure that none of them has alone is raised.
    """
    if not documents:
        return {}, []
    try:
        return read_documents(documents, registry), []
    except FAULTS:
        reasons = {one.id: reason for one in documents if (reason := _why_unreadable(one, registry))}
        if not reasons:
            raise
    readable = [one for one in documents if one.id not in reasons]
    left_out = [Unreadable(id_, reason) for id_, reason in reasons.items()]
    return (read_documents(readable, registry) if readable else {}), left_out


def _why_unreadable(document: RawDocument, registry: Registry) -> str | None:
    try:
        read_documents([document], registry)
    except ScorecardError as error:
        return str(error)
    except FAULTS as error:
        return f"the program fails on it ({type(error).__name__}: {error})"
    return None


def read_documents(documents: Sequence[RawDocument], registry: Registry) -> dict[str, pl.DataFrame]:
    """The tables of the contract for a list of raw documents; nothing is read or written."""
    lexicon = Lexicon.of(registry)
    lexicon.read_cells(grid for document in documents for grid in document.grids)
    lexicons = {authority: lexicon.of_authority(authority) for authority in {d.authority for d in documents}}
    read = [table for document in documents for table in interpret(document, lexicons[document.authority])]
    return contract_tables(documents, read, registry)


def contract_tables(
    documents: Sequence[RawDocument], read: Sequence[tuple[Grid, TableReading]], registry: Registry
) -> dict[str, pl.DataFrame]:
    """The tables of the contract for documents whose tables have been read, by whatever reader.

    ``registry`` knows the measures of which the readings speak.
    """
    placed = with_figures_apart(
        placement_frame([(g.document, g.table, r.family, p) for g, r in read for p in r.placements])
    )
    texts = read_texts(placed.filter(pl.col("role") == "value"))
    about = about_documents(documents)
    observed = conform("observations", observations(texts, registry, about))
    tolerances = thresholds(placed.filter(pl.col("role") == "threshold"), registry)
    unread = unread_table(placed, texts, tolerances)
    marks = pl.concat([placed.filter(pl.col("role") == "signal"), arrows_behind(texts, about).select(placed.columns)])
    claimed = claims_table(documents, registry)
    tables = {
        "documents": documents_table(documents, read),
        "observations": observed,
        "thresholds": tolerances,
        "printed_signals": signals(marks, registry, observed),
        "headers": headers_table(read),
        "claims": claimed,
        "caveats": caveats_table(documents, observed, claimed, registry),
        "unread": unread,
        "corrections": corrections_table(documents, observed),
        "tables": tables_table(read, observed, unread),
    }
    places = places_of(documents)
    told = {name: with_places(name, _with_authority(name, table, about), places) for name, table in tables.items()}
    return {name: conform(name, table) for name, table in told.items()}


def _with_authority(name: str, table: pl.DataFrame, about: pl.DataFrame) -> pl.DataFrame:
    """``table`` with the column ``authority`` where the contract has one: the authority of the row's document."""
    if "authority" not in SCHEMAS[name]:
        return table
    return looked_up(table.drop("authority", strict=False), about.select("document", "authority"), "document")
