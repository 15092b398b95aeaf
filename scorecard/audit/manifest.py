"""The committed record of a run: what an auditor compares with, years later, offline.

``audit/manifest.json`` beside the data holds hashes by name of all that went in and came out, of code and software, and
how the checks ended; ``audit/figures.csv`` every figure, so that the first that differs can be told with both values.
No clock, no path of a machine.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ValidationError

from scorecard.errors import InputError
from scorecard.files import write_atomic
from scorecard.provenance import sha256_of
from scorecard.render.record import Record
from scorecard.schema import read_checks_made, read_table
from scorecard.workspace import Workspace

MANIFEST, FIGURES = "manifest.json", "figures.csv"
PLACE = ["document", "line", "cell", "part", "indicator", "breakdown", "area", "period"]
SAID = ["value", "unit", "numerator", "denominator", "status"]
_TABLES = "data/processed/"


class Manifest(BaseModel, frozen=True, extra="forbid"):
    """What ``manifest.json`` holds: hashes by name, ``figures`` that of figures.csv, and checks by how they ended."""

    manifest: Literal[1] = 1
    software: dict[str, str]
    code: str
    inputs: dict[str, str]
    outputs: dict[str, str]
    figures: str
    checks: dict[str, int]


def made(record: Record) -> dict[str, str]:
    """Hash by name of everything that a run makes: processed tables, notebooks, pages."""
    return {name: sha for name, sha in record.inputs.items() if name.startswith(_TABLES)} | record.outputs


def given(record: Record) -> dict[str, str]:
    """Hash by name of what people keep: documents, words, expectations, notebooks, notes."""
    return {name: sha for name, sha in record.inputs.items() if not name.startswith(_TABLES)}


def figures_of(workspace: Workspace) -> pl.DataFrame:
    """One row per printed figure or missing mark: `PLACE` and `SAID`, in order of place."""
    return read_table(workspace.processed, "observations").select(*PLACE, *SAID).sort(*PLACE, nulls_last=True)


def write_manifest(folder: Path, made_again: Workspace, record: Record) -> None:
    """Write the record of a run, that has just been made again to the same bytes, into a folder."""
    checks = read_checks_made(made_again.processed)["status"].value_counts().sort("status")
    listed = figures_of(made_again).write_csv().encode()
    manifest = Manifest(
        software=record.software,
        code=record.code,
        inputs=given(record),
        outputs=dict(sorted(made(record).items())),
        figures=sha256_of(listed),
        checks=dict(checks.iter_rows()),
    )
    write_atomic(folder / FIGURES, listed)
    write_atomic(folder / MANIFEST, json.dumps(manifest.model_dump(), indent=1, ensure_ascii=False) + "\n")


def read_manifest(workspace: Workspace) -> Manifest | None:
    """The committed record; null if there is none. Raises InputError for one that is not as it was written."""
    path = workspace.audit / MANIFEST
    if not path.exists():
        return None
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(
            f"{MANIFEST} is not as audit --record writes it: {str(error).splitlines()[0]}",
            where=str(path),
            do="take it from the repository again, or record the run anew: python pipeline.py audit --record",
        ) from error


def recorded_figures(workspace: Workspace, manifest: Manifest) -> pl.DataFrame:
    """The figures of the record. Raises InputError if the list is not the one that was recorded."""
    path = workspace.audit / FIGURES
    content = path.read_bytes() if path.exists() else b""
    if sha256_of(content) != manifest.figures:
        raise InputError(
            f"{FIGURES} is not the list that was recorded",
            where=str(path),
            expected=f"sha256 {manifest.figures}, found {sha256_of(content)}",
            do="take it from the repository again, or record the run anew: python pipeline.py audit --record",
        )
    return pl.read_csv(io.BytesIO(content), schema=_SCHEMA)


_SCHEMA: Mapping[str, pl.DataType] = {
    "document": pl.String(),
    "line": pl.Int32(),
    "cell": pl.Int32(),
    "part": pl.Int32(),
    "indicator": pl.String(),
    "breakdown": pl.String(),
    "area": pl.String(),
    "period": pl.String(),
    "value": pl.Float64(),
    "unit": pl.String(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "status": pl.String(),
}


def first_difference(before: pl.DataFrame, now: pl.DataFrame) -> tuple[int, str | None]:
    """How many figures of two lists differ, and the first of them in words; null if none does."""
    marked = [
        frame.with_columns(pl.struct(SAID).alias(name)).select(*PLACE, name)
        for name, frame in (("before", before), ("now", now))
    ]
    both = marked[0].join(marked[1], on=PLACE, how="full", coalesce=True, nulls_equal=True)
    differ = both.filter(~pl.col("before").eq_missing(pl.col("now"))).sort(*PLACE, nulls_last=True)
    if differ.is_empty():
        return 0, None
    row = differ.row(0, named=True)
    what = ", ".join(str(row[name]) for name in ("indicator", "breakdown", "area", "period") if row[name] is not None)
    place = f"{row['document']}, line {row['line']}, cell {row['cell']}"
    return differ.height, f"{place}: {what}: {_told(row['before'])} recorded, {_told(row['now'])} now"


def _told(said: Mapping[str, object] | None) -> str:
    if said is None:
        return "no figure"
    counted = said["numerator"] is not None and said["denominator"] is not None
    of = f" ({said['numerator']:g} of {said['denominator']:g})" if counted else ""
    value = said["status"] if said["value"] is None else f"{said['value']:g} {said['unit']}"
    return f"{value}{of}"
