"""A whole run: every step brought up to date, and word of it left, however it ends."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from scorecard.ending import ending_of
from scorecard.errors import ScorecardError
from scorecard.provenance import code_hash, hashes_of, key_of, rooms_from, software
from scorecard.steps.reports import changed_since
from scorecard.steps.stamps import stamps_of
from scorecard.steps.step import ROOM, Options, bring
from scorecard.steps.way import DESCRIBE, MEASURES, STEPS, VALIDATE, bring_tables, inputs_of_a_run, make_reports
from scorecard.workspace import RUN_RECORD, Workspace

if TYPE_CHECKING:
    from scorecard.render.summary import Summary


def run_everything(workspace: Workspace, options: Options) -> None:
    """Bring every step up to date, and leave word of it in ``summary.json``, however it ends."""
    read, code = inputs_of_a_run(workspace), _code_of_a_run()
    if not options.force and (count := settled(workspace, _key_of_a_run(read, code, options))) is not None:
        from scorecard.render.summary import nothing_made

        for step in STEPS[:-1]:
            options.report(f"{step.name}: up to date")
        nothing_made(workspace.reports, count)
        options.report(f"0 reports made, {count} up to date: {workspace.reports / 'index.html'}")
        return
    from scorecard.render.summary import Summary

    summary = Summary()
    try:
        _run_steps(workspace, options, read, code, summary)
    except BaseException as error:
        ending = ending_of(error)
        summary.exit_code, summary.error = ending.code, ending.message
        raise
    finally:
        _leave_word(workspace, summary)


def _run_steps(workspace: Workspace, options: Options, read: Mapping[str, str], code: str, summary: Summary) -> None:
    """Run what is out of date. Wrong names are refused before validation starts."""
    from scorecard.render.plan.planned import plan_reports
    from scorecard.render.record import read_record
    from scorecard.words import counted

    summary.changed = changed_since(read_record(workspace.reports).inputs, read)
    if summary.changed:
        options.report(f"changed since the last run: {', '.join(summary.changed)}")
    bring_tables(workspace, options)
    asked = options.quarters, options.notebooks, options.parameters
    plan_reports(workspace, *asked, of_councils=options.councils)
    bring(VALIDATE, workspace, options)
    bring(MEASURES, workspace, options)
    bring(DESCRIBE, workspace, options)
    reports = make_reports(workspace, options, summary)
    if options.profile:
        from scorecard.render.profile import profile

        for line in profile(reports.spent, reports.seconds, reports.workers):
            options.report(line)
    made = f"{counted(len(reports.made), 'report')} made, {len(reports.skipped)} up to date"
    options.report(f"{made}: {workspace.reports / 'index.html'}")
    refuse_left_out(workspace)
    refuse_notes(workspace)
    key = _key_of_a_run(_with_what_steps_left(read, workspace), code, options)
    _settle(workspace, key, [*reports.made, *reports.skipped])


def _leave_word(workspace: Workspace, summary: Summary) -> None:
    """Write the summary of a run, with what the last validation found. A disk that refuses that too is not told of."""
    from scorecard.clean.raw.unreadable import read_unreadable
    from scorecard.validate.findings.listing import load_findings

    with suppress(ScorecardError):
        summary.left_out = {one.document: one.reason for one in read_unreadable(workspace.processed)}
        if (workspace.processed / "findings.parquet").exists():
            summary.with_findings(load_findings(workspace).iter_rows(named=True))
    with suppress(ScorecardError):
        summary.write(workspace.reports)


def settled(workspace: Workspace, asked: str) -> int | None:
    """How many reports a run like this one would find up to date; null if it has anything to do, or to tell.

    That is so if the last run that asked for the same, with all that the steps read as it is now, ended well, and what
    the steps wrote is as it was left. So nothing has to be planned, and no package is loaded that plans or draws.
    """
    try:
        record = json.loads((workspace.reports / RUN_RECORD).read_text(encoding="utf-8"))
        ended = record["settled"]
        if ended["key"] != asked:
            return None
        pages = {name: sha for report in record["reports"].values() for name, sha in report["outputs"].items()}
        count, left = len(ended["reports"]), pages | record["pages"]
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None
    stamps = stamps_of(workspace)
    tables = {
        name: sha for step in STEPS[:-1] if step.name in stamps for name, sha in stamps[step.name].outputs.items()
    }
    places = {name: workspace.reports / name for name in left} | {name: workspace.place(name) for name in tables}
    return count if hashes_of(places) == dict(sorted((left | tables).items())) else None


def _settle(workspace: Workspace, key: str, reports: Sequence[str]) -> None:
    """Note that a run ended well: nothing was left out, refused or failed."""
    from scorecard.render.record import Settled, read_record

    record = read_record(workspace.reports)
    record.settled = Settled(key=key, reports=sorted(reports))
    record.write(workspace.reports)


def _with_what_steps_left(read: Mapping[str, str], workspace: Workspace) -> dict[str, str]:
    """What a run read: what people keep as it was before the run, tables between steps as a step left them.

    So what somebody changes while the run is at work is not taken for what it read.
    """
    left = {name: sha for stamp in stamps_of(workspace).values() for name, sha in stamp.outputs.items()}
    between = {name for step in STEPS for name in step.reads if name in left}
    return {**read, **{name: left[name] for name in between}}


def _key_of_a_run(read: Mapping[str, str], code: str, options: Options) -> str:
    """What decides what a whole run does, as one hash: all that its steps read, their code, and what is asked for."""
    asked = {
        "quarters": options.quarters,
        "notebooks": options.notebooks,
        "councils": options.councils,
        "parameters": dict(options.parameters),
    }
    return key_of(read, code=code, software=software(), asked=asked)


def _code_of_a_run() -> str:
    begins = {room for step in STEPS for room in step.begins}
    return code_hash({*rooms_from(begins), ROOM})


def refuse_left_out(workspace: Workspace) -> None:
    """The end of a command that read the documents. Raises InputError with those that were left out, and why."""
    from scorecard.clean.raw.unreadable import error_of, read_unreadable

    if unreadable := read_unreadable(workspace.processed):
        raise error_of(unreadable)


def refuse_notes(workspace: Workspace) -> None:
    """The end of a command after which notes are published. Raises NotesRefused with those that are not, and why."""
    from scorecard.notes import refuse_notes as refuse

    if workspace.notes.is_dir():
        refuse(workspace)
