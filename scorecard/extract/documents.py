"""The step ``extract``: a document becomes ``data/raw/<document>/``, or nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from scorecard.errors import InputError, ScorecardError
from scorecard.extract.apart import Asked, take_apart
from scorecard.extract.doubts import doubts_about
from scorecard.extract.record import LEDGER, RECORD, load_document
from scorecard.extract.source import Source, read_source
from scorecard.files import collector_paused, of_the_system
from scorecard.folders import replace_folder
from scorecard.registry import Registry, load_registry
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
