"""How a process of this project begins, and how it starts another: said once, done only when called."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping

from scorecard.workspace import PROJECT

# What makes a run repeatable that can only be said before a process starts.
_FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}
# What would change what a process of ours does: docstrings and checks taken away, files run first, settings of polars.
_LEFT_OUT = {"PYTHONOPTIMIZE", "PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONDEVMODE", "PYTHONWARNINGS", "PYTHONDEBUG"}
_LEFT_OUT |= {"PYTHONVERBOSE", "PYTHONPROFILEIMPORTTIME", "PYTHONBREAKPOINT", "PYTHONINTMAXSTRDIGITS"}
_SETTINGS_OF = ("POLARS_", "IPYTHON", "JUPYTER_")
_OF_THE_MACHINE = {"POLARS_MAX_THREADS", "POLARS_SKIP_CPU_CHECK", "POLARS_TEMP_DIR"}
_STREAMS = ("stdin", "stdout", "stderr")
ENDS_WITH_PARENT = "SCORECARD_ENDS_WITH_PARENT"
"""A process with this in its environment ends when the one that started it has gone."""


def begin() -> None:
    """What every process of ours does first: open what it was started without, leave out a package that nobody needs.

    A process without a standard output would take the next file it opens for one, and print into it.
    Where JupyterLab is installed, each import of jsonschema brings ``rfc3987_syntax`` along, which compiles a grammar
    for seconds (python-jsonschema issue 1428); jsonschema does without it.
    """
    _open_streams()
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def end_with_parent() -> None:
    """Where we are told to, end at once when nobody holds our input open any more, however that process ended."""
    if os.environ.pop(ENDS_WITH_PARENT, None):
        threading.Thread(target=_end_when_alone, daemon=True).start()


def _end_when_alone() -> None:
    while os.read(0, 1024):
        pass
    os._exit(128 + signal.SIGTERM)


def _open_streams() -> None:
    """Let standard streams that are closed lead nowhere."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) < len(_STREAMS):
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
    for number, name in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def command(module: str, *arguments: str) -> list[str]:
    """The command line that runs a module of ours with this Python.

    On a safe path (``-P``): a file of the folder one happens to stand in is never imported in place of a package.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def interrupted(code: int | None) -> bool:
    """Whether a process of ours ended because somebody stopped it at the keyboard: then so do we."""
    return code == -signal.SIGINT


def surroundings(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that we start: this one's without what varies, this project first on its path."""
    path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")]))
    kept = {name: value for name, value in os.environ.items() if name in _OF_THE_MACHINE or not _varies(name)}
    return {**kept, **_FIXED, "PYTHONPATH": path, **more}


def _varies(name: str) -> bool:
    return name in _LEFT_OUT or name.startswith(_SETTINGS_OF)
