"""Replay: everything is made again from ``data/raw`` in a temporary folder and compared with the recorded run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from scorecard.clean.raw.unreadable import read_unreadable
from scorecard.errors import AuditDiffers, InputError
from scorecard.provenance import hashes_of
from scorecard.render.plan.jobs import is_sheet
from scorecard.render.record import Record, read_record
from scorecard.steps import STEPS, Options, inputs_of_a_run, make_reports
from scorecard.words import many
from scorecard.workspace import RUN_RECORD, Workspace

Report = Callable[[str], None]


def audit(workspace: Workspace, *, jobs: int = 2, report: Report = print) -> int:
    """Re-run and compare by hash; returns how many files are the same.

    Two questions: are the files of the reports folder those that the run recorded, and does the same input give
    the same bytes again? Raises AuditDiffers with the names of what does not, and InputError if there is no record.
    """
    recorded = read_record(workspace.reports)
    if not recorded.reports:
        raise InputError(
            "there is no recorded run to compare with",
            where=str(workspace.reports / RUN_RECORD),
            do="run: python pipeline.py run",
        )
    changed = _changed_since(workspace, recorded)
    with tempfile.TemporaryDirectory(prefix="scorecard-audit-") as folder:
        again = _run_again(workspace, Path(folder), recorded, jobs=jobs, report=report)
        unreadable = read_unreadable(Path(folder) / "data" / "processed")
    before = _made(recorded)
    differ = sorted(name for name in before.keys() | again.keys() if before.get(name) != again.get(name))
    changed += [f"data/raw/{one.document}" for one in unreadable if f"data/raw/{one.document}" not in changed]
    if changed or differ:
        raise _differs(changed, differ, workspace)
    report(f"audit: {many(len(before), 'file is', 'files are')} the same, byte for byte")
    return len(before)


def _made(record: Record) -> dict[str, str]:
    """Hash by name of everything that a run makes: processed tables, notebooks, pages."""
    processed = {name: sha for name, sha in record.inputs.items() if name.startswith("data/processed/")}
    return processed | record.outputs


def _changed_since(workspace: Workspace, recorded: Record) -> list[str]:
    """What the run read and wrote that is gone, or no longer what it was."""
    now = inputs_of_a_run(workspace) | hashes_of({name: workspace.reports / name for name in recorded.outputs})
    before = recorded.inputs | recorded.outputs
    return sorted(name for name, sha in before.items() if now.get(name) != sha)


def _run_again(workspace: Workspace, folder: Path, recorded: Record, *, jobs: int, report: Report) -> Mapping[str, str]:
    """Every step once more in another folder, for the recorded reports and no others."""
    fresh = replace(workspace, data=folder / "data", reports=folder / "reports")
    shutil.copytree(workspace.raw, fresh.raw)
    if workspace.notes.is_dir():
        shutil.copytree(workspace.notes, fresh.notes)
    for step in STEPS[:-1]:
        report(f"audit: {step.name}")
        step.run(fresh, Options(report=lambda line: None))
    for notebook, quarters, parameters in _recorded_runs(recorded):
        wanted = Options(quarters=quarters, notebooks=[notebook], parameters=parameters, jobs=jobs, report=report)
        make_reports(fresh, wanted)
    if sheets := [name for name in recorded.reports if is_sheet(name)]:
        make_reports(fresh, Options(sheets=sheets, jobs=jobs, report=report))
    return _made(read_record(fresh.reports))


def _recorded_runs(recorded: Record) -> list[tuple[str, list[str], dict[str, str]]]:
    """What to run to get the recorded reports and no others: notebook, quarters, and parameters of their own."""
    runs: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    for name, made in recorded.reports.items():
        if is_sheet(name):
            continue
        own = {k: str(v) for k, v in made.parameters.items() if k != "quarter"} if "--" in name else {}
        runs.setdefault((made.notebook, tuple(sorted(own.items()))), set()).add(made.quarter)
    return [(notebook, sorted(quarters), dict(own)) for (notebook, own), quarters in sorted(runs.items())]


def _differs(changed: list[str], differ: list[str], workspace: Workspace) -> AuditDiffers:
    lines = [f"  - {name}: not what the recorded run had, or left out as it cannot be read" for name in changed]
    lines += [f"  - {name}: made again, the bytes differ" for name in differ if name not in changed]
    return AuditDiffers(
        "\n".join([f"{many(len(lines), 'file is', 'files are')} not as the recorded run left them", *lines]),
        where=str(workspace.reports / RUN_RECORD),
        expected="the same bytes from the same input",
        do="compare the files named above; if the change is meant, run: python pipeline.py run",
    )
