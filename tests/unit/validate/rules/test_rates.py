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


# of a population of 60,000
RIGHT = [("600", "100.0"), ("606", "101.0"), ("612", "102.0")]


def test_what_is_no_rate_and_no_count_makes_no_pair():
    month = ("2020-07", "2020-08", "2020-09")
    others = [
        figure("children", month[0], "618", line=20),
        figure("rate", month[0], "50.0%", line=20, cell=3),
        figure("rate", month[0], "50", line=20, cell=4),
        figure("children", month[1], "50.0%", line=21),
        figure("rate", month[1], "103.0", line=21, cell=3, unit="rate_per_10k"),
        figure("children", month[2], "0", line=22),
        figure("rate", month[2], "104.0", line=22, cell=3, unit="rate_per_10k"),
    ]
    assert run(*months(*RIGHT), *others).rows["line"].to_list() == [10, 11, 12]


def test_a_single_child_has_a_rate():
    assert run(*months(("1", "1.0"), ("2", "2.0"), ("3", "3.0"))).rows.height == 3


def test_a_year_of_rates_begins_in_april_and_ends_in_march():
    winter = [*months(*RIGHT[:2], first=11), *months(RIGHT[2], first=3, year=2021)]
    assert run(*winter).rows.height == 3
    spring = [*months(*RIGHT[:2], first=2), *months(RIGHT[2], first=4)]
    assert run(*spring).rows.height == 1, "one new year beside the old, and too few rates in either"


def test_of_two_populations_with_as_many_rates_the_later_is_believed_and_little_is_said():
    found = failing(run(*months(("600", "98.4"), ("606", "99.3"), ("612", "102.0"), ("618", "103.0"))))
    assert found.select("line", "severity").rows() == [(10, "information"), (11, "information")]
    around = failing(run(*months(("600", "100.0"), ("606", "99.3"), ("612", "100.3"), ("618", "103.0"))))
    assert around["line"].to_list() == [11, 12], "the last month counts"


def test_two_of_three_rates_are_enough_for_a_warning():
    found = failing(run(*months(*RIGHT[:2], ("612", "109.0"))))
    assert found.select("line", "severity", "suggestion").rows() == [(12, "warning", None)]
    three_of_five = failing(run(*months(*RIGHT, ("618", "109.0"), ("624", "115.0"))))
    assert three_of_five.select("line", "severity").rows() == [(13, "information"), (14, "information")]


def test_a_population_without_a_majority_is_not_held_against_the_year_before():
    before = months(*RIGHT, year=2019)
    unsure = months(("600", "98.4"), ("606", "99.4"), ("612", "105.0"), ("618", "106.1"))
    assert "year before" not in " ".join(failing(run(*before, *unsure))["explanation"])
    sure = months(("600", "98.4"), ("606", "99.4"), ("612", "100.4"), ("618", "106.1"))
    assert "year before" in " ".join(failing(run(*before, *sure))["explanation"])


def test_a_new_population_stands_at_the_first_month_wherever_it_is_printed():
    before = months(*RIGHT, year=2019)
    after = months(("600", "98.4"), ("606", "99.3"), ("612", "100.3"))
    downwards = [row | {"line": 60 - row["line"]} for row in after]
    assert failing(run(*before, *after))["line"].to_list() == [10]
    assert failing(run(*before, *downwards))["line"].to_list() == [50]


# ---- years with few pairs, and rates over twelve months

OVER_A_YEAR = registry(
    indicator("children", kind="stock"),
    indicator("started", adds_up=True),
    indicator("started_rolling", rolling_of="started", basis="rolling-12-months"),
    *(
        indicator(
            id, unit="rate_per_10k", kind="rate", basis=basis, rate_of=RateOf(count=count, per=10000, population=PEOPLE)
        )
        for id, count, basis in (
            ("rate", "children", "month-end"),
            ("start_rate", "started", "rolling-12-months"),
            ("rolling_rate", "started_rolling", "rolling-12-months"),
        )
    ),
)
SURE = months(("600", "100.0"), ("606", "101.0"), ("612", "102.0"))
"""A population of 60,000."""


def year(count_id: str, rate_id: str, count: str, rate: str, label: str = "2015/16"):
    return [figure(count_id, label, count, line=30), figure(rate_id, label, rate, line=31, unit="rate_per_10k")]


def over_a_year(*rows):
    return rates.compare(pack([*SURE, *rows]), OVER_A_YEAR)


def test_a_rate_that_fits_no_population_near_the_others_is_no_change_of_population():
    (row,) = failing(over_a_year(*year("children", "rate", "600", "90.0"))).rows(named=True)
    assert (row["line"], row["severity"], row["nature"]) == (31, "warning", None)
    assert row["explanation"].endswith(
        "for a count of 600 (line 30) implies a population of 66,630 to 66,703, but other rates of this document imply "
        "59,971 to 60,029: the rate does not fit its count."
    )


def test_a_population_within_two_in_a_hundred_is_a_change_and_no_mistake():
    assert failing(over_a_year(*year("children", "rate", "600", "98.5"))).is_empty()
    told = failing(over_a_year(*year("children", "rate", "600", "98.5", "2019/20")))
    assert told["nature"].to_list() == ["change"]


def test_the_year_of_a_rolling_count_is_that_of_what_it_sums():
    assert failing(over_a_year(*year("started", "rolling_rate", "600", "100.0"))).is_empty()
    assert failing(over_a_year(*year("started", "rolling_rate", "600", "90.0"))).height == 1


def started(*counts: int):
    labels = [f"{2019 + (3 + n) // 12}-{(3 + n) % 12 + 1:02d}" for n in range(len(counts))]
    return [figure("started", label, str(count), line=40 + n) for n, (label, count) in enumerate(zip(labels, counts))]


def rolling(rate: str):
    return figure("start_rate", "2020-03", rate, line=60, unit="rate_per_10k", basis="rolling-12-months")


def test_a_rate_over_twelve_months_has_the_sum_of_its_months():
    assert failing(over_a_year(*started(*[50] * 12), rolling("100.0"))).is_empty()
    (row,) = failing(over_a_year(*started(*[50] * 12), rolling("110.0"))).rows(named=True)
    assert "110.0 per 10,000 for a count of 600 (line 51)" in row["explanation"]
    without = over_a_year(*started(*[50] * 11), rolling("110.0"))
    assert without.rows.filter(without.rows["line"] == 60).is_empty(), "a month is missing"


def test_one_month_of_a_count_is_not_what_a_rolling_rate_is_of():
    told = over_a_year(figure("started", "2020-03", "50", line=51), rolling("110.0"))
    assert told.rows.filter(told.rows["line"] == 60).is_empty()


def test_a_year_to_date_of_a_rolling_rate_is_no_rate_of_the_year_to_date():
    rows = [
        figure("started", "2020/21 YTD", "150", line=30),
        figure("start_rate", "2020/21 YTD", "100.0", line=31, unit="rate_per_10k"),
    ]
    told = over_a_year(*rows)
    assert told.rows.filter(told.rows["line"] == 31).is_empty()
