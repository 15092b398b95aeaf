"""Figures that several documents print: each print of them in order of time, and what changed between them."""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.rows import decimals_of, from_micros, micros

_SUBJECT = ["indicator", "breakdown", "authority", "area", "area_kind", "unit", "period", "period_end", "theme"]
_PRINT = ["document", "as_at", "value", "numerator", "denominator", "published", "line", "cell"]


def vintages(known: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per print of each figure that several documents print, one of ``documents`` among them.

    ``known``: the figures as known (`as_known_at`). ``figure`` numbers them, in the order of ``known``; the prints of
    one stand from the oldest to the newest, ``print`` counts them from 0. Added: ``decimals`` of each value,
    ``changed``: does a print differ from the one before it, in its value or in an x or y that both print; ``change``:
    the newest value less the oldest, null where one has none. Both are the same in all rows of a figure.
    """
    again = known.filter(pl.col("earlier").list.len() > 0).with_row_index("figure")
    now = again.select("figure", *_SUBJECT, *_PRINT)
    before = (
        again.select("figure", *_SUBJECT, "earlier")
        .explode("earlier")
        .with_columns(pl.col("earlier").struct.unnest())
        .select(now.columns)
    )
    prints = pl.concat([before.reverse(), now]).sort("figure", "as_at", maintain_order=True)
    behind = prints.join(documents.select("document"), on="document", how="semi").select("figure").unique()
    other = pl.any_horizontal(
        (pl.col(part) != pl.col(part).shift(1).over("figure")).fill_null(False)
        for part in ("value", "numerator", "denominator")
    )
    whole = (micros("value").last() - micros("value").first()).over("figure")
    return prints.join(behind, on="figure", how="semi", maintain_order="left").with_columns(
        pl.int_range(pl.len()).over("figure").alias("print"),
        decimals_of(pl.col("value")).alias("decimals"),
        other.any().over("figure").alias("changed"),
        from_micros(whole).alias("change"),
    )
