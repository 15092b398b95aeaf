"""Figures in pairs: one beside another, the nearest of several, and the interval in which the two agree."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from scorecard.frames import looked_up
from scorecard.validate.rules.shared.figures import place, printable


def others(figures: pl.DataFrame, key: Iterable[str], *columns: str, prefix: str = "other") -> pl.DataFrame:
    """``figures`` as the other side of a join on ``key``: ``columns`` are called ``other_<column>``."""
    return figures.select(*key, *(pl.col(column).alias(f"{prefix}_{column}") for column in columns))


def compared_places(pairs: pl.DataFrame) -> pl.Expr:
    """The places of the figures beside each row: of all that `others` gave it, and of the parts of its sum."""
    columns = set(pairs.columns)
    beside = [name.removesuffix("line") for name in pairs.columns if name.endswith("_line")]
    places = [
        place(prefix, f"{prefix}document" if f"{prefix}document" in columns else "document")
        for prefix in beside
        if f"{prefix}cell" in columns
    ]
    parts = [pl.col("parts_basis")] if "parts_basis" in columns else []
    said = pl.concat_str([*places, *parts], separator="; ", ignore_nulls=True) if places or parts else pl.lit("")
    return pl.when(said != "").then(said)


def nearest(pairs: pl.DataFrame, *order: pl.Expr | str) -> pl.DataFrame:
    """One pair for each ``row``: the first in this order (false before true), then in the order in which they stand."""
    return pairs.sort("row", *order, maintain_order=True).unique("row", keep="first", maintain_order=True)


def misses() -> pl.Expr:
    """True where the published value lies outside its bounds."""
    return ~pl.col("published_value").is_between("lower", "upper")


def tolerance(prefix: str = "other") -> pl.Expr:
    """How far two printed figures may differ and still be one number: not at all with the same decimals."""
    either = pl.col("half") + pl.col(f"{prefix}_half")
    return pl.when(pl.col("step") == pl.col(f"{prefix}_step")).then(0).otherwise(either)


def held_against(rows: pl.DataFrame, lower: pl.Expr, upper: pl.Expr, *, value: str = "value") -> pl.DataFrame:
    """``rows`` as comparisons: ``value`` is what is published, between ``lower`` and ``upper`` it would agree."""
    return rows.with_columns(pl.col(value).alias("published_value"), lower.alias("lower"), upper.alias("upper"))


def held_against_other(pairs: pl.DataFrame, prefix: str = "other") -> pl.DataFrame:
    """``pairs`` as comparisons with their other figure, whose value is what is expected.

    Pairs of which no number with the row's decimals can agree are left out.
    """
    other, room = pl.col(f"{prefix}_micro"), tolerance(prefix)
    compared = held_against(pairs, *printable(other - room, other + room))
    expected = pl.col(f"{prefix}_value").alias("expected_value")
    return compared.with_columns(expected).filter(pl.col("lower") <= pl.col("upper"))


def of_the_majority(pairs: pl.DataFrame, agrees: pl.Expr) -> pl.DataFrame:
    """Of the pairs of each ``row`` those that agree, or those that do not, whichever are more.

    Where as many agree as do not, those that agree are kept; of two prints that differ neither is believed.
    """
    judged = pairs.with_columns(agrees.alias("agrees"))
    believed = pl.col("agrees").sum().over("row") >= (~pl.col("agrees")).sum().over("row")
    return judged.filter(pl.col("agrees") == believed)


def marked(rows: pl.DataFrame, places: pl.DataFrame, on: list[str], name: str) -> pl.DataFrame:
    """``rows`` with the boolean ``name``: do ``places`` have a row with the same ``on``?"""
    known = places.select(on).unique().with_columns(pl.lit(True).alias(name))
    return looked_up(rows, known, on).with_columns(pl.col(name).fill_null(False))
