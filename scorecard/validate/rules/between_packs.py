"""Figures that a later document prints otherwise than an earlier one: restatements, old and new side by side.

A restatement is not a mistake: late records arrive and definitions change (ONS policy on revisions). It is
information, unless it gives the figure another colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared import words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import telling, try_of, years_apart
from scorecard.validate.rules.shared.claims import STATED, read_claims
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import (
    components,
    figures,
    own,
    place,
    printable,
    with_polarity,
    with_rules,
)

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="between-packs",
    title="A figure for a past period is what the earlier pack printed; where it is not, the restatement is shown.",
    asks=(
        "is a figure for a past period what the earlier document printed; what do sentences say of months "
        "that only another document prints?"
    ),
    source="ONS policy on revisions; a revision is later minus earlier for the same period (ALFRED)",
    scope="between documents",
    needs=(
        "changes",
        "good",
    ),
)
_MEANING = ("definition", "population", "basis")
_SERIES = ["indicator", "area", "breakdown", "unit", "what"]
_SAME = ["indicator", "area", "breakdown", "unit", "what", "period", "period_kind", "period_end"]


def _pairs(found: pl.DataFrame) -> pl.DataFrame:
    """Each figure beside the last earlier document's; of several prints there, one that agrees, else the first."""
    numbered = found.filter(pl.col("period_end").is_not_null() & pl.col("as_at").is_not_null()).with_row_index("row")
    kept = ["micro", "half", "step", "line", "cell", "value", "decimals"]
    per_document = numbered.group_by(*_SAME, "document", "as_at").agg(pl.col(c).alias(f"old_{c}") for c in kept)
    earlier = per_document.sort("as_at", "document").with_columns(
        pl.col("document").alias("old_document"), pl.col("as_at").alias("old_as_at")
    )
    old = [f"old_{c}" for c in [*kept, "document", "as_at"]]
    before = earlier.with_columns(pl.col(c).shift(1).over(_SAME) for c in old).filter(
        pl.col("old_as_at") < pl.col("as_at")
    )
    pairs = numbered.join(
        before.select(*_SAME, "document", *old), on=[*_SAME, "document"], how="inner", nulls_equal=True, validate="m:1"
    ).explode([f"old_{c}" for c in kept])
    slack = pl.when(pl.col("step") == pl.col("old_step")).then(0).otherwise(pl.col("half") + pl.col("old_half"))
    lower, upper = printable(pl.col("old_micro") - slack, pl.col("old_micro") + slack)
    judged = pairs.with_columns(
        pl.col("value").alias("published_value"),
        lower.alias("lower"),
        upper.alias("upper"),
        pl.col("old_value").alias("expected_value"),
    ).filter(pl.col("lower") <= pl.col("upper"))
    misses = ~pl.col("published_value").is_between("lower", "upper")
    return judged.sort("row", misses, "old_line").unique("row", keep="first", maintain_order=True)


def _changes(registry: Registry) -> pl.DataFrame:
    """Changes of what an indicator means, one row per change; events and new names change no past figure."""
    rows = [(i, c.date, c.reason) for i in registry.indicators for c in registry.changes(i) if c.kind in _MEANING]
    return pl.DataFrame(rows, schema={"indicator": pl.String, "changed": pl.Date, "reason": pl.String}, orient="row")


