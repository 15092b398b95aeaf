"""Writing a capsule: the quarter that is asked for, or the newest that has figures in tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scorecard import words
from scorecard.audit.capsule.figures import quarter_figures
from scorecard.audit.capsule.gather import gather
from scorecard.audit.capsule.page import render
from scorecard.audit.capsule.seal import embedded
from scorecard.errors import InputError
from scorecard.files import write_where_told
from scorecard.measures.quarters import available_quarters
from scorecard.periods import Quarter
from scorecard.provenance import sha256_of
from scorecard.registry import load_registry
from scorecard.schema import read_if_there, read_tables
from scorecard.suggest import known_quarter
from scorecard.workspace import Workspace


def write_capsule(workspace: Workspace, file: Path, quarter: str | None, *, report: Callable[[str], None]) -> None:
    """Write the capsule of a quarter to ``file`` and say its hash. The tables must be up to date.

    Raises UsageError for a quarter of which no table prints a figure, InputError where none does, and for a raw table
    that is not the one that was read.
    """
    tables = read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}
    registry, asked = load_registry(workspace), _asked(available_quarters(tables["observations"]), quarter)
    content = gather(workspace, tables, registry, asked)
    figures = quarter_figures(tables, asked, registry.frame())
    write_where_told(file, render(content, figures))
    report(f"{file.name}: {words.counted(figures.height, 'print')} of {asked}")
    report(f"sha256 of its content: {sha256_of(embedded(content).encode())}")


def _asked(known: list[Quarter], text: str | None) -> Quarter:
    if text is not None:
        return known_quarter(text, known)
    if not known:
        raise InputError("no table prints a figure of any quarter", do="run: python pipeline.py extract DOCUMENT")
    return known[-1]
