"""Years to date and rolling years: only of months that are all there, and only of what adds up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.measures.answers.sums import sums
from tests.unit.measures.answers.town import ask, counts, found, material, printed, share, shares, the, to_date, told
from tests.unit.validate.rule_frames import indicator

TO_DATE, ROLLING = "year-to-date", "rolling-12-months"
ADOPTED = indicator("adopted", adds_up=True)
JUNE = to_date("2020/21", date(2020, 6, 30))


def of_june(rows: list[dict[str, Any]], *indicators: Any, measure: str = TO_DATE, **more: Any) -> dict[str, Any]:
    return the(sums, material(rows, *indicators, **more), measure, period="2020-06", indicator=indicators[0].id)


def test_the_months_since_april_are_added_up():
    rows = ask(sums, material(counts("adopted", "2020-04", [3, 0, 5]), ADOPTED), TO_DATE)
    assert [(row["period"], row["value"]) for row in rows] == [("2020-04", 3), ("2020-05", 3), ("2020-06", 8)]
    assert rows[-1]["inputs"] == "pack:1:2; pack:2:2; pack:3:2"
    assert [row["verdict"] for row in rows] == ["not-printed"] * 3


def test_a_year_begins_in_april():
    rows = ask(sums, material(counts("adopted", "2020-03", [3, 4]), ADOPTED), TO_DATE)
    assert [(row["period"], row["value"]) for row in rows] == [("2020-04", 4)]


@pytest.mark.parametrize("missing", [0, 1], ids=["April", "May"])
def test_a_year_to_date_without_one_of_its_months_is_none(missing):
    rows = counts("adopted", "2020-04", [3, 4, 5])
    del rows[missing]
    assert ask(sums, material(rows, ADOPTED), TO_DATE, period="2020-06") == []


def test_a_figure_of_a_sentence_fills_no_gap():
    rows = counts("adopted", "2020-04", [3, 4, 5])
    del rows[1]
    asked = material(rows, ADOPTED, claims=[told("adopted", "2020-05", 4, line=70)])
    assert ask(sums, asked, TO_DATE, period="2020-06") == []


def test_a_share_is_the_sum_of_x_of_the_sum_of_y_and_no_mean_of_shares():
    row = of_june(shares("reviews", "2020-04", [(1, 1), (5, 10), (20, 40)]), share("reviews"))
    assert row["value"] == pytest.approx(100 * 26 / 51)  # the mean of the three is 66.7
    assert row["unit"] == "percent"
    assert row["words"] == "Reviews, June 2020: 51.0% for the year so far by its months; none is printed."


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (counts("adopted", "2020-04", [3, 4, 5]), indicator("adopted")),
        ([row | {"basis": "month-end"} for row in shares("reviews", "2020-04", [(9, 10)] * 3)], share("reviews")),
        ([printed("reviews", label, "90.0%") for label in ("2020-04", "2020-05", "2020-06")], share("reviews")),
        ([row | {"basis": "year-to-date"} for row in counts("adopted", "2020-04", [3, 4, 5])], ADOPTED),
    ],
    ids=["months do not add up", "a stock", "no x and y", "months that count on"],
)
def test_what_does_not_add_up_is_not_added_up(rows, known):
    assert ask(sums, material(rows, known), TO_DATE) == []


@pytest.mark.parametrize(
    ("printed_total", "verdict", "sure", "words"),
    [
        ("12", "agrees", "robust", "Adopted, June 2020: 12 for the year so far by its months; 12 is printed."),
        ("13", "differs", "depends", "Adopted, June 2020: 12 for the year so far by its months; but 13 is printed."),
    ],
)
def test_the_printed_total_of_the_same_time_is_told_beside_it(printed_total, verdict, sure, words):
    rows = [*counts("adopted", "2020-04", [3, 4, 5]), printed("adopted", "2020/21 YTD", printed_total, **JUNE)]
    row = of_june(rows, ADOPTED)
    assert (row["verdict"], row["sure"], row["words"]) == (verdict, sure, words)
    assert (row["against"], row["inputs"].split("; ")[-1]) == ("pack:4:2", "pack:4:2")


def test_the_printed_total_of_another_month_is_not_compared():
    may = printed("adopted", "2020/21 YTD", "7", **to_date("2020/21", date(2020, 5, 31)))
    row = of_june([*counts("adopted", "2020-04", [3, 4, 5]), may], ADOPTED)
    assert row["verdict"] == "not-printed"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("50.0%", "agrees"), ("50.1%", "differs"), ("49.9%", "differs"), ("50%", "agrees"), ("51%", "differs")],
)
def test_a_printed_share_agrees_up_to_half_its_last_decimal(text, verdict):
    # 80 of 160 is 50 exactly
    rows = [*shares("reviews", "2020-04", [(20, 40), (20, 60), (40, 60)])]
    assert of_june([*rows, printed("reviews", "2020/21 YTD", text, **JUNE)], share("reviews"))["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"), [("12.5%", "agrees"), ("13%", "agrees"), ("12%", "agrees"), ("11%", "differs")]
)
def test_half_a_decimal_exactly_still_agrees_either_way(text, verdict):
    rows = shares("reviews", "2020-04", [(1, 8), (1, 8), (1, 8)])  # 12.5
    assert of_june([*rows, printed("reviews", "2020/21 YTD", text, **JUNE)], share("reviews"))["verdict"] == verdict


def test_twelve_months_make_a_rolling_year_and_eleven_do_not():
    rows = ask(sums, material(counts("adopted", "2019-06", range(1, 14)), ADOPTED), ROLLING)
    assert [(row["period"], row["value"]) for row in rows] == [("2020-05", 78), ("2020-06", 90)]
    assert rows[0]["words"] == "Adopted, May 2020: 78 for the last twelve months by its months; none is printed."


def test_the_printed_rolling_year_is_the_measure_that_the_registry_names():
    year = indicator("adopted_year", basis="rolling-12-months", rolling_of="adopted")
    rows = [*counts("adopted", "2019-07", [2] * 12), printed("adopted_year", "2020-06", "25")]
    row = of_june(rows, ADOPTED, year, measure=ROLLING)
    assert (row["value"], row["verdict"], row["against"]) == (24, "differs", "pack:13:2")


def test_a_month_under_an_error_spoils_the_sums_that_hold_it_and_no_other():
    asked = material(counts("adopted", "2020-04", [3, 4, 5]), ADOPTED, findings=[found("error", line=2)])
    rows = ask(sums, asked, TO_DATE)
    assert [(row["verdict"], row["reason"], row["sure"]) for row in rows] == [
        ("not-printed", None, "robust"),
        (None, "under-error", "not-decidable"),
        (None, "under-error", "not-decidable"),
    ]


def test_a_locality_has_sums_of_its_own():
    rows = [*counts("adopted", "2020-04", [3, 4, 5]), *counts("adopted", "2020-04", [1, 1, 1], area="East")]
    told_of = ask(sums, material(rows, ADOPTED), TO_DATE, period="2020-06")
    assert {row["area"]: row["value"] for row in told_of} == {"Town": 12, "East": 3}
