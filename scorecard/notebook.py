"""The one call with which a notebook gets its data."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import polars as pl

from scorecard.errors import UsageError
from scorecard.html.blocks import enable_renderer
from scorecard.measures.quarter_data import QuarterData, quarter_data
from scorecard.periods import Quarter
from scorecard.registry import Registry, load_registry
from scorecard.schema import BETWEEN_STEPS, SCHEMAS, read_table
from scorecard.workspace import Workspace

# The data folder of a run that does not use the project's own; set by the pipeline for its notebooks.
DATA_VARIABLE = "SCORECARD_DATA"
LATEST = "latest"


def load_quarter(quarter: str, as_known_at: str = LATEST, *, data: Path | None = None) -> QuarterData:
    """Everything a page of ``quarter`` shows, as known at a date (``2020-06-30``, or ``latest`` for all that is known).

    Reads ``data/processed`` of the project, or of the folder that ``data`` or the pipeline names. Raises
    UsageError for a quarter or date that cannot be read, and InputError if the tables have not been made.
    """
    folder = data or Path(os.environ.get(DATA_VARIABLE) or Workspace().data)
    enable_renderer()
    registry = load_registry()
    return quarter_data(
        read_tables(folder / "processed"),
        quarter=_quarter(quarter),
        on=parse_known_at(as_known_at),
        indicators=registry.frame(),
        themes=themes_frame(registry),
        validated=(folder / "processed" / "findings.parquet").exists(),
    )


def read_tables(processed: Path) -> dict[str, pl.DataFrame]:
    """Every processed table that pages show, by name; ``findings`` is empty where validation has not run."""
    optional = "findings"
    tables = {name: read_table(processed, name) for name in SCHEMAS if name not in (optional, *BETWEEN_STEPS)}
    found = (processed / f"{optional}.parquet").exists()
    return tables | {optional: read_table(processed, optional) if found else pl.DataFrame(schema=SCHEMAS[optional])}


def themes_frame(registry: Registry) -> pl.DataFrame:
    """One row per theme of the registry, in its order."""
    rows = [(t.id, t.title, t.order, t.description) for t in registry.themes.values()]
    schema = {"theme": pl.String, "title": pl.String, "order": pl.Int64, "description": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("order", "theme")


def parse_known_at(text: str) -> date | None:
    """The date of ``as_known_at``; null for ``latest``."""
    if text == LATEST:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is not a date", where="parameter as_known_at", expected=f"2020-06-30, or {LATEST}"
        ) from None


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise UsageError(str(error), where="parameter quarter") from None