def _year_apart(failing: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Tries: the earlier document prints this very figure for the year before or after."""
    other = found.select(
        pl.col("document").alias("old_document"),
        *_SERIES,
        "micro",
        pl.col("period").alias("year"),
        pl.col("line").alias("year_line"),
    )
    numbered = failing.drop("row").with_row_index("row")
    pairs = numbered.filter(telling()).join(other, on=["old_document", *_SERIES, "micro"], nulls_equal=True)
    told = pl.format("the earlier document prints it for {} (line {})", "year", "year_line")
    return try_of(pairs.filter(years_apart("period", "year") == 1), told, 0)


def _words_for(
    failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], changes: pl.DataFrame, found: pl.DataFrame
) -> pl.DataFrame:
    old, new = words.figure("old_micro", "old_decimals"), words.figure()
    failing = suggested(failing, found, _year_apart(failing, found))
    numbered = failing.with_row_index("_at")
    reasons = (
        numbered.select("_at", "indicator", "old_as_at", "as_at")
        .join(changes, on="indicator", how="inner")
        .filter((pl.col("changed") > pl.col("old_as_at")) & (pl.col("changed") <= pl.col("as_at")))
        .sort("_at", "changed")
        .unique("_at", keep="first", maintain_order=True)
    )
    told = weighed(numbered.join(reasons.select("_at", "reason"), on="_at", how="left", validate="1:1"), tables)
    up = pl.col("micro") > pl.col("old_micro")
    better = pl.when(pl.col("good") == "high").then(up).when(pl.col("good") == "low").then(~up)
    lean = (
        pl.when(better)
        .then(pl.lit(", which looks better"))
        .when(~better)
        .then(pl.lit(", which looks worse"))
        .otherwise(pl.lit(""))
    )
    size = words.number((pl.col("micro") - pl.col("old_micro")).abs(), pl.max_horizontal("decimals", "old_decimals"))
    announced = pl.when(pl.col("reason").is_null()).then(pl.lit("")).otherwise(pl.format(" Known change: {}", "reason"))
    # only a colour of its own makes a restatement more than information, and a known change explains it
    severity = pl.when((pl.col("severity") == "error") & pl.col("reason").is_null()).then(pl.lit("warning"))
    return told.with_columns(
        old.alias("expected"),
        severity.otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: {}{} is printed, restated from {} (line {} of {}): {} {}{}.{}{}",
            words.about(),
            words.period(),
            words.letter(),
            new,
            old,
            "old_line",
            "old_document",
            size,
            pl.when(up).then(pl.lit("more")).otherwise(pl.lit("less")),
            lean,
            "consequence",
            announced,
        ).alias("explanation"),
        place("old_", "old_document").alias("basis"),
    )


def _said(tables: Mapping[str, pl.DataFrame], found: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Certain values of sentences for a month or year that only other documents print in their tables.

    One row per sentence, beside the nearest earlier document, or the next later one where there is none.
    """
    stated = (
        read_claims(tables, registry)
        .filter(pl.col("relation").is_in(STATED) & (pl.col("certainty") == "certain") & pl.col("micro").is_not_null())
        .with_columns(pl.col("last_month").alias("as_at"))
    )
    value = (pl.col("what") == "value") & pl.col("breakdown").is_null() & (pl.col("area_kind") == "authority")
    values = found.filter(value)
    alone = stated.join(values, on=["document", "indicator", "period", "unit"], how="anti")
    kept = {
        "document": "old_document",
        "as_at": "old_as_at",
        "micro": "old_micro",
        "half": "old_half",
        "step": "old_step",
        "line": "old_line",
        "cell": "old_cell",
        "value": "old_value",
    }
    old = values.filter(pl.col("period_kind").is_in(["month", "financial_year"])).select(
        "indicator",
        "period",
        "unit",
        "period_kind",
        "period_start",
        *(pl.col(c).alias(n) for c, n in kept.items()),
        pl.col("decimals").alias("old_decimals"),
    )
    pairs = alone.join(old, on=["indicator", "period", "unit"]).filter(pl.col("old_document") != pl.col("document"))
    slack = pl.when(pl.col("step") == pl.col("old_step")).then(0).otherwise(pl.col("half") + pl.col("old_half"))
    lower, upper = printable(pl.col("old_micro") - slack, pl.col("old_micro") + slack)
    judged = pairs.with_columns(
        pl.col("value").alias("published_value"), lower.alias("lower"), upper.alias("upper")
    ).filter(pl.col("lower") <= pl.col("upper"))
    distance = (pl.col("old_as_at") - pl.col("as_at")).dt.total_days()
    misses = ~pl.col("published_value").is_between("lower", "upper")
    order = judged.sort("row", misses, distance > 0, distance.abs(), "old_line")
    return order.unique("row", keep="first", maintain_order=True)


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
        place("old_", "old_document").alias("basis"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure that an earlier document prints too, and per sentence that another document settles."""
    if tables["documents"].height < 2:
        return no_comparisons(RULE.id, "there is only one document")
    found = with_polarity(with_rules(components(own(figures(tables))), registry), registry)
    told = partial(_words_for, tables=tables, changes=_changes(registry), found=found)
    return concluded(RULE, [(_pairs(found), told), (_said(tables, found, registry), _said_words)])
