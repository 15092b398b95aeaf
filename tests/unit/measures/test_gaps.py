"""Distance to target and to benchmarks."""

import polars as pl
import pytest

from scorecard.measures.gaps import benchmarks, gap_to_target
from scorecard.periods import Period
from tests.fixtures.processed import COMPARATORS, figure, observations

TARGET = [
    ("two points short of a target from 95", 93.0, 95.0, None, -2.0),
    ("on the target", 95.0, 95.0, None, 0.0),
    ("beyond the target there is no gap", 99.0, 95.0, None, 0.0),
    ("three days above a target of at most 121", 124.0, None, 121.0, 3.0),
    ("inside a range", 17.0, 14.0, 20.0, 0.0),
    ("below a range", 12.5, 14.0, 20.0, -1.5),
    ("no target", 12.5, None, None, None),
    ("no figure", None, 14.0, 20.0, None),
]


@pytest.mark.parametrize(("value", "lower", "upper", "gap"), [c[1:] for c in TARGET], ids=[c[0] for c in TARGET])
def test_gap_to_target(value, lower, upper, gap):
    schema = dict.fromkeys(("value", "limit_lower", "limit_upper"), pl.Float64)
    row = pl.DataFrame([(value, lower, upper)], schema=schema, orient="row")
    assert row.select(gap_to_target()).item() == gap


def test_the_newest_document_and_the_undated_benchmark_come_first():
    average = {"area": "National average", "area_kind": "comparator", "basis": "benchmark"}
    rows = [
        figure("a", 60, Period.latest(), document="pack-may", **average),
        figure("a", 65, Period.latest(), **average),
        figure("a", 50, Period.financial_year(2016), **average),
        figure("a", 40, Period.financial_year(2015), **(average | {"area": "Regional average"})),
    ]
    row = benchmarks(observations(*rows), COMPARATORS).row(0, named=True)
    assert (row["national_average"], row["regional_average"], row["neighbour_average"]) == (65, 40, None)


NATIONAL = {"area": "National average", "area_kind": "comparator", "basis": "benchmark"}


def national(*rows):
    return benchmarks(observations(*rows), COMPARATORS)["national_average"].to_list()


def test_of_two_benchmarks_of_one_year_the_first_line_and_cell_is_taken():
    year = Period.financial_year(2018)
    assert national(figure("a", 9, year, line=8, **NATIONAL), figure("a", 7, year, line=5, **NATIONAL)) == [7]
    assert national(figure("a", 9, year, line=5, cell=4, **NATIONAL), figure("a", 7, year, line=5, **NATIONAL)) == [7]


def test_of_two_years_the_later_is_taken_though_it_stands_below():
    years = [figure("a", year, Period.financial_year(year), line=year, **NATIONAL) for year in (2017, 2018)]
    assert national(*years) == [2018]


def test_a_category_and_a_missing_mark_are_no_benchmark():
    latest = Period.latest()
    assert (
        national(figure("a", 4, latest, breakdown="Under 1", **NATIONAL), figure("a", None, latest, **NATIONAL)) == []
    )


def test_each_document_and_each_unit_has_its_own_benchmark_on_one_row():
    latest = Period.latest()
    rows = [
        figure("a", 4, latest, **NATIONAL),
        figure("a", 5, Period.financial_year(2018), **NATIONAL),
        figure("a", 6, latest, **(NATIONAL | {"area": "Best statistical neighbour"})),
        figure("a", 40.0, latest, unit="percent", **NATIONAL),
        figure("a", 3, latest, document="pack-may", **NATIONAL),
    ]
    table = benchmarks(observations(*rows), COMPARATORS).select(
        "document", "unit", "national_average", "neighbour_best"
    )
    assert table.rows() == [
        ("pack-june", "count", 4, 6),
        ("pack-june", "percent", 40, None),
        ("pack-may", "count", 3, None),
    ]


@pytest.mark.parametrize(
    ("published", "period", "time"),
    [
        ("12.3% (2017)", Period.latest(), "2017"),
        ("12.3% (2016/17) ", Period.latest(), "2016/17"),
        ("12.3%", Period.latest(), None),
        ("12.3% (provisional)", Period.latest(), None),
        ("2,017 (of 9)", Period.latest(), None),
        ("8.4% (2014/15)", Period.financial_year(2014), "2014/15"),
        ("8.4%", Period.financial_year(2014), "2014/15"),
    ],
)
def test_the_time_of_a_benchmark_is_its_period_or_the_year_behind_it(published, period, time):
    row = benchmarks(observations(figure("a", 12.3, period, published=published, **NATIONAL)), COMPARATORS)
    assert row.select("national_average", "national_average_time").row(0) == (12.3, time)
