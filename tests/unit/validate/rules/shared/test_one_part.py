"""A whole with one part: the part is called by its category, and is neither left out nor taken twice."""

from __future__ import annotations

from scorecard.validate.rules import totals
from tests.unit.validate.rule_frames import figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(indicator("by_theme", breakdown=True), indicator("by_issue", breakdown=True, parts_of="by_theme"))


def test_what_is_said_of_one_part():
    rows = [
        figure("by_theme", "2020-06", "2", line=5, breakdown="plan"),
        figure("by_issue", "2020-06", "1", line=3, breakdown="plan / changes"),
    ]
    row = only(totals.compare(pack(rows), REGISTRY))
    assert row["explanation"] == (
        "By theme – plan, June 2020: its own categories add up to 1 (plan / changes: 1), but 2 is printed. "
        "The other figure stands at line 3."
    )
    assert row["suggestion"] is None
