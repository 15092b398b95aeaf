"""End = start + in - out."""

from __future__ import annotations

from scorecard.registry import Flow
from scorecard.validate.rules import stock_and_flow
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

REGISTRY = registry(
    indicator("children", kind="stock", flow=Flow(stock="children", inflow="came", outflow="went")),
    indicator("came", adds_up=True),
    indicator("went", adds_up=True),
)


def run(end: str, *, went: str | None = "5"):
    rows = [
        figure("children", "2020-05", "100", line=1),
        figure("children", "2020-06", end, line=2),
        figure("came", "2020-06", "12", line=2, cell=3),
        figure("went", "2020-06", went, line=2, cell=4),
    ]
    return stock_and_flow.compare(pack(rows), REGISTRY)


def test_a_balanced_month_holds():
    assert failing(run("107")).is_empty() and run("107").rows.height == 1


def test_a_gap_is_information_with_its_size():
    (row,) = failing(run("104")).rows(named=True)
    assert (row["severity"], row["expected"]) == ("information", "107")
    assert row["explanation"].endswith("104 is printed, 3 fewer. The other figure stands at line 1.")


def test_a_month_without_its_flows_is_not_compared():
    assert run("104", went=None).rows.is_empty()


def test_without_flows_in_the_registry_the_rule_does_not_run():
    result = stock_and_flow.compare(
        pack([figure("children", "2020-05", "100", line=1)]), registry(indicator("children"))
    )
    assert result.not_run


def over(labels: tuple[str, str], end: str):
    first, second = labels
    rows = [
        figure("children", first, "100", line=1),
        figure("children", second, end, line=1, cell=3),
        figure("came", second, "12", line=2),
        figure("went", second, "5", line=3),
    ]
    return failing(stock_and_flow.compare(pack(rows), REGISTRY))


def test_a_year_and_a_quarter_go_on_from_the_one_before():
    for labels, before in ((("2018/19", "2019/20"), "year"), (("2019/20 Q4", "2020/21 Q1"), "quarter")):
        (row,) = over(labels, "104").rows(named=True)
        assert f"100 at the end of the {before} before, plus 12 that came and less 5 that left" in row["explanation"]
        assert over(labels, "107").is_empty()


def test_a_year_left_out_between_and_another_kind_of_period_are_not_the_one_before():
    assert over(("2017/18", "2019/20"), "104").is_empty()
    assert over(("2020-03", "2020/21 Q1"), "104").is_empty()


def balanced(*more):
    """A month of 100 children, 12 who came and 5 who went, with more figures."""
    rows = [
        figure("children", "2020-05", "100", line=1),
        figure("children", "2020-06", "107", line=2),
        figure("came", "2020-06", "12", line=2, cell=3),
        figure("went", "2020-06", "5", line=2, cell=4),
    ]
    return stock_and_flow.compare(pack([*rows, *more]), REGISTRY)


def test_one_more_is_told_with_all_places():
    (row,) = failing(run("108")).rows(named=True)
    assert row["explanation"].endswith("makes 107; 108 is printed, 1 more. The other figure stands at line 1.")
    assert (row["severity"], row["compared_with"]) == ("information", "pack:1:2; pack:2:3; pack:2:4")


def test_a_month_printed_twice_is_that_of_the_fuller_table_else_the_first_print():
    again = figure("came", "2020-06", "99", line=1)
    assert failing(balanced(again | {"table": "theme"})).is_empty(), "a later table"
    assert failing(balanced(again | {"line": 3})).is_empty(), "a later line"
    assert failing(balanced(again | {"line": 2, "cell": 5})).is_empty(), "a later cell"
    fuller = [
        figure("came", month, value, line=9, table="theme") for month, value in (("2020-05", "7"), ("2020-06", "13"))
    ]
    assert failing(balanced(*fuller))["expected"].to_list() == ["108"]


def test_shares_and_years_are_no_monthly_counts():
    share = figure("came", "2020-06", "50%", line=1)
    year = figure("children", "2020/21 YTD", "300", line=1, cell=9)
    compared = balanced(share, year)
    assert compared.rows.height == 1 and failing(compared).is_empty()
