"""Percentages of a year's target: what has been counted since April, of what the council set out to reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.frames import looked_up
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import marked
from scorecard.validate.rules.shared.shares import against_share

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="target-shares",
    title="A percentage of the year's target is what the months since April count, of the printed target.",
    asks="is a percentage of the year's target the count since April ÷ the printed target?",
    source="Arithmetic of additive measures; the registry says of which count's target a measure is the share",
    scope="one document",
    confirms=True,
    needs=("share_of_target", "adds_up"),
)
_SERIES = ["document", "indicator", "area", "breakdown", "year"]
_MONTHS = 12


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per percentage up to a month of which the target, and every month of the year until then, is printed."""
    printed = with_rules(own(numbers(figures(tables))), registry, "share_of_target", "adds_up").filter(
        (pl.col("period_kind") == "month") & pl.col("breakdown").is_null()
    )
    shares = _dated(printed.filter(pl.col("share_of_target").is_not_null() & (pl.col("unit") == "percent")))
    if shares.is_empty():
        return no_comparisons(RULE.id, "no percentage of a year's target is printed for a month")
    so_far = _since_april(_dated(printed.filter(pl.col("adds_up") & (pl.col("unit") == "count"))))
    counted = so_far.select(*_SERIES, "of_year", "numerator", "parts_basis").rename({"indicator": "share_of_target"})
    key = ["document", "share_of_target", "area", "breakdown", "year", "of_year"]
    pairs = shares.drop("numerator", "denominator").join(counted, on=key, how="inner", nulls_equal=True, validate="m:1")
    aimed = looked_up(pairs, _targets(tables), ["document", "share_of_target"]).filter(pl.col("denominator") > 0)
    return concluded(RULE, [(against_share(aimed), _words)])


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` of months with the financial ``year`` they lie in, and which month of it they are, from 1."""
    month = pl.col("period_start").dt.month().cast(pl.Int64)
    of_year = (month + 8) % _MONTHS + 1
    year = pl.col("period_start").dt.year().cast(pl.Int64) - (month < 4).cast(pl.Int64)
    return rows.with_columns(of_year.alias("of_year"), year.alias("year"))


def _since_april(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts added up from April on, one row per month as long as none before it is missing or printed differently."""
    once = (
        counts.group_by([*_SERIES, "of_year"], maintain_order=True)
        .agg(pl.col("value").n_unique().alias("prints"), pl.col("value").first(), place().first().alias("at"))
        .filter(pl.col("prints") == 1)
        .sort(*_SERIES, "of_year")
    )
    added = once.with_columns(
        pl.col("value").cum_sum().over(_SERIES).alias("numerator"),
        pl.col("value").cum_count().over(_SERIES).cast(pl.Int64).alias("months"),
        pl.col("at").cum_count().over(_SERIES).alias("_n"),
    )
    complete = added.filter(pl.col("months") == pl.col("of_year"))
    places = once.join(complete.select(*_SERIES, pl.col("of_year").alias("until")), on=_SERIES, nulls_equal=True)
    basis = (
        places.filter(pl.col("of_year") <= pl.col("until"))
        .group_by([*_SERIES, "until"], maintain_order=True)
        .agg(pl.col("at").str.join("; ").alias("parts_basis"))
        .rename({"until": "of_year"})
    )
    return complete.join(basis, on=[*_SERIES, "of_year"], how="left", nulls_equal=True, validate="1:1")


def _targets(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The one number from which on a measure is green in its document: ``denominator`` and the line it stands on.

    Of targets that differ, that on the line of the measure's own figures counts: another may stand in a plan.
    """
    line = ["document", "line", "indicator"]
    greens = tables["thresholds"].filter(
        (pl.col("band") == "green") & pl.col("lower").is_not_null() & pl.col("upper").is_null()
    )
    beside = marked(greens, tables["observations"].filter(pl.col("value").is_not_null()), line, "beside")
    any_beside = pl.col("beside").any().over("document", "indicator")
    return (
        beside.filter(pl.col("beside") | ~any_beside)
        .group_by("document", pl.col("indicator").alias("share_of_target"))
        .agg(
            pl.col("lower").n_unique().alias("targets"),
            pl.col("lower").first().alias("denominator"),
            pl.col("line").min().alias("target_line"),
        )
        .filter(pl.col("targets") == 1)
        .drop("targets")
    )


def _words(failing: pl.DataFrame) -> pl.DataFrame:
    """A warning, which is information where only the last digit differs."""
    share = words.exact_percent("numerator", "denominator")
    x, y = pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64)
    cut = 100 * x // y == pl.col("value").cast(pl.Int64)
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} counted since April is {} of the year's target of {} (line {}), but {} is printed.",
            words.about(),
            words.period(),
            words.count("numerator"),
            share,
            words.count("denominator"),
            "target_line",
            words.figure(),
        ).alias("explanation"),
        pl.when(cut & (pl.col("decimals").fill_null(0) == 0))
        .then(pl.lit("Fits exactly: it was cut off instead of rounded."))
        .alias("suggestion"),
        pl.col("parts_basis").alias("compared_with"),
    )
