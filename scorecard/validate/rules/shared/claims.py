"""Figures quoted in sentences, as whole numbers, and the figures of the tables that they may be about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.periods import YEAR_LABEL
from scorecard.schema import PRINTED_AT
from scorecard.text.expressions import as_decimals
from scorecard.validate.rules.shared.figures import micros, step
from scorecard.validate.rules.shared.pairs import others

if TYPE_CHECKING:
    from scorecard.registry import Registry

# the sentence states the measure's value at the end of what it says; a change, a target or a forecast is none
STATED = ["value", "of", "from-to", "highest-since", "lowest-since"]
_MEASURE = ["document", "indicator", "unit"]
_AT_THE_END = ["month-end", "rolling-12-months", "year-to-date"]


def read_claims(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Every quoted figure, one row each with a row number, in order of place.

    ``x`` and ``y`` are its counts; ``decimals`` are those of its first number with a decimal point; ``micro``,
    ``half`` and ``step`` as in `figures.figures`; ``title`` and ``usual_unit`` from the registry; ``last_month``
    is the month end of the document; ``place`` counts the claims of all documents as they are printed.
    """
    rules = registry.frame().select("indicator", pl.col("name").alias("title"), pl.col("unit").alias("usual_unit"))
    documents = tables["documents"].select("document", pl.col("as_at").alias("last_month"))
    decimals = as_decimals(pl.col("published"))
    whole = (pl.col("unit") == "count") & (pl.col("decimals") == 0)
    return (
        tables["claims"]
        .drop(PRINTED_AT, strict=False)
        .join(rules, on="indicator", how="left", validate="m:1", maintain_order="left")
        .join(documents, on="document", how="left", validate="m:1", maintain_order="left")
        .rename({"numerator": "x", "denominator": "y"})
        .with_row_index("place")
        .with_columns(decimals.alias("decimals"))
        .with_columns(micros(pl.col("value")).alias("micro"), step().alias("step"))
        .with_columns(pl.when(whole).then(0).otherwise(pl.col("step") // 2).alias("half"))
        .sort("document", "line", "published", "relation", maintain_order=True)
        .with_row_index("row")
    )


def counts_told(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Counts that sentences tell, surely read and with a period of their own; one row per measure, area and period.

    Of two that differ neither is believed. ``breakdown`` and ``cell`` are null: they are of the whole, and of a line.
    """
    key = ["document", "area", "period", "indicator"]
    sure = (pl.col("certainty") == "certain") & (pl.col("unit") == "count") & pl.col("period").is_not_null()
    alone = pl.col("x").is_null() & pl.col("y").is_null() & (pl.col("value") >= 0) & pl.col("title").is_not_null()
    told = read_claims(tables, registry).filter(sure & alone & pl.col("relation").is_in(STATED))
    once = told.filter(pl.col("value").n_unique().over(key) == 1).unique(key, keep="first", maintain_order=True)
    nothing = [pl.lit(None, dtype=pl.String).alias("breakdown"), pl.lit(None, dtype=pl.Int32).alias("cell")]
    return once.with_columns(*nothing)


def with_heading_period(said: pl.DataFrame) -> pl.DataFrame:
    """``said`` with the period of the heading above where the words say none, and ``by_heading``: was it taken?

    Only the first figure of a measure in its line is of that time, for what it is compared with stands behind it.
    """
    first = pl.col("place") == pl.col("place").min().over("document", "line", "indicator", "unit")
    taken = pl.col("period").is_null() & pl.col("heading_period").is_not_null() & first
    return said.with_columns(
        pl.when(taken).then("heading_period").otherwise("period").alias("period"), taken.alias("by_heading")
    )


def stated() -> pl.Expr:
    """The figure that a sentence states of its measure: its print, or only its value where more is printed with it.

    "121 30%" is a share and its whole, "65.1% from 59.6%" where a figure went and where it came from.
    """
    several = pl.col("published").str.contains(r"\d.*\s.*\d") & ~pl.col("published").str.contains(" of ", literal=True)
    return pl.when(several & pl.col("micro").is_not_null()).then(words.figure()).otherwise("published")


def subject() -> pl.Expr:
    """What a sentence is about, in words."""
    return pl.coalesce("title", pl.lit("A figure in a sentence"))


def _quarter_end() -> pl.Expr:
    """The last day of a claim's quarter, from its label ``2022/23 Q3``; null for other labels."""
    quarter = pl.col("period").str.extract(r" Q([1-4])$").cast(pl.Int32)
    year = pl.col("period").str.slice(0, 4).cast(pl.Int32, strict=False)
    month = 3 + 3 * quarter
    return pl.date(
        year + (month > 12).cast(pl.Int32), pl.when(month > 12).then(month - 12).otherwise(month), 1
    ).dt.month_end()


def _month_end() -> pl.Expr:
    """The last day of a claim's month, from its label ``2022-03``; null for other labels."""
    return pl.col("period").str.to_date("%Y-%m", strict=False).dt.month_end()


def _year_end() -> pl.Expr:
    """The last day of a claim's financial year, from its label ``2021/22``; null for other labels."""
    year = pl.col("period").str.extract(f"^{YEAR_LABEL}$").cast(pl.Int32)
    return pl.date(year + 1, 3, 31)


def with_figures(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Claims with every figure of their measure, unit and area that they could be about.

    ``rank`` 0: the figure of the claim's own period (of the same end for a number at the end of a period; of the
    last month where the claim has no period; a benchmark for ``latest``; the sum of its months for a flow's
    quarter). ``rank`` 1: another figure of the measure, for claims without a period, and any benchmark of it.
    """
    ends = said.with_columns(
        pl.col("period").alias("asked_period"),
        pl.coalesce(_quarter_end(), _month_end(), _year_end()).alias("asked_end"),
    )
    one_area = pl.col("area").is_null() | (pl.col("area") == pl.col("other_area"))
    pairs = ends.join(_others(printed), on=_MEASURE).filter(one_area)
    return pairs.with_columns(_rank().alias("rank")).filter(pl.col("rank").is_not_null())


def _rank() -> pl.Expr:
    """How near a figure is to what a claim says; null for one that it cannot be about."""
    benchmark = pl.col("other_area_kind") == "comparator"
    latest = pl.col("period") == "latest"
    lasting = pl.col("other_usual_basis").is_in(_AT_THE_END) | (pl.col("other_measure") == "stock")
    at_end = lasting & (pl.col("asked_end") == pl.col("other_period_end"))
    its_own = ((pl.col("period") == pl.col("other_period")) | at_end) & ~benchmark
    unsaid = pl.col("period").is_null() & ~benchmark
    now = unsaid & (pl.col("other_period_end") == pl.col("last_month")) & (pl.col("other_period_kind") == "month")
    return (
        pl.when(latest & benchmark)
        .then(0)
        .when(latest)
        .then(None)
        .when(its_own | now)
        .then(0)
        .when(unsaid | benchmark)
        .then(1)
    )


def _others(printed: pl.DataFrame) -> pl.DataFrame:
    """The printed figures, and the quarters that their months make, as the other side of a claim."""
    everything = pl.concat([printed, _quarters(printed)], how="diagonal").rename({"kind": "measure"})
    kept = ["micro", "value", "half", "step", "line", "cell", "decimals", "period", "period_end", "period_kind", "area"]
    return others(everything, _MEASURE, *kept, "area_kind", "usual_basis", "measure")


def _quarters(printed: pl.DataFrame) -> pl.DataFrame:
    """Quarters of additive counts whose three months the document prints and whose sum it does not: one row each.

    The row has the place of the quarter's last month.
    """
    counts = printed.filter(
        (pl.col("period_kind") == "month") & pl.col("adds_up").fill_null(False) & (pl.col("unit") == "count")
    )
    once = counts.unique(["document", "indicator", "period"], keep="first", maintain_order=True)
    last = ["half", "step", "line", "cell", "decimals", "area_kind", "usual_basis", "kind", "period_end"]
    summed = (
        once.with_columns(_quarter_of(pl.col("period_end")).alias("period"))
        .sort("period_end")
        .group_by(*_MEASURE, "period", maintain_order=True)
        .agg(pl.len().alias("months"), pl.col("micro", "value").sum(), pl.col(last).last())
    )
    return summed.filter(pl.col("months") == 3).with_columns(pl.lit("quarter").alias("period_kind")).drop("months")


def _quarter_of(day: pl.Expr) -> pl.Expr:
    """The label of the financial quarter that holds a day: ``2022/23 Q3``."""
    month = day.dt.month().cast(pl.Int32)
    year = day.dt.year() - (month < 4).cast(pl.Int32)
    return pl.format("{}/{} Q{}", year, ((year + 1) % 100).cast(pl.String).str.zfill(2), (month + 8) % 12 // 3 + 1)
