"""Making the reports that are planned: run side by side what is due, record, list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from scorecard import words
from scorecard.council_quarter import PAGES_NAME
from scorecard.errors import InputError, NotebookFailed
from scorecard.files import write_atomic
from scorecard.provenance import hashes_of
from scorecard.remote.mirror import Mirror
from scorecard.render.figures import NAME as FIGURES
from scorecard.render.figures import write_figures
from scorecard.render.front import front_page
from scorecard.render.notebook.failures import failed_copy, forget_report, keep_dead
from scorecard.render.notebook.pool import Answer, Asked, make_reports
from scorecard.render.plan.jobs import Job, outputs_of
from scorecard.render.plan.planned import Plan
from scorecard.render.plan.sheets import KINDS
from scorecard.render.record import Record
from scorecard.words import many
from scorecard.workspace import Workspace

Report = Callable[[str], None]


@dataclass
class RunSummary:
    """The names of the reports that were made, that were up to date, and that failed with why.

    ``spent``: the seconds of what each made report took, by what; ``seconds``: what making them took by the clock, with
    so many ``workers``.
    """

    made: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    spent: dict[str, Mapping[str, float]] = field(default_factory=dict)
    seconds: float = 0.0
    workers: int = 1


def make_planned(
    workspace: Workspace,
    planned: Plan,
    due: Mapping[str, str],
    record: Record,
    summary: RunSummary,
    *,
    workers: int,
    own_kernel: bool,
    report: Report,
    scheduler: str | None = None,
    store: Mirror | None = None,
) -> None:
    """Make the reports that are due (the key of each by its name), keep the record, and write the front page.

    ``summary`` is filled as they are made, so that it tells of a run that fails too. ``scheduler``: of the Dask cluster
    whose workers make them, instead of so many ``workers`` here; ``store``: where they put them, if no disk is shared.

    A notebook that fails does not stop the others; at the end NotebookFailed names each with its cell and error.
    A report that somebody removes meanwhile is made again; InputError names what is removed again and again.
    """
    run = _Run(workspace, planned, record, summary, own_kernel, report, scheduler, store)
    run.forget_what_is_gone()
    run.make(due, workers)
    run.make_again(run.lost(), workers)
    run.finish()


class _Run:
    """One run: its record as it grows, and what it has to say."""

    def __init__(
        self,
        workspace: Workspace,
        planned: Plan,
        record: Record,
        summary: RunSummary,
        own_kernel: bool,
        report: Report,
        scheduler: str | None,
        store: Mirror | None,
    ) -> None:
        self.workspace, self.planned, self.record, self.summary = workspace, planned, record, summary
        self.own_kernel, self.report, self.scheduler, self.store = own_kernel, report, scheduler, store

    def forget_what_is_gone(self) -> None:
        """Remove reports that no data and no notebook stand behind any more."""
        quarters = {"", *map(str, self.planned.quarters)}
        kinds = self.planned.templates.keys() | KINDS.keys()
        wanted = {job.name for job in self.planned.jobs}
        for name, made in sorted(self.record.reports.items()):
            gone = made.quarter not in quarters or made.notebook not in kinds
            if gone or (self.planned.whole and name not in wanted and "--" not in name):
                for output in outputs_of(name):
                    (self.workspace.reports / output).unlink(missing_ok=True)
                del self.record.reports[name]
        self._remove_empty_folders()

    def _remove_empty_folders(self) -> None:
        """Remove the folders of quarters that have no page any more."""
        for folder in self.workspace.reports.glob("*"):
            if re.fullmatch(PAGES_NAME, folder.name) and folder.name not in map(str, self.planned.quarters):
                (folder / FIGURES).unlink(missing_ok=True)
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()

    def make(self, due: Mapping[str, str], workers: int) -> None:
        """Make the reports that are due, side by side; the others are up to date."""
        jobs = self.planned.jobs
        if not jobs:
            self.report("no report to make: what is quoted in prose alone stands on the front page")
        self.summary.skipped = [job.name for job in jobs if job.name not in due]
        if self.summary.skipped:
            self.report(f"{len(self.summary.skipped)} of {words.counted(len(jobs), 'report')} up to date")
        asked = [
            Asked(job, self._template(job), self.planned.links[job.name], self.own_kernel, due[job.name])
            for job in jobs
            if job.name in due
        ]
        if asked:
            heard = iter(range(1, len(asked) + 1))
            began = perf_counter()
            used = self._made_by(asked, workers, lambda answer: self._hear(answer, due, next(heard)))
            self.summary.seconds += perf_counter() - began
            self.summary.workers = min(used, len(asked))

    def _made_by(self, asked: Sequence[Asked], workers: int, told: Callable[[Answer], None]) -> int:
        """Let processes here make reports, or a cluster; how many workers there are."""
        if self.scheduler is None:
            make_reports(asked, self.workspace, workers=workers, told=told)
            return workers
        from scorecard.render.notebook.cluster import make_in_store, make_on_cluster

        if self.store is not None:
            return make_in_store(asked, self.workspace, self.store, scheduler=self.scheduler, told=told)
        return make_on_cluster(asked, self.workspace, scheduler=self.scheduler, told=told)

    def lost(self) -> dict[str, str]:
        """The reports asked for that are recorded but not there any more, each with its key."""
        names = [job.name for job in self.planned.jobs if job.name in self.record.reports]
        return {name: self.record.reports[name].key for name in names if not self._is_there(name)}

    def _is_there(self, name: str) -> bool:
        return all((self.workspace.reports / output).is_file() for output in outputs_of(name))

    def make_again(self, lost: Mapping[str, str], workers: int) -> None:
        """Make reports once more that somebody removed while the others were made."""
        if lost:
            self.report(f"{many(len(lost), 'report')} went away meanwhile, to be made again")
            self.summary.made = [name for name in self.summary.made if name not in lost]
            before = self.summary.skipped
            self.make(lost, workers)
            self.summary.skipped = [name for name in before if name not in lost]

    def _template(self, job: Job) -> Path | None:
        return None if job.is_sheet else self.planned.templates[job.notebook].path

    def _hear(self, answer: Answer, due: Mapping[str, str], number: int) -> None:
        job, failure = answer.job, answer.failure
        if failure is None:
            self.record.add(job, due[job.name], self.workspace.reports)
            self.summary.made.append(job.name)
            self.summary.spent[job.name] = answer.spent
            said = "made"
        else:
            template = self._template(job)
            if answer.died and template is not None:
                keep_dead(job, template, self.workspace.reports, answer)
            if job.is_sheet:
                forget_report(job, self.workspace.reports)
            self.record.reports.pop(job.name, None)
            said = self.summary.failed[job.name] = _why(failure)
        self.report(f"[{number:>{len(str(len(due)))}}/{len(due)}] {job.name}: {said}")
        self.record.write(self.workspace.reports)

    def finish(self) -> None:
        """Write the front page and the record; raise NotebookFailed if a notebook failed.

        Nothing is listed that is not there: a report may have been removed, the copy of a failed one not been written.
        """
        reports, planned, lost = self.workspace.reports, self.planned, sorted(self.lost())
        self.record.reports = {name: made for name, made in self.record.reports.items() if self._is_there(name)}
        validation = (reports / "validation.html").exists()
        failed = {n.split("/")[0]: failed_copy(n) for n in sorted(self.summary.failed) if _is_kept(reports, n)}
        page = front_page(planned, self.record, failed=failed, validation=validation)
        write_atomic(reports / "index.html", page)
        self.list_figures()
        lists = [f"{quarter}/{FIGURES}" for quarter in planned.quarters]
        self.record.pages = hashes_of({name: reports / name for name in ("index.html", "validation.html", *lists)})
        self.record.write(reports)
        if self.summary.failed:
            raise _failed(self.summary, reports)
        if lost:
            raise _removed(lost, reports)

    def list_figures(self) -> None:
        """Write the list of figures of each quarter of which a page was made, or that lacks it."""
        pages: dict[str, list[str]] = {}
        for name, made in sorted(self.record.reports.items()):
            if made.quarter:
                pages.setdefault(made.quarter, []).append(f"{name}.html")
        made_now = {self.record.reports[name].quarter for name in self.summary.made if name in self.record.reports}
        reports = self.workspace.reports
        due = {q: mine for q, mine in pages.items() if q in made_now or not (reports / q / FIGURES).exists()}
        write_figures(self.workspace, self.planned.registry, due)


def _why(failure: Mapping[str, object]) -> str:
    error = str(failure["error"]).splitlines()[0]
    if not failure["cell"]:
        return f"FAILED: {error}"
    return f"FAILED in code cell {failure['cell']} ({failure['source']}): {error}"


def _is_kept(reports: Path, name: str) -> bool:
    """Whether there is a partly run copy of a report that failed; on a full disk there is none."""
    return (reports / failed_copy(name)).is_file()


def _failed(summary: RunSummary, reports: Path) -> NotebookFailed:
    lines = [f"{name}: {why}" for name, why in sorted(summary.failed.items())]
    copies = [failed_copy(name) for name in sorted(summary.failed) if _is_kept(reports, name)]
    first = "open a copy, mend what its marked cell says" if copies else "mend what is said above"
    failed = f"{len(lines)} of {words.counted(len(lines) + len(summary.made), 'notebook')} failed"
    return NotebookFailed(
        "\n".join([failed, *(f"  - {x}" for x in lines)]),
        where=f"partly run copies in {reports}: {', '.join(copies)}" if copies else str(reports),
        do=f"{first}, and run the same command again: only what is missing is made",
    )


def _removed(lost: Sequence[str], reports: Path) -> InputError:
    return InputError(
        f"{many(len(lost), 'report')} went away as soon as made: {', '.join(lost)}",
        where=str(reports),
        expected="a folder that nobody else clears while a run is at work",
        do="run the same command again: only what is missing is made",
    )
