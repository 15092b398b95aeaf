"""Totals of categories, localities, months and rolling years."""

from __future__ import annotations

import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import totals
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    indicator("admissions", adds_up=True, areas_add_up=True),
    indicator("contacts", adds_up=True),
    indicator("by_source", adds_up=True, parts_of="contacts", breakdown=True),
    indicator("missing", unique_persons=True),
    indicator("in_time", unit="percent", kind="share"),
    indicator("decided", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="contacts")),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("stock", kind="stock", basis="month-end"),
)


def run(*rows, **more):
    return totals.compare(pack(list(rows), **more), REGISTRY)


def months(id: str, *values: str | None, line: int = 10, **more):
    return [figure(id, f"2020-0{4 + n}", v, line=line + n, **more) for n, v in enumerate(values)]


def test_the_year_to_date_is_the_sum_of_its_months():
    added = months("admissions", "19", "12", "11")
    assert failing(run(*added, figure("admissions", "2020/21 YTD", "42", line=20))).is_empty()
    (row,) = failing(run(*added, figure("admissions", "2020/21 YTD", "43", line=20))).rows(named=True)
    assert (row["line"], row["expected"], row["severity"]) == (20, "42", "warning")
    assert "April 2020: 19, May 2020: 12, June 2020: 11" in row["explanation"]


def test_a_missing_month_only_bounds_the_year_from_below():
    added = months("admissions", "19", None, "11")
    assert failing(run(*added, figure("admissions", "2020/21 YTD", "42", line=20))).is_empty()
    assert failing(run(*added, figure("admissions", "2020/21 YTD", "29", line=20))).height == 1
    two = [figure("admissions", "2020-04", "19", line=1), figure("admissions", "2020-06", "11", line=2)]
    assert failing(run(*two, figure("admissions", "2020/21 YTD", "42", line=20))).is_empty()


def test_a_quarter_is_the_sum_of_its_months():
    added = months("admissions", "19", "12", "11")
    assert failing(run(*added, figure("admissions", "2020/21 Q1", "41", line=20))).height == 1


def test_a_stock_does_not_add_up():
    rows = [*months("stock", "600", "603", "602", basis="month-end"), figure("stock", "2020/21 YTD", "602", line=20)]
    assert run(*rows).rows.is_empty()


def test_months_of_the_table_that_prints_most_are_used():
    page = months("admissions", "19", "12", "11", table="page")
    summary = figure("admissions", "2020-06", "10", line=30)
    assert failing(run(*page, summary, figure("admissions", "2020/21 YTD", "42", line=31))).is_empty()


def test_x_and_y_add_up_as_well():
    said = [x_of_y("in_time", f"2020-0{m}", x, y, line=m) for m, x, y in ((4, 7, 7), (5, 15, 21), (6, 5, 6))]
    assert failing(run(*said, x_of_y("in_time", "2020/21 YTD", 27, 34, line=9))).is_empty()
    (row,) = failing(run(*said, x_of_y("in_time", "2020/21 YTD", 28, 34, line=9))).rows(named=True)
    assert (row["published_value"], row["expected"]) == (28.0, "27")


def test_month_end_shares_do_not_add_up():
    said = [x_of_y("plans", f"2020-0{m}", x, 10, line=m, basis="month-end") for m, x in ((4, 7), (5, 8), (6, 9))]
    assert run(*said, x_of_y("plans", "2020/21 YTD", 9, 10, line=9)).rows.is_empty()


def test_a_years_share_lies_among_its_months():
    shares = months("in_time", "80.0%", "90.0%", "85.0%")
    assert failing(run(*shares, figure("in_time", "2020/21 YTD", "86.0%", line=20))).is_empty()
    (row,) = failing(run(*shares, figure("in_time", "2020/21 YTD", "91.0%", line=20))).rows(named=True)
    assert row["expected"] == "between 80.0% and 90.0%"


def test_a_years_share_is_the_weighted_mean_where_counts_are_printed():
    rows = [*months("decided", "80.0%", "90.0%", "85.0%"), *months("contacts", "100", "300", "100", line=30)]
    assert failing(run(*rows, figure("decided", "2020/21 YTD", "87.0%", line=20))).is_empty()
    (row,) = failing(run(*rows, figure("decided", "2020/21 YTD", "85.0%", line=20))).rows(named=True)
    assert row["expected"] == "about 87.0%"


def test_people_are_bounded_by_the_sum_and_the_largest_month():
    people = months("missing", "15", "10", "7")
    for printed, fails in (("15", 0), ("32", 0), ("14", 1), ("33", 1)):
        assert failing(run(*people, figure("missing", "2020/21 YTD", printed, line=20))).height == fails, printed


def sources(*counts: str, total: str | None = None):
    rows = [
        figure("by_source", "2020-06", c, line=5, cell=2 + n, breakdown=f"source {n}") for n, c in enumerate(counts)
    ]
    return (
        rows
        if total is None
        else [*rows, figure("by_source", "2020-06", total, line=5, cell=20, breakdown="Grand Total")]
    )


def test_a_printed_total_is_the_sum_of_its_categories():
    assert failing(run(*sources("10", "20", "30", total="60"))).is_empty()
    (row,) = failing(run(*sources("10", "20", "30", total="61"))).rows(named=True)
    assert (row["breakdown"], row["expected"]) == ("Grand Total", "60")


def test_categories_add_up_to_the_whole_the_registry_names():
    assert failing(run(*sources("10", "20"), figure("contacts", "2020-06", "30", line=1))).is_empty()
    assert failing(run(*sources("10", "20"), figure("contacts", "2020-06", "31", line=1))).height == 1


