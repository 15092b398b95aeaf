"""Figures in sentences beside the tables of the same document, and beside each other.

Values against the tables; "x of y" and its percentage; changes against the two values; highs and lows against the
series; the words "rose" and "fell". Which measure and month a sentence speaks of is a reading, so a figure is a
warning only where the reading is certain or the figure is close to the table's; the rest is information.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.units import units_in
from scorecard.validate.rules.shared import claims
from scorecard.validate.rules.shared import said_shares as shares
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from scorecard.validate.rules.shared.causes.tries import named, numbered, telling, try_of
from scorecard.validate.rules.shared.changes import (
    change_words,
    changes,
    direction_words,
    directions,
    moves,
    new_base,
    new_base_words,
    years_moved,
)
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, with_rules
from scorecard.validate.rules.shared.pairs import (
    held_against,
    held_against_other,
    marked,
    misses,
    nearest,
    others,
)
from scorecard.validate.rules.shared.sentences import sentence_words, two_sentences, wholes_of_shares

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="prose",
    title="A figure in a sentence is the figure of the table, and its arithmetic is right.",
    asks=(
        "are figures in sentences those of the tables; is their own arithmetic right; are changes, highs, "
        "rises and falls so; do two sentences say the same of one measure and time; has a "
        "count with its percentage a whole, and is it the one that another sentence tells?"
    ),
    source="Figures quoted in running text; percentages of counts by the GRIM test (Brown and Heathers 2017)",
    scope="one document",
    confirms=True,
    needs=("unit", "kind", "basis", "adds_up"),
)
# how far a misquoted figure may lie from the table's: a quarter, or twice as much where the reading is sure
_NEAR, _STILL_LIKELY = 0.25, 2.0
_ALL_BUT = 0.02
"""By so much of itself a figure may be off and is still meant to be this one."""
_AROUND = 20
"""Lines before and after a sentence that are likely to speak of the same month: a page or two of a report."""
_ENOUGH = 2
"""Sentences that must agree with the tables' last month, before another that says no period is held against it."""


