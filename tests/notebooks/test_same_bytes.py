"""Same input, same bytes: twice, in another folder, time zone and order, and in a real Jupyter kernel."""

import shutil

import pytest

from scorecard.steps import Options, make_reports
from scorecard.workspace import Workspace


def files(reports):
    return {p.relative_to(reports).as_posix(): p.read_bytes() for p in sorted(reports.rglob("*")) if p.is_file()}


@pytest.fixture
def elsewhere(run, tmp_path, monkeypatch):
    """The same data in another folder, on a machine with other habits."""
    shutil.copytree(run[0].data, tmp_path / "elsewhere" / "data")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    for setting in ("POLARS_VERBOSE", "POLARS_FMT_MAX_ROWS", "PYTHONDEVMODE", "PYTHONINSPECT"):
        monkeypatch.setenv(setting, "1")
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    return Workspace(data=tmp_path / "elsewhere" / "data", reports=tmp_path / "elsewhere" / "reports")


def test_the_same_again_elsewhere(run, elsewhere):
    make_reports(elsewhere, Options(jobs=1, report=lambda line: None))
    before, after = files(run[0].reports), files(elsewhere.reports)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_the_same_in_a_kernel_of_its_own(run, elsewhere):
    only = {"quarters": ["2020-21-Q1"], "notebooks": ["scorecard"]}
    make_reports(elsewhere, Options(jobs=1, own_kernel=True, report=lambda line: None, **only))
    for name in ("2020-21-Q1/scorecard.ipynb", "2020-21-Q1/scorecard.html"):
        assert (elsewhere.reports / name).read_bytes() == (run[0].reports / name).read_bytes()


def test_no_path_of_this_machine_and_no_time_in_any_file(run):
    workspace, _, _ = run
    for name, content in files(workspace.reports).items():
        text = content.decode("utf-8")
        assert str(workspace.data) not in text, name
        assert "start_time" not in text, name
        assert "0x7f" not in text, name
