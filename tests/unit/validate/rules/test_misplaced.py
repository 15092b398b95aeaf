"""A series or a label that is one period out is one mistake, proved by every figure under it."""

from __future__ import annotations

import pytest

from scorecard.validate.rules import misplaced
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry

REGISTRY = registry(*(indicator(name, unit="percent", kind="share") for name in ("plans", "absence", "visits")))
YEARS = ("2015/16", "2016/17", "2017/18", "2018/19")
MONTHS = ("2019-11", "2019-12", "2020-01", "2020-02")


def series(measure, periods, values, *, line, table="summary", **more):
    """The figures of one row of a summary, one cell for each period."""
    return [
        figure(measure, period, f"{value}%", line=line, cell=3 + at, table=table, **more)
        for at, (period, value) in enumerate(zip(periods, values))
    ]


def page(measure, periods, values, *, line, cell=3, **more):
    """The figures of one column of a theme page, one line for each period."""
    return [
        figure(measure, period, f"{value}%", line=line + at, cell=cell, table="page", **more)
        for at, (period, value) in enumerate(zip(periods, values))
    ]


def found(*rows):
    return failing(misplaced.compare(pack([one for group in rows for one in group]), REGISTRY))


@pytest.mark.parametrize("periods", [YEARS, MONTHS], ids=["years", "months"])
def test_a_series_one_period_late_is_told_from_both_tables(periods):
    told = found(
        series("plans", periods[1:], ("70.1", "75.4", "81.0"), line=5),
        page("plans", periods, ("70.1", "75.4", "81.0", "88.8"), line=40),
    )
    assert told.select("table", "published_value").rows() == [("summary", -1.0), ("page", 1.0)]
    assert told["line"].to_list() == [5, 40]
    assert "all 3 figures printed twice are those that line 40 to line 42 print" in told["explanation"][0]
    assert "read one" in told["explanation"][0] and "earlier they all agree" in told["explanation"][0]
    assert told["compared_with"][0].split("; ")[0] == "pack:5:3" and "pack:42:3" in told["compared_with"][0]


def test_several_series_that_go_the_same_way_are_one_finding():
    told = found(
        series("plans", YEARS[1:], ("70.1", "75.4", "81.0"), line=5),
        series("absence", YEARS[1:], ("5.0", "4.1", "5.7"), line=6),
        page("plans", YEARS, ("70.1", "75.4", "81.0", "88.8"), line=40),
        page("absence", YEARS, ("5.0", "4.1", "5.7", "4.7"), line=40, cell=4),
    )
    assert told.height == 2 and told["indicator"].null_count() == 2
    assert "all 6 figures" in told["explanation"][0]


def test_a_label_that_is_a_month_out_is_told_where_two_measures_prove_it():
    measures = {"plans": ("93.9", "97.1"), "absence": ("4.4", "5.2"), "visits": ("90.0", "91.5")}
    rows = []
    for at, (measure, (october, november)) in enumerate(measures.items()):
        rows.append(series(measure, ("2019-11",), (october,), line=5 + at))
        rows.append(page(measure, ("2019-10", "2019-11"), (october, november), line=40, cell=3 + at))
    told = found(*rows)
    assert told["published_value"].to_list() == [-1.0] and told["published"][0] == "2019-11"


@pytest.mark.parametrize(
    ("what", "printed", "elsewhere"),
    [
        ("as they stand they agree", ("70.1", "75.4", "81.0"), ("66.0", "70.1", "75.4", "81.0")),
        ("one agrees with neither", ("70.1", "75.9", "81.0"), ("70.1", "75.4", "81.0", "88.8")),
        ("always the same figure", ("70.1", "70.1", "70.1"), ("70.1", "70.1", "70.1", "88.8")),
        ("more agree as they stand", ("70.1", "70.1", "81.0"), ("70.1", "70.1", "70.1", "81.0")),
        ("another mistake altogether", ("10.0", "20.0", "30.0"), ("70.1", "75.4", "81.0", "88.8")),
    ],
)
def test_nothing_is_told_where_no_move_or_no_need_is_proved(what, printed, elsewhere):
    told = found(series("plans", YEARS[1:], printed, line=5), page("plans", YEARS, elsewhere, line=40))
    assert told.is_empty(), what


def test_a_single_figure_proves_nothing():
    assert found(
        series("plans", ("2017/18",), ("70.1",), line=5), page("plans", YEARS, range(60, 64), line=40)
    ).is_empty()


def test_a_school_year_under_the_financial_year_after_it_is_said():
    school = [
        row | {"period_kind": "academic_year"}
        for row in page("plans", YEARS, ("70.1", "75.4", "81.0", "88.8"), line=40)
    ]
    told = found(series("plans", YEARS[1:], ("70.1", "75.4", "81.0"), line=5), school)
    assert set(told["suggestion"]) == {"One table prints school years where the other prints financial years."}


def test_every_series_printed_twice_is_a_comparison():
    rows = [
        *series("plans", YEARS, ("70.1", "75.4", "81.0", "88.8"), line=5),
        *page("plans", YEARS, ("70.1", "75.4", "81.0", "88.8"), line=40),
    ]
    compared = misplaced.compare(pack(rows), REGISTRY).rows
    assert compared.select("table", "published_value").rows() == [("summary", 0.0), ("page", 0.0)]


