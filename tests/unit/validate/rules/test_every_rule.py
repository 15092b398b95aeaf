"""What holds of the rules together."""

from __future__ import annotations

from scorecard.validate.compare import find_rules


def test_only_rules_about_values_confirm_figures():
    assert {name for name, rule in find_rules().items() if rule.RULE.confirms} == {
        "benchmarks", "between-packs", "differences", "linked-counts", "partitions", "percentage", "prose", "rates",
        "same-figure", "stock-and-flow", "target-shares", "totals",
    }  # fmt: skip
