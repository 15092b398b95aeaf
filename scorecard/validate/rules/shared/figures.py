"""The figures a rule compares, as exact whole numbers, and the registry's rules as frames to join with.

A printed number is held as whole *micros* (millionths) together with half of its last printed decimal, so that
"could both be the same number?" is a comparison of integers and never of binary fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard.column_words import MICROS
from scorecard.measures.polarity import with_family
from scorecard.schema import PRINTED_AT, SCHEMAS, conform

if TYPE_CHECKING:
    from scorecard.registry import Registry

# What a figure is about. The breakdown may be null: joins on SUBJECT need nulls_equal=True.
SUBJECT = ["document", "indicator", "area", "breakdown"]
PLACE = ["document", "table", "line", "cell", "part"]
_MAXIMUM_DECIMALS = 6
_BEYOND = 10**10


def micros(value: pl.Expr) -> pl.Expr:
    """A printed number in whole millionths; null for one that no pack can mean, of more than ten digits.

    Sums and hundredfolds of the others stay within 64 bits.
    """
    return (pl.when(value.abs() < _BEYOND).then(value) * MICROS).round(0).cast(pl.Int64)


def step() -> pl.Expr:
    """One unit of the last printed decimal, in millionths; a missing number of decimals counts as none."""
    return (
        pl.lit(10, dtype=pl.Int64)
        .pow(_MAXIMUM_DECIMALS - pl.col("decimals").fill_null(0).clip(0, 5).cast(pl.Int64))
        .cast(pl.Int64)
    )


def figures(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every printed figure (missing marks left out), one row each, in order of place.

    Adds ``micro`` and ``half`` (the value and half of its last decimal in millionths; a whole count is exact, its
    half is 0), ``step`` (the whole last decimal), ``as_at`` of the document and ``family`` of the table.
    Where it stands in a file that is no text is left out: no rule asks.
    """
    documents = tables["documents"].select("document", "as_at")
    printed = tables["observations"].filter(pl.col("status") != "missing").drop(PRINTED_AT, strict=False)
    whole = (pl.col("unit") == "count") & (pl.col("decimals").fill_null(0) == 0)
    return (
        with_family(printed, tables)
        .join(documents, on="document", how="left", validate="m:1")
        .with_columns(micros(pl.col("value")).alias("micro"), step().alias("step"))
        .with_columns(pl.when(whole).then(0).otherwise(pl.col("step") // 2).alias("half"))
        .sort(*PLACE, maintain_order=True)
    )


def numbers(printed: pl.DataFrame) -> pl.DataFrame:
    """The figures that are a number of their own, without the "x of y" cells."""
    return printed.filter(pl.col("value").is_not_null())


def own(printed: pl.DataFrame) -> pl.DataFrame:
    """The figures about the authority and its localities, without benchmarks."""
    return printed.filter(pl.col("area_kind").fill_null("authority") != "comparator")


def place(prefix: str = "", document: str = "document") -> pl.Expr:
    """A figure's place from its columns: "document:line:cell", or "document:line" where it has no cell."""
    cell = pl.col(f"{prefix}cell")
    return pl.concat_str(
        pl.col(document),
        pl.lit(":"),
        pl.col(f"{prefix}line").cast(pl.String),
        pl.when(cell.is_null()).then(pl.lit("")).otherwise(pl.lit(":") + cell.cast(pl.String)),
    )


def printable(lower: pl.Expr, upper: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The least and the greatest number of the row's decimals within [lower, upper] (millionths), as floats.

    A float made by one division of whole numbers is the float that reading the same decimals gives, so comparing
    a printed value with these bounds is exact.
    """
    places = pl.col("step")
    least, greatest = -((-lower) // places), upper // places
    unit = MICROS // places
    return least.cast(pl.Float64) / unit.cast(pl.Float64), greatest.cast(pl.Float64) / unit.cast(pl.Float64)


_RENAMED = {
    "name": "title",
    "basis": "usual_basis",
    "unit": "usual_unit",
    "breakdown": "has_categories",
    "numerator": "numerator_id",
    "denominator": "denominator_id",
}


def with_rules(printed: pl.DataFrame, registry: Registry, *columns: str) -> pl.DataFrame:
    """``printed`` with columns of the registry's frame, renamed where a figure has a column of that name.

    ``name`` (always there) becomes ``title``; the others are in `_RENAMED`. Figures of indicators that the registry
    does not know are left out: two unknown rows of one name may be two different measures.
    """
    wanted = registry.frame().select("indicator", *(pl.col(c).alias(_RENAMED.get(c, c)) for c in ("name", *columns)))
    return printed.join(wanted, on="indicator", how="inner", validate="m:1", maintain_order="left")


def each_x_of_y_once(printed: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Of figures that carry x and y one row per ``key``: the "x of y" cell itself where there is one.

    One "x of y" stands in two rows, its own cell's and its percentage's.
    """
    return printed.sort(pl.col("unit") != "ratio", maintain_order=True).unique(key, keep="first", maintain_order=True)


def components(printed: pl.DataFrame) -> pl.DataFrame:
    """Everything that can be added up: each number, and the x and the y of each "x of y", one row each.

    ``what`` is ``value``, ``x`` or ``y``; x and y are held as counts (``micro``, ``half`` 0, ``decimals`` 0) at
    the place of the "x of y" cell, or of its percentage where the counts have no cell of their own.
    """
    key = ["document", "table", "line", "indicator", "area", "breakdown", "period"]
    counted = printed.filter(pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null())
    once = each_x_of_y_once(counted, key)
    pieces = [numbers(printed).with_columns(pl.lit("value").alias("what"))]
    for what, column in (("x", "numerator"), ("y", "denominator")):
        pieces.append(
            once.with_columns(
                pl.lit(what).alias("what"),
                pl.col(column).alias("value"),
                micros(pl.col(column)).alias("micro"),
                pl.lit(0, dtype=pl.Int64).alias("half"),
                pl.lit(MICROS, dtype=pl.Int64).alias("step"),
                pl.lit(0, dtype=pl.Int8).alias("decimals"),
                pl.lit("count").alias("unit"),
            )
        )
    return pl.concat(pieces)


def clouded(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The lines of tables on which a figure could not be read: sums over them are not complete.

    ``period`` is that of the figure where its place tells it; null where it may be any of the line. A tolerance that
    could not be read is no part of a sum.
    """
    place = ["document", "table", "line", "period"]
    unread, tolerances = (_conformed(tables, name) for name in ("unread", "thresholds"))
    figures_unread = unread.join(tolerances, on=["document", "line", "cell"], how="anti")
    return figures_unread.select(place).unique(maintain_order=True)


def _conformed(tables: Mapping[str, pl.DataFrame], name: str) -> pl.DataFrame:
    """A table of the contract with all its columns; without rows where it is not there."""
    return conform(name, tables[name]) if name in tables else pl.DataFrame(schema=SCHEMAS[name])
