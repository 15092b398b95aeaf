"""A command notes when it was, if it made anything, however it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from scorecard.command.noted import Clock, noted
from scorecard.errors import InputError
from scorecard.render.times import read_times
from scorecard.steps import SIGNALS, Options, bring
from scorecard.workspace import PROJECT, Workspace
from tests.fixtures.processed import tables, write_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    data = write_workspace(tmp_path / "data", printed_signals=tables()["signals"])
    return Workspace(data=data, reports=tmp_path / "reports")


def clock() -> Clock:
    ticks = count()
    return lambda: datetime(2021, 7, 5, 6, 0, tzinfo=UTC) + timedelta(minutes=next(ticks))


def signals(workspace: Workspace, *, force: bool = False) -> None:
    bring(SIGNALS, workspace, Options(force=force, report=lambda line: None))


def test_what_a_command_made_is_noted_with_its_time(workspace: Workspace) -> None:
    with noted(workspace, clock()):
        signals(workspace)
    (ran,) = read_times(workspace.reports).runs
    assert (ran.began, ran.ended) == ("2021-07-05T06:00:00+00:00", "2021-07-05T06:01:00+00:00")
    assert (ran.exit_code, list(ran.made)) == (0, ["signals"])


def test_a_command_that_makes_nothing_leaves_no_note(workspace: Workspace) -> None:
    signals(workspace)
    with noted(workspace, clock()):
        signals(workspace)
    assert read_times(workspace.reports).runs == []


def test_what_is_made_again_to_the_same_bytes_belongs_to_the_later_run(workspace: Workspace) -> None:
    signals(workspace)
    old = workspace.processed / "signals.parquet"
    os.utime(old, ns=(1, 1))
    with noted(workspace, clock()):
        signals(workspace, force=True)
    assert [list(ran.made) for ran in read_times(workspace.reports).runs] == [["signals"]]


def test_how_a_command_ended_is_noted_if_it_made_anything_before(workspace: Workspace) -> None:
    with pytest.raises(InputError), noted(workspace, clock()):
        signals(workspace)
        raise InputError("a pack is damaged")
    assert [ran.exit_code for ran in read_times(workspace.reports).runs] == [2]


@pytest.mark.parametrize(
    "record", ["[[[", "{}", '{"reports": {"a/b": {}}}', '{"reports": {"a/b": {"key": 1, "outputs": {}}}}']
)
def test_a_record_of_another_shape_is_no_fault_of_the_command(workspace: Workspace, record: str) -> None:
    workspace.reports.mkdir()
    (workspace.reports / "run.json").write_text(record, encoding="utf-8")
    with noted(workspace, clock()):
        signals(workspace)
    assert [list(ran.made) for ran in read_times(workspace.reports).runs] == [["signals"]]


def test_for_a_command_that_makes_nothing_no_package_is_loaded(workspace: Workspace) -> None:
    asks = (
        "import sys, datetime; from pathlib import Path; from scorecard.command.noted import noted;"
        f"from scorecard.workspace import Workspace; w = Workspace(data=Path({str(workspace.data)!r}))\n"
        "with noted(w, lambda: datetime.datetime.now(datetime.UTC)): pass\n"
        "print(sorted({'polars', 'pydantic', 'rocrate'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", asks], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.replace("'", '"')) == []