def _against_tables(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Each stated value of a known measure beside the tables' figure: one that agrees, else that of the period.

    A benchmark without a year is looked for among all benchmarks of the measure, a sentence without a period among all
    its figures. What none of them gives is told only where it is of one time with the figure (`_comparable`), and where
    no other figure of the line is that of the table already: then this one is an earlier value, or another part of it.
    """
    dated = claims.with_heading_period(said)
    asked = dated.filter(pl.col("relation").is_in(claims.STATED) & pl.col("micro").is_not_null())
    compared = held_against_other(claims.with_figures(pl.concat([asked, *_of_pairs(dated)]), printed))
    another_time = (pl.col("asked_period") == "latest") & (pl.col("other_period") != "latest")
    closest = nearest(compared, misses(), "rank", another_time, "other_line", "other_cell")
    same_figure = ["document", "indicator", "unit", "micro"]
    timed = _speaks_of_now(closest).filter(~misses() | _comparable())
    told = marked(timed, _confirmed(timed), ["document", "line", "indicator", "asked_period"], "taken")
    return marked(told.filter(~misses() | ~pl.col("taken")), printed, same_figure, "elsewhere")


def _of_pairs(said: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """What an "x of y" says of its measure: of a count x itself, of a share x in a hundred of y, as exact as it is."""
    pairs = said.filter((pl.col("unit") == "ratio") & pl.col("x").is_not_null() & (pl.col("y") > 0))
    counted = pl.col("usual_unit") == "count"
    share = (100 * MICROS * pl.col("x") / pl.col("y")).round(0).cast(pl.Int64)
    whole = (MICROS * pl.col("x")).cast(pl.Int64)
    for measured, unit, micro, one in ((counted, "count", whole, MICROS), (~counted, "percent", share, 1)):
        yield pairs.filter(measured & (pl.col("usual_unit") == unit)).with_columns(
            pl.lit(unit).alias("unit"),
            micro.alias("micro"),
            (micro / MICROS).alias("value"),
            pl.lit(one, dtype=pl.Int64).alias("step"),
            pl.lit(0, dtype=pl.Int64).alias("half"),
            pl.format("{} of {}", words.count("x"), words.count("y")).alias("published"),
        )


def _comparable() -> pl.Expr:
    """True where a sentence and the table speak of one time.

    A benchmark without a year is none of a year; a sentence without a period must stand among others that speak of the
    last month, and be close to its figure; one whose period only the heading says must be all but the figure, for a
    number "at the end of the year" may be told of its beginning.
    """
    latest, unsaid = pl.col("asked_period") == "latest", pl.col("asked_period").is_null()
    said = (
        pl.when(latest)
        .then(pl.col("other_period") == "latest")
        .when(unsaid)
        .then(pl.col("of_now") & _close())
        .when(pl.col("by_heading"))
        .then(_ratio() <= 1 + _ALL_BUT)
    )
    return (pl.col("rank") == 0) & said.otherwise(True)


def _close() -> pl.Expr:
    return _ratio() <= 1 + _NEAR


def _ratio() -> pl.Expr:
    """How many times the lesser of the two figures the greater is."""
    return pl.max_horizontal("micro", "other_micro") / pl.min_horizontal("micro", "other_micro")


def _speaks_of_now(closest: pl.DataFrame) -> pl.DataFrame:
    """``closest`` with ``of_now``: most sentences around that name no period say what the tables print for the month.

    Around are `_AROUND` lines before and after; of those that could be about the last month at least two must agree
    with it, and more than disagree.
    """
    unsaid = closest.filter(pl.col("asked_period").is_null() & (pl.col("rank") == 0))
    asked = unsaid.select("document", "line", pl.when(misses()).then(-1).otherwise(1).alias("vote"))
    votes = (
        asked.sort("document", "line")
        .rolling("line", period=f"{2 * _AROUND + 1}i", offset=f"-{_AROUND + 1}i", group_by="document")
        .agg(pl.col("vote").sum().alias("balance"), (pl.col("vote") > 0).sum().alias("agreeing"))
        .unique(["document", "line"], keep="first", maintain_order=True)
    )
    told = looked_up(closest, votes, ["document", "line"])
    of_now = (pl.col("balance") > 0) & (pl.col("agreeing") >= _ENOUGH)
    return told.with_columns(of_now.fill_null(False).alias("of_now"))


def _elsewhere(asked: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Tries: the tables print the figure for another period of the measure, or for another measure."""
    key = ["document", "unit", "micro"]
    kept = ["period", "indicator", "title", "line", "period_end"]
    near = others(printed.filter(pl.col("unit") != "ratio"), key, *kept, prefix="near")
    pairs = asked.filter(telling()).join(near, on=key)
    same = pl.col("indicator") == pl.col("near_indicator")
    other_month = pl.format("it is the table's figure of {} (line {})", "near_period", "near_line")
    other_measure = pl.format("line {} prints it for {}", "near_line", "near_title")
    same_time = (pl.col("near_period_end") == pl.col("other_period_end")) & (pl.col("micro") % MICROS != 0)
    return pl.concat(
        [
            try_of(pairs.filter(same & (pl.col("near_period") != pl.col("other_period"))), other_month, 0),
            try_of(pairs.filter(~same & same_time), other_measure, 1),
        ]
    )


def _confirmed(against: pl.DataFrame) -> pl.DataFrame:
    """Lines and measures of which another figure agrees with the tables: one row per line, measure and period."""
    agreeing = against.filter(~misses() & (pl.col("rank") == 0))
    return agreeing.select("document", "line", "indicator", "asked_period").unique()


def _believed() -> pl.Expr:
    """True where a sentence is likely to mean this figure: surely read, or trusted by its line, and close to it."""
    sure = (pl.col("certainty") == "certain") & pl.col("asked_period").is_not_null() & ~pl.col("by_heading")
    close = _close() | (sure & (pl.col("unit") == "percent") & (_ratio() <= _STILL_LIKELY))
    latest = pl.col("asked_period").fill_null("") == "latest"
    return close & (sure | pl.col("trusted")) & ~latest


def _table_words(failing: pl.DataFrame, printed: pl.DataFrame, confirmed: pl.DataFrame) -> pl.DataFrame:
    """A warning where the reading is sure and the figure close; a line is trusted if another figure of it agrees."""
    asked = numbered(failing)
    told = named(asked, [_elsewhere(asked, printed)])
    told = marked(told, confirmed, ["document", "line"], "trusted")
    explained = pl.col("suggestion").is_not_null() | pl.col("elsewhere")
    warned = _believed() & ~explained
    other = words.figure("other_micro", "other_decimals")
    benchmark = pl.col("other_area_kind") == "comparator"
    whose = pl.when(benchmark).then(pl.format(", {}", "other_area")).otherwise(pl.lit(""))
    return told.with_columns(
        other.alias("expected"),
        pl.when(warned.fill_null(False)).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}{}: the sentence says {}, the table {} {} for {} (line {}).",
            pl.coalesce("title", "indicator"),
            whose,
            claims.stated(),
            # the sum of categories, whose whole is printed nowhere, stands in no cell
            pl.when(pl.col("other_cell").is_null()).then(pl.lit("adds up to")).otherwise(pl.lit("prints")),
            other,
            words.labelled("other_period"),
            "other_line",
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _called_per_cent(said: pl.DataFrame) -> pl.DataFrame:
    """Stated values in per cent of a measure that is a rate: -1 is a percentage, 0 the measure's own unit."""
    asked = said.filter(
        pl.col("relation").is_in(claims.STATED)
        & pl.col("usual_unit").is_in(units_in("rate"))
        & pl.col("value").is_not_null()
    )
    called = pl.when(pl.col("unit") == "percent").then(-1.0).otherwise(0.0)
    return held_against(asked.with_columns(called.alias("called")), pl.lit(0.0), pl.lit(0.0), value="called")


def _per_cent_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.lit("a rate").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}{}: the sentence calls {} a percentage, but the measure is a rate.",
            pl.coalesce("title", "indicator"),
            pl.when(pl.col("period") == "latest").then(pl.format(", {}", "area")).otherwise(pl.lit("")),
            "published",
        ).alias("explanation"),
    )


