"""The printed row of a measure: every figure that its pack prints of it beside the quarter's own."""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.measures.changes import headline_rows
from scorecard.measures.quarter_data import QuarterData
from scorecard.periods import Period, Quarter

ROW = ["indicator", "authority", "unit"]
"""What tells one row of the quarter on a page from another: a measure of a whole authority."""
SUMMARY = "summary"
"""The shape of a pack's own summary: one measure a line."""
_COUNTS, _PLACE = ["numerator", "denominator"], ["document", "line", "cell"]
_TOLD = ["value", *_COUNTS, "published", *_PLACE]


def printed_rows(data: QuarterData, page: pl.DataFrame) -> pl.DataFrame:
    """One row per `ROW` of the quarter: where its row is printed, ``home`` (document) and ``home_tables``.

    That is the summary of the pack that is about the quarter, also where it prints only a missing mark for it; else the
    summary of the document that is quoted; else the table that is quoted. ``in_summary`` tells which; ``number``,
    ``name`` and ``theme`` are as printed there, ``home_line`` its first line.
    """
    shapes = data.tables["tables"].select("document", "table", (pl.col("shape") == SUMMARY).alias("in_summary"))
    as_at = data.documents.select(
        "document", pl.col("as_at").is_between(data.quarter.start, data.quarter.end).alias("own")
    )
    printed = (
        data.of_documents("observations")
        .filter(pl.col("breakdown").is_null(), pl.col("area_kind") == "authority")
        .pipe(looked_up, shapes, ["document", "table"])
        .with_columns(pl.col("in_summary").fill_null(False))
        .pipe(looked_up, as_at, "document")
    )
    quoted = headline_rows(page).select(*ROW, pl.col("document").alias("quoted"))
    summaries = printed.filter("in_summary")
    shown = pl.concat([quoted.select(ROW), summaries.filter("own").select(ROW)]).unique()
    return (
        printed.join(shown, on=ROW, how="semi")
        .join(quoted, on=ROW, how="left", validate="m:1")
        .with_columns(is_quoted=(pl.col("document") == pl.col("quoted")).fill_null(False))
        .filter(pl.col("in_summary") & pl.col("own") | pl.col("is_quoted"))
        .sort("in_summary", "own", "is_quoted", "line", descending=[True, True, True, False])
        .group_by(ROW, maintain_order=True)
        .agg(
            pl.col("document").first().alias("home"),
            pl.col("table")
            .filter(
                pl.col("document") == pl.col("document").first(), pl.col("in_summary") == pl.col("in_summary").first()
            )
            .unique(maintain_order=True)
            .alias("home_tables"),
            pl.col("in_summary").first(),
            pl.col("line").first().alias("home_line"),
            pl.col("indicator_number").first().alias("number"),
            pl.col("indicator_name").first().alias("name"),
            pl.col("theme").first(),
        )
        .sort(ROW)
    )


def figures_beside(data: QuarterData, rows: pl.DataFrame) -> pl.DataFrame:
    """One row per figure or missing mark on the printed rows (`printed_rows`), as known, in printed order.

    ``group``: ``month`` and ``quarter`` of the quarter itself, ``to-date`` (the year up to it), ``earlier`` (every
    other time), ``benchmark``. Where a later document prints another figure, that one is told, and ``home_value``,
    ``home_published`` … are what the row's own pack prints. Where the row itself prints no x of y, those of another
    print of the same figure are told, and ``counts_document`` … are its place. ``restated`` and ``earlier`` are those
    of `as_known_at`.
    """
    homes = rows.select(*ROW, "home", "home_tables").explode("home_tables")
    printed = (
        data.tables["observations"]
        .filter(pl.col("breakdown").is_null(), pl.col("area_kind").is_in(["authority", "comparator"]))
        .join(homes, left_on=["document", "table", *ROW], right_on=["home", "home_tables", *ROW], how="semi")
        .sort(*ROW, "line", "cell", "part")
        .unique(FIGURE_KEY, keep="first", maintain_order=True)
    )
    known = data.known.filter(pl.col("breakdown").is_null(), pl.col("area_kind") == "authority")
    beside = known.join(homes, on=ROW, how="semi").filter(
        pl.col("value").is_not_null(), _group(data.quarter) == "month"
    )
    later = looked_up(printed, data.known.select(*FIGURE_KEY, *_TOLD), FIGURE_KEY, suffix="_known")
    dated = (pl.col("area_kind") == "authority") & (pl.col("period_kind") != "latest")
    restated = dated & pl.col("value_known").is_not_null() & pl.col("value_known").ne_missing(pl.col("value"))
    lacking = pl.col("numerator").is_null() & pl.col("value").eq_missing(pl.col("value_known"))
    given = pl.col("numerator_known").is_not_null()
    counted = later.with_columns(
        *(pl.when(lacking).then(f"{c}_known").otherwise(c).alias(c) for c in _COUNTS),
        *(pl.when(lacking & given).then(f"{c}_known").alias(f"counts_{c}") for c in _PLACE),
    )
    told = counted.with_columns(
        *(pl.when(restated).then(pl.col(c)).alias(f"home_{c}") for c in _TOLD),
        *(pl.when(restated).then(f"{c}_known").otherwise(c).alias(c) for c in _TOLD),
    ).drop(f"{c}_known" for c in _TOLD)
    return (
        pl.concat([told, beside.join(told, on=FIGURE_KEY, how="anti", nulls_equal=True)], how="diagonal")
        .select(*told.columns)
        .pipe(looked_up, data.known.select(*FIGURE_KEY, "restated", "earlier"), FIGURE_KEY)
        .with_columns(_group(data.quarter), pl.col("restated").fill_null(False))
        .sort(*ROW, "period_end", "line", "cell", nulls_last=True)
    )


def _group(quarter: Quarter) -> pl.Expr:
    """Where on the row a figure stands."""
    own = Period.quarter(quarter.year, quarter.number).label
    to_date = pl.col("period_kind") == "year_to_date"
    return (
        pl.when(pl.col("area_kind") == "comparator")
        .then(pl.lit("benchmark"))
        .when(pl.col("period").is_in(quarter.months))
        .then(pl.lit("month"))
        .when(pl.col("period") == own)
        .then(pl.lit("quarter"))
        .when(to_date & pl.col("period_end").is_between(quarter.start, quarter.end))
        .then(pl.lit("to-date"))
        .otherwise(pl.lit("earlier"))
        .alias("group")
    )
