"""One changed figure: pages that a run leaves as they are have the bytes that a remake of everything gives them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from scorecard.render.run import RunSummary
from scorecard.schema import read_table, write_table
from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace

Run = tuple[Workspace, RunSummary, list[str]]


def silent(line: str) -> None:
    pass


@pytest.fixture(scope="module")
def changed(run: Run, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, RunSummary]:
    """A copy of the run in which a figure of the last quarter was changed, and what the next run made of it."""
    folder: Path = tmp_path_factory.mktemp("changed")
    workspace = Workspace(data=folder / "data", reports=folder / "reports")
    shutil.copytree(run[0].data, workspace.data)
    shutil.copytree(run[0].reports, workspace.reports)
    table = read_table(workspace.processed, "observations").with_row_index("_row")
    last = table.filter(
        pl.col("period_end") > date(2020, 3, 31), pl.col("period_kind") == "month", pl.col("value").is_not_null()
    )["_row"].max()
    moved = pl.when(pl.col("_row") == last).then(pl.col("value") + 1).otherwise("value").alias("value")
    write_table(workspace.processed, "observations", table.with_columns(moved).drop("_row"))
    return workspace, make_reports(workspace, Options(jobs=2, report=silent))


def test_only_the_pages_that_can_show_it_are_made_again(changed: tuple[Workspace, RunSummary]) -> None:
    made, left = changed[1].made, changed[1].skipped
    assert any(name.startswith("2020-21-Q1/") for name in made)
    assert [name for name in left if name.startswith("indicators/")]


def test_what_is_left_is_what_a_remake_of_everything_gives(changed: tuple[Workspace, RunSummary]) -> None:
    workspace, summary = changed
    again = Workspace(data=workspace.data, reports=workspace.reports.with_name("again"))
    make_reports(again, Options(jobs=2, report=silent))
    names = [p.relative_to(again.reports) for p in sorted(again.reports.rglob("*.html"))]
    other = [str(n) for n in names if (workspace.reports / n).read_bytes() != (again.reports / n).read_bytes()]
    assert names and summary.skipped and other == []
