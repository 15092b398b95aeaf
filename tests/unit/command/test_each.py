"""Many workspaces, one process for each: which there are, what goes on to them, how their failures are told."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path

import pytest

from scorecard.command import each
from scorecard.command.each import Task, options_of_each, run_each, run_task, workspaces
from scorecard.errors import InputError, ScorecardError, UsageError


def nation(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name / "data" / "raw").mkdir(parents=True)
    return folder


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command in place of ours, which notes how it was called and does what its workspace's name says."""
    script = tmp_path / "pretended.py"
    noted = tmp_path / "noted"
    noted.mkdir()
    script.write_text(
        textwrap.dedent(
            f"""
            import json, os, pathlib, sys
            place = next(a for a in sys.argv if a.startswith("--data="))
            name = place.split("/")[-2]
            told = {{"arguments": sys.argv[1:], "run": os.environ["SCORECARD_RUN"]}}
            (pathlib.Path({str(noted)!r}) / name).write_text(json.dumps(told))
            print("clean: up to date")
            print("3 reports made, 0 up to date: index.html")
            code = int(name.partition("-")[2] or 0)
            if code:
                print("noise\\nerror: no good\\n  do: better", file=sys.stderr)
            sys.exit(code)
            """
        ),
        encoding="utf-8",
    )

    def command(task: Task) -> list[str]:
        return [sys.executable, str(script), *real.fget(task)[4:]]  # type: ignore[misc]

    real = Task.command
    monkeypatch.setattr(Task, "command", property(command))
    return noted


def test_a_workspace_is_a_folder_with_data(tmp_path: Path) -> None:
    nation(tmp_path, "authority=b", "authority=a", "plain")
    (tmp_path / "notes").mkdir()
    (tmp_path / ".hidden" / "data").mkdir(parents=True)
    assert workspaces(tmp_path) == ["authority=a", "authority=b", "plain"]


def test_where_there_is_none_it_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InputError, match="no workspaces here"):
            workspaces(place)


def test_every_workspace_is_run_once_and_told_of(tmp_path: Path, pretended: Path) -> None:
    place, said = nation(tmp_path / "nation", "a", "b", "c"), []
    done = run_each(place, ["--force"], jobs=2, scheduler=None, report=said.append)
    assert sorted(one.name for one in done) == ["a", "b", "c"]
    assert len(said) == 4 and all("3 reports made" in line for line in said[1:])
    told = {p.name: json.loads(p.read_text()) for p in pretended.iterdir()}
    assert told.keys() == {"a", "b", "c"} and len({one["run"] for one in told.values()}) == 1
    assert told["a"]["arguments"] == [
        "--jobs=1",
        "--force",
        f"--data={place}/a/data",
        f"--reports={place}/a/reports",
    ]


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path, pretended: Path) -> None:
    said: list[str] = []
    with pytest.raises(ScorecardError, match="2 of 4 workspaces failed") as failed:
        run_each(nation(tmp_path / "n", "a", "b-2", "c-4", "d"), [], jobs=1, scheduler=None, report=said.append)
    assert failed.value.exit_code == 4
    assert "b-2: error: no good" in str(failed.value) and "noise" not in str(failed.value)
    assert [line for line in said if "FAILED with 4: error: no good" in line]
    assert len(list(pretended.iterdir())) == 4


@pytest.mark.parametrize("name", ["data", "reports", "output", "council", "watch", "profile"])
def test_what_is_for_one_workspace_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"--{name} is for one workspace"):
        options_of_each({name: "x"})


def test_what_goes_on_to_each() -> None:
    given = {"force": True, "own_kernel": False, "quarter": ["2020-21-Q1"], "parameter": ["a=b"], "data": None}
    assert options_of_each(given) == ["--force", "--quarter=2020-21-Q1", "--parameter=a=b"]


def test_a_task_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    """Its input is closed when that is killed; then it ends within the second."""
    import subprocess

    from scorecard.process import ENDS_WITH_PARENT, surroundings

    code = "import time, scorecard.process as p; p.end_with_parent(); print('on', flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings({ENDS_WITH_PARENT: "1"}),
    )
    assert process.stdout is not None and process.stdin is not None
    assert process.stdout.readline().strip() == b"on"
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(20) != 0


def test_a_task_says_what_it_lacked(tmp_path: Path) -> None:
    """The real command, for a workspace with nothing in it."""
    done = run_task(Task(str(nation(tmp_path, "a")), "a", (), each.sha256_of(b"run")))
    assert done.code == 2 and done.complaint.startswith("error:")