def two_tables(printed, elsewhere, periods=YEARS, **more):
    return [series("plans", periods[1:], printed, line=5, **more), page("plans", periods, elsewhere, line=40, **more)]


LATE = ("70.1", "75.4", "81.0"), ("70.1", "75.4", "81.0", "88.8")


def test_what_is_said_of_a_series_one_year_late():
    here, there = found(*two_tables(*LATE)).rows(named=True)
    assert here["explanation"] == (
        "Plans, 2016/17 to 2018/19: all 3 figures printed twice are those that line 40 to line 42 print for the year "
        "before; read one year earlier they all agree."
    )
    assert there["explanation"] == (
        "Plans, 2015/16 to 2017/18: all 3 figures printed twice are those that line 5 prints for the year after; "
        "read one year later they all agree."
    )
    assert (here["published"], here["expected"]) == ("2016/17 to 2018/19", "2015/16 to 2017/18")
    assert (there["published"], there["expected"]) == ("2015/16 to 2017/18", "2016/17 to 2018/19")
    assert here["suggestion"] == "The labels here, or those of the other table, are one year out."
    assert here["compared_with"] == "pack:5:3; pack:5:4; pack:5:5; pack:40:3; pack:41:3; pack:42:3"
    assert (here["cell"], here["indicator"], here["severity"], here["lower"], here["upper"]) == (
        3,
        "plans",
        "warning",
        0,
        0,
    )


def test_months_are_told_by_their_names():
    told = found(*two_tables(*LATE, periods=MONTHS))["explanation"].to_list()
    assert told[0].startswith("Plans, December 2019 to February 2020: all 3 figures")
    assert told[1].startswith("Plans, November 2019 to January 2020: all 3 figures")


def test_two_figures_are_enough_for_a_series_and_of_two_one_that_agrees_is_no_need():
    assert found(*two_tables(("70.1", "75.4"), ("70.1", "75.4", "81.0"), periods=YEARS[:3])).height == 2
    assert found(*two_tables(("70.1", "75.4"), ("70.1", "75.4", "75.4"), periods=YEARS[:3])).is_empty()


def test_figures_with_fewer_decimals_agree_after_the_move_too():
    assert found(*two_tables(("70", "75", "81"), LATE[1])).height == 2


def test_a_series_of_a_category_or_a_locality_is_one_of_its_own():
    for own in ({"breakdown": "Under 1"}, {"area": "East"}):
        assert found(*two_tables(*LATE, **own)).height == 2
        mixed = [series("plans", YEARS[1:], LATE[0], line=5, **own), page("plans", YEARS, LATE[1], line=40)]
        assert found(*mixed).is_empty()


def test_a_series_that_agrees_both_a_year_before_and_a_year_after_is_not_moved():
    assert found(*two_tables(("1.0", "2.0"), ("1.0", "2.0", "1.0", "2.0"), periods=YEARS)).is_empty()


def test_only_periods_that_are_named_alike_are_moved():
    terms = [[row | {"period_kind": "academic_term"} for row in rows] for rows in two_tables(*LATE)]
    assert found(*terms).is_empty()


def test_every_quarter_has_the_one_before():
    quarters = ("2019/20 Q4", "2020/21 Q1", "2020/21 Q2", "2020/21 Q3")
    assert found(*two_tables(*LATE, periods=quarters))["published_value"].to_list() == [-1, 1]


def test_of_more_than_four_measures_one_is_named():
    ids = [f"kite_{n}" for n in range(5)]
    known = registry(*(indicator(name, unit="percent", kind="share") for name in ids))

    def titles(many):
        rows = []
        for at, name in enumerate(ids[:many]):
            values = [f"{10 * at + n}.5" for n in range(1, 5)]
            rows += series(name, YEARS[1:], values[:3], line=5 + at)
            rows += page(name, YEARS, values, line=40, cell=3 + at)
        return failing(misplaced.compare(pack(rows), known))["explanation"][0].partition(",")[0]

    assert titles(4) == "Kite 0; Kite 1; Kite 2; Kite 3"
    assert titles(5) == "Kite 0 and 4 more measures"


def test_labels_of_two_measures_that_agree_are_compared_and_hold():
    rows = []
    for at, (measure, value) in enumerate((("plans", "93.9"), ("absence", "4.4"))):
        rows += series(measure, ("2019-11",), (value,), line=5 + at)
        rows += page(measure, ("2019-11",), (value,), line=40, cell=3 + at)
    compared = misplaced.compare(pack(rows), REGISTRY).rows
    assert compared.select("table", "line", "published_value").rows() == [("summary", 5, 0), ("page", 40, 0)]


def test_sides_say_whether_series_or_a_label_are_moved():
    labels = {"plans": ("93.9", "97.1"), "absence": ("4.4", "5.2")}
    one = []
    for at, (measure, values) in enumerate(labels.items()):
        one += series(measure, ("2019-11",), values[:1], line=5 + at)
        one += page(measure, ("2019-10", "2019-11"), values, line=40, cell=3 + at)
    whole = [row for rows in two_tables(*LATE) for row in rows]
    for rows, expected in ((one, [False]), (whole, [True, True])):
        assert misplaced.misplaced_sides(pack(rows), REGISTRY)["whole"].to_list() == expected
