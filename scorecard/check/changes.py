"""Printed changes that are not what their two figures leave, as findings."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.general.changes import Change
from scorecard.validate.findings.ids import DRAFT_SCHEMA, conform_drafts

RULE = "changes"
TITLE = "A printed change is the difference of the two figures that it lies between, or that in per cent."


def changes_found(changes: Sequence[Change], document: str) -> pl.DataFrame:
    """One row for each change that does not hold, as a draft of a finding."""
    wrong = [change for change in changes if not change.holds]
    if not wrong:
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    rows = [
        {
            "document": document,
            "table": one.table,
            "line": one.line,
            "cell": one.cell,
            "rule": RULE,
            "severity": "warning",
            "published": one.published,
            "expected": one.expected,
            "explanation": f"{one.name}: a change of {one.published} is printed, but from {one.before} to {one.now} "
            f"it is {one.expected}.",
            "compared_with": f"{document}:{one.line}:{one.before_cell}; {document}:{one.line}:{one.now_cell}",
        }
        for one in wrong
    ]
    return conform_drafts(pl.DataFrame(rows))
