"""Months, quarters, years to date and rolling years: which of them make up which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from scorecard.frames import looked_up

if TYPE_CHECKING:
    from scorecard.registry import Registry

_SERIES = ["authority", "quantity", "area", "breakdown"]
_WHOLES = ["quarter", "year_to_date", "financial_year"]
_YEAR = 12


def time_sums(counted: pl.DataFrame, registry: Registry, documents: pl.DataFrame | None) -> Iterator[pl.DataFrame]:
    """Terms (``group``, ``kind``, ``variable``, ``coefficient``, ``lower``, ``upper``) of sums over time.

    A month may be printed by another pack than the year: that of the same pack is taken first, then that of the latest.
    """
    spans = _with_age(_spans(counted), documents)
    wholes = spans.filter(pl.col("period_kind").is_in(_WHOLES) & ~pl.col("rolling"))
    months = spans.filter((pl.col("period_kind") == "month") & ~pl.col("rolling"))
    quarters = spans.filter((pl.col("period_kind") == "quarter") & ~pl.col("rolling"))
    yield from _made_of(wholes, months, "months of a longer time")
    yield from _made_of(wholes.filter(pl.col("period_kind") != "quarter"), quarters, "quarters of a year")
    yield from _made_of(_after_earlier(wholes), months, "months since an earlier year to date")
    yield from _rolling(spans, months, registry)


def _spans(counted: pl.DataFrame) -> pl.DataFrame:
    """Counts with the numbers of their first and last month."""
    number = {
        name: (pl.col(day).dt.year().cast(pl.Int64) * _YEAR + pl.col(day).dt.month().cast(pl.Int64)).alias(name)
        for name, day in (("first", "period_start"), ("last", "period_end"))
    }
    dated = counted.filter(pl.col("period_start").is_not_null() & pl.col("period_end").is_not_null())
    return (
        dated.with_columns(number.values())
        .select(
            *("document", *_SERIES, "rolling", "period_kind", "first", "last", "variable"),
            *("adds_up", "unique_persons"),
        )
        .unique(maintain_order=True)
    )


def _with_age(spans: pl.DataFrame, documents: pl.DataFrame | None) -> pl.DataFrame:
    """``spans`` with the ``age`` of their document: 0 for the latest."""
    if documents is None:
        order = spans.select("document").unique().sort("document", descending=True)
    else:
        order = documents.sort("as_at", "document", descending=True).select("document").unique(maintain_order=True)
    return looked_up(spans, order.with_row_index("age"), "document")


def _made_of(wholes: pl.DataFrame, parts: pl.DataFrame, kind: str) -> Iterator[pl.DataFrame]:
    """Wholes less the parts of their time, and less ``earlier`` where the whole has one.

    Equal where all of the time is there and the measure adds up; else at least. Of people each part is within the
    whole, and the whole within the sum.
    """
    asked = wholes.with_columns(pl.col("first").alias("from") if "from" not in wholes.columns else pl.col("from"))
    if "earlier" not in asked.columns:
        asked = asked.with_columns(pl.lit(None, dtype=pl.Int64).alias("earlier"))
    asked = asked.filter(pl.col("adds_up") | pl.col("unique_persons")).with_row_index("group")
    inside = _parts_inside(asked, parts)
    length = (pl.col("part_last") - pl.col("part_first") + 1).sum()
    covered = inside.group_by("group").agg(length.alias("covered"))
    told = asked.join(covered, on="group", how="inner", validate="1:1").with_columns(
        (pl.col("covered") == pl.col("last") - pl.col("from") + 1).alias("complete")
    )
    sums = told.filter("adds_up")
    people = told.filter(pl.col("unique_persons") & ~pl.col("adds_up") & pl.col("earlier").is_null())
    yield _terms(sums.filter("complete"), inside, kind, 0.0, 0.0)
    yield _terms(sums.filter(~pl.col("complete")), inside, kind, 0.0, float("inf"))
    yield _terms(people.filter("complete"), inside, kind, float("-inf"), 0.0)
    alone = people.join(inside.select("group", "part"), on="group", how="inner").with_columns(
        pl.concat_str("group", pl.lit("/"), "part").alias("one")
    )
    yield _terms(
        alone.with_columns(pl.col("one").alias("group")),
        alone.select(pl.col("one").alias("group"), "part"),
        kind,
        0.0,
        float("inf"),
    )


def _parts_inside(asked: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """One row per whole and part of its time: that of the same document, else that of the latest."""
    listed = parts.select(
        *_SERIES,
        pl.col("document").alias("part_document"),
        pl.col("age").alias("part_age"),
        pl.col("first").alias("part_first"),
        pl.col("last").alias("part_last"),
        pl.col("variable").alias("part"),
    )
    joined = asked.select("group", "document", "from", "last", "variable", *_SERIES).join(
        listed, on=_SERIES, how="inner", nulls_equal=True
    )
    within = (pl.col("part_first") >= pl.col("from")) & (pl.col("part_last") <= pl.col("last"))
    return (
        joined.filter(within & (pl.col("part") != pl.col("variable")))
        .sort("group", "part_first", pl.col("part_document") != pl.col("document"), "part_age", "part")
        .unique(["group", "part_first"], keep="first", maintain_order=True)
    )


def _after_earlier(wholes: pl.DataFrame) -> pl.DataFrame:
    """Years to date with an ``earlier`` shorter one of the same start, and the month ``from`` which the rest goes."""
    to_date = wholes.filter(pl.col("period_kind") != "quarter")
    shorter = wholes.select(
        *_SERIES,
        "first",
        pl.col("last").alias("until"),
        pl.col("variable").alias("earlier"),
        pl.col("age").alias("of_age"),
    )
    pairs = to_date.join(shorter, on=[*_SERIES, "first"], how="inner", nulls_equal=True)
    return (
        pairs.filter(pl.col("until") < pl.col("last")).with_columns((pl.col("until") + 1).alias("from")).drop("of_age")
    )


def _terms(wholes: pl.DataFrame, inside: pl.DataFrame, kind: str, lower: float, upper: float) -> pl.DataFrame:
    """One row per whole (once), per earlier part that it has (less once) and per part (less once)."""
    group = pl.col("group").cast(pl.String)
    one, less = pl.lit(1, dtype=pl.Int64), pl.lit(-1, dtype=pl.Int64)
    parts = wholes.select("group").join(inside.select("group", "part"), on="group", how="inner")
    earlier = wholes.filter(pl.col("earlier").is_not_null())
    return pl.concat(
        [
            wholes.select(group, "variable", one.alias("coefficient")),
            earlier.select(group, pl.col("earlier").alias("variable"), less.alias("coefficient")),
            parts.select(group, pl.col("part").alias("variable"), less.alias("coefficient")),
        ]
    ).with_columns(pl.lit(kind).alias("kind"), pl.lit(lower).alias("lower"), pl.lit(upper).alias("upper"))


def _rolling(spans: pl.DataFrame, months: pl.DataFrame, registry: Registry) -> Iterator[pl.DataFrame]:
    """Rolling years are the sum of their twelve months."""
    links = (
        registry.frame()
        .filter(pl.col("rolling_of").is_not_null())
        .select(pl.col("indicator").alias("quantity"), "rolling_of")
    )
    years = spans.filter("rolling").join(links, on="quantity", how="inner")
    asked = years.with_columns(
        pl.col("rolling_of").alias("quantity"),
        (pl.col("last") - _YEAR + 1).alias("from"),
        pl.lit(True).alias("adds_up"),
    )
    yield from _made_of(asked.drop("rolling_of"), months, "months of a rolling year")
