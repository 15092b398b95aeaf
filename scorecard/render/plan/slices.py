"""Which reports are made from a slice of the tables, and what decides whether one of them is out of date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import polars as pl

from scorecard.measures.slices import Slices, Tables, hashes
from scorecard.periods import Quarter
from scorecard.render.plan.jobs import Job
from scorecard.render.plan.sheets import KINDS

OF_QUARTERS = ("scorecard", "theme", "data_quality", "audit_trail")
"""Notebooks that load the slice of their quarter; others are made from all that is known."""
Cut = Callable[[Slices], Tables]


def slice_hashes(tables: Tables, checks: pl.DataFrame, jobs: Sequence[Job]) -> dict[str, str]:
    """By the name of each job that is made from a slice: one hash of all rows that it can depend on.

    ``checks``: how the last validation ended, of which the pages of quarters tell.
    """
    cuts = _of_sheets(jobs) | _of_quarters(jobs, checks)
    told = hashes(tables, cuts) if cuts else {}
    quarters = {job.name: told[job.quarter] for job in jobs if job.notebook in OF_QUARTERS}
    return {name: told[name] for name in _of_sheets(jobs)} | quarters


def _of_sheets(jobs: Sequence[Job]) -> dict[str, Cut]:
    kinds = {job.name: (KINDS[job.notebook], str(job.parameters["subject"])) for job in jobs if job.is_sheet}
    return {name: partial(_cut, kind.slice, subject) for name, (kind, subject) in kinds.items() if kind.slice}


def _of_quarters(jobs: Sequence[Job], checks: pl.DataFrame) -> dict[str, Cut]:
    quarters = {job.quarter for job in jobs if job.notebook in OF_QUARTERS}
    return {quarter: partial(_quarter, Quarter.parse(quarter), checks) for quarter in quarters}


def _cut(slice_of: Callable[[Slices, str], Tables], subject: str, slices: Slices) -> Tables:
    return slice_of(slices, subject)


def _quarter(quarter: Quarter, checks: pl.DataFrame, slices: Slices) -> Mapping[str, pl.DataFrame]:
    return slices.of_quarter(quarter) | {"checks": checks}
