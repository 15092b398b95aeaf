"""The quarter on a page: each indicator once, with what belongs beside it."""

from datetime import date

import polars as pl
import pytest

from scorecard.measures.changes import counts, themes_without_data
from scorecard.measures.findings import with_findings
from scorecard.measures.quarter_data import QuarterData, figures_per_quarter
from scorecard.measures.quarter_page import latest_in_quarter, number_order, quarter_page
from scorecard.periods import Quarter
from tests.fixtures.processed import COMPARATORS, INDICATORS, THEMES, figure, frame, months, observations, tables


def data(quarter="2020-21-Q1", on=None, **changes):
    return QuarterData.of(
        tables() | changes,
        quarter=Quarter.parse(quarter),
        on=on,
        indicators=INDICATORS,
        themes=THEMES,
        comparators=COMPARATORS,
        validated=True,
    )


@pytest.fixture(scope="module")
def page():
    return quarter_page(data())


def row(page, indicator):
    own = (pl.col("indicator") == indicator) & (pl.col("area") == "Anytown") & pl.col("breakdown").is_null()
    return page.filter(own).row(0, named=True)


def test_each_indicator_once_per_area_and_category(page):
    assert page.select("indicator", "area", "unit", "breakdown").is_unique().all()
    assert page.height == 7


def test_in_the_order_of_themes_and_registry(page):
    own = page.filter(page["area"] == "Anytown", page["breakdown"].is_null())
    assert own["indicator"].to_list() == [
        "lac_number",
        "lac_rate",
        "lac_reviews_in_time",
        "caseload_average",
        "dental_checks",
    ]


def test_the_latest_month_with_the_month_before_and_the_end_of_the_last_quarter(page):
    got = row(page, "lac_number")
    assert (got["value"], got["period"], got["previous"], got["since"]) == (611, "2020-06", 605, 595)


def test_a_missing_month_before_leaves_the_arrow_open(page):
    got = row(page, "dental_checks")
    assert (got["value"], got["previous"], got["arrow"]) == (70.0, None, None)


def test_printed_and_computed_arrow_are_both_there(page):
    got = row(page, "lac_rate")
    assert (got["printed_arrow"], got["arrow"], got["moved"]) == ("up", "down", "up")


def test_printed_and_computed_colour_are_both_there(page):
    got = row(page, "lac_reviews_in_time")
    assert (got["printed_band"], got["band"], got["gap"], got["target"]) == ("amber", "amber", -1.0, "95%+")


def test_arrow_and_colour_are_the_whole_authoritys(page):
    others = page.filter((pl.col("area") == "North") | pl.col("breakdown").is_not_null())
    assert others.height == 2
    assert others.select("printed_arrow", "printed_band").null_count().row(0) == (2, 2)


def test_annual_figures_of_the_last_whole_year(page):
    got = row(page, "lac_number")
    assert (got["annual"], got["annual_period"], got["annual_before"]) == (595, "2019/20", 642)


def test_benchmarks_stand_beside_the_figure(page):
    got = row(page, "lac_rate")
    assert (got["neighbour_average"], got["national_average"], got["regional_average"]) == (92.0, 65.0, None)


def test_the_march_quarter_does_not_know_of_june():
    got = row(quarter_page(data("2019-20-Q4")), "lac_number")
    assert (got["value"], got["period"], got["since"]) == (595, "2020-03", None)


def test_as_known_at_an_earlier_date():
    got = row(quarter_page(data(on=date(2020, 5, 31))), "lac_number")
    assert (got["value"], got["period"]) == (603, "2020-05")


def test_a_lone_x_of_y_is_kept_and_one_beside_its_percentage_is_not():
    (june,) = months("2020-06")
    ratio = {"unit": "ratio", "numerator": 5, "denominator": 6}
    both = observations(
        figure("a", None, june, **ratio), figure("b", None, june, **ratio), figure("b", 83.3, june, unit="percent")
    )
    latest = latest_in_quarter(data(observations=both).known, Quarter.parse("2020-21-Q1"))
    assert latest.select("indicator", "unit").rows() == [("a", "ratio"), ("b", "percent")]


def test_small_numbers_are_marked():
    (march, june) = months("2020-03", "2020-06")
    counts_of = {"unit": "percent"}
    rows = observations(
        figure("lac_reviews_in_time", 80.0, march, numerator=16, denominator=20, **counts_of),
        figure("lac_reviews_in_time", 84.2, june, numerator=16, denominator=19, **counts_of),
    )
    assert quarter_page(data(observations=rows))["small"].to_list() == [True]


def test_counts_of_the_summary(page):
    assert counts(page) == {
        "indicators": 5,
        "figures": 5,
        "red": 0,
        "amber": 1,
        "green": 1,
    }


def test_themes_without_a_figure_are_named(page):
    assert themes_without_data(page, THEMES)["theme"].to_list() == ["youth-justice"]


def test_a_finding_marks_the_figure_it_is_about_and_no_other(page):
    marked = with_findings(page, tables()["findings"])
    assert marked.filter(marked["findings"].list.len() > 0)["indicator"].to_list() == ["lac_rate"]
    assert marked["severity"].drop_nulls().to_list() == ["warning"]


def test_a_finding_about_a_cell_marks_that_cell_only(page):
    place = row(page, "lac_number")
    about = {
        "finding": "f",
        "document": "pack-june",
        "indicator": "lac_number",
        "period": "2020-06",
        "severity": "error",
    }
    marked = with_findings(page, frame("findings", about | {"line": place["line"], "cell": place["cell"]}))
    assert marked.filter(marked["findings"].list.len() > 0).select("area", "breakdown").rows() == [("Anytown", None)]


def test_numbers_sort_as_people_number():
    numbers = pl.DataFrame({"indicator_number": ["6.10", "6.2", "10.1", "A1", None]})
    got = numbers.sort(number_order(), nulls_last=True)["indicator_number"].to_list()
    assert got == ["6.2", "6.10", "10.1", "A1", None]


def test_documents_behind_a_quarter():
    assert data().documents["document"].to_list() == ["pack-june", "pack-may"]
    assert data("2019-20-Q4").documents["document"].to_list() == ["pack-june"]


def test_figures_per_quarter():
    got = figures_per_quarter(tables()["observations"])
    assert got["quarter"].to_list() == ["2019-20-Q4", "2020-21-Q1"]
    assert got.row(0, named=True)["figures"] == 5
