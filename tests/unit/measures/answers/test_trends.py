"""The trend marker: five years in a row of one kind with counts, or the reason for none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.measures.answers.trends import trends
from tests.unit.measures.answers.town import ask, change, found, material, printed, share, told, warned
from tests.unit.validate.rule_frames import indicator

RISING = [600, 640, 680, 720, 760]


def years(xs: list[float], *, y: int = 1000, first: int = 2015, counted: bool = True) -> list[dict[str, Any]]:
    return [
        printed(
            "reviews",
            f"{year}/{(year + 1) % 100:02d}",
            f"{100 * x / y:.1f}%",
            **({"x": x, "y": y} if counted else {}),
        )
        for year, x in enumerate(xs, first)
    ]


def last(rows: list[dict[str, Any]], *indicators: Any, **more: Any) -> dict[str, Any]:
    return ask(trends, material(rows, *indicators, **more), "trend")[-1]


@pytest.mark.parametrize(
    ("good", "xs", "verdict", "said"),
    [
        ("high", RISING, "increasing", "over five years increasing, better."),
        ("low", RISING, "increasing", "over five years increasing, worse."),
        ("high", RISING[::-1], "decreasing", "over five years decreasing, worse."),
        ("low", RISING[::-1], "decreasing", "over five years decreasing, better."),
        ("info", RISING, "increasing", "over five years increasing."),
        ("high", [600, 601, 599, 600, 602], "no-significant-change", "over five years no significant change."),
    ],
)
def test_five_years_one_way_are_a_trend_in_words_that_carry_polarity(good, xs, verdict, said):
    row = last(years(xs), share("reviews", good=good))
    assert (row["verdict"], row["reason"], row["sure"]) == (verdict, None, "depends")
    assert row["words"].endswith(said) and row["words"].startswith("Reviews, 2019/20: ")


def test_a_rise_that_hangs_on_one_year_is_none():
    row = last(years([600, 600, 600, 600, 700]), share("reviews"))
    assert row["verdict"] == "no-significant-change"
    assert float(row["settings"].split()[-1]) > 9.5495


def test_four_years_are_too_few_and_the_last_five_are_enough():
    rows = ask(trends, material(years([*RISING, 800]), share("reviews")), "trend")
    assert [row["reason"] for row in rows] == ["too-few-years"] * 4 + [None, None]
    assert rows[3]["words"].endswith("no trend is told: fewer than five years in a row.")
    assert len(rows[5]["inputs"].split("; ")) == 5


def test_a_year_that_is_missing_is_not_bridged():
    rows = years([*RISING, 800])
    del rows[2]
    assert last(rows, share("reviews"))["reason"] == "too-few-years"


def test_a_change_of_the_measure_begins_anew_and_its_year_is_of_the_old_kind():
    for day, reason in ((date(2015, 4, 1), None), (date(2015, 4, 2), "too-few-years")):
        assert last(years(RISING), share("reviews", changes=[change(day)]))["reason"] == reason


def test_without_counts_there_is_no_trend():
    row = last(years(RISING, counted=False), share("reviews"))
    assert (row["verdict"], row["reason"], row["sure"]) == (None, "no-counts", "not-decidable")


def test_the_whole_that_the_registry_names_gives_the_counts():
    whole = [printed("children", f"{year}/{year - 1999}", "1000") for year in range(2015, 2020)]
    rows = [*years(RISING, counted=False), *whole]
    row = ask(trends, material(rows, share("reviews", whole="children"), indicator("children")), "trend")[-1]
    assert row["verdict"] == "increasing"


@pytest.mark.parametrize(("y", "reason"), [(19, "few-cases"), (20, None)])
def test_every_year_needs_twenty_cases(y, reason):
    rows = years(RISING[:4]) + years([y - 1], y=y, first=2019)
    assert last(rows, share("reviews"))["reason"] == reason


def test_an_error_in_any_of_the_years_forbids_a_trend():
    assert last(years(RISING), share("reviews"), findings=[found("error", line=2)])["reason"] == "under-error"


def test_a_warning_of_the_year_forbids_a_trend():
    warning = warned("reviews", period_start=date(2020, 3, 1), period_end=date(2020, 3, 31))
    assert last(years(RISING), share("reviews"), caveats=[warning])["reason"] == "under-caveat"


def test_a_year_that_only_a_sentence_gives_is_in_no_trend():
    quoted = told("reviews", "2015/16", 60.0, line=70, unit="percent")
    row = last(years(RISING)[1:], share("reviews"), claims=[quoted])
    assert (row["period"], row["reason"]) == ("2019/20", "too-few-years")


def test_months_counts_and_other_areas_are_in_no_trend_of_years():
    rows = [row | {"area": "East"} if at == 0 else row for at, row in enumerate(years(RISING))]
    assert last(rows, share("reviews"))["reason"] == "too-few-years"
    numbers = [printed("adopted", f"{year}/{year - 1999}", "40") for year in range(2015, 2020)]
    assert ask(trends, material(numbers, indicator("adopted")), "trend") == []
