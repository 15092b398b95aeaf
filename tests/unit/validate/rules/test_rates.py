"""Rates and the population that they imply."""

from __future__ import annotations

from scorecard.registry import RateOf
from scorecard.validate.rules import rates
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

PEOPLE = "people aged 0 to 17"
REGISTRY = registry(
    indicator("children", kind="stock"),
    indicator(
        "rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="children", per=10000, population=PEOPLE),
    ),
)


def months(*pairs: tuple[str, str], first: int = 4, year: int = 2020):
    rows = []
    for n, (count, rate) in enumerate(pairs):
        label = f"{year}-{first + n:02d}"
        rows.append(figure("children", label, count, line=10 + n, cell=1))
        rows.append(figure("rate", label, rate, line=10 + n, cell=2, unit="rate_per_10k"))
    return rows


def run(*rows):
    return rates.compare(pack(list(rows)), REGISTRY)


def test_rates_of_one_population_hold():
    result = run(*months(("603", "105.9"), ("608", "106.8"), ("595", "104.5"), ("412", "72.4")))
    assert result.rows.height == 4 and failing(result).is_empty()


def test_a_rate_of_another_population_is_found():
    found = failing(run(*months(("603", "105.9"), ("608", "106.8"), ("595", "104.9"), ("610", "107.1"))))
    assert found["line"].to_list() == [12]
    (row,) = found.rows(named=True)
    assert row["severity"] == "warning" and row["expected"] == "104.5 per 10,000"
    assert "595" in row["explanation"]


def test_too_few_pairs_say_nothing():
    assert run(*months(("603", "105.9"), ("595", "110.0"))).rows.is_empty()


def test_a_new_population_in_a_new_year_is_information():
    before = months(("600", "100.0"), ("606", "101.0"), ("612", "102.0"), first=4, year=2019)
    after = months(("600", "98.4"), ("606", "99.3"), ("612", "100.3"), first=4, year=2020)
    (row,) = failing(run(*before, *after)).rows(named=True)
    assert (row["severity"], row["nature"]) == ("information", "change") and "2020/21" in row["explanation"]


def test_without_counts_the_rule_does_not_run():
    assert run(figure("rate", "2020-06", "100.0", line=1, unit="rate_per_10k")).not_run
