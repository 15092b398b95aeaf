"""A run that is killed while it writes leaves what was there before, and the next run makes it whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.clean.raw.load import load_raw
from scorecard.extract import extract_documents
from scorecard.workspace import Workspace
from tests.fixtures.pack_quarterly import quarterly_pack
from tests.fixtures.packs import Variation

# the child kills itself in the middle of a file: half of its bytes are written, and nothing after them
KILLED = """
import os, pathlib, signal, sys
from scorecard.extract import extract_documents
from scorecard.workspace import Workspace
whole, left = pathlib.Path.write_bytes, [int(sys.argv[3])]
def write_bytes(path, content):
    if not left[0]:
        whole(path, content[: len(content) // 2])
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return whole(path, content)
pathlib.Path.write_bytes = write_bytes
extract_documents([pathlib.Path(sys.argv[1])], Workspace(data=pathlib.Path(sys.argv[2])), replace=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
@pytest.mark.parametrize("files_before", [0, 1, 2])
def test_a_killed_extract_leaves_nothing_half_written(tmp_path: Path, files_before: int) -> None:
    workspace, path = Workspace(data=tmp_path / "data"), tmp_path / "pack.txt"
    path.write_text(quarterly_pack(Variation()).text, encoding="utf-8")

    def killed() -> None:
        command = [sys.executable, "-c", KILLED, str(path), str(workspace.data), str(files_before)]
        assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL

    killed()
    assert not (workspace.raw / "pack").exists()
    extract_documents([path], workspace, report=lambda line: None)
    before = _files(workspace.raw / "pack")

    path.write_text(quarterly_pack(Variation(seed=2)).text, encoding="utf-8")
    killed()
    assert _files(workspace.raw / "pack") == before
    assert [document.id for document in load_raw(workspace.raw)] == ["pack"]
    extract_documents([path], workspace, replace=True, report=lambda line: None)
    assert _files(workspace.raw / "pack") != before


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
