"""How our processes begin and start each other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.process import begin, command, surroundings
from scorecard.workspace import PROJECT, Workspace


def test_a_file_of_the_folder_one_stands_in_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    done = subprocess.run(
        command("scorecard.registry"), cwd=tmp_path, env=surroundings({}), capture_output=True, text=True, check=False
    )
    assert (done.returncode, "taken over" in done.stderr) == (0, False)
    assert done.stdout.startswith("#")


def test_a_process_has_this_project_first_and_what_varies_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("KEPT", "1")
    made = surroundings({"MORE": "2"})
    assert made["PYTHONPATH"].split(":" if sys.platform != "win32" else ";") == [str(PROJECT), "elsewhere"]
    assert (made["TZ"], made["PYTHONHASHSEED"], made["KEPT"], made["MORE"]) == ("UTC", "0", "1", "2")


def test_what_nobody_needs_is_left_out_unless_it_is_there_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rfc3987_syntax", raising=False)
    begin()
    with pytest.raises(ImportError):
        __import__("rfc3987_syntax")
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", sys)
    begin()
    assert sys.modules["rfc3987_syntax"] is sys


def test_a_workspace_goes_to_another_process_and_comes_back(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("data", "registry", "councils")}
    assert Workspace.of_variables(Workspace(**folders).as_variables()) == Workspace(**folders)
    assert Workspace.of_variables({}) == Workspace()


def test_a_place_is_named_from_a_folder_of_the_workspace(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "d", tmp_path / "r")
    assert workspace.place("data/processed/claims.parquet") == workspace.processed / "claims.parquet"
    assert workspace.place("reports/index.html") == tmp_path / "r" / "index.html"
    assert workspace.place("notebooks") == PROJECT / "notebooks"
