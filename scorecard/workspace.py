"""Where a run reads and writes: one object, passed as an argument, never looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RUN_RECORD = "run.json"
"""The record of a run, in the folder of its reports."""
_VARIABLES = {"data": "SCORECARD_DATA", "registry": "SCORECARD_REGISTRY", "councils": "SCORECARD_COUNCILS"}


@dataclass(frozen=True)
class Workspace:
    """The folders of one run.

    ``data`` holds ``raw`` (committed) and ``processed`` (generated); ``reports`` holds the executed
    notebooks and pages; ``expectations`` the stored suites; ``notebooks`` the templates; ``registry`` the national
    words; ``councils`` a folder of words for each council.
    """

    data: Path = PROJECT / "data"
    reports: Path = PROJECT / "reports"
    expectations: Path = PROJECT / "expectations"
    notebooks: Path = PROJECT / "notebooks"
    registry: Path = PROJECT / "registry"
    councils: Path = PROJECT / "councils"

    @property
    def raw(self) -> Path:
        return self.data / "raw"

    @property
    def processed(self) -> Path:
        return self.data / "processed"

    @property
    def notes(self) -> Path:
        """The analyst's notes on the data: beside the folder of the data, as they are of these and no others."""
        return self.data.parent / "notes"

    @property
    def audit(self) -> Path:
        """The committed record of a run: beside the folder of the data, as it is of these and no others."""
        return self.data.parent / "audit"

    def as_variables(self) -> dict[str, str]:
        """The folders that a notebook reads, for the environment of the process that runs it."""
        return {variable: str(getattr(self, name).resolve()) for name, variable in _VARIABLES.items()}

    @classmethod
    def of_variables(cls, environment: Mapping[str, str]) -> Workspace:
        """The workspace of such a process: the project's own but for the folders that its environment names."""
        return _of_folders(*(environment.get(variable, "") for variable in _VARIABLES.values()))

    def place(self, name: str) -> Path:
        """Where a name is that starts with one of the folders, like ``data/processed/signals.parquet``."""
        folder, _, rest = name.partition("/")
        within: Path = getattr(self, folder)
        return within / rest


@lru_cache(maxsize=8)
def _of_folders(*folders: str) -> Workspace:
    """The workspace of folders in the order of the variables, each empty for the project's own; every figure asks."""
    return Workspace(**{name: Path(folder) for name, folder in zip(_VARIABLES, folders, strict=True) if folder})
