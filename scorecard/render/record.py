"""The record of a run: what went in, what came out, by hash. No clock, no path of this machine.

``reports/run.json`` lets a later run skip what is up to date, and lets an audit compare.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from scorecard.files import sha256_of, sha256_of_file, write_atomic
from scorecard.render.plan.jobs import Job
from scorecard.schema import BETWEEN_STEPS, SCHEMAS
from scorecard.workspace import PROJECT, Workspace

NAME = "run.json"
PACKAGES = ("altair", "great-expectations", "ipython", "nbconvert", "papermill", "polars", "vl-convert-python")
_CODE = ("*.py", "*.yml", "*.j2", "*.css", "*.js")
# What a step cannot depend on: a change there does not put it out of date.
_LATER = {
    "clean": {
        "validate",
        "charts",
        "html",
        "pages",
        "render",
        "audit",
        "cli.py",
        "listing.py",
        "notebook.py",
        "words.py",
    },
    "signals": {
        "extract",
        "quotes",
        "clean",
        "validate",
        "charts",
        "html",
        "pages",
        "render",
        "audit",
        "cli.py",
        "listing.py",
    },
    "validate": {
        "extract",
        "quotes",
        "clean",
        "charts",
        "html",
        "pages",
        "render",
        "audit",
        "cli.py",
        "listing.py",
        "notebook.py",
    },
    "reports": {"extract", "quotes", "clean", "validate", "audit", "cli.py", "listing.py"},
}


@dataclass
class Record:
    """What ``run.json`` holds: hashes by name, sorted, and the reports with their parameters."""

    inputs: dict[str, str] = field(default_factory=dict)
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, str]:
        """Hash by name of every file the run made."""
        made = {name: sha for report in self.reports.values() for name, sha in report["outputs"].items()}
        return dict(sorted((made | self.pages).items()))

    def write(self, reports: Path) -> None:
        """Write ``run.json``, whole or not at all."""
        content = {
            "record": 1,
            "software": software(),
            "code": code_hash(),
            "inputs": dict(sorted(self.inputs.items())),
            "reports": dict(sorted(self.reports.items())),
            "pages": dict(sorted(self.pages.items())),
        }
        write_atomic(reports / NAME, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_record(reports: Path) -> Record:
    """The record of the last run; an empty one if there is none or it cannot be read."""
    try:
        content = json.loads((reports / NAME).read_text(encoding="utf-8"))
        return Record(content["inputs"], content["reports"], content["pages"])
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


@lru_cache(maxsize=1)
def software() -> dict[str, str]:
    """The versions on which the bytes of a report depend."""
    return {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@lru_cache(maxsize=8)
def code_hash(step: str = "reports") -> str:
    """One hash for all code, words and templates of the package that a step can depend on."""
    code = folder_hash(PROJECT / "scorecard", _CODE, without=frozenset(_LATER[step]))
    words = [folder_hash(PROJECT / folder) for folder in ("registry", "councils")]
    return sha256_of(" ".join([code, *words]).encode())


def folder_hash(folder: Path, patterns: Iterable[str] = ("*",), *, without: frozenset[str] = frozenset()) -> str:
    """One hash for the names and bytes of all files of a folder that match, but for some entries of the folder."""
    found = {p.relative_to(folder): p for pattern in patterns for p in folder.rglob(pattern) if p.is_file()}
    kept = sorted((name.as_posix(), path) for name, path in found.items() if name.parts[0] not in without)
    return sha256_of("\n".join(f"{name} {sha256_of_file(path)}" for name, path in kept).encode())


def inputs(workspace: Workspace) -> dict[str, str]:
    """Hash by name of what a run reads: documents' raw tables, processed tables, notebooks."""
    names = [name for name in SCHEMAS if name not in BETWEEN_STEPS]
    tables = {f"processed/{name}.parquet": workspace.processed / f"{name}.parquet" for name in names}
    notebooks = {f"notebooks/{path.name}": path for path in workspace.notebooks.glob("*.ipynb")}
    raw = workspace.raw.iterdir() if workspace.raw.is_dir() else []
    found = {f"raw/{folder.name}": folder_hash(folder) for folder in raw if folder.is_dir()}
    found |= {name: sha256_of_file(path) for name, path in (tables | notebooks).items() if path.exists()}
    return dict(sorted(found.items()))


def key_of(job: Job, found: Mapping[str, str]) -> str:
    """What decides a report: processed tables, its notebook, its parameters, our code and the versions."""
    used = {n: sha for n, sha in found.items() if n.startswith("processed/") or n == f"notebooks/{job.notebook}.ipynb"}
    return sha256_of(json.dumps([used, dict(job.parameters), code_hash(), software()], sort_keys=True).encode())


def up_to_date(job: Job, key: str, record: Record, reports: Path) -> bool:
    """Was this report made from the same things, and are its files still the ones that were made?"""
    made = record.reports.get(job.name)
    return (
        made is not None
        and made["key"] == key
        and all(
            (reports / name).exists() and sha256_of_file(reports / name) == sha for name, sha in made["outputs"].items()
        )
    )


def entry(job: Job, key: str, reports: Path) -> dict[str, Any]:
    """What the record says of a report that was made."""
    return {
        "notebook": job.notebook,
        "quarter": job.quarter,
        "parameters": dict(job.parameters),
        "key": key,
        "outputs": {name: sha256_of_file(reports / name) for name in job.outputs},
    }
