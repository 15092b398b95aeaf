"""Everything that can be added up, and the part that a category plays in its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.units import units_that_add_up
from scorecard.validate.rules.shared.figures import MICROS, clouded, components, figures, own, with_rules

if TYPE_CHECKING:
    from scorecard.registry import Registry

CROSSED = " / "
TOTAL = r"(?i)^\s*(grand|sub|overall)?[\s-]*total\b"


def summable(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Every component about the authority and its localities, missing marks included with a null number.

    Adds ``clouded`` (a figure on its line was not read) and the registry's rules.
    """
    missing = tables["observations"].filter(pl.col("status") == "missing")
    no_number = [pl.lit(None, dtype=pl.Float64).alias(c) for c in ("value", "numerator", "denominator")]
    gaps = figures({**tables, "observations": missing.with_columns(pl.lit("gap").alias("status"), *no_number)})
    parts = pl.concat([components(own(figures(tables))), own(gaps).with_columns(pl.lit("value").alias("what"))])
    dark = clouded(tables).with_columns(pl.lit(True).alias("clouded"))
    return with_rules(
        parts.join(dark, on=["document", "table", "line"], how="left", validate="m:1", maintain_order="left"),
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


def category_counts(parts: pl.DataFrame) -> pl.DataFrame:
    """Counts of categories with the part they play: ``cell``, ``row total``, ``column total`` or ``total``.

    A table may cross two kinds of categories ("source / outcome", ``across`` and ``down``); then a category that
    stands alone and is one of the two is the total of its row or column. A stroke within a name crosses nothing.
    """
    counted = parts.filter(
        pl.col("unit").is_in(units_that_add_up()) & (pl.col("what") == "value") & pl.col("breakdown").is_not_null()
    )
    table = ["document", "table", "indicator"]
    pair = pl.col("breakdown").str.split_exact(CROSSED, 1)
    split = counted.with_columns(
        pair.struct.field("field_0").alias("across"), pair.struct.field("field_1").alias("down")
    )
    down_labels = pl.col("down").n_unique().over([*table, "across"])
    across_labels = pl.col("across").n_unique().over([*table, "down"])
    crosses = pl.col("down").is_not_null() & ((down_labels > 1) | (across_labels > 1))
    told = split.with_columns(
        pl.when(crosses).then("across").otherwise(None).alias("across"),
        pl.when(crosses).then("down").otherwise(None).alias("down"),
    )
    rows, columns = (
        told.filter(pl.col(c).is_not_null())
        .select(*table, pl.col(c).alias("breakdown"))
        .unique()
        .with_columns(pl.lit(c).alias(f"is_{c}"))
        for c in ("across", "down")
    )
    named = told.join(rows, on=[*table, "breakdown"], how="left").join(columns, on=[*table, "breakdown"], how="left")
    return named.with_columns(_role().alias("role")).with_columns(
        pl.when(pl.col("role") == "row total")
        .then(pl.coalesce("across", "breakdown"))
        .otherwise("across")
        .alias("across"),
        pl.when(pl.col("role") == "column total")
        .then(pl.coalesce("down", "breakdown"))
        .otherwise("down")
        .alias("down"),
    )


def _role() -> pl.Expr:
    """What a category's count is in its table."""
    word = pl.col("breakdown").str.contains(TOTAL)
    across, down = pl.col("across").str.contains(TOTAL), pl.col("down").str.contains(TOTAL)
    return (
        pl.when(pl.col("across").is_null() & pl.col("is_across").is_not_null() & ~word)
        .then(pl.lit("row total"))
        .when(pl.col("across").is_null() & pl.col("is_down").is_not_null() & ~word)
        .then(pl.lit("column total"))
        .when(pl.col("across").is_null() & word)
        .then(pl.lit("total"))
        .when(across & down)
        .then(pl.lit("total"))
        .when(down)
        .then(pl.lit("row total"))
        .when(across)
        .then(pl.lit("column total"))
        .otherwise(pl.lit("cell"))
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
    summed = (
        cells.sort("line", "cell")
        .group_by(*by, "table", "indicator", maintain_order=True)
        .agg(
            pl.col("micro").sum().alias("total"),
            (pl.col("micro").is_null() | pl.col("clouded").fill_null(False)).any().alias("short"),
            pl.len().alias("pieces"),
            *(pl.col(c).first() for c in parts.columns if c not in (*by, "table", "indicator", "micro")),
        )
        .filter(~pl.col("short") & (pl.col("pieces") >= 2) & (pl.col("unit") == "count"))
    )
    printed = parts.filter((pl.col("what") == "value") & pl.col("micro").is_not_null() & pl.col("breakdown").is_null())
    alone = summed.join(
        printed, left_on=by, right_on=["document", "area", "period", "indicator"], how="anti", nulls_equal=True
    ).unique(by, keep="first", maintain_order=True)
    return alone.with_columns(
        pl.col("parts_of").alias("indicator"),
        pl.lit(None, dtype=pl.String).alias("breakdown"),
        pl.lit(None, dtype=pl.Int32).alias("cell"),
        pl.col("total").alias("micro"),
        (pl.col("total") / MICROS).alias("value"),
        pl.lit(None, dtype=pl.String).alias("published"),
    ).select(parts.columns)
