"""Figures in sentences beside the tables of the same document, and beside each other.

Values against the tables; "x of y" and its percentage; changes against the two values; highs and lows against the
series; the words "rose" and "fell". Which measure and month a sentence speaks of is a reading, so a figure is a
warning only where the reading is certain or the figure is close to the table's; the rest is information.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.validate.rules.shared import claims, words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.categories import derived_wholes, summable
from scorecard.validate.rules.shared.causes.tries import named, telling, try_of
from scorecard.validate.rules.shared.changes import (
    change_words,
    changes,
    direction_words,
    directions,
    new_base,
    new_base_words,
)
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.figures import MICROS, figures, numbers, own, place, printable, with_rules

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="prose",
    title="A figure in a sentence is the figure of the table, and its arithmetic is right.",
    asks=(
        "are figures in sentences those of the tables; is their own arithmetic right; are changes, highs, "
        "rises and falls so?"
    ),
    source="Figures quoted in running text; percentages of counts by the GRIM test (Brown and Heathers 2017)",
    scope="one document",
    needs=(
        "unit",
        "kind",
        "basis",
        "adds_up",
    ),
)
_RATES = ["rate_per_10k", "rate_per_100k", "rate_per_100"]
# how far a misquoted figure may lie from the table's: a quarter, or twice as much where the reading is sure
_NEAR, _STILL_LIKELY = 0.25, 2.0


def _against_tables(said: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Each stated value of a known measure beside the tables' figure: one that agrees, else that of the period.

    A benchmark without a year is looked for among all benchmarks of the measure. A sentence without a period is
    looked for among all figures of the measure, and is held against the last month where none of them fits.
    """
    asked = said.filter(pl.col("relation").is_in(claims.STATED) & pl.col("micro").is_not_null())
    pairs = claims.with_figures(asked, found)
    slack = pl.col("half") + pl.when(pl.col("step") == pl.col("other_step")).then(0).otherwise(pl.col("other_half"))
    slack = pl.when(pl.col("step") == pl.col("other_step")).then(0).otherwise(slack)
    lower, upper = printable(pl.col("other_micro") - slack, pl.col("other_micro") + slack)
    judged = pairs.with_columns(
        pl.col("value").alias("published_value"),
        lower.alias("lower"),
        upper.alias("upper"),
    ).filter(pl.col("lower") <= pl.col("upper"))
    misses = ~pl.col("published_value").is_between("lower", "upper")
    order = judged.with_columns(misses.alias("misses")).sort("row", "misses", "rank", "other_line", "other_cell")
    first = order.unique("row", keep="first", maintain_order=True).filter(~pl.col("misses") | (pl.col("rank") == 0))
    same = found.select("document", "indicator", "unit", "micro").unique().with_columns(pl.lit(True).alias("elsewhere"))
    marked = first.join(same, on=["document", "indicator", "unit", "micro"], how="left", validate="m:1")
    return marked.with_columns(pl.col("elsewhere").fill_null(False))


