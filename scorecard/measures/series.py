"""The months and years behind a figure, with the gaps left open."""

from __future__ import annotations

import polars as pl

from scorecard.periods import Quarter

PAGE_ROW = ["indicator", "authority", "area", "unit", "breakdown"]
"""What tells one row of a quarter's page from another."""
YEAR_KINDS = ("financial_year", "academic_year")
"""The kinds of whole years; they are never one series."""
_SHOWN = [
    *("value", "decimals", "numerator", "denominator", "published", "status", "correction"),
    *("document", "table", "line", "cell", "part"),
]


def months_until(quarter: Quarter, count: int = 13) -> pl.DataFrame:
    """One row per month (``period``, ``period_start``), the last one being the quarter's last month."""
    last = quarter.end.replace(day=1)
    start = pl.date_range(pl.lit(last).dt.offset_by(f"-{count - 1}mo"), pl.lit(last), interval="1mo", eager=False)
    return pl.select(start.alias("period_start")).with_columns(
        pl.col("period_start").dt.strftime("%Y-%m").alias("period")
    )


def monthly_series(page: pl.DataFrame, known: pl.DataFrame, *, quarter: Quarter, count: int = 13) -> pl.DataFrame:
    """One row per row of ``page`` and month of the last ``count`` up to its own last one in the quarter or before.

    The figure is null where none is printed between others; months before a series' first figure are left out. Adds
    ``area_kind`` and ``previous``, the figure of the month before.
    """
    printed = known.filter(pl.col("period_kind") == "month", pl.col("value").is_not_null()).select(
        *PAGE_ROW, "area_kind", "period", *_SHOWN
    )
    rows = page.select(PAGE_ROW).unique(maintain_order=True).with_row_index("_row")
    # a quarter that is under way ends before its last month does: two months more, of which the last ``count`` are kept
    grid = rows.join(months_until(quarter, count + len(quarter.months) - 1), how="cross").join(
        printed, on=[*PAGE_ROW, "period"], how="left", nulls_equal=True, validate="1:1"
    )
    place = pl.col("period_start").filter(pl.col("value").is_not_null())
    return (
        grid.sort("_row", "period_start")
        .filter(pl.col("period_start").is_between(place.min().over("_row"), place.max().over("_row")))
        .group_by("_row", maintain_order=True)
        .tail(count)
        .with_columns(pl.col("value").shift(1).over("_row").alias("previous"))
        .drop("_row")
    )


def annual_series(page: pl.DataFrame, known: pl.DataFrame, *, quarter: Quarter, count: int = 6) -> pl.DataFrame:
    """One row per row of ``page`` and printed year, the last ``count`` years of each kind ended by the quarter's end.

    The kinds are financial and school years (``period_kind``). What is printed of a year that was not over is no year.
    """
    years = printed_years(known).filter(pl.col("period_end") <= quarter.end)
    order = page.select(PAGE_ROW).unique(maintain_order=True).with_row_index("_row")
    return (
        order.join(years, on=PAGE_ROW, how="inner", nulls_equal=True)
        .sort("_row", "period_end", "period_kind")
        .group_by("_row", "period_kind", maintain_order=True)
        .tail(count)
        .sort("_row", "period_end", "period_kind")
        .drop("_row")
    )


def printed_years(known: pl.DataFrame) -> pl.DataFrame:
    """The figures of whole years, one row each; a year to date is none, whatever its column is called."""
    return known.filter(
        pl.col("period_kind").is_in(YEAR_KINDS),
        pl.col("value").is_not_null(),
        pl.col("basis").ne_missing("year-to-date"),
    ).select(*PAGE_ROW, "area_kind", "period", "period_kind", "period_start", "period_end", "basis", *_SHOWN)


def with_missing_years(years: pl.DataFrame) -> pl.DataFrame:
    """``years`` of one series and kind with a row for each year between the first and the last that has none.

    Of a missing year all but its ``period`` is null.
    """
    starts = [int(period[:4]) for period in years["period"]]
    if starts == list(range(starts[0], starts[0] + len(starts)) if starts else []):
        return years
    first = pl.col("period").str.slice(0, 4).cast(pl.Int32)
    kind = years["period"].str.slice(7).first()
    start, end = years.select(first.min().alias("first"), first.max().alias("last")).row(0)
    year = pl.int_range(start, end + 1, dtype=pl.Int32)
    label = pl.format("{}/{}{}", year, ((year + 1) % 100).cast(pl.String).str.zfill(2), pl.lit(kind))
    return (
        pl.select(label.alias("period"))
        .join(years, on="period", how="left", validate="1:m", maintain_order="left")
        .select(years.columns)
    )
