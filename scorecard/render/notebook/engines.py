"""Two papermill engines: cells in this process (fast), or in a Jupyter kernel of their own (the reference)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from papermill.engines import Engine, NBClientEngine, papermill_engines

from scorecard.render.notebook.shell import new_shell, run_cell

IN_PROCESS, KERNEL = "scorecard-in-process", "scorecard-kernel"
Watch = Callable[[str], None]


class InProcessEngine(Engine):
    """Runs the cells one after the other in a fresh namespace of this process and stops at the first that fails."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, kept: list[Any], watch: Watch, **_: Any
    ) -> None:
        kept.append(nb_man.nb)
        shell = new_shell()
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code":
                continue
            watch(cell.get("id", ""))
            nb_man.cell_start(cell, index)
            cell.outputs, cell.execution_count, succeeded = run_cell(shell, cell.source)
            if not succeeded:
                nb_man.cell_exception(cell, cell_index=index)
            nb_man.cell_complete(cell, cell_index=index)
            if not succeeded:
                break


class KernelEngine(NBClientEngine):
    """Runs the notebook in a kernel of its own, as papermill does by default."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, kept: list[Any], watch: Watch, **more: Any
    ) -> None:
        kept.append(nb_man.nb)
        quiet = ["--log-level=40"]  # a warning about local TCP ports is not part of a report
        super().execute_managed_notebook(nb_man, kernel_name, extra_arguments=quiet, coalesce_streams=True, **more)


def register() -> None:
    """Make both engines known to papermill by name."""
    papermill_engines.register(IN_PROCESS, InProcessEngine)
    papermill_engines.register(KERNEL, KernelEngine)
