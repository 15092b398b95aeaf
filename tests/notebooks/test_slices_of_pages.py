"""What a page shows is in its slice: made of nothing else, it is the same page, of the five packs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from scorecard import notebook
from scorecard.files import write_atomic
from scorecard.measures.slices import QuarterCut, Slices
from scorecard.pages import pack, performance
from scorecard.periods import Quarter
from scorecard.render.page.sheets import SheetMaker, sheet_page
from scorecard.render.plan.sheets import plan_sheets
from scorecard.schema import parquet, read_if_there, read_tables
from scorecard.steps import MEASURES, VALIDATE, Options, bring, bring_tables
from scorecard.workspace import Workspace

QUARTERS = ("2016-17-Q3", "2020-21-Q1")
"""One that an early document quotes, and one whose pack has many after it and before it."""
THEMES = ("looked-after-children", "health", "placements")


@pytest.fixture(scope="module")
def packs(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the packs, with all tables."""
    folder = tmp_path_factory.mktemp("packs")
    workspace = Workspace(data=folder / "data", reports=folder / "reports")
    shutil.copytree(project / "data" / "raw", workspace.raw)
    options = Options(report=lambda line: None)
    bring_tables(workspace, options)
    for step in (VALIDATE, MEASURES):
        bring(step, workspace, options)
    return workspace.data


@pytest.fixture(scope="module")
def tables(packs: Path) -> dict[str, pl.DataFrame]:
    return read_tables(packs / "processed") | {"measures": read_if_there(packs / "processed", "measures")}


def sections(project: Path, name: str, data: Path, **parameters: Any) -> list[str]:
    """What the cells of a notebook show, without a kernel."""
    names, shown = dict(parameters), []
    for cell in json.loads((project / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code" or "parameters" in cell["metadata"].get("tags", []):
            continue
        if source.startswith("page."):
            shown.append(str(eval(source, names).blocks))
        else:
            exec(source.replace(")", ", data=its_data)") if "load_quarter(" in source else source, names)
        names["its_data"] = data
    return shown


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_page_of_a_theme_shows_nothing_that_is_not_of_its_slice(quarter, project, packs, tables, tmp_path):
    slices = Slices(tables)
    for theme in THEMES:
        cut = QuarterCut(Quarter.parse(quarter), theme=theme)(slices)
        for name, frame in cut.items():
            write_atomic(tmp_path / theme / "processed" / f"{name}.parquet", parquet(frame))
        shutil.copy(packs / "processed" / "checks.parquet", tmp_path / theme / "processed")
        asked = {"quarter": quarter, "theme": theme, "as_known_at": "latest"}
        shown = sections(project, "theme", packs, **asked)
        assert sum(map(len, shown)) > 10_000
        assert sections(project, "theme", tmp_path / theme, **asked) == shown, theme
        assert cut["coverage"].height < tables["coverage"].height / 4


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize("name", ["scorecard", "data_quality", "audit_trail"])
def test_a_page_of_a_quarter_shows_nothing_that_its_slice_leaves_out(quarter, name, project, packs, monkeypatch):
    """Beside all that is printed and told of the quarter's time and before, by whatever document."""
    asked = {"quarter": quarter, "as_known_at": "latest"}
    shown = sections(project, name, packs, **asked)
    assert sum(map(len, shown)) > 10_000
    monkeypatch.setattr(notebook, "QuarterCut", lambda asked, *narrower: QuarterCut(asked, in_full=True))
    assert sections(project, name, packs, **asked) == shown


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_slice_of_a_slice_is_the_slice(quarter, tables):
    """So a page that a worker of a cluster makes of its part is the page that is made of all tables."""
    slices = Slices(tables)
    for its_documents in (False, True):
        for in_full in (False, True):
            cut = QuarterCut(Quarter.parse(quarter), its_documents, in_full)
            once = cut(slices)
            again = cut(Slices(once))
            assert [name for name in once if not once[name].equals(again[name])] == [], cut


@pytest.mark.parametrize(
    ("name", "module", "rows"),
    [
        (
            "packs/2023-03-corporate-parenting-panel",
            pack,
            ("observations", 0.25),
        ),  # it restates others, others restate it
        *((f"performance/{quarter}", performance, ("measures", 0.9)) for quarter in QUARTERS),
    ],
)
def test_a_sheet_shows_nothing_that_is_not_of_its_slice(
    name: str, module: Any, rows: tuple[str, float], packs: Path, tables: dict[str, pl.DataFrame]
) -> None:
    maker = SheetMaker(Workspace(data=packs, reports=packs.parent / "reports"))
    quarters = [Quarter.parse(one) for one in (*QUARTERS, "2022-23-Q3")]
    (job,) = (job for job in plan_sheets(tables, quarters) if job.name == name)
    whole, cut, subject = maker.data, maker.data_of(job), str(job.parameters["subject"])
    shown, of_slice = (sheet_page(module.sheet(data, subject), job, siblings=[]) for data in (whole, cut))
    assert len(shown) > 70_000 and of_slice == shown
    table, share = rows
    assert cut.tables[table].height < share * whole.tables[table].height
