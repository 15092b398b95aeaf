"""Printed arrows and colours beside the figures they speak about."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scorecard.validate.rules.shared.figures import figures, numbers, own
from scorecard.validate.rules.shared.pairs import nearest

_FIGURE = ["document", "indicator", "period"]


def borough(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The authority's own figures without a category, in order of place."""
    printed = numbers(own(figures(tables)))
    return printed.filter(pl.col("breakdown").is_null() & (pl.col("area_kind").fill_null("authority") == "authority"))


def signals_of(tables: Mapping[str, pl.DataFrame], signal: str) -> pl.DataFrame:
    """Printed signals of one kind that name an indicator, one row each, in order of place, numbered."""
    return (
        tables["signals"]
        .filter((pl.col("signal") == signal) & pl.col("indicator").is_not_null())
        .sort("document", "table", "line", "cell", maintain_order=True)
        .with_row_index("row")
    )


def with_figure(signals: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """``signals`` with the figure of their indicator and period: of the same line, else table, else document.

    Columns of the figure that the signal has too get the suffix ``_figure``.
    """
    pairs = signals.join(printed, on=_FIGURE, how="left", suffix="_figure")
    other_line = (pl.col("line") != pl.col("line_figure")).fill_null(True)
    other_table = (pl.col("table") != pl.col("table_figure")).fill_null(True)
    return nearest(pairs, other_line, other_table, "line_figure")
