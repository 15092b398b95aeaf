"""Taking a document out of ``data/raw`` again: its tables, its quoted figures and its ledger, all at once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from scorecard.errors import UsageError
from scorecard.extract.record import LEDGER, extracted_documents
from scorecard.files import cannot_write
from scorecard.suggest import unknown
from scorecard.words import listed, many
from scorecard.workspace import Workspace


def what_goes(document: str, workspace: Workspace) -> str:
    """What removing a document takes away, in words. Raises UsageError for an unknown one, with a suggestion."""
    if document not in (known := extracted_documents(workspace.raw)):
        raise unknown("document", document, known, where=str(workspace.raw))
    folder = workspace.raw / document
    tables = many(sum(1 for _ in folder.glob("[0-9]*.tsv")), "table")
    parts = [tables, "its quoted figures"]
    if (folder / LEDGER).exists():
        entries = (folder / LEDGER).read_text(encoding="utf-8", errors="replace").count("why:")
        parts.append(f"its corrections ledger ({many(entries, 'entry', 'entries')}, which no command can make again)")
    return f"{document}: {listed(parts)}"


def remove_document(
    document: str, workspace: Workspace, *, agreed: Callable[[str], bool], report: Callable[[str], None] = print
) -> bool:
    """Remove a document from ``data/raw`` if ``agreed`` says yes to what goes; whether it went.

    One rename takes it away whole. Raises UsageError for an unknown document, InputError if the disk refuses.
    """
    goes = what_goes(document, workspace)
    if not agreed(goes):
        report(f"{document} stays as it is")
        return False
    folder = workspace.raw / document
    try:
        aside = Path(tempfile.mkdtemp(dir=workspace.raw, prefix=f".{document}.", suffix=".tmp"))
        folder.rename(aside / document)
    except OSError as error:
        raise cannot_write(folder, error) from error
    shutil.rmtree(aside, ignore_errors=True)
    follow = "Data and pages follow with: python pipeline.py run"
    none = f"No document is left; delete {workspace.processed} and {workspace.reports} to have nothing of it on pages"
    report(f"removed {goes}. {follow if extracted_documents(workspace.raw) else none}")
    return True


def refused_without_asking(document: str, goes: str) -> UsageError:
    """The error where nobody can be asked."""
    return UsageError(
        f"remove would take away {goes}",
        expected="an answer on a terminal, or --yes",
        do=f"if it is meant: python pipeline.py remove {document} --yes",
    )
