"""Copies: a month, a year, a locality or a measure that repeats another exactly where the rest does not.

Two columns of figures can be equal by chance; the rule asks for at least two telling figures that are equal and none
that differs. Telling is a count of ten or more, or a percentage other than 0 and 100. A share that follows from its
x and y says nothing new, so its x and y count instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import components, figures, own, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="copies",
    title="No row, month or area repeats another exactly where the rest does not.",
    asks="does a month, year, locality or measure repeat another where the rest does not?",
    source="Copied rows and columns: at least two telling figures equal, none different",
    scope="one document",
)
_ENOUGH = 2
"""Telling figures of an area or an x of y that must be equal; of a whole page one more."""
_ENOUGH_OF_A_SERIES = 4
"""Different figures that a series must have before another may be called its copy."""
_LARGE = 10
"""Smaller counts are equal by chance."""
_SHOWN = 6
"""Copied figures that a finding spells out."""


def _telling(parts: pl.DataFrame) -> pl.DataFrame:
    """Everything a copy would repeat, with ``telling``: would it be a coincidence?"""
    share_of_counts = (pl.col("what") == "value") & pl.col("numerator").is_not_null()
    whole = pl.col("unit").is_in(["count", "gbp", "days", "fte"])
    large = pl.when(whole).then(pl.col("value").abs() >= _LARGE).otherwise(~pl.col("micro").is_in([0, 100 * MICROS]))
    # an x equal to its y is one figure, not two
    full = (pl.col("what") == "x") & (pl.col("numerator") == pl.col("denominator"))
    return parts.filter(~share_of_counts & (pl.col("unit") != "ratio")).with_columns((large & ~full).alias("telling"))


def _pairs(sliced: pl.DataFrame, same: list[str], column: list[str], ahead: pl.DataFrame) -> pl.DataFrame:
    """Pairs of slices that hold the same columns: how many figures are equal, telling and equal, or different.

    ``same``: what both slices share (document, table …); ``column``: what tells the figures of a slice apart;
    ``ahead``: which slice is held against which (``slice``, ``other``, and ``same``).
    """
    key = [*same, *column, "other"]
    other = others(sliced.with_columns(pl.col("slice").alias("other")), key, "micro", "line", "cell")
    joined = (
        sliced.join(ahead, on=[*same, "slice"], how="inner", nulls_equal=True)
        .join(other, on=key, how="inner", nulls_equal=True)
        .with_columns((pl.col("micro") == pl.col("other_micro")).alias("equal"))
    )
    return joined.sort("line", "cell", "what").with_columns(
        (pl.col("equal") & pl.col("telling")).sum().over([*same, "slice", "other"]).alias("told"),
        (~pl.col("equal")).sum().over([*same, "slice", "other"]).alias("different"),
    )


def _verdict(pairs: pl.DataFrame, same: list[str], enough: int, kind: str) -> pl.DataFrame:
    """One row per pair of slices: it fails where enough telling figures are equal and none is different."""
    slices = [*same, "slice", "other"]
    copied = (pl.col("told") >= enough) & (pl.col("different") == 0)
    shown = (
        pairs.filter(pl.col("telling"))
        .group_by(slices, maintain_order=True)
        .agg(
            words.number(pl.col("micro"), pl.col("decimals")).head(_SHOWN).str.join(", ").alias("shown"),
            place("other_").unique(maintain_order=True).head(_SHOWN).str.join("; ").alias("basis_text"),
        )
    )
    first = pairs.sort(~pl.col("telling"), "line", "cell", "what").unique(slices, keep="first", maintain_order=True)
    judged = first.join(shown, on=slices, how="inner", nulls_equal=True, validate="1:1").with_columns(
        pl.when(copied).then(pl.col("told")).otherwise(0).cast(pl.Float64).alias("copies"), pl.lit(kind).alias("copied")
    )
    return held_against(judged, pl.lit(0.0), pl.lit(enough - 1.0), value="copies")


def _previous(sliced: pl.DataFrame, same: list[str]) -> pl.DataFrame:
    """Each period of a table with the one before it of the same kind."""
    periods = sliced.select(*same, "slice", "period_start").unique().sort("period_start")
    ahead = periods.with_columns(pl.col("slice").shift(1).over(same).alias("other"))
    return ahead.filter(pl.col("other").is_not_null()).drop("period_start")


def months_and_years(parts: pl.DataFrame) -> pl.DataFrame:
    """Periods that repeat the period before in every column of a table, or in one measure's own x and y."""
    dated = parts.filter(
        pl.col("period_start").is_not_null()
        & pl.col("period_kind").is_in(["month", "financial_year", "quarter", "academic_year"])
    )
    sliced = dated.with_columns(pl.col("period").alias("slice"))
    table = ["document", "table", "area", "period_kind"]
    pages = _verdict(
        _pairs(sliced, table, ["indicator", "breakdown", "unit", "what"], _previous(sliced, table)),
        table,
        _ENOUGH + 1,
        "page",
    )
    # a number at the end of the month may well stay what it was a month ago
    lasting = (pl.col("period_kind") == "month") & (pl.col("usual_basis") != "in-month")
    counted = sliced.filter((pl.col("what") != "value") & ~lasting.fill_null(False))
    series = [*table, "indicator", "breakdown"]
    shares = _verdict(_pairs(counted, series, ["unit", "what"], _previous(counted, series)), series, _ENOUGH, "share")
    return pl.concat([pages.select(shares.columns), shares]) if pages.height else shares


