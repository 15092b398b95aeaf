"""The steps of a whole run: clean, signals and validate where they are out of date, then the reports.

A step is up to date if what it read, our code and the versions are the same as when it last ran, and what it wrote
is still there unchanged. That is kept in ``data/processed/steps.json``, as hashes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scorecard.errors import InputError
from scorecard.files import sha256_of, sha256_of_file, write_atomic
from scorecard.render.record import code_hash, folder_hash, software
from scorecard.schema import BETWEEN_STEPS, SCHEMAS, read_table, write_table
from scorecard.workspace import Workspace

if TYPE_CHECKING:
    from scorecard.render.run import RunSummary
    from scorecard.validate.client import ValidationSummary

Report = Callable[[str], None]
STAMPS = "steps.json"
_FOUND = ("findings", "checks")  # what validation adds to the processed tables


def run_everything(
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
    """Clean, validate and make reports: whatever is out of date. Wrong names are refused before validation starts."""
    from scorecard.render.run import check_names, run_reports

    bring_clean(workspace, force=force, report=report)
    bring_signals(workspace, force=force, report=report)
    check_names(workspace, quarters=quarters, notebooks=notebooks, parameters=parameters)
    bring_validation(workspace, force=force, report=report)
    summary = run_reports(
        workspace,
        quarters=quarters,
        notebooks=notebooks,
        parameters=parameters,
        jobs=jobs,
        force=force,
        own_kernel=own_kernel,
        report=report,
    )
    report(f"{len(summary.made)} reports made, {len(summary.skipped)} up to date: {workspace.reports / 'index.html'}")
    return summary


def bring_clean(workspace: Workspace, *, force: bool, report: Report) -> None:
    """Run ``clean`` if raw data or code changed. A workspace that has only processed tables keeps them."""
    raw = [p for p in workspace.raw.iterdir() if p.is_dir()] if workspace.raw.is_dir() else []
    if not raw and not force and (workspace.processed / "observations.parquet").exists():
        report(f"clean: no documents in {workspace.raw}, the processed tables are used as they are")
        return
    if not raw:
        raise InputError(
            "there are no documents to read",
            where=str(workspace.raw),
            expected="one folder per document, made by extract",
            do="run: python pipeline.py extract DOCUMENT…",
        )
    key = _key("clean", {"raw": folder_hash(workspace.raw)})
    names = [name for name in SCHEMAS if name not in (*_FOUND, "signals")]
    outputs = {f"{name}.parquet": workspace.processed / f"{name}.parquet" for name in names}
    if not force and _up_to_date(workspace, "clean", key, outputs):
        report("clean: up to date")
        return
    from scorecard.clean import clean

    clean(workspace, report=report)
    _stamp(workspace, "clean", key, outputs)


def bring_signals(workspace: Workspace, *, force: bool, report: Report) -> None:
    """Work the signals out beside the printed ones if a table that decides them changed.

    A workspace that has only processed tables keeps its signals.
    """
    names = ("printed_signals", "observations", "thresholds")
    if not (workspace.processed / "printed_signals.parquet").exists():
        return
    key = _key("signals", {name: sha256_of_file(workspace.processed / f"{name}.parquet") for name in names})
    outputs = {"signals.parquet": workspace.processed / "signals.parquet"}
    if not force and _up_to_date(workspace, "signals", key, outputs):
        report("signals: up to date")
        return
    work_out_signals(workspace)
    _stamp(workspace, "signals", key, outputs)


def work_out_signals(workspace: Workspace) -> None:
    """The step ``signals``: beside each printed arrow and colour what the figures give."""
    from scorecard.measures.signals import with_computed
    from scorecard.registry import load_registry

    printed, observations, thresholds = (
        read_table(workspace.processed, name) for name in ("printed_signals", "observations", "thresholds")
    )
    write_table(workspace.processed, "signals", with_computed(printed, observations, thresholds, load_registry()))


def bring_validation(
    workspace: Workspace, *, force: bool, report: Report, strict: bool = False, debug: bool = False
) -> ValidationSummary | None:
    """Run ``validate`` if the processed tables, the expectations or the code changed; null if it was up to date."""
    tables = {n: workspace.processed / f"{n}.parquet" for n in SCHEMAS if n not in (*_FOUND, *BETWEEN_STEPS)}
    lacking = [name for name, path in tables.items() if not path.exists()]
    if lacking:
        raise InputError(
            f"these tables have not been made yet: {', '.join(lacking)}",
            where=str(workspace.processed),
            do="run: python pipeline.py clean",
        )
    outputs = {f"{name}.parquet": workspace.processed / f"{name}.parquet" for name in _FOUND}
    outputs["validation.html"] = workspace.reports / "validation.html"
    if not force and not strict and _up_to_date(workspace, "validate", _validation_key(workspace, tables), outputs):
        report("validate: up to date")
        return None
    from scorecard.validate.client import validate

    summary = validate(workspace, strict=strict, debug=debug, report=report)
    _stamp(workspace, "validate", _validation_key(workspace, tables), outputs)
    if not force:
        report(str(summary))
    return summary


def _validation_key(workspace: Workspace, tables: Mapping[str, Path]) -> str:
    """What decides the findings: the processed tables as validation leaves them, and the expectations."""
    hashes = {name: sha256_of_file(path) for name, path in tables.items()}
    return _key("validate", hashes | {"expectations": folder_hash(workspace.expectations)})


def _key(step: str, inputs: Mapping[str, str]) -> str:
    return sha256_of(json.dumps([dict(inputs), code_hash(step), software()], sort_keys=True).encode())


def _stamps(workspace: Workspace) -> dict[str, Any]:
    try:
        content = json.loads((workspace.processed / STAMPS).read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else {}
    except (OSError, ValueError):
        return {}


def _up_to_date(workspace: Workspace, step: str, key: str, outputs: Mapping[str, Path]) -> bool:
    stamp = _stamps(workspace).get(step, {})
    return (
        stamp.get("key") == key and stamp.get("outputs") == _hashes(outputs) and len(stamp["outputs"]) == len(outputs)
    )


def _hashes(outputs: Mapping[str, Path]) -> dict[str, str]:
    return {name: sha256_of_file(path) for name, path in sorted(outputs.items()) if path.exists()}


def _stamp(workspace: Workspace, step: str, key: str, outputs: Mapping[str, Path]) -> None:
    stamps = _stamps(workspace) | {step: {"key": key, "outputs": _hashes(outputs)}}
    write_atomic(workspace.processed / STAMPS, json.dumps(dict(sorted(stamps.items())), indent=1) + "\n")
