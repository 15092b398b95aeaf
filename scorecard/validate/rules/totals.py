"""Totals: rows and columns of a table, localities and the borough, months and the quarter or the year.

What adds up is the registry's word (``adds_up``, ``areas_add_up``, ``parts_of``, ``unique_persons``). Where a part is
not printed or was not read, the sum only bounds the whole from below.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.categories import CROSSED, TOTAL, category_counts
from scorecard.units import units_that_add_up
from scorecard.validate.rules.shared import areas
from scorecard.validate.rules.shared import year_totals as years
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from scorecard.validate.rules.shared.conclusions import Part, concluded
from scorecard.validate.rules.shared.shares import HUNDRED
from scorecard.validate.rules.shared.sums import added_up, against_sum, sum_words, together

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="totals",
    title=(
        "A total is what its parts add up to: rows, columns, areas, months and quarters, the year to date and "
        "the rolling year."
    ),
    asks=(
        "do rows and columns of a table, crossed tables, categories and their whole, localities and the "
        "authority, months or quarters and the year, rolling years and their months add up; does a year's share "
        "lie among its months or match their weighted mean; are people, who may stand in two parts, within "
        "their bounds; does the authority's share move as its localities' do, and is it none of theirs alone?"
    ),
    source="Arithmetic of additive measures; which measures add up is said in the registry",
    scope="one document",
    confirms=True,
    needs=("parts_of", "adds_up", "areas_add_up", "unique_persons", "kind", "basis", "rolling_of"),
)


def _groups(parts: pl.DataFrame, wholes: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """``wholes`` joined with the sums of ``parts`` that share ``by``; wholes without two parts are left out."""
    sums = added_up(parts, by).filter(pl.col("parts") >= 2)
    return wholes.filter(pl.col("micro").is_not_null()).join(sums, on=by, how="inner", nulls_equal=True, validate="m:1")


def _longer(totals: pl.DataFrame, pieces: pl.DataFrame) -> pl.DataFrame:
    """Totals of a longer period lack a part where a category has a figure in the table and none in that column."""
    columns = ["document", "table", "indicator", "area"]
    known = (
        pieces.filter(pl.col("micro") != 0)
        .group_by(columns)
        .agg(pl.col("breakdown").n_unique().cast(pl.Int64).alias("categories"))
    )
    longer = pl.col("period_kind").is_in(["year_to_date", "financial_year", "quarter"])
    joined = totals.join(known, on=columns, how="left", validate="m:1")
    short = pl.when(longer).then(pl.col("categories").fill_null(0) - pl.col("parts")).otherwise(0)
    return joined.with_columns(pl.max_horizontal("gaps", short).alias("gaps"))


def category_totals(parts: pl.DataFrame) -> pl.DataFrame:
    """Printed totals of categories beside their sum in the same table: simple, by row, by column and of the totals."""
    counted = category_counts(parts)
    by = ["document", "table", "indicator", "area", "period", "unit", "what"]
    cells, rows, columns, totals = (
        counted.filter(pl.col("role") == role) for role in ("cell", "row total", "column total", "total")
    )
    crossed, plain = cells.filter(pl.col("down").is_not_null()), cells.filter(pl.col("down").is_null())
    simple = totals.join(rows, on=by, how="anti", nulls_equal=True)
    pairs = [
        _longer(_groups(plain, simple, by), plain),
        _groups(crossed, rows, [*by, "across"]),
        _groups(crossed, columns, [*by, "down"]),
        _groups(rows, totals, by),
        _groups(columns, totals, by),
    ]
    return _people_or_sum(pl.concat(pairs, how="diagonal"))


def _people_or_sum(totals: pl.DataFrame) -> pl.DataFrame:
    """Totals that are the sum of their categories; people may stand in two, so their total is only bounded."""
    people = pl.col("unique_persons").fill_null(False)
    sums, persons = against_sum(totals.filter(~people)), years.bounded(totals.filter(people))
    return pl.concat([sums, persons], how="diagonal")


def category_wholes(parts: pl.DataFrame) -> pl.DataFrame:
    """Categories of a measure beside the whole that the registry names for them, in the same document."""
    counted = parts.filter(pl.col("unit").is_in(units_that_add_up()) & (pl.col("what") == "value"))
    named = category_counts(parts).filter(pl.col("role") == "cell")
    pieces = named.filter(pl.col("parts_of").is_not_null()).with_columns(
        pl.col("parts_of").alias("whole_id"), pl.col("table").alias("parts_table")
    )
    wholes = counted.filter(pl.col("breakdown").is_null()).with_columns(pl.col("indicator").alias("whole_id"))
    by = ["document", "whole_id", "area", "period", "unit", "what"]
    sums = added_up(pieces, [*by, "parts_table", "indicator"]).filter(pl.col("parts") >= 2).rename({"indicator": "of"})
    pairs = wholes.filter(pl.col("micro").is_not_null()).join(sums, on=by, how="inner")
    return against_sum(pairs.filter(pl.col("of") != pl.col("indicator")))


def nested_wholes(parts: pl.DataFrame) -> pl.DataFrame:
    """Categories of a measure beside the sum of their own sub-categories ("theme" and "theme / issue")."""
    counted = parts.filter(
        (pl.col("unit") == "count") & (pl.col("what") == "value") & pl.col("breakdown").is_not_null()
    )
    nested = counted.filter(pl.col("breakdown").str.contains(CROSSED, literal=True) & pl.col("parts_of").is_not_null())
    pieces = nested.with_columns(
        pl.col("parts_of").alias("whole_id"), pl.col("breakdown").str.split_exact(CROSSED, 1).struct[0].alias("over")
    )
    by = ["document", "whole_id", "over", "area", "period", "unit", "what"]
    wholes = counted.with_columns(pl.col("indicator").alias("whole_id"), pl.col("breakdown").alias("over"))
    return against_sum(wholes.filter(pl.col("micro").is_not_null()).join(added_up(pieces, by), on=by, how="inner"))


def _areas_and_rest(eligible: pl.DataFrame) -> pl.DataFrame:
    """The localities' figures, and the authority's categories that no locality has ("no area specified")."""
    localities = eligible.filter(pl.col("area_kind") == "locality")
    table = ["document", "table", "indicator"]
    rest = eligible.filter((pl.col("area_kind") == "authority") & pl.col("breakdown").is_not_null())
    rest = rest.filter(~pl.col("breakdown").str.contains(TOTAL)).join(
        localities, on=[*table, "breakdown"], how="anti", nulls_equal=True
    )
    beside = rest.join(localities.filter(pl.col("breakdown").is_null()), on=table, how="semi")
    return pl.concat([localities, beside.with_columns(pl.lit(None, dtype=pl.String).alias("breakdown"))])


def area_totals(parts: pl.DataFrame) -> pl.DataFrame:
    """The borough beside the sum of its localities, for measures whose localities add up (and for x and y)."""
    value = (pl.col("what") == "value") & pl.col("areas_add_up").fill_null(False)
    return against_sum(_with_areas(parts.filter(value | (pl.col("what") != "value")), parts))


def area_persons(parts: pl.DataFrame) -> pl.DataFrame:
    """The borough's number of people beside those of its localities, in several of which one may be counted."""
    people = pl.col("unique_persons").fill_null(False) & ~pl.col("areas_add_up").fill_null(False)
    return years.bounded(_with_areas(parts.filter(people & (pl.col("what") == "value")), parts))


