"""The counts with which a validation ends."""

from __future__ import annotations

from typing import Any

import polars as pl

from scorecard.schema import CHANGE
from scorecard.validate.run import Outcome


def summarise(outcome: Outcome) -> dict[str, Any]:
    """The fields of `client.ValidationSummary`: facts are counted, by the finding that leads each."""
    leading = outcome.findings.filter(pl.col("role") == "leading")
    told = leading.filter(pl.col("state") != "gone")
    current = told.filter(pl.col("nature") != CHANGE)
    severity = dict(current.group_by("severity").len().rows())
    state = dict(leading.group_by("state").len().rows())
    rules = [check.status for check in outcome.checks if check.suite.meta.kind == "published"]
    return {
        "findings": current.height,
        "changes": told.height - current.height,
        "rows": outcome.findings.filter(pl.col("state") != "gone").height,
        "errors": severity.get("error", 0),
        "warnings": severity.get("warning", 0),
        "information": severity.get("information", 0),
        "acknowledged": current["acknowledged"].is_not_null().sum(),
        **{name: state.get(name, 0) for name in ("new", "persisting", "gone")},
        "newly": [] if outcome.first_run else told.filter(pl.col("state") == "new")["fact"].to_list(),
        "rules_passed": rules.count("passed"),
        "rules_failed": rules.count("failed"),
        "rules_not_run": rules.count("not-run"),
        "stale_acknowledgements": outcome.stale,
        "first_run": outcome.first_run,
    }
