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
