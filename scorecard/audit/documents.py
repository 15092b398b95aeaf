"""Are the raw tables what the original documents give? Each is extracted again and compared, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.errors import InputError, ScorecardError
from scorecard.extract import extract_documents, load_document
from scorecard.extract.record import LEDGER, extracted_documents
from scorecard.workspace import Workspace

Report = Callable[[str], None]


@dataclass(frozen=True)
class Compared:
    """The ids of documents that gave the same again, and those that did not with why, and those that are not there."""

    same: tuple[str, ...]
    differ: dict[str, str]
    absent: tuple[str, ...]


def compare_documents(workspace: Workspace, folder: Path, *, report: Report = print) -> Compared:
    """Extract every document of ``data/raw`` again from its original in a folder.

    Raises InputError if the folder is none, or has none of the originals.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder", do="name the folder of the original documents")
    same, differ, absent = [], {}, []
    for document in extracted_documents(workspace.raw):
        original = folder / str(load_document(workspace.raw / document)["source"]["name"])
        if not original.is_file():
            absent.append(document)
            report(f"audit: {document}: {original.name} is not in {folder}")
            continue
        report(f"audit: {document}: extracted again from {original.name}")
        why = _why_it_differs(workspace, document, original)
        if why is None:
            same.append(document)
        else:
            differ[document] = why
    if not same and not differ:
        raise InputError(
            "none of the original documents is there",
            where=str(folder),
            expected=", ".join(absent) or "documents in data/raw",
            do="name the folder of the original documents; their names stand in data/raw/<document>/document.yml",
        )
    return Compared(tuple(same), differ, tuple(absent))


def _why_it_differs(workspace: Workspace, document: str, original: Path) -> str | None:
    """What is not the same when a document is extracted again; null if all is."""
    mine = workspace.raw / document
    with tempfile.TemporaryDirectory(prefix="scorecard-audit-") as scratch:
        fresh = replace(workspace, data=Path(scratch) / "data")
        again = fresh.raw / document
        shutil.copytree(mine, again)
        try:
            extract_documents([original], fresh, report=lambda line: None)
        except ScorecardError as error:
            return error.what
        names = {p.name for folder in (mine, again) for p in folder.iterdir()} - {LEDGER}
        other = [name for name in sorted(names) if _bytes(mine / name) != _bytes(again / name)]
    return f"{', '.join(other)}: not what the original gives" if other else None


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
