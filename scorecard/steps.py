"""The steps from documents to pages as data; the one place that decides whether one is out of date.

A step is up to date if what it read, the rooms of its code and the software are the same as when it last ran, and what
it wrote is still there unchanged. The key is taken before a step reads: what changes while it runs puts it out of date.
A report is a step of its own, with its notebook and its parameters. Stamps of the data's steps are kept in
``data/processed/steps.json``, those of reports in ``reports/run.json``; a stamp of another shape counts as none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorecard.ending import ending_of
from scorecard.errors import InputError, ScorecardError
from scorecard.files import of_the_system, write_atomic
from scorecard.provenance import Stamp, code_hash, hashes_of, key_of, rooms_from, software
from scorecard.workspace import RUN_RECORD, Workspace

if TYPE_CHECKING:
    from scorecard.remote.mirror import Mirror
    from scorecard.render.plan.jobs import Job
    from scorecard.render.record import Record
    from scorecard.render.run import RunSummary
    from scorecard.render.summary import Summary
    from scorecard.validate.client import ValidationSummary

Report = Callable[[str], None]
STAMPS = "steps.json"


@dataclass(frozen=True)
class Options:
    """How a command wants its steps to be run; null quarters, notebooks and parameters mean all, and none given.

    ``sheets``: the names of sheets that are wanted, and then no notebook is; null for those that belong to the rest.
    ``store``: the reports' folder as a copy of one in a store, where the workers of a cluster put theirs.
    """

    force: bool = False
    report: Report = print
    quarters: Sequence[str] | None = None
    notebooks: Sequence[str] | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    sheets: Sequence[str] | None = None
    jobs: int = 2
    own_kernel: bool = False
    profile: bool = False
    scheduler: str | None = None
    store: Mirror | None = None
    strict: bool = False
    debug: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the way of the data.

    ``reads`` and ``writes`` are names in a workspace (`Workspace.place`); a folder stands for all that is in it.
    ``begins`` are the rooms of ``scorecard/`` in which its code begins; a change of one of them, or of any that they
    import, puts it out of date. ``before`` is the command that makes what it reads.
    """

    name: str
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    begins: tuple[str, ...]
    before: str
    run: Callable[[Workspace, Options], object]

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms of its code: those in which it begins, all that they import, and this module that runs it."""
        return tuple(sorted({*rooms_from(self.begins), "steps.py"}))


# ---- a whole run -------------------------------------------------------------------------------------------------


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
    from scorecard.render.record import read_record
    from scorecard.render.run import plan_reports
    from scorecard.words import counted

    summary.changed = changed_since(read_record(workspace.reports).inputs, read)
    if summary.changed:
        options.report(f"changed since the last run: {', '.join(summary.changed)}")
    bring_tables(workspace, options)
    plan_reports(workspace, options.quarters, options.notebooks, options.parameters)
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
    stamps = _stamps(workspace)
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
    left = {name: sha for stamp in _stamps(workspace).values() for name, sha in stamp.outputs.items()}
    between = {name for step in STEPS for name in step.reads if name in left}
    return {**read, **{name: left[name] for name in between}}


def _key_of_a_run(read: Mapping[str, str], code: str, options: Options) -> str:
    """What decides what a whole run does, as one hash: all that its steps read, their code, and what is asked for."""
    asked = {"quarters": options.quarters, "notebooks": options.notebooks, "parameters": dict(options.parameters)}
    return key_of(read, code=code, software=software(), asked=asked)


def _code_of_a_run() -> str:
    begins = {room for step in STEPS for room in step.begins}
    return code_hash({*rooms_from(begins), "steps.py"})


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


def bring_tables(workspace: Workspace, options: Options) -> None:
    """Bring the processed tables up to date. A workspace that has only processed tables keeps them."""
    made = workspace.place(CLEAN.writes[0]).exists()
    if made and not options.force and not _is_there(workspace.raw):
        options.report(f"clean: no documents in {workspace.raw}, the processed tables are used as they are")
        return
    bring(CLEAN, workspace, options)
    bring(SIGNALS, workspace, options)


def bring(step: Step, workspace: Workspace, options: Options) -> None:
    """Run a step if it is out of date, or in any case with ``force``, and stamp what it wrote.

    Raises InputError if what it reads has not been made, and whatever the step itself raises: then there is no stamp.
    """
    lacking = [name for name in step.reads if name.startswith("data/") and not _is_there(workspace.place(name))]
    if lacking:
        raise InputError(
            f"{step.name} has nothing to read: {', '.join(lacking)}",
            where=str(workspace.data),
            do=f"run: {step.before}",
        )
    key = _key(step, workspace)
    if not options.force and not _is_due(step, workspace, key):
        options.report(f"{step.name}: up to date")
        return
    step.run(workspace, options)
    outputs = {name: workspace.place(name) for name in step.writes}
    _keep(workspace, _stamps(workspace) | {step.name: Stamp(key, hashes_of(outputs))})


def steps_due(workspace: Workspace) -> list[str]:
    """The steps of the data that are out of date."""
    return [step.name for step in STEPS[:-1] if _is_due(step, workspace, _key(step, workspace))]


def stamped(workspace: Workspace, step: str) -> str | None:
    """The key with which a step of the data last ran; null if it never did."""
    stamp = _stamps(workspace).get(step)
    return None if stamp is None else stamp.key


def _key(step: Step, workspace: Workspace) -> str:
    return key_of(_read(step, workspace), code=code_hash(step.rooms), software=software())


def _is_due(step: Step, workspace: Workspace, key: str) -> bool:
    return out_of_date(_stamps(workspace).get(step.name), key, {name: workspace.place(name) for name in step.writes})


def out_of_date(stamp: Stamp | None, key: str, outputs: Mapping[str, Path]) -> bool:
    """Would a step write something else today than what it left, or is some of that gone or not as it was left?"""
    return (
        stamp is None
        or stamp.key != key
        or stamp.outputs.keys() != outputs.keys()
        or stamp.outputs != hashes_of(outputs)
    )


def kept_by_people(workspace: Workspace) -> list[Path]:
    """Where a run reads what people keep: documents, words, expectations, notebooks, notes."""
    made = "data/processed/"
    return sorted({workspace.place(name) for step in STEPS for name in step.reads if not name.startswith(made)})


def inputs_of_a_run(workspace: Workspace) -> dict[str, str]:
    """Hash by name of all that the steps read: documents, words, expectations, tables between steps, notebooks."""
    return hashes_of({name: workspace.place(name) for step in STEPS for name in step.reads})


def changed_since(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Which of the inputs that people keep are not those of the run before; none if there was no run before."""
    kept = sorted(name for name in before.keys() | now.keys() if not name.startswith("data/processed/"))
    return [name for name in kept if before and before.get(name) != now.get(name)]


