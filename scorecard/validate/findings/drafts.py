"""From the rows that broke an expectation to findings in plain English, before they have ids."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.column_words import labelled
from scorecard.validate.checks import Check
from scorecard.validate.compare import Material, rule_version
from scorecard.validate.findings.grades import graded
from scorecard.validate.findings.ids import DRAFT_SCHEMA, conform_drafts
from scorecard.validate.rules.shared.agreement import ExplainingRule, RuleModule

_SEVERITY = {"warning": "warning", "info": "information"}


def integrity_findings(check: Check) -> pl.DataFrame:
    """One row per finding of a failed check of our own dataset. Blocking checks make none: they stop everything."""
    if check.status != "failed" or check.expectation.blocking or check.rows.is_empty():
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    return conform_drafts(_of_own_rows(check).with_columns(pl.lit(check.id).alias("rule")))


def published_findings(
    check: Check, rule: RuleModule, material: Material, tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """One row per finding of a rule that failed: its rows say it themselves, or the rule explains them."""
    if check.status != "failed":
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    return findings_of(rule, check.rows, material, tables)


def findings_of(
    rule: RuleModule, failing: pl.DataFrame, material: Material, tables: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """One row per finding of what fails of a rule's comparisons, whoever judged them."""
    if failing.is_empty():
        return pl.DataFrame(schema=DRAFT_SCHEMA)
    if isinstance(rule, ExplainingRule):
        rows = rule.explain(failing, material.frame, tables)
    else:
        rows = graded(failing) if rule.RULE.confirms else failing
    return conform_drafts(
        rows.with_columns(
            pl.lit(rule.RULE.id).alias("rule"), pl.lit(rule_version(rule), dtype=pl.String).alias("rule_version")
        )
    )


def _of_own_rows(check: Check) -> pl.DataFrame:
    """One finding per row, or - for what is said of an indicator - one per document and indicator."""
    rows = check.rows
    used = [c for c in check.expectation.columns if c in rows.columns]
    shown = pl.concat_str(
        [pl.format(f"{c} {{}}", pl.col(c).cast(pl.String).fill_null("-")) for c in used], separator=", "
    )
    told = pl.lit(check.expectation.description)
    if check.id.endswith("indicator-known"):
        rows = rows.group_by("document", "indicator", maintain_order=True).agg(
            pl.all().first(), pl.len().alias("_rows")
        )
        rows_said = pl.when(pl.col("_rows") == 1).then(pl.lit("1 row")).otherwise(pl.format("{} rows", "_rows"))
        shown = pl.format("{} ({} in this document)", shown, rows_said)
    elif {"indicator_name", "period", "published"} <= set(rows.columns):
        subject = pl.format("{}, {}: {} is printed.", "indicator_name", labelled(), "published")
        told = pl.coalesce(pl.format("{} {}", subject, told), told)
    words = pl.format("{} Found: {}.", told, shown)
    return rows.with_columns(
        pl.lit(_SEVERITY[check.expectation.severity]).alias("severity"), words.alias("explanation")
    )
