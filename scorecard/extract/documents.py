"""The step ``extract``: a document becomes ``data/raw/<document>/``, or nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from scorecard.caveats import find_caveats
from scorecard.errors import InputError, ScorecardError
from scorecard.extract.about import About, about_of, address_of
from scorecard.extract.captions import Captions
from scorecard.extract.contents import caveats_tsv, claims_tsv, places_tsv, table_files
from scorecard.extract.doubts import doubts_about
from scorecard.extract.headings import find_title, vocabulary, words_of_captions
from scorecard.extract.record import LEDGER, PLACES_FILE, RECORD, load_document, record_of, why_impossible
from scorecard.extract.refusals import refuse_other_kinds, refuse_people, refuse_without_tables
from scorecard.extract.scopes import Scopes
from scorecard.extract.sections import Section, find_sections
from scorecard.extract.source import Source, read_source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.extract.tables import printed_tables, tables_of_figures
from scorecard.files import collector_paused, of_the_system
from scorecard.folders import replace_folder
from scorecard.passages.read import passages_of
from scorecard.provenance import sha256_of
from scorecard.quotes import claims_of, vocabulary_of
from scorecard.registry import Registry, load_registry
from scorecard.text.figures import is_figure
from scorecard.words import many
from scorecard.workspace import Workspace

_Made = TypeVar("_Made")
_DOCUMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


@dataclass(frozen=True)
class Extracted:
    """What ``extract`` made of one document: its id, counts, what is odd, and whether anything had to be written."""

    document: str
    tables: int
    figures: int
    claims: int
    left_out: int
    written: bool
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        tables = f"{many(self.tables, 'table')} with {many(self.figures, 'cell')} of figures"
        left_out = f"{many(self.left_out, 'table')} of words left out"
        lines = [f"{self.document}: {tables}, {many(self.claims, 'figure')} quoted in prose, {left_out}"]
        lines[0] += "" if self.written else " (already up to date)"
        return "\n".join([*lines, *(f"  look: {doubt}" for doubt in self.doubts)])


class NotAllTaken(InputError):
    """Some of several documents were not taken; ``done`` is what was made of the others."""

    def __init__(self, refused: Sequence[ScorecardError], done: Sequence[Any]) -> None:
        several = f"{len(refused)} of {len(refused) + len(done)} documents were not taken"
        super().__init__("\n".join([several, *map(_indented, refused)]))
        self.done = tuple(done)


def each_of(paths: Iterable[Path], take: Callable[[Path], _Made]) -> list[_Made]:
    """What ``take`` makes of each document, whatever becomes of the others.

    Raises the error of a single document as it is, those of several together at the end (NotAllTaken).
    """
    every, done = [Path(path) for path in paths], list[_Made]()
    refused: list[ScorecardError] = []
    for path in every:
        try:
            done.append(take(path))
        except Exception as error:
            if len(every) == 1:
                raise
            refused.append(error if isinstance(error, ScorecardError) else _fault(path, error))
    if refused:
        raise NotAllTaken(refused, done)
    return done


def _fault(path: Path, error: Exception) -> InputError:
    return InputError(
        f"the program fails on {path.name} ({type(error).__name__}: {error})",
        where=str(path),
        do="please report what the same command shows for this document alone with --debug",
    )


def _indented(error: ScorecardError) -> str:
    return "- " + str(error).replace("\n", "\n  ")


def extract_documents(
    paths: Iterable[Path],
    workspace: Workspace,
    *,
    replace: bool = False,
    prose_only: bool = False,
    publisher: str | None = None,
    address: str | None = None,
    ocr: bool = False,
    report: Callable[[str], None] = print,
) -> list[Extracted]:
    """Extract each document into ``data/raw``; the same document again gives the same bytes.

    ``publisher`` is whose documents they are, where their text does not tell, and ``address`` where they are published;
    both are remembered with them. ``ocr`` has the text of scanned pages recognised. Raises
    InputError for a document that cannot be read, is no pack, lists single children, has no date, does not tell whose
    it is, has no table (unless ``prose_only``, or the recorded one had none either), or differs from the one recorded
    under its id (unless ``replace``). It leaves its folder as it was and does not keep the others from being taken: of
    several documents those that were not taken are told at the end (NotAllTaken).
    """
    with collector_paused():
        registry = load_registry(workspace)
    asked = Asked(replace=replace, prose_only=prose_only, publisher=publisher, address=address, ocr=ocr)

    def take(path: Path) -> Extracted:
        with collector_paused():
            extracted = _extract_one(path, workspace, registry, asked)
        report(str(extracted))
        return extracted

    return each_of(paths, take)


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


def _extract_one(path: Path, workspace: Workspace, registry: Registry, asked: Asked) -> Extracted:
    source = read_source(path, ocr=asked.ocr)
    if not _DOCUMENT_ID.fullmatch(source.document):
        raise InputError(
            f"{source.document!r} cannot be a document id",
            where=str(path),
            expected="a file name of letters, digits, hyphens and underscores",
            do="rename the file, for example 2020-06-corporate-parenting-panel.txt",
        )
    folder = workspace.raw / source.document
    recorded = _recorded(folder, source, replace=asked.replace)
    taken = take_apart(source, registry, asked, recorded)
    written = not _same_files(folder, taken.files)
    if written:
        replace_folder(folder, lambda staging: _write(staging, taken.files), keep={LEDGER})
    return Extracted(
        source.document,
        *taken.counts,
        written=written,
        doubts=doubts_about(source, taken.about.dates, taken.printed, workspace.raw),
    )


def _recorded(folder: Path, source: Source, *, replace: bool) -> dict[str, Any]:
    """The record of the same document, extracted before; empty if there is none. A damaged one needs ``replace``."""
    if not (folder / RECORD).exists():
        return {}
    try:
        entry = load_document(folder)
    except InputError:
        if replace:
            return {}
        raise
    if entry["source"]["sha256"] != source.sha256 and not replace:
        raise InputError(
            f"{source.name} is not the document that was extracted as {source.document}",
            where=str(folder / RECORD),
            expected=f"sha256 {entry['source']['sha256']}, found {source.sha256}",
            do="give the new document a name of its own, or say --replace if it is meant to take the old one's place",
        )
    return entry


def _same_files(folder: Path, files: dict[str, bytes]) -> bool:
    if not folder.is_dir():
        return False
    present = {p.name for p in folder.iterdir() if not of_the_system(p.name)} - {LEDGER}
    return present == set(files) and all((folder / name).read_bytes() == content for name, content in files.items())


def _write(staging: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (staging / name).write_bytes(content)


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
