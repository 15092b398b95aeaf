"""All tables as files of CSV or parquet in a folder of their own, with ``datapackage.json``: whole, or not at all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from scorecard.errors import InputError
from scorecard.export.dictionary import describe
from scorecard.export.package import CHECKS, NAME, PACKAGE, package
from scorecard.files import of_the_system
from scorecard.folders import replace_folder
from scorecard.formats import BOM, as_csv
from scorecard.measures.by_council import councils, of_council, part_asked
from scorecard.measures.quarters import in_quarter
from scorecard.periods import Quarter
from scorecard.schema import SCHEMAS, parquet, read_table
from scorecard.suggest import unknown
from scorecard.workspace import Workspace

STYLES = ("csv", "parquet")
_BY_PERIOD = ("observations", "printed_signals", "signals", "claims", "ticks", "coverage")
"""The tables whose rows are about one period. What speaks of whole documents belongs to every quarter."""
_POSSIBLE = {f"{name}.{style}" for name in (*SCHEMAS, CHECKS) for style in STYLES}
Frames = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Wanted:
    """What of the tables is asked for: of one quarter, document or council, or all; and as what kind of files.

    ``quarter`` and ``council`` as parameters name them (`by_council.part_asked`).
    """

    style: str = "csv"
    quarter: str | None = None
    document: str | None = None
    council: str | None = None


def export(workspace: Workspace, folder: Path, wanted: Wanted, *, replace: bool = False) -> str:
    """Write every table that is asked for into a folder; returns what to tell.

    An export that is there already is replaced. ``replace``: write also where other files are, which stay. The tables
    must be up to date. Raises UsageError for a quarter or document without figures, InputError for a folder that holds
    what no export wrote, or that belongs to the data or the reports.
    """
    target = _refuse(folder.resolve(), workspace, replace=replace)
    frames = _chosen(_read(workspace.processed), wanted)
    write = _as_csv if wanted.style == "csv" else parquet
    files = {name: write(frame) for name, frame in frames.items()}
    tables = describe({name: frame.schema for name, frame in frames.items()}, workspace.expectations)
    described = package(files, tables, frames["documents"], wanted.style)

    def fill(staging: Path) -> None:
        for name, content in files.items():
            (staging / f"{name}.{wanted.style}").write_bytes(content)
        (staging / NAME).write_text(described, encoding="utf-8", newline="\n")

    replace_folder(target, fill, keep=_foreign(target))
    rows = sum(frame.height for frame in frames.values())
    return f"{len(files)} tables, {rows:,} rows, described in {folder / NAME}"


def _read(processed: Path) -> Frames:
    checks = processed / f"{CHECKS}.parquet"
    if not checks.exists():
        raise InputError("nothing has been checked yet", where=str(checks), do="run: python pipeline.py validate")
    return {name: read_table(processed, name).select(*SCHEMAS[name]) for name in SCHEMAS} | {
        CHECKS: pl.read_parquet(checks)
    }


def _chosen(frames: Frames, wanted: Wanted) -> Frames:
    if wanted.document is not None:
        known = frames["documents"]["document"].sort().to_list()
        if wanted.document not in known:
            raise unknown("document", wanted.document, known)
        mine = pl.col("document") == wanted.document
        frames = {name: frame.filter(mine) if "document" in frame.columns else frame for name, frame in frames.items()}
    part = part_asked(frames, wanted.quarter, wanted.council)
    if part.council is not None:
        frames = of_council(frames, councils(frames["documents"])[part.council])
    return frames if part.quarter is None else _of_quarter(frames, part.quarter)


def _of_quarter(frames: Frames, quarter: Quarter) -> Frames:
    """The rows about a quarter, or a month of it; of findings every row of a fact that is told of there."""
    mine = in_quarter(quarter)
    facts = frames["findings"].filter(mine)["fact"].unique()
    ends = pl.col("period_end").is_between(quarter.start, quarter.end)
    return {
        **frames,
        **{name: frames[name].filter(mine) for name in _BY_PERIOD},
        "findings": frames["findings"].filter(pl.col("fact").is_in(facts.implode())),
        "measures": frames["measures"].filter(ends),
    }


def _as_csv(frame: pl.DataFrame) -> bytes:
    return (BOM + as_csv(frame)).encode()


def _refuse(folder: Path, workspace: Workspace, *, replace: bool) -> Path:
    """The folder, if an export may be written there."""
    ours = [p.resolve() for p in (workspace.data, workspace.reports)]
    if any(one in (folder, *folder.parents) for one in ours):
        raise InputError(
            f"{folder.name} belongs to the data or the reports, where only the steps write",
            where=str(folder),
            expected="a folder of its own",
            do="name another folder",
        )
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder.name} is a file", where=str(folder), expected="a folder", do="name another")
    if not replace and (foreign := _foreign(folder)):
        named = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
        raise InputError(
            f"{folder.name} holds what no export wrote: {named}",
            where=str(folder),
            expected="a new or empty folder, or an earlier export",
            do="name another folder, or add --replace to write there too: other files stay, those of our names do not",
        )
    return folder


def _foreign(folder: Path) -> list[str]:
    """What is in a folder and was not written by an export, in order of names."""
    if not folder.is_dir():
        return []
    written = _written(folder)
    return sorted(p.name for p in folder.iterdir() if p.name not in written and not of_the_system(p.name))


def _written(folder: Path) -> set[str]:
    """The files of the export that is in a folder; none if there is none. No other name is believed."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        named = {str(one["path"]) for one in told["resources"]}
        return {NAME, *(named & _POSSIBLE)} if told["name"] == PACKAGE else set()
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return set()
