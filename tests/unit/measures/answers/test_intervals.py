"""Intervals: of shares, counts and rates, in the figure's own unit, never as the margin of a sample."""

from __future__ import annotations

import pytest

from scorecard.measures.answers.intervals import intervals
from scorecard.registry import RateOf
from scorecard.statistics.intervals import WHAT_AN_INTERVAL_MEANS
from tests.unit.measures.answers.town import ask, counts, material, printed, share, shares, the
from tests.unit.validate.rule_frames import indicator

RATE = indicator(
    "rate",
    unit="rate_per_10k",
    good="low",
    kind="rate",
    rate_of=RateOf(count="children", per=10_000, population="children of the town"),
)


def test_a_share_has_the_wilson_interval_of_its_counts_in_per_cent():
    row = the(intervals, material(shares("reviews", "2020-06", [(82, 100)]), share("reviews")), "interval")
    assert [round(row[c], 4) for c in ("value", "lower", "upper")] == [82.0, 73.3326, 88.2998]
    assert (row["unit"], row["method"], row["settings"]) == ("percent", "Wilson score interval", "95%")
    assert row["words"] == (f"Reviews, June 2020: 82.0%; 73.3% to 88.3% would be no surprise. {WHAT_AN_INTERVAL_MEANS}")


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (9, 4.1154, 17.0848), (10, 4.7874, 18.3915), (25, 16.1743, 36.9065)],
)
def test_a_count_has_exact_limits_below_ten_and_byars_from_there(count, lower, upper):
    row = the(intervals, material(counts("adopted", "2020-06", [count]), indicator("adopted")), "interval")
    assert [round(row["lower"], 4), round(row["upper"], 4)] == [lower, upper]


def test_a_rate_has_the_interval_of_its_count_in_its_own_unit():
    rows = [printed("rate", "2020-06", "50.0", unit="rate_per_10k"), printed("children", "2020-06", "100")]
    row = the(intervals, material(rows, RATE, indicator("children")), "interval", indicator="rate")
    # half of the interval of 100, as 100 children are a rate of 50
    assert [row["lower"], row["upper"]] == pytest.approx([81.3621 / 2, 121.6279 / 2], abs=1e-4)
    assert row["unit"] == "rate_per_10k" and "per 10,000" in row["words"]


def test_what_the_same_process_could_have_given_is_told_with_every_interval_and_none_is_robust():
    rows = [*shares("reviews", "2020-06", [(9, 10)]), *counts("adopted", "2020-06", [4])]
    told = ask(intervals, material(rows, share("reviews"), indicator("adopted")), "interval")
    assert len(told) == 2
    for row in told:
        assert row["words"].endswith(WHAT_AN_INTERVAL_MEANS) and row["sure"] == "depends" and row["verdict"] is None


@pytest.mark.parametrize(
    "rows",
    [
        [printed("reviews", "2020-06", "82.0%")],
        [printed("reviews", "2020-06", "82.0%", y=100)],
        [printed("reviews", "2020-06", "0.0%", x=0, y=0)],
    ],
    ids=["no counts", "no x", "of nobody"],
)
def test_a_share_without_sound_counts_has_none(rows):
    assert ask(intervals, material(rows, share("reviews")), "interval") == []


def test_an_average_and_a_rate_without_its_count_have_none():
    rows = [printed("wait", "2020-06", "12"), printed("rate", "2020-06", "50.0", unit="rate_per_10k")]
    asked = material(rows, indicator("wait", kind="average"), RATE, indicator("children"))
    assert ask(intervals, asked, "interval") == []


def test_none_and_all_of_a_share_stay_within_nought_and_a_hundred():
    rows = [*shares("reviews", "2020-05", [(0, 10)]), *shares("reviews", "2020-06", [(10, 10)])]
    none, every = ask(intervals, material(rows, share("reviews")), "interval")
    assert (none["lower"], every["upper"]) == (0.0, 100.0)
    assert round(none["upper"], 4) == 27.7533 and round(every["lower"], 4) == 72.2467
