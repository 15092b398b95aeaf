"""Making the reports: plan, skip what is up to date, run the rest side by side, record, list."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from scorecard.errors import NotebookFailed
from scorecard.files import sha256_of_file, write_atomic
from scorecard.measures.quarter_data import themes_per_quarter
from scorecard.measures.quarters import available_quarters
from scorecard.notebook import read_tables
from scorecard.periods import Quarter
from scorecard.registry import load_registry
from scorecard.render import record as records
from scorecard.render.notebook.failures import failed_copy, keep_dead
from scorecard.render.notebook.pool import Answer, Asked, make_reports
from scorecard.render.page.index import index_page
from scorecard.render.plan.jobs import Job, Known, plan
from scorecard.render.plan.parameters import Template, templates
from scorecard.workspace import Workspace

Report = Callable[[str], None]


@dataclass
class RunSummary:
    """The names of the reports that were made, that were up to date, and that failed with why."""

    made: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def run_reports(
    workspace: Workspace,
    *,
    quarters: Sequence[str] | None = None,
    notebooks: Sequence[str] | None = None,
    parameters: Mapping[str, str] | None = None,
    jobs: int = 2,
    force: bool = False,
    own_kernel: bool = False,
    report: Report = print,
) -> RunSummary:
    """Make every report that is out of date; null quarters or notebooks mean all.

    Everything is checked before any process starts: an unknown quarter, notebook, parameter or value is a
    UsageError that lists what is known. A notebook that fails does not stop the others; at the end NotebookFailed
    names each with its cell and error. The record and the front page are written in any case.
    """
    tables = read_tables(workspace.processed)
    runnable = templates(workspace.notebooks)
    known = _known(tables, workspace)
    planned = plan(runnable, known, quarters=quarters, notebooks=notebooks, parameters=parameters)
    run = _Run(workspace, runnable, own_kernel, report)
    run.forget_what_is_gone(planned, everything=not (quarters or notebooks or parameters), known=known.quarters)
    run.make(planned, jobs=jobs, force=force)
    run.finish(known.quarters, tables)
    return run.summary


def check_names(
    workspace: Workspace,
    *,
    quarters: Sequence[str] | None,
    notebooks: Sequence[str] | None,
    parameters: Mapping[str, str] | None,
) -> None:
    """Refuse unknown quarters, notebooks, parameters and values (UsageError) without making anything."""
    tables = read_tables(workspace.processed)
    plan(
        templates(workspace.notebooks),
        _known(tables, workspace),
        quarters=quarters,
        notebooks=notebooks,
        parameters=parameters,
    )


def _known(tables: Mapping[str, pl.DataFrame], workspace: Workspace) -> Known:
    found = available_quarters(tables["observations"], tables["claims"])
    return Known(found, list(load_registry(workspace).themes), themes_per_quarter(tables["observations"]))


class _Run:
    """One run: its record as it grows, and what it has to say."""

    def __init__(
        self, workspace: Workspace, runnable: Mapping[str, Template], own_kernel: bool, report: Report
    ) -> None:
        self.workspace, self.templates, self.own_kernel, self.report = workspace, runnable, own_kernel, report
        self.record = records.read_record(workspace.reports)
        self.record.inputs = records.inputs(workspace)
        self.summary = RunSummary()
        self.begun: dict[str, float] = {}

    def forget_what_is_gone(self, planned: Sequence[Job], *, everything: bool, known: Sequence[Quarter]) -> None:
        """Remove reports that no data and no notebook stand behind any more."""
        quarters = {str(quarter) for quarter in known}
        wanted = {job.name for job in planned}
        for name, made in sorted(self.record.reports.items()):
            gone = made["quarter"] not in quarters or made["notebook"] not in self.templates
            if gone or (everything and name not in wanted and "--" not in name):
                for output in made["outputs"]:
                    (self.workspace.reports / output).unlink(missing_ok=True)
                del self.record.reports[name]

    def make(self, planned: Sequence[Job], *, jobs: int, force: bool) -> None:
        keys = {job.name: records.key_of(job, self.record.inputs) for job in planned}
        fresh = [] if force else [j for j in planned if self._fresh(j, keys[j.name])]
        self.summary.skipped = [job.name for job in fresh]
        due = [job for job in planned if job not in fresh]
        if fresh:
            self.report(f"{len(fresh)} of {len(planned)} reports are up to date")
        if not due:
            return
        self.started = self.last = time.perf_counter()
        asked = [Asked(j, self.templates[j.notebook].path, self._siblings(j, planned), self.own_kernel) for j in due]
        make_reports(asked, self.workspace, workers=jobs, told=lambda a: self._hear(a, keys[a.job.name], len(due)))

    def _fresh(self, job: Job, key: str) -> bool:
        return records.up_to_date(job, key, self.record, self.workspace.reports)

    def _siblings(self, job: Job, planned: Sequence[Job]) -> list[dict[str, str]]:
        """The pages of the quarter for the navigation: of every notebook there is, not only of those made now."""
        return [
            {"title": t.title, "href": f"{name}.html"} | ({"current": "yes"} if name == job.notebook else {})
            for name, t in self.templates.items()
            if t.per_quarter and "theme" not in t.parameters
        ]

    def _hear(self, answer: Answer, key: str, total: int) -> None:
        job, failure = answer.job, answer.failure
        if failure is None:
            self.record.reports[job.name] = records.entry(job, key, self.workspace.reports)
            self.summary.made.append(job.name)
            said = "made"
        else:
            if answer.died:
                keep_dead(job, self.templates[job.notebook].path, self.workspace.reports, answer)
            self.record.reports.pop(job.name, None)
            said = self.summary.failed[job.name] = _why(failure)
        number = len(self.summary.made) + len(self.summary.failed)
        self.report(f"[{number:>{len(str(total))}}/{total}] {job.name}: {said}")
        self.record.write(self.workspace.reports)

    def finish(self, quarters: Sequence[Quarter], tables: Mapping[str, pl.DataFrame]) -> None:
        reports = self.workspace.reports
        validation = (reports / "validation.html").exists()
        failed = {n.split("/")[0]: failed_copy(n) for n in sorted(self.summary.failed)}
        page = index_page(quarters, self._listed(), tables, failed=failed, validation=validation)
        write_atomic(reports / "index.html", page)
        names = ["index.html", *(["validation.html"] if validation else [])]
        self.record.pages = {name: sha256_of_file(reports / name) for name in names}
        self.record.write(reports)
        if self.summary.failed:
            raise _failed(self.summary, reports)

    def _listed(self) -> list[dict[str, str]]:
        order = {name: number for number, name in enumerate(self.templates)}
        made = sorted(self.record.reports.items(), key=lambda item: (order.get(item[1]["notebook"], 99), item[0]))
        return [
            {"quarter": m["quarter"], "title": self._page_title(name, m), "href": f"{name}.html"} for name, m in made
        ]

    def _page_title(self, name: str, made: Mapping[str, object]) -> str:
        title = self.templates[str(made["notebook"])].title
        more = name.split("/")[1].removeprefix(str(made["notebook"])).strip("-")
        return f"{title} ({more})" if more else title


def _why(failure: Mapping[str, object]) -> str:
    error = str(failure["error"]).splitlines()[0]
    if not failure["cell"]:
        return f"FAILED: {error}"
    return f"FAILED in code cell {failure['cell']} ({failure['source']}): {error}"


def _failed(summary: RunSummary, reports: Path) -> NotebookFailed:
    lines = [f"{name}: {why}" for name, why in sorted(summary.failed.items())]
    copies = ", ".join(failed_copy(name) for name in sorted(summary.failed))
    return NotebookFailed(
        "\n".join([f"{len(lines)} of {len(lines) + len(summary.made)} notebooks failed", *(f"  - {x}" for x in lines)]),
        where=f"partly run copies in {reports}: {copies}",
        do="open a copy, mend what its marked cell says, and run the same command again: only what is missing is made",
    )
