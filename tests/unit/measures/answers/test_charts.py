"""Signal or noise: which months stand in one row, what their limits are, and what is not said of too few of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.measures.answers.charts import charts, proportions
from tests.unit.measures.answers.town import (
    ask,
    change,
    counts,
    following,
    found,
    material,
    printed,
    share,
    shares,
    the,
    told,
    warned,
)
from tests.unit.validate.rule_frames import indicator, threshold

LIMITS, VARIATION, ASSURANCE = "limits", "variation", "assurance"
WORKED = [20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18]
"""The worked example of Making Data Count: mean 23.20, mean moving range 5.43, limits 8.76 and 37.64."""
STEADY = [50, 52, 50, 52, 50, 52, 50, 52, 50, 52, 50, 52, 50]
"""Thirteen months, mean 50.92, mean moving range 2: limits 45.60 and 56.24."""


def last(rows: list[dict[str, Any]], *indicators: Any, measure: str = LIMITS, **more: Any) -> dict[str, Any]:
    """The answer about the last month."""
    return ask(charts, material(rows, *indicators, **more), measure)[-1]


# ---- limits ---------------------------------------------------------------------------------------------------


def test_the_worked_example_of_making_data_count_comes_out_of_the_table():
    row = last(counts("adopted", "2019-01", WORKED), indicator("adopted"))
    assert [round(row[c], 2) for c in ("value", "lower", "upper")] == [23.2, 8.76, 37.64]
    assert (row["method"], row["sure"], row["reason"], row["figure"]) == ("XmR", "robust", None, 18.0)
    assert row["settings"].endswith("15 points, mean moving range 5.43, sigma 4.81.")
    assert row["words"] == ("Adopted, March 2020: 18; the 15 months up to it give 8.8 to 37.6 round a mean of 23.2.")
    assert len(row["inputs"].split("; ")) == 15


def test_there_are_limits_from_thirteen_months_in_a_row_and_none_before():
    rows = ask(charts, material(counts("adopted", "2019-01", WORKED), indicator("adopted")), LIMITS)
    assert [row["reason"] for row in rows] == ["too-few-points"] * 12 + [None] * 3
    assert [row["value"] is None for row in rows] == [True] * 12 + [False] * 3
    assert [row["sure"] for row in rows] == ["not-decidable"] * 12 + ["robust"] * 3
    assert rows[11]["words"] == "Adopted, December 2019: 26 has no limits: too few months in a row (12 of 13)."


def test_a_month_is_set_against_the_months_up_to_it_and_none_after():
    early = ask(charts, material(counts("adopted", "2019-01", WORKED), indicator("adopted")), LIMITS)[12]
    alone = last(counts("adopted", "2019-01", WORKED[:13]), indicator("adopted"))
    assert early == alone


def test_a_gap_begins_anew():
    rows = counts("adopted", "2019-01", [*STEADY, 50, *STEADY])
    del rows[13]
    told_of = ask(charts, material(rows, indicator("adopted")), LIMITS)
    assert [row["reason"] for row in told_of] == (["too-few-points"] * 12 + [None]) * 2
    assert told_of[12]["value"] == told_of[25]["value"]


def test_a_missing_mark_is_a_gap():
    rows = counts("adopted", "2019-01", [*STEADY, 50])
    rows[6] = printed("adopted", rows[6]["period"], None)
    assert last(rows, indicator("adopted"))["reason"] == "too-few-points"


def test_a_figure_of_a_sentence_fills_no_gap():
    rows = counts("adopted", "2019-01", STEADY)
    quoted = rows.pop(6)["period"]
    row = last(rows, indicator("adopted"), claims=[told("adopted", quoted, 50, line=70)])
    assert (row["reason"], row["period"]) == ("too-few-points", "2020-01")


def test_a_change_of_the_measure_begins_anew_and_is_told():
    adopted = indicator("adopted", changes=[change(date(2019, 7, 1))])
    rows = ask(charts, material(counts("adopted", "2019-01", WORKED), adopted), LIMITS)
    assert {row["reason"] for row in rows} == {"too-few-points"}
    assert rows[5]["words"].endswith("(6 of 13).")
    assert rows[6]["words"].endswith("(1 of 13 since the measure changed on 1 July 2019).")


def test_a_month_in_which_the_measure_changed_is_of_the_old_kind():
    adopted = indicator("adopted", changes=[change(date(2020, 1, 2))])
    rows = ask(charts, material(counts("adopted", "2019-01", WORKED), adopted), LIMITS)
    assert [row["reason"] for row in rows[11:]] == ["too-few-points", None, "too-few-points", "too-few-points"]


def test_a_month_under_an_error_has_no_limits_and_is_in_none():
    rows = counts("adopted", "2019-01", [*STEADY, 500])
    told_of = ask(charts, material(rows, indicator("adopted"), findings=[found("error", line=14)]), LIMITS)
    assert (told_of[13]["reason"], told_of[13]["value"]) == ("under-error", None)
    assert "pack:14:2" not in told_of[12]["inputs"]


def test_a_month_under_an_error_begins_anew_like_a_gap():
    rows = counts("adopted", "2019-01", [*STEADY, 50])
    row = last(rows, indicator("adopted"), findings=[found("error", line=7)])
    assert row["reason"] == "too-few-points"


@pytest.mark.parametrize("basis", ["rolling-12-months", "year-to-date"])
def test_figures_that_share_months_with_their_neighbours_have_no_limits(basis):
    rows = [row | {"basis": basis} for row in counts("adopted", "2019-01", WORKED)]
    row = last(rows, indicator("adopted"))
    assert (row["reason"], row["value"], row["sure"]) == ("overlapping", None, "not-decidable")


@pytest.mark.parametrize(("whole", "reason"), [(19, "few-cases"), (20, None)])
def test_a_share_of_typically_fewer_than_twenty_has_no_limits(whole, reason):
    rows = shares("reviews", "2019-06", [(whole - 1 - n % 2, whole) for n in range(13)])
    for measure, otherwise in ((LIMITS, None), (VARIATION, None), (ASSURANCE, "no-target")):
        assert last(rows, share("reviews"), measure=measure)["reason"] == (reason or otherwise)


def test_how_many_cases_are_typical_is_told_by_the_months_up_to_the_figure():
    rows = shares("reviews", "2018-01", [(14 - n % 2, 15) for n in range(13)] + [(90, 100)] * 14)
    row = ask(charts, material(rows, share("reviews")), LIMITS)[12]
    assert row["reason"] == "few-cases"


def test_a_warning_forbids_limits():
    row = last(counts("adopted", "2019-06", STEADY), indicator("adopted"), caveats=[warned("adopted")])
    assert row["reason"] == "under-caveat"


def test_localities_and_units_have_rows_of_their_own():
    rows = [*counts("adopted", "2019-01", STEADY[:12]), *counts("adopted", "2020-01", STEADY[:1], area="East")]
    assert {row["reason"] for row in ask(charts, material(rows, indicator("adopted")), LIMITS)} == {"too-few-points"}


# ---- variation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "final", "verdict", "words"),
    [
        ("high", 51, "common-cause", "within what the months before let expect"),
        ("high", 90, "improvement-high", "unusually high, an improvement"),
        ("high", 10, "concern-low", "unusually low, a concern"),
        ("low", 90, "concern-high", "unusually high, a concern"),
        ("low", 10, "improvement-low", "unusually low, an improvement"),
        ("info", 90, "neutral-high", "unusually high"),
        ("info", 10, "neutral-low", "unusually low"),
    ],
)
def test_a_point_beyond_a_limit_is_a_signal_in_words_that_carry_polarity(good, final, verdict, words):
    asked = material(counts("adopted", "2019-01", [*STEADY, final]), indicator("adopted", good=good))
    row = ask(charts, asked, VARIATION)[-1]
    assert (row["verdict"], row["sure"]) == (verdict, "robust")
    assert row["words"] == f"Adopted, February 2020: {final} is {words}."
    agreed = ask(charts, asked, "robustness", against=VARIATION)[-1]
    assert agreed["settings"] == (f"runs of 7: {verdict}; runs of 6: {verdict}; screened moving ranges: {verdict}")


def test_where_runs_of_six_and_of_seven_differ_it_depends_and_that_is_told():
    # the last six lie above the mean of 51.08, the one before below it; no point is near a limit
    values = [49, 51, 49, 51, 49, 51, 49, 53, 52, 53, 52, 53, 52]
    row = last(counts("adopted", "2019-01", values), indicator("adopted"), measure=VARIATION)
    assert (row["verdict"], row["sure"]) == ("common-cause", "depends")
    assert row["settings"].endswith("Runs of 6 give improvement-high.")
    seven = last(counts("adopted", "2019-01", [*values[:6], 53, *values[7:]]), indicator("adopted"), measure=VARIATION)
    assert (seven["verdict"], seven["sure"]) == ("improvement-high", "robust")
    assert "Runs of 6" not in seven["settings"]


def test_a_figure_that_a_finding_disputes_has_a_signal_that_depends():
    rows = counts("adopted", "2019-01", [*STEADY, 90])
    row = last(rows, indicator("adopted"), measure=VARIATION, findings=[found("warning", line=14)])
    assert (row["verdict"], row["sure"]) == ("improvement-high", "depends")


@pytest.mark.parametrize("severity", ["warning", "information"])
def test_a_finding_that_is_no_error_parts_no_row(severity):
    rows = counts("adopted", "2019-01", STEADY)
    plain = last(rows, indicator("adopted"))
    row = last(rows, indicator("adopted"), findings=[found(severity, line=7)])
    assert (row["reason"], row["value"]) == (None, plain["value"])


def test_what_has_no_limits_has_no_variation_and_says_why():
    row = last(counts("adopted", "2019-01", STEADY[:12]), indicator("adopted"), measure=VARIATION)
    assert (row["verdict"], row["reason"], row["sure"]) == (None, "too-few-points", "not-decidable")
    assert row["words"].endswith("has no limits: too few months in a row (12 of 13).")


# ---- assurance ------------------------------------------------------------------------------------------------


def target(good: str, edge: float) -> list[dict[str, Any]]:
    ends = (edge, None) if good == "high" else (None, edge)
    return [threshold("adopted", "green", f"green at {edge:g}", *ends, line=13)]


@pytest.mark.parametrize(
    ("good", "edge", "verdict"),
    [
        ("high", 45, "passes"),
        ("high", 51, "hit-or-miss"),
        ("high", 57, "fails"),
        ("low", 57, "passes"),
        ("low", 51, "hit-or-miss"),
        ("low", 45, "fails"),
    ],
)
def test_a_target_beyond_the_limits_is_met_or_missed_month_for_month(good, edge, verdict):
    adopted = indicator("adopted", good=good)
    row = last(counts("adopted", "2019-01", STEADY), adopted, measure=ASSURANCE, thresholds=target(good, edge))
    assert (row["verdict"], row["value"], row["against"]) == (verdict, edge, f"green at {edge:g}")
    assert row["sure"] == "robust" and row["words"].endswith(f"(target green at {edge:g}).")


@pytest.mark.parametrize(
    ("more", "tolerances", "reason"),
    [
        ({"good": "info"}, target("high", 45), "no-direction"),
        ({"good": "within-limits"}, target("high", 45), "no-direction"),
        ({}, [], "no-target"),
        ({}, [threshold("adopted", "green", "n/a", None, None, line=13)], "no-target"),
        ({"adds_up": True}, target("high", 45), "part-of-year"),
    ],
    ids=["for information", "within limits", "no target", "an empty target", "a target of the year"],
)
def test_where_there_is_no_target_to_meet_that_is_the_reason(more, tolerances, reason):
    asked = (counts("adopted", "2019-01", STEADY), indicator("adopted", **more))
    row = last(*asked, measure=ASSURANCE, thresholds=tolerances)
    assert (row["verdict"], row["reason"], row["sure"]) == (None, reason, "not-decidable")
    assert "nothing is said of a target" in row["words"]
    assert last(*asked, measure=VARIATION, thresholds=tolerances)["verdict"] == "common-cause"


# ---- limits of shares -----------------------------------------------------------------------------------------


def of_method(rows: list[dict[str, Any]], method: str, **more: Any) -> list[dict[str, Any]]:
    return ask(proportions, material(rows, share("reviews"), **more), LIMITS, method=method)


def test_a_p_chart_has_limits_of_the_months_own_denominator():
    # 13 months of 90 of 100: centre 0.9, three sigma 3 x sqrt(0.9 x 0.1 / 100) = 0.09
    row = of_method(shares("reviews", "2019-06", [(90, 100)] * 13), "p-chart")[-1]
    assert [round(row[c], 6) for c in ("value", "lower", "upper")] == [90.0, 81.0, 99.0]
    assert (row["verdict"], row["unit"], row["sure"]) == ("within", "percent", "depends")
    assert row["words"] == (
        "Reviews, June 2020: 90.0%; for 100 of them the months up to it let expect 81.0% to 99.0% round 90.0%."
    )


def test_a_share_beyond_its_p_chart_is_high_or_low():
    for x, verdict in ((100, "high"), (70, "low")):
        rows = shares("reviews", "2018-01", [(90, 100)] * 29 + [(x, 100)])
        assert of_method(rows, "p-chart")[-1]["verdict"] == verdict


def test_a_p_chart_needs_every_x_and_y_of_thirteen_months():
    rows = shares("reviews", "2019-06", [(90, 100)] * 13)
    assert len(of_method(rows, "p-chart")) == 1
    assert of_method(rows[1:], "p-chart") == []
    rows[5] |= {"numerator": None}
    assert of_method(rows, "p-chart") == []


def localities(*of: tuple[str, int, int], label: str = "2020-06") -> list[dict[str, Any]]:
    return [
        printed("reviews", label, f"{100 * x / y:.1f}%", x=x, y=y, area=area, area_kind="locality") for area, x, y in of
    ]


def test_a_funnel_sets_a_locality_against_all_of_its_period_for_its_own_denominator():
    # together 270 of 300: 0.9 +- 3.090232 x sqrt(0.09 / 100)
    rows = of_method(localities(("East", 90, 100), ("North", 95, 100), ("West", 85, 100)), "funnel")
    assert [row["area"] for row in rows] == ["East", "North", "West"]
    assert [round(rows[0][c], 4) for c in ("value", "lower", "upper")] == [90.0, 80.7293, 99.2707]
    assert rows[0]["settings"].startswith("99.8%, 3 localities, dispersion ")
    assert rows[0]["inputs"] == "pack:1:2; pack:2:2; pack:3:2"


def test_a_locality_out_of_the_funnel_is_told():
    areas = [(f"Area {n}", 900, 1000) for n in range(6)]
    rows = of_method(localities(*areas, ("Last", 800, 1000)), "funnel")
    assert {row["area"]: row["verdict"] for row in rows if row["verdict"] != "within"} == {"Last": "low"}


def test_two_localities_make_no_funnel_and_neither_do_those_of_two_months():
    assert of_method(localities(("East", 90, 100), ("West", 85, 100)), "funnel") == []
    two = localities(("East", 90, 100), ("West", 85, 100)) + localities(("North", 90, 100), label="2020-05")
    assert of_method(two, "funnel") == []


def test_a_locality_of_few_cases_is_in_the_funnel_without_a_verdict():
    rows = of_method(localities(("East", 90, 100), ("North", 95, 100), ("West", 2, 19)), "funnel")
    assert [(row["verdict"], row["reason"]) for row in rows][2] == (None, "few-cases")
    assert rows[2]["sure"] == "not-decidable"


def test_a_locality_of_few_cases_says_so():
    rows = of_method(localities(("East", 90, 100), ("North", 95, 100), ("West", 2, 19)), "funnel")
    assert "fewer than 20 cases" in rows[2]["words"]


def test_an_error_keeps_a_locality_out_of_the_funnel():
    areas = localities(("East", 90, 100), ("North", 95, 100), ("West", 85, 100))
    assert of_method(areas, "funnel", findings=[found("error", line=2)]) == []


def test_months_follow_each_other_over_the_end_of_a_year():
    assert following("2019-11", 4) == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert the(charts, material(counts("adopted", "2019-06", STEADY), indicator("adopted")), LIMITS, period="2020-06")[
        "value"
    ] == pytest.approx(662 / 13)
