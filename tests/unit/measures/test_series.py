"""The months and years behind a figure: gaps stay open, nothing is bridged."""

from datetime import date

import pytest

from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.series import annual_series, monthly_series, months_until, printed_years, with_missing_years
from scorecard.periods import Period, Quarter
from tests.fixtures.processed import documents, figure, months, observations

QUARTER = Quarter.parse("2020-21-Q1")


def known(*rows):
    return as_known_at(observations(*rows), documents())


def monthly(*values, of="a", **more):
    """Figures of one indicator from pairs of a month and a value."""
    return [figure(of, value, period, **more) for (label, value) in values for period in months(label)]


def test_thirteen_months_end_with_the_last_of_the_quarter():
    labels = months_until(QUARTER)["period"].to_list()
    assert (labels[0], labels[-1], len(labels)) == ("2019-06", "2020-06", 13)


@pytest.mark.parametrize(("count", "first"), [(1, "2020-06"), (2, "2020-05"), (25, "2018-06")])
def test_as_many_months_as_are_asked_for(count, first):
    rows = months_until(QUARTER, count)
    assert (rows["period"][0], rows.height) == (first, count)
    assert rows["period_start"][-1] == date(2020, 6, 1)


def test_a_month_between_two_figures_stays_and_is_open():
    figures = known(*monthly(("2020-03", 5), ("2020-06", 8)))
    series = monthly_series(figures.filter(figures["period"] == "2020-06"), figures, quarter=QUARTER)
    assert series.select("period", "value", "previous").rows() == [
        ("2020-03", 5, None),
        ("2020-04", None, 5),
        ("2020-05", None, None),
        ("2020-06", 8, None),
    ]


def test_months_before_the_first_and_after_the_last_figure_are_left_out():
    figures = known(*monthly(("2020-03", 5), ("2020-04", 6), ("2020-05", None)))
    series = monthly_series(figures, figures, quarter=QUARTER)
    assert series["period"].to_list() == ["2020-03", "2020-04"]


def test_a_quarter_under_way_shows_as_many_months_up_to_its_last_figure():
    labels = [f"2019-{month:02d}" for month in range(1, 13)] + ["2020-01", "2020-02", "2020-03", "2020-04"]
    figures = known(*monthly(*((label, at) for at, label in enumerate(labels))))
    series = monthly_series(figures.filter(figures["period"] == "2020-04"), figures, quarter=QUARTER)
    assert series["period"].to_list() == labels[-13:]


def test_a_figure_older_than_the_span_and_one_of_another_kind_are_left_out():
    figures = known(
        *monthly(("2020-04", 1), ("2020-05", 2), ("2020-06", 3)),
        figure("a", 99, Period.quarter(2020, 1)),
    )
    series = monthly_series(figures, figures, quarter=QUARTER, count=2)
    assert series.select("period", "value", "previous").rows() == [("2020-05", 2, None), ("2020-06", 3, 2)]


def test_each_row_of_the_page_has_one_series_of_its_own_in_the_order_of_the_page():
    figures = known(
        *monthly(("2020-05", 20), ("2020-06", 21), of="b"),
        *monthly(("2020-05", 1), ("2020-06", 2)),
        *monthly(("2020-05", 5), ("2020-06", 6), area="North", area_kind="locality"),
        *monthly(("2020-06", 9), breakdown="Under 1"),
        *monthly(("2020-06", 50.0), unit="percent"),
    )
    page = figures.filter(figures["period"] == "2020-06").sort("value", descending=True)
    series = monthly_series(page, figures, quarter=QUARTER)
    assert series["value"].to_list() == [50, 20, 21, 9, 5, 6, 1, 2]
    assert series["previous"].to_list() == [None, None, 20, None, None, 5, None, 1]
    assert series["area_kind"].to_list() == ["authority"] * 4 + ["locality"] * 2 + ["authority"] * 2


def test_a_page_that_names_a_row_twice_gets_its_series_once():
    figures = known(*monthly(("2020-05", 1), ("2020-06", 2)))
    assert monthly_series(figures, figures, quarter=QUARTER).height == 2
    years = known(figure("a", 1, Period.financial_year(2018)), figure("a", 2, Period.financial_year(2019)))
    assert annual_series(years, years, quarter=QUARTER)["value"].to_list() == [1, 2]


def test_the_last_six_years_that_had_ended_by_the_end_of_the_quarter():
    years = [figure("a", year, Period.financial_year(year)) for year in range(2010, 2021)]
    figures = known(*years)
    series = annual_series(figures, figures, quarter=QUARTER)
    assert series["period"].to_list() == ["2014/15", "2015/16", "2016/17", "2017/18", "2018/19", "2019/20"]
    assert annual_series(figures, figures, quarter=QUARTER, count=1)["period"].to_list() == ["2019/20"]


def test_a_year_that_ends_with_the_quarter_counts_and_one_that_is_missing_does_not():
    figures = known(figure("a", 3, Period.financial_year(2019)), figure("a", None, Period.financial_year(2018)))
    march = annual_series(figures, figures, quarter=Quarter.parse("2019-20-Q4"))
    assert march.select("period", "value").rows() == [("2019/20", 3)]


def test_an_academic_year_is_a_year_and_a_row_without_years_has_none():
    figures = known(figure("a", 3, Period.academic_year(2018)), *monthly(("2020-06", 7), of="b"))
    series = annual_series(figures, figures, quarter=QUARTER)
    assert series.select("indicator", "period_kind").rows() == [("a", "academic_year")]


def test_years_of_categories_are_kept_apart():
    year = Period.financial_year(2019)
    figures = known(figure("a", 3, year), figure("a", 1, year, breakdown="Under 1"))
    whole = figures.filter(figures["breakdown"].is_null())
    assert annual_series(whole, figures, quarter=QUARTER)["value"].to_list() == [3]


def test_a_year_to_date_is_never_a_year():
    figures = known(
        figure("lac_number", 1, Period.financial_year(2018), basis="annual"),
        figure("lac_number", 2, Period.financial_year(2019), basis="year-to-date"),
    )
    assert printed_years(figures)["period"].to_list() == ["2018/19"]


def test_a_missing_year_has_a_row_without_a_figure():
    figures = known(*[figure("lac_number", y, Period.academic_year(y), basis="annual") for y in (2015, 2018)])
    years = with_missing_years(printed_years(figures))
    assert years["period"].to_list() == ["2015/16", "2016/17", "2017/18", "2018/19"]
    assert years["value"].to_list() == [2015.0, None, None, 2018.0]
    assert with_missing_years(years.clear()).is_empty()
