"""What tests in a browser share: a browser that runs, and the pages of the invented workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from scorecard.provenance import sha256_of
from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace
from tests.browser.devtools import Browser, browser
from tests.fixtures.processed import tables, write_workspace

COLUMNS, LINES = 26, 40


def with_raw_table(data: Path) -> Path:
    """The invented workspace with the raw table of June's pack: wide and long, so that it runs over page and screen."""
    names = ["LOOKED AFTER CHILDREN", "Percentage of children in care who were visited within the standard"]
    rows = [
        [*names, *(f"{10 * line + n}.{n % 10}%" for n in range(COLUMNS - len(names)))] for line in range(1, LINES + 1)
    ]
    content = "".join("\t".join([str(line), *row]) + "\n" for line, row in enumerate(rows, 1)).encode()
    path = data / "raw" / "pack-june" / "summary.tsv"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    hashed = tables()["tables"].with_columns(pl.lit(sha256_of(content)).alias("sha256"))
    return write_workspace(data, tables=hashed)


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages of one quarter."""
    folder = tmp_path_factory.mktemp("browser")
    workspace = Workspace(data=with_raw_table(folder / "data"), reports=folder / "reports")
    make_reports(workspace, Options(quarters=["2020-21-Q1"], report=lambda line: None))
    return workspace.reports


@pytest.fixture(scope="session")
def chrome(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with a profile of its own."""
    with browser(chromium, tmp_path_factory.mktemp("profile")) as started:
        yield started
