"""A document taken apart: its lines become the files of its folder, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.caveats import find_caveats
from scorecard.errors import InputError
from scorecard.extract.about import About, about_of, address_of
from scorecard.extract.captions import Captions
from scorecard.extract.contents import caveats_tsv, claims_tsv, places_tsv, table_files
from scorecard.extract.headings import find_title, vocabulary, words_of_captions
from scorecard.extract.record import PLACES_FILE, RECORD, record_of, why_impossible
from scorecard.extract.refusals import refuse_other_kinds, refuse_people, refuse_without_tables
from scorecard.extract.scopes import Scopes
from scorecard.extract.sections import Section, find_sections
from scorecard.extract.source import Source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.extract.tables import printed_tables, tables_of_figures
from scorecard.passages.read import passages_of
from scorecard.provenance import sha256_of
from scorecard.quotes import claims_of, vocabulary_of
from scorecard.registry import Registry
from scorecard.text.figures import is_figure


@dataclass(frozen=True)
class Asked:
    """What the user says of the documents (see `extract_documents`).

    With ``anyhow`` a document that does not say whose it is, or of which month, is taken apart all the same.
    """

    replace: bool = False
    prose_only: bool = False
    publisher: str | None = None
    address: str | None = None
    ocr: bool = False
    anyhow: bool = False


@dataclass(frozen=True)
class Taken:
    """What is taken out of a document: the files of its folder, what it is about, and all that it prints as tables.

    ``counts`` are its tables, their cells of figures, its claims, and the tables left out.
    """

    files: dict[str, bytes]
    about: About
    printed: Sequence[RawTable]
    counts: tuple[int, int, int, int]


def take_apart(source: Source, registry: Registry, asked: Asked, recorded: Mapping[str, Any]) -> Taken:
    """What ``extract`` takes out of a document, as the bytes of its files; nothing is written.

    Raises InputError for what is not taken (see `extract_documents`).
    """
    lines, printed = source.legible, printed_tables(source.lines)
    refuse_other_kinds(source, registry)
    refuse_people(source, printed, registry)
    tables, left_out = tables_of_figures(printed, source.lines)
    prose_only = asked.prose_only or recorded.get("prose_only") is True
    refuse_without_tables(source, tables, left_out, prose_only=prose_only)
    about = about_of(source, tables, registry, given=asked.publisher, recorded=recorded, anyhow=asked.anyhow)
    _refuse_impossible(source, about)
    council = registry.of(about.publisher)
    sections, known_words = find_sections(lines, council), council.made(vocabulary)
    of_any_layout = {family.id for family in council.families.values() if family.any_layout}
    captions = Captions(of_any_layout, council.made(words_of_captions), source.sheets)
    files, entries = table_files(tables, lines, sections, known_words, captions)
    words = council.made(vocabulary_of)
    text = passages_of(lines, table_lines=_lines_of(tables, left_out), as_at=about.dates.as_at, says=words.says)
    claims = claims_of(text, words, about.publisher)
    files["claims.tsv"] = claims_tsv(claims)
    scopes = Scopes(text, tuple(sections), known_words)
    files["caveats.tsv"] = caveats_tsv(find_caveats(text, words.says, scopes.of))
    if source.places:
        printed_lines = {line for table in tables for line, _ in table.rows} | {
            int(str(claim["line"])) for claim in claims
        }
        files[PLACES_FILE] = places_tsv(source, printed_lines)
    files[RECORD] = record_of(
        source,
        about,
        title=find_title(lines, known_words) or _title_of_its_kind(sections, council),
        sections=sections,
        tables=entries,
        left_out=left_out,
        claims=sha256_of(files["claims.tsv"]),
        caveats=sha256_of(files["caveats.tsv"]),
        places=sha256_of(files[PLACES_FILE]) if PLACES_FILE in files else None,
        address=address_of(asked.address, recorded),
    )
    figures = sum(is_figure(cell) for table in tables for cell in table.cells)
    return Taken(files, about, printed, (len(tables), figures, len(claims), len(left_out)))


def _title_of_its_kind(sections: Sequence[Section], council: Registry) -> str | None:
    """The title of the family that the document opens with; null where none is known."""
    family = next((section.family for section in sections if section.family), None)
    return council.families[family].title if family else None


def _refuse_impossible(source: Source, about: About) -> None:
    """Raise InputError for times of which the record would not be accepted."""
    if said := why_impossible(about.dates.as_at, about.dates.published):
        raise InputError(
            f"{source.name} contradicts itself: {said}",
            where=source.name,
            expected="a pack about a month that was over when it was published",
            do="correct the month or the day of publication at the top of the text",
        )


def _lines_of(tables: Sequence[RawTable], left_out: Sequence[LeftOut]) -> set[int]:
    """The lines that are no prose: those of tables, kept or left out."""
    kept = {line for table in tables for line, _ in table.rows}
    return kept | {line for run in left_out for line in range(run.first_line, run.last_line + 1)}
