"""One real run of all notebooks over the invented workspace, shared by the tests that look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.render.run import RunSummary
from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace
from tests.fixtures.processed import write_workspace


@pytest.fixture(scope="session")
def run(tmp_path_factory) -> tuple[Workspace, RunSummary, list[str]]:
    """The workspace, the summary and what was said, after a first run with two workers."""
    folder: Path = tmp_path_factory.mktemp("run")
    workspace = Workspace(data=write_workspace(folder / "data"), reports=folder / "reports")
    said: list[str] = []
    return workspace, make_reports(workspace, Options(jobs=2, report=said.append)), said


@pytest.fixture(scope="session")
def pages(run) -> dict[str, str]:
    """Every page of the run by its path below the reports."""
    reports = run[0].reports
    return {p.relative_to(reports).as_posix(): p.read_text(encoding="utf-8") for p in sorted(reports.rglob("*.html"))}
