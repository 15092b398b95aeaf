"""Figures that only a pack's prose gives: read as figures where no table prints them, and marked as quoted."""

from __future__ import annotations

from datetime import date

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.answers.rows import decimals_of
from scorecard.measures.as_known_at import FIGURE_KEY
from scorecard.periods import Period

_SAID = ("value", "of")
"""Relations of a claim that state a figure as it is; a change, a target or a forecast states none."""
_SURE = ("certain", "likely")


def quoted_figures(
    claims: pl.DataFrame, documents: pl.DataFrame, rules: pl.DataFrame, printed: pl.DataFrame, *, on: date | None
) -> pl.DataFrame:
    """One row per figure (`FIGURE_KEY`) that sentences give and no table prints; ``quoted`` is true.

    A figure that two sentences of the latest document give differently is left out: neither is believed.
    """
    told = (
        _with_heading(claims)
        .filter(
            pl.col("relation").is_in(_SAID),
            pl.col("certainty").is_in(_SURE),
            pl.col("indicator").is_not_null(),
            pl.col("value").is_not_null(),
        )
        .pipe(looked_up, documents.select("document", "as_at"), "document")
    )
    if on is not None:
        told = told.filter(pl.col("as_at") <= on)
    linked = rules.select("indicator", "theme", pl.col("unit").alias("own_unit"), pl.col("basis").alias("usual"))
    to_date = pl.col("period_kind") == "year_to_date"
    dated = (
        told.join(linked, on="indicator", how="inner", validate="m:1")
        .filter((pl.col("unit") == pl.col("own_unit")) & (pl.col("area") == pl.col("authority")))
        .pipe(_with_periods)
        .with_columns(
            pl.when(to_date)
            .then(pl.lit("year-to-date"))
            .when((pl.col("period_kind") == "quarter") & (pl.col("usual") == "in-month"))
            .then(pl.lit("quarterly"))
            .otherwise("usual")
            .alias("basis"),
            pl.lit(None, dtype=pl.String).alias("breakdown"),
            pl.lit("authority").alias("area_kind"),
            pl.lit("reported").alias("status"),
            pl.lit(None, dtype=pl.Int32).alias("cell"),
            decimals_of(pl.col("value")).alias("decimals"),
            pl.lit(True).alias("quoted"),
        )
    )
    return _agreed(dated).join(printed, on=FIGURE_KEY, how="anti", nulls_equal=True)


def _with_heading(claims: pl.DataFrame) -> pl.DataFrame:
    """``claims`` of the period of the heading above, where the words near a figure say none.

    Only the first figure of a measure in its line is of that time: what it is compared with stands behind it. Nor is
    that, where the line gives another figure of the measure for just that time.
    """
    key = ["document", "line", "indicator", "unit"]
    first = pl.col("part") == pl.col("part").min().over(key)
    another = (pl.col("period") == pl.col("heading_period").drop_nulls().first().over(key)).any().over(key)
    period = pl.coalesce("period", pl.when(first & ~another.fill_null(False)).then("heading_period"))
    by_heading = pl.col("period").is_null() & period.is_not_null()
    sure = pl.when(by_heading & pl.col("certainty").is_not_null()).then(pl.lit("likely")).otherwise("certainty")
    return claims.with_columns(period.alias("period"), sure.alias("certainty"))


def _with_periods(told: pl.DataFrame) -> pl.DataFrame:
    """``told`` with the dates of its period labels; without those that name no period of the contract."""
    labels = told["period"].drop_nulls().unique().sort()
    periods = [(label, Period.of_label(label)) for label in labels]
    spelt = [(label, period.kind, period.start, period.end) for label, period in periods if period and period.start]
    schema = {"period": pl.String, "period_kind": pl.String, "period_start": pl.Date, "period_end": pl.Date}
    dated = told.join(pl.DataFrame(spelt, schema=schema, orient="row"), on="period", how="inner", validate="m:1")
    # the label of a year to date does not say its last month: that of the document
    to_date = pl.col("period_kind") == "year_to_date"
    return dated.with_columns(
        pl.when(to_date).then(pl.min_horizontal("as_at", "period_end")).otherwise("period_end").alias("period_end")
    ).filter(pl.col("period_start") <= pl.col("period_end"))


def _agreed(dated: pl.DataFrame) -> pl.DataFrame:
    """One row per figure: of its latest document, certain before likely; none where two sentences differ."""
    sure = pl.col("certainty") == "certain"
    latest = dated.filter(pl.col("as_at") == pl.col("as_at").max().over(FIGURE_KEY))
    best = latest.filter(sure | ~sure.any().over(FIGURE_KEY))
    agreed = best.filter(pl.col("value").n_unique().over(FIGURE_KEY) == 1)
    return agreed.sort("document", "line", "part").unique(FIGURE_KEY, keep="first", maintain_order=True)
