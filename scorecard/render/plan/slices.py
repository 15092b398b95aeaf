"""Which reports are made from a slice of the tables, and what decides whether one of them is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from scorecard.measures.as_known_at import LATEST
from scorecard.measures.slices import QuarterCut, Slices, Tables, hashes
from scorecard.periods import Quarter
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.sheets import KINDS

OF_QUARTERS: Mapping[str, bool] = {"scorecard": False, "theme": False, "data_quality": True, "audit_trail": True}
"""Notebooks that load a slice of their quarter: only of its documents? Others are made from all that is known."""
Cut = Callable[[Slices], Tables]


def cut_of(job: Job, notes: Path) -> QuarterCut:
    """The slice that the notebook of a quarter is made from. ``notes``: the folder of the analyst's notes."""
    as_known = job.parameters.get("as_known_at", LATEST) != LATEST
    in_full = as_known or (notes / f"{job.quarter}.md").exists()
    return QuarterCut(Quarter.parse(job.quarter), OF_QUARTERS[job.notebook], in_full)


def slice_hashes(tables: Tables, checks: pl.DataFrame, jobs: Sequence[Job], notes: Path) -> dict[str, str]:
    """By the name of each job that is made from a slice: one hash of all rows that it can depend on.

    ``checks``: how the last validation ended, of which the pages of quarters tell. ``notes``: the folder of notes.
    """
    of_quarters = {job.name: cut_of(job, notes) for job in jobs if job.notebook in OF_QUARTERS}
    of_quarters |= {job.name: _of_theme(job, of_quarters[job.name]) for job in jobs if job.notebook == "theme"}
    cuts: dict[str, Cut] = {str(cut): partial(_with_checks, cut, checks) for cut in of_quarters.values()}
    of_sheets = _of_sheets(jobs)
    told = hashes(tables, cuts | of_sheets) if cuts or of_sheets else {}
    return {name: told[name] for name in of_sheets} | {name: told[str(cut)] for name, cut in of_quarters.items()}


def _of_theme(job: Job, cut: QuarterCut) -> QuarterCut:
    """What the page of one theme can depend on, of the slice that it is made from."""
    return cut if cut.in_full else replace(cut, theme=str(job.parameters["theme"]))


def _of_sheets(jobs: Sequence[Job]) -> dict[str, Cut]:
    kinds = {job.name: (KINDS[job.notebook], str(job.parameters["subject"])) for job in jobs if job.is_sheet}
    return {name: partial(_cut, kind.slice, subject) for name, (kind, subject) in kinds.items() if kind.slice}


def _cut(slice_of: Callable[[Slices, str], Tables], subject: str, slices: Slices) -> Tables:
    return slice_of(slices, subject)


def _with_checks(cut: QuarterCut, checks: pl.DataFrame, slices: Slices) -> Tables:
    """The slice of a quarter, and how many checks ended how, which is what its pages say of them."""
    return cut(slices) | {"checks": checks.group_by("kind", "status").len().sort("kind", "status")}