def _elsewhere(failing: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Tries: the tables print the figure for another period of the measure, or for another measure."""
    numbered = failing.drop("row").with_row_index("row").filter(telling())
    near = found.filter(pl.col("unit") != "ratio").select(
        "document",
        "unit",
        "micro",
        pl.col("period").alias("period_near"),
        pl.col("indicator").alias("indicator_near"),
        pl.col("title").alias("title_near"),
        pl.col("line").alias("line_near"),
        pl.col("period_end").alias("end_near"),
    )
    pairs = numbered.join(near, on=["document", "unit", "micro"])
    same = pl.col("indicator") == pl.col("indicator_near")
    other_month = pl.format("it is the table's figure of {} (line {})", "period_near", "line_near")
    other_measure = pl.format("line {} prints it for {}", "line_near", "title_near")
    same_time = (pl.col("end_near") == pl.col("other_end")) & (pl.col("micro") % MICROS != 0)
    return pl.concat(
        [
            try_of(pairs.filter(same & (pl.col("period_near") != pl.col("other_period"))), other_month, 0),
            try_of(pairs.filter(~same & same_time), other_measure, 1),
        ]
    )


def _confirmed(against: pl.DataFrame) -> pl.DataFrame:
    """Lines and measures of which another figure agrees with the tables: one row per line, measure and period."""
    agrees = against.filter(pl.col("published_value").is_between("lower", "upper") & (pl.col("rank") == 0))
    return agrees.select("document", "line", "indicator", "asked_period").unique()


def _table_words(failing: pl.DataFrame, found: pl.DataFrame, confirmed: pl.DataFrame) -> pl.DataFrame:
    """A warning where the reading is sure and the figure close; a line is trusted if another figure of it agrees.

    If another figure of the line agrees for the same measure and period, this one is about something else.
    """
    told = named(failing.drop("row").with_row_index("row"), [_elsewhere(failing, found)])
    key = ["document", "line", "indicator", "asked_period"]
    lines = confirmed.select("document", "line").unique().with_columns(pl.lit(True).alias("trusted"))
    told = told.join(lines, on=["document", "line"], how="left", validate="m:1")
    told = told.join(
        confirmed.with_columns(pl.lit(True).alias("taken")), on=key, how="left", nulls_equal=True, validate="m:1"
    )
    ratio = pl.max_horizontal("micro", "other_micro") / pl.min_horizontal("micro", "other_micro")
    sure = (pl.col("certainty") == "certain") & pl.col("asked_period").is_not_null()
    close = (ratio <= 1 + _NEAR) | (sure & (pl.col("unit") == "percent") & (ratio <= _STILL_LIKELY))
    sure = sure & (pl.col("asked_period") != "latest")
    believed = close & (sure | pl.col("trusted").fill_null(False)) & (pl.col("asked_period").fill_null("") != "latest")
    warned = pl.col("suggestion").is_null() & pl.col("taken").is_null() & believed & ~pl.col("elsewhere")
    other = words.figure("other_micro", "other_decimals")
    return told.sort("row").with_columns(
        other.alias("expected"),
        pl.when(warned.fill_null(False)).then(pl.lit("warning")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}: the sentence says {}, the table prints {} for {} (line {}).",
            pl.coalesce("title", "indicator"),
            "published",
            other,
            "other_period",
            "other_line",
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def _called_per_cent(said: pl.DataFrame) -> pl.DataFrame:
    """Stated values in per cent of a measure that is a rate: -1 is a percentage, 0 the measure's own unit."""
    asked = said.filter(
        pl.col("relation").is_in(claims.STATED) & pl.col("usual_unit").is_in(_RATES) & pl.col("value").is_not_null()
    )
    percent = pl.when(pl.col("unit") == "percent").then(-1.0).otherwise(0.0)
    return asked.with_columns(percent.alias("published_value"), pl.lit(0.0).alias("lower"), pl.lit(0.0).alias("upper"))


def _per_cent_words(failing: pl.DataFrame) -> pl.DataFrame:
    return failing.with_columns(
        pl.lit("a rate").alias("expected"),
        pl.lit("information").alias("severity"),
        pl.format(
            "{}: the sentence calls {} a percentage, but the measure is a rate.",
            pl.coalesce("title", "indicator"),
            "published",
        ).alias("explanation"),
    )


def _shares(said: pl.DataFrame) -> pl.DataFrame:
    """Percentages with both counts in one sentence, whatever they are about."""
    asked = said.filter((pl.col("unit") == "percent") & pl.col("x").is_not_null() & (pl.col("y") > 0))
    x, y = pl.col("x").cast(pl.Int64), pl.col("y").cast(pl.Int64)
    slack = pl.col("half") * y
    lower, upper = printable(-((slack - 100 * MICROS * x) // y), (100 * MICROS * x + slack) // y)
    return asked.with_columns(pl.col("value").alias("published_value"), lower.alias("lower"), upper.alias("upper"))


def _share_words(failing: pl.DataFrame) -> pl.DataFrame:
    share = words.exact_percent("x", "y")
    unit = 100 * MICROS // pl.col("step")
    cut = (pl.col("x") * unit).cast(pl.Int64) // pl.col("y").cast(pl.Int64) == pl.col("micro") // pl.col("step")
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: {} of {} is {}, but the sentence says {}.",
            claims.subject(),
            words.count("x"),
            words.count("y"),
            share,
            words.figure(),
        ).alias("explanation"),
        pl.when(cut).then(pl.lit("Fits exactly: it was cut off instead of rounded.")).alias("suggestion"),
    )


def _possible(said: pl.DataFrame) -> pl.DataFrame:
    """Percentages of a stated number: is there a whole number of it that gives the percentage?"""
    asked = said.filter(
        (pl.col("unit") == "percent")
        & pl.col("x").is_null()
        & (pl.col("y") > 0)
        & (pl.col("micro") >= 0)
        & (pl.col("y") * pl.col("step") < 100 * MICROS)
    )
    y, p, whole = pl.col("y").cast(pl.Int64), pl.col("micro"), 100 * MICROS
    low = p * y // whole
    fits = [((p * y - whole * k).abs() <= pl.col("half") * y) for k in (low, low + 1)]
    nearest = pl.when((p * y - whole * low) <= (whole * (low + 1) - p * y)).then(low).otherwise(low + 1)
    bound = pl.when(fits[0] | fits[1]).then(pl.col("value")).otherwise(100.0 * nearest / y)
    return asked.with_columns(
        pl.col("value").alias("published_value"), bound.alias("lower"), bound.alias("upper"), nearest.alias("x")
    )


def _possible_words(failing: pl.DataFrame) -> pl.DataFrame:
    share = words.exact_percent("x", "y")
    return failing.with_columns(
        share.alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}: the sentence says {} of {}, but no whole number of {} gives it; {} of {} is {}.",
            claims.subject(),
            words.figure(),
            words.count("y"),
            words.count("y"),
            "x",
            words.count("y"),
            share,
        ).alias("explanation"),
    )


