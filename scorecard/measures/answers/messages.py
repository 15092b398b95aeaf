"""Key messages: what a quarter's figures say, in sentences that are earned.

A message is made of verified figures only, and none of a figure under an error. What is said plainly is robust: every
reasonable way of looking at it agrees. The order is that of consequence: a colour that changed, a figure out of the
ordinary, a target missed, a change; what cannot be told comes last, with the reasons.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from scorecard import column_words as said
from scorecard import words
from scorecard.frames import looked_up
from scorecard.measures.answers.bands import with_bands
from scorecard.measures.answers.change import change_since, compared_since, in_between, with_events
from scorecard.measures.answers.crossings import RANK, crossings
from scorecard.measures.answers.doubts import with_doubts
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.message_rows import KINDS, MEASURE, SCHEMA, but_of, of_several
from scorecard.measures.answers.over_packs import forecast_inputs, forecast_words, forecasts, no_longer_reported
from scorecard.measures.answers.rows import LISTED, REASONS, ROBUST, figure
from scorecard.measures.answers.told_changes import HEADLINES, beside_year_so_far, depending, printed_too, told_changes
from scorecard.measures.answers.told_colours import (
    targets,
    warned_of,
    with_colour,
    with_verdict,
    with_year_of_tolerances,
    with_year_so_far,
)
from scorecard.periods import Quarter

_SHOWN = 12
"""So many of a long list are named."""
_LOST = ("kind", "words", "sure", "inputs", "document")
_END_OF_YEAR, _A_QUARTER, _A_TERM = 3, 3, 4
_A_YEAR = "-12mo"
_WHY_NOT = {
    "no-earlier-figure": "of the figures that are read none is of just that time; packs may say more in sentences, in "
    "years to date, or as the base of another measure",
    "covers": "its figures cover another time than they are printed for, and none for just the time before is read",
    "seasonal": "it follows the school year, and of another year no figure of just the same time as its latest is read",
    "counts-on": "its figures begin anew in April, whatever their heading says, so that each month stands on the one "
    "before",
}
"""Reasons in the words of a list of what is not known."""


def key_messages(material: Material, measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """One row per message about the whole authority in a quarter, by consequence; `SCHEMA`.

    ``measures`` are the answers of the material. Each measure is told of at its latest figure in the quarter, and once;
    but one that is red and better or worse, though not plainly, is told of as both.
    """
    latest = _latest(material, measures, quarter)
    crossed = with_year_of_tolerances(crossings(material, latest.filter("tolerances_of_its_time")), material)
    changed = told_changes(latest, crossed)
    signals = _signals(latest, [crossed, changed], material)
    red = with_year_of_tolerances(targets(latest, [crossed, changed, signals], material), material)
    red = with_year_so_far(red, material)
    since = _since(quarter, partial(compared_since, material))
    unsure = with_colour(depending(latest, [crossed, changed, signals], material), latest, red=False)
    unsure = printed_too(unsure, since, material)
    changed = beside_year_so_far(changed, material)
    told = [with_doubts(one, material) for one in (crossed, signals, red, changed, unsure)]
    told += [_forecasts(material, quarter), _not_reported(material, quarter), warned_of(latest, material)]
    told += [_not_known(latest, material)]
    order = {kind: at for at, kind in enumerate(KINDS)}
    positions = material.rules.select("indicator", "position")
    messages = pl.concat([one.select(*SCHEMA) for one in told if one.height] or [pl.DataFrame(schema=SCHEMA)])
    rank = pl.col("kind").replace_strict(order, return_dtype=pl.Int8)
    ordered = messages.with_row_index("_at").join(positions, on="indicator", how="left", maintain_order="left")
    return ordered.sort(rank, "position", "indicator", "_at", nulls_last=True).drop("position", "_at")


def _latest(material: Material, measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """The answers about the whole authority at each measure's latest month in a quarter, or at the quarter itself.

    With the changes since the end of the last financial year. Added: ``good``, ``tolerances_of_its_time`` (are those of
    its document not those of a later year?) and ``compared`` (has a figure of the same end a verdict, be it the
    quarter's beside that of its last month?). Without the colours under the
    tolerances of earlier packs, and without counts of which the share or the rate is told.
    """
    asked = pl.concat([measures, *_since(quarter, partial(change_since, material))]).filter(
        pl.col("period_end").is_between(quarter.start, quarter.end),
        pl.col("period_kind").is_in(["month", "quarter", "academic_term"]),
        pl.col("area_kind") == "authority",
        pl.col("breakdown").is_null(),
        (pl.col("measure") != "rag") | pl.col("against").is_null(),
    )
    key = MEASURE
    month = pl.col("period_kind") == "month"
    ends = asked.select(*key, "period", "period_end", month.alias("month")).unique()
    last = ends.sort("period_end", "month").unique(key, keep="last", maintain_order=True)
    judged = asked.filter(pl.col("measure").is_in(list(HEADLINES)) & pl.col("verdict").is_not_null())
    compared = judged.select(*key, "period_end", pl.lit(True).alias("compared")).unique()
    told = asked.join(last.select(*key, "period"), on=[*key, "period"], how="semi")
    years = _whole_years(measures, quarter).join(last, on=key, how="semi").join(judged, on=key, how="anti")
    of_years = years.filter(pl.col("verdict").is_not_null())
    compared = pl.concat([compared, of_years.select(*key, "period_end", pl.lit(True).alias("compared"))]).unique()
    told = looked_up(pl.concat([told, years]), compared, [*key, "period_end"])
    rules = material.rules.select("indicator", "good", "numerator", "rate_count")
    printed = rules.join(told.select("indicator").unique(), on="indicator", how="semi")
    counted = pl.concat([printed["numerator"], printed["rate_count"]]).drop_nulls()
    dated = material.tables["documents"].select("document", "as_at")
    own_time = pl.col("period_end") > pl.col("as_at").dt.offset_by(_A_YEAR)
    return (
        told.filter(~pl.col("indicator").is_in(counted.implode()))
        .join(rules.drop("numerator", "rate_count"), on="indicator", how="left", validate="m:1", maintain_order="left")
        .join(dated, on="document", how="left", validate="m:1", maintain_order="left")
        .with_columns(own_time.fill_null(False).alias("tolerances_of_its_time"))
        .drop("as_at")
    )


def _whole_years(measures: pl.DataFrame, quarter: Quarter) -> pl.DataFrame:
    """How the year that ends with a quarter compares with the year before, or why not though both are printed."""
    change = pl.col("measure") == "change-on-year"
    both = pl.col("reason").is_null() | (pl.col("reason") != "no-earlier-figure")
    return measures.filter(
        pl.col("period_kind") == "financial_year",
        pl.col("period_end") == quarter.end,
        pl.col("area_kind") == "authority",
        pl.col("breakdown").is_null(),
        (change & both) | ((pl.col("measure") == "robustness") & (pl.col("against") == "change-on-year")),
    )


def _since(quarter: Quarter, compare: Callable[[int, str, str], pl.DataFrame]) -> list[pl.DataFrame]:
    """The figures of the quarter's months as compared with March, and those of terms with the one before.

    ``compare`` takes how many months lie between, what the earlier time is called, and the kind of period.
    """
    told = [compare(_A_TERM, "the term before", "academic_term")]
    for month in quarter.months:
        year, number = int(month[:4]), int(month[5:])
        months = (number - _END_OF_YEAR) % 12
        if months and months != _A_QUARTER:
            march = f"March {year - (number <= _END_OF_YEAR)}"
            told.append(compare(months, march, "month").filter(pl.col("period") == month))
    return told


def _signals(latest: pl.DataFrame, told: list[pl.DataFrame], material: Material) -> pl.DataFrame:
    """Figures out of the ordinary of which nothing else is told, with what happened within the year up to them."""
    rows = with_verdict(latest, "variation").filter((pl.col("verdict") != "common-cause") & (pl.col("sure") == ROBUST))
    since = rows.with_columns(pl.col("period_end").dt.offset_by(_A_YEAR).alias("previous_period_start"))
    happened = with_events(but_of(told, since), material.events)
    sentence = pl.concat_str(pl.col("words").str.strip_suffix("."), in_between(), pl.lit("."))
    return with_colour(happened.with_columns(sentence.alias("words")), latest).with_columns(
        pl.lit("signal").alias("kind")
    )


def _forecasts(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Forecasts for a time that ends in the quarter, beside what a later pack prints for it."""
    ended = forecasts(material).filter(pl.col("forecast_end").is_between(quarter.start, quarter.end))
    return ended.with_columns(
        pl.lit("came-true").alias("kind"),
        pl.col("told_period").alias("period"),
        forecast_words().alias("words"),
        forecast_inputs().alias("inputs"),
        pl.lit(ROBUST).alias("sure"),
        pl.col("facts").list.join(LISTED).replace("", None).alias("facts"),
    )


def _not_reported(material: Material, quarter: Quarter) -> pl.DataFrame:
    """Measures that the council's pack before printed and this quarter's does not, with their last figures."""
    lost = no_longer_reported(material, with_bands(material)).filter(
        pl.col("as_at").is_between(quarter.start, quarter.end)
    )
    colour = pl.when(pl.col("band").is_null()).then(pl.lit("")).otherwise(pl.format(", {}", "band"))
    shown = pl.format("{} ({} in {}{})", "title", figure(), said.period(), colour)
    order = pl.col("band").replace_strict(RANK, default=len(RANK), return_dtype=pl.Int8)
    told = (
        lost.sort(order, "position")
        .group_by("document", "before", maintain_order=True)
        .agg(
            pl.len().alias("many"),
            shown.head(_SHOWN).str.join(", ").alias("shown"),
            pl.col("place").head(_SHOWN).str.join(LISTED).alias("inputs"),
        )
    )
    rest = (
        pl.when(pl.col("many") > _SHOWN).then(pl.format(" and {} more", pl.col("many") - _SHOWN)).otherwise(pl.lit(""))
    )
    counted = pl.when(pl.col("many") == 1).then(pl.lit("1 measure")).otherwise(pl.format("{} measures", "many"))
    verb = pl.when(pl.col("many") == 1).then(pl.lit("stands")).otherwise(pl.lit("stand"))
    empty = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in _LOST]
    return told.with_columns(
        *empty,
        pl.lit("not-reported").alias("kind"),
        pl.format(
            "Of the themes that both packs have, {} of {} {} under no known name in {}; some may be told there by "
            "another name, by team or only in sentences: {}{}.",
            counted,
            "before",
            verb,
            "document",
            "shown",
            rest,
        ).alias("words"),
        pl.lit(ROBUST).alias("sure"),
    )


