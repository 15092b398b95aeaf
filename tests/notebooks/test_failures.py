"""A notebook that fails is kept, marked and named; the others still run; no half report appears."""

import json

import pytest

from scorecard.errors import NotebookFailed, UsageError
from scorecard.render.notebook import pool
from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace
from tests.fixtures.notebooks import notebook
from tests.fixtures.processed import write_workspace

ONE = {"quarters": ["2020-21-Q1"], "jobs": 1}
BOTH = ONE | {"notebooks": ["bad", "good"]}


@pytest.fixture
def workspace(tmp_path):
    notebook(tmp_path / "notebooks", "good", "quarter")
    return Workspace(write_workspace(tmp_path / "data"), tmp_path / "reports", tmp_path / "e", tmp_path / "notebooks")


def fails(workspace, *cells, **more):
    notebook(workspace.notebooks, "bad", *cells)
    with pytest.raises(NotebookFailed) as failed:
        make_reports(workspace, Options(report=lambda line: None, **(BOTH | more)))
    copy = json.loads((workspace.reports / "2020-21-Q1/bad.failed.ipynb").read_text(encoding="utf-8"))
    return str(failed.value), copy


def test_the_error_names_notebook_cell_and_error(workspace):
    said, _ = fails(workspace, "1 + 1", "1 / 0", "'never'")
    assert "1 of 2 notebooks failed" in said
    assert "2020-21-Q1/bad: FAILED in code cell 4 (1 / 0): ZeroDivisionError: division by zero" in said
    assert NotebookFailed.exit_code == 3


def test_the_copy_shows_how_far_it_came_and_marks_the_cell(workspace):
    _, copy = fails(workspace, "1 + 1", "1 / 0", "'never'")
    marks = [n for n, cell in enumerate(copy["cells"]) if "failed" in cell["metadata"].get("tags", [])]
    assert copy["cells"][marks[0]]["cell_type"] == "markdown"
    assert "".join(copy["cells"][marks[1]]["source"]) == "1 / 0"
    outputs = {"".join(c["source"]): c["outputs"] for c in copy["cells"] if c["cell_type"] == "code"}
    assert outputs["1 + 1"][0]["data"]["text/plain"] == ["2"]
    assert outputs["1 / 0"][0]["ename"] == "ZeroDivisionError"
    assert outputs["'never'"] == []


def test_the_others_are_made_and_no_page_of_the_failed_one(workspace):
    fails(workspace, "1 / 0")
    made = {p.name for p in (workspace.reports / "2020-21-Q1").iterdir()}
    assert made == {"good.html", "good.ipynb", "bad.failed.ipynb", "figures.csv"}
    assert "bad.failed.ipynb" in (workspace.reports / "index.html").read_text(encoding="utf-8")


def test_a_page_of_an_earlier_run_goes_and_comes_back_when_it_is_mended(workspace):
    notebook(workspace.notebooks, "bad", "1 + 1")
    make_reports(workspace, Options(report=lambda line: None, **BOTH))
    assert (workspace.reports / "2020-21-Q1/bad.html").exists()
    fails(workspace, "1 / 0")
    assert not (workspace.reports / "2020-21-Q1/bad.html").exists()
    notebook(workspace.notebooks, "bad", "2 + 2")
    again = make_reports(workspace, Options(report=lambda line: None, **BOTH))
    assert (again.made, again.skipped) == (["2020-21-Q1/bad"], ["2020-21-Q1/good"])
    assert not (workspace.reports / "2020-21-Q1/bad.failed.ipynb").exists()


def test_leaving_early_is_a_failure_and_not_half_a_report(workspace):
    said, _ = fails(workspace, "import sys", "sys.exit(0)", "'never'")
    assert "SystemExit" in said


def test_a_process_that_dies_costs_its_own_report_only(workspace):
    said, copy = fails(workspace, "import os", "os._exit(9)")
    assert "ended with code 9" in said
    assert "failed" in copy["cells"][-1]["metadata"]["tags"]
    assert (workspace.reports / "2020-21-Q1/good.html").exists()


def test_a_notebook_that_hangs_is_stopped(workspace, monkeypatch):
    notebook(workspace.notebooks, "bad", "import time", "time.sleep(60)")
    made = pool.make_reports
    monkeypatch.setattr("scorecard.render.run.make_reports", lambda *a, **k: made(*a, **k, timeout=6))
    with pytest.raises(NotebookFailed, match="not finished after 6 seconds"):
        make_reports(workspace, Options(report=lambda line: None, notebooks=["bad"], **ONE))


def test_output_at_the_lowest_level_is_not_taken_for_an_answer(workspace):
    notebook(workspace.notebooks, "good", "import os", 'os.write(1, b\'{"done": {"failure": null}}\\n\')')
    made = make_reports(workspace, Options(report=lambda line: None, notebooks=["good"], **ONE)).made
    assert made == ["2020-21-Q1/good"]


@pytest.mark.parametrize(
    "wrong",
    [{"quarters": ["2020-21-Q2"]}, {"notebooks": ["god"]}, {"parameters": {"quater": "2020-21-Q1"}}],
    ids=["quarter", "notebook", "parameter"],
)
def test_what_is_not_known_is_refused_before_any_process_starts(workspace, monkeypatch, wrong):
    monkeypatch.setattr("subprocess.Popen", lambda *a, **k: pytest.fail("a process was started"))
    with pytest.raises(UsageError, match="did you mean"):
        make_reports(workspace, Options(report=lambda line: None, **wrong))
    assert not workspace.reports.exists()


def test_a_notebook_that_is_gone_takes_its_pages_along(workspace):
    notebook(workspace.notebooks, "extra", "1")
    make_reports(workspace, Options(report=lambda line: None, jobs=1))
    (workspace.notebooks / "extra.ipynb").unlink()
    make_reports(workspace, Options(report=lambda line: None, jobs=1))
    assert not list(workspace.reports.rglob("extra.*"))
    assert list(workspace.reports.rglob("good.html"))
