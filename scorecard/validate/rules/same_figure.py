"""The same figure printed twice in one document: summary and theme page, table and table, month and year end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.frames import looked_up
from scorecard.schema import CHANGE
from scorecard.validate.rules.shared.agreement import Comparisons, Rule
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import numbered, telling, try_of
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import SUBJECT, components, figures, own, place, with_rules
from scorecard.validate.rules.shared.pairs import held_against_other, misses, nearest, of_the_majority, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="same-figure",
    title="A figure that one pack prints in two places is the same in both.",
    asks=(
        "is a figure that is printed several times in one document the same everywhere; is the figure of a "
        "quarter or year of a stock that of its last month; is the year of a rolling count that of what it sums?"
    ),
    source=(
        "Consistency within one publication; figures printed with fewer decimals agree if they can be the same number"
    ),
    scope="one document",
    confirms=True,
    needs=("kind", "basis", "rolling_of"),
)
# a cell that names a period of its own ("10.9% (Autumn Term 2015)") is not about its column's period alone
_OWN_PERIOD = r"\([^)]*[A-Za-z]{3}"
_SERIES = [*SUBJECT, "unit", "what"]
# the figures at the end of a period: a stock, or what is counted over the twelve months before
_AT_THE_END = ["month-end", "rolling-12-months"]
# whole numbers below a hundred stand everywhere
_RARE = 100 * MICROS
_OTHER = ["micro", "half", "step", "line", "cell", "table", "indicator_name", "value", "decimals"]


def repeated(printed: pl.DataFrame) -> pl.DataFrame:
    """Every figure beside another print of it: one row per figure, agreeing ones beside one that agrees.

    Of three or more prints the majority is believed: a figure fails only where more others differ than agree.
    Two prints that differ both fail, because neither is known to be right.
    """
    rows = printed.filter(~pl.col("published").str.contains(_OWN_PERIOD).fill_null(False)).with_row_index("row")
    key = [*_SERIES, "period"]
    pairs = rows.join(others(rows, key, "row", *_OTHER), on=key, how="inner", nulls_equal=True)
    other_table = pl.col("table") != pl.col("other_table")
    other_place = other_table | (pl.col("line") != pl.col("other_line"))
    # two rows of one table under different names are two measures, whatever they were taken for
    one_measure = other_table | pl.col("indicator_name").eq_missing(pl.col("other_indicator_name"))
    pairs = held_against_other(pairs.filter((pl.col("row") != pl.col("other_row")) & other_place & one_measure))
    return nearest(of_the_majority(pairs, ~misses()), "other_line")


def at_the_end(printed: pl.DataFrame) -> pl.DataFrame:
    """The figure of a quarter or year of a stock beside that of its last month, one row per figure.

    A year to date that is the sum of the months of its line counts what was there at any time of the year: it is left
    out.
    """
    ends = printed.filter(pl.col("usual_basis").is_in(_AT_THE_END) & (pl.col("kind").is_in(["stock", "rate", "share"])))
    months = ends.filter(pl.col("period_kind") == "month")
    longer = ends.filter(pl.col("period_kind").is_in(["quarter", "year_to_date", "financial_year"])).with_row_index(
        "row"
    )
    line = [*_SERIES, "table", "line"]
    sums = months.group_by(line).agg(pl.col("micro").sum().alias("added"), pl.len().alias("months"))
    counted = (
        (pl.col("period_kind") == "year_to_date")
        & (pl.col("unit") == "count")
        & (pl.col("months") > 1)
        & (pl.col("micro") == pl.col("added"))
    ).fill_null(False)
    at_end = looked_up(longer, sums, line).filter(~counted)
    key = [*_SERIES, "period_end"]
    pairs = at_end.join(others(months, key, "period", *_OTHER), on=key, how="inner", nulls_equal=True)
    return nearest(held_against_other(pairs), misses(), "other_line")


def years_of_rolling(printed: pl.DataFrame) -> pl.DataFrame:
    """The year of a rolling count beside the year of what it sums, one row per figure: both count the same months."""
    rolling = printed.filter(pl.col("rolling_of").is_not_null() & (pl.col("what") == "value"))
    asked = rolling.filter(pl.col("period_kind") == "financial_year").with_row_index("row")
    key = ["document", "area", "breakdown", "unit", "what", "period"]
    beside = others(printed, [*key, "indicator"], "period", *_OTHER).rename({"indicator": "other_id"})
    pairs = asked.join(beside, left_on=[*key, "rolling_of"], right_on=[*key, "other_id"], how="inner", nulls_equal=True)
    return nearest(held_against_other(pairs), misses(), "other_line")


def _beside_the_other(failing: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Tries: the line of the other print has this very figure too, for another measure or another area."""
    values = printed.filter(pl.col("what") == "value").with_columns(pl.col("line").alias("other_line"))
    key = ["document", "unit", "micro", "other_line"]
    near = others(values, key, "title", "indicator", "area", "cell", prefix="near")
    pairs = numbered(failing).filter(telling()).join(near, on=key).filter(pl.col("near_cell") != pl.col("other_cell"))
    same = pl.col("indicator") == pl.col("near_indicator")
    elsewhere = pairs.filter(~same | (pl.col("area") != pl.col("near_area")))
    what = pl.when(same).then("near_area").otherwise(pl.coalesce("near_title", "near_indicator"))
    return try_of(elsewhere, pl.format("line {} prints it for {}", "other_line", what), 0)


