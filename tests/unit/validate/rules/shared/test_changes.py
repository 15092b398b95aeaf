"""Changes and directions in sentences: which values a change may lie between, and how far it may miss."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.validate.rules import prose
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("children", kind="stock", basis="month-end"),
    indicator("admissions", adds_up=True),
)
PLANS = [figure("plans", f"2020-0{m}", v, line=1, cell=m) for m, v in ((4, "50.0%"), (5, "60.0%"), (6, "66.0%"))]


def claim(published: str, id: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "document": DOCUMENT,
        "line": 50,
        "published": published,
        "relation": "value",
        "indicator": id,
        "period": "2020-06",
        "value": float(published.split()[0].rstrip("%").replace(",", "")),
        "unit": "percent" if "%" in published else "count",
        "certainty": "certain",
        **more,
    }


def change(published: str, id: str | None = None, **more: Any) -> dict[str, Any]:
    return claim(published, id, **({"relation": "change", "direction": "up"} | more))


def judged(*claims: dict[str, Any], table: Any = ()):
    return prose.compare(pack(list(table), claims=list(claims)), REGISTRY)


def wrong(*claims: dict[str, Any], table: Any = ()) -> list[str]:
    """What is expected instead of what the failing sentences say."""
    return failing(judged(*claims, table=table))["expected"].to_list()


# ---- between two values of the line


def test_a_change_lies_between_values_that_say_no_period_too():
    values = [claim("574", "children", period=None), claim("603", "children", period=None)]
    assert wrong(*values, change("28", "children", period=None)) == ["29"]


@pytest.mark.parametrize("other", [{"period": "latest"}, {"relation": "target"}, {"relation": "forecast"}])
def test_no_change_lies_between_our_value_and_a_benchmark_or_a_target(other: dict[str, Any]):
    values = [claim("574", "children"), claim("603", "children", **other)]
    assert judged(*values, change("28", "children")).rows.is_empty()


def test_a_count_is_no_change_between_two_percentages():
    values = [claim("50.0%", "plans", period="2020-05"), claim("60.0%", "plans")]
    assert judged(*values, change("22", "plans")).rows.is_empty()


def test_each_figure_of_a_change_may_be_rounded():
    values = [claim("50.0%", "plans", period="2020-05"), claim("60.0%", "plans")]
    assert wrong(*values, change("10.1%", "plans")) == ["percentage points"]
    assert wrong(*values, change("10.2%", "plans")) == ["10.0%"]


# ---- between two months of the tables


def test_a_change_without_a_period_may_be_that_of_any_month():
    assert judged(change("10.0%", "plans", period=None), table=PLANS).rows.height == 1
    assert judged(change("20.0%", "plans", period=None), table=PLANS).rows.height == 1
    assert judged(change("20.0%", "plans"), table=PLANS).rows.is_empty()


def test_a_change_close_to_that_of_two_months_may_have_another_base():
    assert judged(change("7.0%", "plans"), table=PLANS).rows.is_empty()


def test_a_fall_between_two_months_is_as_large_as_a_rise():
    falls = [figure("children", "2020-05", "603", line=2), figure("children", "2020-06", "580", line=3)]
    assert judged(change("23", "children", direction="down"), table=falls).rows.height == 1


def test_a_quarter_is_no_month():
    table = [figure("admissions", "2020-03", "40", line=4), figure("admissions", "2020/21 Q1", "50", line=4, cell=3)]
    assert judged(change("10", "admissions", period="2020/21 Q1"), table=table).rows.is_empty()


# ---- beside a move


def move(published: str, direction: str = "down", **more: Any) -> dict[str, Any]:
    return claim(published, **{"relation": "from-to", "direction": direction, **more})


FALL = move("500 to 420")
WORDS = [claim(str(number), line=50) for number in (7, 8, 9)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [("70", ["80"]), ("90", ["80"]), ("80", []), ("10%", ["16.0%"]), ("16%", []), ("16.5%", ["16.0%"]), ("0", [])],
)
def test_a_change_may_be_too_small_as_well_as_too_large(by: str, expected: list[str]):
    assert wrong(FALL, change(by, direction="down")) == expected


@pytest.mark.parametrize(("by", "expected"), [("8.8", []), ("8.6", []), ("8.9", ["8.7"]), ("8.5", ["8.7"])])
def test_both_ends_of_a_move_may_be_rounded(by: str, expected: list[str]):
    assert wrong(move("52.8 to 44.1"), change(by, direction="down")) == expected


def test_the_numbers_of_a_move_are_taken_as_printed():
    assert wrong(move("16.4 to 10.0"), change("9.9", direction="down")) == ["6.4"]
    assert wrong(move("10.0 from 16.4"), change("9.9", direction="down")) == ["6.4"]
    assert wrong(move("10.0 to 16.4", "up"), change("9.9")) == ["6.4"]


@pytest.mark.parametrize(
    ("moved", "fits"), [("1,000 to 1,161", True), ("1,000 to 1,159", True), ("50,000 to 58,051", False)]
)
def test_a_change_in_per_cent_may_miss_by_a_twentieth_of_a_point_besides_rounding(moved: str, fits: bool):
    assert (wrong(move(moved, "up"), change("16.0%")) == []) is fits


@pytest.mark.parametrize(
    ("between", "told"), [(WORDS[:0], True), (WORDS[:1], True), (WORDS[:2], False), (WORDS, False)]
)
def test_a_move_and_its_change_stand_together_in_either_order(between: list[dict[str, Any]], told: bool):
    """Sentences before them change nothing."""
    fall = change("95", direction="down")
    elsewhere = [one | {"line": 40} for one in WORDS]
    for sentences in ([FALL, *between, fall], [fall, *between, FALL]):
        assert wrong(*sentences) == (["80"] if told else [])
        assert wrong(*elsewhere, *sentences) == (["80"] if told else [])


def test_a_change_that_says_no_way_is_of_the_move_beside_it():
    assert wrong(FALL, change("95", direction=None)) == ["80"]


def test_what_is_no_move_from_one_number_to_another():
    fall = change("95", direction="down")
    assert wrong(move("500 to 420 in 3 years"), fall) == []
    assert wrong(FALL, claim("4 of 9", relation="of", value=None, unit="ratio"), fall) == ["80"]


# ---- divided by the new value


def number_and_share(share: str, way: str = "up", number: str = "136", new: str = "403", **more: Any):
    told = {"relation": "change", "direction": way, **more}
    return [claim(new), claim(number, **told), claim(share, **told)]


def test_a_change_with_a_minus_sign_is_as_large_as_one_without():
    for share, number in (("25%", "-136"), ("-25%", "136"), ("-25%", "-136")):
        rows = judged(*number_and_share(share, "down", number)).rows
        assert rows.height == 1 and failing(judged(*number_and_share(share, "down", number))).is_empty()
    (row,) = failing(judged(*number_and_share("-34%", "down"))).rows(named=True)
    assert row["published_value"] == 34


def test_a_number_and_its_share_that_say_no_period_stand_together():
    assert wrong(*number_and_share("34%", period=None)) == ["50.9%"]


def test_a_share_that_is_no_change_and_a_new_value_that_is_a_target_are_not_judged():
    value, number, share = number_and_share("34%")
    assert wrong(value, number, share | {"relation": "value"}) == []
    assert wrong(value | {"relation": "target"}, number, share) == []


def test_a_number_is_not_the_share_of_itself():
    assert judged(claim("100"), change("50")).rows.is_empty()


def test_where_one_value_of_the_line_makes_the_share_right_it_is_right():
    assert wrong(claim("267"), *number_and_share("51%")) == []


def test_an_exact_half_may_go_either_way():
    for share in ("12%", "13%"):
        assert judged(*number_and_share(share, number="1", new="9")).rows.height == 1


# ---- rose and fell


def stated(published: str, direction: str, table: list[dict[str, Any]], id: str = "plans") -> list[dict[str, Any]]:
    return failing(judged(claim(published, id, direction=direction), table=table)).to_dicts()


def test_a_fall_called_a_fall_holds():
    falls = [figure("admissions", "2020-05", "12", line=2), figure("admissions", "2020-06", "11", line=3)]
    assert judged(claim("11", "admissions", direction="down"), table=falls).rows.height == 2
    assert stated("11", "down", falls, "admissions") == []


def test_a_figure_may_have_risen_on_the_month_and_fallen_on_the_year():
    higher = figure("plans", "2019-06", "70.0%", line=1, cell=1)
    for way in ("up", "down"):
        assert stated("66.0%", way, [higher, *PLANS]) == []


def test_of_the_two_steps_that_of_the_month_is_told():
    lower = figure("plans", "2019-06", "50.0%", line=1, cell=1)
    (row,) = stated("66.0%", "down", [lower, *PLANS])
    assert "rose from 60.0% to 66.0% (line 1)" in row["explanation"]


def test_of_a_month_printed_twice_the_first_print_has_a_direction():
    again = figure("plans", "2020-06", "67.0%", line=9)
    assert stated("67.0%", "down", [*PLANS, again]) == []
