"""How well the documents behind a quarter could be read, and what validation found in them: counts."""

from __future__ import annotations

import polars as pl

from scorecard.measures.findings import SEVERITY_ORDER
from scorecard.measures.quarters import in_quarter
from scorecard.periods import Quarter

COVERAGE = ("confirmed", "contradicted", "untested")
"""What other figures say of a printed one (see ``validate.ticks``)."""


def reading_counts(tables: pl.DataFrame) -> pl.DataFrame:
    """One row per document: tables, figures read, corrected and unread, and missing marks."""
    counted = ("figures_read", "figures_corrected", "figures_unread", "missing_marks")
    return (
        tables.group_by("document")
        .agg(pl.len().alias("tables"), *[pl.col(c).fill_null(0).sum().cast(pl.Int64) for c in counted])
        .sort("document")
    )


def findings_by_rule(findings: pl.DataFrame) -> pl.DataFrame:
    """One row per rule: the number of facts that it leads, of each severity and in all, most errors first.

    ``findings`` has one row per fact (`findings.entries`).
    """
    return (
        findings.group_by("rule")
        .agg(
            *[(pl.col("severity") == name).sum().cast(pl.Int64).alias(name) for name in SEVERITY_ORDER],
            pl.len().cast(pl.Int64).alias("all"),
        )
        .sort(*SEVERITY_ORDER, "rule", descending=[True, True, True, False])
    )


OF_DOCUMENTS = "documents"
"""The kind of a check as it ended for some documents alone."""


def checks_of_documents(checks: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """One row per rule for what is printed: ``check``, ``kind`` and ``status``, as it ended for some documents alone.

    ``checks``: how the last validation ended, of all documents. ``findings``: those in these documents. ``status`` is
    ``failed`` where a finding is of the rule, else ``silent``: whether the rule had anything to compare is known of all
    documents together. Checks of our own tables are of all documents too, and have no row.
    """
    found = pl.col("check").is_in(findings["rule"].unique().implode())
    status = pl.when(found).then(pl.lit("failed")).otherwise(pl.lit("silent")).alias("status")
    rules = checks.filter(pl.col("kind") == "published")
    return rules.select("check", pl.lit(OF_DOCUMENTS).alias("kind"), status)


def covered(coverage: pl.DataFrame, by: str) -> pl.DataFrame:
    """One row per value of ``by``: figures, how many are confirmed, contradicted and untested; in order of ``by``.

    ``share`` is the percentage that is confirmed.
    """
    states = [(pl.col("state") == name).sum().cast(pl.Int64).alias(name) for name in COVERAGE]
    counted = coverage.group_by(by).agg(pl.len().cast(pl.Int64).alias("figures"), *states).sort(by, nulls_last=True)
    return counted.with_columns((100 * pl.col("confirmed") / pl.col("figures")).alias("share"))


def untested(coverage: pl.DataFrame) -> pl.DataFrame:
    """One row per reason why figures are untested, the commonest first: ``reason`` and ``figures``."""
    left = coverage.filter(pl.col("state") == "untested")
    counted = left.group_by("reason").agg(pl.len().cast(pl.Int64).alias("figures"))
    return counted.sort("figures", "reason", descending=[True, False])


def about_quarter(findings: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """The findings of facts about a figure of this quarter; the others are about other periods of its documents."""
    return findings.filter(in_quarter(quarter).fill_null(False).any().over("fact"))


def caveats(told: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """One row per warning, in printed order: its place, kind and time, and the ``names`` of the measures it covers.

    ``told`` is the table ``caveats``, with one row per warning and measure; names are in the order of the registry.
    """
    named = told.join(indicators.select("indicator", "name", "position"), on="indicator", how="left", validate="m:1")
    name = pl.coalesce("name", "indicator")
    return (
        named.sort("document", "line", "part", "position", "indicator", nulls_last=True)
        .group_by("document", "line", "part", maintain_order=True)
        .agg(
            pl.col("kind", "scope", "period", "period_start", "period_end", "from_line", "to_line").first(),
            name.drop_nulls().alias("names"),
        )
    )
