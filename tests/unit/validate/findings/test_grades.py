"""A warning is about more than the last printed digit; errors and information stay what a rule calls them."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.validate.findings.grades import graded
from scorecard.validate.rules.shared.agreement import conform_comparisons


def grade(published: str, value: float, lower: float | None, upper: float | None, severity: str = "warning") -> str:
    row = {"published": published, "published_value": value, "lower": lower, "upper": upper, "severity": severity}
    return str(graded(conform_comparisons(pl.DataFrame([row])))["severity"][0])


@pytest.mark.parametrize(
    ("published", "value", "lower", "upper", "severity"),
    [
        ("62.9%", 62.9, 62.8, 62.8, "information"),
        ("62.9%", 62.9, 62.7, 62.7, "warning"),
        ("63%", 63.0, 62.0, 62.0, "information"),
        ("63%", 63.0, 61.0, 61.0, "warning"),
        ("1,203", 1203.0, 1204.0, 1204.0, "information"),
        ("1,203", 1203.0, 1205.0, 1205.0, "warning"),
        ("105.95", 105.95, 105.96, None, "information"),
        ("105.95", 105.95, None, 105.85, "warning"),
        ("188 of 431", 431.0, 433.0, 433.0, "information"),
        ("188 of 431", 431.0, 434.0, 434.0, "warning"),
        ("8 days", 8.0, 9.0, 12.0, "information"),
        ("92.8% 706 of 761", 92.8, 94.3, 94.3, "warning"),
        ("92.8% 706 of 761", 92.8, 92.9, 92.9, "information"),
    ],
)
def test_the_last_printed_digit_and_a_child_or_two_are_information(
    published: str, value: float, lower: float | None, upper: float | None, severity: str
) -> None:
    assert grade(published, value, lower, upper) == severity


@pytest.mark.parametrize("severity", ["error", "information"])
def test_what_a_rule_calls_an_error_or_information_stays(severity: str) -> None:
    assert grade("62.9%", 62.9, 62.8, 62.8, severity) == severity
    assert grade("62.9%", 62.9, 50.0, 50.0, severity) == severity
