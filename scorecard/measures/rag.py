"""Red, amber, green from the printed tolerances: one band, or none with the reason.

Tolerances are printed as edges ("<33%", "33%>", "35%+"), so an amber that says "33% and above" also holds every
green value. Where several bands hold a value, the one that lies inside the others is meant. Nothing is guessed:
a value in a gap, or in two bands of which neither lies inside the other, has no colour, and neither has one that only
a band beside an illegible one would hold; green alone is inside all others.
"""

from __future__ import annotations

import polars as pl

from scorecard.frames import looked_up
from scorecard.measures.judgeable import NOT_JUDGED

BANDS = ("green", "amber", "red")
# why no colour can be said; the codes are what ``undecided`` holds
UNDECIDED = {
    **NOT_JUDGED,
    "no-figure": "there is no figure",
    "no-target": "no target",
    "no-tolerances": "no tolerances to compare with",
    "illegible": "not every printed band is legible",
    "gap": "the figure is in none of the printed bands",
    "overlap": "the printed bands overlap here",
}
_KEY = ["document", "indicator"]


def intervals(thresholds: pl.DataFrame) -> pl.DataFrame:
    """One row per document, indicator and band with its interval, the first place that prints it.

    A band that lies on either side of an interval has two rows. A document that prints other tolerances for an
    indicator on a later page keeps the first here; that they differ is a finding. Rows without an interval ("n/a",
    "range to be set", what is not legible) keep both edges null.
    """
    band = [*_KEY, "band"]
    ranked = thresholds.with_columns(_has_interval().alias("has_interval")).sort(
        [*band, "has_interval", "line", "cell"],
        descending=[False, False, False, True, False, False],
        maintain_order=True,
    )
    return ranked.filter(
        pl.all_horizontal(pl.col(c).eq_missing(pl.col(c).first().over(band)) for c in ("line", "cell"))
    )


def limits(thresholds: pl.DataFrame) -> pl.DataFrame:
    """The green band of each document and indicator as ``limit_lower``, ``limit_upper`` and ``target`` in words."""
    return (
        intervals(thresholds)
        .filter(pl.col("band") == "green")
        .unique(_KEY, keep="first", maintain_order=True)
        .select(
            *_KEY,
            pl.col("lower").alias("limit_lower"),
            pl.col("upper").alias("limit_upper"),
            pl.coalesce("read_as", "published").alias("target"),
        )
    )


def limits_of_line(figures: pl.DataFrame, thresholds: pl.DataFrame) -> pl.DataFrame:
    """``figures`` with `limits` of their own ``line``; with those of the document where the line prints none."""
    line = [*_KEY, "line"]
    named = pl.format("{}\x1f{}", "indicator", "line").alias("indicator")
    edges = ("limit_lower", "limit_upper", "target")
    own = limits(thresholds.with_columns(named)).rename({edge: f"_{edge}" for edge in edges})
    asked = figures.with_columns(named.alias("_of_line"))
    beside = looked_up(asked, own.rename({"indicator": "_of_line"}), ["document", "_of_line"])
    at_line = figures.join(thresholds.filter(pl.col("band") == "green"), on=line, how="semi").select(line).unique()
    has_own = looked_up(beside, at_line.with_columns(pl.lit(True).alias("_own")), line)
    both = looked_up(has_own, limits(thresholds), _KEY)
    chosen = [pl.when("_own").then(pl.col(f"_{edge}")).otherwise(pl.col(edge)).alias(edge) for edge in edges]
    return both.with_columns(chosen).select(*figures.columns, *edges)


def rag(figures: pl.DataFrame, thresholds: pl.DataFrame, *, value: str = "value") -> pl.DataFrame:
    """``figures`` with ``band`` (red, amber, green or null) and ``undecided`` (a code of `UNDECIDED`, or null).

    ``figures`` needs ``document``, ``indicator`` and the column named by ``value``; the tolerances are those of
    the same document. The value is taken as given: pass the printed one to check a printed colour, and 100 x / y
    to see whether rounding alone decides it. A figure with ``not_judged`` (see `judgeable`) has no colour.
    """
    bands = intervals(thresholds).select(
        *_KEY, "band", "lower", "upper", "lower_closed", "upper_closed", "has_interval", "reason"
    )
    why = pl.col("not_judged") if "not_judged" in figures.columns else pl.lit(None, dtype=pl.String)
    numbered = figures.with_row_index("_row")
    held = (
        numbered.select("_row", *_KEY, pl.col(value).alias("_value"), why.alias("_why"))
        .join(bands, on=_KEY, how="left")
        .with_columns((pl.col("has_interval") & _holds()).fill_null(False).alias("_holds"))
    )
    decided = _decide(held)
    return numbered.join(decided, on="_row", how="left", validate="1:1").sort("_row").drop("_row")