def _other_measure(failing: pl.DataFrame, printed: pl.DataFrame) -> pl.DataFrame:
    """Tries: another measure of the document has this very figure at the same end of the period."""
    key = ["document", "area", "unit", "micro", "period_end"]
    near = others(printed.filter(pl.col("what") == "value"), key, "indicator", "title", "line", prefix="near")
    rare = (pl.col("micro") >= _RARE) | (pl.col("micro") % MICROS != 0)
    pairs = numbered(failing).filter(rare & telling()).join(near, on=key)
    other = (pl.col("indicator") != pl.col("near_indicator")) & (pl.col("near_line") != pl.col("other_line"))
    return try_of(pairs.filter(other), pl.format("line {} prints it for {}", "near_line", "near_title"), 1)


def _repeated_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], printed: pl.DataFrame) -> pl.DataFrame:
    other = words.figure("other_micro", "other_decimals")
    told = suggested(failing, printed, _beside_the_other(failing, printed), _other_measure(failing, printed))
    return weighed(told, tables).with_columns(
        other.alias("expected"),
        pl.format(
            "{}, {}: {}{} is printed here, but line {} of the same document prints {}.{}",
            words.about(),
            words.period(),
            words.letter(),
            words.figure(),
            "other_line",
            other,
            "consequence",
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def _end_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Information: a year's figure may have been checked again after the month was printed."""
    other = words.figure("other_micro", "other_decimals")
    year = pl.col("period_kind") == "financial_year"
    why = (
        pl.when(year)
        .then(pl.lit(" A year's figure may have been checked again after its last month."))
        .otherwise(pl.lit(""))
    )
    return failing.with_columns(
        other.alias("expected"),
        pl.when(year | (pl.col("kind") != "stock"))
        .then(pl.lit("information"))
        .otherwise(pl.lit("warning"))
        .alias("severity"),
        pl.when(year).then(pl.lit(CHANGE)).alias("nature"),
        pl.format(
            "{}, {}: {}{} is printed, but its last month ({}, line {}) prints {}.{}",
            words.about(),
            words.period(),
            words.letter(),
            words.figure(),
            words.labelled("other_period"),
            "other_line",
            other,
            why,
        ).alias("explanation"),
        place("other_").alias("compared_with"),
    )


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per figure that is printed more than once, and per year's or quarter's figure of a stock."""
    printed = with_rules(components(own(figures(tables))), registry, "basis", "kind", "rolling_of")
    return concluded(
        RULE,
        [
            (repeated(printed), partial(_repeated_words, tables=tables, printed=printed)),
            (at_the_end(printed), partial(_end_words, tables=tables)),
            (years_of_rolling(printed), partial(_repeated_words, tables=tables, printed=printed)),
        ],
    )
