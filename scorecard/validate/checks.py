"""``checks.parquet``: what was asked, and whether it passed, failed or could not be run. One row per check."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

from scorecard.errors import InputError
from scorecard.files import write_atomic
from scorecard.schema import parquet
from scorecard.validate.engine.suites import StoredExpectation, StoredSuite

CHECK_SCHEMA: dict[str, pl.DataType] = {
    # name of the suite, id of the check in it, whose figures it judges (integrity, published)
    "suite": pl.String(),
    "check": pl.String(),
    "kind": pl.String(),
    # GX type, the frame it looked at, its arguments as JSON with sorted keys
    "expectation": pl.String(),
    "frame": pl.String(),
    "arguments": pl.String(),
    # what it expects, in one sentence; where the method comes from
    "title": pl.String(),
    "source": pl.String(),
    # does a failure stop everything?
    "blocking": pl.Boolean(),
    # passed, failed, not-run; rows looked at, rows that failed; what could not run (wholly or in part) and why
    "status": pl.String(),
    "checked": pl.Int64(),
    "failed": pl.Int64(),
    "why_not_run": pl.String(),
}
Status = Literal["passed", "failed", "not-run"]


@dataclass(frozen=True)
class Check:
    """The outcome of one stored expectation, with the rows that broke it.

    ``rows``: the failing rows of the frame it looked at, as they are. ``error``: GX could not evaluate it.
    ``seconds``: what it cost; for the run's report only, never written to a file.
    """

    suite: StoredSuite
    expectation: StoredExpectation
    status: Status
    checked: int = 0
    failed: int = 0
    why_not_run: list[str] = field(default_factory=list)
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    error: str | None = None
    seconds: float = 0.0

    @property
    def id(self) -> str:
        return self.expectation.meta.check

    @property
    def arguments(self) -> str:
        return json.dumps(self.expectation.kwargs, sort_keys=True, ensure_ascii=False)

    @property
    def stops(self) -> bool:
        """A blocking check failed, or one that could not be evaluated: nobody knows then what it would have said."""
        return self.status == "failed" and (self.expectation.blocking or self.error is not None)


def checks_frame(checks: list[Check]) -> pl.DataFrame:
    """One row per check, in the order in which they ran."""
    rows = [
        {
            "suite": check.suite.name,
            "check": check.id,
            "kind": check.suite.meta.kind,
            "expectation": check.expectation.type,
            "frame": check.suite.frame_of(check.expectation),
            "arguments": check.arguments,
            "title": check.expectation.description,
            "source": check.expectation.meta.source,
            "blocking": check.expectation.blocking,
            "status": check.status,
            "checked": check.checked,
            "failed": check.failed,
            "why_not_run": " ".join(check.why_not_run) or None,
        }
        for check in checks
    ]
    return pl.DataFrame(rows, schema=CHECK_SCHEMA)


def write_checks(folder: Path, checks: list[Check]) -> None:
    """Write ``checks.parquet``, whole or not at all."""
    frame = checks_frame(checks)
    write_atomic(folder / "checks.parquet", parquet(frame))


def read_checks(folder: Path) -> pl.DataFrame:
    """The checks of the last validation. Raises InputError if there was none."""
    path = folder / "checks.parquet"
    if not path.exists():
        raise InputError("nothing has been validated yet", where=str(path), do="run: python pipeline.py validate")
    return pl.read_parquet(path)
