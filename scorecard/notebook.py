"""What a notebook imports: one call that loads a quarter, and each page as a module with a function per section.

from scorecard.notebook import load_quarter, scorecard as page
page.at_a_glance(load_quarter("2020-21-Q1"))
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from scorecard.council_quarter import council_called, council_of, parse_quarter, time_of
from scorecard.errors import UsageError
from scorecard.html.session import show_properly
from scorecard.measures.answers.material import Material
from scorecard.measures.as_known_at import LATEST, parse_known_at
from scorecard.measures.by_council import are_several, councils
from scorecard.measures.slices import HOMES, QuarterCut, Slices
from scorecard.pages import audit_trail, data_quality, restatements, scorecard, theme
from scorecard.pages.quarter import QuarterPages
from scorecard.periods import Quarter
from scorecard.registry import load_registry
from scorecard.schema import read_checks_made, read_homes, read_if_there, read_tables
from scorecard.workspace import Workspace

__all__ = ["audit_trail", "data_quality", "load_quarter", "restatements", "scorecard", "theme"]


def load_quarter(
    quarter: str,
    as_known_at: str = LATEST,
    *,
    data: Path | None = None,
    everything: bool = False,
    its_documents: bool = False,
) -> QuarterPages:
    """Everything a page of ``quarter`` shows, as known at a date (``2020-06-30``, or ``latest`` for all that is known).

    Where there are packs of several councils, ``2020-21-Q1@anytown`` is the quarter of one of them, which is what pages
    show; a quarter alone is that of all, each under its own heading.

    Reads ``data/processed`` of the project, or of the folder that ``data`` or the pipeline names: what is printed of
    the quarter's time and of earlier ones, and with ``everything`` also what later documents print of later times.
    With ``its_documents`` only what tells how the documents behind the quarter were read, and what was found in them.

    Raises UsageError for a quarter or date that cannot be read and for a council without a pack, and InputError if the
    tables have not been made.
    """
    workspace = Workspace.of_variables(os.environ)
    processed = (data or workspace.data) / "processed"
    show_properly()
    on, spelt, stood = parse_known_at(as_known_at), _quarter(quarter), _stood(processed)
    asked = _of_its_council(spelt, _read(stood, processed)) if council_of(spelt) else spelt
    in_full = on is not None or (workspace.notes / f"{asked}.md").exists()
    narrow = QuarterCut(asked, its_documents, in_full)
    cut = None if everything and council_of(asked) is None else replace(narrow, everything=everything)
    pages, material, parts = _begun(stood, processed, workspace, on, asked, cut)
    asking = pages.asking(material, read_checks_made(processed))
    return replace(asking, notes_folder=workspace.notes, kept_parts=parts)


def _stood(processed: Path) -> Stood:
    """The tables as they stand in a folder: name, size and time of change of each."""
    files = ((path.name, path.stat()) for path in sorted(processed.glob("*.parquet")))
    return tuple((name, state.st_size, state.st_mtime_ns) for name, state in files)


Stood = tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=4)
def _begun(
    stood: Stood, processed: Path, workspace: Workspace, on: date | None, quarter: Quarter, cut: QuarterCut | None
) -> tuple[QuarterPages, Material, dict[str, object]]:
    """A quarter's pages, what questions are asked of, and parts worked out: once for all notebooks of a process.

    Frames do not change, and what is worked out of them is kept with them, so that every notebook gets the same.
    """
    registry = load_registry(workspace)
    tables, homes, material = _known(stood, processed, workspace, on, cut)
    pages = QuarterPages.of(
        tables,
        quarter=quarter,
        on=on,
        indicators=registry.frame(),
        themes=registry.theme_frame(),
        comparators=list(registry.comparators.values()),
        validated=(processed / "findings.parquet").exists(),
        caveat_kinds=registry.caveat_frame(),
    )
    return replace(pages, homes=homes), material, {}


@lru_cache(maxsize=2)
def _known(
    stood: Stood, processed: Path, workspace: Workspace, on: date | None, cut: QuarterCut | None
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame | None, Material]:
    """The tables or the slice of a quarter, its documents' last quarters where it is one, and what can be asked."""
    tables = _read(stood, processed)
    known = dict(tables if cut is None else cut(Slices(tables)))
    homes = known.pop(HOMES, None)
    return known, homes, Material.of(known, load_registry(workspace), on)


@lru_cache(maxsize=1)
def _read(stood: Stood, processed: Path) -> dict[str, pl.DataFrame]:
    homes = read_homes(processed)
    tables = read_tables(processed) | {"measures": read_if_there(processed, "measures")}
    return tables if homes is None else tables | {HOMES: homes}


def _quarter(text: str) -> Quarter:
    try:
        return parse_quarter(text)
    except ValueError as error:
        raise UsageError(str(error), where="parameter quarter") from None


def _of_its_council(quarter: Quarter, tables: Mapping[str, pl.DataFrame]) -> Quarter:
    """The quarter of a council that has a pack; of the only council that there is the quarter itself."""
    if HOMES in tables:  # a slice is of one council, and cannot tell whether there are others
        return quarter
    documents = tables["documents"]
    council_called(str(council_of(quarter)), councils(documents), where="parameter quarter")
    return quarter if are_several(documents) else time_of(quarter)
