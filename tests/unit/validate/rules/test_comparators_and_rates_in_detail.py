"""Benchmarks in their order, and rates beside their counts, row by row and word by word."""

from __future__ import annotations

from typing import Any

from scorecard.validate.rules import benchmarks, rates
from tests.unit.validate.rule_frames import failing, figure, pack
from tests.unit.validate.rules.in_detail import REGISTRY, only

# ---- benchmarks

BEST, AVERAGE = "Best statistical neighbour", "Statistical neighbour average"


def compared(id: str, best: str, average: str, **more: Any):
    rows = [
        figure(id, "latest", best, line=3, cell=7, area=BEST),
        figure(id, "latest", average, line=3, cell=8, area=AVERAGE),
    ]
    return benchmarks.compare(pack([*rows, *more.pop("rows", [])]), REGISTRY)


def test_what_is_said_of_a_best_that_is_not_the_best():
    row = only(compared("plans", "60.0%", "65.0%"))
    assert row["explanation"] == (
        "Plans: Best statistical neighbour is 60.0% and Statistical neighbour average is 65.0%; "
        "high is good here, so the first should be at least the second."
    )
    assert (row["expected"], row["compared_with"], row["lower"], row["upper"]) == (
        "at least 65.0%",
        "pack:3:8",
        65,
        None,
    )
    assert row["suggestion"] == "The lowest may have been taken for the best."
    low = only(compared("waits", "9", "8"))
    assert low["suggestion"] == "The highest may have been taken for the best."
    assert (low["expected"], low["lower"], low["upper"]) == ("at most 8", None, 8)
    assert failing(compared("waits", "8", "8")).is_empty()
    assert compared("children", "9", "8").rows.is_empty()


def test_the_average_of_the_same_line_is_the_one_compared_with():
    other = [figure("plans", "latest", "50.0%", line=1, cell=8, area=AVERAGE)]
    told = failing(compared("plans", "60.0%", "65.0%", rows=other))
    assert told.filter(told["area"] == BEST)["expected"].to_list() == ["at least 65.0%"]


def test_what_is_said_of_a_benchmark_with_two_values():
    rows = [figure("plans", "latest", v, line=n, area=AVERAGE) for n, v in ((3, "65.0%"), (9, "66.0%"))]
    first, second = failing(benchmarks.compare(pack(rows), REGISTRY)).rows(named=True)
    assert first["explanation"] == (
        "Plans, Statistical neighbour average: 65.0% is printed here, but line 9 of the same document prints 66.0%."
    )
    assert (first["expected"], second["expected"], first["compared_with"]) == ("66.0%", "65.0%", "pack:9:2")
    coarse = [rows[0], figure("plans", "latest", "65%", line=9, area=AVERAGE)]
    assert failing(benchmarks.compare(pack(coarse), REGISTRY)).is_empty()


# ---- rates and their counts


def year(
    counts: list[str], printed: list[str], id: str = "rate", of: str = "children", line: int = 1, year: int = 2020
):
    rows = []
    for n, (count, rate) in enumerate(zip(counts, printed)):
        month = f"{year}-{4 + n:02d}"
        rows.append(figure(of, month, count, line=line + n, cell=2))
        rows.append(figure(id, month, rate, line=line + n, cell=3, unit="rate_per_10k"))
    return rows


# of a population of 50,000
COUNTS, RATES = ["500", "505", "510", "520"], ["100.0", "101.0", "102.0", "104.0"]


def test_what_is_said_of_a_rate_of_another_population():
    row = only(rates.compare(pack(year(COUNTS, [*RATES[:3], "108.0"])), REGISTRY))
    assert row["explanation"] == (
        "Rate, July 2020: 108.0 per 10,000 for a count of 520 (line 4) implies a population of 48,126 to 48,170, "
        "but 3 of 4 different rates of this measure and year imply 49,976 to 50,024, "
        "which gives 104.0 per 10,000."
    )
    assert (row["severity"], row["compared_with"], row["line"]) == ("warning", "pack:4:2", 4)


