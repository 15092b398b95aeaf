"""Same input, same bytes: an executed notebook without what a clock, a machine or chance put into it.

Dropped: papermill's times and paths, execution times of cells, random cell ids, versions of the interpreter.
Addresses, ``now()`` and random numbers in outputs are not masked: they are the notebook's own fault and must show.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import nbformat
from nbformat.v4.rwbase import split_lines, strip_transient

from scorecard.html.packed import packed, written
from scorecard.provenance import sha256_of
from scorecard.visible import visible

INJECTED = "injected-parameters"
_ERROR_MARK = "papermill-error-cell-tag"
_KEPT_OUTPUT = ("output_type", "data", "name", "text", "ename", "evalue", "traceback")


def normalise(notebook: Any, *, name: str, parameters: Mapping[str, object]) -> Any:
    """A notebook with the same cells and outputs, fixed ids and counts, and only the metadata that says what it is."""
    clean = nbformat.v4.new_notebook()
    clean.nbformat_minor = 5
    clean.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "scorecard": {"notebook": name, "parameters": dict(sorted(parameters.items()))},
        }
    )
    clean.cells = [_cell(cell, position) for position, cell in enumerate(notebook.cells)]
    count = 0
    for cell in clean.cells:
        if cell.cell_type == "code" and cell.execution_count is not None:
            count += 1
            cell.execution_count = count
            _count_results(cell, count)
    return clean


def to_text(notebook: Any) -> str:
    """The notebook as nbformat writes it: JSON, always in the same order; signs that nobody sees are its escapes."""
    nbformat.validate(notebook)
    return visible(written(strip_transient(split_lines(deepcopy(notebook))))) + "\n"


def _cell(cell: Any, position: int) -> Any:
    tags = list(cell.metadata.get("tags", []))
    metadata = {"tags": tags} if tags else {}
    fresh: dict[str, Any] = {"id": _id(cell, tags, position), "cell_type": cell.cell_type, "metadata": metadata}
    fresh["source"] = cell.source
    if cell.cell_type == "code":
        fresh["execution_count"] = cell.get("execution_count")
        fresh["outputs"] = [_output(output) for output in cell.get("outputs", [])]
    return nbformat.from_dict(fresh)


def _id(cell: Any, tags: list[str], position: int) -> str:
    """The template's own id; a name for what papermill added."""
    if INJECTED in tags:
        return INJECTED
    if _ERROR_MARK in tags:
        return f"papermill-{position}"
    return str(cell.get("id") or sha256_of(f"{position}:{cell.source}".encode())[:12])


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: output[key] for key in _KEPT_OUTPUT if key in output}
    if output["output_type"] in ("display_data", "execute_result"):
        kept |= {"metadata": {}, "data": packed(output["data"])}
    if output["output_type"] == "execute_result":
        kept["execution_count"] = None
    return kept


def _count_results(cell: Any, count: int) -> None:
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