def _counts(said: pl.DataFrame, found: pl.DataFrame, letter: str) -> pl.DataFrame:
    """The x or the y of a sentence about a known measure beside the "x of y" that the tables print for it."""
    column = {"x": "numerator", "y": "denominator"}[letter]
    printed = found.filter(pl.col(column).is_not_null()).with_columns(
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
    pairs = claims.with_figures(asked, printed)
    misses = pl.col(letter) != pl.col("other_value")
    first = pairs.with_columns(misses.alias("misses")).sort("row", "misses", "rank", "other_line")
    return first.unique("row", keep="first", maintain_order=True).with_columns(
        pl.col(letter).alias("published_value"),
        pl.col("other_value").alias("lower"),
        pl.col("other_value").alias("upper"),
    )


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
            "other_period",
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def _extremes(said: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Highs and lows that a sentence names beside the other months that the document prints up to then."""
    asked = said.filter(pl.col("relation").is_in(["highest-since", "lowest-since"]) & pl.col("micro").is_not_null())
    months = found.filter(pl.col("period_kind") == "month").select(
        "document",
        "indicator",
        "unit",
        pl.col("micro").alias("other_micro"),
        pl.col("value").alias("other_value"),
        pl.col("decimals").alias("other_decimals"),
        pl.col("period").alias("other_period"),
        pl.col("period_start").alias("other_start"),
        pl.col("line").alias("other_line"),
        pl.col("cell").alias("other_cell"),
    )
    up_to = pl.col("period").is_null() | (pl.col("other_period") <= pl.col("period"))
    pairs = asked.join(months, on=["document", "indicator", "unit"]).filter(up_to)
    high = pl.col("relation") == "highest-since"
    height = pl.when(high).then(pl.col("other_micro")).otherwise(-pl.col("other_micro"))
    top = pairs.with_columns(height.alias("height"), high.alias("high")).sort(
        "row", "height", "other_line", descending=[False, True, False]
    )
    return top.unique("row", keep="first", maintain_order=True).with_columns(
        pl.col("value").alias("published_value"),
        pl.when("high").then("other_value").alias("lower"),
        pl.when(~pl.col("high")).then("other_value").alias("upper"),
    )


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
            "other_period",
            "other_line",
        ).alias("explanation"),
        place("other_").alias("basis"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure in a sentence and question that can be asked of it."""
    said = claims.read_claims(tables, registry)
    if said.is_empty():
        return no_comparisons(RULE.id, "no figure is quoted in prose")
    printed = with_rules(figures(tables), registry, "kind", "basis", "adds_up")
    sums = derived_wholes(summable(tables, registry)).select(c for c in printed.columns if c != "title")
    everything = pl.concat(
        [printed, sums.with_columns(pl.lit(None, dtype=pl.String).alias("title")).select(printed.columns)]
    )
    found = everything.filter(pl.col("breakdown").is_null() & (pl.col("area_kind") != "locality"))
    values = numbers(found)
    known = said.filter(pl.col("indicator").is_not_null() & pl.col("title").is_not_null())
    borough = own(values)
    against = _against_tables(known, values)
    return concluded(
        RULE,
        [
            (against, partial(_table_words, found=borough, confirmed=_confirmed(against))),
            (_called_per_cent(known), _per_cent_words),
            (_shares(said), _share_words),
            (_possible(said), _possible_words),
            (_counts(known, own(found), "x"), _count_words),
            (_counts(known, own(found), "y"), _count_words),
            (changes(known, borough), change_words),
            (new_base(said), new_base_words),
            (_extremes(known, borough), _extreme_words),
            (directions(known, borough), direction_words),
        ],
    )
