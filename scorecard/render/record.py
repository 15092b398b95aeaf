"""The record of a run: what went in, what came out, by hash. No clock, no path of this machine.

``reports/run.json`` lets a later run skip what is up to date, and lets an audit compare. It is data like any other: a
record of another shape, or one that names a file that no report can have, counts as none, and everything is made again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError, model_validator

from scorecard.council_quarter import PAGES_NAME
from scorecard.files import write_atomic
from scorecard.provenance import Stamp, hashes_of
from scorecard.render.plan.jobs import Job, outputs_of
from scorecard.render.plan.parameters import Value
from scorecard.workspace import RUN_RECORD

ReportName = Annotated[str, Field(pattern=rf"^({PAGES_NAME}|[a-z]+)/[^/\\\x00]+$")]
"""A quarter or a kind of sheet, and a file's name without ending: nothing that leads out of the reports folder."""


class Made(BaseModel, frozen=True, extra="forbid"):
    """A report that was made: from which notebook and parameters, by which key, and hash by name of its files."""

    notebook: str
    quarter: str
    parameters: dict[str, Value]
    key: str
    outputs: dict[str, str]


class Settled(BaseModel, frozen=True, extra="forbid"):
    """A whole run that ended well: the hash of all that it read and was asked for, and the reports it answers for."""

    key: str
    reports: list[str]


class Record(BaseModel, extra="forbid"):
    """What ``run.json`` holds: the software, the hash of the code, hashes by name, and the reports that were made.

    ``changed``: which inputs were no longer those of the run before, when last any were. ``settled``: the last run, if
    it was whole and ended well; null while reports are made.
    """

    record: Literal[2] = 2
    software: dict[str, str] = {}
    code: str = ""
    inputs: dict[str, str] = {}
    changed: list[str] = []
    reports: dict[ReportName, Made] = {}
    pages: dict[str, str] = {}
    settled: Settled | None = None

    @model_validator(mode="after")
    def _reports_have_their_own_files(self) -> Record:
        for name, made in self.reports.items():
            if sorted(made.outputs) != sorted(outputs_of(name)):
                raise ValueError(f"{name} has other files: {', '.join(made.outputs)}")
        return self

    @property
    def outputs(self) -> dict[str, str]:
        """Hash by name of every file the run made."""
        files = {name: sha for report in self.reports.values() for name, sha in report.outputs.items()}
        return dict(sorted((files | self.pages).items()))

    def stamp(self, name: str) -> Stamp | None:
        """The stamp of a report; null if it was never made."""
        made = self.reports.get(name)
        return None if made is None else Stamp(made.key, made.outputs)

    def add(self, job: Job, key: str, reports: Path) -> None:
        """Note a report that was made, with the hashes of its files."""
        outputs = hashes_of({name: reports / name for name in job.outputs})
        self.reports[job.name] = Made(
            notebook=job.notebook, quarter=job.quarter, parameters=dict(job.parameters), key=key, outputs=outputs
        )

    def write(self, reports: Path) -> None:
        """Write ``run.json``, whole or not at all."""
        content = self.model_dump() | {
            name: dict(sorted(part.items()))
            for name, part in self.model_dump(include={"inputs", "reports", "pages"}).items()
        }
        write_atomic(reports / RUN_RECORD, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_record(reports: Path) -> Record:
    """The record of the last run; an empty one if there is none or it is not as it must be."""
    try:
        return Record.model_validate_json((reports / RUN_RECORD).read_bytes())
    except (OSError, ValidationError):
        return Record()
