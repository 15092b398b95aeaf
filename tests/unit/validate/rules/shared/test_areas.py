"""The borough's share beside those of its localities: none of theirs alone, and moving as they do."""

from __future__ import annotations

import pytest

from scorecard.validate.rules import totals
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(indicator("reached", unit="percent", kind="share"))


def month(label: str, line: int, town: str, east: str, west: str, *, page: str = "page"):
    """A month of the town in a summary and of its two localities on a page."""
    return [
        figure("reached", label, town, line=line),
        figure("reached", label, east, line=line + 10, table=page, area="East"),
        figure("reached", label, west, line=line + 10, table=page, area="West", cell=3),
    ]


def run(*months):
    return totals.compare(pack([row for rows in months for row in rows]), REGISTRY)


def test_the_share_of_one_area_alone():
    row = only(run(month("2020-06", 1, "40%", "40%", "90%")))
    assert row["explanation"] == (
        "Reached, June 2020: 40% is printed, which is that of one area alone (East: 40, West: 90); "
        "the others would have to count for nothing. The other figure stands at line 11."
    )
    assert (row["severity"], row["expected"]) == ("information", "between 40% and 90%")


@pytest.mark.parametrize("town", ["42%", "65%", "88%"])
def test_a_share_between_its_areas_holds(town):
    assert failing(run(month("2020-06", 1, town, "40%", "90%"))).is_empty()


def test_areas_that_print_the_same_may_be_the_borough_s():
    assert failing(run(month("2020-06", 1, "40%", "40%", "41%"))).is_empty()


def test_a_borough_that_rises_while_no_area_does():
    row = only(run(month("2020-05", 1, "60%", "40%", "90%"), month("2020-06", 2, "64%", "40%", "88%")))
    assert row["explanation"] == (
        "Reached, June 2020: the figure rose from 60% (May 2020) to 64%, but no area rose "
        "(East from 40 to 40, West from 90 to 88). The others stand at lines 1, 11 and 12."
    )
    assert (row["severity"], row["line"]) == ("information", 2)


def test_a_borough_that_falls_by_more_than_any_area():
    row = only(run(month("2020-05", 1, "64%", "41%", "90%"), month("2020-06", 2, "58%", "40%", "90%")))
    assert "fell from 64% (May 2020) to 58%, but no area fell by more than 1 (East" in row["explanation"]


@pytest.mark.parametrize("west", ["90%", "92%", "94%"])
def test_what_rounding_explains_is_no_finding(west):
    """From 60.4 to 61.6 is printed as 60 and 62, and 89.5 to 90.4 as 90 and 90."""
    town = {"90%": "61%", "92%": "62%", "94%": "64%"}[west]
    assert failing(run(month("2020-05", 1, "60%", "40%", "90%"), month("2020-06", 2, town, "40%", west))).is_empty()


def test_other_localities_are_another_borough():
    before = month("2020-05", 1, "60%", "40%", "90%")
    after = month("2020-06", 2, "70%", "40%", "90%")
    after[2] |= {"area": "South", "area_kind": "locality"}
    assert failing(run(before, after)).is_empty()


def test_bounds_of_weights_confirm_nothing():
    rows = run(month("2020-05", 1, "60%", "40%", "90%"), month("2020-06", 2, "60%", "40%", "90%")).rows
    assert rows.filter(rows["lower"].is_not_null() & rows["upper"].is_not_null()).is_empty()
