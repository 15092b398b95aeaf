"""Writing a crate: of the quarter that is asked for, or the newest that has pages, as a folder or as a ZIP.

Times come from the record of the runs (``reports/times.json``) and from nowhere else, so that two crates of the same
run are the same to the byte, whenever they are written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from scorecard.audit.crate.contents import CITATION, PAGES, TABLES, Content, Contents, contents, of_plan
from scorecard.audit.crate.graph import Told, metadata
from scorecard.audit.crate.readme import METADATA, README, SUMS, readme
from scorecard.council_quarter import time_of
from scorecard.errors import InputError
from scorecard.files import read_yaml, write_where_told
from scorecard.folders import replace_folder
from scorecard.periods import Quarter
from scorecard.provenance import code_hash, software
from scorecard.render.plan.jobs import outputs_of
from scorecard.render.plan.planned import Plan, plan_reports
from scorecard.render.record import Record, read_record
from scorecard.render.times import Ran, read_times
from scorecard.schema import read_checks_made
from scorecard.steps import REPORTS, STEPS, inputs_of_a_run, reports_due, stamped, steps_due
from scorecard.suggest import known_quarter
from scorecard.words import many
from scorecard.workspace import PROJECT, RUN_RECORD, Workspace

_ZIPS_BEGIN = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP can hold: when its files were written is nobody's matter."""
_MODE = 0o644 << 16


def write_crate(workspace: Workspace, target: Path, quarter: str | None, *, report: Callable[[str], None]) -> None:
    """Write the crate of a quarter to a new folder, or to a ZIP if ``target`` ends so, and say the hash of its list.

    Of several councils it holds the pages of each.

    Raises UsageError for a quarter without pages; InputError if its pages are not those of today's input and code, if
    nobody noted when they were made, and for a folder that holds something.
    """
    known = plan_reports(workspace, None, None, {}).quarters
    asked = _asked(sorted({time_of(one) for one in known}), quarter)
    planned = plan_reports(workspace, [str(asked)], None, {})
    files = _files(workspace, replace(planned, quarters=known), asked)
    if target.suffix.lower() == ".zip":
        write_where_told(target, lambda stream: _zip(files, stream))
    else:
        _folder(files, target)
    report(f"{target.name}: {many(len(files), 'file')} of {asked}")
    report(f"sha256 of its {SUMS}: {files[SUMS].sha256}")


def _asked(known: Sequence[Quarter], text: str | None) -> Quarter:
    if text is not None:
        return known_quarter(text, list(known))
    if not known:
        raise InputError("no quarter has a page", do="run: python pipeline.py extract DOCUMENT")
    return known[-1]


def _files(workspace: Workspace, planned: Plan, quarter: Quarter) -> Contents:
    """Every file of the crate by its name, its metadata and its list of hashes among them."""
    record = _of_today(workspace, planned, quarter)
    files = dict(contents(workspace, planned, record))
    files[README] = Content(readme(quarter, record.software["python"]))
    files[METADATA] = Content(metadata(files, _told(workspace, planned, record, quarter)).encode())
    files = dict(sorted(files.items()))
    sums = "".join(f"{content.sha256}  {name}\n" for name, content in files.items())
    return files | {SUMS: Content(sums.encode())}


def _of_today(workspace: Workspace, planned: Plan, quarter: Quarter) -> Record:
    """The record of the planned reports. Raises InputError if they, or the tables, are out of date."""
    now = {"inputs": inputs_of_a_run(workspace), "code": code_hash(REPORTS.rooms), "software": software()}
    record = read_record(workspace.reports).model_copy(update=now)
    due = [*steps_due(workspace), *reports_due(workspace, planned.jobs, record, links=planned.links)]
    if due:
        raise InputError(
            f"{many(len(due), 'step or page of it is', 'steps and pages of it are')} out of date: {', '.join(due[:3])}"
            + (" …" if len(due) > 3 else ""),
            where=str(workspace.reports / RUN_RECORD),
            expected=f"pages of {quarter} that today's input and code have made",
            do=f"run: python pipeline.py run --quarter {quarter}",
        )
    return of_plan(record, planned)


def _told(workspace: Workspace, planned: Plan, record: Record, quarter: Quarter) -> Told:
    keys = {step.name: key for step in STEPS[:-1] if (key := stamped(workspace, step.name))}
    keys |= {name: made.key for name, made in record.reports.items()}
    runs, untimed = _runs(read_times(workspace.reports).runs, keys)
    if not runs:
        raise InputError(
            f"when the pages of {quarter} were made was not noted",
            where=str(workspace.reports),
            expected="times.json, as every run leaves it",
            do=f"run: python pipeline.py run --quarter {quarter} --force",
        )
    documents = planned.tables["documents"].sort("document")
    return Told(
        quarter=quarter,
        software=record.software,
        code=record.code,
        citation=read_yaml(PROJECT / CITATION),
        documents=documents.select("document", "title", "publisher", "sha256").to_dicts(),
        checks=dict(read_checks_made(workspace.processed)["status"].value_counts().sort("status").iter_rows()),
        runs=runs,
        files_of=_files_of(keys),
        untimed=untimed,
    )


def _runs(runs: Sequence[Ran], keys: Mapping[str, str]) -> tuple[list[Ran], list[str]]:
    """The runs that made what is here, each with that alone; and what none of them made."""
    maker = {name: run for run in runs for name, key in run.made.items() if keys.get(name) == key}
    mine = [(run, {name: keys[name] for name in sorted(maker) if maker[name] is run}) for run in runs]
    return [run.model_copy(update={"made": made}) for run, made in mine if made], sorted(keys.keys() - maker.keys())


def _files_of(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """The files of the crate that each step and report made, by its name."""
    of_steps = {step.name: [name for name in step.writes if name.startswith((TABLES, PAGES))] for step in STEPS[:-1]}
    of_reports = {name: [f"{PAGES}/{file}" for file in outputs_of(name)] for name in keys if name not in of_steps}
    return of_steps | of_reports


def _zip(files: Contents, stream: IO[bytes]) -> None:
    """A ZIP that is the same for the same files: in order of names, without times and owners."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_ZIPS_BEGIN)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            archive.writestr(entry, content.read())


def _folder(files: Contents, target: Path) -> None:
    folder = target.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            f"{target} holds something already", expected="a new or empty folder", do="name another folder, or a .zip"
        )

    def fill(staging: Path) -> None:
        for name, content in files.items():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())

    if folder.exists():
        folder.rmdir()  # it is empty, and so the whole crate comes with one rename
    replace_folder(folder, fill)
