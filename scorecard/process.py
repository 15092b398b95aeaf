"""How a process of this project begins, and how it starts another: said once, done only when called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from scorecard.workspace import PROJECT

# What makes a run repeatable that can only be said before a process starts.
_FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}


def begin() -> None:
    """What every process of ours does before its other imports: leave out a package that nobody needs.

    Where JupyterLab is installed, each import of jsonschema brings ``rfc3987_syntax`` along, which compiles a grammar
    for seconds (python-jsonschema issue 1428); jsonschema does without it.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def command(module: str, *arguments: str) -> list[str]:
    """The command line that runs a module of ours with this Python.

    On a safe path (``-P``): a file of the folder one happens to stand in is never imported in place of a package.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def surroundings(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that we start: this one's, this project first on its path, what varies fixed."""
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, **_FIXED, "PYTHONPATH": path, **more}
