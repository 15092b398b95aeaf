"""Figures and periods in words, case by case."""

import pytest

from scorecard import words

FIGURES = [
    (1651, "count", 0, "1,651"),
    (65.5, "percent", 1, "65.5%"),
    (92.0, "percent", 1, "92.0%"),
    (92.0, "percent", None, "92%"),
    (2.71, "percent", 2, "2.71%"),
    (105.9, "rate_per_10k", 1, "105.9 per 10,000"),
    (391.5, "days", 1, "391.5 days"),
    (75222, "gbp", 0, "£75,222"),
    (-139, "gbp", 0, "-£139"),
    (16.5, "cases", 1, "16.5 cases"),
    (0.0, "percent", 1, "0.0%"),
    (None, "percent", 1, "no data"),
    (0.125, "count", 2, "0.13"),
]


@pytest.mark.parametrize(("value", "unit", "decimals", "said"), FIGURES)
def test_figure(value, unit, decimals, said):
    assert words.figure(value, unit, decimals) == said


def test_short_figures_leave_out_units_that_are_words():
    assert words.figure(105.9, "rate_per_10k", 1, short=True) == "105.9"
    assert words.figure(65.5, "percent", 1, short=True) == "65.5%"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (2.4, "percent", "+2.4 points"),
        (0.04, "percent", "+0.04 points"),
        (-0.0004, "percent", "−0.0004 points"),
        (0.1 + 0.2 - 0.3, "percent", "no change"),
        (-8, "count", "−8"),
        (0.0, "count", "no change"),
        (-3.0, "days", "−3 days"),
        (5.0, "gbp", "+£5"),
        (1.4, "rate_per_10k", "+1.4"),
        (None, "count", "no data"),
    ],
)
def test_change(value, unit, said):
    assert words.change(value, unit, 1 if unit in ("percent", "rate_per_10k") else 0) == said


@pytest.mark.parametrize(
    ("label", "said"),
    [("2020-06", "June 2020"), ("2020/21 Q1", "2020/21 Q1"), ("2020/21 YTD", "2020/21 to date"), ("latest", "latest")],
)
def test_period(label, said):
    assert words.period(label) == said


def test_many_and_lists():
    assert [words.many(n, "figure") for n in (0, 1, 1200)] == ["no figures", "1 figure", "1,200 figures"]
    assert [words.counted(n, "figure") for n in (0, 1, 1200)] == ["0 figures", "1 figure", "1,200 figures"]
    assert words.many(0, "entry", "entries") == "no entries" and words.counted(2, "entry", "entries") == "2 entries"
    assert [words.listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_x_of_y_needs_both():
    assert words.x_of_y(144, 220) == "144 of 220"
    assert words.x_of_y(144, None) is None
