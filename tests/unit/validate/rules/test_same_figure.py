"""The same figure printed twice in one document."""

from __future__ import annotations

from datetime import date

from scorecard.validate.rules import same_figure
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    indicator("share", unit="percent", kind="share"),
    indicator("children", kind="stock", basis="month-end"),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
)


def run(*rows, **more):
    return same_figure.compare(pack(list(rows), **more), REGISTRY)


def test_the_same_figure_twice_holds():
    result = run(figure("share", "2020-06", "65.5%", line=1), figure("share", "2020-06", "65.5%", line=9, table="page"))
    assert result.rows.height == 2 and failing(result).is_empty()


def test_of_two_prints_that_differ_neither_is_believed():
    found = failing(
        run(figure("share", "2020-06", "65.5%", line=1), figure("share", "2020-06", "66.5%", line=9, table="page"))
    )
    assert found["line"].to_list() == [1, 9]
    assert found["expected"].to_list() == ["66.5%", "65.5%"]
    assert "line 9 of the same document prints 66.5%" in found["explanation"][0]


def test_of_three_prints_the_majority_is_believed():
    pages = [figure("share", "2020-06", "65.5%", line=n, table=f"page {n}") for n in (9, 12)]
    assert failing(run(figure("share", "2020-06", "66.5%", line=1), *pages))["line"].to_list() == [1]


def test_fewer_decimals_are_no_disagreement():
    for printed, fails in (("65%", 0), ("66%", 0), ("67%", 2)):
        rows = [figure("share", "2020-06", "65.5%", line=1), figure("share", "2020-06", printed, line=9, table="page")]
        assert failing(run(*rows)).height == fails, printed


def test_x_and_y_are_compared_too():
    rows = [x_of_y("share", "2020-06", 5, 9, line=1), x_of_y("share", "2020-06", 5, 8, line=9, table="page")]
    assert failing(run(*rows))["published_value"].to_list() == [9.0, 8.0]


def test_other_documents_areas_and_units_are_not_the_same_figure():
    rows = [
        figure("share", "2020-06", "65.5%", line=1),
        figure("share", "2020-06", "60.5%", line=2, document="other"),
        figure("share", "2020-06", "61.5%", line=3, area="East"),
        figure("share", "2020-06", "62.5%", line=4, breakdown="a"),
        figure("share", "2020-05", "63.5%", line=5),
        figure("share", "2020-06", "12", line=6),
    ]
    known = {"pack": date(2020, 6, 30), "other": date(2020, 7, 31)}
    assert run(*rows, documents=known).rows.is_empty()


def test_the_year_to_date_of_a_stock_is_its_last_month():
    rows = [
        figure("children", "2020-06", "603", line=1, basis="month-end"),
        figure("children", "2020/21 YTD", "601", line=1, cell=3),
    ]
    assert failing(run(*rows))["severity"].to_list() == ["warning"]


def test_a_share_or_a_year_that_differs_from_its_last_month_is_information():
    rows = [figure("plans", "2020-03", "50.0%", line=1), figure("plans", "2019/20", "49.0%", line=1, cell=3)]
    (row,) = failing(run(*rows)).rows(named=True)
    assert row["severity"] == "information" and "checked again" in row["explanation"]
    flow = [figure("share", "2020-03", "50.0%", line=1), figure("share", "2019/20", "49.0%", line=1, cell=3)]
    assert run(*flow).rows.is_empty(), "a year of an in-month share is not its last month"


def test_a_cell_with_a_period_of_its_own_is_another_figure():
    own = figure("share", "2015/16", "10.9%", line=1) | {"published": "10.9% (Autumn Term 2015)"}
    assert run(own, figure("share", "2015/16", "10.7%", line=9, table="page")).rows.is_empty()


def test_two_rows_of_one_table_under_two_names_are_two_measures():
    rows = [
        figure("children", "2020-06", "226", line=1, indicator_name="visits"),
        figure("children", "2020-06", "93", line=2, indicator_name="second visits"),
    ]
    assert run(*rows).rows.is_empty()


def test_the_year_of_a_rolling_count_is_that_of_what_it_sums():
    known = registry(indicator("started", adds_up=True), indicator("started_rolling", rolling_of="started"))
    for printed, fails in (("427", 0), ("428", 1)):
        rows = [figure("started", "2019/20", "427", line=9), figure("started_rolling", "2019/20", printed, line=1)]
        found = failing(same_figure.compare(pack(rows), known))
        assert found.height == fails
    assert "line 9 of the same document prints 427" in found["explanation"][0]
    months = [figure("started", "2020-05", "27", line=9), figure("started_rolling", "2020-05", "428", line=1)]
    assert failing(same_figure.compare(pack(months), known)).is_empty()
