"""What tests in a browser share: a browser that runs, and the pages of the invented workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace
from tests.browser.devtools import Browser, browser
from tests.fixtures.processed import write_workspace


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages of one quarter."""
    folder = tmp_path_factory.mktemp("browser")
    workspace = Workspace(data=write_workspace(folder / "data"), reports=folder / "reports")
    make_reports(workspace, Options(quarters=["2020-21-Q1"], report=lambda line: None))
    return workspace.reports


@pytest.fixture(scope="session")
def chrome(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    with browser(chromium, tmp_path_factory.mktemp("profile")) as started:
        yield started
