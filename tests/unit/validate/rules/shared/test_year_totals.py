"""Months against the longer period that holds them: which months count, and what each kind of measure allows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import totals
from scorecard.validate.rules.shared.categories import summable
from scorecard.validate.rules.shared.year_totals import monthly
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, threshold, x_of_y

REGISTRY = registry(
    indicator("admissions", adds_up=True),
    indicator("contacts", adds_up=True),
    indicator("missing", unique_persons=True, good="low"),
    indicator("in_time", unit="percent", kind="share"),
    indicator("decided", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="contacts")),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("entries", adds_up=True),
    indicator("entries_12_months", rolling_of="entries"),
)


def run(*rows: dict[str, Any], **more: Any):
    return totals.compare(pack(list(rows), **more), REGISTRY)


def wrong(*rows: dict[str, Any]) -> list[str]:
    """What is expected of the figures that do not fit."""
    return failing(run(*rows))["expected"].to_list()


def months(id: str, *values: str | None, line: int = 10, first: int = 4, **more: Any) -> list[dict[str, Any]]:
    return [figure(id, f"2020-{first + n:02d}", v, line=line + n, **more) for n, v in enumerate(values)]


def year(id: str, value: str | None, **more: Any) -> dict[str, Any]:
    """The year to date, of April to June."""
    return figure(id, "2020/21 YTD", value, line=20, **more)


# ---- one figure for each month


def places(*rows: dict[str, Any]) -> list[tuple[str, int, int]]:
    return monthly(summable(pack(list(rows)), REGISTRY)).select("table", "line", "cell").rows()  # type: ignore[return-value]


@pytest.mark.parametrize("other", [{"table": "theme"}, {"line": 2}, {"cell": 5}])
def test_of_a_month_printed_twice_the_first_print_counts(other: dict[str, Any]):
    """The tables in the order of their names."""
    row = figure("admissions", "2020-06", "11", line=1)
    assert places(row | other, row) == places(row, row | other) == [("summary", 1, 2)]


def test_a_figure_of_another_table_goes_before_a_missing_mark():
    fuller = months("admissions", "19", "12", None, table="annex")
    assert places(*fuller, figure("admissions", "2020-06", "11", line=30)) == [
        ("annex", 10, 2),
        ("annex", 11, 2),
        ("summary", 30, 2),
    ]


# ---- sums


def test_a_number_at_the_end_of_the_month_adds_up_on_no_page():
    said = [x_of_y("plans", f"2020-0{m}", x, 10, line=m) for m, x in ((4, 7), (5, 8), (6, 9))]
    assert run(*said, x_of_y("plans", "2020/21 YTD", 9, 10, line=9)).rows.is_empty()


# ---- people


def test_people_of_one_month_alone_are_fewer_than_those_of_the_year():
    assert wrong(*months("missing", "15", None, None), year("missing", "14")) == ["between 15 and any number"]
    assert run(*months("missing", None, None, None), year("missing", "14")).rows.is_empty()


@pytest.mark.parametrize("printed", ["14", "33"])
def test_people_out_of_bounds_are_weighed_by_the_nearest_bound(printed: str):
    bands = [
        threshold("missing", "green", "up to 20", None, 20, line=20),
        threshold("missing", "red", "21+", 21, None, line=20),
    ]
    told = failing(run(*months("missing", "15", "10", "7"), year("missing", printed), thresholds=bands))
    assert told["severity"].to_list() == ["warning"]


# ---- shares


@pytest.mark.parametrize("printed", ["79.0%", "91.0%"])
def test_a_share_out_of_bounds_is_weighed_by_the_nearest_bound(printed: str):
    bands = [
        threshold("in_time", "red", "<85%", None, 85, line=20, closed=(True, False)),
        threshold("in_time", "green", "85%+", 85, None, line=20),
    ]
    told = failing(run(*months("in_time", "80.0%", "90.0%", "85.0%"), year("in_time", printed), thresholds=bands))
    assert told["severity"].to_list() == ["warning"]


def test_shares_counted_at_the_end_of_the_month_are_no_months_of_a_share():
    at_the_end = months("in_time", "80.0%", "90.0%", "85.0%", basis="month-end")
    assert run(*at_the_end, year("in_time", "91.0%")).rows.is_empty()
    assert run(*months("plans", "80.0%", "90.0%", "85.0%"), year("plans", "91.0%")).rows.is_empty()


def test_two_months_are_enough_and_one_is_not():
    april, may = ({"period_end": date(2020, month, day)} for month, day in ((4, 30), (5, 31)))
    assert wrong(*months("in_time", "80.0%", "90.0%"), year("in_time", "95.0%", **may)) == ["between 80.0% and 90.0%"]
    assert run(*months("in_time", "80.0%"), year("in_time", "95.0%", **april)).rows.is_empty()
    counted = [*months("decided", "80.0%", "90.0%"), *months("contacts", "100", "300", line=30)]
    assert wrong(*counted, year("decided", "85.0%", **may)) == ["about 87.5%"]
    alone = [*months("decided", "80.0%"), *months("contacts", "100", line=30)]
    assert run(*alone, year("decided", "85.0%", **april)).rows.is_empty()


def decided(*shares: str | None, of: tuple[str | None, ...], printed: str = "91.0%") -> list[str]:
    rows = [*months("decided", *shares, unit="percent"), *months("contacts", *of, line=30)]
    return wrong(*rows, year("decided", printed))


def test_a_month_without_cases_weighs_nothing():
    assert decided("80.0%", "90.0%", "85.0%", of=("100", "0", "100")) == ["about 82.5%"]


def test_without_the_share_or_the_count_of_one_month_there_is_no_mean():
    assert decided("80.0%", None, "85.0%", of=("100", "300", "100")) == []
    assert decided("80.0%", "90.0%", "85.0%", of=("100", None, "100")) == ["between 80.0% and 90.0%"]
    assert decided("80.0%", "90.0%", "85.0%", of=("0", "0", "0")) == ["between 80.0% and 90.0%"]


def test_the_months_of_a_mean_are_those_of_its_year_in_order_of_time():
    rows = [
        *months("decided", "10.0%", "80.0%", "90.0%", "85.0%", first=3),
        *months("contacts", "900", "100", "300", "100", line=30, first=3),
    ]
    upwards = [row | {"line": 60 - row["line"]} for row in rows]
    for printed in (rows, upwards):
        (row,) = failing(run(*printed, year("decided", "85.0%"))).rows(named=True)
        assert (
            "the months (April 2020: 80.0% of 100, May 2020: 90.0% of 300, June 2020: 85.0% of 100) give 87.0%"
            in row["explanation"]
        )


# ---- rolling years


def rolling(value: str | None, **more: Any) -> dict[str, Any]:
    return figure("entries_12_months", "2020-06", value, line=50, **({"basis": "rolling-12-months"} | more))


TWELVE = [
    figure("entries", f"{2019 + (m > 12)}-{(m - 1) % 12 + 1:02d}", "1", line=n) for n, m in enumerate(range(7, 19))
]


def test_only_the_counts_of_its_months_make_a_rolling_year():
    others = [x_of_y("entries", "2020-06", 5, 9, line=11), figure("entries", "2020-06", "50%", line=11, cell=7)]
    assert wrong(*TWELVE, rolling("12")) == wrong(*TWELVE, *others, rolling("12")) == []
    assert wrong(*TWELVE, *others, rolling("13")) == ["12"]


def test_what_is_no_count_over_twelve_months_is_no_rolling_year():
    assert run(*TWELVE, rolling("13", basis="in-month")).rows.is_empty()
    assert run(*TWELVE, rolling(None)).rows.is_empty()
    x = x_of_y("entries_12_months", "2020-06", 3, 13, line=50, basis="rolling-12-months")
    assert run(*TWELVE, x).rows.is_empty()


def test_a_month_on_a_line_that_was_not_read_leaves_the_rolling_year_open():
    unread = [{"document": "pack", "table": "summary", "line": 3, "cell": 9}]
    assert run(*TWELVE, rolling("13"), unread=unread).rows.is_empty()
