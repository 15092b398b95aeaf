"""Copies of notebooks that failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorecard.files import write_atomic
from scorecard.render.plan.jobs import Job

if TYPE_CHECKING:
    from scorecard.render.notebook.pool import Answer

FAILED = "failed"


def failed_copy(name: str) -> str:
    """Where the copy of a failed report is kept, below the reports."""
    return f"{name}.failed.ipynb"


def forget_report(job: Job, reports: Path) -> None:
    """Remove what an earlier run made: it no longer says what the data say."""
    for name in job.outputs:
        (reports / name).unlink(missing_ok=True)


def mark(notebook: dict[str, Any], at: int, error: str) -> None:
    """Tag the failing cell and put a note before it."""
    said = f"**The next cell failed and ended the run.** `{error.splitlines()[0]}`"
    cell = notebook["cells"][at]
    cell["metadata"]["tags"] = [*cell["metadata"].get("tags", []), FAILED]
    note = {"id": FAILED, "cell_type": "markdown", "metadata": {"tags": [FAILED]}, "source": said}
    notebook["cells"].insert(at, note)


def keep_dead(job: Job, template: Path, reports: Path, answer: Answer) -> None:
    """The copy for a process that died or was stopped: the notebook with the cell it was at marked, without outputs."""
    notebook = json.loads(template.read_text(encoding="utf-8"))
    ids = [cell.get("id") for cell in notebook["cells"]]
    notebook["metadata"]["scorecard"] = {"notebook": job.notebook, "parameters": dict(job.parameters)}
    if answer.failure is not None:
        mark(notebook, ids.index(answer.cell) if answer.cell in ids else 0, str(answer.failure["error"]))
    write_atomic(reports / failed_copy(job.name), json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    forget_report(job, reports)
