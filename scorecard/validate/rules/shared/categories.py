"""Everything that can be added up, and wholes that a document prints only as categories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.categories import category_counts
from scorecard.column_words import MICROS
from scorecard.validate.rules.shared.figures import clouded, components, figures, own, with_rules

if TYPE_CHECKING:
    from scorecard.registry import Registry


def summable(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Every component about the authority and its localities, missing marks included with a null number.

    Adds ``clouded`` (a figure on its line, of its period where that is known, was not read) and the registry's rules.
    """
    missing = tables["observations"].filter(pl.col("status") == "missing")
    no_number = [pl.lit(None, dtype=pl.Float64).alias(c) for c in ("value", "numerator", "denominator")]
    gaps = figures({**tables, "observations": missing.with_columns(pl.lit("gap").alias("status"), *no_number)})
    parts = pl.concat([components(own(figures(tables))), own(gaps).with_columns(pl.lit("value").alias("what"))])
    return with_rules(
        _with_clouded(parts, clouded(tables)),
        registry,
        "kind",
        "basis",
        "adds_up",
        "areas_add_up",
        "unique_persons",
        "parts_of",
        "denominator",
        "breakdown",
    )


def _with_clouded(parts: pl.DataFrame, dark: pl.DataFrame) -> pl.DataFrame:
    line = ["document", "table", "line"]
    of_any = dark.filter(pl.col("period").is_null()).select(line).with_columns(any_dark=True)
    of_period = dark.filter(pl.col("period").is_not_null()).with_columns(dark=True)
    return (
        parts.join(of_any, on=line, how="left", validate="m:1", maintain_order="left")
        .join(of_period, on=[*line, "period"], how="left", validate="m:1", maintain_order="left")
        .with_columns(clouded=pl.coalesce("any_dark", "dark"))
        .drop("any_dark", "dark")
    )


def derived_wholes(parts: pl.DataFrame) -> pl.DataFrame:
    """Wholes that a document prints only as categories: their sum, as a count at the first category's line.

    One row per document, whole, area and period; only where every category of the table was read, and where the
    whole itself is printed nowhere. ``parts`` are those of `summable`.
    """
    cells = category_counts(parts).filter(
        (pl.col("role") == "cell") & pl.col("parts_of").is_not_null() & ~pl.col("unique_persons").fill_null(False)
    )
    by = ["document", "area", "period", "parts_of"]
    printed = parts.filter((pl.col("what") == "value") & pl.col("micro").is_not_null() & pl.col("breakdown").is_null())
    alone = _sums_of_cells(cells, by).join(
        printed, left_on=by, right_on=["document", "area", "period", "indicator"], how="anti", nulls_equal=True
    )
    return (
        alone.unique(by, keep="first", maintain_order=True)
        .with_columns(
            pl.col("parts_of").alias("indicator"),
            pl.lit(None, dtype=pl.String).alias("breakdown"),
            pl.lit(None, dtype=pl.Int32).alias("cell"),
            (pl.col("micro") / MICROS).alias("value"),
            pl.lit(None, dtype=pl.String).alias("published"),
        )
        .select(parts.columns)
    )


def _sums_of_cells(cells: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The counts of a table's categories added up, as a row like its first; only where every category was read."""
    key = [*by, "table", "indicator"]
    sums = (
        cells.sort("line", "cell")
        .group_by(key, maintain_order=True)
        .agg(
            pl.col("micro").sum(),
            (pl.col("micro").is_null() | pl.col("clouded").fill_null(False)).any().alias("short"),
            pl.len().alias("pieces"),
            pl.exclude(*key, "micro").first(),
        )
    )
    return sums.filter(~pl.col("short") & (pl.col("pieces") >= 2) & (pl.col("unit") == "count"))
