"""``reports/summary.json``: how a run ended, for whoever or whatever looks after it. No clock, no path of the machine.

It is no page and no part of the record: the same run of the same input may have had more or less to make.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scorecard.files import write_atomic

NAME = "summary.json"
_SEVERITIES = ("error", "warning", "information", "change")


@dataclass
class Summary:
    """What a run did and found.

    ``exit_code`` and ``error`` (its message) as the command ends; ``made``, ``up_to_date`` and ``failed`` reports;
    ``left_out``: documents that could not be read, with why; ``changed``: the inputs that were no longer those of the
    run before; ``findings``: how many facts there are of each severity; ``new``: the ids of those that the validation
    before did not have.
    """

    exit_code: int = 0
    error: str | None = None
    made: list[str] = field(default_factory=list)
    up_to_date: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    findings: dict[str, int] = field(default_factory=dict)
    new: dict[str, list[str]] = field(default_factory=dict)

    def with_findings(self, found: Iterable[Mapping[str, Any]]) -> None:
        """Count the facts of the last validation by what leads them: ``fact``, ``severity``, ``nature``, ``state``."""
        facts = {str(row["fact"]): row for row in found if row["role"] == "leading"}
        for severity in _SEVERITIES:
            mine = {fact: row for fact, row in facts.items() if _severity(row) == severity}
            self.findings[severity] = len(mine)
            self.new[severity] = sorted(fact for fact, row in mine.items() if row["state"] == "new")

    def write(self, reports: Path) -> None:
        """Write ``summary.json``, whole or not at all."""
        write_atomic(reports / NAME, json.dumps({"summary": 1} | asdict(self), indent=1, ensure_ascii=False) + "\n")


def _severity(row: Mapping[str, Any]) -> str:
    """A change between two documents is no disagreement, and counted apart."""
    return "change" if row["nature"] == "change" else str(row["severity"])


def nothing_made(reports: Path, up_to_date: int) -> None:
    """The summary of a run that found everything up to date: what it found is what the run before had found."""
    try:
        before = json.loads((reports / NAME).read_text(encoding="utf-8"))
        kept = {name: before[name] for name in ("findings", "new")}
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        kept = {}
    Summary(up_to_date=up_to_date, **kept).write(reports)
