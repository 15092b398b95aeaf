"""Validation runs in a process of its own; its progress, its results and its errors come through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.errors import FindingsNotAcknowledged, InputError, IntegrityFailed, ScorecardError
from scorecard.validate.__main__ import main
from scorecard.validate.client import ValidationSummary, _error_from, _folders, validate
from scorecard.workspace import PROJECT, Workspace
from tests.unit.validate.frames import documents, figure, share, tables, write_all

# the share falls on the other side of the month before: an error by consequence
TURNED = (
    share(1, "94.0%", 47, 50, month=5, indicator="lac_reviews"),
    share(2, "93.9%", 116, 123, indicator="lac_reviews"),
)


def test_progress_and_summary_come_through(workspace: Workspace) -> None:
    write_all(workspace.processed, tables(*TURNED))
    lines: list[str] = []
    summary = validate(workspace, report=lines.append)
    assert isinstance(summary, ValidationSummary)
    assert (summary.errors, summary.first_run) == (1, True)
    assert any("percentage: 2 checked, 1 failed" in line for line in lines)
    assert "first run" in str(summary)
    assert (workspace.reports / "validation.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_validation_that_is_interrupted_interrupts_the_command(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the signal arrived, the command ends as interrupted (130), not with an error of the input."""
    stop = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    monkeypatch.setattr("scorecard.validate.client.command", lambda *a: [sys.executable, "-c", stop])
    with pytest.raises(KeyboardInterrupt):
        validate(workspace)


def told(workspace: Workspace, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, ScorecardError]:
    """The exit code of the other process, and the error that the client makes of its last words; run in this one."""
    code = main([*_folders(workspace), "--events", *options])
    (error,) = [event["error"] for event in map(json.loads, capsys.readouterr().out.splitlines()) if "error" in event]
    return code, _error_from(error, debug=False)


def test_strict_ends_with_the_findings_that_nobody_acknowledged(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    write_all(workspace.processed, tables(*TURNED))
    code, error = told(workspace, capsys, "--strict")
    assert isinstance(error, FindingsNotAcknowledged)
    assert code == error.exit_code == 1
    assert "pack line 2" in str(error)


def test_unsound_data_is_the_same_error_here(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    write_all(workspace.processed, tables(figure(1), documents=documents("another")))
    code, error = told(workspace, capsys)
    assert isinstance(error, IntegrityFailed)
    assert code == error.exit_code == 4
    assert "document-known: 1 of 1 row)" in str(error)
    assert error.do and "clean" in error.do


def test_missing_tables_are_the_same_error_here(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="documents has not been made yet"):
        validate(workspace, report=lambda line: None)


def test_a_process_that_dies_shows_the_end_of_what_it_wrote(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grave = tmp_path / "grave"
    grave.mkdir()
    (grave / "sitecustomize.py").write_text("import sys; sys.exit('no memory left')", "utf-8")
    monkeypatch.setattr("scorecard.process.PROJECT", grave)
    with pytest.raises(ScorecardError, match="no memory left") as caught:
        validate(workspace, report=lambda line: None)
    assert "Traceback" not in str(caught.value)


def alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scorecard.validate", *arguments],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=False,
    )


def test_on_its_own_it_speaks_to_people(workspace: Workspace) -> None:
    ended = alone(f"--data={workspace.data}", f"--reports={workspace.reports}")
    assert ended.returncode == 2
    assert "the table documents has not been made yet" in ended.stderr
    assert "Traceback" not in ended.stderr and "{" not in ended.stderr


def test_an_unknown_option_is_wrong_usage() -> None:
    assert alone("--stirct").returncode == 2


def test_the_client_knows_nothing_of_gx() -> None:
    code = (
        "import sys, scorecard.validate.client, scorecard.validate.findings.listing\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('great_expectations', 'pandas', 'scipy')))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert ended.stdout.strip() == "[]"


def test_data_docs_are_made_only_on_request(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    write_all(workspace.processed, tables(*TURNED))
    assert main(["data-docs", *_folders(workspace)]) == 0
    assert "gx-data-docs" in capsys.readouterr().out
    pages = list((workspace.reports / "gx-data-docs").rglob("*.html"))
    assert any("x ÷ y" in page.read_text("utf-8") for page in pages)
    assert not (workspace.reports / "validation.html").exists()
