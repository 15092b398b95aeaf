"""Figures in sentences beside the tables."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.validate.rules import prose
from tests.unit.validate.rule_frames import DOCUMENT, failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("children", kind="stock", basis="month-end"),
    indicator("admissions", adds_up=True),
    indicator("rate", unit="rate_per_10k", kind="rate", basis="month-end"),
)
TABLE = [
    figure("plans", "2020-05", "59.6%", line=1, cell=1),
    figure("plans", "2020-06", "65.1%", line=1),
    figure("children", "2020-06", "603", line=2),
    figure("rate", "2020-06", "105.9", line=3, unit="rate_per_10k"),
    *(figure("admissions", f"2020-0{m}", v, line=4, cell=m) for m, v in ((4, "19"), (5, "12"), (6, "11"))),
    figure("plans", "latest", "56.0%", line=1, cell=9, area="National average"),
]


def claim(published: str, id: str | None = "plans", **more: Any) -> dict[str, Any]:
    value = float(published.split()[0].rstrip("%").replace(",", ""))
    unit = "percent" if "%" in published else "count"
    return {
        "document": DOCUMENT,
        "line": 50,
        "published": published,
        "relation": "value",
        "indicator": id,
        "period": "2020-06",
        "value": value,
        "unit": unit,
        "certainty": "certain",
        **more,
    }


def run(*claims: dict[str, Any]):
    return prose.compare(pack(TABLE, claims=list(claims)), REGISTRY)


def test_a_quoted_figure_of_the_table_holds():
    for right in (claim("65.1%"), claim("65%"), claim("603", "children", unit="count")):
        result = run(right)
        assert result.rows.height == 1 and failing(result).is_empty()


def test_a_misquoted_figure_is_a_warning_at_the_sentence():
    (row,) = failing(run(claim("66.1%"))).rows(named=True)
    assert (row["line"], row["severity"], row["expected"], row["compared_with"]) == (50, "warning", "65.1%", "pack:1:2")
    assert "the sentence says 66.1%, the table prints 65.1%" in row["explanation"]


def test_an_unsure_reading_is_information():
    assert failing(run(claim("66.1%", certainty="likely")))["severity"].to_list() == ["information"]


# three sentences that name no period and say what the table prints for the last month
AROUND = [claim("603", "children", line=45, period=None), claim("11", "admissions", line=46, period=None)]


def test_a_sentence_that_names_no_period_is_held_against_the_last_month_only_among_others_that_speak_of_it():
    unsaid = claim("66.1%", period=None)
    assert failing(run(unsaid)).is_empty()
    assert failing(run(unsaid, AROUND[0])).is_empty(), "one may agree by chance"
    assert failing(run(unsaid, *AROUND))["published"].to_list() == ["66.1%"]


def test_sentences_far_away_or_as_many_that_disagree_say_nothing_of_the_month():
    unsaid = claim("66.1%", period=None)
    far = [one | {"line": one["line"] - 30} for one in AROUND]
    assert failing(run(unsaid, *far)).is_empty()
    others = [claim("613", "children", line=48, period=None), claim("64.4%", line=49, period=None)]
    assert failing(run(unsaid, *AROUND, *others)).is_empty()


def test_a_figure_far_from_the_last_months_is_of_another_time():
    assert failing(run(claim("45.0%", period=None), *AROUND)).is_empty()


def test_benchmarks_are_held_against_benchmarks_and_our_figures_against_ours():
    assert failing(run(claim("56.0%", area="National average"))).is_empty()
    assert failing(run(claim("65.1%", area="Town"))).is_empty()
    ours = failing(run(claim("66.1%", area="Town")))
    assert ours["expected"].to_list() == ["65.1%"]
    assert run(claim("66.1%", area="Regional average")).rows.filter(prose_of_tables()).is_empty()


def prose_of_tables():
    import polars as pl

    return pl.col("compared_with").is_not_null()


def test_a_benchmark_without_a_year_is_none_of_a_year():
    dated = figure("plans", "2018/19", "50.0%", line=1, cell=8, area="Regional average")
    said = claim("55.0%", area="Regional average", period="latest")
    compared = prose.compare(pack([*TABLE, dated], claims=[said]), REGISTRY)
    assert failing(compared).is_empty()
    latest = figure("plans", "latest", "50.0%", line=1, cell=8, area="Regional average")
    assert failing(prose.compare(pack([*TABLE, latest], claims=[said]), REGISTRY))["expected"].to_list() == ["50.0%"]


def test_a_line_whose_other_figure_agrees_is_trusted():
    other = claim("603", "children")
    assert failing(run(claim("66.1%", certainty="likely"), other))["severity"].to_list() == ["warning"]


def test_the_wrong_month_is_named():
    (row,) = failing(run(claim("59.6%"))).rows(named=True)
    assert row["severity"] == "information"
    assert "it is the table's figure of 2020-05" in row["suggestion"]


def test_without_a_period_any_month_will_do():
    assert failing(run(claim("59.6%", period=None))).is_empty()


def test_a_benchmark_is_looked_for_among_the_benchmarks():
    assert failing(run(claim("56%", period="latest"))).is_empty()
    assert failing(run(claim("57%", period="latest")))["severity"].to_list() == ["information"]


def test_a_quarter_of_a_flow_is_the_sum_of_its_months_and_of_a_stock_its_end():
    assert failing(run(claim("42", "admissions", period="2020/21 Q1"))).is_empty()
    assert failing(run(claim("43", "admissions", period="2020/21 Q1")))["expected"].to_list() == ["42"]
    assert failing(run(claim("603", "children", period="2020/21 Q1"))).is_empty()


def test_a_rate_is_no_percentage():
    (row,) = failing(run(claim("105.9%", "rate"))).rows(named=True)
    assert row["expected"] == "a rate"


@pytest.mark.parametrize(
    ("x", "y", "printed", "fails"), [(44, 245, "17.9%", 1), (44, 245, "18.0%", 0), (1, 8, "13%", 0)]
)
def test_a_percentage_is_held_against_its_own_counts(x: int, y: int, printed: str, fails: int):
    found = failing(run(claim(printed, None, relation="of", numerator=x, denominator=y)))
    assert found.height == fails
    if fails:
        assert found["suggestion"][0] == "Fits exactly: it was cut off instead of rounded."


def test_a_percentage_must_be_possible_for_the_number_it_is_of():
    assert failing(run(claim("15%", None, relation="of", denominator=32)))["expected"].to_list() == ["15.6%"]
    assert failing(run(claim("16%", None, relation="of", denominator=32))).is_empty()


def change(published: str, **more: Any) -> dict[str, Any]:
    return claim(published, relation="change", direction="up", **more)


def test_points_called_per_cent_are_information():
    (row,) = failing(run(change("5.5%"))).rows(named=True)
    assert row["severity"] == "information" and "percentage points, not per cent" in row["explanation"]
    assert failing(run(change("9.2%"))).is_empty(), "65.1 is 9.2 per cent more than 59.6"


def test_a_change_lies_between_two_values_of_its_line():
    values = [claim("574", "children", period="2019-06"), claim("603", "children")]
    assert failing(run(*values, change("29", id="children")))["published"].to_list() == []
    wrong = failing(run(*values, change("28", id="children")))
    assert wrong.select("published", "expected", "severity").rows() == [("28", "29", "warning")]


def move(published: str, value: float, direction: str = "down", **more: Any) -> dict[str, Any]:
    return claim(published, None, relation="from-to", direction=direction, **{"value": value, **more})


@pytest.mark.parametrize(
    ("moved", "by", "expected"),
    [
        (move("500 to 420", 420), "95", ["80"]),
        (move("500 to 420", 420), "80", []),
        (move("1,500 to 1,420", 1420), "80", []),
        (move("288 from 341", 288), "63", ["53"]),
        (move("288 from 341", 288), "53", []),
        (move("500 to 420", 420), "16%", []),
        (move("500 to 420", 420), "20%", ["16.0%"]),
        (move("52.8 to 44.1", 44.1), "8.7", []),
    ],
)
def test_a_change_beside_a_move_is_its_difference_whatever_it_is_about(moved: Any, by: str, expected: list[str]):
    wrong = failing(run(moved, claim(by, None, relation="change", direction="down")))
    assert wrong["expected"].to_list() == expected


def test_a_change_that_goes_the_other_way_or_stands_elsewhere_is_not_of_the_move():
    other_way = claim("95", None, relation="change", direction="up")
    values = [claim(str(number), None) for number in (7, 8, 9)]
    far = claim("95", None, relation="change", direction="down")
    assert failing(run(move("500 to 420", 420), other_way)).is_empty()
    assert failing(run(move("500 to 420", 420), *values, far)).is_empty()
    assert failing(run(move("500 to 420", 420), move("30 to 20", 20), far)).is_empty(), "two moves: whose change is it?"


def test_a_move_from_nought_has_no_change_in_per_cent():
    up = claim("5%", None, relation="change", direction="up")
    assert failing(run(move("0 to 420", 420, "up"), up)).is_empty()
    wrong = failing(run(move("0 to 420", 420, "up"), claim("95", None, relation="change", direction="up")))
    assert wrong["expected"].to_list() == ["420"], "a change in number has one"


def test_a_change_divided_by_the_new_value_is_told():
    values = [claim("403", None, relation="value")]
    number = claim("136", None, relation="change", direction="up")
    assert failing(run(*values, number, claim("51%", None, relation="change", direction="up"))).is_empty()
    found = failing(run(*values, number, claim("34%", None, relation="change", direction="up")))
    assert found["suggestion"].to_list() == ["Fits exactly: divided by the new instead of the old value."]


def test_a_high_that_is_not_the_highest_is_information():
    assert failing(run(claim("19", "admissions", relation="highest-since", period="2020-04"))).is_empty()
    found = failing(run(claim("11", "admissions", relation="highest-since")))
    assert found["expected"].to_list() == ["19"]


def test_a_rise_that_was_a_fall_is_information():
    assert failing(run(claim("65.1%", direction="up"))).is_empty()
    assert failing(run(claim("65.1%", direction="down")))["expected"].to_list() == ["rose"]


def test_targets_and_forecasts_state_no_value():
    assert run(claim("70%", relation="target"), claim("80%", relation="forecast")).rows.is_empty()


def test_without_prose_the_rule_does_not_run():
    assert run().not_run