def _counts(said: pl.DataFrame, printed: pl.DataFrame, letter: str) -> pl.DataFrame:
    """The x or the y of a sentence about a known measure beside the "x of y" that the tables print for it."""
    column = {"x": "numerator", "y": "denominator"}[letter]
    counts = printed.filter(pl.col(column).is_not_null()).with_columns(
        (pl.col(column) * MICROS).cast(pl.Int64).alias("micro"),
        pl.col(column).alias("value"),
        pl.lit(MICROS, dtype=pl.Int64).alias("step"),
        pl.lit(0, dtype=pl.Int64).alias("half"),
        pl.lit(0, dtype=pl.Int8).alias("decimals"),
        pl.lit("count").alias("unit"),
    )
    asked = said.filter(pl.col(letter).is_not_null() & pl.col("period").is_not_null()).with_columns(
        pl.lit("count").alias("unit"), pl.lit(letter).alias("letter")
    )
    pairs = claims.with_figures(asked, counts)
    differs = pl.col(letter) != pl.col("other_value")
    closest = nearest(pairs, differs, "rank", "other_line")
    return held_against(closest, pl.col("other_value"), pl.col("other_value"), value=letter)


def _count_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        words.count("other_value").alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: the sentence says {} = {}, the table at line {} prints {} for {}.",
            claims.subject(),
            "letter",
            words.count("published_value"),
            "other_line",
            words.count("other_value"),
            words.labelled("other_period"),
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _extremes(said: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Highs and lows that a sentence names beside the other months that the document prints up to then."""
    asked = said.filter(pl.col("relation").is_in(["highest-since", "lowest-since"]) & pl.col("micro").is_not_null())
    months = printed.filter(pl.col("period_kind") == "month")
    key, kept = ["document", "indicator", "unit"], ["micro", "value", "decimals", "period", "line", "cell"]
    up_to = pl.col("period").is_null() | (pl.col("other_period") <= pl.col("period"))
    pairs = asked.join(others(months, key, *kept), on=key).filter(up_to)
    high = pl.col("relation") == "highest-since"
    from_the_top = pl.when(high).then(-pl.col("other_micro")).otherwise("other_micro")
    extreme = nearest(pairs.with_columns(high.alias("high")), from_the_top, "other_line")
    return held_against(extreme, pl.when("high").then("other_value"), pl.when(~pl.col("high")).then("other_value"))


def _extreme_words(failing: pl.DataFrame) -> pl.DataFrame:
    """Information: the sentence may begin its count later than the table does."""
    which = pl.when("high").then(pl.lit("highest")).otherwise(pl.lit("lowest"))
    other = words.figure("other_micro", "other_decimals")
    return failing.with_columns(
        other.alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}: the sentence calls {} the {}, but the table prints {} for {} (line {}).",
            claims.subject(),
            "published",
            which,
            other,
            words.labelled("other_period"),
            "other_line",
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _wholes(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Figures without a category, localities left out: as printed, and sums of the categories of a whole."""
    printed = with_rules(figures(tables), registry, "kind", "basis", "adds_up")
    sums = derived_wholes(summable(tables, registry)).with_columns(pl.lit(None, dtype=pl.String).alias("title"))
    everything = pl.concat([printed, sums.select(printed.columns)])
    return everything.filter(pl.col("breakdown").is_null() & (pl.col("area_kind") != "locality"))


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure in a sentence and question that can be asked of it."""
    said = claims.read_claims(tables, registry)
    if said.is_empty():
        return no_comparisons(RULE.id, "no figure is quoted in prose")
    whole = _wholes(tables, registry)
    values = numbers(whole)
    known = said.filter(pl.col("indicator").is_not_null() & pl.col("title").is_not_null())
    borough = own(values)
    against, changed = _against_tables(known, values), changes(known, borough)
    return concluded(
        RULE,
        [
            (against, partial(_table_words, printed=borough, confirmed=_confirmed(against))),
            (_called_per_cent(known), _per_cent_words),
            (shares.counted(said), shares.counted_words),
            (shares.of_a_whole(said), shares.of_a_whole_words),
            (shares.of_some_whole(said), shares.some_whole_words),
            (shares.repeated(said), shares.repeated_words),
            (shares.of_printed_counts(known, borough, registry), shares.printed_counts_words),
            (shares.of_a_said_whole(known, registry), shares.said_whole_words),
            (_counts(known, own(whole), "x"), _count_words),
            (_counts(known, own(whole), "y"), _count_words),
            (changed, change_words),
            (moves(said, changed), change_words),
            (new_base(said), new_base_words),
            (_extremes(known, borough), _extreme_words),
            (directions(known, borough), direction_words),
            (years_moved(claims.with_heading_period(known), borough), direction_words),
            (
                two_sentences(pl.concat([known, *_of_pairs(known)]), values, wholes_of_shares(own(whole), registry)),
                sentence_words,
            ),
        ],
    )
