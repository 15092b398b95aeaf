"""Which quarters there are: those for which a document says something."""

from __future__ import annotations

import polars as pl

from scorecard.periods import MONTH_LABEL, QUARTER_LABEL, Period, Quarter

_MONTH = f"^{MONTH_LABEL}$"
_QUARTER = f"^{QUARTER_LABEL}$"


def quarter_of_period(period: str = "period") -> pl.Expr:
    """The quarter of a printed month or quarter, written ``2020-21-Q1``; null for every other period.

    >>> pl.select(pl.lit("2020-06").alias("period")).select(quarter_of_period()).item()
    '2020-21-Q1'
    """
    label = pl.col(period)
    month = label.str.extract(_MONTH, 2).cast(pl.Int32, strict=False)
    calendar_year = label.str.extract(_MONTH, 1).cast(pl.Int32, strict=False)
    from_month = _spelling(calendar_year - (month < 4).cast(pl.Int32), (month - 4) % 12 // 3 + 1)
    from_quarter = _spelling(
        label.str.extract(_QUARTER, 1).cast(pl.Int32, strict=False),
        label.str.extract(_QUARTER, 3).cast(pl.Int32, strict=False),
    )
    return pl.coalesce(from_month, from_quarter).alias("quarter")


def available_quarters(observations: pl.DataFrame, claims: pl.DataFrame | None = None) -> list[Quarter]:
    """The quarters for which any document has a monthly figure, a quarter figure or a claim, in order of time.

    A missing mark is no figure, and neither is a benchmark: a month for which only "-" is printed makes no
    quarter.
    """
    own = observations.filter(is_figure(), pl.col("basis").ne_missing("benchmark"))
    frames = [own.select("period")] + ([claims.select("period")] if claims is not None else [])
    quarters = pl.concat(frames).select(quarter_of_period()).drop_nulls().unique().sort("quarter")
    return [Quarter.parse(label) for label in quarters["quarter"]]


def last_quarters(observations: pl.DataFrame) -> pl.DataFrame:
    """One row per document: ``document`` and the last ``quarter`` of which one of its tables prints a figure."""
    own = observations.filter(is_figure(), pl.col("basis").ne_missing("benchmark"))
    quarters = own.select("document", quarter_of_period()).drop_nulls("quarter")
    return quarters.group_by("document", maintain_order=True).agg(pl.col("quarter").max())


def is_figure() -> pl.Expr:
    """True for a printed figure: a number, or an "x of y" whose number is in numerator and denominator."""
    return pl.col("value").is_not_null() | pl.col("numerator").is_not_null()


def in_quarter(quarter: Quarter) -> pl.Expr:
    """True for figures about one of the quarter's months or about the quarter itself."""
    return pl.col("period").is_in(labels(quarter))


def labels(quarter: Quarter) -> list[str]:
    """The periods that are about a quarter: its months and the quarter itself."""
    return [*quarter.months, Period.quarter(quarter.year, quarter.number).label]


def _spelling(year: pl.Expr, number: pl.Expr) -> pl.Expr:
    following = ((year + 1) % 100).cast(pl.String).str.zfill(2)
    return pl.format("{}-{}-Q{}", year, following, number)
