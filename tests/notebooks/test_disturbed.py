"""A run that is disturbed: pages and folders go away, the disk refuses, a key stops it, inputs change."""

import re
import signal

import pytest

from scorecard.errors import InputError, NotebookFailed
from scorecard.render.record import read_record
from scorecard.steps import Options, changed_since, make_reports
from scorecard.workspace import Workspace
from tests.fixtures.notebooks import notebook
from tests.fixtures.processed import write_workspace

PAGES = ["2019-20-Q4/bad.html", "2019-20-Q4/good.html", "2020-21-Q1/bad.html", "2020-21-Q1/good.html"]


@pytest.fixture
def workspace(tmp_path):
    for name in ("good", "bad"):
        notebook(tmp_path / "notebooks", name, "1 + 1")
    return Workspace(write_workspace(tmp_path / "data"), tmp_path / "reports", tmp_path / "e", tmp_path / "notebooks")


def run(workspace, report=lambda line: None, **more):
    return make_reports(workspace, Options(**({"jobs": 1, "report": report, "notebooks": ["bad", "good"]} | more)))


def dead_links(workspace):
    """What the front page links that is not there; validation has not run here."""
    links = re.findall(r'href="([^"#]+)"', (workspace.reports / "index.html").read_text(encoding="utf-8"))
    return [link for link in links if not (workspace.reports / link).exists()]


def pages(workspace):
    return sorted(p.relative_to(workspace.reports).as_posix() for p in workspace.reports.glob("*/*.html"))


def test_a_page_removed_meanwhile_is_made_again(workspace):
    said = []

    def remove_the_first(line):
        said.append(line)
        if line.startswith("[2/4]"):
            (workspace.reports / PAGES[0]).unlink()

    summary = run(workspace, remove_the_first)
    assert "1 report went away meanwhile, to be made again" in said
    assert sorted(f"{name}.html" for name in summary.made) == pages(workspace) == PAGES
    assert dead_links(workspace) == []
    assert run(workspace).made == []


def test_a_page_that_was_up_to_date_and_goes_away_meanwhile_is_made_again(workspace):
    run(workspace)
    (workspace.reports / PAGES[3]).unlink()

    def remove_another(line):
        if line.startswith("[1/1]"):
            (workspace.reports / PAGES[0]).unlink(missing_ok=True)

    with pytest.raises(InputError, match="1 report went away as soon as made: 2019-20-Q4/bad"):
        run(workspace, remove_another)
    assert dead_links(workspace) == []
    assert run(workspace).made == ["2019-20-Q4/bad"]


def test_a_folder_removed_meanwhile_is_filled_again(workspace, tmp_path):
    """Moved away in one step: a worker that is still writing would fill it while it is being emptied."""
    run(workspace, lambda line: workspace.reports.rename(tmp_path / "away") if line.startswith("[3/4]") else None)
    assert pages(workspace) == PAGES
    assert dead_links(workspace) == []
    assert sorted(read_record(workspace.reports).reports) == [page.removesuffix(".html") for page in PAGES]


def test_the_copy_of_a_failed_notebook_that_could_not_be_written_is_not_linked(workspace):
    notebook(workspace.notebooks, "bad", "1 / 0")
    copy = workspace.reports / "2020-21-Q1" / "bad.failed.ipynb"
    copy.mkdir(parents=True)
    with pytest.raises(NotebookFailed) as failed:
        run(workspace, quarters=["2020-21-Q1"])
    assert "cannot write bad.failed.ipynb" in str(failed.value)
    assert "partly run copies" not in str(failed.value)
    assert copy.name not in (workspace.reports / "index.html").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no such signals on this system")
def test_a_worker_that_is_interrupted_interrupts_the_run(workspace):
    stop = "signal.signal(signal.SIGINT, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGINT)"
    notebook(workspace.notebooks, "bad", "import os, signal", stop)
    with pytest.raises(KeyboardInterrupt):
        run(workspace)
    notebook(workspace.notebooks, "bad", "1 + 1")
    run(workspace)
    assert pages(workspace) == PAGES


def test_nothing_of_a_run_is_left_but_its_files(workspace, tmp_path, monkeypatch):
    """The user's own IPython and Jupyter are neither asked nor written to."""
    home = tmp_path / "home"
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    before = sorted(home.rglob("*"))
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    run(workspace)
    run(workspace, own_kernel=True, force=True, quarters=["2020-21-Q1"], notebooks=["good"])
    assert sorted(home.rglob("*")) == before
    assert [p for p in workspace.reports.rglob("*") if p.name.startswith(".")] == []


def test_the_record_says_which_inputs_changed(workspace):
    run(workspace)
    assert read_record(workspace.reports).changed == []
    notebook(workspace.notebooks, "bad", "2 + 2")
    run(workspace)
    run(workspace)
    assert read_record(workspace.reports).changed == ["notebooks/bad.ipynb"]


def test_what_changed_is_what_people_keep():
    before = {"expectations/a.json": "1", "registry/b.yml": "1", "data/processed/c.parquet": "1", "councils/d": "1"}
    now = {"expectations/a.json": "2", "data/processed/c.parquet": "2", "councils/d": "1", "data/raw/e": "1"}
    assert changed_since(before, now) == ["data/raw/e", "expectations/a.json", "registry/b.yml"]
    assert changed_since({}, now) == []
    assert changed_since(now, now) == []
