"""Parts and their wholes: where each question begins and ends, and what it says."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import partitions
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold, x_of_y
from tests.unit.validate.rules.wholes import OUTCOMES, REGISTRY, only, parts

# ---- parts of a whole


def row_of(ids: Any, values: Any, line: int = 5, **more: Any) -> list[dict[str, Any]]:
    return [figure(i, "2020-06", v, line=line, cell=2 + n, **more) for n, (i, v) in enumerate(zip(ids, values))]


SHARES = [f"{o}_share" for o in OUTCOMES]


def test_what_is_said_of_shares_that_do_not_make_a_hundred():
    row = only(parts(*row_of(SHARES, ["33.4%", "33.4%", "33.4%"])))
    assert row["explanation"] == (
        "Yes share and the other shares of the same whole, June 2020: Yes share: 33.4, No share: 33.4, "
        "Unknown share: 33.4 add up to 100.2%, not to 100%; rounding explains at most 0.15 points either way."
    )
    assert (row["published"], row["published_value"], row["expected"]) == ("100.2", 100.2, "100%")
    assert (row["lower"], row["upper"], row["cell"]) == (99.85, 100.15, 2)
    assert row["compared_with"] == "pack:5:2; pack:5:3; pack:5:4"


@pytest.mark.parametrize(
    ("values", "fails"),
    [
        (["33.3%", "33.3%", "33.3%"], 0),
        (["33.4%", "33.3%", "33.4%"], 0),
        (["33%", "33%", "33%"], 0),
        (["32%", "33%", "33%"], 1),
        (["33.2%", "33.3%", "33.3%"], 1),
    ],
)
def test_rounding_may_explain_half_of_the_last_decimal_of_each_share(values: list[str], fails: int):
    assert failing(parts(*row_of(SHARES, values))).height == fails


def test_shares_of_which_one_is_not_printed_or_not_read_make_no_sum():
    assert parts(*row_of(SHARES[:2], ["33.4%", "33.4%"])).rows.is_empty()
    assert parts(*row_of(SHARES, ["33.4%", "33.4%", None])).rows.is_empty()
    unread = [{"document": "pack", "table": "summary", "line": 5, "cell": 9}]
    whole = row_of(SHARES, ["50.0%", "33.4%", "33.4%"])
    assert partitions.compare(pack(whole, unread=unread), REGISTRY).rows.is_empty()


def categories(id: str, values: dict[str, str], **more: Any) -> list[dict[str, Any]]:
    return [figure(id, "2020-06", v, line=5 + n, breakdown=b, **more) for n, (b, v) in enumerate(values.items())]


@pytest.mark.parametrize("id", ["source_share", "by_reason"])
def test_shares_of_the_categories_of_a_whole_make_a_hundred(id: str):
    assert failing(parts(*categories(id, {"a": "60.0%", "b": "40.0%"}))).is_empty()
    assert failing(parts(*categories(id, {"a": "60.0%", "b": "41.0%"}))).height == 1
    assert parts(*categories(id, {"a": "60.0%"})).rows.is_empty()
    assert failing(parts(*categories(id, {"a": "60.0%", "b": "40.0%", "Total": "100.0%"}))).is_empty()


def test_categories_that_are_not_said_to_make_a_whole_are_not_added():
    assert parts(*categories("loose", {"a": "60.0%", "b": "41.0%"})).rows.is_empty()


def test_a_measure_without_categories_of_its_own_makes_no_whole_of_any():
    assert parts(*categories("yes_share", {"a": "60.0%", "b": "41.0%"})).rows.is_empty()


def test_a_share_that_is_printed_twice_or_missing_first_counts_once():
    values = row_of(SHARES, ["50.0%", "30.0%", "20.0%"])
    again = row_of(SHARES, ["50.0%", "30.0%", "21.0%"], line=8)
    assert failing(parts(*values, *again[2:])).is_empty()
    assert failing(parts(*row_of(SHARES, ["50.0%", "30.0%", None], unit="percent"), *again[2:]))[
        "published_value"
    ].to_list() == [101]


def test_a_categorys_share_is_its_x_of_the_sum_of_all_x():
    counted = [
        row | {"numerator": x} for row, x in zip(categories("by_reason", {"a": "75.0%", "b": "25.0%"}), (30.0, 10.0))
    ]
    assert failing(parts(*counted)).is_empty()
    wrong = [counted[0] | {"numerator": 35.0}, counted[1] | {"numerator": 5.0}]
    first, second = failing(parts(*wrong)).rows(named=True)
    assert first["explanation"] == (
        "By reason – a, June 2020: 35 of 40 (the sum of the categories) is 87.5%, but 75.0% is printed."
    )
    assert (first["expected"], second["expected"]) == ("87.5%", "12.5%")
    assert "exchanged" not in f"{first['suggestion']} {second['suggestion']}"
    assert (first["lower"], first["upper"], first["compared_with"]) == (87.5, 87.5, "pack:5:2")


def test_the_sum_of_all_x_may_be_one_and_a_sum_of_nobody_is_not_asked():
    rows = categories("by_reason", {"a": "90.0%", "b": "10.0%"})
    one = [rows[0] | {"numerator": 1.0}, rows[1] | {"numerator": 0.0}]
    assert failing(parts(*one))["expected"].to_list() == ["100.0%", "0.0%"]
    nobody = [row | {"numerator": 0.0} for row in rows]
    assert failing(parts(*nobody)).is_empty()


def test_shares_whose_rows_were_exchanged_name_each_other():
    rows = categories("by_reason", {"a": "25.0%", "b": "75.0%"})
    exchanged = [rows[0] | {"numerator": 30.0}, rows[1] | {"numerator": 10.0}]
    told = failing(parts(*exchanged))["suggestion"].to_list()
    assert told == [
        "Fits exactly: it is the share of b (line 6); rows may have been exchanged.",
        "Fits exactly: it is the share of a (line 5); rows may have been exchanged.",
    ]


def counted(values: dict[str, str], xs: tuple[float, ...], **more: Any) -> list[dict[str, Any]]:
    return [row | {"numerator": x} for row, x in zip(categories("by_reason", values, **more), xs)]


def test_rows_that_were_exchanged_in_turn_are_told_once_by_the_first():
    rows = failing(parts(*counted({"a": "50.0%", "b": "20.0%", "c": "30.0%"}, (20.0, 30.0, 50.0))))
    assert rows["cause"].to_list() == ["pack:5:2"] * 3
    first, *rest = rows["explanation"].to_list()
    assert first.endswith(
        "The shares of 3 rows have been exchanged: 50.0% is that of c, 20.0% is that of a, 30.0% is that of b."
    )
    assert not any("exchanged" in one for one in rest)


def test_a_share_that_is_wrong_beside_exchanged_ones_leaves_each_to_itself():
    values = {"a": "50.0%", "b": "20.0%", "c": "31.0%"}
    beside = failing(parts(*counted(values, (20.0, 50.0, 30.0))))
    assert beside.height >= 3 and beside["cause"].is_null().all()
    alone = failing(parts(*counted({"a": "20.0%", "b": "81.0%"}, (20.0, 80.0))))
    assert alone.height and alone["cause"].is_null().all()


def test_an_x_without_one_of_the_others_gives_no_sum():
    rows = categories("by_reason", {"a": "75.0%", "b": "25.0%"})
    assert failing(parts(rows[0] | {"numerator": 10.0}, rows[1])).is_empty()


def test_the_counts_of_outcomes_shares_are_not_outcomes():
    said = [x_of_y(o, "2020-06", x, 60, line=5, cell=n) for n, (o, x) in enumerate(zip(OUTCOMES, (10, 20, 30)))]
    assert failing(parts(figure("completed", "2020-06", "60", line=2), *said)).is_empty()


def test_what_is_said_of_a_whole_that_is_not_the_sum_of_its_outcomes():
    whole = figure("completed", "2020-06", "60", line=5, cell=1)
    row = only(parts(whole, *row_of(OUTCOMES, ["10", "20", "29"])))
    assert row["explanation"] == (
        "Completed, June 2020: its outcomes add up to 59 (Yes: 10, No: 20, Unknown: 29), but 60 is printed."
    )
    assert (row["severity"], row["lower"], row["upper"]) == ("warning", 59, 59)
    assert row["compared_with"] == "pack:5:2; pack:5:3; pack:5:4"


def test_outcomes_of_the_wholes_own_table_go_before_those_of_another():
    whole = figure("completed", "2020-06", "60", line=5, cell=1)
    elsewhere = row_of(OUTCOMES, ["10", "20", "31"], line=2, table="annex")
    assert failing(parts(whole, *row_of(OUTCOMES, ["10", "20", "30"]), *elsewhere)).is_empty()
    assert only(parts(whole, *elsewhere))["expected"] == "61"


def test_an_open_partition_says_at_least():
    whole = figure("completed", "2020-06", "60", line=5, cell=1)
    row = only(parts(whole, *row_of(OUTCOMES, ["41", "20", None])))
    assert (row["expected"], row["lower"], row["upper"]) == ("at least 61", 61, None)
    assert "its outcomes add up to at least 61 (Yes: 41, No: 20), but 60 is printed" in row["explanation"]


def said(xs: tuple[int, int, int], ys: tuple[int, int, int] = (60, 60, 60)) -> list[dict[str, Any]]:
    return [x_of_y(share, "2020-06", x, y, line=5, cell=n) for n, (share, x, y) in enumerate(zip(SHARES, xs, ys))]


def test_the_x_of_a_partition_add_up_to_their_one_y():
    row = only(parts(*said((11, 20, 30))))
    assert row["explanation"] == (
        "Yes share, June 2020, all of whom they are counted: its outcomes add up to 61 "
        "(Yes share: 11, No share: 20, Unknown share: 30), but 60 is printed."
    )
    assert failing(parts(*said((11, 20, 30), (60, 60, 61)))).is_empty(), "of two y neither is the whole"
    assert failing(parts(*said((11, 20, 30))[:2])).is_empty()


def test_the_y_of_a_partition_is_told_at_its_first_share():
    assert only(parts(*said((11, 20, 30))))["cell"] == 0


def test_a_y_whose_whole_stands_on_the_line_is_not_asked_again():
    whole = figure("completed", "2020-06", "60", line=5, cell=9)
    counts = row_of(OUTCOMES, ["10", "20", "30"], line=7)
    assert failing(parts(whole, *counts, *said((11, 20, 30)))).is_empty()


def test_what_is_said_of_a_whole_below_its_part():
    row = only(parts(*row_of(("completed", "in_time"), ["10", "11"])))
    assert row["explanation"] == "Completed, June 2020: 10 is printed, but In time, which it includes, is 11."
    assert (row["expected"], row["lower"], row["upper"], row["compared_with"]) == ("at least 11", 11, None, "pack:5:3")


def test_a_whole_below_the_sum_of_what_it_includes_shows_the_sum():
    row = only(parts(*row_of(("permanence", "adopted", "guardianship"), ["29.0%", "10.0%", "20.0%"])))
    assert row["explanation"] == (
        "Permanence, June 2020: 29.0% is printed, but the sum of its parts "
        "(Adopted: 10.0, Guardianship: 20.0), which it includes, is 30.0%."
    )
    assert parts(*row_of(("permanence", "adopted"), ["5.0%", "10.0%"])).rows.is_empty()
    other_table = figure("in_time", "2020-06", "11", line=2, table="annex")
    assert parts(figure("completed", "2020-06", "10", line=1), other_table).rows.is_empty()


def test_the_x_and_y_of_one_part_are_not_the_two_parts_of_a_whole():
    said = x_of_y("yes", "2020-06", 5, 20, line=1)
    assert failing(parts(figure("decided", "2020-06", "10", line=1, cell=3), said)).is_empty()


def test_a_whole_below_its_parts_is_weighed_by_their_sum():
    bands = [
        threshold("permanence", "red", "<30%", None, 30, line=5, closed=(True, False)),
        threshold("permanence", "green", "30-50%", 30, 50, line=5),
        threshold("permanence", "amber", ">50%", 50, None, line=5, closed=(False, True)),
    ]
    rows = row_of(("permanence", "adopted", "guardianship"), ["29.0%", "10.0%", "20.0%"])
    row = only(partitions.compare(pack(rows, thresholds=bands), REGISTRY))
    assert row["explanation"].endswith(" Its colour would be green instead of red.")


def test_a_percentage_may_be_greater_than_its_y():
    assert failing(parts(figure("adopted", "2020-06", "75.0%", line=1, x=3, y=4))).is_empty()


@pytest.mark.parametrize(("x", "y", "fails"), [(5, 5, 0), (6, 5, 1), (0, 0, 0), (1, 0, 1)])
def test_an_x_is_at_most_its_y(x: int, y: int, fails: int):
    result = parts(x_of_y("adopted", "2020-06", x, y, line=1))
    assert failing(result).height == fails
    for row in failing(result).rows(named=True):
        assert row["explanation"] == (
            f"Adopted, June 2020: {x} of {y} is printed; a part cannot be greater than its whole."
        )
        assert (row["expected"], row["compared_with"]) == (f"at most {y}", "pack:1:1")


# ---- more cases than there can be

ORDERS = registry(
    indicator("left"),
    indicator("orders"),
    indicator(
        "by_order",
        unit="percent",
        kind="share",
        share_of=ShareOf(numerator=None, denominator="left", at_most="orders"),
    ),
)


def by_order(share: str, left: str, orders: str, **more: Any) -> pl.DataFrame:
    rows = [
        figure("by_order", "2020-06", share, line=1),
        figure("left", "2020-06", left, line=2),
        figure("orders", "2020-06", orders, line=3, **more),
    ]
    return failing(partitions.compare(pack(rows), ORDERS))


def test_a_share_of_more_cases_than_there_were_orders_is_told():
    (row,) = by_order("18.2%", "11", "1").rows(named=True)
    assert row["explanation"] == ("By order, June 2020: 18.2% of 11 (line 2) is 2, but Orders (line 3) is 1.")
    assert (row["expected"], row["severity"]) == ("at most 1 of 11", "warning")
    assert by_order("18.2%", "11", "2").is_empty()


def test_a_share_that_no_whole_number_or_several_give_is_not_asked():
    assert by_order("18.0%", "11", "1").is_empty(), "no whole number of 11 gives it"
    assert by_order("20%", "500", "1").is_empty(), "98 to 102 of 500 give it"
    assert by_order("18.2%", "11", "1", area="East").is_empty(), "orders of another area"


def test_categories_that_a_measure_prints_of_its_own_are_no_outcomes_beside_one_another():
    of_reasons = [
        x_of_y("by_reason", "2020-06", x, 40, line=1 + at, breakdown=reason)
        for at, (reason, x) in enumerate((("Moved", 30), ("Grown up", 10)))
    ]
    assert failing(partitions.compare(pack(of_reasons), REGISTRY)).is_empty()
