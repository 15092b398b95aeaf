"""Percentages of a year's target: the count since April of the printed target."""

from __future__ import annotations

import pytest

from scorecard.validate.rules import target_shares
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("joined", adds_up=True),
    indicator("joined_share", unit="percent", kind="share", basis="year-to-date", share_of_target="joined"),
)
TARGET = threshold("joined", "green", "210+", 210.0, None, line=9)
MONTHS = (figure("joined", "2020-04", "30", line=1), figure("joined", "2020-05", "49", line=2))


def run(*rows, thresholds=(TARGET,)):
    return target_shares.compare(pack(list(rows), thresholds=list(thresholds)), REGISTRY)


def test_the_months_since_april_of_the_target_hold():
    result = run(*MONTHS, figure("joined_share", "2020-05", "38%", line=3))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_what_is_said_of_a_share_that_is_another():
    row = only(run(*MONTHS, figure("joined_share", "2020-05", "37%", line=3)))
    assert row["explanation"] == (
        "Joined share, May 2020: 79 counted since April is 37.6% of the year's target of 210 (line 9), "
        "but 37% is printed."
    )
    assert (row["expected"], row["severity"]) == ("37.6%", "warning")
    assert row["suggestion"] == "Fits exactly: it was cut off instead of rounded."
    assert row["compared_with"] == "pack:1:2; pack:2:2"


def test_a_share_that_is_not_cut_off_has_no_such_cause():
    assert only(run(*MONTHS, figure("joined_share", "2020-05", "41%", line=3)))["suggestion"] is None


@pytest.mark.parametrize(
    "rows",
    [
        MONTHS[1:],  # April is not printed
        (*MONTHS, figure("joined", "2020-04", "31", line=8)),  # April is printed in two ways
        tuple(row | {"area": "East", "area_kind": "locality"} for row in MONTHS),  # another area's months
    ],
)
def test_without_every_month_nothing_is_asked(rows):
    assert run(*rows, figure("joined_share", "2020-05", "41%", line=3)).rows.is_empty()


@pytest.mark.parametrize("thresholds", [(), (TARGET, threshold("joined", "green", "300+", 300.0, None, line=10))])
def test_without_one_target_nothing_is_asked(thresholds):
    assert run(*MONTHS, figure("joined_share", "2020-05", "41%", line=3), thresholds=thresholds).rows.is_empty()


def test_of_two_targets_that_beside_the_figures_counts():
    other = threshold("joined", "green", "300+", 300.0, None, line=10)
    own = TARGET | {"line": 2}
    assert failing(run(*MONTHS, figure("joined_share", "2020-05", "38%", line=3), thresholds=(own, other))).is_empty()


def test_a_year_begins_in_april():
    earlier = figure("joined", "2020-03", "60", line=4)
    assert failing(run(earlier, *MONTHS, figure("joined_share", "2020-05", "38%", line=3))).is_empty()


def test_without_such_a_measure_the_rule_does_not_run():
    assert run(*MONTHS).not_run
