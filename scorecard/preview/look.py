"""What a document would become: extracted and read in a folder of its own that is thrown away, nothing stored."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from scorecard.clean.raw.load import RawDocument, load_one
from scorecard.clean.step import read_documents
from scorecard.extract import Extracted, extract_documents
from scorecard.extract.doubts import doubt_of_the_same_text
from scorecard.extract.record import RECORD
from scorecard.registry import Registry, load_registry
from scorecard.words import day, many, period
from scorecard.workspace import Workspace

_SHOWN = 8
"""So many reasons or names are told; the rest is counted."""
_FORMS = {
    "summary": "with a row for each indicator",
    "periodic": "with a row for each period",
    "layout": "small ones of a known layout",
    "any": "read by what their headers say",
    "unknown": "of no known form",
}
"""What ``clean`` calls the forms of tables, and how a person may."""


@dataclass(frozen=True)
class Look:
    """A document as it would be taken: what ``extract`` says, its raw form, and the tables that ``clean`` makes."""

    extracted: Extracted
    document: RawDocument
    tables: dict[str, pl.DataFrame]
    doubts: tuple[str, ...]


def look_at(
    path: Path, workspace: Workspace, *, prose_only: bool = False, publisher: str | None = None, ocr: bool = False
) -> Look:
    """Extract and clean one document beside the workspace, with what stands there of it already.

    Raises InputError as ``extract`` and ``clean`` do.
    """
    there = workspace.raw / path.stem
    with tempfile.TemporaryDirectory(prefix="scorecard-look-") as folder:
        trial = replace(workspace, data=Path(folder))
        if (there / RECORD).is_file():  # what is remembered with a document, and its ledger, count here too
            shutil.copytree(there, trial.raw / path.stem)
        (extracted,) = extract_documents(
            [path], trial, replace=True, prose_only=prose_only, publisher=publisher, ocr=ocr, report=lambda line: None
        )
        document = load_one(trial.raw / extracted.document)
    tables = read_documents([document], load_registry(workspace))
    sha256 = document.entry["source"]["sha256"]
    same = doubt_of_the_same_text(document.id, sha256, workspace.raw)
    return Look(extracted, document, tables, (*extracted.doubts, *same, *_other_text(there, sha256)))


def _other_text(there: Path, sha256: str) -> list[str]:
    record = there / RECORD
    if not record.is_file() or sha256.encode() in record.read_bytes():
        return []
    return [f"another text is there already as {there.name}: extract takes this one in its place only with --replace"]


def told(look: Look, workspace: Workspace) -> str:
    """The look in words: one line for each thing a person wants to know before taking a document."""
    lines = [
        f"{look.document.entry['source']['name']} can be taken, as {look.document.id} (nothing was written)",
        *(f"  {name:<11}{said}" for name, said in _about(look, load_registry(workspace))),
    ]
    unclear = list(_not_understood(look.tables))
    lines += (
        ["  not understood:", *(f"    {one}" for one in unclear)] if unclear else ["  all its tables are understood"]
    )
    return "\n".join([*lines, *(f"  look: {doubt}" for doubt in look.doubts)])


def _about(look: Look, registry: Registry) -> Iterator[tuple[str, str]]:
    entry, tables = look.document.entry, look.tables
    family = tables["documents"]["family"].item()
    yield "title", str(entry["title"])
    yield "publisher", _publisher(entry.get("publisher"), registry)
    yield "family", registry.families[family].title if family in registry.families else "no family that is known"
    published = f", published {day(entry['published'])}" if entry.get("published") else ", day of publication not said"
    yield "month", period(f"{entry['as_at']:%Y-%m}") + published
    yield "tables", _forms(tables["tables"], look.extracted.left_out)
    yield "figures", _figures(tables)
    claims = tables["claims"]
    named = claims.filter(pl.col("indicator").is_not_null()).height
    yield "prose", f"{many(claims.height, 'figure')} quoted, {named} of them with their indicator"


def _publisher(name: str | None, registry: Registry) -> str:
    if name is None:
        return "none is named"
    known = any(council.authority.name == name for council in registry.councils.values())
    return name if known else f"{name}, which has no folder in councils/ (python pipeline.py council new drafts one)"


def _forms(tables: pl.DataFrame, left_out: int) -> str:
    """How many tables of each form there are: ``1 summary, 2 of no known form; 3 of words left out``."""
    form = pl.col("shape").str.extract(r"^(\w+)")
    counted = dict(tables.group_by(form=form).len().rows())
    forms = [f"{counted[name]} {said}" for name, said in _FORMS.items() if name in counted]
    words = f"; {left_out} of words left out" if left_out else ""
    return f"{', '.join(forms) or 'none'}{words}"


def _figures(tables: dict[str, pl.DataFrame]) -> str:
    status = tables["observations"]["status"]
    read, missing = int((status != "missing").sum()), int((status == "missing").sum())
    corrected = int((status == "corrected").sum())
    unread = tables["unread"].height
    return f"{read:,} read ({corrected:,} corrected), {missing:,} said to be missing, {unread:,} not read"


def _not_understood(tables: dict[str, pl.DataFrame]) -> Iterator[str]:
    """Reasons for figures that are not read with their lines, and indicators that the registry does not know."""
    reasons = (
        tables["unread"]
        .group_by("reason")
        .agg(figures=pl.len(), first=pl.col("line").min(), last=pl.col("line").max())
        .sort("figures", "first", descending=[True, False])
    )
    yield from _shortened(
        f"{many(figures, 'figure')} ({_lines(first, last)}): {reason}"
        for reason, figures, first, last in reasons.rows()
    )
    unknown = (
        tables["observations"]
        .filter(pl.col("indicator").str.starts_with("unknown_"))
        .group_by(name=pl.coalesce("indicator_name", "indicator"))
        .agg(line=pl.col("line").min(), figures=pl.len())
        .sort("line", "name")
    )
    yield from _shortened(
        f"{many(figures, 'figure')} (from line {line}) of an indicator that is not in the registry: {name}"
        for name, line, figures in unknown.rows()
    )


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _shortened(lines: Iterable[str]) -> list[str]:
    every = list(lines)
    more = [f"… and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    return [*every[:_SHOWN], *more]
