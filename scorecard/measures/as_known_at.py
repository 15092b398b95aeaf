"""Two times: what a figure is about, and when a document said so.

Figures are restated: May's count in the June pack need not be May's count in the May pack. Nothing is
overwritten. A query "as known at" a date takes the latest printed value up to that date and keeps the earlier
ones beside it (a *vintage* each; see ALFRED, "What is a vintage", Federal Reserve Bank of St Louis).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from scorecard.errors import UsageError
from scorecard.measures.quarters import is_figure

# What makes two printed figures the same figure. Year-to-date periods share a label but end on different days.
FIGURE_KEY = [
    "indicator",
    "breakdown",
    "authority",
    "area",
    "unit",
    "period",
    "period_kind",
    "period_start",
    "period_end",
]

_RESTATED = ("value", "numerator", "denominator")
"""What of a figure a later document may print otherwise."""
LATEST = "latest"
"""The date of a query that wants all that is known."""


def parse_known_at(text: str) -> date | None:
    """The date of a parameter ``as_known_at``; null for ``latest``. Raises UsageError for anything else."""
    if text == LATEST:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is not a date", where="parameter as_known_at", expected=f"2020-06-30, or {LATEST}"
        ) from None


def as_known_at(observations: pl.DataFrame, documents: pl.DataFrame, *, on: date | None = None) -> pl.DataFrame:
    """One row per figure: the latest printed value up to ``on``, with the earlier ones beside it.

    ``on`` is compared with the document's as-at date, inclusive; null means everything known. The grain is
    `FIGURE_KEY`. A missing mark never hides a value that an earlier document prints. Where one document prints
    a figure several times, the place that prints its x of y comes first, then the first line.

    Added columns: ``as_at`` of the document that is quoted; ``earlier``, a list of structs (``document``,
    ``as_at``, ``value``, ``numerator``, ``denominator``, ``published``, ``line``, ``cell``) from the newest to the
    oldest, empty if the figure was never printed before; ``same_document``, the other values the quoted document itself
    prints for it; ``restated``, true if the newest earlier one differs from the one shown: in its value, or in an x or
    y that both print.
    """
    known = _with_dates(observations, documents, on)
    ranked = known.sort(
        [is_figure(), "as_at", "published_on", "document", pl.col("numerator").is_not_null(), "line", "cell", "part"],
        descending=[True, True, True, True, True, False, False, False],
        nulls_last=True,
    )
    place = pl.struct("document", "as_at", *_RESTATED, "published", "line", "cell")
    older = (pl.col("document") != pl.col("document").first()) & is_figure()
    beside = (pl.col("document") == pl.col("document").first()) & (pl.col("value") != pl.col("value").first())
    kept = [c for c in ranked.columns if c not in FIGURE_KEY]
    return (
        ranked.group_by(FIGURE_KEY, maintain_order=True)
        .agg(
            *[pl.col(c).first() for c in kept],
            place.filter(older).alias("earlier"),
            pl.col("value").filter(beside).unique().sort().alias("same_document"),
        )
        .with_columns(pl.any_horizontal(_is_restated(part) for part in _RESTATED).alias("restated"))
        .select(*observations.columns, "as_at", "earlier", "same_document", "restated")
        .sort(*FIGURE_KEY, nulls_last=True)
    )


def _is_restated(part: str) -> pl.Expr:
    """Whether the newest earlier figure has another one of these; false where either prints none."""
    return (pl.col("earlier").list.first().struct.field(part) != pl.col(part)).fill_null(False)


def _with_dates(observations: pl.DataFrame, documents: pl.DataFrame, on: date | None) -> pl.DataFrame:
    dates = documents.select("document", "as_at", pl.col("published").alias("published_on"))
    dated = observations.join(dates, on="document", how="left", validate="m:1")
    return dated if on is None else dated.filter(pl.col("as_at") <= on)
