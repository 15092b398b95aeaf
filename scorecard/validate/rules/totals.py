"""Totals: rows and columns of a table, localities and the borough, months and the quarter or the year.

What adds up is the registry's word (``adds_up``, ``areas_add_up``, ``parts_of``, ``unique_persons``). Where a part is
not printed or was not read, the sum only bounds the whole from below.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.comparisons import Comparisons, Rule
from scorecard.validate.rules import _year_totals as years
from scorecard.validate.rules._figures import clouded, components, figures, own, with_rules
from scorecard.validate.rules._result import Part, concluded
from scorecard.validate.rules._sums import added_up, against_sum, sum_words

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    "totals",
    "A total is the sum of its parts: categories, localities, months; a yearly share lies among its months.",
    "Arithmetic of additive measures; which measures add up is said in the registry",
)
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
        registry, "kind", "basis", "adds_up", "areas_add_up", "unique_persons", "parts_of", "denominator",
    )  # fmt: skip


def _groups(parts: pl.DataFrame, wholes: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """``wholes`` joined with the sums of ``parts`` that share ``by``; wholes without two parts are left out."""
    sums = added_up(parts, by).filter(pl.col("parts") >= 2)
    return wholes.filter(pl.col("micro").is_not_null()).join(sums, on=by, how="inner", nulls_equal=True, validate="m:1")


def _category_counts(parts: pl.DataFrame) -> pl.DataFrame:
    """Counts of categories, with ``across`` and ``down`` where a table crosses two ("source / outcome").

    A simple category has only ``across``. ``total_across`` and ``total_down``: is that part the word for a total?
    """
    counted = parts.filter(
        (pl.col("unit") == "count") & (pl.col("what") == "value") & pl.col("breakdown").is_not_null()
    )
    pair = pl.col("breakdown").str.split_exact(CROSSED, 1)
    return counted.with_columns(
        pair.struct.field("field_0").alias("across"), pair.struct.field("field_1").alias("down")
    ).with_columns(
        pl.col("across").str.contains(TOTAL).alias("total_across"),
        pl.col("down").str.contains(TOTAL).alias("total_down"),
    )


def category_totals(parts: pl.DataFrame) -> pl.DataFrame:
    """Printed totals of categories beside their sum in the same table: simple, by row, by column and of the totals."""
    counted = _category_counts(parts)
    crossed, plain = counted.filter(pl.col("down").is_not_null()), counted.filter(pl.col("down").is_null())
    by = ["document", "table", "indicator", "area", "period", "unit", "what"]
    across, down = pl.col("total_across"), pl.col("total_down")
    plain_parts = plain.filter(~across)
    # a plain "Total" over a crossed table is the total of its row totals
    margins = crossed.filter(~across & down).join(plain_parts, on=by, how="anti", nulls_equal=True)
    found = [
        _groups(plain_parts, plain.filter(across), by),
        _groups(crossed.filter(~across & ~down), crossed.filter(~across & down), [*by, "across"]),
        _groups(crossed.filter(~across & ~down), crossed.filter(across & ~down), [*by, "down"]),
        _groups(margins, pl.concat([crossed.filter(across & down), plain.filter(across)]), by),
    ]
    return against_sum(pl.concat(found, how="diagonal"))


def category_wholes(parts: pl.DataFrame) -> pl.DataFrame:
    """Categories of a measure beside the whole that the registry names for them, in the same document."""
    counted = parts.filter((pl.col("unit") == "count") & (pl.col("what") == "value"))
    named = _category_counts(parts)
    single = ~pl.col("total_across") & ~pl.col("total_down").fill_null(False)
    pieces = named.filter(single & pl.col("parts_of").is_not_null()).with_columns(
        pl.col("parts_of").alias("whole_id"), pl.col("table").alias("parts_table")
    )
    wholes = counted.filter(pl.col("breakdown").is_null()).with_columns(pl.col("indicator").alias("whole_id"))
    by = ["document", "whole_id", "area", "period", "unit", "what"]
    sums = added_up(pieces, [*by, "parts_table", "indicator"]).filter(pl.col("parts") >= 2).rename({"indicator": "of"})
    found = wholes.filter(pl.col("micro").is_not_null()).join(sums, on=by, how="inner")
    return against_sum(found.filter(pl.col("of") != pl.col("indicator")))


def area_totals(parts: pl.DataFrame) -> pl.DataFrame:
    """The borough beside the sum of its localities, for measures whose localities add up (and for x and y)."""
    adds = (pl.col("unit") == "count") & (pl.col("areas_add_up").fill_null(False) | (pl.col("what") != "value"))
    eligible = parts.filter(adds)
    by = ["document", "table", "indicator", "breakdown", "period", "unit", "what"]
    localities = eligible.filter(pl.col("area_kind") == "locality")
    column = ["document", "table", "indicator", "breakdown"]
    # a locality that the table prints for other periods but not for this one is a part that is not there
    expected = localities.group_by(column).agg(pl.col("area").n_unique().alias("localities"))
    borough = eligible.filter(pl.col("area_kind") == "authority")
    found = _groups(localities, borough, by).join(expected, on=column, how="left", nulls_equal=True, validate="m:1")
    short = pl.col("localities") - pl.col("parts")
    return against_sum(found.with_columns(pl.max_horizontal("gaps", short).alias("gaps")))


def area_means(parts: pl.DataFrame) -> pl.DataFrame:
    """The borough's share or average between its least and its greatest locality."""
    shares = parts.filter(pl.col("kind").is_in(["share", "average"]) & (pl.col("what") == "value"))
    by = ["document", "table", "indicator", "breakdown", "period", "unit", "what"]
    localities = shares.filter(pl.col("area_kind") == "locality")
    found = _groups(localities, shares.filter(pl.col("area_kind") == "authority"), by)
    return years.between(found.filter(pl.col("gaps") == 0))


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed whole and set of parts it is held against."""
    parts = summable(tables, registry)
    told = partial(sum_words, tables=tables, found=parts)
    among = partial(years.between_words, tables=tables)
    months = years.monthly(parts)
    pieces: list[Part] = [
        (category_totals(parts), partial(told, parts="the categories")),
        (category_wholes(parts), partial(told, parts="its categories")),
        (area_totals(parts), partial(told, parts="the areas")),
        (area_means(parts), partial(among, parts="areas")),
        (years.added(parts, months), partial(told, parts="the months")),
        (years.unique_persons(parts, months), partial(among, parts="months")),
    ]
    weighted = years.weighted(parts, months)
    pieces.append((weighted, partial(years.weighted_words, tables=tables)))
    pieces.append((years.share_between(parts, months, weighted), partial(among, parts="months")))
    rolling, why = years.rolling(parts, registry)
    pieces.append((rolling, partial(told, parts="its twelve months")))
    return concluded(RULE, pieces, why)
