"""The list of measures that no link joins with another one: what links could be added."""

from __future__ import annotations

import pytest

from scorecard.registry import __main__ as command
from scorecard.registry.links import links_report, without_link
from scorecard.registry.models import ShareOf
from tests.unit.validate.rule_frames import indicator, registry

REGISTRY = registry(
    indicator("reviewed"),
    indicator("children", kind="stock"),
    indicator(
        "reviewed_percent", unit="percent", kind="share", share_of=ShareOf(numerator="reviewed", denominator="children")
    ),
    indicator("alone", unit="percent", kind="share"),
    indicator("waits", unit="days", kind="average"),
    indicator("reasons", breakdown=True),
    indicator("visits", areas_add_up=True),
)


def test_a_link_joins_both_of_its_measures_and_an_average_needs_none() -> None:
    assert [one.id for one in without_link(REGISTRY)] == ["alone"]


def test_the_report_counts_and_names_them_by_theme() -> None:
    first, _, theme, listed, *rest = links_report(REGISTRY).split("\n")
    assert (first, theme, rest) == ("1 of 6 counts, shares and rates have no link.", "Theme", [""])
    assert listed.split() == ["alone", "share", "percent", "Alone"]


def test_the_command_lists_those_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["links"]) == 0
    assert "have no link" in capsys.readouterr().out
