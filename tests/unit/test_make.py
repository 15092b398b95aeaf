"""The two commands of a new machine: what make offers, and what it says when Python is not as it should be."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("make") is None or os.name == "nt", reason="make is not used here")


def environment(folder: Path, lock: Path, project: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(project / "tools" / "environment.sh"), str(folder), str(lock)]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)


def script(file: Path, text: str) -> Path:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def test_help_tells_every_target(project: Path) -> None:
    makefile = (project / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)
    targets = {name for name in phony.split() if not name.startswith(".")}
    run = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=project, capture_output=True, text=True, check=True
    )
    told = dict(re.findall(r"^  make (\S+) +(\S.*)$", run.stdout, re.M))
    assert told.keys() == targets
    assert {"run", "test", "lab", "audit", "bench", "check", "clean", "help", "data-docs"} <= targets


def test_an_environment_that_has_the_lock_is_left_alone(tmp_path: Path, project: Path) -> None:
    lock, folder = tmp_path / "a.lock", tmp_path / "env with spaces"
    (folder / "bin").mkdir(parents=True)
    script(folder / "bin" / "python", "echo called; exit 1")
    lock.write_text("polars==2.1.0\n")
    shutil.copy(lock, folder / "installed.lock")
    run = environment(folder, lock, project)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_changed_lock_is_installed_with_hashes_and_then_recorded(tmp_path: Path, project: Path) -> None:
    lock, folder = tmp_path / "a.lock", tmp_path / "env with spaces"
    (folder / "bin").mkdir(parents=True)
    script(folder / "bin" / "python", f'echo "$@" >> "{tmp_path}/calls"')
    lock.write_text("polars==2.1.0\n")
    (folder / "installed.lock").write_text("polars==2.0.0\n")
    assert environment(folder, lock, project).returncode == 0
    (install,) = [line for line in (tmp_path / "calls").read_text().splitlines() if "install" in line]
    assert "--require-hashes" in install
    assert (folder / "installed.lock").read_text() == lock.read_text()


def test_an_install_that_fails_is_tried_again_next_time(tmp_path: Path, project: Path) -> None:
    lock, folder = tmp_path / "a.lock", tmp_path / "env"
    (folder / "bin").mkdir(parents=True)
    script(folder / "bin" / "python", 'case "$*" in *install*) exit 1;; esac')
    lock.write_text("polars==2.1.0\n")
    run = environment(folder, lock, project)
    assert (run.returncode, "could not be installed" in run.stderr) == (2, True)
    assert not (folder / "installed.lock").exists()


def test_another_python_is_refused_with_what_to_do(tmp_path: Path, project: Path) -> None:
    old = script(tmp_path / "python3.9", "exit 1")
    run = environment(tmp_path / "env", project / "requirements.lock", project, PYTHON=str(old))
    assert run.returncode == 2
    assert f"Python 3.11 was not found at {old}" in run.stderr
    assert "do: install Python 3.11" in run.stderr
    assert not (tmp_path / "env").exists()


def test_a_python_without_pip_says_which_package_brings_it(tmp_path: Path, project: Path) -> None:
    bare = script(tmp_path / "python3.11", 'case "$*" in *ensurepip*) exit 1;; esac')
    run = environment(tmp_path / "env", project / "requirements.lock", project, PYTHON=str(bare))
    assert (run.returncode, "apt-get install python3.11-venv" in run.stderr) == (2, True)
    assert not (tmp_path / "env").exists()


def test_ci_runs_the_checks_and_the_tests(project: Path) -> None:
    text = (project / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(project / ".ci" / "run", os.X_OK)
    assert "make check ||" in text
    assert "make test ||" in text
    assert "SCORECARD_REQUIRE_BROWSER=1" in text
