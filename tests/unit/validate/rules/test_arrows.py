"""Arrows beside the arrows that the figures give."""

from __future__ import annotations

import pytest

from scorecard.validate.rules import arrows
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, signal, x_of_y

MEASURES = (
    indicator("high", unit="percent"),
    indicator("low", unit="percent", good="low"),
    indicator("info", good="info"),
)


def run(id: str, before: str | None, now: str | None, arrow: str | None, *, arrows_mean: str = "performance", **more):
    rows = [figure(id, "2020-05", before, line=1, cell=2), figure(id, "2020-06", now, line=1, cell=3)]
    tables = pack(rows, signals=[signal(id, "2020-06", "direction", arrow, line=1, **more)])
    return arrows.compare(tables, registry(*MEASURES, arrows_mean=arrows_mean))


@pytest.mark.parametrize(
    ("id", "before", "now", "meaning", "right"),
    [
        ("high", "10.0%", "11.0%", "performance", "up"),
        ("high", "11.0%", "10.0%", "performance", "down"),
        ("low", "10.0%", "11.0%", "performance", "down"),
        ("low", "11.0%", "10.0%", "performance", "up"),
        ("low", "10.0%", "11.0%", "number", "up"),
        ("info", "10", "9", "performance", "down"),
        ("info", "10", "10", "performance", "level"),
    ],
)
def test_the_right_arrow_holds_and_the_others_are_errors(id, before, now, meaning, right):
    for arrow in ("up", "down", "level"):
        found = failing(run(id, before, now, arrow, arrows_mean=meaning))
        assert found.height == (arrow != right), arrow
        assert set(found["severity"]) <= {"error"}
        assert set(found["expected"]) <= {right}


def test_the_explanation_shows_figures_and_meaning():
    (row,) = failing(run("low", "10.0%", "11.0%", "up")).rows(named=True)
    assert (
        "rose from 10.0% to 11.0%; arrows here show performance, low is good, so the arrow should be down"
        in row["explanation"]
    )


def test_the_signals_own_meaning_comes_before_the_familys():
    assert failing(run("low", "10.0%", "11.0%", "up", meaning="number")).is_empty()


def test_illegible_arrows_and_missing_months_are_not_compared():
    assert run("high", "10.0%", "11.0%", None).not_run
    assert run("high", None, "11.0%", "up").rows.is_empty()
    assert run("high", "10.0%", None, "up").rows.is_empty()


def test_equal_print_with_other_counts_allows_either_arrow():
    rows = [
        figure("high", "2020-05", "50.0%", line=1, x=500, y=1001),
        figure("high", "2020-06", "50.0%", line=1, cell=3, x=500, y=1000),
    ]
    for arrow, fails in (("level", 0), ("up", 0), ("down", 1)):
        tables = pack(rows, signals=[signal("high", "2020-06", "direction", arrow, line=1)])
        assert failing(arrows.compare(tables, registry(*MEASURES))).height == fails, arrow


def test_the_ratio_cell_is_not_mistaken_for_the_figure():
    rows = [
        x_of_y("high", "2020-06", 5, 10, line=1, cell=2),
        figure("high", "2020-06", "50.0%", line=1, cell=3),
        figure("high", "2020-05", "40.0%", line=1, cell=1),
    ]
    tables = pack(rows, signals=[signal("high", "2020-06", "direction", "up", line=1)])
    result = arrows.compare(tables, registry(*MEASURES))
    assert result.rows.height == 1 and failing(result).is_empty()


@pytest.mark.parametrize(("before", "now", "right"), [("94.2%", "80.0%", "down"), ("92.5%", "96.1%", "up")])
def test_arrows_of_quarters_are_held_against_the_quarter_before(before, now, right):
    rows = [
        figure("high", "2021/22 Q2", before, line=1, cell=2),
        figure("high", "2021/22 Q3", now, line=1, cell=3),
        # a month of the same quarters is none of them
        figure("high", "2021-07", "1.0%", line=1, cell=4),
        figure("high", "2021-09", "99.0%", line=1, cell=5),
    ]
    for arrow in ("up", "down"):
        tables = pack(rows, signals=[signal("high", "2021/22 Q3", "direction", arrow, line=1)])
        found = failing(arrows.compare(tables, registry(*MEASURES)))
        assert found["expected"].to_list() == ([] if arrow == right else [right])


def test_the_quarter_before_the_first_is_the_last_of_the_year_before():
    rows = [figure("high", "2020/21 Q4", "10.0%", line=1), figure("high", "2021/22 Q1", "9.0%", line=1, cell=3)]
    tables = pack(rows, signals=[signal("high", "2021/22 Q1", "direction", "up", line=1)])
    assert failing(arrows.compare(tables, registry(*MEASURES)))["expected"].to_list() == ["down"]
