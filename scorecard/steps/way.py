"""The steps from documents to pages as data, and what each of them runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.provenance import hashes_of
from scorecard.steps import reports
from scorecard.steps.step import Options, Step, bring, is_due, is_there
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.render.plan.jobs import Job
    from scorecard.render.plan.links import Links
    from scorecard.render.record import Record
    from scorecard.render.run import RunSummary
    from scorecard.render.summary import Summary
    from scorecard.validate.client import ValidationSummary

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
    """Make the reports that are asked for and out of date (`scorecard.steps.reports.make`)."""
    return reports.make(REPORTS, workspace, options, inputs_of_a_run(workspace), told)


def reports_due(
    workspace: Workspace,
    jobs: Sequence[Job],
    record: Record,
    *,
    links: Mapping[str, Links],
    force: bool = False,
) -> dict[str, str]:
    """The reports that are out of date by name, each with its key now (`steps.reports.reports_due`)."""
    return reports.reports_due(REPORTS, workspace, jobs, record, links=links, force=force)


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


# ---- of all of them -----------------------------------------------------------------------------------------------


def bring_tables(workspace: Workspace, options: Options) -> None:
    """Bring the processed tables up to date. A workspace that has only processed tables keeps them."""
    made = workspace.place(CLEAN.writes[0]).exists()
    if made and not options.force and not is_there(workspace.raw):
        options.report(f"clean: no documents in {workspace.raw}, the processed tables are used as they are")
        return
    bring(CLEAN, workspace, options)
    bring(SIGNALS, workspace, options)


def steps_due(workspace: Workspace) -> list[str]:
    """The steps of the data that are out of date."""
    return [step.name for step in STEPS[:-1] if is_due(step, workspace)]


def kept_by_people(workspace: Workspace) -> list[Path]:
    """Where a run reads what people keep: documents, words, expectations, notebooks, notes."""
    made = "data/processed/"
    return sorted({workspace.place(name) for step in STEPS for name in step.reads if not name.startswith(made)})


def inputs_of_a_run(workspace: Workspace) -> dict[str, str]:
    """Hash by name of all that the steps read: documents, words, expectations, tables between steps, notebooks."""
    return hashes_of({name: workspace.place(name) for step in STEPS for name in step.reads})
