"""Counts that only sentences tell, beside the shares of a table that are made of them."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import linked_counts, partitions
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("left"),
    indicator("adopted"),
    indicator("guarded"),
    indicator("in_time"),
    indicator(
        "settled",
        unit="percent",
        kind="share",
        share_of=ShareOf(numerator=None, denominator="left", at_least=["adopted", "guarded"]),
    ),
    indicator("soon", unit="percent", kind="share", share_of=ShareOf(numerator="in_time", denominator="adopted")),
)
YEAR = "2019/20"


def told(id: str, value: float, **more: Any) -> dict[str, Any]:
    row = {
        "document": DOCUMENT,
        "line": 60,
        "published": f"{value:g}",
        "relation": "value",
        "indicator": id,
        "period": YEAR,
        "area": "Town",
        "value": value,
        "unit": "count",
        "certainty": "certain",
    }
    return row | more


TABLE = [
    figure("left", YEAR, "153", line=1),
    figure("guarded", YEAR, "25", line=2),
    figure("settled", YEAR, "27.5%", line=3),
    figure("in_time", YEAR, "4", line=4),
    figure("soon", YEAR, "15.6%", line=5),
]


def shares(*claims: dict[str, Any], rows=TABLE):
    return partitions.compare(pack(rows, claims=list(claims)), REGISTRY)


def linked(*claims: dict[str, Any], rows=TABLE):
    return linked_counts.compare(pack(rows, claims=list(claims)), REGISTRY)


def test_a_share_of_fewer_cases_than_its_parts_count():
    row = only(shares(told("adopted", 19)))
    assert row["explanation"] == (
        "Settled, 2019/20: 27.5% of 153 (line 1) is 42 at most, but its parts (Adopted: 19, Guarded: 25) are 44."
    )
    assert (row["line"], row["severity"], row["expected"]) == (3, "warning", "at least 44 of 153")
    assert row["compared_with"] == "pack:1:2; pack:60; pack:2:2"


@pytest.mark.parametrize("adopted", [17, 0])
def test_parts_that_leave_room_for_others_hold(adopted):
    assert failing(shares(told("adopted", adopted))).is_empty()


def test_the_rounding_of_the_share_is_its_own():
    """42.2 of 153 is 27.55 %, which is printed as 27.5 or 27.6: 42 fit, 43 do not."""
    assert only(shares(told("adopted", 18)))["published_value"] == 42.0


@pytest.mark.parametrize(
    "more",
    [
        {"certainty": "likely"},
        {"period": None},
        {"period": "2018/19"},
        {"relation": "change"},
        {"area": "East"},
        {"numerator": 19.0},
    ],
)
def test_what_is_not_surely_told_of_it_is_no_part(more):
    assert failing(shares(told("adopted", 19, **more))).is_empty()


def test_of_two_sentences_that_differ_neither_counts():
    assert failing(shares(told("adopted", 19), told("adopted", 20, line=61))).is_empty()


def test_a_table_s_count_goes_before_a_sentence_s():
    rows = [*TABLE, figure("adopted", YEAR, "17", line=6)]
    assert failing(shares(told("adopted", 30), rows=rows)).is_empty()
    assert failing(linked(told("adopted", 32), rows=rows)).filter(
        failing(linked(told("adopted", 32), rows=rows))["line"] == 5
    )["explanation"].to_list() == [
        "Soon, 2019/20: 4 of 17 is 23.5%, but 15.6% is printed. The counts stand at line 4 and line 6."
    ]


def test_a_share_beside_a_count_of_a_table_and_one_of_a_sentence():
    rows = failing(linked(told("adopted", 32)))
    (row,) = rows.filter(rows["line"] == 5).rows(named=True)
    assert row["explanation"] == (
        "Soon, 2019/20: 4 of 32 is 12.5%, but 15.6% is printed. The counts stand at line 4 and line 60."
    )
    assert row["compared_with"] == "pack:4:2; pack:60"
