"""Figures of one row that claim to be the same one: not read where they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.shared.rivals import without_rivals
from scorecard.periods import Period

WHY = "two columns of this row claim to be the same figure and differ"
KITES = Placement(
    7, 2, "11", "11", "value", indicator="kites", number="3.1", area="Kiteham", period=Period.month(2020, 6)
)


def told(first: str, second: str, **changed: Any) -> list[tuple[str, str | None]]:
    pair = [(False, replace(KITES, text=first)), (False, replace(KITES, text=second, **changed))]
    return [(p.role, p.detail) for p in without_rivals(pair)]


def test_two_that_differ_are_both_not_read() -> None:
    assert told("11", "12") == [("unread", WHY)] * 2


@pytest.mark.parametrize(("first", "second"), [("11", "11"), ("11", "n/a"), ("-", "12")])
def test_the_same_figure_twice_and_a_missing_mark_are_no_rivals(first: str, second: str) -> None:
    assert told(first, second) == [("value", None)] * 2


@pytest.mark.parametrize(
    "changed",
    [
        {"indicator": "zoos"},
        {"area": "North"},
        {"breakdown": "Red"},
        {"period": Period.month(2020, 5)},
        {"number": "3.2"},
    ],
)
def test_figures_of_something_else_are_no_rivals(changed: dict[str, Any]) -> None:
    assert told("11", "12", **changed) == [("value", None)] * 2


def test_what_else_tells_them_apart_counts() -> None:
    ratio, share = replace(KITES, text="7 of 10"), replace(KITES, text="70%")
    assert [p.role for p in without_rivals([(True, ratio), (False, share)])] == ["value", "value"]