def rag_of_line(figures: pl.DataFrame, thresholds: pl.DataFrame, *, value: str = "value") -> pl.DataFrame:
    """`rag` by the tolerances of the figure's own ``line``; by those of the document where the line prints none.

    A measure may stand in two rows with two targets, one for the month and one for the year.
    """
    line = [*_KEY, "line"]
    own = figures.join(thresholds, on=line, how="semi").select(line).unique()
    kept = [column for column in ("not_judged",) if column in figures.columns]
    named = pl.format("{} at line {}", "indicator", "line")
    apart = thresholds.join(own, on=line, how="semi").with_columns(named.alias("indicator"))
    marked = figures.join(
        own.with_columns(pl.lit(True).alias("_own")), on=line, how="left", validate="m:1", maintain_order="left"
    )
    asked = marked.select(
        "document", pl.when("_own").then(named).otherwise("indicator").alias("indicator"), value, *kept
    )
    judged = rag(asked, pl.concat([thresholds, apart]), value=value)
    return figures.with_columns(judged["band"], judged["undecided"])


def _has_interval() -> pl.Expr:
    return pl.col("lower").is_not_null() | pl.col("upper").is_not_null()


def _holds() -> pl.Expr:
    value, lower, upper = pl.col("_value"), pl.col("lower"), pl.col("upper")
    above = pl.when(pl.col("lower_closed").fill_null(True)).then(value >= lower).otherwise(value > lower)
    below = pl.when(pl.col("upper_closed").fill_null(True)).then(value <= upper).otherwise(value < upper)
    return above.fill_null(lower.is_null()) & below.fill_null(upper.is_null()) & value.is_not_null()


def _decide(held: pl.DataFrame) -> pl.DataFrame:
    """One row per ``_row``: the innermost of the bands that hold the value, or why there is none."""
    facts = held.group_by("_row", maintain_order=True).agg(
        pl.col("_value", "_why").first(),
        pl.col("band").is_not_null().any().alias("printed"),
        pl.col("has_interval").fill_null(False).any().alias("comparable"),
        (~pl.col("has_interval") & pl.col("reason").is_not_null()).any().alias("illegible"),
        pl.col("_holds").any().alias("held"),
        (pl.col("_holds") & (pl.col("band") == "green")).any().alias("green"),
    )
    judged = facts.join(_innermost(held.filter("_holds")), on="_row", how="left", validate="1:1")
    decided = judged.with_columns(_why_undecided().alias("undecided"))
    return decided.select("_row", pl.when(pl.col("undecided").is_null()).then("band").alias("band"), "undecided")


def _innermost(holding: pl.DataFrame) -> pl.DataFrame:
    """One row per ``_row``: the band inside all others that hold its value; ``meant`` says how many are."""
    bands = holding.select("_row", "band", "lower", "upper", "lower_closed", "upper_closed")
    inside = (
        bands.join(bands, on="_row", suffix="_other")
        .filter(pl.col("band") != pl.col("band_other"))
        .group_by("_row", "band")
        .agg(_lies_inside().all().alias("inside"))
    )
    return (
        bands.join(inside, on=["_row", "band"], how="left", validate="1:1")
        .filter(pl.col("inside").fill_null(True))
        .group_by("_row")
        .agg(pl.col("band").sort().first(), pl.len().alias("meant"))
    )


def _why_undecided() -> pl.Expr:
    return (
        pl.when(pl.col("_value").is_null())
        .then(pl.lit("no-figure"))
        .when(~pl.col("printed"))
        .then(pl.lit("no-target"))
        .when(pl.col("comparable") & pl.col("_why").is_not_null())
        .then("_why")
        .when(pl.col("illegible").fill_null(False) & ~pl.col("green"))
        .then(pl.lit("illegible"))
        .when(~pl.col("comparable"))
        .then(pl.lit("no-tolerances"))
        .when(~pl.col("held"))
        .then(pl.lit("gap"))
        .when(pl.col("meant").fill_null(0) != 1)
        .then(pl.lit("overlap"))
    )


def _lies_inside() -> pl.Expr:
    """This interval lies inside the other one and is not the same interval."""
    infinite = float("inf")
    lower, other_lower = (pl.col(c).fill_null(-infinite) for c in ("lower", "lower_other"))
    upper, other_upper = (pl.col(c).fill_null(infinite) for c in ("upper", "upper_other"))
    opens_inside = (lower > other_lower) | ((lower == other_lower) & _at_least("lower"))
    ends_inside = (upper < other_upper) | ((upper == other_upper) & _at_least("upper"))
    same = (lower == other_lower) & (upper == other_upper) & _same("lower") & _same("upper")
    return opens_inside & ends_inside & ~same


def _at_least(edge: str) -> pl.Expr:
    """At an equal edge: there is none at all, or the other interval holds it, or neither does."""
    closed, other_closed = (pl.col(c).fill_null(True) for c in (f"{edge}_closed", f"{edge}_closed_other"))
    return pl.col(edge).is_null() | other_closed | ~closed


def _same(edge: str) -> pl.Expr:
    unbounded = pl.col(edge).is_null()
    return unbounded | (pl.col(f"{edge}_closed").fill_null(True) == pl.col(f"{edge}_closed_other").fill_null(True))