def _read(step: Step, workspace: Workspace) -> dict[str, str]:
    return hashes_of({name: workspace.place(name) for name in step.reads})


def _is_there(path: Path) -> bool:
    """A file, or a folder with something in it; what systems and editors leave about is nothing."""
    return any(not of_the_system(p.name) for p in path.iterdir()) if path.is_dir() else path.exists()


def _stamps(workspace: Workspace) -> dict[str, Stamp]:
    try:
        content = json.loads((workspace.processed / STAMPS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = content.items() if isinstance(content, dict) else ()
    return {name: Stamp(entry["key"], entry["outputs"]) for name, entry in entries if _is_stamp(entry)}


def _is_stamp(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("key"), str) and isinstance(entry.get("outputs"), dict)


def _keep(workspace: Workspace, stamps: Mapping[str, Stamp]) -> None:
    content = {name: {"key": stamps[name].key, "outputs": stamps[name].outputs} for name in sorted(stamps)}
    write_atomic(workspace.processed / STAMPS, json.dumps(content, indent=1) + "\n")


# ---- what each step runs: the imports of a function are where its step begins -------------------------


def _clean(workspace: Workspace, options: Options) -> None:
    from scorecard.clean import clean

    clean(workspace, report=options.report)


def _work_out_signals(workspace: Workspace, options: Options) -> None:
    from scorecard.measures.signals import with_computed
    from scorecard.registry import load_registry
    from scorecard.schema import read_table, write_table

    printed, observations, thresholds = (
        read_table(workspace.processed, name) for name in ("printed_signals", "observations", "thresholds")
    )
    write_table(
        workspace.processed, "signals", with_computed(printed, observations, thresholds, load_registry(workspace))
    )


def _validate(workspace: Workspace, options: Options) -> ValidationSummary:
    from scorecard.validate.client import validate

    summary = validate(workspace, strict=options.strict, debug=options.debug, report=options.report)
    options.report(str(summary))
    return summary


def _answer(workspace: Workspace, options: Options) -> None:
    from scorecard.measures.answers.answer import answer
    from scorecard.measures.answers.material import Material
    from scorecard.registry import load_registry
    from scorecard.schema import read_table, write_table

    tables = {name: read_table(workspace.processed, name) for name in MATERIAL}
    measures = answer(Material.of(tables, load_registry(workspace)))
    write_table(workspace.processed, "measures", measures)
    decided = measures.filter(measures["sure"] != "not-decidable").height
    options.report(f"measures: {measures.height:,} answers, {decided:,} with a verdict or a number")


def _describe(workspace: Workspace, options: Options) -> None:
    from scorecard.export.package import write_package

    write_package(workspace)


def make_reports(workspace: Workspace, options: Options, told: Summary | None = None) -> RunSummary:
    """Make the reports that are asked for and out of date; ``told`` hears of them, also of a run that fails.

    Everything is checked before any process starts: an unknown quarter, notebook, parameter or value is a UsageError
    that lists what is known. A notebook that fails does not stop the others; at the end NotebookFailed names each with
    its cell and error. The record and the front page are written in any case.
    """
    from scorecard.render.record import read_record
    from scorecard.render.run import RunSummary, make_planned, plan_reports

    plan = plan_reports(workspace, options.quarters, options.notebooks, options.parameters, options.sheets)
    record = read_record(workspace.reports)
    inputs = inputs_of_a_run(workspace)
    record.changed = changed_since(record.inputs, inputs) or record.changed
    record.inputs, record.code, record.software = inputs, code_hash(REPORTS.rooms), software()
    record.settled = None
    due = reports_due(workspace, plan.jobs, record, force=options.force)
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


def reports_due(workspace: Workspace, jobs: Sequence[Job], record: Record, *, force: bool = False) -> dict[str, str]:
    """The reports that are out of date by name, each with the key of what it reads now. ``force``: all of them."""
    read, due = _read(REPORTS, workspace), {}
    slices = _slices(workspace, jobs)
    for job in jobs:
        own = _read_by(job, read)
        if job.name in slices:
            own = _without_tables(own) | {"slice": slices[job.name]}
        key = key_of(own, code=record.code, software=record.software, parameters=dict(job.parameters))
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
    told = slice_hashes(tables, read_checks_made(processed), jobs)
    return {name: f"{sha} {validated}" for name, sha in told.items()}


def _without_tables(read: Mapping[str, str]) -> dict[str, str]:
    """What a report reads that is made from a slice of the tables, but for that."""
    return {name: sha for name, sha in read.items() if not name.startswith("data/")}


def _read_by(job: Job, read: Mapping[str, str]) -> dict[str, str]:
    """What one report reads: of the notebooks its own, of the notes those of its quarter."""
    own = {f"notebooks/{job.notebook}.ipynb", f"notes/{job.quarter}.md"}
    return {name: sha for name, sha in read.items() if name in own or not name.startswith(("notebooks/", "notes/"))}


# ---- the steps as data -------------------------------------------------------------------------------------------


def _tables(*names: str) -> tuple[str, ...]:
    return tuple(f"data/processed/{name}.parquet" for name in names)


WORDS = ("registry", "councils")
JUDGED = _tables(
    "documents",
    "observations",
    "thresholds",
    "signals",
    "claims",
    "caveats",
    "tables",
    "headers",
    "unread",
    "corrections",
)

CLEAN = Step(
    "clean",
    "gives every printed figure its meaning",
    reads=("data/raw", *WORDS),
    writes=_tables(
        "documents",
        "observations",
        "thresholds",
        "printed_signals",
        "claims",
        "caveats",
        "tables",
        "headers",
        "unread",
        "corrections",
        "left_out",
    ),
    begins=("clean",),
    before="python pipeline.py extract DOCUMENT…",
    run=_clean,
)
SIGNALS = Step(
    "signals",
    "works out what each printed arrow and colour should be by the figures",
    reads=(*_tables("printed_signals", "observations", "thresholds"), *WORDS),
    writes=_tables("signals"),
    begins=("measures", "registry"),
    before="python pipeline.py clean",
    run=_work_out_signals,
)
VALIDATE = Step(
    "validate",
    "judges our tables and what the documents say, and lists the findings",
    reads=(*JUDGED, "expectations", *WORDS),
    writes=(*_tables("findings", "checks", "ticks", "coverage"), "reports/validation.html"),
    begins=("validate",),
    before="python pipeline.py clean",
    run=_validate,
)
MATERIAL = ("documents", "observations", "thresholds", "signals", "claims", "caveats", "tables", "findings")
MEASURES = Step(
    "measures",
    "answers what the figures say: better or worse, signal or noise, how sure that is",
    reads=(*_tables(*MATERIAL), *WORDS),
    writes=_tables("measures"),
    begins=("measures", "registry"),
    before="python pipeline.py validate",
    run=_answer,
)
JUDGEMENTS = _tables("findings", "checks", "ticks", "coverage")
DESCRIBE = Step(
    "describe",
    "describes the tables for other tools, with the hash of each",
    reads=(*JUDGED, *_tables("printed_signals", "left_out"), *JUDGEMENTS, *_tables("measures"), "expectations"),
    writes=("data/processed/datapackage.json",),
    begins=("export",),
    before="python pipeline.py measures",
    run=_describe,
)
REPORTS = Step(
    "reports",
    "runs the notebooks of each quarter and exports their pages",
    reads=("data/raw", *JUDGED, *JUDGEMENTS, *_tables("left_out", "measures"), "notebooks", "notes", *WORDS),
    writes=("reports/index.html", "reports/<quarter>/<notebook>.ipynb", "reports/<quarter>/<notebook>.html"),
    begins=("render", "notebook.py"),
    before="python pipeline.py clean",
    run=make_reports,
)
STEPS = (CLEAN, SIGNALS, VALIDATE, MEASURES, DESCRIBE, REPORTS)
"""In the order of the data. No table is written by two of them."""
