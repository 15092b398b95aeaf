"""Invented measures of every kind, for the tests that look at a rule's rows and words one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

from scorecard.registry import Change, RateOf
from tests.unit.validate.rule_frames import failing, indicator, registry

REGISTRY = registry(
    indicator("children", kind="stock", basis="month-end", good="info"),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("reviews", unit="percent", kind="share"),
    indicator("waits", good="low"),
    indicator("visits"),
    indicator("caseload", unit="cases", good="within-limits"),
    indicator("changed", changes=[Change(date=date(2020, 8, 1), kind="definition", reason="Counted in another way.")]),
    indicator(
        "rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="children", per=10000, population="people aged 0 to 17"),
    ),
    indicator(
        "visit_rate",
        unit="rate_per_10k",
        kind="rate",
        good="low",
        rate_of=RateOf(count="visits", per=10000, population="people aged 0 to 17"),
    ),
)

TWO = {"old": date(2020, 6, 30), "new": date(2020, 9, 30)}


def only(result: Any) -> dict[str, Any]:
    (row,) = failing(result).rows(named=True)
    return row


def sentence(value: float, **more: Any) -> dict[str, Any]:
    """A claim of the newer document."""
    return {
        "document": "new",
        "line": 50,
        "published": f"{value:g}",
        "relation": "value",
        "indicator": "children",
        "period": "2020-05",
        "value": value,
        "unit": "count",
        "certainty": "certain",
    } | more