def _with_areas(eligible: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """The borough's figures with the sum of its localities'.

    A locality that the table prints anywhere and not here is a part that is not there.
    """
    by = ["document", "table", "indicator", "breakdown", "period", "unit", "what"]
    pieces = _areas_and_rest(eligible)
    expected = (
        parts.filter(pl.col("area_kind") == "locality")
        .group_by("document", "table")
        .agg(pl.col("area").n_unique().cast(pl.Int64).alias("localities"))
    )
    own_ones = (
        pieces.filter(pl.col("micro").is_not_null())
        .group_by(by)
        .agg(pl.col("area").filter(pl.col("area_kind") == "locality").n_unique().cast(pl.Int64).alias("there"))
    )
    pairs = (
        _groups(pieces, eligible.filter(pl.col("area_kind") == "authority"), by)
        .join(expected, on=["document", "table"], how="left", validate="m:1")
        .join(own_ones, on=by, how="left", nulls_equal=True, validate="m:1")
    )
    short = pl.col("localities") - pl.col("there")
    return pairs.with_columns(pl.max_horizontal("gaps", short).alias("gaps"))


def area_means(parts: pl.DataFrame) -> pl.DataFrame:
    """The borough's share or average between its least and its greatest locality.

    Not where the localities' shares are of one whole, so that they add up to the borough's 100%.
    """
    mean = pl.col("kind").is_in(["share", "average"]) & ~pl.col("areas_add_up").fill_null(False)
    shares = parts.filter(mean & (pl.col("what") == "value") & (pl.col("unit") != "ratio"))
    by = ["document", "table", "indicator", "breakdown", "period", "unit", "what"]
    localities = shares.filter(pl.col("area_kind") == "locality")
    pairs = _groups(localities, shares.filter(pl.col("area_kind") == "authority"), by)
    off = (pl.col("sum") - pl.col("micro")).abs()
    of_one_whole = (
        (pl.col("unit") == "percent") & (pl.col("micro") == HUNDRED) & (off <= pl.col("slack") + pl.col("half"))
    )
    return years.between(pairs.filter((pl.col("gaps") == 0) & ~of_one_whole))


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per printed whole and set of parts it is held against."""
    parts = summable(tables, registry)
    months = years.monthly(pl.concat([parts, derived_wholes(parts)]))
    by_months, weighted = years.added(parts, months), years.weighted(parts, months)
    rolling, why = years.rolling(parts, registry)
    sums = {
        "the categories": category_totals(parts),
        "its categories": category_wholes(parts),
        "its own categories": nested_wholes(parts),
        "the areas": area_totals(parts),
        "the months": by_months,
        "the quarters": years.added_quarters(parts, by_months),
        "its twelve months": rolling,
    }
    among_areas = [area_persons(parts), area_means(parts)]
    among_months = [years.unique_persons(parts, months), years.share_between(parts, months, weighted)]
    ranges = {
        "the areas": pl.concat(among_areas, how="diagonal_relaxed"),
        "the months": pl.concat(among_months, how="diagonal_relaxed"),
    }
    means = areas.means(parts)
    pieces: list[Part] = [
        (together(sums), partial(sum_words, tables=tables, figures=parts)),
        (together(ranges), partial(years.between_words, tables=tables)),
        (weighted, partial(years.weighted_words, tables=tables)),
        (areas.at_an_end(means), partial(areas.end_words, tables=tables)),
        (areas.moves(means), areas.move_words),
    ]
    return concluded(RULE, pieces, why)
