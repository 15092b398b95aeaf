"""Which reports are made from a slice of the tables, and what decides whether one of them is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from scorecard.council_quarter import council_of, parse_quarter
from scorecard.measures.as_known_at import LATEST
from scorecard.measures.quality import checks_of_documents
from scorecard.measures.quarter_slice import behind
from scorecard.measures.slices import QuarterCut, Slices, Tables, hashes
from scorecard.proof.pack_pages import FOLDER as PACKS
from scorecard.proof.pack_pages import document_and_page
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.sheets import KINDS, council_of_sheet

OF_QUARTERS: Mapping[str, bool] = {"scorecard": False, "theme": False, "data_quality": True, "audit_trail": True}
"""Notebooks that load a slice of their quarter: only of its documents? Others are made from all that is known."""
Cut = Callable[[Slices], Tables]


def cut_of(job: Job, notes: Path) -> QuarterCut | None:
    """The slice that the notebook of a quarter is made from; null for one that is made from all that is known.

    Among several councils that is all of its own. ``notes``: the folder of the analyst's notes.
    """
    quarter = parse_quarter(job.quarter)
    as_known = job.parameters.get("as_known_at", LATEST) != LATEST
    in_full = as_known or (notes / f"{job.quarter}.md").exists()
    if job.notebook in OF_QUARTERS:
        return QuarterCut(quarter, OF_QUARTERS[job.notebook], in_full)
    return QuarterCut(quarter, in_full=in_full, everything=True) if council_of(quarter) else None


def slice_hashes(tables: Tables, checks: pl.DataFrame, jobs: Sequence[Job], notes: Path) -> dict[str, str]:
    """By the name of each job that is made from a slice: one hash of all rows that it can depend on.

    ``checks``: how the last validation ended, of which the pages of quarters tell. ``notes``: the folder of notes.
    """
    cut_by_name = {job.name: cut_of(job, notes) for job in jobs if not job.is_sheet}
    of_quarters = {name: cut for name, cut in cut_by_name.items() if cut is not None}
    of_quarters |= {job.name: _of_theme(job, of_quarters[job.name]) for job in jobs if job.notebook == "theme"}
    cuts: dict[str, Cut] = {str(cut): partial(_with_checks, cut, checks) for cut in of_quarters.values()}
    of_sheets = _of_sheets(jobs, checks)
    told = hashes(tables, cuts | of_sheets) if cuts or of_sheets else {}
    return {name: told[name] for name in of_sheets} | {name: told[str(cut)] for name, cut in of_quarters.items()}


def raw_of(job: Job) -> str | None:
    """The folder of ``data/raw`` that a report shows as it is beside its slice: that of its pack."""
    if job.notebook != PACKS:
        return None
    document, _ = document_and_page(str(job.parameters["subject"]))
    return f"data/raw/{document}"


def _of_theme(job: Job, cut: QuarterCut) -> QuarterCut:
    """What the page of one theme can depend on, of the slice that it is made from."""
    return cut if cut.in_full else replace(cut, theme=str(job.parameters["theme"]))


def _of_sheets(jobs: Sequence[Job], checks: pl.DataFrame) -> dict[str, Cut]:
    cuts: dict[str, Cut] = {}
    for job in (one for one in jobs if one.is_sheet):
        kind, council = KINDS[job.notebook], council_of_sheet(job)
        if kind.slice is not None:
            told = _told_of_checks(checks, council) if kind.of_checks else None
            cuts[job.name] = partial(_cut, kind.slice, str(job.parameters["subject"]), council, told)
        elif council is not None:
            cuts[job.name] = partial(_of_council, council, checks)
    return cuts


def _cut(
    slice_of: Callable[[Slices, str], Tables],
    subject: str,
    council: str | None,
    checks: pl.DataFrame | None,
    slices: Slices,
) -> Tables:
    """The slice of a sheet, and what it says of the checks where it does."""
    tables = slice_of(slices.of_council(council), subject)
    return tables if checks is None else {**tables, "checks": checks}


def _of_council(council: str, checks: pl.DataFrame, slices: Slices) -> Tables:
    """All of one council, from which its sheets are made, and which rules there are for what is printed."""
    return slices.of_council(council).whole() | {"checks": _rules(checks)}


def _told_of_checks(checks: pl.DataFrame, council: str | None) -> pl.DataFrame:
    """What pages say of the checks: how many ended how; of one council among several which rules there are, as how
    they ended for its documents its own findings tell."""
    return _rules(checks) if council is not None else checks.group_by("kind", "status").len().sort("kind", "status")


def _rules(checks: pl.DataFrame) -> pl.DataFrame:
    return checks.filter(pl.col("kind") == "published").select("check").sort("check")


def _with_checks(cut: QuarterCut, checks: pl.DataFrame, slices: Slices) -> Tables:
    """The slice of a quarter, and how many checks ended how, which is what its pages say of them.

    Of one council among several they say how the rules for what is printed ended for the documents behind the quarter.
    """
    tables = cut(slices)
    if council_of(cut.quarter) is None:
        return tables | {"checks": _told_of_checks(checks, None)}
    whole = tables if cut.theme is None else replace(cut, theme=None)(slices)
    own = whole["findings"].join(behind(whole, cut.quarter), on="document", how="semi")
    return tables | {"checks": checks_of_documents(checks, own).sort("check")}
