"""Replay: everything is made again from ``data/raw`` in a folder apart and compared with what was recorded.

Two records count: that of the last run (``reports/run.json``, hashes of what stands in the reports folder), and the
committed one (``audit/manifest.json``), which lets an auditor compare years later without either.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from scorecard.audit.manifest import (
    Manifest,
    figures_of,
    first_difference,
    given,
    made,
    read_manifest,
    recorded_figures,
    write_manifest,
)
from scorecard.clean.raw.unreadable import read_unreadable
from scorecard.errors import AuditDiffers, InputError
from scorecard.provenance import hashes_of
from scorecard.render.plan.jobs import is_sheet
from scorecard.render.plan.planned import plan_reports
from scorecard.render.record import Record, read_record
from scorecard.steps import STEPS, Options, inputs_of_a_run, make_reports
from scorecard.words import counted, many
from scorecard.workspace import RUN_RECORD, Workspace

Report = Callable[[str], None]


@dataclass
class Differences:
    """What is not as it was recorded, in lines to read; ``figure``: the first figure that differs, with both values."""

    lines: list[str] = field(default_factory=list)
    figure: str | None = None


def audit(
    workspace: Workspace,
    *,
    jobs: int = 2,
    keep: Path | None = None,
    record: bool = False,
    report: Report = print,
) -> int:
    """Re-run and compare by hash; returns how many files are the same.

    Are the files of the reports folder those that the run recorded, does the same input give the same bytes again, and
    are both what the committed record says? ``keep``: the folder where the copy stays; ``record``: write the committed
    record of it. Raises AuditDiffers with what does not, the first figure first, and InputError if there is no record.
    """
    recorded = read_record(workspace.reports)
    manifest = None if record else read_manifest(workspace)
    if not recorded.reports and manifest is None:
        raise InputError(
            "there is no recorded run to compare with",
            where=str(workspace.reports / RUN_RECORD),
            do="run: python pipeline.py run",
        )
    with _folder(keep) as folder:
        fresh = replace(workspace, data=folder / "data", reports=folder / "reports")
        again = _run_again(workspace, fresh, recorded, jobs=jobs, report=report)
        found = Differences()
        if recorded.reports:
            _against_run(found, workspace, fresh, recorded, again)
        if manifest is not None and not _is_whole(fresh, recorded):
            report("audit: the last run did not make everything, so the committed record is not compared")
            manifest = None
        if manifest is not None:
            _against_manifest(found, workspace, fresh, manifest, again)
        if keep is not None:
            report(f"audit: what was made again is kept in {keep}")
        if found.lines:
            raise _differs(found, workspace, manifest)
        if record:
            _refuse_part(fresh, recorded)
            write_manifest(workspace.audit, fresh, again)
            report(f"audit: recorded in {workspace.audit}")
    same = made(again)
    report(f"audit: {many(len(same), 'file is', 'files are')} the same, byte for byte")
    if manifest is not None:
        checks = ", ".join(f"{number} {status}" for status, number in manifest.checks.items())
        report(f"audit: as the committed record has it; its checks: {checks}")
    return len(same)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Where everything is made again: a folder that goes away, or one to keep, which must hold nothing."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="scorecard-audit-") as folder:
            yield Path(folder)
        return
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        raise InputError(f"{keep} holds something already", expected="a new or empty folder", do="name another folder")
    keep.mkdir(parents=True, exist_ok=True)
    yield keep


def _is_whole(fresh: Workspace, recorded: Record) -> bool:
    """Whether the recorded run made all reports that there can be; one that made none is made again whole."""
    every = {job.name for job in plan_reports(fresh, None, None, {}).jobs}
    return not recorded.reports or every <= recorded.reports.keys()


def _refuse_part(fresh: Workspace, recorded: Record) -> None:
    if not _is_whole(fresh, recorded):
        raise InputError(
            "the last run did not make everything, so there is nothing whole to record",
            do="run: python pipeline.py run, then audit --record again",
        )


def _against_run(found: Differences, workspace: Workspace, fresh: Workspace, recorded: Record, again: Record) -> None:
    """What the last run recorded: of what it read and wrote, and of what is made again."""
    changed = _changed_since(workspace, recorded)
    unreadable = [f"data/raw/{one.document}" for one in read_unreadable(fresh.processed)]
    changed += [name for name in unreadable if name not in changed]
    differ = _other(made(recorded), made(again))
    found.lines += [f"{name}: not what the recorded run had, or left out as it cannot be read" for name in changed]
    found.lines += [f"{name}: made again, the bytes differ" for name in differ if name not in changed]
    if differ and (workspace.processed / "observations.parquet").exists():
        _name_figure(found, *first_difference(figures_of(workspace), figures_of(fresh)))


def _against_manifest(
    found: Differences, workspace: Workspace, fresh: Workspace, manifest: Manifest, again: Record
) -> None:
    """What the committed record says. Other code or software alone is no difference: the bytes are the same then."""
    inputs = _other(manifest.inputs, given(again))
    outputs = _other(manifest.outputs, made(again))
    found.lines += [f"{name}: not what the committed record has" for name in inputs]
    found.lines += [f"{name}: made again, not what the committed record has" for name in outputs]
    if not outputs:
        return
    _name_figure(found, *first_difference(recorded_figures(workspace, manifest), figures_of(fresh)))
    if manifest.code != again.code:
        found.lines.append("the code is not that of the committed record")
    other = _other(manifest.software, again.software)
    found.lines += [f"the software is not that of the committed record: {', '.join(other)}"] if other else []


def _name_figure(found: Differences, many_differ: int, first: str | None) -> None:
    if first is not None and found.figure is None:
        found.figure = f"{counted(many_differ, 'figure')} not as recorded, the first: {first}"


def _other(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _changed_since(workspace: Workspace, recorded: Record) -> list[str]:
    """What the run read and wrote that is gone, or no longer what it was."""
    now = inputs_of_a_run(workspace) | hashes_of({name: workspace.reports / name for name in recorded.outputs})
    before = recorded.inputs | recorded.outputs
    return sorted(name for name, sha in before.items() if now.get(name) != sha)


def _run_again(workspace: Workspace, fresh: Workspace, recorded: Record, *, jobs: int, report: Report) -> Record:
    """Every step once more in another folder, for the recorded reports and no others; all if none is recorded."""
    shutil.copytree(workspace.raw, fresh.raw)
    if workspace.notes.is_dir():
        shutil.copytree(workspace.notes, fresh.notes)
    for step in STEPS[:-1]:
        report(f"audit: {step.name}")
        step.run(fresh, Options(report=lambda line: None))
    if not recorded.reports:
        make_reports(fresh, Options(jobs=jobs, report=report))
        return read_record(fresh.reports)
    for notebook, quarters, parameters in _recorded_runs(recorded):
        wanted = Options(quarters=quarters, notebooks=[notebook], parameters=parameters, jobs=jobs, report=report)
        make_reports(fresh, wanted)
    if sheets := [name for name in recorded.reports if is_sheet(name)]:
        make_reports(fresh, Options(sheets=sheets, jobs=jobs, report=report))
    return read_record(fresh.reports)


def _recorded_runs(recorded: Record) -> list[tuple[str, list[str], dict[str, str]]]:
    """What to run to get the recorded reports and no others: notebook, quarters, and parameters of their own."""
    runs: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    for name, one in recorded.reports.items():
        if is_sheet(name):
            continue
        own = {k: str(v) for k, v in one.parameters.items() if k != "quarter"} if "--" in name else {}
        runs.setdefault((one.notebook, tuple(sorted(own.items()))), set()).add(one.quarter)
    return [(notebook, sorted(quarters), dict(own)) for (notebook, own), quarters in sorted(runs.items())]


def _differs(found: Differences, workspace: Workspace, manifest: Manifest | None) -> AuditDiffers:
    lines = [f"  - {line}" for line in found.lines]
    first = [found.figure] if found.figure else []
    return AuditDiffers(
        "\n".join([*first, f"{many(len(lines), 'thing is', 'things are')} not as recorded", *lines]),
        where=str(workspace.reports / RUN_RECORD) + ("" if manifest is None else f", {workspace.audit}"),
        expected="the same bytes from the same input",
        do="compare what is named above (--keep DIR keeps what was made again); if the change is meant, run: "
        "python pipeline.py run, then audit --record",
    )