def test_rows_and_columns_of_a_crossed_table_add_up():
    cells = {
        "a / x": "1",
        "a / y": "2",
        "b / x": "3",
        "b / y": "4",
        "a / Total": "3",
        "b / Total": "7",
        "Total / x": "4",
        "Total / y": "6",
        "Total / Total": "10",
    }

    def crossed(**changed: str):
        return [
            figure("by_source", "2020-06", v, line=5, cell=n, breakdown=k)
            for n, (k, v) in enumerate({**cells, **changed}.items())
        ]

    assert failing(run(*crossed())).is_empty()
    assert failing(run(*crossed(**{"a / Total": "4"})))["breakdown"].to_list() == ["a / Total", "Total / Total"]
    assert set(failing(run(*crossed(**{"a / x": "2"})))["breakdown"]) == {"a / Total", "Total / x"}


def test_an_unread_figure_on_a_line_leaves_the_sum_open():
    unread = [{"document": "pack", "table": "summary", "line": 5, "cell": 3, "published": "2o", "reason": "damaged"}]
    assert failing(run(*sources("10", "30", total="60"), unread=unread)).is_empty()


def areas(east: str | None, west: str, town: str, id: str = "admissions", label: str = "2020-06"):
    return [
        figure(id, label, east, line=5, cell=2, area="East"),
        figure(id, label, west, line=5, cell=3, area="West"),
        figure(id, label, town, line=5, cell=4),
    ]


def test_localities_add_up_to_the_borough():
    assert failing(run(*areas("10", "20", "30"))).is_empty()
    assert failing(run(*areas("10", "20", "31")))["area"].to_list() == ["Town"]
    assert run(*areas("10", "20", "31", id="contacts")).rows.is_empty(), "the registry does not say that these add up"


def test_a_locality_that_prints_nothing_is_a_missing_part():
    other = areas("1", "2", "3", label="2020-05")
    assert failing(run(*other, *areas(None, "20", "31")[1:])).is_empty()


def test_the_boroughs_share_lies_among_its_localities():
    assert failing(run(*areas("10.0%", "20.0%", "19.0%", id="in_time"))).is_empty()
    assert failing(run(*areas("10.0%", "20.0%", "20.1%", id="in_time"))).height == 0, "rounding may explain a tenth"
    assert failing(run(*areas("10.0%", "20.0%", "20.2%", id="in_time"))).height == 1


@pytest.mark.parametrize("label", ["Total", "Grand Total", "Sub-total", "Total to date"])
def test_words_for_totals(label: str):
    rows = [*sources("10", "20"), figure("by_source", "2020-06", "31", line=5, cell=20, breakdown=label)]
    assert failing(run(*rows)).height == 1


def test_money_adds_up_too():
    rows = [
        figure("by_source", "2019/20", f"£{v}", line=5, cell=n, breakdown=b, value=float(v), decimals=0, unit="gbp")
        for n, (b, v) in enumerate((("a", 75222), ("b", 18049), ("Total", 93300)))
    ]
    assert failing(run(*rows))["breakdown"].to_list() == ["Total"]


def test_people_in_two_categories_only_bound_their_total():
    people = registry(indicator("seen", breakdown=True, unique_persons=True))
    for total, fails in (("29", 0), ("30", 0), ("31", 1), ("19", 1)):
        rows = [
            figure("seen", "2020-06", v, line=1, cell=n, breakdown=b)
            for n, (b, v) in enumerate((("a", "10"), ("b", "20")))
        ]
        rows.append(figure("seen", "2020-06", total, line=1, cell=9, breakdown="Total"))
        assert failing(totals.compare(pack(rows), people)).height == fails, total


def test_months_printed_only_as_categories_are_added_up():
    audits = registry(
        indicator("audits", adds_up=True), indicator("by_grade", breakdown=True, parts_of="audits", adds_up=True)
    )
    rows = [
        figure("by_grade", f"2020-0{m}", v, line=m, cell=n, breakdown=b)
        for m, values in ((4, ("5", "6")), (5, ("7", "8")), (6, ("9", "10")))
        for n, (b, v) in enumerate(zip(("good", "weak"), values))
    ]
    assert failing(totals.compare(pack([*rows, figure("audits", "2020/21 YTD", "45", line=9)]), audits)).is_empty()
    assert failing(totals.compare(pack([*rows, figure("audits", "2020/21 YTD", "46", line=9)]), audits)).height == 1


def test_categories_are_the_sum_of_their_own_categories():
    nested = registry(indicator("theme", breakdown=True), indicator("issue", breakdown=True, parts_of="theme"))
    rows = [
        figure("issue", "2020-06", "4", line=1, breakdown="delay / drift"),
        figure("issue", "2020-06", "3", line=2, breakdown="delay / court"),
    ]
    assert failing(
        totals.compare(pack([*rows, figure("theme", "2020-06", "7", line=3, breakdown="delay")]), nested)
    ).is_empty()
    assert (
        failing(
            totals.compare(pack([*rows, figure("theme", "2020-06", "8", line=3, breakdown="delay")]), nested)
        ).height
        == 1
    )


def test_an_area_that_is_not_stated_is_a_part_of_the_borough():
    rest = figure("admissions", "2020-06", "5", line=5, cell=5, breakdown="area not stated")
    assert failing(run(*areas("10", "20", "35"), rest)).is_empty()
    assert failing(run(*areas("10", "20", "30"), rest)).height == 1


def test_a_stroke_in_a_name_crosses_nothing():
    rows = [
        figure("by_source", "2020-06", v, line=n, breakdown=b)
        for n, (b, v) in enumerate((("health / trust", "2"), ("school", "3")))
    ]
    assert failing(run(*rows, figure("by_source", "2020-06", "5", line=9, breakdown="Total"))).is_empty()


def test_rolling_years_say_that_they_were_not_checked():
    assert run(*months("admissions", "1", "2")).not_run
