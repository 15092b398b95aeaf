"""The arrow of the month before, and wholes of a few more or fewer."""

from __future__ import annotations

import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import arrows, linked_counts
from tests.unit.validate.rule_frames import figure, indicator, pack, registry, signal
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("late", unit="percent", good="low"),
    indicator("left"),
    indicator("settled", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="left")),
)


def suggested(values: tuple[str, ...], printed: str, *, line: int = 1):
    months = ("2020-04", "2020-05", "2020-06")
    rows = [figure("late", month, value, line=1, cell=2 + n) for n, (month, value) in enumerate(zip(months, values))]
    rows[0] |= {"line": line}
    told = arrows.compare(pack(rows, signals=[signal("late", "2020-06", "direction", printed, line=1)]), REGISTRY)
    return only(told)["suggestion"]


def test_the_arrow_of_the_month_before_may_have_been_left_in():
    assert suggested(("3.0%", "2.6%", "2.8%"), "up") == (
        "Fits exactly: it is the arrow of the month before, from 3.0% to 2.6%; it may have been left in."
    )
    assert "from 2.6% to 2.6%" in suggested(("2.6%", "2.6%", "2.8%"), "level")


@pytest.mark.parametrize("more", [{"printed": "level"}, {"printed": "up", "line": 9}])
def test_another_arrow_or_a_figure_of_another_line_explains_nothing(more):
    assert suggested(("3.0%", "2.6%", "2.8%"), **more) is None


def whole(percent: str, count: str):
    rows = [figure("left", "2020-06", count, line=1), figure("settled", "2020-06", percent, line=2)]
    return only(linked_counts.compare(pack(rows), REGISTRY))["suggestion"]


def test_a_whole_of_a_few_more_or_fewer():
    assert whole("15.4%", "11") == "Fits exactly: it is 2 of 13, 2 more than 11."
    assert whole("3.7%", "28") == "Fits exactly: it is 1 of 27, 1 fewer than 28."


def test_a_percentage_that_was_cut_off():
    """327 of 332 is 98.493 %; of 328 to 336 no other whole number gives 98.4 %."""
    assert whole("98.4%", "332") == "Fits exactly: it was cut off instead of rounded."


def test_where_several_wholes_fit_none_is_told():
    assert whole("97.7%", "339") is None
