"""JupyterLab works on copies: the project's notebooks are never opened, and nobody's work is overwritten."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.fixtures.notebooks import notebook
from tools import lab


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    notebook(tmp_path / "notebooks", "one", "1")
    notebook(tmp_path / "notebooks", "two", "2")
    return tmp_path / "notebooks"


def test_notebooks_are_copied_once_and_work_on_them_stays(notebooks: Path, tmp_path: Path) -> None:
    target = tmp_path / "lab"
    assert lab.copy_notebooks(notebooks, target) == []
    (target / "one.ipynb").write_text("mine")
    (target / "two.ipynb").unlink()
    assert lab.copy_notebooks(notebooks, target) == ["one.ipynb"]
    assert (target / "one.ipynb").read_text() == "mine"
    assert (target / "two.ipynb").read_bytes() == (notebooks / "two.ipynb").read_bytes()


def test_executed_notebooks_are_copied_anew(notebooks: Path, tmp_path: Path) -> None:
    reports, target = tmp_path / "reports", tmp_path / "lab"
    notebook(reports / "2020-21-Q1", "scorecard", "1")
    assert lab.copy_reports(reports, target) == 1
    copy = target / "reports" / "2020-21-Q1" / "scorecard.ipynb"
    copy.write_text("changed")
    (reports / "2020-21-Q1" / "scorecard.ipynb").write_text("{}")
    assert lab.copy_reports(reports, target) == 1
    assert copy.read_text() == "{}"
    (reports / "2020-21-Q1" / "scorecard.ipynb").unlink()
    assert lab.copy_reports(reports, target) == 0
    assert not copy.exists()


def test_the_folder_is_none_of_gits(project: Path) -> None:
    assert "lab/" in (project / ".gitignore").read_text().splitlines()
    if (project / ".git").exists():
        asked = subprocess.run(["git", "check-ignore", "-q", "lab/x.ipynb"], cwd=project, check=False)
        assert asked.returncode == 0


def test_the_first_notebook_is_there(project: Path) -> None:
    content = json.loads((project / "notebooks" / lab.FIRST).read_text(encoding="utf-8"))
    assert content["cells"]


def test_an_environment_knows_the_project_from_any_folder(tmp_path: Path, project: Path) -> None:
    folder, lock = tmp_path / "env with spaces", tmp_path / "a.lock"
    site = folder / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (folder / "bin").mkdir()
    python = folder / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    for name in (lock, folder / "installed.lock"):
        name.write_text("polars==2.1.0\n")
    subprocess.run(["sh", str(project / "tools" / "environment.sh"), str(folder), str(lock)], check=True)
    assert (site / "scorecard.pth").read_text() == f"{project}\n"
