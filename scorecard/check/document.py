"""A file read for a check: its tables in the shape of the contract, whoever published it; nothing is stored."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from scorecard.check.arrows import with_meanings
from scorecard.check.beside import with_counts, without_neighbours
from scorecard.check.printed import as_printed
from scorecard.check.prose import with_proposed
from scorecard.check.signs import settled
from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.load import RawDocument, load_one
from scorecard.clean.step import contract_tables
from scorecard.clean.tables.interpret import interpret
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import TableReading
from scorecard.errors import InputError
from scorecard.extract.about import NO_YEAR, UNSAID
from scorecard.extract.apart import Asked, Taken, take_apart
from scorecard.extract.contents import claims_tsv
from scorecard.extract.publisher import find_publisher
from scorecard.extract.source import Source, read_source
from scorecard.general.captions import above_tables
from scorecard.general.matching import Proposal, proposals
from scorecard.general.read import GeneralReading, read_general
from scorecard.general.time import period_of_document, with_years
from scorecard.measures.signals import with_computed
from scorecard.passages.read import passages_of
from scorecard.quotes import Vocabulary, claims_of, vocabulary_of, vocabulary_with
from scorecard.registry import Registry, load_registry
from scorecard.suggest import unknown
from scorecard.workspace import Workspace

_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST_ID = 80
_OPENING = 25
"""So many lines open a document."""


@dataclass(frozen=True)
class ReadDocument:
    """A file as it was read: its tables, the registry that knows its measures, and what the general reader made of it.

    ``by_council`` says whether the words of a council's folder read it; ``proposals`` are the national indicators that
    its measures may be.
    """

    path: Path
    source: Source
    raw: RawDocument
    tables: dict[str, pl.DataFrame]
    registry: Registry
    general: GeneralReading
    by_council: bool
    proposals: tuple[Proposal, ...]

    @property
    def month_is_said(self) -> bool:
        return bool(self.raw.entry["as_at_from"] != UNSAID)


def read_document(
    path: Path, workspace: Workspace, *, profile: str | None = None, publisher: str | None = None
) -> ReadDocument:
    """Read one file of any kind that ``extract`` takes.

    With the words of its publisher's folder, where there is one, or of that which ``profile`` names; all that these do
    not understand, and packs of all others, by the words of their own headers. Raises InputError for a file that cannot
    be read, UsageError for an unknown ``profile``.
    """
    every = load_registry(workspace)
    source = read_source(path)
    source = replace(source, document=_id_of(source.document))
    told = _of_profile(profile, every) or publisher
    named = every.authority_names.canonical(told) or told if told else find_publisher(source.legible, every).name
    council = any(one.authority.name == named for one in every.councils.values())
    registry = every.of(named) if council else every.made(_without_measures)
    taken = take_apart(source, registry, Asked(prose_only=True, publisher=named, anyhow=True), {})
    raw = _as_loaded(taken, source.document)
    return _read(path, source, raw, registry, national=every, by_council=council)


def _without_measures(registry: Registry) -> Registry:
    """The nation's words without any council's and without indicators: those of a document come from its own tables."""
    return replace(registry, councils={}, indicators={})


def _of_profile(profile: str | None, registry: Registry) -> str | None:
    """The authority of a council's folder. Raises UsageError where there is no such folder."""
    if profile is None:
        return None
    if profile not in registry.councils:
        raise unknown("profile", profile, registry.councils, where="councils/")
    return registry.councils[profile].authority.name


def _id_of(stem: str) -> str:
    """The name of a file as the id of a document: letters, digits, hyphens."""
    return _NOT_IN_AN_ID.sub("-", stem).strip("-_")[:_LONGEST_ID] or "document"


def _as_loaded(taken: Taken, document: str) -> RawDocument:
    """What was taken apart as ``clean`` loads it: through files in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="scorecard-check-") as place:
        folder = Path(place) / document
        folder.mkdir()
        for name, content in taken.files.items():
            (folder / name).write_bytes(content)
        return load_one(folder)


def _read(
    path: Path, source: Source, raw: RawDocument, registry: Registry, *, national: Registry, by_council: bool
) -> ReadDocument:
    if not by_council:
        raw = as_printed(raw, source.lines)
    lexicon = Lexicon.of(registry)
    lexicon.read_cells(raw.grids)
    known = interpret(raw, lexicon) if by_council else []
    understood = [table for table in known if table[1].shape != "unknown"]
    named = {grid.table for grid, _ in understood}
    rest = [grid for grid in raw.grids if grid.table not in named]
    pages = {line: place.page for (line, cell), place in source.places.items() if place.page and not cell}
    above = above_tables(rest, source.legible, pages)
    said = raw.entry["as_at_from"] != UNSAID
    first = min((grid.rows[0].line for grid in raw.grids), default=1)
    opening = source.legible[: first - 1][:_OPENING]
    default = period_of_document(opening, raw.entry["as_at"], said=said)
    rest = with_years(rest, {table: over.captions for table, over in above.items()}, opening, said=said)
    general = read_general(rest, lexicon, above=above, default=default)
    knowing = general.registry(registry)
    proposed = tuple(proposals(general.measures, national))
    if not by_council:
        prose = with_proposed(registry.prose_words(), proposed)
        words = vocabulary_with(general.spoken(registry), prose, registry.made(vocabulary_of).says)
        raw = replace(raw, claims=_claims(source, raw, words))
    read = _in_printed_order(raw.grids, [*understood, *general.tables])
    tables = contract_tables([raw], read, knowing)
    if raw.entry["as_at"] == NO_YEAR and not said:
        tables["claims"] = tables["claims"].with_columns(period=pl.lit(None, dtype=pl.String))
    tables["observations"] = with_counts(without_neighbours(tables["observations"]), general.pairs)
    tables["printed_signals"] = with_meanings(tables, knowing)
    tables["printed_signals"] = settled(tables, knowing, general.open_signs)
    signals = with_computed(tables["printed_signals"], tables["observations"], tables["thresholds"], knowing)
    return ReadDocument(path, source, raw, {**tables, "signals": signals}, knowing, general, by_council, proposed)


def _in_printed_order(
    grids: Sequence[Grid], read: Sequence[tuple[Grid, TableReading]]
) -> list[tuple[Grid, TableReading]]:
    order: Mapping[str, int] = {grid.table: at for at, grid in enumerate(grids)}
    return sorted(read, key=lambda table: order[table[0].table])


def _claims(source: Source, raw: RawDocument, words: Vocabulary) -> list[list[str]]:
    """The figures that sentences quote, with the measures that the document's own tables name."""
    left_out = (range(run["first_line"], run["last_line"] + 1) for run in raw.entry["left_out"])
    lines = {row.line for grid in raw.grids for row in grid.rows} | {line for run in left_out for line in run}
    text = passages_of(source.legible, table_lines=lines, as_at=raw.entry["as_at"], says=words.says)
    quoted = claims_tsv(claims_of(text, words, raw.authority)).decode("utf-8")
    return [line.split("\t") for line in quoted.split("\n")[:-1]]


def refuse_nothing_to_check(document: ReadDocument) -> None:
    """Raise InputError for a document without any figure in tables and sentences."""
    tables = document.tables
    if all(tables[name].is_empty() for name in ("observations", "claims", "unread")):
        raise InputError(
            f"{document.source.name} holds no figure that can be checked: no table of figures and no sentence with one",
            where=str(document.path),
            expected="a pack with tables of figures",
            do="if its pages are pictures, have their text recognised (OCR) first; from a workbook or a text say which"
            " sheet or lines hold the figures by saving them alone",
        )
