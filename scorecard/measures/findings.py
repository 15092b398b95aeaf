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


_CELL = ["document", "line", "cell"]
_COUNTED = ["document", "line", "indicator", "authority", "area", "breakdown", "period", "numerator", "denominator"]
"""What a percentage and the "x of y" in a cell beside it have in common."""
_ELSEWHERE = {f"counts_{part}": part for part in _CELL}
"""Where a figure's x of y is printed, if in another row (`printed_rows.figures_beside`)."""
_TOLD = ["_row", "_order", "fact", "severity"]


def with_findings(figures: pl.DataFrame, findings: pl.DataFrame, *, counts: pl.DataFrame | None = None) -> pl.DataFrame:
    """``figures`` with ``findings``: ids of the facts about each figure, the gravest first (empty if none).

    A finding belongs to a figure if it names the figure's own cell. One that names no cell is about a sentence: it
    belongs to the figure of the same document, indicator and period for the area that it names, which is the authority
    if it names none, and never to one category. ``severity`` is the gravest one's, null if none.

    ``counts``: observations; with them a finding about an "x of y" belongs to the percentage as well that stands beside
    it, so that what is marked is marked. Without them it is of the x and y alone, which is what judges figures.
    """
    numbered = figures.with_row_index("_row")
    order = ranked(findings).with_row_index("_order")
    told = [_at_its_cell(numbered, order), _by_its_subject(numbered, order)]
    if counts is not None:
        told += [_at_its_counts(numbered, order, counts), *_at_counts_elsewhere(numbered, order)]
    of_each_figure = (
        pl.concat(told)
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


def _at_its_cell(numbered: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    """The findings that name the cell of a figure."""
    named = order.filter(pl.col("cell").is_not_null())
    return numbered.join(named, on=_CELL, how="inner", suffix="_finding").select(_TOLD)


def _by_its_subject(numbered: pl.DataFrame, order: pl.DataFrame) -> pl.DataFrame:
    """The findings that name no cell but what a figure is about."""
    loose = order.filter(pl.col("cell").is_null(), pl.col("period").is_not_null())
    whole = numbered.filter(pl.col("breakdown").fill_null(_TOTAL) == _TOTAL)
    own_area = (pl.col("area_finding") == pl.col("area")).fill_null(pl.col("area_kind") == "authority")
    about = ["document", "indicator", "period"]
    return whole.join(loose, on=about, how="inner", suffix="_finding").filter(own_area).select(_TOLD)


def _at_its_counts(numbered: pl.DataFrame, order: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """The findings that name the cell of the x of y which a percentage shows: of its own line or of another print."""
    counts = observations.filter(pl.col("unit") == "ratio").select(*_COUNTED, pl.col("cell").alias("counts_at"))
    shown = numbered.drop_nulls("numerator")
    if set(_ELSEWHERE) <= set(numbered.columns):
        shown = shown.with_columns(pl.coalesce(f"counts_{part}", part).alias(part) for part in ("document", "line"))
    beside = shown.select("_row", *_COUNTED).join(counts, on=_COUNTED, how="inner", nulls_equal=True)
    at = beside.select("_row", "document", "line", pl.col("counts_at").alias("cell"))
    return _at_its_cell(at, order)


def _at_counts_elsewhere(numbered: pl.DataFrame, order: pl.DataFrame) -> list[pl.DataFrame]:
    """The findings that name the cell of the print which gives a figure its x of y; nothing if none can."""
    if not set(_ELSEWHERE) <= set(numbered.columns):
        return []
    at = numbered.select("_row", *_ELSEWHERE).rename(_ELSEWHERE).drop_nulls()
    return [_at_its_cell(at, order)]
