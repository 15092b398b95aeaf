"""The order of benchmarks, and one value for each."""

from __future__ import annotations

from scorecard.validate.rules import benchmarks
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("high", unit="percent"), indicator("low", unit="percent", good="low"), indicator("info", good="info")
)
NAMES = (
    "Statistical neighbour average",
    "Best statistical neighbour",
    "National average",
    "National top quartile threshold",
)


def run(id: str, *values: str, more=()):
    rows = [figure(id, "latest", v, line=1, cell=n, area=a) for n, (a, v) in enumerate(zip(NAMES, values))]
    return benchmarks.compare(pack([*rows, *more]), REGISTRY)


def test_benchmarks_in_the_order_of_polarity_hold():
    assert failing(run("high", "68.0%", "77.0%", "69.0%", "73.0%")).is_empty()
    assert failing(run("low", "10.0%", "6.0%", "10.0%", "8.0%")).is_empty()
    assert run("info", "10", "20", "10", "8").rows.is_empty()


def test_a_best_that_is_worse_than_the_average_is_found():
    (row,) = failing(run("high", "68.0%", "67.9%", "69.0%", "73.0%")).rows(named=True)
    assert (row["area"], row["expected"], row["severity"]) == (
        "Best statistical neighbour",
        "at least 68.0%",
        "warning",
    )
    assert failing(run("low", "10.0%", "10.1%", "10.0%", "8.0%"))["area"].to_list() == ["Best statistical neighbour"]


def test_a_top_quartile_that_is_worse_than_the_average_is_found():
    assert failing(run("low", "10.0%", "6.0%", "10.0%", "10.1%"))["area"].to_list() == [
        "National top quartile threshold"
    ]


def test_a_benchmark_with_two_values_is_found_at_both_places():
    page = figure("high", "latest", "68.5%", line=40, area=NAMES[0], table="page")
    assert failing(run("high", "68.0%", "77.0%", more=[page]))["line"].to_list() == [1, 40]
    same = figure("high", "latest", "68%", line=40, area=NAMES[0], table="page")
    assert failing(run("high", "68.0%", "77.0%", more=[same])).is_empty()


def test_one_benchmark_twice_on_a_line_is_one_print_and_in_another_table_another():
    here = figure("high", "latest", "68.0%", line=1, cell=0, area=NAMES[0])
    there = figure("high", "latest", "68.5%", line=1, cell=5, area=NAMES[0])
    assert benchmarks.compare(pack([here, there]), REGISTRY).rows.is_empty()
    other_table = benchmarks.compare(pack([here, there | {"table": "page"}]), REGISTRY)
    assert failing(other_table)["expected"].to_list() == ["68.5%", "68.0%"]


def test_of_three_prints_of_a_benchmark_one_that_differs_is_told():
    prints = [figure("high", "latest", v, line=n, area=NAMES[0]) for n, v in ((1, "68.0%"), (2, "68.0%"), (3, "68.5%"))]
    assert failing(benchmarks.compare(pack(prints), REGISTRY))["expected"].to_list() == ["68.5%", "68.5%", "68.0%"]


def test_our_own_figures_are_no_benchmarks():
    ours = [figure("high", "2020-06", v, line=n) for n, v in ((1, "68.0%"), (2, "68.5%"))]
    assert benchmarks.compare(pack(ours), REGISTRY).not_run == ["no benchmark is printed"]