def areas(parts: pl.DataFrame) -> pl.DataFrame:
    """Localities that repeat another locality in every column of a table for one period."""
    local = parts.filter(pl.col("area_kind") == "locality").with_columns(pl.col("area").alias("slice"))
    same = ["document", "table", "period", "period_kind"]
    names = local.select(*same, "slice").unique()
    ahead = names.join(names.rename({"slice": "other"}), on=same).filter(pl.col("slice") > pl.col("other"))
    pairs = _pairs(local, same, ["indicator", "breakdown", "unit", "what"], ahead)
    return _verdict(pairs, same, _ENOUGH, "area")


def measures(parts: pl.DataFrame) -> pl.DataFrame:
    """Measures of one unit that repeat another measure of the table in every period."""
    own_numbers = parts.filter(pl.col("what") != "y")  # many shares have the same y
    sliced = own_numbers.with_columns(
        pl.concat_str("indicator", pl.lit("\x1f"), pl.col("breakdown").fill_null("")).alias("slice")
    )
    same = ["document", "table", "area", "unit", "what"]
    long = (
        sliced.filter(pl.col("telling"))
        .group_by([*same, "slice"])
        .agg(pl.col("micro").n_unique().alias("many"), pl.col("micro").sort().alias("values"))
        .filter(pl.col("many") >= _ENOUGH_OF_A_SERIES)
    )
    ahead = long.join(long, on=[*same, "values"], suffix="_other").filter(pl.col("slice") > pl.col("slice_other"))
    pairs = _pairs(
        sliced, same, ["period", "period_kind"], ahead.select(*same, "slice", pl.col("slice_other").alias("other"))
    )
    return _verdict(pairs, same, _ENOUGH_OF_A_SERIES, "measure")


def _explained(failing: pl.DataFrame, titles: pl.DataFrame) -> pl.DataFrame:
    other_id = pl.col("other").str.split("\x1f").list.first()
    named = looked_up(failing.with_columns(other_id.alias("other_id")), titles, "other_id")
    of = (
        pl.when(pl.col("copied") == "area")
        .then(pl.format("{} repeats {}", "area", "other"))
        .when(pl.col("copied") == "measure")
        .then(pl.format("the series repeats that of {}", pl.coalesce("other_title", "other_id")))
        .otherwise(pl.format("{} repeats {}", words.period(), words.labelled("other")))
    )
    between_areas = pl.col("copied").is_in(["area", "measure"])
    when = pl.when(between_areas).then(pl.format(", {}", words.period())).otherwise(pl.lit(""))
    whole = pl.format("{} and what stands beside it", pl.coalesce("title", "indicator"))
    scope = pl.when(pl.col("copied").is_in(["page", "area"])).then(whole).otherwise(words.about())
    return named.with_columns(
        pl.lit("figures of its own").alias("expected"),
        pl.col("shown").alias("published"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}{}: {} exactly ({}), where the others do not repeat. One may be a copy.",
            scope,
            when,
            of,
            "shown",
        ).alias("explanation"),
        pl.col("basis_text").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per pair of neighbouring periods, of localities, and of measures with the same series."""
    parts = _telling(with_rules(components(own(figures(tables))), registry, "basis"))
    if parts.is_empty():
        return no_comparisons(RULE.id, "no figures to compare")
    titles = registry.frame().select(pl.col("indicator").alias("other_id"), pl.col("name").alias("other_title"))
    told = partial(_explained, titles=titles)
    return concluded(RULE, [(months_and_years(parts), told), (areas(parts), told), (measures(parts), told)])
