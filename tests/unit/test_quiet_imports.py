"""Importing a module of ours does nothing: no environment, no clock, no set-up of logging or of another package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scorecard.workspace import PROJECT
from tools.rooms import module_name

PACKAGE = PROJECT / "scorecard"
MODULES = [module_name(PACKAGE, file) for file in sorted(PACKAGE.rglob("*.py"))]

# Runs in a process of its own: what it imports before is no matter of ours, and nothing it does can reach the tests.
WATCH = """
import importlib, json, sys

BARRED = {
    "os": {"__getitem__", "__setitem__", "__delitem__", "__contains__", "getenv", "putenv"},
    "collections.abc": {"get", "update", "setdefault", "pop"},
    "logging": {"setLevel", "basicConfig", "addHandler", "disable", "captureWarnings"},
    "papermill.engines": {"register"},
    "altair.utils.plugin_registry": {"register", "enable"},
}
BARRED_IN_C = {"now", "today", "utcnow", "time", "perf_counter", "monotonic", "localtime", "getcwd", "putenv"}
ours = sys.argv[1]
told = []

def watch(frame, event, argument):
    if event == "call" and frame.f_back is not None and frame.f_back.f_code.co_filename.startswith(ours):
        name = frame.f_code.co_name
        if name in BARRED.get(frame.f_globals.get("__name__"), ()):
            told.append(f"{frame.f_back.f_code.co_filename}:{frame.f_back.f_lineno}: {name}")
    if event == "c_call" and frame.f_code.co_filename.startswith(ours) and argument.__name__ in BARRED_IN_C:
        told.append(f"{frame.f_code.co_filename}:{frame.f_lineno}: {argument.__name__}")

sys.setprofile(watch)
for name in json.loads(sys.argv[2]):
    importlib.import_module(name)
sys.setprofile(None)
told += [f"{name} was kept out" for name, module in sys.modules.items() if module is None]
print(json.dumps(told))
"""


def heard(folder: Path, modules: list[str]) -> list[str]:
    """What importing some modules did, each with its file and line."""
    command = [sys.executable, "-c", WATCH, str(folder), json.dumps(modules)]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=True, timeout=120)
    told: list[str] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_importing_any_module_does_nothing() -> None:
    """But the modules that are started as processes, which do their work when they are run."""
    importable = [name for name in MODULES if not name.endswith("__main__")]
    assert len(importable) > 100
    assert heard(PACKAGE, importable) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("import os; A = os.environ['PATH']", "__getitem__"),
        ("import os; A = os.environ.get('PATH')", "get"),
        ("import os; os.environ['A'] = '1'", "__setitem__"),
        ("from datetime import date; A = date.today()", "today"),
        ("import time; A = time.time()", "time"),
        ("import logging; logging.getLogger('papermill').setLevel(40)", "setLevel"),
        ("import sys; sys.modules.setdefault('rfc3987_syntax', None)", "rfc3987_syntax was kept out"),
    ],
)
def test_a_module_that_does_something_is_heard(tmp_path: Path, line: str, what: str) -> None:
    package = tmp_path / "loud"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "a.py").write_text(line + "\n", encoding="utf-8")
    assert what in " ".join(heard(package, ["loud.a"]))
