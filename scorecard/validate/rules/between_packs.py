"""Figures that a later document prints otherwise than an earlier one: restatements, old and new side by side.

A restatement is not a mistake: late records arrive and definitions change (ONS policy on revisions). It is
information, unless it gives the figure another colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.frames import looked_up
from scorecard.measures.polarity import with_polarity
from scorecard.schema import CHANGE
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import numbered, telling, try_of, years_apart
from scorecard.validate.rules.shared.claims import STATED, read_claims
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import (
    components,
    figures,
    own,
    place,
    with_rules,
)
from scorecard.validate.rules.shared.pairs import held_against_other, misses, nearest, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="between-packs",
    title="A figure for a past period is what the earlier pack printed; where it is not, the restatement is shown.",
    asks=(
        "is a figure for a past period what the earlier document printed; is a year's figure that of its last month in "
        "an earlier one; what do sentences say of months "
        "that only another document prints?"
    ),
    source="ONS policy on revisions; a revision is later minus earlier for the same period (ALFRED)",
    scope="between documents",
    confirms=True,
    needs=("changes", "good", "basis", "kind"),
)
_AT_THE_END = ["month-end", "rolling-12-months"]
"""The figures at the end of a period: a stock, or what is counted over the twelve months before."""
_MEANING = ("definition", "population", "basis")
_SERIES = ["indicator", "authority", "area", "breakdown", "unit", "what"]
_OLD = ["micro", "half", "step", "line", "cell", "value", "decimals"]
_SAME = [*_SERIES, "period", "period_kind", "period_end"]


def _pairs(printed: pl.DataFrame) -> pl.DataFrame:
    """Each figure beside the last earlier document's; of several prints there, one that agrees, else the first."""
    dated = printed.filter(pl.col("period_end").is_not_null() & pl.col("as_at").is_not_null()).with_row_index("row")
    old = [f"old_{column}" for column in _OLD]
    per_document = dated.group_by(*_SAME, "document", "as_at").agg(pl.col(c).alias(f"old_{c}") for c in _OLD)
    own = per_document.sort("as_at", "document").with_columns(
        pl.col("document").alias("old_document"), pl.col("as_at").alias("old_as_at")
    )
    told_before = [*old, "old_document", "old_as_at"]
    earlier = own.with_columns(pl.col(told_before).shift(1).over(_SAME)).filter(pl.col("old_as_at") < pl.col("as_at"))
    key = [*_SAME, "document"]
    pairs = dated.join(earlier.drop("as_at"), on=key, how="inner", nulls_equal=True, validate="m:1").explode(old)
    return nearest(held_against_other(pairs, "old"), misses(), "old_line")


