"""The one way in which a table is looked up from another, and how times are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import polars as pl

from scorecard.periods import MONTH_LABEL, QUARTER_LABEL

_LAST_YEAR = 9999
_ITS_YEAR = "-12mo"
"""How far back of a document's month end a warning reaches that names no time."""
Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def looked_up(rows: Frame, table: Frame, on: str | Sequence[str], *, suffix: str = "_right") -> Frame:
    """``rows`` in their order with the columns of the one row of ``table`` that has the same ``on``, else nulls.

    A null is the same as a null. Columns that both have come with ``suffix`` behind their names. Raises polars'
    ComputeError where ``table`` has two rows of one key: a row would be there twice.
    """
    key = on if isinstance(on, str) else list(on)
    return rows.join(table, on=key, how="left", nulls_equal=True, validate="m:1", maintain_order="left", suffix=suffix)


def parts_of(rows: pl.DataFrame, on: Sequence[str]) -> dict[tuple[Any, ...], pl.DataFrame]:
    """``rows`` cut into one frame for each key, in order of the first row of each.

    As polars' ``partition_by(as_dict=True)``, which asks each frame for its key: that takes longer than the cutting.
    """
    keys = rows.select(on).unique(maintain_order=True).rows()
    return dict(zip(keys, rows.partition_by(on, maintain_order=True), strict=True))


def rows_of(rows: pl.DataFrame, on: Sequence[str]) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    """``rows`` as dictionaries, by key, in order."""
    by_key: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows.to_dicts():
        by_key.setdefault(tuple(row[column] for column in on), []).append(row)
    return by_key


def first_day(label: str = "period") -> pl.Expr:
    """The first day of the month or quarter that a label of the contract spells; null for any other period."""
    month = pl.col(label).str.extract(f"^({MONTH_LABEL})$") + "-01"
    year, number = (pl.col(label).str.extract(f"^{QUARTER_LABEL}$", group).cast(pl.Int32) for group in (1, 3))
    # the last quarter of a financial year is the first of the next calendar year
    quarter = pl.date(year + (number == 4).cast(pl.Int32), (3 * number % 12) + 1, 1)
    return pl.coalesce(month.str.to_date(strict=False), quarter)


def in_its_time(start: str, end: str) -> pl.Expr:
    """Whether the time between two columns overlaps that of a warning (``period_start``, ``period_end``).

    A warning that names no time is about every one, one without an end goes on; null where a figure has no time.
    """
    ends = pl.col("period_end").fill_null(pl.date(_LAST_YEAR, 12, 31))
    overlaps = (pl.col(start) <= ends) & (pl.col(end) >= pl.col("period_start"))
    return pl.col("period_start").is_null() | overlaps


def of_its_year(start: str) -> pl.Expr:
    """Whether a time that begins in a column is of the twelve months up to ``as_at``; asked where no time is named.

    What a document warns of is what is new in it, and no column of a year long past.
    """
    return pl.col("period_start").is_not_null() | (pl.col(start) > pl.col("as_at").dt.offset_by(_ITS_YEAR))
