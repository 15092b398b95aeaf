"""What a worker needs of the data to make one report, as one object of a store: the slice, and no more.

A part is an archive of parquet files, named by the hash of its bytes: the same rows have the same name, and what was
damaged on the way is seen. A report that is made from all that is known takes the part with all tables, of several
councils the one with its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path, PurePosixPath

import polars as pl

from scorecard.errors import InputError
from scorecard.files import write_atomic
from scorecard.measures.slices import QuarterCut, Slices
from scorecard.proof.pack_pages import FOLDER as PACKS
from scorecard.proof.pack_pages import document_and_page
from scorecard.provenance import code_hash, folder_hash, rooms_from, sha256_of, software
from scorecard.remote.address import is_way_out
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.sheets import KINDS, council_of_sheet
from scorecard.render.plan.slices import cut_of
from scorecard.schema import OF_MEASURES, OF_VALIDATION, parquet, read_if_there, read_tables
from scorecard.workspace import Workspace

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same rows have the same bytes."""
_PROCESSED = "data/processed"


class Parts:
    """The parts of a workspace: what each job is made from, as the bytes of archives."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._made: dict[str, bytes] = {}

    def of(self, job: Job) -> Iterator[bytes]:
        """The archives that a job needs, one or two."""
        kind = KINDS.get(job.notebook) if job.is_sheet else None
        council, cut = council_of_sheet(job), None if job.is_sheet else cut_of(job, self.workspace.notes)
        if kind is not None and kind.slice is not None:
            own = kind.slice(self._slices.of_council(council), str(job.parameters["subject"]))
            yield _archive(self._tables(own) | (self._checks() if kind.of_checks else {}))
        elif cut is not None:
            yield self._once(str(cut), partial(self._of_quarter, cut))
        elif council is not None:
            yield self._once(f"council {council}", partial(self._of_council, council))
        else:
            yield self._once("", self._whole)
        if job.notebook == PACKS:
            yield self._once(f"raw {job.parameters['subject']}", partial(self._raw, str(job.parameters["subject"])))

    def _once(self, name: str, make: Callable[[], bytes]) -> bytes:
        """An archive that several jobs need; only the last of each kind is kept."""
        if name not in self._made:
            self._made = {kept: self._made[kept] for kept in ("",) if kept in self._made}
            self._made[name] = make()
        return self._made[name]

    @cached_property
    def _slices(self) -> Slices:
        processed = self.workspace.processed
        return Slices(read_tables(processed) | {"measures": read_if_there(processed, "measures")})

    def _of_quarter(self, cut: QuarterCut) -> bytes:
        note = self.workspace.notes / f"{cut.quarter}.md"
        files = self._tables(cut(self._slices)) | self._checks()
        return _archive(files | ({f"notes/{note.name}": note.read_bytes()} if note.exists() else {}))

    def _of_council(self, council: str) -> bytes:
        """All tables of one council."""
        return _archive(self._tables(self._slices.of_council(council).whole()) | self._checks())

    def _checks(self) -> dict[str, bytes]:
        checks = self.workspace.processed / "checks.parquet"
        return {f"{_PROCESSED}/{checks.name}": checks.read_bytes()} if checks.exists() else {}

    def _whole(self) -> bytes:
        """All tables as they are, and all notes."""
        tables = {f"{_PROCESSED}/{p.name}": p.read_bytes() for p in self.workspace.processed.glob("*.parquet")}
        return _archive(tables | {f"notes/{p.name}": p.read_bytes() for p in self.workspace.notes.glob("*.md")})

    def _raw(self, subject: str) -> bytes:
        """What one document prints, which the page of its pack shows."""
        document, _ = document_and_page(subject)
        return _archive(
            {f"data/raw/{document}/{p.name}": p.read_bytes() for p in (self.workspace.raw / document).glob("*.tsv")}
        )

    def _tables(self, slice_: Mapping[str, pl.DataFrame]) -> dict[str, bytes]:
        """A slice as the files of a folder; of tables that nobody has made there are none, as in the whole."""
        there = self.workspace.processed
        optional = (*OF_VALIDATION, *OF_MEASURES)
        made = {n: f for n, f in slice_.items() if n not in optional or (there / f"{n}.parquet").exists()}
        return {f"{_PROCESSED}/{name}.parquet": parquet(frame) for name, frame in made.items()}


def name_of(part: bytes) -> str:
    """The name of a part: the hash of its bytes."""
    return f"{sha256_of(part)}.zip"


def unpack(part: bytes, name: str, folder: Path) -> None:
    """Put the files of a part below a folder.

    Raises InputError if its bytes are not those that its name says, or a file would stand outside.
    """
    if name_of(part) != name:
        raise InputError(
            f"the part {name} is damaged", expected="bytes with this hash", do="run the same command again"
        )
    with zipfile.ZipFile(io.BytesIO(part)) as archive:
        for one in archive.infolist():
            if any(map(is_way_out, PurePosixPath(one.filename).parts)) or one.filename.startswith("/"):
                raise InputError(f"the part {name} holds a file outside its folder: {one.filename!r}")
            write_atomic(folder / one.filename, archive.read(one))


@cache
def fingerprint() -> str:
    """One hash for the code, the words and the notebooks of this machine, which must be the same on every worker."""
    own = Workspace()
    code = code_hash((*rooms_from(("render", "notebook.py")), "steps"))
    words = [folder_hash(folder) for folder in (own.registry, own.councils, own.notebooks)]
    return sha256_of(repr((code, software(), words)).encode())


def _archive(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _NEVER), content)
    return stream.getvalue()