def _printed(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Everything that can be compared, and the wholes that a document prints only as categories."""
    parts = components(own(figures(tables)))
    by_category = registry.frame().filter(pl.col("breakdown") & pl.col("parts_of").is_not_null())
    measures = pl.concat([by_category["indicator"], by_category["parts_of"]]).implode()
    asked = tables["observations"].filter(pl.col("indicator").is_in(measures))
    sums = derived_wholes(summable({**tables, "observations": asked}, registry))
    return pl.concat([parts, sums.select(parts.columns)])


def _ends(printed: pl.DataFrame) -> pl.DataFrame:
    """Years of what is counted at their end beside the last month in the last earlier document, or the other way round.

    Only where no earlier document prints the figure for a period of its own kind: that would be its restatement.
    """
    lasting = printed.filter(
        pl.col("usual_basis").is_in(_AT_THE_END)
        & pl.col("kind").is_in(["stock", "rate", "share"])
        & pl.col("period_kind").is_in(["month", "financial_year"])
        & pl.col("as_at").is_not_null()
    )
    key = [*_SERIES, "period_end"]
    first = lasting.filter(pl.col("as_at") == pl.col("as_at").min().over(_SAME)).with_row_index("row")
    before = others(lasting, [*key, "period_kind"], "document", "as_at", "period", *_OLD, prefix="old")
    year, of_years = pl.col("period_kind") == "financial_year", before["period_kind"] == "financial_year"
    pairs = pl.concat(
        first.filter(asked).join(before.filter(theirs).drop("period_kind"), on=key, how="inner", nulls_equal=True)
        for asked, theirs in ((year, ~of_years), (~year, of_years))
    )
    compared = held_against_other(pairs.filter(pl.col("old_as_at") < pl.col("as_at")), "old")
    return nearest(compared, -pl.col("old_as_at").to_physical(), misses(), "old_line")


def _end_words(failing: pl.DataFrame, changes: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Information, and a change: a year's figure may have been checked again after its last month was printed."""
    old = words.figure("old_micro", "old_decimals")
    told = _with_reason(failing, changes, tables["documents"])
    announced = pl.when(pl.col("reason").is_null()).then(pl.lit("")).otherwise(pl.format(" Known change: {}", "reason"))
    return told.with_columns(
        old.alias("expected"),
        pl.lit("information").alias("severity"),
        pl.lit(CHANGE).alias("nature"),
        pl.format(
            "{}, {}: {}{} is printed, but for {}, which ends on the same day, line {} of {} prints {}.{}",
            words.about(),
            words.period(),
            words.letter(),
            words.figure(),
            words.labelled("old_period"),
            "old_line",
            "old_document",
            old,
            announced,
        ).alias("explanation"),
        place("old_", "old_document").alias("compared_with"),
    )


def _changes(registry: Registry) -> pl.DataFrame:
    """Changes of what an indicator means, one row per change; events and new names change no past figure."""
    return registry.change_frame().filter(pl.col("kind").is_in(_MEANING))


def _year_apart(failing: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Tries: the earlier document prints this very figure for the year before or after."""
    key = ["old_document", *_SERIES, "micro"]
    earlier = others(printed.rename({"document": "old_document"}), key, "period", "line", prefix="near")
    pairs = numbered(failing).filter(telling()).join(earlier, on=key, nulls_equal=True)
    told = pl.format("the earlier document prints it for {} (line {})", "near_period", "near_line")
    return try_of(pairs.filter(years_apart("period", "near_period") == 1), told, 0)


def _with_reason(failing: pl.DataFrame, changes: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """``failing`` with the first known change of meaning between the two documents, or a null ``reason``."""
    rows = numbered(failing)
    between = (pl.col("changed") > pl.col("old_as_at")) & (pl.col("changed") <= pl.col("as_at"))
    concerned = pl.col("whose").is_null() | (pl.col("whose") == pl.col("publisher"))
    changed = (
        rows.select("row", "document", "indicator", "old_as_at", "as_at")
        .join(documents.select("document", "publisher"), on="document", how="left", validate="m:1")
        .join(changes, on="indicator", how="inner")
        .filter(between & concerned)
    )
    return looked_up(rows, nearest(changed, "changed").select("row", "reason"), "row")


def _leaning(more: pl.Expr) -> pl.Expr:
    """What a restatement does to the look of a figure, where more is good or bad."""
    better = pl.when(pl.col("good") == "high").then(more).when(pl.col("good") == "low").then(~more)
    return (
        pl.when(better)
        .then(pl.lit(", which looks better"))
        .when(~better)
        .then(pl.lit(", which looks worse"))
        .otherwise(pl.lit(""))
    )


def _words_for(
    failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], changes: pl.DataFrame, printed: pl.DataFrame
) -> pl.DataFrame:
    old, new = words.figure("old_micro", "old_decimals"), words.figure()
    told = suggested(failing, printed, _year_apart(failing, printed))
    told = weighed(_with_reason(told, changes, tables["documents"]), tables)
    more = pl.col("micro") > pl.col("old_micro")
    size = words.number((pl.col("micro") - pl.col("old_micro")).abs(), pl.max_horizontal("decimals", "old_decimals"))
    announced = pl.when(pl.col("reason").is_null()).then(pl.lit("")).otherwise(pl.format(" Known change: {}", "reason"))
    # only a colour of its own makes a restatement more than information, and a known change explains it
    severity = pl.when((pl.col("severity") == "error") & pl.col("reason").is_null()).then(pl.lit("warning"))
    summed = pl.col("published").is_null()
    return told.with_columns(
        pl.coalesce("published", new).alias("published"),
        old.alias("expected"),
        severity.otherwise(pl.lit("information")).alias("severity"),
        pl.lit(CHANGE).alias("nature"),
        pl.format(
            "{}, {}: {}{} {}, restated from {} ({}line {} of {}): {} {}{}.{}{}",
            words.about(),
            words.period(),
            words.letter(),
            new,
            pl.when(summed).then(pl.lit("is what its categories add up to")).otherwise(pl.lit("is printed")),
            old,
            pl.when(pl.col("old_cell").is_null()).then(pl.lit("the sum of its categories, ")).otherwise(pl.lit("")),
            "old_line",
            "old_document",
            size,
            pl.when(more).then(pl.lit("more")).otherwise(pl.lit("less")),
            _leaning(more),
            "consequence",
            announced,
        ).alias("explanation"),
        place("old_", "old_document").alias("compared_with"),
    )


def _said(tables: Mapping[str, pl.DataFrame], printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Certain values of sentences for a month or year that only other documents print in their tables.

    One row per sentence, beside the nearest earlier document, or the next later one where there is none.
    """
    stated = (
        read_claims(tables, registry)
        .filter(pl.col("relation").is_in(STATED) & (pl.col("certainty") == "certain") & pl.col("micro").is_not_null())
        .with_columns(pl.col("last_month").alias("as_at"))
    )
    value = (pl.col("what") == "value") & pl.col("breakdown").is_null() & (pl.col("area_kind") == "authority")
    values = printed.filter(value)
    key = ["authority", "indicator", "period", "unit"]
    alone = stated.join(values, on=["document", *key], how="anti")
    lasting = values.filter(pl.col("period_kind").is_in(["month", "financial_year"]))
    elsewhere = others(lasting, [*key, "period_kind", "period_start"], "document", "as_at", *_OLD, prefix="old")
    pairs = alone.join(elsewhere, on=key).filter(pl.col("old_document") != pl.col("document"))
    distance = (pl.col("old_as_at") - pl.col("as_at")).dt.total_days()
    return nearest(held_against_other(pairs, "old"), misses(), distance > 0, distance.abs(), "old_line")


def _said_words(failing: pl.DataFrame) -> pl.DataFrame:
    old = words.figure("old_micro", "old_decimals")
    return failing.with_columns(
        old.alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}, {}: a sentence says {}, another document prints {} (line {} of {}).",
            pl.coalesce("title", "indicator"),
            words.period(),
            "published",
            old,
            "old_line",
            "old_document",
        ).alias("explanation"),
        place("old_", "old_document").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure that an earlier document prints too, and per sentence that another document settles."""
    if tables["documents"].height < 2:
        return no_comparisons(RULE.id, "there is only one document")
    printed = with_polarity(with_rules(_printed(tables, registry), registry, "basis", "kind"), registry)
    changes = _changes(registry)
    told = partial(_words_for, tables=tables, changes=changes, printed=printed)
    of_ends = partial(_end_words, changes=changes, tables=tables)
    said = _said(tables, printed, registry)
    return concluded(RULE, [(_pairs(printed), told), (_ends(printed), of_ends), (said, _said_words)])
