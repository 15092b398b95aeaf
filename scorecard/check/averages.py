"""Printed averages that are not one of their figures over the other, as findings."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scorecard.general.averages import Average
from scorecard.validate.findings.ids import DRAFT_SCHEMA, conform_drafts

RULE = "averages"
TITLE = "A printed average is the one figure over the other by which most of its column, or its row, is made."


def averages_found(averages: Sequence[Average], document: str) -> pl.DataFrame:
    """One row for each average that does not hold, as a draft of a finding."""
    wrong = [one for one in averages if not one.holds]
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
            "explanation": f"{one.name}: {one.published} is printed, but {one.x} over {one.y} is {one.expected}; the "
            "others beside it are made so.",
            "compared_with": "; ".join(f"{document}:{line}:{cell}" for line, cell in (one.x_at, one.y_at)),
        }
        for one in wrong
    ]
    return conform_drafts(pl.DataFrame(rows))
