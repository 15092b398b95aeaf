"""What a crate holds: the files of a workspace, laid out so that the unpacked crate is a workspace again.

So whoever unpacks it can open its pages, read its tables, compare its hashes, and make everything again with the code
that stands beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.errors import InputError
from scorecard.files import of_the_system
from scorecard.provenance import sha256_of, sha256_of_file
from scorecard.render.front import front_page
from scorecard.render.plan.planned import Plan
from scorecard.render.record import Record
from scorecard.schema import SCHEMAS
from scorecard.workspace import PROJECT, RUN_RECORD, Workspace

LOCK, WORKFLOW = "requirements.lock", "pipeline.py"
LICENCE, LICENCE_OF_DATA, CITATION = "LICENCE", "LICENCE-DATA.md", "CITATION.cff"
_OF_THE_PROJECT = (WORKFLOW, LOCK, "environment.yml", "pyproject.toml", LICENCE, LICENCE_OF_DATA, CITATION)
KEPT = ("data/raw", "registry", "councils", "expectations", "notebooks", "notes")
"""The folders of what people keep, which a run reads."""
TABLES, PAGES, CODE = "data/processed", "reports", "scorecard"
_FRONT = "index.html"


@dataclass(frozen=True)
class Content:
    """One file of a crate: where it is now, or its bytes if it is made for the crate."""

    source: Path | bytes

    def read(self) -> bytes:
        """Its bytes."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256_of(self.source) if isinstance(self.source, bytes) else sha256_of_file(self.source)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size


Contents = Mapping[str, Content]


def contents(workspace: Workspace, planned: Plan, record: Record) -> Contents:
    """Every file by its name in the crate, in order of names: input, tables, pages of a plan, code, licences.

    ``record``: the record of the run, of the planned reports alone (`of_plan`). Raises InputError for a file that must
    be there and is not.
    """
    files = {name: Content(path) for name, path in _found(workspace, record)}
    front = front_page(planned, record, failed={}, validation=f"{PAGES}/validation.html" in files).encode()
    files[f"{PAGES}/{_FRONT}"] = Content(front)
    pages = {name: files[f"{PAGES}/{name}"].sha256 for name in sorted({*record.pages, _FRONT})}
    whole = record.model_copy(update={"pages": pages})
    files[f"{PAGES}/{RUN_RECORD}"] = Content((json.dumps(whole.model_dump(), indent=1) + "\n").encode())
    return dict(sorted(files.items()))


def of_plan(record: Record, planned: Plan) -> Record:
    """The part of a record that is about the planned reports: what the crate's own record says."""
    names = {job.name for job in planned.jobs}
    folders = {job.quarter for job in planned.jobs if job.quarter} | {"validation.html"}
    return record.model_copy(
        update={
            "reports": {name: made for name, made in sorted(record.reports.items()) if name in names},
            "pages": {name: sha for name, sha in record.pages.items() if name.split("/")[0] in folders},
            "changed": [],
            "settled": None,
        }
    )


def _found(workspace: Workspace, record: Record) -> Iterator[tuple[str, Path]]:
    """Name and place of every file that is there already. Raises InputError for one that is missing."""
    for folder in KEPT:
        yield from _below(folder, workspace.place(folder))
    wanted = {f"{TABLES}/{name}": workspace.processed / name for name in _names_of_tables()}
    wanted |= {f"{PAGES}/{name}": workspace.reports / name for name in record.outputs}
    wanted |= {name: PROJECT / name for name in _OF_THE_PROJECT}
    for name, path in wanted.items():
        if not path.is_file():
            raise InputError(
                f"{name} belongs to the crate and is not there", where=str(path), do="run: python pipeline.py run"
            )
        yield name, path
    yield from _below(CODE, PROJECT / CODE)
    yield from ((name, path) for name, path in _below("docs", PROJECT / "docs") if path.suffix == ".md")


def _names_of_tables() -> list[str]:
    return [*(f"{name}.parquet" for name in (*SCHEMAS, "checks")), "datapackage.json"]


def _below(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder, but for what systems, editors and interpreters leave there."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part == "__pycache__" or of_the_system(part) for part in inside.parts):
            yield f"{name}/{inside.as_posix()}", path
