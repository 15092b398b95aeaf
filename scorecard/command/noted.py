"""When a command made something of the data or the reports: noted in ``reports/times.json``, and nowhere else.

A step, or a report, counts as made if its key is another one afterwards, or if its files were written anew. Nothing
heavy is loaded for a command that makes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from scorecard.ending import ending_of
from scorecard.errors import ScorecardError
from scorecard.workspace import RUN_RECORD, Workspace

Clock = Callable[[], datetime]
Made = dict[str, tuple[str, int]]
"""The key of each step and report by its name, and when the system says that its first file was written."""


@contextmanager
def noted(workspace: Workspace, clock: Clock) -> Iterator[None]:
    """Do something in a workspace, and note when it was and what it made, however it ends.

    A disk that refuses the note is not told of: what was made is there all the same.
    """
    began, before, code = clock(), _made(workspace), 0
    try:
        yield
    except BaseException as error:
        code = ending_of(error).code
        raise
    finally:
        now = _made(workspace)
        made = {name: key for name, (key, written) in now.items() if before.get(name) != (key, written)}
        if made:
            with suppress(ScorecardError):
                _note(workspace, (began, clock()), code, made, now)


def _note(workspace: Workspace, between: tuple[datetime, datetime], code: int, made: dict[str, str], now: Made) -> None:
    from scorecard.render.times import Ran, keep_times

    keep_times(workspace.reports, Ran.of(*between, code, made), {name: key for name, (key, _) in now.items()})


def _made(workspace: Workspace) -> Made:
    from scorecard.steps import STEPS, stamped

    steps = {
        step.name: (key, _written(workspace.place(step.writes[0])))
        for step in STEPS[:-1]
        if (key := stamped(workspace, step.name))
    }
    return steps | _reports_made(workspace.reports)


def _reports_made(reports: Path) -> Made:
    """The reports of the record; none if it is not as it must be: then everything is made again anyway."""
    try:
        record = json.loads((reports / RUN_RECORD).read_text(encoding="utf-8"))["reports"]
        return {name: (str(one["key"]), _written(reports / min(one["outputs"]))) for name, one in record.items()}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
