"""How far a council's folder has come: what is open in it, and what its packs are read as with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from scorecard.clean.raw.load import load_one
from scorecard.clean.step import read_documents
from scorecard.council.standing import PackRead, Standing
from scorecard.errors import UsageError
from scorecard.extract.record import extracted_documents, load_document
from scorecard.preview.look import look_at
from scorecard.registry import load_registry
from scorecard.workspace import Workspace

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 40


def checked_slug(name: str) -> str:
    """The name of a council's folder. Raises UsageError for one that is no plain name in lower case."""
    if _SLUG.fullmatch(name) and len(name) <= _LONGEST_SLUG:
        return name
    raise UsageError(
        f"{name[:_LONGEST_SLUG]!r} cannot be the name of a council's folder",
        expected=f"small letters, digits and single hyphens, at most {_LONGEST_SLUG}, as in cwm-derwen",
    )


def council_folder(name: str, workspace: Workspace) -> Path:
    """The folder of a council. Raises UsageError where there is none of this name."""
    folder = workspace.councils / checked_slug(name)
    if not folder.is_dir():
        raise UsageError(
            f"there is no folder councils/{name}",
            where=str(workspace.councils),
            do=f"draft it: python pipeline.py council new {name} FILE…",
        )
    return folder


def check_council(name: str, paths: Sequence[Path], workspace: Workspace, *, publisher: str | None = None) -> Standing:
    """The open questions of a council's folder, and what packs are read as with it; without packs those extracted.

    Nothing is written. Raises UsageError where there is no such folder, InputError for a file of it that is wrong, and
    for a pack that cannot be read.
    """
    folder = council_folder(name, workspace)
    authority = load_registry(workspace).councils[name].authority.name
    if paths:
        return Standing.of(folder, [pack_read(path, workspace, publisher) for path in paths])
    return Standing.of(folder, _extracted(authority, workspace))


def pack_read(path: Path, workspace: Workspace, publisher: str | None) -> PackRead:
    """What a pack would be read as; nothing is stored."""
    look = look_at(path, workspace, publisher=publisher)
    return PackRead.of(look.document.id, look.tables)


def _extracted(authority: str, workspace: Workspace) -> list[PackRead]:
    """What the extracted packs of an authority are read as."""
    registry, read = load_registry(workspace), []
    for document in extracted_documents(workspace.raw):
        folder = workspace.raw / document
        if load_document(folder).get("publisher") == authority:
            read.append(PackRead.of(document, read_documents([load_one(folder)], registry)))
    return read
