"""A council's folder tried out beside the others, in a place that is thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from scorecard.files import write_atomic
from scorecard.workspace import Workspace


@contextmanager
def trial(workspace: Workspace, name: str, files: Mapping[str, str]) -> Iterator[Workspace]:
    """The workspace with a copy of its councils in which files of one of them are as given."""
    with tempfile.TemporaryDirectory(prefix="scorecard-council-") as place:
        councils = Path(place) / "councils"
        if workspace.councils.is_dir():
            shutil.copytree(workspace.councils, councils)
        fill(councils / name, files)
        yield replace(workspace, councils=councils)


def fill(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their names in a folder."""
    for name, text in files.items():
        write_atomic(folder / name, text)
