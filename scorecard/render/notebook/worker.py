"""A process that makes reports: ``python -m scorecard.render.notebook.worker``, one JSON line in, one or more out.

In: a job. Out: ``{"cell": id}`` before each cell, then ``{"done": …}``. Whatever a notebook prints at the lowest
level goes to the error stream, so that it can never be taken for an answer.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from scorecard.process import begin
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.render.page.sheets import SheetMaker
    from scorecard.render.plan.jobs import Job

_NEW_OBJECTS = 200_000
"""So many more objects are there before the youngest are looked through."""


def main() -> int:
    """Answer jobs until the input ends."""
    begin()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)

    def say(**answer: Any) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    from scorecard.render.page.sheets import SheetMaker
    from scorecard.render.plan.jobs import Job

    _warm_up()
    _collect_seldom()
    say(ready=True)
    sheets = SheetMaker(Workspace.of_variables(os.environ))
    for line in sys.stdin:
        asked = json.loads(line)
        job = Job(**asked["job"])
        os.environ.update(asked["folders"])
        if (workspace := Workspace.of_variables(os.environ)) != sheets.workspace:
            sheets = SheetMaker(workspace)
        say(done=_answer(asked, job, sheets, say))
    return 0


def _answer(asked: dict[str, Any], job: Job, sheets: SheetMaker, say: Callable[..., None]) -> dict[str, Any]:
    from scorecard.render.notebook.execute import make_report

    spent: dict[str, float] = {}
    try:
        if asked["template"] is None:
            began = perf_counter()
            sheets.make(job, Path(asked["reports"]), siblings=asked["siblings"])
            return {"failure": None, "spent": {"export": perf_counter() - began}}
        failure = make_report(
            job,
            Path(asked["template"]),
            Path(asked["reports"]),
            siblings=asked["siblings"],
            own_kernel=asked["own_kernel"],
            watch=lambda cell: say(cell=cell),
            spent=spent,
        )
    except Exception as error:  # the answer says what went wrong; the worker goes on with the next job
        return {"failure": {"cell": 0, "source": "", "error": f"{type(error).__name__}: {error}"}}
    return {"failure": asdict(failure) if failure else None, "spent": spent}


def _warm_up() -> None:
    """Do the imports and the first drawing that every report needs, while nobody waits for them yet."""
    import scorecard.notebook  # noqa: F401 - what every notebook imports
    from scorecard.charts.drawings import sparkline
    from scorecard.charts.svg import to_svg
    from scorecard.render.notebook.shell import new_shell

    to_svg(sparkline([1.0, 2.0], description="warm-up"))
    new_shell()


def _collect_seldom() -> None:
    """Look for garbage seldom, and never among what the imports left, which stays: that took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 100)


if __name__ == "__main__":
    raise SystemExit(main())