def test_one_child_more_or_fewer_is_named_as_the_cause():
    more = only(
        rates.compare(pack(year(["1000", "1005", "1010", "1020"], ["200.0", "201.0", "202.0", "204.2"])), REGISTRY)
    )
    assert more["suggestion"] == "Fits exactly: it is the rate of one more than the count."
    fewer = only(
        rates.compare(pack(year(["1000", "1005", "1010", "1020"], ["200.0", "201.0", "202.0", "203.8"])), REGISTRY)
    )
    assert fewer["suggestion"] == "Fits exactly: it is the rate of one fewer than the count."


def test_three_different_rates_are_enough_and_a_repeated_one_counts_once():
    assert rates.compare(pack(year(COUNTS[:3], RATES[:3])), REGISTRY).rows.height == 3
    assert rates.compare(pack(year(COUNTS[:2], RATES[:2])), REGISTRY).rows.is_empty()
    repeated = year(["500", "500", "505"], ["100.0", "100.0", "101.0"])
    assert rates.compare(pack(repeated), REGISTRY).rows.is_empty()


def test_a_count_of_the_same_table_is_the_one_of_the_rate():
    rows = year(COUNTS, RATES)
    elsewhere = [row | {"table": "annex", "value": row["value"] + 50} for row in rows if row["unit"] == "count"]
    assert failing(rates.compare(pack([*rows, *elsewhere]), REGISTRY)).is_empty()


def test_two_measures_of_one_population_are_compared_for_the_year():
    other = year(["250", "255", "260"], ["52.1", "53.1", "54.2"], "visit_rate", "visits", line=20)
    rows = failing(rates.compare(pack([*year(COUNTS, RATES), *other]), REGISTRY))
    assert rows["explanation"].to_list() == [
        "Visit rate, 2020/21: its rates rest on a population of 47,978 to 48,014, most others of the year on "
        "49,976 to 50,024."
    ]
    assert rows["expected"].to_list() == ["a population of 49,976 to 50,024"]


def test_a_new_population_in_a_new_year_is_said_once():
    before = year(COUNTS, RATES, line=20, year=2019)
    rows = failing(rates.compare(pack([*year(COUNTS, ["98.0", "99.0", "100.0", "102.0"]), *before]), REGISTRY))
    assert rows.height == 1
    assert rows["explanation"][0].startswith("Rate: the rates of 2020/21 rest on a population of ")
    assert rows["explanation"][0].endswith("; part of the change in the rate is a change of population.")
    assert rows["severity"].to_list() == ["information"]
    two_years = year(COUNTS, ["98.0", "99.0", "100.0", "102.0"], year=2021)
    assert failing(rates.compare(pack([*two_years, *before]), REGISTRY)).is_empty()


def test_a_coarser_rate_of_the_same_population_agrees_and_two_rates_are_too_few_to_tell():
    coarse = year(["25", "30", "35"], ["5.0", "6.0", "7.0"], "visit_rate", "visits", line=20)
    held = rates.compare(pack([*year(COUNTS, RATES), *coarse]), REGISTRY)
    assert failing(held).is_empty() and held.rows.height == 4 + 3 + 2
    two = year(["250", "255"], ["52.1", "53.1"], "visit_rate", "visits", line=20)
    assert failing(rates.compare(pack(two), REGISTRY)).is_empty(), "two rates alone have no population to keep to"


def test_a_measure_of_another_population_is_told_at_its_first_month():
    other = year(["250", "255", "260"], ["52.1", "53.1", "54.2"], "visit_rate", "visits", line=20)
    downwards = [row | {"line": 60 - row["line"]} for row in other]
    for rows, line in ((other, 20), (downwards, 40)):
        assert failing(rates.compare(pack([*year(COUNTS, RATES), *rows]), REGISTRY))["line"].to_list() == [line]
