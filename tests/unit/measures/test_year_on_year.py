"""Exactly one period-year earlier, with the dates checked."""

from datetime import date

import pytest

from scorecard.measures.as_known_at import as_known_at
from scorecard.measures.year_on_year import month_on_month, year_on_year
from scorecard.periods import Period
from tests.fixtures.processed import documents, figure, months, observations

YEAR = Period.financial_year


def compare(step, *rows, **wanted):
    series = as_known_at(observations(*rows), documents())
    return next(r for r in step(series, series).to_dicts() if all(r[k] == v for k, v in wanted.items()))


def test_same_month_last_year():
    now, before = months("2020-06", "2019-06")
    row = compare(year_on_year, figure("a", 603, now), figure("a", 640, before), period="2020-06")
    assert (row["last_year"], row["last_year_period"], row["year_change"]) == (640, "2019-06", -37)


def test_a_missing_year_is_not_bridged():
    row = compare(year_on_year, figure("a", 5, YEAR(2019)), figure("a", 3, YEAR(2017)), period="2019/20")
    assert (row["last_year"], row["year_change"]) == (None, None)


@pytest.mark.parametrize(("now", "before"), [("2021-02", "2020-02"), ("2020-02", "2019-02")])
def test_february_of_a_leap_year_is_compared(now, before):
    row = compare(year_on_year, *[figure("a", v, p) for v, p in zip((2, 1), months(now, before))], period=now)
    assert row["last_year"] == 1


def test_a_year_to_date_is_compared_with_the_same_month_of_last_year():
    june, may_before, june_before = (
        Period.year_to_date(y, d)
        for y, d in ((2020, date(2020, 6, 30)), (2019, date(2019, 5, 31)), (2019, date(2019, 6, 30)))
    )
    rows = [figure("a", 9, june), figure("a", 4, may_before), figure("a", 6, june_before)]
    assert compare(year_on_year, *rows, period="2020/21 YTD")["last_year"] == 6
    assert compare(year_on_year, *rows[:2], period="2020/21 YTD")["last_year"] is None


def test_a_month_is_not_compared_with_a_quarter_that_ends_with_it():
    (now,) = months("2020-06")
    row = compare(year_on_year, figure("a", 9, now), figure("a", 20, Period.quarter(2019, 1)), period="2020-06")
    assert row["last_year"] is None


def test_areas_units_and_categories_are_compared_with_their_own():
    now, before = months("2020-06", "2019-06")
    others = [
        figure("a", 1, before, area="North"),
        figure("a", 2, before, unit="percent"),
        figure("a", 3, before, breakdown="b"),
    ]
    assert compare(year_on_year, figure("a", 9, now), *others, period="2020-06")["last_year"] is None


def test_the_month_before_is_never_two_months_before():
    june, april = months("2020-06", "2020-04")
    assert compare(month_on_month, figure("a", 9, june), figure("a", 7, april), period="2020-06")["previous"] is None


def test_the_month_before_january_is_december():
    january, december = months("2017-01", "2016-12")
    row = compare(month_on_month, figure("a", 9, january), figure("a", 7, december), period="2017-01")
    assert (row["previous"], row["previous_period"]) == (7, "2016-12")
