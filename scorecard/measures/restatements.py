"""Figures that several documents print: each print of them in order of time, and what changed between them."""

from __future__ import annotations

import polars as pl

from scorecard.measures.answers.rows import decimals_of, from_micros, micros

_SUBJECT = ["indicator", "breakdown", "authority", "area", "area_kind", "unit", "period", "period_end", "theme"]
_PRINT = ["document", "as_at", "value", "numerator", "denominator", "published", "line", "cell"]


def vintages(known: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """One row per document that prints a figure, of figures that several print, one of ``documents`` among them.

    ``known``: the figures as known (`as_known_at`). ``figure`` numbers them, in the order of ``known``; the prints of
    one stand from the oldest document to the newest, ``print`` counts them from 0. Of a document that prints a figure
    several times the print is the one that `as_known_at` puts first; other values that it prints are ``beside``.
    Added: ``decimals``, as many as any print of the figure needs; ``changed``: does a print differ from the one before
    it, in its value or in an x or y that both print; ``change``: the newest value less the oldest, null where one has
    none. These are the same in all rows of a figure.
    """
    again = known.filter(pl.col("earlier").list.len() > 0).with_row_index("figure")
    now = again.select("figure", *_SUBJECT, *_PRINT, beside="same_document")
    older = (
        again.select("figure", *_SUBJECT, "earlier")
        .explode("earlier")
        .with_columns(pl.col("earlier").struct.unnest())
        .select("figure", *_SUBJECT, *_PRINT)
    )
    other = pl.col("value").filter(pl.col("value") != pl.col("value").first())
    before = older.group_by("figure", *_SUBJECT, "document", maintain_order=True).agg(
        pl.exclude("document").first(), other.unique().sort().alias("beside")
    )
    prints = pl.concat([before.select(now.columns).reverse(), now]).sort("figure", "as_at", maintain_order=True)
    behind = prints.join(documents.select("document"), on="document", how="semi").select("figure").unique()
    otherwise = pl.any_horizontal(
        (pl.col(part) != pl.col(part).shift(1).over("figure")).fill_null(False)
        for part in ("value", "numerator", "denominator")
    )
    whole = (micros("value").last() - micros("value").first()).over("figure")
    return prints.join(behind, on="figure", how="semi", maintain_order="left").with_columns(
        pl.int_range(pl.len()).over("figure").alias("print"),
        decimals_of(pl.col("value")).max().over("figure").alias("decimals"),
        otherwise.any().over("figure").alias("changed"),
        from_micros(whole).alias("change"),
    )
