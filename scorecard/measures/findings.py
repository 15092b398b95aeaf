"""Findings as a reader meets them, one entry for each fact, and which figures stand under one."""

from __future__ import annotations

import polars as pl

_TOTAL = "Total"
"""The category of a figure that is the total of all others of its table."""
SEVERITY_ORDER = {"error": 0, "warning": 1, "information": 2}


def ranked(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings with the gravest first, then by place; ``severity_order`` is added."""
    order = pl.col("severity").replace_strict(SEVERITY_ORDER, default=3).alias("severity_order")
    return findings.with_columns(order).sort(
        "severity_order", "document", "line", "cell", "rule", "finding", nulls_last=True
    )


def entries(findings: pl.DataFrame) -> pl.DataFrame:
    """One row per fact, the gravest first: what leads it, and ``also``, where else it is told.

    Of a fact that leads in a document which is not here, the first finding that is here. ``also`` is a list of the
    document, line, cell, rule and published text of each further finding, in order of place.
    """
    told = ranked(findings).with_columns((pl.col("role") != "leading").alias("after"))
    first = told.sort("after", maintain_order=True).unique("fact", keep="first", maintain_order=True)
    others = told.join(first.select("finding"), on="finding", how="anti").sort(
        "document", "line", "cell", "finding", nulls_last=True
    )
    also = others.group_by("fact", maintain_order=True).agg(
        pl.struct("document", "line", "cell", "rule", "published").alias("also")
    )
    joined = first.join(also, on="fact", how="left", validate="1:1").with_columns(pl.col("also").fill_null([]))
    return ranked(joined.drop("after", "severity_order"))


def with_findings(figures: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with ``findings``: ids of the facts about each figure, the gravest first (empty if none).

    A finding belongs to a figure if it names the figure's own cell. One that names no cell is about a sentence: it
    belongs to the figure of the same document, indicator and period for the area that it names, which is the authority
    if it names none, and never to one category. ``severity`` is the gravest one's, null if none.
    """
    numbered = figures.with_row_index("_row")
    order = ranked(findings).with_row_index("_order")
    cell = ["document", "line", "cell"]
    by_cell = numbered.join(order.filter(pl.col("cell").is_not_null()), on=cell, how="inner", suffix="_finding")
    about = ["document", "indicator", "period"]
    loose = order.filter(pl.col("cell").is_null(), pl.col("period").is_not_null())
    whole = numbered.filter(pl.col("breakdown").fill_null(_TOTAL) == _TOTAL)
    own_area = (pl.col("area_finding") == pl.col("area")).fill_null(pl.col("area_kind") == "authority")
    by_subject = whole.join(loose, on=about, how="inner", suffix="_finding").filter(own_area)
    columns = ["_row", "_order", "fact", "severity"]
    of_each_figure = (
        pl.concat([by_cell.select(columns), by_subject.select(columns)])
        .unique()
        .sort("_row", "_order")
        .group_by("_row", maintain_order=True)
        .agg(pl.col("fact").unique(maintain_order=True).alias("findings"), pl.col("severity").first())
    )
    return (
        numbered.join(of_each_figure, on="_row", how="left", validate="1:1", maintain_order="left")
        .with_columns(pl.col("findings").fill_null([]))
        .drop("_row")
    )
