"""The step ``extract``: a document becomes ``data/raw/<document>/``, or nothing is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from scorecard.errors import InputError
from scorecard.extract import headings
from scorecard.extract.source import Source, read_source
from scorecard.extract.tables import LeftOut, RawTable, find_tables
from scorecard.files import collector_paused, replace_folder, sha256_of
from scorecard.quotes import COLUMNS, Vocabulary, find_claims, vocabulary_of
from scorecard.registry import Registry, load_registry
from scorecard.text.figures import is_figure
from scorecard.workspace import Workspace

LEDGER = "corrections.yml"
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DOCUMENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


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
        known = _words_of(load_registry(workspace))
    done = []
    for path in paths:
        with collector_paused():
            result = _extract_one(Path(path), workspace, known, replace=replace)
        report(
            f"{result.document}: {result.tables} tables with {result.figures:,} cells of figures, "
            f"{result.claims} figures quoted in prose, {result.left_out} tables of words left out"
            + ("" if result.written else " (already up to date)")
        )
        done.append(result)
    return done


def _extract_one(path: Path, workspace: Workspace, known: _Words, *, replace: bool) -> Extracted:
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
    files, facts = _take_apart(source, known)
    written = not _same_files(folder, files)
    if written:
        ledger = (folder / LEDGER).read_bytes() if (folder / LEDGER).exists() else None
        replace_folder(folder, lambda staging: _write(staging, files, ledger))
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


def _write(staging: Path, files: dict[str, bytes], ledger: bytes | None) -> None:
    for name, content in files.items():
        (staging / name).write_bytes(content)
    if ledger is not None:
        (staging / LEDGER).write_bytes(ledger)


@dataclass(frozen=True)
class _Words:
    """The registry and what is made of its names, once for all documents of a run."""

    registry: Registry
    vocabulary: frozenset[str]
    subjects: Vocabulary


def _words_of(registry: Registry) -> _Words:
    return _Words(registry, headings.vocabulary(registry), vocabulary_of(registry))


def _take_apart(source: Source, known: _Words) -> tuple[dict[str, bytes], tuple[int, int, int, int]]:
    tables, left_out = find_tables(source.lines)
    lines = source.legible
    dates = headings.find_dates(lines)
    if dates is None:
        raise InputError(
            f"{source.name} does not say which month it is about",
            where=source.name,
            expected='a line such as "As at Month End: June 2020", or a full date in its first lines',
            do="add such a line at the top of the text",
        )
    registry, words = known.registry, known.vocabulary
    sections = headings.find_sections(lines, registry)
    entries, files = [], {}
    for number, table in enumerate(tables, start=1):
        heading = headings.heading_above(lines, table.first_line, words)
        name = f"{number:02d}-{_slug(heading, table, words)}.tsv"
        files[name] = _tsv(table)
        entries.append(_table_entry(name, table, heading, sections, sha256_of(files[name])))
    table_lines = {line for table in tables for line, _ in table.rows}
    table_lines |= {line for left in left_out for line in range(left.first_line, left.last_line + 1)}
    publisher = headings.find_publisher(lines, registry)
    claims = find_claims(lines, table_lines=table_lines, as_at=dates.as_at, vocabulary=known.subjects, home=publisher)
    files["claims.tsv"] = _claims_tsv(claims)
    files["document.yml"] = _document_yml(source, dates, sections, entries, left_out, words, publisher, files)
    figures = sum(is_figure(cell) for table in tables for _, cells in table.rows for cell in cells)
    return files, (len(tables), figures, len(claims), len(left_out))


def _slug(heading: str | None, table: RawTable, words: frozenset[str]) -> str:
    text = heading or " ".join(cell for _, cells in table.rows[:2] for cell in cells)
    found = [w for w in re.findall(r"[a-z]{3,}", text.lower()) if w in words]
    return "-".join(dict.fromkeys(found))[:40].strip("-") or "table"


def _tsv(table: RawTable) -> bytes:
    return "".join("\t".join([str(line), *cells]) + "\n" for line, cells in table.rows).encode()


def _claims_tsv(claims: Sequence[dict[str, Any]]) -> bytes:
    rows = ["\t".join(COLUMNS)]
    rows += ["\t".join("" if claim[c] is None else str(claim[c]) for c in COLUMNS) for claim in claims]
    return ("\n".join(rows) + "\n").encode()


def _table_entry(
    name: str, table: RawTable, heading: str | None, sections: Sequence[headings.Section], digest: str
) -> dict[str, Any]:
    before = [s for s in sections if s.line < table.first_line]
    return {
        "file": name,
        "heading": heading,
        "family": before[-1].family if before else None,
        "year": next((s.year for s in reversed(before) if s.family == before[-1].family and s.year), None),
        "first_line": table.first_line,
        "last_line": table.last_line,
        "sha256": digest,
    }


def _document_yml(
    source: Source,
    dates: headings.Dates,
    sections: Sequence[headings.Section],
    entries: list[dict[str, Any]],
    left_out: Sequence[LeftOut],
    words: frozenset[str],
    publisher: str | None,
    files: dict[str, bytes],
) -> bytes:
    families = Counter(e["family"] for e in entries if e["family"]) or Counter(s.family for s in sections if s.family)
    document = {
        "id": source.document,
        "title": headings.find_title(source.legible, words) or source.document,
        "publisher": publisher,
        "family": max(families, key=lambda f: (families[f], f), default=None),
        "as_at": dates.as_at,
        "published": dates.published,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": "text/plain; charset=utf-8",
            "size": source.size,
            "lines": len(source.lines),
        },
        "claims": {"file": "claims.tsv", "sha256": sha256_of(files["claims.tsv"])},
        "tables": entries,
        "left_out": [{"first_line": e.first_line, "last_line": e.last_line, "reason": e.reason} for e in left_out],
    }
    return yaml.dump(document, Dumper=_DUMPER, sort_keys=False, allow_unicode=True, width=120).encode()


def load_document(folder: Path) -> dict[str, Any]:
    """The contents of a ``document.yml``. Raises InputError if it is absent, malformed or incomplete."""
    path = folder / "document.yml"
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError as error:
        raise InputError(
            "document.yml is missing",
            where=str(folder),
            do="extract the document again: python pipeline.py extract FILE",
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise InputError(
            "document.yml is not readable YAML", where=place, do="restore the file, or extract the document again"
        ) from error
    needed = {"id", "title", "as_at", "source", "tables", "claims"}
    if not isinstance(loaded, dict) or not needed <= set(loaded) or not isinstance(loaded["as_at"], date):
        raise InputError(
            "document.yml does not hold what it should",
            where=str(path),
            expected=", ".join(sorted(needed)),
            do="restore the file, or extract the document again",
        )
    return loaded
