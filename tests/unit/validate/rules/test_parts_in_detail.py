"""Shares and their counts: where each question begins and ends, and what it says."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.validate.rule_frames import failing, figure, x_of_y
from tests.unit.validate.rules.wholes import COUNTS, links, only

# ---- percentages of printed counts


def test_what_is_said_of_a_percentage_that_its_counts_do_not_give():
    row = only(links(figure("fostered_share", "2020-06", "68.7%", line=3)))
    assert row["explanation"] == (
        "Fostered share, June 2020: 409 of 603 is 67.8%, but 68.7% is printed. The counts stand at line 2 and line 1."
    )
    assert (row["lower"], row["upper"], row["compared_with"]) == (67.8, 67.8, "pack:2:2; pack:1:2")


def test_a_count_of_the_same_table_goes_before_one_of_another():
    near = [figure("children", "2020-06", "600", line=9), figure("fostered", "2020-06", "300", line=9, cell=3)]
    far = [figure("children", "2020-06", "603", line=1, table="annex")]
    row = only(links(figure("fostered_share", "2020-06", "10.0%", line=3), counts=[*far, *near]))
    assert (row["expected"], row["compared_with"]) == ("50.0%", "pack:9:3; pack:9:2")


def test_where_a_count_is_printed_twice_the_one_that_agrees_is_taken():
    twice = [*COUNTS, figure("children", "2020-06", "818", line=8, table="annex")]
    assert failing(links(figure("fostered_share", "2020-06", "50.0%", line=3), counts=twice)).is_empty()


def test_counts_of_another_month_area_or_category_are_not_its_counts():
    for other in ({"label": "2020-05"}, {"area": "East"}, {"breakdown": "Under 1"}):
        label = other.get("label", "2020-06")
        changes = {c: v for c, v in other.items() if c != "label"}
        counts = [COUNTS[0], figure("fostered", label, "409", line=2, **changes)]
        assert failing(links(figure("fostered_share", "2020-06", "68.7%", line=3), counts=counts)).is_empty()


def test_a_categorys_share_may_be_of_the_whole():
    counts = [COUNTS[0], figure("fostered", "2020-06", "60", line=2, breakdown="Under 1")]
    share = figure("fostered_share", "2020-06", "12.0%", line=3, breakdown="Under 1")
    assert only(links(share, counts=counts))["expected"] == "10.0%"


def test_what_comes_in_a_month_is_no_count_of_a_rolling_year():
    rolling = {"basis": "rolling-12-months"}
    share = figure("fostered_share", "2020-06", "68.7%", line=3, **rolling)
    assert links(share).rows.is_empty()
    same = [row | rolling for row in COUNTS]
    assert failing(links(share, counts=same)).height == 1
    month_end = [row | {"basis": "month-end"} for row in COUNTS]
    assert failing(links(share, counts=month_end)).height == 1


def test_a_share_of_nobody_is_not_asked():
    counts = [figure("children", "2020-06", "0", line=1), figure("fostered", "2020-06", "0", line=2)]
    assert links(figure("fostered_share", "2020-06", "0.0%", line=3), counts=counts).rows.is_empty()


def test_outcomes_of_one_partition_make_the_count_that_includes_them():
    outcomes = [figure(o, "2020-06", v, line=5, cell=n) for n, (o, v) in enumerate((("yes", "10"), ("no", "20")))]
    whole = figure("completed", "2020-06", "60", line=4)
    share = figure("decided_share", "2020-06", "51.7%", line=6)
    row = only(links(share, counts=[*outcomes, whole]))
    assert (row["expected"], row["compared_with"]) == ("50.0%", "pack:5:0; pack:4:2")
    assert failing(links(share, counts=[*outcomes[:1], whole])).is_empty(), "one of the two outcomes is not printed"


def pair(children: str, fostered: str, printed: str, **more: Any):
    counts = [figure("children", "2020-06", children, line=1), figure("fostered", "2020-06", fostered, line=2)]
    return links(figure("fostered_share", "2020-06", printed, line=3, **more), counts=counts)


def test_one_wrong_digit_of_a_linked_percentage_is_named():
    assert only(pair("600", "400", "76.7%"))["suggestion"] == (
        "Fits exactly: one digit of the percentage is wrong (76.7 for 66.7)."
    )


def test_none_of_many_and_one_of_one_are_shares():
    assert only(pair("603", "0", "12.0%"))["expected"] == "0.0%"
    assert only(pair("1", "1", "50.0%"))["expected"] == "100.0%"


def test_only_whole_counts_are_counts_and_only_percentages_are_shares():
    assert pair("6,030", "409.5", "68.7%").rows.is_empty()
    assert pair("6,030", "40%", "68.7%").rows.is_empty()
    assert pair("603", "409", "68").rows.is_empty()


UNDER = {"breakdown": "Under 1"}


def category_share(*counts: dict[str, Any]) -> list[str]:
    share = figure("fostered_share", "2020-06", "12.0%", line=9, **UNDER)
    return failing(links(share, counts=list(counts)))["expected"].to_list()


def test_a_categorys_share_is_of_its_own_category_before_the_whole():
    part = figure("fostered", "2020-06", "600", line=5, **UNDER)
    whole = figure("children", "2020-06", "6,000", line=1)
    own = figure("children", "2020-06", "2,000", line=7, **UNDER)
    other = figure("children", "2020-06", "3,000", line=2, breakdown="Over 1")
    assert category_share(part, whole) == ["10.0%"]
    assert category_share(part, whole, own) == ["30.0%"]
    assert category_share(part, whole, own | {"table": "annex"}) == ["30.0%"]
    assert category_share(part, other) == []
    assert category_share(figure("fostered", "2020-06", "600", line=5), whole) == []


def decided(printed: str, *counts: dict[str, Any]) -> list[str]:
    whole = figure("completed", "2020-06", "60", line=4)
    share = figure("decided_share", "2020-06", printed, line=6)
    return failing(links(share, counts=[whole, *counts])).filter(pl.col("line") == 6)["expected"].to_list()


YES, NO = figure("yes", "2020-06", "10", line=5, cell=1), figure("no", "2020-06", "20", line=5, cell=2)


def test_outcomes_make_no_count_that_is_printed_itself():
    assert decided("50.0%", YES, NO) == []
    assert decided("50.0%", YES, NO, figure("decided", "2020-06", "31", line=7)) == ["51.7%"]


def test_an_outcome_printed_twice_counts_once_and_an_x_of_y_is_none():
    assert decided("51.7%", YES, NO, NO | {"line": 8, "value": 25.0}) == ["50.0%"]
    assert decided("50.0%", YES, NO, NO | {"line": 8, "value": 25.0}) == []
    assert decided("51.7%", YES, x_of_y("no", "2020-06", 20, 30, line=5, cell=2)) == []


# ---- percentages of a printed number


def small(printed: str, children: str = "32"):
    return links(
        figure("stable_share", "2020-06", printed, line=3), counts=[figure("children", "2020-06", children, line=1)]
    )


def test_what_is_said_of_a_percentage_that_no_whole_number_gives():
    row = only(small("15.0%"))
    assert row["explanation"] == (
        "Stable share, June 2020: 15.0% is printed, but no whole number of 32 (line 1) gives it: "
        "4 of 32 is 12.5% and 5 of 32 is 15.6%."
    )
    assert (row["expected"], row["lower"], row["upper"], row["compared_with"]) == (
        "12.5% or 15.6%",
        15.6,
        15.6,
        "pack:1:2",
    )
    assert only(small("13.0%"))["lower"] == 12.5


@pytest.mark.parametrize(
    ("printed", "fails"),
    [("15.6%", 0), ("15.7%", 1), ("15.5%", 1), ("12.5%", 0), ("0.0%", 0), ("100.0%", 0), ("99.9%", 1), ("16%", 0)],
)
def test_a_percentage_is_possible_if_rounding_gives_it(printed: str, fails: int):
    assert failing(small(printed)).height == fails


@pytest.mark.parametrize(("children", "asked"), [("999", 1), ("1000", 0), ("1001", 0)])
def test_every_percentage_of_a_large_number_is_possible(children: str, asked: int):
    assert small("15.0%", children).rows.height == asked


def test_a_percentage_above_a_hundred_is_not_asked_here():
    assert small("101.0%").rows.is_empty()


def test_all_of_them_is_asked_too_and_half_way_the_smaller_is_nearer():
    assert small("100.0%").rows.height == 1
    assert only(small("25.0%", "2"))["lower"] == 0


def test_a_percentage_with_its_own_counts_and_a_count_need_no_whole_number():
    children = [figure("children", "2020-06", "32", line=1)]
    counted = figure("stable_share", "2020-06", "15.0%", line=3, x=5, y=32)
    assert failing(links(counted, counts=children)).is_empty()
    assert links(figure("stable_share", "2020-06", "15", line=3), counts=children).rows.is_empty()


# ---- x and y beside the counts printed for them


def test_what_is_said_of_an_x_that_its_measure_does_not_print():
    row = only(links(x_of_y("fostered_share", "2020-06", 410, 603, line=3)))
    assert row["explanation"] == "Fostered share, June 2020: 410 of 603 is printed, but line 2 prints 409 for Fostered."
    assert (row["expected"], row["severity"], row["compared_with"]) == ("409", "warning", "pack:2:2")


def test_an_x_that_is_too_small_changes_the_share_as_well():
    assert only(links(x_of_y("fostered_share", "2020-06", 408, 603, line=3)))["severity"] == "warning"


def test_another_y_that_changes_nothing_is_information():
    counts = [figure("children", "2020-06", "60301", line=1), figure("fostered", "2020-06", "40900", line=2)]
    row = only(links(x_of_y("fostered_share", "2020-06", 40900, 60300, line=3), counts=counts))
    assert (row["expected"], row["severity"]) == ("60,301", "information")


def test_an_x_of_y_in_two_cells_is_held_once_at_its_own_cell():
    rows = [figure("fostered_share", "2020-06", "67.8%", line=3, cell=4, x=409, y=604)]
    rows.append(x_of_y("fostered_share", "2020-06", 409, 604, line=3, cell=3))
    told = failing(links(*rows)).filter(failing(links(*rows))["expected"] == "603")
    assert told["cell"].to_list() == [3]


def test_an_x_without_its_y_and_a_y_without_its_x_are_not_asked():
    for known in ({"x": 410}, {"y": 604}):
        assert failing(links(figure("fostered_share", "2020-06", "67.8%", line=3, **known))).is_empty()


# ---- shares of one whole have one y


def test_a_y_that_differs_from_that_of_most_shares_of_the_whole_is_told():
    rows = [
        x_of_y("stable_share", "2020-06", 50, 90, line=3),
        x_of_y("settled_share", "2020-06", 40, 80, line=4),
        x_of_y("fostered_share", "2020-06", 30, 80, line=5),
    ]
    counts = [figure("children", "2020-05", "80", line=1)]
    row = only(links(*rows, counts=counts))
    assert row["explanation"] == (
        "Stable share, June 2020: 50 of 90 is printed, "
        "but Settled share at line 4 is a share of the same whole and has 80."
    )
    assert (row["line"], row["expected"], row["severity"], row["compared_with"]) == (3, "80", "warning", "pack:4:1")


def test_a_y_that_differs_a_little_is_information():
    rows = [x_of_y("stable_share", "2020-06", 61, 602, line=3), x_of_y("settled_share", "2020-06", 61, 603, line=4)]
    told = failing(links(*rows, counts=[figure("children", "2020-05", "80", line=1)]))
    assert told["severity"].to_list() == ["information", "information"]


def test_a_y_without_its_x_is_no_y_of_the_whole():
    rows = [
        figure("stable_share", "2020-06", "50.0%", line=3, y=90),
        x_of_y("settled_share", "2020-06", 40, 80, line=4),
    ]
    assert failing(links(*rows, counts=[figure("children", "2020-05", "80", line=1)])).is_empty()


def test_of_two_shares_that_differ_neither_is_believed():
    rows = [x_of_y("stable_share", "2020-06", 50, 90, line=3), x_of_y("settled_share", "2020-06", 40, 80, line=4)]
    counts = [figure("children", "2020-05", "80", line=1)]
    assert failing(links(*rows, counts=counts))["line"].to_list() == [3, 4]
    other_month = [rows[0], rows[1] | {"period": "2020-05"}]
    assert failing(links(*other_month, counts=[figure("children", "2020-04", "80", line=1)])).is_empty()


def test_without_counts_or_without_shares_the_rule_does_not_run():
    assert links(*COUNTS, counts=[]).not_run
    assert links(figure("fostered_share", "2020-06", "68.7%", line=3), counts=[]).not_run
