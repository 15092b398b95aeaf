"""Where a run reads and writes: one object, passed as an argument, never looked up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


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

    def place(self, name: str) -> Path:
        """Where a name is that starts with one of the folders, like ``data/processed/signals.parquet``."""
        folder, _, rest = name.partition("/")
        within: Path = getattr(self, folder)
        return within / rest
