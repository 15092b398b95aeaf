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

from scorecard import column_words as words
from scorecard.column_words import MICROS
from scorecard.schema import CHANGE
from scorecard.validate.rules.shared.agreement import Comparisons, Rule, no_comparisons
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.causes.tries import numbered, try_of
from scorecard.validate.rules.shared.conclusions import concluded
from scorecard.validate.rules.shared.consequences import weighed
from scorecard.validate.rules.shared.figures import figures, numbers, own, place, printable, with_rules
from scorecard.validate.rules.shared.pairs import held_against, misses, nearest, others

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
_WORDS = ("rate_count", "rate_per", "rate_population", "basis")
_ROLLING = "rolling-12-months"
_MONTHS_OF_A_YEAR = 12
_YEAR_OF_DAYS = "364d"
"""From the end of a month back to that of the month eleven before, and not to the one before that."""
_NEAR = 0.02
"""By so much of itself a population may grow or shrink between the years of one document."""
_ENOUGH = 3
"""Different pairs of count and rate from which a population is believed."""


def _with_counts(printed: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """Printed rates with their count of the same document, area, period and basis.

    Of several counts that of the same table is taken. A rate over twelve months whose count is printed month by month
    has their sum; where its year to date is printed, it is a rate over twelve months too.
    """
    over_a_year = (pl.col("usual_basis") == _ROLLING) & (pl.col("period_kind") == "year_to_date")
    rates = printed.filter(
        pl.col("rate_count").is_not_null()
        & pl.col("period_end").is_not_null()
        & (pl.col("micro") > pl.col("half"))
        & ~pl.col("unit").is_in(["count", "percent"])
        & ~over_a_year.fill_null(False)
    ).with_row_index("row")
    counted = printed.filter((pl.col("unit") == "count") & (pl.col("value") >= 1))
    counts = pl.concat([counted, _over_twelve_months(counted), _years(counted, registry)]).with_columns(
        pl.col("indicator").alias("rate_count"), pl.col("value").alias("count")
    )
    key = ["document", "area", "breakdown", "period", "period_kind", "basis", "rate_count"]
    beside = others(counts, [*key, "count"], "table", "line", "cell", prefix="count")
    pairs = rates.join(beside, on=key, how="inner", nulls_equal=True)
    return nearest(pairs, pl.col("count_table") != pl.col("table"), "count_line")


def _over_twelve_months(counted: pl.DataFrame) -> pl.DataFrame:
    """Sums of twelve months of what is counted in the month, each at the place of the last; one row per month."""
    monthly = counted.filter((pl.col("period_kind") == "month") & (pl.col("basis") == "in-month"))
    series = ["document", "indicator", "area", "breakdown"]
    once = monthly.unique([*series, "period"], keep="first", maintain_order=True).sort(*series, "period_start")
    sums = (
        once.rolling("period_end", period=_YEAR_OF_DAYS, group_by=series)
        .agg(pl.len().alias("months"), pl.col("value").sum().alias("sum"))
        .filter(pl.col("months") == _MONTHS_OF_A_YEAR)
    )
    return once.join(sums, on=[*series, "period_end"], how="inner", nulls_equal=True).select(
        pl.col("sum").alias(c) if c == "value" else pl.lit(_ROLLING).alias(c) if c == "basis" else pl.col(c)
        for c in counted.columns
    )


def _years(counted: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The years of what a rolling count sums (``rolling_of``) as its own, for both count twelve months; a row each."""
    rolling = registry.frame().filter(pl.col("rolling_of").is_not_null()).select("rolling_of", rolling="indicator")
    years = counted.filter(pl.col("period_kind") == "financial_year")
    joined = years.join(rolling, left_on="indicator", right_on="rolling_of", how="inner")
    return joined.with_columns(pl.col("rolling").alias("indicator")).select(counted.columns)


def _pairs(tables: Mapping[str, pl.DataFrame], registry: Registry) -> pl.DataFrame:
    """Printed rates with their count, the ``year`` they are about, and the population they imply.

    ``least`` and ``most``: the ends of the implied population, whole people inside them.
    """
    printed = with_rules(numbers(own(figures(tables))), registry, *_WORDS)
    people, day = pl.col("people"), pl.col("period_end")
    counted = pl.col("count").cast(pl.Int64) * pl.col("rate_per").cast(pl.Int64) * MICROS
    return (
        _with_counts(printed, registry)
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


def _plausible(pairs: pl.DataFrame, series: pl.DataFrame) -> pl.DataFrame:
    """Rates of years with few pairs beside the populations that the well borne out ones of the document imply.

    What lies far outside all of them is no change of population: the rate does not fit its count.
    """
    place_of_people = ["document", "area", "rate_population"]
    sure = series.filter((pl.col("all") >= _ENOUGH) & (2 * pl.col("support") > pl.col("all")))
    ends = sure.group_by(place_of_people).agg(pl.col("low").min().alias("low"), pl.col("high").max().alias("high"))
    few = series.filter(pl.col("all") < _ENOUGH).select(_SERIES)
    asked = pairs.join(few, on=_SERIES, how="semi", nulls_equal=True).join(
        ends, on=place_of_people, how="inner", nulls_equal=True, validate="m:1"
    )
    low, high = pl.col("low") * (1 - _NEAR), pl.col("high") * (1 + _NEAR)
    # of the population that its rounding allows the one that is nearest to the others
    nearest_one = pl.when(pl.col("most") < low).then("most").when(pl.col("least") > high).then("least").otherwise(low)
    return held_against(
        asked.with_columns(nearest_one.cast(pl.Float64).alias("people_here")), low, high, value="people_here"
    )


def _plausible_words(failing: pl.DataFrame) -> pl.DataFrame:
    """A warning for a rate and a count that no population near that of the other years joins."""
    people = [words.number(pl.col(c) * MICROS, pl.lit(0)) for c in ("least", "most", "low", "high")]
    return failing.with_columns(
        pl.format("a population near {} to {}", people[2], people[3]).alias("expected"),
        pl.lit("warning").alias("severity"),
        pl.format(
            "{}, {}: {} for a count of {} (line {}) implies a population of {} to {}, but other rates of this document "
            "imply {} to {}: the rate does not fit its count.",
            words.about(),
            words.period(),
            words.figure(),
            words.count("count"),
            "count_line",
            *people,
        ).alias("explanation"),
        place("count_").alias("compared_with"),
    )


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
    plausible = _plausible(pairs, series)
    fitting = pairs.join(plausible.filter(misses()), on="row", how="anti")
    told = partial(_rate_words, tables=tables, printed=numbers(own(figures(tables))))
    return concluded(
        RULE,
        [
            (_against_series(pairs, series), told),
            (_against_year(pairs, series, years), partial(_population_words, sentence=_OF_THE_YEAR)),
            (plausible, _plausible_words),
            (_rebased(fitting, _believed(fitting, _SERIES)), partial(_population_words, sentence=_OF_THE_YEAR_BEFORE)),
        ],
    )
