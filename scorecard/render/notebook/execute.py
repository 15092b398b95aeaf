"""One report from start to end: run the notebook, make its bytes repeatable, export its page.

One plain function, with no side effect but its two files: it may run in any process and be run again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import nbformat
import papermill

from scorecard.files import write_atomic
from scorecard.render.notebook.engines import IN_PROCESS, KERNEL, register
from scorecard.render.notebook.failures import failed_copy, forget_report, mark
from scorecard.render.notebook.normalise import normalise, to_text
from scorecard.render.notebook.pictures import with_pictures
from scorecard.render.page.export import page
from scorecard.render.plan.jobs import Job


@dataclass(frozen=True)
class Failure:
    """Why a notebook failed: the cell (1-based among code cells), its source's first line, and the error."""

    cell: int
    source: str
    error: str


def make_report(
    job: Job,
    template: Path,
    reports: Path,
    *,
    siblings: Sequence[Mapping[str, str]],
    own_kernel: bool = False,
    watch: Callable[[str], None] = lambda cell: None,
    spent: dict[str, float] | None = None,
) -> Failure | None:
    """Run and export one report below ``reports``; null if it succeeded.

    Notebook and page are written whole, and only if every cell ran. A notebook that fails leaves no page: its
    partly run copy is kept as ``<name>.failed.ipynb``, with the failing cell marked. ``watch`` hears the id of
    each cell before it runs; ``spent`` is told the seconds that ``cells`` and ``export`` took.
    """
    source, spent = nbformat.read(template, as_version=4), {} if spent is None else spent
    began = perf_counter()
    executed, failure = _run(source, dict(job.parameters), KERNEL if own_kernel else IN_PROCESS, watch)
    spent["cells"] = perf_counter() - began
    notebook = normalise(executed, name=job.notebook, parameters=job.parameters)
    if failure is not None:
        _keep_failed(job, reports, notebook, failure)
        return failure
    began = perf_counter()
    # the page first: what it draws is drawn for the notebook too
    html = page(notebook, job, siblings=siblings)
    files = dict(zip(job.outputs, (to_text(with_pictures(notebook)), html), strict=True))
    for name, content in files.items():
        write_atomic(reports / name, content)
    (reports / failed_copy(job.name)).unlink(missing_ok=True)
    spent["export"] = perf_counter() - began
    return None


def _run(
    source: Any, parameters: dict[str, Any], engine: str, watch: Callable[[str], None]
) -> tuple[Any, Failure | None]:
    register()
    logging.getLogger("papermill").setLevel(logging.ERROR)
    kept: list[Any] = []
    # the copy says what happened, and says it also where papermill is content: after sys.exit(0)
    with suppress(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            source, None, parameters, engine_name=engine, progress_bar=False, kept=kept, watch=watch, start_timeout=120
        )
    return kept[0], _failure(kept[0])


def _failure(notebook: Any) -> Failure | None:
    """The first cell that ended in an error; null if none did."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                return Failure(number, cell.source.strip().split("\n")[0], f"{output.ename}: {output.evalue}")
    return None


def _keep_failed(job: Job, reports: Path, notebook: Any, failure: Failure) -> None:
    """Keep the partly run copy with the failing cell marked, and remove the report of an earlier run."""
    codes = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    mark(notebook, codes[failure.cell - 1] if failure.cell else 0, failure.error)
    write_atomic(reports / failed_copy(job.name), to_text(nbformat.from_dict(notebook)))
    forget_report(job, reports)
