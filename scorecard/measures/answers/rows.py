"""What every row of ``measures`` has in common: its columns, its reasons and how it says a figure."""

from __future__ import annotations

import polars as pl

from scorecard import column_words as said
from scorecard.column_words import MICROS
from scorecard.schema import conform
from scorecard.units import units

ROBUST, DEPENDS, NOT_DECIDABLE = "robust", "depends", "not-decidable"
FEWEST_CASES = 20
"""Below so many cases one of them moves a percentage by more than five points: nothing is judged."""
REASONS = {
    "no-earlier-figure": "no figure is read for just that time",
    "under-error": "the figure is under an error",
    "across-break": "the measure, or the system that counts it, changed in between",
    "counts-on": "its figures begin anew in April, so that each month stands on the one before",
    "seasonal": "it follows the school year, so that only the same time of another year compares",
    "under-caveat": "the document itself warns of it",
    "average-of-nothing": "it is an average of nothing",
    "part-of-year": "its months add up to the year, which is what the tolerances are for",
    "few-cases": f"fewer than {FEWEST_CASES} cases",
    "too-few-points": "too few months in a row",
    "too-few-years": "fewer than five years in a row",
    "overlapping": "each figure shares months with the one before",
    "nothing-revised": "nothing was revised",
    "no-counts": "the counts are not printed",
    "no-target": "no target is printed",
    "no-direction": "no direction is good or bad",
    "no-tolerances": "no tolerances are printed to compare with",
    "illegible": "not every printed band is legible",
    "gap": "the figure is in none of the printed bands",
    "overlap": "the printed bands overlap here",
    "no-limits": "the document that prints the figure last gives no limits for it, and those of others are not taken",
    "no-colour-below": "one of the two, or both, lie below what is good within limits, where no colour is printed",
}
"""Why there is no verdict: the codes of the column ``reason`` and what sentences say."""
HANGS_ON = "hangs on: "
"""What stands before the reasons why a colour is not robust."""
LISTED = "; "
"""What stands between the items of a list in one text."""


def answers(frame: pl.DataFrame, measure: str) -> pl.DataFrame:
    """``frame`` as rows of the table ``measures``: absent columns are null, ``figure`` is the figure's own value.

    Needs the columns of `Material.figures`; what a question answers stands in ``answer_value``, ``answer_lower``,
    ``answer_upper`` and ``answer_unit`` and the contract's other columns.
    """
    told = frame.with_columns(
        pl.lit(measure).alias("measure"),
        pl.col("value").alias("figure"),
        pl.col("unit").alias("of_unit"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )
    answered = {c: f"answer_{c}" for c in ("value", "lower", "upper", "unit")}
    own = [
        (pl.col(theirs) if theirs in frame.columns else pl.lit(None)).alias(mine) for mine, theirs in answered.items()
    ]
    return conform("measures", told.with_columns(own))


def blocked(*, target: bool = False) -> pl.Expr:
    """The first reason for which the figure itself is not judged; null for one that is.

    ``target``: also those for which no target judges it.
    """
    not_judged = pl.col("not_judged") if target else pl.when(pl.col("not_judged") != "part-of-year").then("not_judged")
    return (
        pl.when(pl.col("severity") == "error")
        .then(pl.lit("under-error"))
        .when(pl.col("under_caveat").is_not_null())
        .then(pl.lit("under-caveat"))
        .otherwise(not_judged)
    )


def few(cases: pl.Expr) -> pl.Expr:
    """``few-cases`` below `FEWEST_CASES`; null where there are enough, or nobody knows how many there are."""
    return pl.when(cases < FEWEST_CASES).then(pl.lit("few-cases"))


def why(reason: str = "reason") -> pl.Expr:
    """A reason in words."""
    return pl.col(reason).replace_strict(REASONS, default=pl.col(reason), return_dtype=pl.String)


def figure(value: str = "value", decimals: str = "decimals", unit: str = "unit") -> pl.Expr:
    """A figure as it is printed: ``65.5%``, ``1,651``."""
    return said.with_unit(said.number(micros(value), pl.col(decimals)), pl.col(unit))


def difference(value: str, decimals: str = "decimals", unit: str = "unit") -> pl.Expr:
    """The size of a difference, without its sign: ``2.1 points``, ``8``."""
    after = {u.id: u.difference if u.difference is not None else u.after for u in units().values()}
    before = {u.id: u.before for u in units().values()}
    size = said.number(micros(value).abs(), pl.col(decimals))
    several = pl.col(unit).replace_strict(after, default="", return_dtype=pl.String)
    return pl.concat_str(
        pl.col(unit).replace_strict(before, default="", return_dtype=pl.String),
        size,
        pl.when(size == "1").then(several.str.strip_suffix("s")).otherwise(several),
    )


def micros(value: str) -> pl.Expr:
    """A float column in whole millionths."""
    return (pl.col(value) * MICROS).round(0).cast(pl.Int64)


def from_micros(micro: pl.Expr) -> pl.Expr:
    """Whole millionths as the float that reading the same decimals gives."""
    return (micro.cast(pl.Float64) / float(MICROS)).round(6)


def decimals_of(value: pl.Expr) -> pl.Expr:
    """How many decimals a value needs to be written as it was read."""
    return value.cast(pl.String).str.extract(r"\.(\d*[1-9])", 1).str.len_chars().fill_null(0).cast(pl.Int8)


def subject() -> pl.Expr:
    """What a sentence is about: the measure, its category and area, and the period: ``Reviews in time, June 2020``."""
    return pl.concat_str(said.about(), pl.lit(", "), said.period())


def difference_unit(unit: str = "unit") -> pl.Expr:
    """The unit of a difference: ``points`` of percentages, else the figures' own."""
    return pl.when(pl.col(unit) == "percent").then(pl.lit("points")).otherwise(pl.col(unit))
