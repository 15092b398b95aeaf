"""The analyst's notebook on the committed packs, run by a Jupyter kernel in a folder of somebody's own, offline."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from scorecard.html.session import DRAWN_IN_THE_LAB
from scorecard.steps import Options, bring_tables
from scorecard.workspace import Workspace

PACKS = ("2017-03-improving-lives-select-commission", "2020-06-corporate-parenting-panel")
FORBIDDEN = ("http://", "https://")


@pytest.fixture(scope="module")
def data(project, tmp_path_factory) -> Path:
    """Two committed packs, cleaned; validation has not run, so that nothing is marked."""
    folder = tmp_path_factory.mktemp("explored")
    for pack in PACKS:
        shutil.copytree(project / "data" / "raw" / pack, folder / "data" / "raw" / pack)
    bring_tables(Workspace(data=folder / "data", reports=folder / "reports"), Options(report=lambda line: None))
    return folder / "data"


@pytest.fixture(scope="module")
def executed(project, data, tmp_path_factory):
    """The notebook after its run, in an empty folder, where only the environment says where the project is."""
    own = tmp_path_factory.mktemp("own")
    notebook = nbformat.read(project / "notebooks" / "explore_trends.ipynb", as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORECARD_DATA", str(data))
        patch.setenv("PYTHONPATH", str(project))
        client = NotebookClient(
            notebook, kernel_name="python3", resources={"metadata": {"path": str(own)}}, timeout=300
        )
        client.execute()
    assert not list(own.iterdir())
    return notebook


def outputs(notebook, cell):
    (found,) = [one for one in notebook.cells if one.id == cell]
    return [output["data"] for output in found.outputs]


def words(notebook, cell):
    (data,) = outputs(notebook, cell)
    return data["text/html"]


def test_what_got_worse_three_times_in_a_row(executed):
    html = words(executed, "worse-shown")
    assert "Pathway plans" in html
    assert "96.5" in html and "92.4" in html


def test_what_a_later_pack_prints_otherwise(executed):
    html = words(executed, "vintages-shown")
    assert "97.8%" in html and "76.0%" in html and "-21.8" in html


@pytest.mark.parametrize("cell", ["worse-drawn-shown", "vintages-drawn-shown", "areas-shown", "areas-over-time-shown"])
def test_charts_are_drawn_by_the_lab_and_are_pictures_elsewhere(executed, cell):
    (data,) = outputs(executed, cell)
    assert data.keys() == {DRAWN_IN_THE_LAB, "image/svg+xml", "text/plain"}
    assert data["image/svg+xml"].startswith("<svg ")


def test_every_output_is_there_and_none_asks_the_network(executed):
    shown = [cell for cell in executed.cells if cell.cell_type == "code" and cell.id.endswith("-shown")]
    assert all(cell.outputs for cell in shown)
    text = json.dumps([cell.outputs for cell in shown])
    for known in ("http://www.w3.org/2000/svg", "https://vega.github.io/schema/vega-lite/"):
        text = text.replace(known, "")
    assert not any(address in text for address in FORBIDDEN)
    assert "<script" not in text


def test_nothing_is_run_of_it_for_each_quarter(project):
    from scorecard.render.plan.parameters import templates

    assert not templates(project / "notebooks")["explore_trends"].per_quarter


def test_a_script_of_ones_own_needs_no_working_folder(project, data, tmp_path):
    script = tmp_path / "mine.py"
    script.write_text("from scorecard.analyst import export, figures\nexport(figures('6.20'), 'visits.xlsx')\n")
    environment = {"PYTHONPATH": str(project), "SCORECARD_DATA": str(data), "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, str(script)], cwd=tmp_path, env=environment, check=True, timeout=120)
    assert (tmp_path / "visits.xlsx").read_bytes().startswith(b"PK")
