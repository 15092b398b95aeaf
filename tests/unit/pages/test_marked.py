"""What is named on a chart: changes of a measure at their place, warnings over their months."""

from datetime import date

import polars as pl
import pytest

from scorecard.pages.marked import breaks_between, change_name, limit_lines, month_breaks, warnings, year_breaks

MONTHS = [date(2016, m, 1) for m in (8, 9, 10, 11)]


def change(day, kind="system", reason="New case system; counted otherwise."):
    return {"changed": day, "kind": kind, "reason": reason}


def test_a_change_stands_before_the_first_month_that_it_touches():
    (moment,) = month_breaks(MONTHS, [change(date(2016, 10, 1))])
    assert (moment.start, moment.end, moment.breaks) == (1.5, 1.5, True)
    assert moment.content == "1 October 2016: New case system"
    assert month_breaks(MONTHS, [change(date(2016, 10, 30))])[0].start == 1.5


@pytest.mark.parametrize("day", [date(2016, 8, 1), date(2015, 1, 1), date(2016, 12, 1)])
def test_a_change_before_the_first_month_or_after_the_last_is_not_on_the_chart(day):
    assert month_breaks(MONTHS, [change(day)]) == []


def test_an_event_is_named_and_breaks_nothing():
    (moment,) = month_breaks(MONTHS, [change(date(2016, 9, 3), "event", "Flood: offices were shut.")])
    assert moment.content == "3 September 2016: Flood"
    assert not moment.breaks


def test_a_long_reason_is_named_by_its_kind():
    said = change_name(
        change(date(2016, 9, 3), "population", "Young people of another age are counted from this autumn on.")
    )
    assert said == "Change of who is counted"


@pytest.mark.parametrize(
    ("day", "at_the_end", "place"),
    [
        (date(2017, 10, 1), False, 1.5),  # a day of 2017/18 was of the old kind
        (date(2017, 10, 1), True, 0.5),  # at the end of 2017/18 all was of the new one
        (date(2017, 4, 1), False, 0.5),
        (date(2017, 4, 1), True, 0.5),
        (date(2016, 10, 1), True, None),  # all of the chart is of the new kind
        (date(2018, 6, 1), False, None),  # none of it is wholly
        (date(2020, 4, 1), True, None),
    ],
)
def test_a_change_stands_before_the_first_year_that_is_of_the_new_kind(day, at_the_end, place):
    years = [{"period": f"{y}/{y - 1999}", "period_start": date(y, 4, 1)} for y in (2016, 2018)]
    years.insert(1, {"period": "2017/18", "period_start": None})
    moments = year_breaks(years, [change(day)], at_the_end=at_the_end)
    assert [m.start for m in moments] == ([] if place is None else [place])


def test_a_warning_spans_the_months_it_is_about():
    frame = pl.DataFrame({"caveats": [[], ["incomplete"], [], ["incomplete", "caution"]]})
    moments = warnings(frame, {"incomplete": "these figures are not complete"})
    assert [(m.content, round(m.start, 1), round(m.end, 1)) for m in moments] == [
        ("‡ The pack warns: these figures are not complete", 0.7, 3.3),
        ("‡ The pack warns: caution", 2.7, 3.3),
    ]


def test_warnings_of_the_same_months_are_one():
    frame = pl.DataFrame({"caveats": [["incomplete", "may-change"], ["may-change", "incomplete"]]})
    (moment,) = warnings(frame, {"incomplete": "these figures are not complete"})
    assert moment.content == "‡ The pack warns: incomplete, may change"


def test_limits_are_lines_only_where_there_are_any():
    row = {"decimals": 0, "unit": "count"}
    assert limit_lines(row, None) == []
    assert limit_lines(row, {"value": None, "lower": None, "upper": None}) == []
    lines = limit_lines(row, {"value": 3.31, "lower": -2.9, "upper": 9.51})
    assert [line.name for line in lines] == ["Upper limit 9.5", "Mean 3.3", "Lower limit -2.9"]


@pytest.mark.parametrize(
    ("earlier", "later", "crossed"),
    [("2016-09", "2016-10", True), ("2016-10", "2016-12", False), ("2016-08", "2016-09", False)],
)
def test_two_months_lie_on_either_side_of_a_change(earlier, later, crossed):
    assert breaks_between(earlier, later, [change(date(2016, 10, 1))]) is crossed
    assert not breaks_between(earlier, later, [change(date(2016, 10, 1), "event")])
