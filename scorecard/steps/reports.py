"""The reports that are out of date, and making them. A report is a step of its own, with its notebook and parameters.

Its stamp is kept in ``reports/run.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scorecard.provenance import code_hash, key_of, software
from scorecard.steps.stamps import out_of_date
from scorecard.steps.step import Options, Step, read_by
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.render.plan.jobs import Job
    from scorecard.render.plan.links import Links
    from scorecard.render.record import Record
    from scorecard.render.run import RunSummary
    from scorecard.render.summary import Summary


def make(
    step: Step, workspace: Workspace, options: Options, inputs: Mapping[str, str], told: Summary | None = None
) -> RunSummary:
    """Make the reports that are asked for and out of date; ``told`` hears of them, also of a run that fails.

    Everything is checked before any process starts: an unknown quarter, notebook, council, parameter or value is a
    UsageError that lists what is known. A notebook that fails does not stop the others; at the end NotebookFailed names
    each with its cell and error. The record and the front page are written in any case.
    """
    from scorecard.render.plan.planned import plan_reports
    from scorecard.render.record import read_record
    from scorecard.render.run import RunSummary, make_planned

    asked = (options.quarters, options.notebooks, options.parameters, options.sheets, options.councils)
    plan = plan_reports(workspace, *asked)
    record = read_record(workspace.reports)
    record.changed = changed_since(record.inputs, inputs) or record.changed
    record.inputs, record.code, record.software = dict(inputs), code_hash(step.rooms), software()
    record.settled = None
    due = reports_due(step, workspace, plan.jobs, record, links=plan.links, force=options.force)
    made = RunSummary()
    try:
        make_planned(
            workspace,
            plan,
            due,
            record,
            made,
            workers=options.jobs,
            own_kernel=options.own_kernel,
            report=options.report,
            scheduler=options.scheduler,
            store=options.store,
        )
    finally:
        if told is not None:
            told.made, told.up_to_date = sorted(made.made), len(made.skipped)
            told.failed = dict(sorted(made.failed.items()))
    return made


def reports_due(
    step: Step,
    workspace: Workspace,
    jobs: Sequence[Job],
    record: Record,
    *,
    links: Mapping[str, Links],
    force: bool = False,
) -> dict[str, str]:
    """The reports that are out of date by name, each with the key of what it reads now. ``force``: all of them.

    ``links``: those that the page of each report prints, by its name.
    """
    read, due = read_by(step, workspace), {}
    slices = _slices(workspace, jobs)
    for job in jobs:
        own = _read_by(job, read)
        if job.name in slices:
            own = _without_tables(own, job) | {"slice": slices[job.name]}
        more = {"parameters": dict(job.parameters), "links": links.get(job.name, [])}
        key = key_of(own, code=record.code, software=record.software, **more)
        outputs = {name: workspace.reports / name for name in job.outputs}
        if force or out_of_date(record.stamp(job.name), key, outputs):
            due[job.name] = key
    return due


def _slices(workspace: Workspace, jobs: Sequence[Job]) -> dict[str, str]:
    """By the name of each report that is made from a slice of the tables: the hash of that slice."""
    from scorecard.render.plan.slices import slice_hashes
    from scorecard.schema import read_checks_made, read_if_there, read_tables

    processed = workspace.processed
    tables = read_tables(processed) | {"measures": read_if_there(processed, "measures")}
    validated = (processed / "findings.parquet").exists()
    told = slice_hashes(tables, read_checks_made(processed), jobs, workspace.notes)
    return {name: f"{sha} {validated}" for name, sha in told.items()}


def _without_tables(read: Mapping[str, str], job: Job) -> dict[str, str]:
    """What a report reads that is made from a slice of the tables, but for that."""
    from scorecard.render.plan.slices import raw_of

    return {name: sha for name, sha in read.items() if not name.startswith("data/") or name == raw_of(job)}


def _read_by(job: Job, read: Mapping[str, str]) -> dict[str, str]:
    """What one report reads: of the notebooks its own, of the notes those of its quarter."""
    own = {f"notebooks/{job.notebook}.ipynb", f"notes/{job.quarter}.md"}
    return {name: sha for name, sha in read.items() if name in own or not name.startswith(("notebooks/", "notes/"))}


def changed_since(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Which of the inputs that people keep are not those of the run before; none if there was no run before."""
    kept = sorted(name for name in before.keys() | now.keys() if not name.startswith("data/processed/"))
    return [name for name in kept if before and before.get(name) != now.get(name)]
