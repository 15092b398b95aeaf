"""From the rows that broke an expectation to findings in plain English, before they have ids."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.validate.checks import Check
from scorecard.validate.findings.ids import DRAFT_SCHEMA, conform_drafts
from scorecard.validate.rules import percentages
from scorecard.validate.rules.shared.diagnosis import suggest_causes
from scorecard.validate.rules.shared.numbers import number_text

_SEVERITY = {"warning": "warning", "info": "information"}


def draft_findings(check: Check, tables: Mapping[str, pl.DataFrame], cells: pl.DataFrame | None) -> pl.DataFrame:
    """One row per finding of a failed check; ``cells`` are all percentages with counts (for their diagnosis).

    Blocking checks make no findings: they are about us and stop everything.
    """
    if check.status != "failed" or check.expectation.blocking or check.rows.is_empty():
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    frame = check.suite.frame_of(check.expectation)
    if frame.startswith("comparisons:"):
        rows = check.rows
    elif check.id == percentages.RULE.id and cells is not None:
        rows = _percentage_findings(check.rows, tables, cells)
    elif check.id == percentages.HABIT_RULE.id:
        rows = _habit_findings(check.rows)
    elif check.id == percentages.HIDDEN_RULE.id:
        rows = _hidden_findings(check.rows)
    else:
        rows = _integrity_findings(check)
    return conform_drafts(rows.with_columns(pl.lit(check.id).alias("rule")))


def _percentage_findings(failed: pl.DataFrame, tables: Mapping[str, pl.DataFrame], cells: pl.DataFrame) -> pl.DataFrame:
    explained = percentages.explain(failed, tables)
    causes = suggest_causes(failed, cells)
    return (
        explained.with_row_index("row")
        .join(causes, on="row", how="left", validate="1:1", maintain_order="left")
        .drop("row")
    )


def _habit_findings(habits: pl.DataFrame) -> pl.DataFrame:
    """One finding per table that does not round half up: what it does, and how surely it does so."""
    does = pl.col("habit").replace_strict(
        {
            "cut off": "cuts off decimals instead of rounding them",
            "always up": "rounds every percentage up",
            "half to even": "rounds an exact half to the even digit",
        },
        default=pl.col("habit"),
    )
    breaks = (
        pl.when(pl.col("broken") == 0)
        .then(pl.lit("none breaks it"))
        .when(pl.col("broken") == 1)
        .then(pl.lit("one cell breaks even that"))
        .otherwise(pl.format("{} cells break even that", "broken"))
    )
    words = pl.format("This table {}: {} percentages show it, {}.", does, "explained", breaks)
    return habits.with_columns(
        pl.lit("information").alias("severity"),
        words.alias("explanation"),
        pl.lit("half up").alias("expected"),
        pl.col("habit").alias("published"),
    )


def _hidden_findings(cells: pl.DataFrame) -> pl.DataFrame:
    """One finding per 0% that stands for somebody, or 100% that leaves somebody out."""
    counts = pl.format("{} of {}", number_text("numerator"), number_text("denominator"))
    low = pl.col("value") == 0
    words = (
        pl.when(low)
        .then(pl.format("Printed {} stands for {}: rounded, but not none.", "published", counts))
        .otherwise(pl.format("Printed {} stands for {}: rounded, but not all.", "published", counts))
    )
    expected = pl.when(low).then(pl.lit("a mark for low")).otherwise(pl.lit("a mark for nearly all"))
    return cells.with_columns(
        pl.lit("information").alias("severity"), words.alias("explanation"), expected.alias("expected")
    )


def _integrity_findings(check: Check) -> pl.DataFrame:
    """One finding per row, or - for what is said of an indicator - one per document and indicator."""
    rows = check.rows
    used = [c for c in _columns_of(check) if c in rows.columns]
    shown = pl.concat_str(
        [pl.format(f"{c} {{}}", pl.col(c).cast(pl.String).fill_null("-")) for c in used], separator=", "
    )
    if check.id.endswith("indicator-known"):
        rows = rows.group_by("document", "indicator", maintain_order=True).agg(
            pl.all().first(), pl.len().alias("_rows")
        )
        shown = pl.format("{} ({} rows in this document)", shown, "_rows")
    words = pl.format("{} Found: {}.", pl.lit(check.expectation.description), shown)
    return rows.with_columns(
        pl.lit(_SEVERITY[check.expectation.severity]).alias("severity"), words.alias("explanation")
    )


def _columns_of(check: Check) -> list[str]:
    given = check.expectation.kwargs
    named = [given.get(key) for key in ("column", "column_A", "column_B")]
    return [*(given.get("column_list") or []), *(column for column in named if column)]
