"""Validation from outside: starts it in a process of its own, passes on its progress and its errors.

GX takes seconds to import and must never be in a kernel or in ``--help``; this module knows nothing of it.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from scorecard import errors, words
from scorecard.process import command, interrupted, surroundings
from scorecard.workspace import PROJECT, Workspace

if TYPE_CHECKING:
    import polars as pl

Report = Callable[[str], object]
_NEW_LISTED = 5
"""New facts that the summary names."""
_LAST_LINES = 40
"""Lines of a process that died which ``--debug`` shows."""


@dataclass(frozen=True)
class ValidationSummary:
    """What came of a validation: counts of findings, of states against the run before, and of rules.

    A finding is one fact, wherever it is told from; ``changes`` are facts too, but no disagreements. ``rows`` of the
    table findings tell of them. ``newly``: the facts that the run before did not find. ``first_run``: there was nothing
    to compare with, so every finding counts as new.
    """

    findings: int
    changes: int
    rows: int
    errors: int
    warnings: int
    information: int
    acknowledged: int
    new: int
    persisting: int
    gone: int
    newly: list[str]
    rules_passed: int
    rules_failed: int
    rules_not_run: int
    stale_acknowledgements: list[str]
    first_run: bool

    def __str__(self) -> str:
        states = (
            "first run, nothing to compare with"
            if self.first_run
            else (f"{self.new} new, {self.persisting} persisting, {self.gone} gone")
        )
        listed = ", ".join(self.newly[:_NEW_LISTED]) + (" …" if len(self.newly) > _NEW_LISTED else "")
        new = f"new: {listed} (python pipeline.py findings --state new)\n" if listed else ""
        return (
            f"{words.counted(self.findings, 'finding')} ({words.counted(self.errors, 'error')}, "
            f"{words.counted(self.warnings, 'warning')}, {self.information} information; {self.acknowledged} "
            f"acknowledged) and {words.counted(self.changes, 'change')}, in {words.counted(self.rows, 'row')}: "
            f"{states}\n{new}"
            f"rules: all agree {self.rules_passed}, some do not agree {self.rules_failed}, not run {self.rules_not_run}"
        )


def validate(
    workspace: Workspace, *, strict: bool = False, report: Report = print, debug: bool = False
) -> ValidationSummary:
    """Validate a workspace in a process of its own and say what came of it.

    Raises the error that validation ended with, with its own exit code: InputError (2), IntegrityFailed (4), or
    with ``strict`` FindingsNotAcknowledged (1).
    """
    wanted = [option for option, given in (("--strict", strict), ("--debug", debug)) if given]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as noise:
        with subprocess.Popen(
            command("scorecard.validate", "--events", *_folders(workspace), *wanted),
            stdout=subprocess.PIPE,
            stderr=noise,
            encoding="utf-8",
            env=surroundings({"GX_ANALYTICS_ENABLED": "false"} | workspace.as_variables()),
            cwd=PROJECT,
        ) as process:
            assert process.stdout is not None
            try:
                events = _listen(process.stdout, report)
            except BaseException:
                process.terminate()
                raise
        if "error" in events:
            raise _error_from(events["error"], debug)
        if interrupted(process.returncode):
            raise KeyboardInterrupt
        if process.returncode or "summary" not in events:
            raise _stopped(process.returncode, noise, debug)
    return ValidationSummary(**events["summary"])


def _folders(workspace: Workspace) -> list[str]:
    return [
        f"--data={workspace.data.resolve()}",
        f"--reports={workspace.reports.resolve()}",
        f"--expectations={workspace.expectations.resolve()}",
        f"--registry={workspace.registry.resolve()}",
        f"--councils={workspace.councils.resolve()}",
    ]


def _listen(lines: IO[str], report: Report) -> dict[str, Any]:
    """Pass progress on as it comes; return the last event of each other kind."""
    last: dict[str, Any] = {}
    for line in lines:
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            continue  # a library printed something
        if isinstance(event, dict) and "report" in event:
            report(event["report"])
        elif isinstance(event, dict):
            last.update(event)
    return last


def _error_from(told: dict[str, Any], debug: bool) -> errors.ScorecardError:
    kind = getattr(errors, told["kind"], errors.ScorecardError)
    error: errors.ScorecardError = kind(
        told["what"], where=told.get("where"), expected=told.get("expected"), do=told.get("do")
    )
    if debug and told.get("traceback"):
        error.add_note(told["traceback"])
    return error


def _stopped(code: int, noise: IO[str], debug: bool) -> errors.ScorecardError:
    """The process died without a word of its own: show the last it wrote, and all of it with ``debug``."""
    noise.seek(0)
    lines = [line.strip() for line in noise.read().splitlines() if line.strip()]
    last = f": {lines[-1]}" if lines else ""
    error = errors.ScorecardError(
        f"validation stopped unexpectedly with exit code {code}{last}",
        where="python -m scorecard.validate",
        do="run the same command with --debug; if memory ran out, validate fewer documents at once",
    )
    if debug:
        error.add_note("\n".join(lines[-_LAST_LINES:]))
    return error


def findings_text(workspace: Workspace, style: str = "table", **wanted: Any) -> str | bytes:
    """The findings of the last validation as ``table``, ``csv``, ``json`` or ``xlsx``; ``wanted``: `listing.Wanted`."""
    from scorecard.formats import as_csv, as_file, as_json
    from scorecard.validate.findings import listing

    findings = listing.load_findings(workspace, listing.Wanted(**wanted))
    if style == "xlsx":
        return as_file(findings, style, title="Findings", about="One row for each place in which a fact is told.")
    shown: dict[str, Callable[[pl.DataFrame], str]] = {"table": listing.as_table, "csv": as_csv, "json": as_json}
    return shown[style](findings)


def write_acknowledgement(workspace: Workspace, fact: str, *, who: str, role: str, when: date, note: str) -> str:
    """Add an entry for a fact of the last validation; returns what was written and what comes next."""
    from scorecard.validate.findings.acknowledgements import Acknowledgement, add_acknowledgement
    from scorecard.validate.findings.listing import Wanted, load_findings

    findings = load_findings(workspace, Wanted(fact=fact))
    try:
        entry = Acknowledgement(fact=fact, who=who, role=role, when=when, note=note)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors()[0]
        raise errors.UsageError(
            f"{wrong['loc'][0]}: {wrong['msg']}",
            expected="who looked, as an analyst or a reviewer, and a note of a few words",
        ) from error
    path = add_acknowledgement(workspace.expectations, entry)
    grave = "error" in set(findings["severity"])
    both = " An error counts as acknowledged once an analyst and a reviewer have looked." if grave else ""
    return f"{fact} is acknowledged by {entry}: {path}.{both}\nrun: python pipeline.py validate"
