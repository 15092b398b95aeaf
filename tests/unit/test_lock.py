"""One command at a time in a workspace; the second says who is at work, and a lock ends with its process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scorecard import cli
from scorecard.errors import InputError
from scorecard.lock import only_command
from scorecard.process import surroundings
from scorecard.workspace import PROJECT, Workspace

HOLDER = """
import pathlib, sys
from scorecard.lock import only_command
from scorecard.workspace import Workspace
with only_command(Workspace(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])), "pipeline.py run"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data", tmp_path / "reports")


@contextmanager
def another_holds(workspace: Workspace) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(workspace.data), str(workspace.reports)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=surroundings({}), cwd=PROJECT) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


@pytest.mark.parametrize("command", ["run", "clean", "validate", "audit", "extract"])
def test_a_second_command_is_refused_and_says_who_is_at_work(
    workspace: Workspace, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["pack.txt"] if command == "extract" else []
    with another_holds(workspace) as holder:
        code = cli.main([command, *more, "--data", str(workspace.data), "--reports", str(workspace.reports)])
        said = capsys.readouterr().err
    assert code == 2
    assert f"another command is at work here: process {holder.pid}: pipeline.py run" in said
    assert "do: " in said


def test_readers_need_no_lock(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    with another_holds(workspace):
        cli.main(["quarters", "--data", str(workspace.data)])
    assert "at work" not in capsys.readouterr().err


def test_one_folder_in_common_is_enough(workspace: Workspace, tmp_path: Path) -> None:
    with another_holds(workspace):
        for other in (Workspace(workspace.data, tmp_path / "r"), Workspace(tmp_path / "d", workspace.reports)):
            with pytest.raises(InputError, match="another command is at work"), only_command(other, "clean"):
                pytest.fail("both are at work")
        with only_command(Workspace(tmp_path / "d", tmp_path / "r"), "clean"):
            pass


def test_a_lock_ends_with_its_process_however_that_ends(workspace: Workspace) -> None:
    with another_holds(workspace) as holder:
        holder.kill()
        holder.wait()
    assert (workspace.data / ".lock").exists()
    with only_command(workspace, "clean"):
        assert (workspace.data / ".lock").read_text() == f"process {os.getpid()}: clean\n"


def test_it_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    with only_command(workspace, "clean"):
        assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "reports"]
    assert list(tmp_path.iterdir()) == []


def test_what_a_stopped_command_left_is_finished_or_swept_first(workspace: Workspace) -> None:
    for path in (".pack.abcdefgh.tmp/a", ".pack.ready/new", "pack/corrections.yml"):
        (workspace.raw / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace.raw / path).write_text("1")
    (workspace.reports / "2020-21-Q1").mkdir(parents=True)
    (workspace.reports / "2020-21-Q1" / ".scorecard.html.abcdefgh.tmp").write_text("half")
    with only_command(workspace, "clean"):
        pass
    assert sorted(p.name for p in workspace.raw.rglob("*")) == ["corrections.yml", "new", "pack"]
    assert list((workspace.reports / "2020-21-Q1").iterdir()) == []


def test_a_folder_that_nobody_here_can_write_to_needs_no_lock(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system refuses, as it does with a folder of somebody else's; root, as whom tests may run, it never does."""
    workspace.data.mkdir()

    def refuse(path: str, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    with only_command(workspace, "audit"):
        pass
