"""``reports/<quarter>/figures.csv``: every figure that the quarter's pages show, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import polars as pl

from scorecard.files import write_atomic
from scorecard.proof.listing import figures_csv
from scorecard.registry import Registry
from scorecard.schema import read_if_there, read_tables
from scorecard.workspace import Workspace

NAME = "figures.csv"
_SHOWN = re.compile(r'href="#([^"]+):(\d+):(\d+)" class="proof\b')
"""A figure on a page as a link to its proof (see `scorecard.pages.proofs`)."""
_SCHEMA = {"page": pl.String, "document": pl.String, "line": pl.Int32, "cell": pl.Int32}


def write_figures(workspace: Workspace, registry: Registry, pages_of: dict[str, list[str]]) -> dict[str, Path]:
    """Write the list of figures of each quarter, whole or not at all; the files by name below the reports.

    ``pages_of``: by quarter the pages that are there, as names below the reports.
    """
    if not pages_of:
        return {}
    tables = read_tables(workspace.processed) | {"measures": read_if_there(workspace.processed, "measures")}
    indicators, written = registry.frame(), {}
    for quarter, pages in pages_of.items():
        shown = pl.DataFrame(list(_places(workspace.reports, pages)), schema=_SCHEMA, orient="row")
        name = f"{quarter}/{NAME}"
        write_atomic(workspace.reports / name, figures_csv(tables, shown, indicators=indicators))
        written[name] = workspace.reports / name
    return written


def _places(reports: Path, pages: Iterable[str]) -> Iterable[tuple[str, str, int, int]]:
    """Page, document, line and cell of each figure that is shown, each once a page."""
    for page in pages:
        found = dict.fromkeys(_SHOWN.findall((reports / page).read_text(encoding="utf-8")))
        yield from ((page, unescape(document), int(line), int(cell)) for document, line, cell in found)
