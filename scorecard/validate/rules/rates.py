"""Rates: every count and its rate imply a population, and within a year of one document that is one population.

412 at 71.6 per 10,000 means between 57,502 and 57,582 people. The population that most pairs of a measure and year
allow is taken as that year's; a rate that no such population gives is a finding. So is, as information, a measure
whose population is another than that of the other measures, or another than the year before.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from scorecard.schema import CHANGE
from scorecard.validate.rules.shared import words
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import numbered, try_of
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import MICROS, figures, numbers, own, place, printable, with_rules
from scorecard.validate.rules.shared.pairs import held_against, nearest, others

if TYPE_CHECKING:
    from scorecard.registry import Registry

RULE = Rule(
    id="rates",
    title="Counts and their rates imply the same population within a table and period.",
    asks=(
        "do the rates of a measure and year imply one population; the same as other measures, the same as last year?"
    ),
    source="Interval arithmetic on printed rates; 412 at 71.6 per 10,000 is a population of 57,502 to 57,582",
    scope="one document",
    confirms=True,
    needs=("rate_of",),
)
_SERIES = ["document", "area", "rate_population", "year", "indicator"]
_YEAR = ["document", "area", "rate_population", "year"]
_ENOUGH = 3
"""Different pairs of count and rate from which a population is believed."""


def _with_counts(printed: pl.DataFrame) -> pl.DataFrame:
    """Printed rates with their count of the same document, area and period, the one of the same table if it has one."""
    rates = printed.filter(
        pl.col("rate_count").is_not_null()
        & pl.col("period_end").is_not_null()
        & (pl.col("micro") > pl.col("half"))
        & ~pl.col("unit").is_in(["count", "percent"])
    ).with_row_index("row")
    counts = printed.filter((pl.col("unit") == "count") & (pl.col("value") >= 1)).with_columns(
        pl.col("indicator").alias("rate_count"), pl.col("value").alias("count")
    )
    key = ["document", "area", "breakdown", "period", "period_kind", "rate_count"]
    beside = others(counts, [*key, "count"], "table", "line", "cell", prefix="count")
    pairs = rates.join(beside, on=key, how="inner", nulls_equal=True)
    return nearest(pairs, pl.col("count_table") != pl.col("table"), "count_line")


def _pairs(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Printed rates with their count, the ``year`` they are about, and the population they imply.

    ``least`` and ``most``: the ends of the implied population, whole people inside them.
    """
    printed = with_rules(numbers(own(figures(tables))), registry, "rate_count", "rate_per", "rate_population")
    people, day = pl.col("people"), pl.col("period_end")
    counted = pl.col("count").cast(pl.Int64) * pl.col("rate_per").cast(pl.Int64) * MICROS
    return (
        _with_counts(printed)
        .with_columns(counted.alias("people"))
        .with_columns(
            (-(-people // (pl.col("micro") + pl.col("half")))).alias("least"),
            (people // (pl.col("micro") - pl.col("half"))).alias("most"),
            (day.dt.year() - (day.dt.month() < 4).cast(pl.Int32)).alias("year"),
        )
    )


def _believed(pairs: pl.DataFrame, group: list[str]) -> pl.DataFrame:
    """One row per group (a series' year, or a whole year): the population that most of its pairs allow.

    ``low`` and ``high``: its ends; ``support`` of ``all`` distinct pairs allow it. Ties go to the later months,
    then to the smaller population.
    """
    # a count that stays the same with its rate says it once
    distinct = pairs.unique([*group, "people", "micro"], keep="first", maintain_order=True)
    ends = distinct.select(*group, pl.col("least").alias("at")).unique()
    inside = ends.join(distinct, on=group, how="inner", nulls_equal=True).filter(
        pl.col("at").is_between("least", "most")
    )
    best = inside.group_by([*group, "at"]).agg(
        pl.len().cast(pl.Int64).alias("support"),
        pl.col("least").max().alias("low"),
        pl.col("most").min().alias("high"),
        pl.col("period_end").max().alias("latest"),
    )
    order = best.sort(*group, "support", "latest", "at", descending=[False] * len(group) + [True, True, False])
    sizes = distinct.group_by(group).agg(pl.len().cast(pl.Int64).alias("all"))
    return order.unique(group, keep="first", maintain_order=True).join(
        sizes, on=group, nulls_equal=True, validate="1:1"
    )


def _against_series(pairs: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """Rates beside what the population of their own series and year gives for their count."""
    told = pairs.join(series.drop("at", "latest"), on=_SERIES, how="inner", nulls_equal=True, validate="m:1")
    told = told.filter(pl.col("all") >= _ENOUGH)
    least = -(-(pl.col("people") - pl.col("half") * pl.col("high")) // pl.col("high"))
    most = (pl.col("people") + pl.col("half") * pl.col("low")) // pl.col("low")
    expected = (pl.col("people") / pl.col("low") / MICROS).alias("expected_value")
    return held_against(told, *printable(least, most)).with_columns(expected)


def _rate_words(failing: pl.DataFrame, tables: Mapping[str, pl.DataFrame], printed: pl.DataFrame) -> pl.DataFrame:
    """A warning where the series' population has a clear majority, information where it has not."""
    rate = words.expected()
    people = [words.number(pl.col(c) * MICROS, pl.lit(0)) for c in ("least", "most", "low", "high")]
    clear = 3 * pl.col("support") >= 2 * pl.col("all")
    return weighed(suggested(failing, printed, _other_count(failing)), tables).with_columns(
        rate.alias("expected"),
        pl.when(clear).then(pl.col("severity")).otherwise(pl.lit("information")).alias("severity"),
        pl.format(
            "{}, {}: {} for a count of {} (line {}) implies a population of {} to {}, but {} of {} different rates of "
            "this measure and year imply {} to {}, which gives {}.{}",
            words.about(),
            words.period(),
            words.figure(),
            words.count("count"),
            "count_line",
            people[0],
            people[1],
            "support",
            "all",
            people[2],
            people[3],
            rate,
            "consequence",
        ).alias("explanation"),
        place("count_").alias("compared_with"),
    )


def _other_count(failing: pl.DataFrame) -> pl.DataFrame:
    """Tries: one more or one fewer child would give the printed rate."""
    asked = numbered(failing)
    one = pl.col("rate_per").cast(pl.Int64) * MICROS
    tries = []
    for step, said in ((1, "one more"), (-1, "one fewer")):
        least = (pl.col("people") + step * one) / (pl.col("micro") + pl.col("half"))
        most = (pl.col("people") + step * one) / (pl.col("micro") - pl.col("half"))
        fits = (least <= pl.col("high")) & (most >= pl.col("low"))
        tries.append(try_of(asked.filter(fits), f"it is the rate of {said} than the count", 1))
    return pl.concat(tries)


def _against_year(pairs: pl.DataFrame, series: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """The population of each series beside the one that most rates of the year imply, one row per series and year.

    The row stands at the first rate of the series in that year. It holds where one population allows both.
    """
    clear = series.filter((2 * pl.col("support") > pl.col("all")) & (pl.col("all") >= _ENOUGH)).drop("at", "latest")
    common = years.select(*_YEAR, pl.col("low").alias("old_low"), pl.col("high").alias("old_high"))
    several = clear.filter(pl.len().over(_YEAR) >= 2).join(common, on=_YEAR, nulls_equal=True, validate="m:1")
    first = pairs.sort("period_end", "line", "cell").unique(_SERIES, keep="first", maintain_order=True)
    return _same_population(first.join(several, on=_SERIES, how="inner", nulls_equal=True, validate="1:1"))


def _same_population(pairs: pl.DataFrame) -> pl.DataFrame:
    """Two implied populations: they agree where one number of people lies in both."""
    overlap = (pl.col("low") <= pl.col("old_high")) & (pl.col("high") >= pl.col("old_low"))
    here = pl.when(overlap).then(pl.max_horizontal("low", "old_low")).otherwise(pl.col("low"))
    other = (pl.col(end).cast(pl.Float64) for end in ("old_low", "old_high"))
    return held_against(pairs.with_columns(here.cast(pl.Float64).alias("here")), *other, value="here")


def _population_words(failing: pl.DataFrame, sentence: str) -> pl.DataFrame:
    people = [words.number(pl.col(c) * MICROS, pl.lit(0)) for c in ("low", "high", "old_low", "old_high")]
    year = pl.format("{}/{}", "year", ((pl.col("year") + 1) % 100).cast(pl.String).str.zfill(2))
    return failing.with_columns(
        pl.format("a population of {} to {}", people[2], people[3]).alias("expected"),
        pl.lit("information").alias("severity"),
        pl.lit(CHANGE if sentence == _OF_THE_YEAR_BEFORE else None, dtype=pl.String).alias("nature"),
        pl.format(sentence, words.about(), year, *people).alias("explanation"),
        place("count_").alias("compared_with"),
    )


def _rebased(pairs: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """The population of a series in a year beside that of the year before, in one document; one row per year."""
    known = series.filter(2 * pl.col("support") > pl.col("all"))
    before = known.select(
        *_SERIES[:3], "indicator", pl.col("year") + 1, pl.col("low").alias("old_low"), pl.col("high").alias("old_high")
    )
    years = known.join(before, on=_SERIES, how="inner", nulls_equal=True, validate="1:1")
    first = pairs.sort("period_end", "line", "cell").unique(_SERIES, keep="first", maintain_order=True)
    return _same_population(first.join(years, on=_SERIES, how="inner", nulls_equal=True, validate="1:1"))


_OF_THE_YEAR = "{}, {}: its rates rest on a population of {} to {}, most others of the year on {} to {}."
_OF_THE_YEAR_BEFORE = (
    "{}: the rates of {} rest on a population of {} to {}, those of the year before on {} to {}; "
    "part of the change in the rate is a change of population."
)


def compare(tables: Mapping[str, pl.DataFrame], registry: Registry) -> Comparisons:
    """One row per rate of a series and year with at least three pairs, and per population of a series and year."""
    pairs = _pairs(tables, registry)
    if pairs.is_empty():
        return no_comparisons(RULE.id, "no rate is printed with its count")
    series, years = _believed(pairs, _SERIES), _believed(pairs, _YEAR)
    told = partial(_rate_words, tables=tables, printed=numbers(own(figures(tables))))
    return concluded(
        RULE,
        [
            (_against_series(pairs, series), told),
            (_against_year(pairs, series, years), partial(_population_words, sentence=_OF_THE_YEAR)),
            (_rebased(pairs, series), partial(_population_words, sentence=_OF_THE_YEAR_BEFORE)),
        ],
    )
