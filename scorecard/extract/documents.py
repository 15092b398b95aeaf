"""The step ``extract``: a document becomes ``data/raw/<document>/``, or nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorecard.errors import InputError
from scorecard.extract.dates import Dates, find_dates
from scorecard.extract.headings import find_title, heading_above, vocabulary
from scorecard.extract.publisher import find_publisher
from scorecard.extract.record import load_document, record_of, table_entry
from scorecard.extract.sections import Section, find_sections
from scorecard.extract.source import Source, read_source
from scorecard.extract.table import LeftOut, RawTable
from scorecard.extract.tables import find_tables
from scorecard.files import collector_paused
from scorecard.folders import replace_folder
from scorecard.provenance import sha256_of
from scorecard.quotes import COLUMNS, find_claims, vocabulary_of
from scorecard.registry import Registry, load_registry
from scorecard.text.figures import is_figure
from scorecard.workspace import Workspace

LEDGER = "corrections.yml"
_DOCUMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")
_LONGEST_SLUG = 40
"""Characters of a table's words in its file name."""
_ROWS_FOR_SLUG = 2
"""A table without a heading is named after its first rows."""


@dataclass(frozen=True)
class Extracted:
    """What ``extract`` made of one document: its id, counts, and whether anything had to be written."""

    document: str
    tables: int
    figures: int
    claims: int
    left_out: int
    written: bool


def extract_documents(
    paths: Iterable[Path], workspace: Workspace, *, replace: bool = False, report: Callable[[str], None] = print
) -> list[Extracted]:
    """Extract each document into ``data/raw``; the same document again gives the same bytes.

    Raises InputError for a document that cannot be read, has no date, or differs from the one recorded
    under its id (unless ``replace``). A document that fails leaves its folder as it was.
    """
    with collector_paused():
        registry = load_registry(workspace)
    done = []
    for path in paths:
        with collector_paused():
            result = _extract_one(Path(path), workspace, registry, replace=replace)
        report(
            f"{result.document}: {result.tables} tables with {result.figures:,} cells of figures, "
            f"{result.claims} figures quoted in prose, {result.left_out} tables of words left out"
            + ("" if result.written else " (already up to date)")
        )
        done.append(result)
    return done


def _extract_one(path: Path, workspace: Workspace, registry: Registry, *, replace: bool) -> Extracted:
    source = read_source(path)
    if not _DOCUMENT_ID.fullmatch(source.document):
        raise InputError(
            f"{source.document!r} cannot be a document id",
            where=str(path),
            expected="a file name of letters, digits, hyphens and underscores",
            do="rename the file, for example 2020-06-corporate-parenting-panel.txt",
        )
    folder = workspace.raw / source.document
    _refuse_changed(folder, source, replace=replace)
    files, facts = _take_apart(source, registry)
    written = not _same_files(folder, files)
    if written:
        replace_folder(folder, lambda staging: _write(staging, files), keep={LEDGER})
    return Extracted(source.document, *facts, written=written)


def _refuse_changed(folder: Path, source: Source, *, replace: bool) -> None:
    recorded = folder / "document.yml"
    if replace or not recorded.exists():
        return
    entry = load_document(folder)
    if entry["source"]["sha256"] != source.sha256:
        raise InputError(
            f"{source.name} is not the document that was extracted as {source.document}",
            where=str(recorded),
            expected=f"sha256 {entry['source']['sha256']}, found {source.sha256}",
            do="give the new document a name of its own, or say --replace if it is meant to take the old one's place",
        )


def _same_files(folder: Path, files: dict[str, bytes]) -> bool:
    if not folder.is_dir():
        return False
    present = {p.name for p in folder.iterdir()} - {LEDGER}
    return present == set(files) and all((folder / name).read_bytes() == content for name, content in files.items())


def _write(staging: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (staging / name).write_bytes(content)


def _take_apart(source: Source, registry: Registry) -> tuple[dict[str, bytes], tuple[int, int, int, int]]:
    """The files of a document's folder, and how many tables, figures, claims and tables left out they are."""
    lines, dates = source.legible, _dates_of(source)
    tables, left_out = find_tables(source.lines)
    publisher = find_publisher(lines, registry)
    council = registry.of(publisher)
    sections, known_words = find_sections(lines, council), council.made(vocabulary)
    files, entries = _table_files(tables, lines, sections, known_words)
    claims = find_claims(
        lines,
        table_lines=_lines_of(tables, left_out),
        as_at=dates.as_at,
        vocabulary=council.made(vocabulary_of),
        home=publisher,
    )
    files["claims.tsv"] = _claims_tsv(claims)
    files["document.yml"] = record_of(
        source,
        dates,
        title=find_title(lines, known_words),
        publisher=publisher,
        sections=sections,
        tables=entries,
        left_out=left_out,
        claims=sha256_of(files["claims.tsv"]),
    )
    figures = sum(is_figure(cell) for table in tables for cell in table.cells)
    return files, (len(tables), figures, len(claims), len(left_out))


def _dates_of(source: Source) -> Dates:
    dates = find_dates(source.legible)
    if dates is None:
        raise InputError(
            f"{source.name} does not say which month it is about",
            where=source.name,
            expected='a line such as "As at Month End: June 2020", or a full date in its first lines',
            do="add such a line at the top of the text",
        )
    return dates


def _table_files(
    tables: Sequence[RawTable], lines: Sequence[str], sections: Sequence[Section], words: frozenset[str]
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Each table's file, and its entry in the record."""
    files, entries = {}, []
    for number, table in enumerate(tables, start=1):
        heading = heading_above(lines, table.first_line, words)
        name = f"{number:02d}-{_slug(heading, table, words)}.tsv"
        files[name] = _tsv(table)
        entries.append(table_entry(name, table, heading, sections, sha256_of(files[name])))
    return files, entries


def _lines_of(tables: Sequence[RawTable], left_out: Sequence[LeftOut]) -> set[int]:
    """The lines that are no prose: those of tables, kept or left out."""
    kept = {line for table in tables for line, _ in table.rows}
    return kept | {line for run in left_out for line in range(run.first_line, run.last_line + 1)}


def _slug(heading: str | None, table: RawTable, words: frozenset[str]) -> str:
    text = heading or " ".join(cell for _, cells in table.rows[:_ROWS_FOR_SLUG] for cell in cells)
    known = [word for word in re.findall(r"[a-z]{3,}", text.lower()) if word in words]
    return "-".join(dict.fromkeys(known))[:_LONGEST_SLUG].strip("-") or "table"


def _tsv(table: RawTable) -> bytes:
    return "".join("\t".join([str(line), *cells]) + "\n" for line, cells in table.rows).encode()


def _claims_tsv(claims: Sequence[dict[str, Any]]) -> bytes:
    rows = ["\t".join(COLUMNS)]
    rows += ["\t".join("" if claim[c] is None else str(claim[c]) for c in COLUMNS) for claim in claims]
    return ("\n".join(rows) + "\n").encode()
