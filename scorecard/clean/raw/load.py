"""Loading ``data/raw``: documents and their tables, refused if a byte is not the recorded one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.ledger import Ledger, apply_ledger, check_lines, read_ledger
from scorecard.clean.raw.unreadable import Unreadable
from scorecard.errors import InputError
from scorecard.extract import load_document
from scorecard.extract.record import CAVEATS, PLACES, RECORD, extracted_documents, files_not_recorded
from scorecard.provenance import sha256_of
from scorecard.schema import UNKNOWN_AUTHORITY


@dataclass
class RawDocument:
    """One document of ``data/raw``: its entry, its tables as grids (ledger applied), its quoted figures and warnings.

    ``caveats`` are empty for a document that was extracted before warnings were, ``places`` for one that is text.
    """

    entry: dict[str, Any]
    grids: list[Grid]
    claims: list[list[str]]
    ledger: Ledger
    caveats: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.entry["id"])

    @property
    def authority(self) -> str:
        return authority_of(self.entry)


def authority_of(entry: dict[str, Any]) -> str:
    """The authority that a document is about, as its ``document.yml`` says."""
    return str(entry.get("publisher") or UNKNOWN_AUTHORITY)


def load_raw(folder: Path) -> list[RawDocument]:
    """All documents in the order of their ids. Raises InputError if there is none or one is damaged."""
    return [load_one(path) for path in _folders(folder)]


def load_sound(folder: Path) -> tuple[list[RawDocument], list[Unreadable]]:
    """The documents that are as they were extracted, and those that are not, both in the order of their ids.

    Raises InputError if there is none at all.
    """
    documents, unreadable = [], []
    for path in _folders(folder):
        try:
            documents.append(load_one(path))
        except InputError as error:
            unreadable.append(Unreadable(path.name, str(error)))
    return documents, unreadable


def _folders(folder: Path) -> list[Path]:
    folders = [folder / document for document in extracted_documents(folder)]
    if not folders:
        raise InputError(
            "there are no extracted documents",
            where=str(folder),
            do="extract a pack first: python pipeline.py extract DOCUMENT.txt",
        )
    return folders


def load_one(folder: Path) -> RawDocument:
    """The document of a folder. Raises InputError if anything in it is not as it was extracted."""
    entry, ledger = load_document(folder), read_ledger(folder)
    if entry["id"] != folder.name:
        raise InputError(
            f"the folder {folder.name} holds the document {entry['id']}",
            where=str(folder),
            expected="folder and id alike",
        )
    try:
        grids = [_grid(folder, entry, table, ledger) for table in entry["tables"]]
        claims = _listed(folder, entry["claims"])
        caveats = _listed(folder, entry[CAVEATS]) if CAVEATS in entry else []
        places = _listed(folder, entry[PLACES]) if PLACES in entry else []
        strangers = files_not_recorded(folder, entry)
    except (KeyError, TypeError) as error:
        raise InputError(
            f"an entry of document.yml lacks what it should hold: {error}",
            where=str(folder / "document.yml"),
            expected="file and sha256 of every table, of the claims and of the caveats",
            do="restore the file, or extract the document again",
        ) from error
    if strangers:
        raise InputError(
            f"{strangers[0]} stands beside the tables of a document that has no such table",
            where=str(folder / strangers[0]),
            expected=f"only what {RECORD} lists",
            do="take it out of the folder, or extract the document again",
        )
    check_lines(ledger, {row.line for grid in grids for row in grid.rows})
    return RawDocument(entry, grids, claims, ledger, caveats, places)


def _listed(folder: Path, entry: dict[str, Any]) -> list[list[str]]:
    """The rows of a file that ``document.yml`` lists, its header first."""
    return read_tsv(folder / _file_name(entry, folder), entry["sha256"])


def _file_name(entry: dict[str, Any], folder: Path) -> str:
    """The name of a file beside ``document.yml``. Raises InputError for a path that leads anywhere else."""
    name = str(entry["file"])
    if Path(name).name != name or "\\" in name:
        raise InputError(f"{name!r} is not the name of a table file", where=str(folder / "document.yml"))
    return name


def _grid(folder: Path, entry: dict[str, Any], table: dict[str, Any], ledger: Ledger) -> Grid:
    name = _file_name(table, folder)
    rows = []
    for number, cells in enumerate(read_tsv(folder / name, table["sha256"]), start=1):
        if not (cells[0].isascii() and cells[0].isdigit()):
            raise InputError(f"{name} has no line number in row {number}", where=str(folder / name))
        rows.append((int(cells[0]), cells[1:]))
    torn = ledger.torn(rows[0][0]) if rows else None
    return Grid(
        document=str(entry["id"]),
        table=name.removesuffix(".tsv"),
        heading=table.get("heading"),
        family=table.get("family"),
        year=table.get("year"),
        as_at=entry["as_at"],
        authority=authority_of(entry),
        rows=apply_ledger(rows, ledger),
        header_from=torn.header_from if torn else None,
        sha256=table["sha256"],
    )


def read_tsv(path: Path, recorded: str) -> list[list[str]]:
    """The rows of a raw table as lists of cells. Raises InputError if its bytes are not the recorded ones."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path.name} cannot be read: {error.strerror}", where=str(path), do="extract the document again"
        ) from error
    actual = sha256_of(content)
    if actual != recorded:
        raise InputError(
            f"{path.name} is not the table that was extracted",
            where=str(path),
            expected=f"sha256 {recorded}, found {actual}",
            do="undo the change; corrections belong in corrections.yml beside it",
        )
    return [line.split("\t") for line in content.decode("utf-8").split("\n")[:-1]]