def _not_known(latest: pl.DataFrame, material: Material) -> pl.DataFrame:
    """How many measures with a good direction are neither better nor worse than the quarter or year before, and why."""
    asked = latest.filter(pl.col("measure").is_in(list(HEADLINES)) & (pl.col("good") != "info"))
    key = MEASURE
    open_ones = asked.filter(pl.col("verdict").is_null().all().over(key), pl.col("compared").is_null())
    at = pl.col("measure").replace_strict(HEADLINES, return_dtype=pl.Int8)
    nothing = pl.col("reason") == "no-earlier-figure"
    elsewhere = looked_up(open_ones, material.rules.select("indicator", "covers"), "indicator")
    covers = nothing & pl.col("covers").is_not_null()
    open_ones = elsewhere.with_columns(pl.when(covers).then(pl.lit("covers")).otherwise("reason").alias("reason"))
    nothing = pl.col("reason").is_in(["no-earlier-figure", "covers"])
    first = open_ones.sort(nothing, at).unique(key, keep="first", maintain_order=True)
    rows = first.group_by("reason", maintain_order=True).agg(
        pl.len().alias("many"),
        pl.col("title").sort().str.join(", ").alias("titles"),
        pl.col("inputs").str.join(LISTED).alias("inputs"),
    )
    told = [
        (
            f"Better or worse than the quarter or the year before is not said of {words.counted(many, 'measure')}: "
            f"{_WHY_NOT.get(reason, REASONS.get(reason, reason))} ({titles}).",
            ROBUST,
            inputs,
        )
        for reason, many, titles, inputs in rows.sort("many", "reason", descending=[True, False]).iter_rows()
    ]
    return of_several(told)
