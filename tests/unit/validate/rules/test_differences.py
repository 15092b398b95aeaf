"""What is left over: a whole less its part, and those of whom a share does not speak."""

from __future__ import annotations

import pytest

from scorecard.registry.models import DifferenceOf
from scorecard.validate.rules import differences
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y
from tests.unit.validate.rules.in_detail import only

REGISTRY = registry(
    indicator("spent", unit="gbp"),
    indicator("income", unit="gbp"),
    indicator("net", unit="gbp", difference_of=DifferenceOf(whole="spent", part="income")),
    indicator("returned", unit="percent", kind="share"),
    indicator("missing", remainder_of="returned"),
)


def money(id: str, value: str, *, line: int, **more):
    return figure(id, "2019/20", value, line=line, unit="gbp", **more)


def run(*rows):
    return differences.compare(pack(list(rows)), REGISTRY)


WHOLE = (money("spent", "1,000", line=1), money("income", "400", line=2))


def test_a_whole_less_its_part_holds():
    result = run(*WHOLE, money("net", "600", line=3))
    assert result.rows.height == 1 and failing(result).is_empty()


def test_what_is_said_of_a_difference_that_is_none():
    row = only(run(*WHOLE, money("net", "610", line=3)))
    assert (row["expected"], row["severity"], row["line"]) == ("£600", "warning", 3)
    assert row["explanation"] == ("Net, 2019/20: £1,000 (line 1) less £400 (line 2) leaves £600, but £610 is printed.")
    assert row["compared_with"] == "pack:1:2; pack:2:2"


def test_more_part_than_whole_leaves_less_than_nothing():
    rows = (money("spent", "400", line=1), money("income", "1,000", line=2), money("net", "-610", line=3))
    assert only(run(*rows))["expected"] == "-£600"


@pytest.mark.parametrize("other", [{"area": "East"}, {"breakdown": "a"}, {"document": "other"}])
def test_another_area_category_or_pack_is_not_its_part(other):
    assert run(WHOLE[0], money("income", "400", line=2, **other), money("net", "610", line=3)).rows.is_empty()


def test_the_whole_and_part_of_its_own_table_go_before_others():
    elsewhere = (money("spent", "1,010", line=11, table="page"), money("income", "400", line=12, table="page"))
    assert failing(run(*WHOLE, *elsewhere, money("net", "600", line=3))).is_empty()
    assert failing(run(*WHOLE, *elsewhere, money("net", "610", line=3))).height == 1


def test_those_left_over_are_y_less_x_of_the_share():
    share = x_of_y("returned", "2020-06", 15, 17, line=1)
    assert failing(run(share, figure("missing", "2020-06", "2", line=2))).is_empty()
    row = only(run(share, figure("missing", "2020-06", "3", line=2)))
    assert row["explanation"] == "Missing, June 2020: 17 (line 1) less 15 (line 1) leaves 2, but 3 is printed."


def test_of_a_share_printed_for_areas_alone_the_sums_are_left_over():
    areas = (
        x_of_y("returned", "2020-06", 7, 8, line=1, area="East"),
        x_of_y("returned", "2020-06", 8, 9, line=1, cell=3, area="West"),
    )
    town = [one | {"authority": "Town"} for one in areas]
    assert failing(run(*town, figure("missing", "2020-06", "2", line=2))).is_empty()
    row = only(run(*town, figure("missing", "2020-06", "3", line=2)))
    assert row["explanation"] == "Missing, June 2020: 17 (line 1) less 15 (line 1) leaves 2, but 3 is printed."
    assert run(town[0], figure("missing", "2020-06", "3", line=2)).rows.is_empty()


def test_without_such_measures_the_rule_does_not_run():
    assert run(*WHOLE).not_run
