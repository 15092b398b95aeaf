"""Totals and the ordinary mistakes: where each sum begins and ends, what a reader is told, which mistake is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.registry import ShareOf
from scorecard.validate.rules import same_figure, totals
from scorecard.validate.rules.shared import year_totals
from scorecard.validate.rules.shared.categories import summable
from scorecard.validate.rules.shared.causes.numbers import suggested
from scorecard.validate.rules.shared.figures import figures
from tests.unit.validate.rule_frames import failing, figure, indicator, pack, registry, x_of_y

REGISTRY = registry(
    indicator("admissions", adds_up=True, areas_add_up=True),
    indicator("contacts", adds_up=True),
    indicator("by_source", adds_up=True, parts_of="contacts", breakdown=True),
    indicator("missing", unique_persons=True),
    indicator("in_time", unit="percent", kind="share"),
    indicator("decided", unit="percent", kind="share", share_of=ShareOf(numerator=None, denominator="contacts")),
    indicator("plans", unit="percent", kind="share", basis="month-end"),
    indicator("waits", unit="days", kind="average"),
    indicator("entries", adds_up=True),
    indicator("entries_12_months", rolling_of="entries"),
)


def run(*rows: dict[str, Any], **more: Any):
    return totals.compare(pack(list(rows), **more), REGISTRY)


def only(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    (row,) = failing(run(*rows, **more)).rows(named=True)
    return row


def months(id: str, *values: str | None, line: int = 10, first: int = 4, **more: Any) -> list[dict[str, Any]]:
    return [figure(id, f"2020-{first + n:02d}", v, line=line + n, **more) for n, v in enumerate(values)]


# ---- months and years


def test_what_is_said_of_a_year_that_is_not_the_sum_of_its_months():
    row = only(*months("admissions", "19", "12", "11"), figure("admissions", "2020/21 YTD", "40", line=20))
    assert row["explanation"] == (
        "Admissions, 2020/21 to date: the months add up to 42 (April 2020: 19, May 2020: 12, June 2020: 11), "
        "but 40 is printed. The others stand at lines 10, 11 and 12."
    )
    assert (row["lower"], row["upper"], row["compared_with"]) == (42, 42, "pack:10:2; pack:11:2; pack:12:2")


def test_a_month_outside_the_period_is_no_part_of_it():
    rows = [*months("admissions", "50", "19", "12", "11", "60", first=3)]
    assert failing(run(*rows, figure("admissions", "2020/21 Q1", "42", line=20))).is_empty()
    assert only(*rows, figure("admissions", "2020/21 Q1", "43", line=20))["expected"] == "42"


def test_what_is_said_where_a_month_is_missing():
    row = only(*months("admissions", "19", None, "11"), figure("admissions", "2020/21 YTD", "29", line=20))
    assert row["explanation"] == (
        "Admissions, 2020/21 to date: the months add up to at least 30 (April 2020: 19, June 2020: 11), "
        "but 29 is printed. The others stand at lines 10 and 12."
    )
    assert (row["expected"], row["lower"], row["upper"]) == ("at least 30", 30, None)


def test_one_month_alone_is_compared_only_where_the_year_is_one_month_old():
    april = {"documents": {"pack": date(2020, 4, 30)}}
    one = months("admissions", "19")
    year = figure("admissions", "2020/21 YTD", "20", line=20)
    assert run(*one, year).rows.is_empty()
    young = year | {"period_end": date(2020, 4, 30)}
    assert failing(run(*one, young, **april))["expected"].to_list() == ["19"]


def test_a_month_counted_on_another_basis_is_not_added():
    rows = months("admissions", "19", "12", "11", basis="month-end")
    assert run(*rows, figure("admissions", "2020/21 YTD", "40", line=20)).rows.is_empty()


def test_what_is_said_of_people_outside_their_bounds():
    people = months("missing", "15", "10", "7")
    low = only(*people, figure("missing", "2020/21 YTD", "14", line=20))
    assert low["explanation"] == (
        "Missing, 2020/21 to date: 14 is printed, but the months (April 2020: 15, May 2020: 10, June 2020: 7) "
        "allow only 15 to 32. The others stand at lines 10, 11 and 12."
    )
    assert (low["expected"], low["lower"], low["upper"]) == ("between 15 and 32", 15, 32)
    gap = only(*months("missing", "15", None, "7"), figure("missing", "2020/21 YTD", "14", line=20))
    assert (gap["expected"], gap["upper"]) == ("between 15 and any number", None)


def test_what_is_said_of_a_years_share_outside_its_months():
    row = only(*months("in_time", "80.0%", "90.0%", "85.0%"), figure("in_time", "2020/21 YTD", "91.0%", line=20))
    assert row["explanation"] == (
        "In time, 2020/21 to date: 91.0% is printed, but the months (April 2020: 80.0, May 2020: 90.0, "
        "June 2020: 85.0) allow only 80.0% to 90.0%. The others stand at lines 10, 11 and 12."
    )
    assert (row["lower"], row["upper"]) == (79.9, 90.1)
    shares = months("in_time", "80.0%", None, "85.0%")
    assert run(*shares, figure("in_time", "2020/21 YTD", "91.0%", line=20)).rows.is_empty()
    plans = months("plans", "80.0%", "90.0%", "85.0%", basis="month-end")
    assert run(*plans, figure("plans", "2020/21 YTD", "91.0%", line=20)).rows.is_empty()


def test_what_is_said_of_a_years_share_that_is_not_the_weighted_mean():
    rows = [*months("decided", "80.0%", "90.0%", "85.0%"), *months("contacts", "100", "300", "100", line=30)]
    row = only(*rows, figure("decided", "2020/21 YTD", "85.0%", line=20))
    assert row["explanation"] == (
        "Decided, 2020/21 to date: the months (April 2020: 80.0% of 100, May 2020: 90.0% of 300, "
        "June 2020: 85.0% of 100) give 87.0%, but 85.0% is printed. The others stand at lines 10, 11 and 12."
    )
    assert (row["lower"], row["upper"], row["compared_with"]) == (86.9, 87.1, "pack:10; pack:11; pack:12")
    for printed in ("86.9%", "87.1%"):
        assert failing(run(*rows, figure("decided", "2020/21 YTD", printed, line=20))).is_empty()


def test_a_months_own_y_goes_before_the_count_printed_elsewhere():
    rows = [*months("decided", "80.0%", "90.0%", y=100), *months("contacts", "100", "900", line=30)]
    year = figure("decided", "2020/21 YTD", "85.0%", line=20) | {"period_end": date(2020, 5, 31)}
    assert failing(run(*rows, year)).is_empty()


def rolling(value: str, *months_before: str) -> list[dict[str, Any]]:
    start = [(2019, m) for m in range(6, 13)] + [(2020, m) for m in range(1, 7)]
    rows = [
        figure("entries", f"{y}-{m:02d}", v, line=n)
        for n, ((y, m), v) in enumerate(zip(start[-len(months_before) :], months_before), 1)
    ]
    return [*rows, figure("entries_12_months", "2020-06", value, line=50, basis="rolling-12-months")]


def test_a_rolling_year_is_the_sum_of_its_twelve_months_and_of_no_other():
    assert failing(run(*rolling("12", *["1"] * 12))).is_empty()
    row = only(*rolling("13", *["1"] * 12))
    assert row["explanation"].startswith("Entries 12 months, June 2020: its twelve months add up to 12 (July 2019: 1, ")
    assert failing(run(*rolling("12", "9", *["1"] * 12))).is_empty(), "the thirteenth month is no part"
    assert run(*rolling("13", *["1"] * 11)).rows.is_empty(), "eleven months are not enough"
    assert not run(*rolling("12", *["1"] * 12)).not_run


# ---- tables


def sources(*counts: str | None, total: str | None = None, **more: Any) -> list[dict[str, Any]]:
    rows = [
        figure("by_source", "2020-06", c, line=5, cell=2 + n, breakdown=f"source {n}", **more)
        for n, c in enumerate(counts)
    ]
    end = [figure("by_source", "2020-06", total, line=5, cell=20, breakdown="Grand Total", **more)] if total else []
    return rows + end


def test_what_is_said_of_a_total_that_is_not_the_sum_of_its_categories():
    row = only(*sources("10", "20", "30", total="61"))
    assert row["explanation"] == (
        "By source – Grand Total, June 2020: the categories add up to 60 (source 0: 10, source 1: 20, source 2: 30), "
        "but 61 is printed."
    )
    assert (row["severity"], row["cell"]) == ("warning", 20)


def test_a_category_without_figure_leaves_the_total_open_above():
    assert failing(run(*sources("10", None, "30", total="60"))).is_empty()
    assert only(*sources("10", None, "30", total="39"))["expected"] == "at least 40"


def test_one_category_alone_is_no_sum():
    assert run(*sources("10", total="61")).rows.is_empty()


def test_what_is_said_of_a_whole_that_its_categories_do_not_make():
    row = only(*sources("10", "20"), figure("contacts", "2020-06", "31", line=1))
    assert (
        row["explanation"] == "Contacts, June 2020: its categories add up to 30 (source 0: 10, source 1: 20), "
        "but 31 is printed. The other figure stands at line 5."
    )
    other_area = figure("contacts", "2020-06", "31", line=1, area="East")
    assert failing(run(*sources("10", "20"), other_area)).is_empty()


def test_a_year_to_date_lacks_a_category_that_its_column_does_not_print():
    june = sources("10", "20", "30")
    year = [
        figure("by_source", "2020/21 YTD", v, line=6, cell=n, breakdown=b)
        for n, (b, v) in enumerate((("source 0", "40"), ("source 1", "50"), ("Grand Total", "120")))
    ]
    assert failing(run(*june, *year)).is_empty()
    year[2] = year[2] | {"value": 89.0, "published": "89"}
    assert failing(run(*june, *year))["expected"].to_list() == ["at least 90"]


@pytest.mark.parametrize("label", ["2020/21 YTD", "2019/20", "2020/21 Q1"])
def test_every_longer_period_may_lack_a_category(label: str):
    longer = [
        figure("by_source", label, v, line=6, cell=n, breakdown=b)
        for n, (b, v) in enumerate((("source 0", "40"), ("source 1", "50"), ("Grand Total", "120")))
    ]
    assert failing(run(*sources("10", "20", "30"), *longer)).is_empty()


def test_a_table_of_noughts_has_a_total_of_nought():
    assert only(*sources("0", "0", total="1"))["expected"] == "0"


def contacts(value: str, **more: Any) -> dict[str, Any]:
    return figure("contacts", "2020-06", value, line=1, **more)


def test_a_printed_total_is_no_category_of_the_whole():
    assert failing(run(*sources("10", "20", total="30"), contacts("30"))).is_empty()


def test_what_is_no_whole_of_several_categories_is_not_compared():
    assert run(*sources("10"), contacts("31")).rows.is_empty()
    assert run(*sources("10", "20"), contacts("31", breakdown="by telephone")).rows.is_empty()


NESTED = registry(indicator("theme", breakdown=True), indicator("issue", breakdown=True, parts_of="theme"))


def nested(*rows: dict[str, Any]):
    return totals.compare(pack(list(rows)), NESTED).rows


def test_only_counts_of_sub_categories_make_their_category():
    counts = [
        figure("issue", "2020-06", "4", line=n, breakdown=f"delay / {b}") for n, b in enumerate(("drift", "court"))
    ]
    assert nested(*counts, figure("theme", "2020-06", "9", line=3, breakdown="delay")).height == 1
    shares = [row | {"unit": "percent"} for row in counts]
    assert nested(*shares, figure("theme", "2020-06", "9%", line=3, breakdown="delay")).is_empty()
    said = [
        x_of_y("issue", "2020-06", 4, 9, line=n, breakdown=f"delay / {b}") for n, b in enumerate(("drift", "court"))
    ]
    assert failing(
        totals.compare(pack([*said, x_of_y("theme", "2020-06", 5, 9, line=3, breakdown="delay")]), NESTED)
    ).is_empty()
    same_name = figure("issue", "2020-06", "4", line=1, breakdown="delay")
    assert nested(same_name, figure("theme", "2020-06", "9", line=3, breakdown="delay")).is_empty()


def test_a_category_of_which_the_table_prints_only_noughts_is_not_lacking():
    year = [
        figure("by_source", "2020/21 YTD", v, line=6, cell=n, breakdown=b)
        for n, (b, v) in enumerate((("source 0", "40"), ("source 1", "50"), ("Grand Total", "120")))
    ]
    assert only(*sources("10", "20", "0"), *year)["expected"] == "90"
    assert failing(run(*sources("10", "20", "1"), *year)).is_empty()


def areas(east: str | None, west: str | None, town: str, id: str = "admissions") -> list[dict[str, Any]]:
    return [
        figure(id, "2020-06", value, line=5, cell=cell, area=area)
        for cell, (area, value) in enumerate((("East", east), ("West", west), ("Town", town)), 2)
    ]


def test_what_is_said_of_an_authority_that_is_not_the_sum_of_its_localities():
    row = only(*areas("10", "20", "31"))
    assert (
        row["explanation"] == "Admissions, June 2020: the areas add up to 30 (East: 10, West: 20), but 31 is printed."
    )
    assert (row["area"], row["compared_with"]) == ("Town", "pack:5:2; pack:5:3")


def test_x_and_y_of_localities_add_up_to_those_of_the_authority():
    said = [
        x_of_y("in_time", "2020-06", x, y, line=5, cell=n, area=area, area_kind=kind)
        for n, (area, kind, x, y) in enumerate(
            (("East", "locality", 3, 4), ("West", "locality", 5, 6), ("Town", "authority", 8, 11))
        )
    ]
    row = only(*said)
    assert (
        row["explanation"] == "In time, June 2020, all of whom they are counted: the areas add up to 10 "
        "(East: 4, West: 6), but 11 is printed."
    )


@pytest.mark.parametrize(("id", "values"), [("in_time", ("10.0%", "20.0%", "20.2%")), ("waits", ("10", "20", "22"))])
def test_what_is_said_of_an_authority_outside_its_localities(id: str, values: tuple[str, str, str]):
    rows = areas(*values, id=id)
    if id == "waits":
        rows = [row | {"unit": "days"} for row in rows]
    row = only(*rows)
    assert "is printed, but the areas (" in row["explanation"] and row["area"] == "Town"
    missing = areas(values[0], None, values[2], id=id)
    assert failing(run(*missing)).is_empty()


# ---- the ordinary mistakes, on figures of one's own


def told(*rows: dict[str, Any], lower: float, upper: float, expected: float | None = None) -> str | None:
    """The suggestion for the first of the figures, where it should lie between two numbers."""
    found = figures(pack(list(rows)))
    judged = found.head(1).with_columns(
        lower=pl.lit(lower),
        upper=pl.lit(upper),
        published_value=pl.col("value"),
        expected_value=pl.lit(expected, dtype=pl.Float64),
    )
    return suggested(judged, found)["suggestion"].item()  # type: ignore[no-any-return]


def at(label: str, value: str, line: int, cell: int = 2, id: str = "plans") -> dict[str, Any]:
    return figure(id, label, value, line=line, cell=cell)


@pytest.mark.parametrize(
    ("line", "cell", "where"),
    [
        (9, 4, "the row above"),
        (11, 4, "the row below"),
        (10, 3, "the column to the left"),
        (10, 2, "the column to the left"),
        (10, 5, "the column to the right"),
        (10, 6, "the column to the right"),
        (10, 1, None),
        (10, 7, None),
        (9, 5, None),
    ],
)
def test_the_figure_of_a_neighbour(line: int, cell: int, where: str | None):
    suggestion = told_of(line, cell)
    assert suggestion == (f"Fits exactly: it is the figure of {where}." if where else None)


def told_of(line: int, cell: int) -> str | None:
    """What is suggested for 65.5% at line 10, cell 4, where another measure prints 65.5% at a line and cell."""
    rows = [at("2020-06", "65.5%", 10, 4), at("2020-06", "65.5%", line, cell, "in_time")]
    found = figures(pack([*rows, at("2019-01", "1%", 9, 9, "decided"), at("2019-01", "1%", 11, 9, "decided")]))
    asked = found.filter((pl.col("line") == 10) & (pl.col("cell") == 4))
    judged = asked.with_columns(lower=pl.lit(70.0), upper=pl.lit(70.0), published_value=pl.col("value"))
    return suggested(judged, found)["suggestion"].item()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("2020-05", True),
        ("2020-07", True),
        ("2019-06", True),
        ("2021-06", True),
        ("2020-04", False),
        ("2018-06", False),
    ],
)
def test_the_figure_of_a_neighbouring_period(label: str, named: bool):
    suggestion = told(at("2020-06", "65.5%", 1), at(label, "65.5%", 20, 9), lower=70, upper=70)
    assert suggestion == (f"Fits exactly: it is the figure of {label} (line 20)." if named else None)


def test_the_figure_of_the_year_before_and_not_of_two_years_before():
    for label, named in (("2018/19", True), ("2020/21", True), ("2017/18", False)):
        suggestion = told(at("2019/20", "65.5%", 1), at(label, "65.5%", 20, 9), lower=70, upper=70)
        assert (suggestion is not None) is named


@pytest.mark.parametrize(("printed", "named"), [("2", False), ("3", True), ("100", False), ("101", True)])
def test_small_and_full_figures_explain_nothing(printed: str, named: bool):
    rows = [at("2020-06", printed, 1, id="admissions"), at("2020-05", printed, 20, 9, "admissions")]
    assert (told(*rows, lower=70, upper=70) is not None) is named


@pytest.mark.parametrize(
    ("printed", "bounds", "words"),
    [
        ("6.5%", (65.0, 65.0), "it is ten times too small: the decimal point has moved"),
        ("650%", (65.0, 65.0), "it is ten times too large: the decimal point has moved"),
        ("650", (65000.0, 65000.0), "it is a hundred times too small: the decimal point has moved"),
        ("6500%", (65.0, 65.0), "it is a hundred times too large: the decimal point has moved"),
        ("71.3%", (67.8, 67.8), None),
        ("67.8%", (76.8, 76.8), "two digits have changed places (67.8% for 76.8)"),
        ("67.8%", (68.7, 68.7), "two digits have changed places (67.8% for 68.7)"),
        ("1,234", (2134.0, 2134.0), "two digits have changed places (1,234 for 2,134)"),
        ("1,234", (1243.0, 1243.0), "two digits have changed places (1,234 for 1,243)"),
        ("1,234", (1432.0, 1432.0), None),
    ],
)
def test_a_moved_point_and_exchanged_digits(printed: str, bounds: tuple[float, float], words: str | None):
    suggestion = told(at("2020-06", printed, 1), lower=bounds[0], upper=bounds[1])
    assert suggestion == (f"Fits exactly: {words}." if words else None)


@pytest.mark.parametrize(
    ("printed", "expected", "named"),
    [
        ("65.4%", 65.46, True),
        ("65.4%", 65.5, False),
        ("65.4%", 65.4, False),
        ("65%", 65.9, True),
        ("65.5%", 65.46, False),
        ("65%", 66.1, False),
    ],
)
def test_a_figure_that_was_cut_off(printed: str, expected: float, named: bool):
    suggestion = told(at("2020-06", printed, 1), lower=99, upper=99, expected=expected)
    assert suggestion == ("Fits exactly: it was cut off instead of rounded." if named else None)


def test_a_count_is_never_cut_off():
    assert told(at("2020-06", "65", 1, id="admissions"), lower=99, upper=99, expected=65.9) is None


def test_of_more_than_three_mistakes_three_are_spelt_out():
    rows = [at("2020-06", "65.5%", 10, 4)]
    rows += [at(label, "65.5%", 20 + n, 9) for n, label in enumerate(("2020-05", "2020-07", "2019-06", "2021-06"))]
    suggestion = told(*rows, lower=70, upper=70)
    assert suggestion == (
        "4 explanations fit: it is the figure of 2019-06 (line 22); it is the figure of 2020-05 (line 20); "
        "it is the figure of 2020-07 (line 21)."
    )


def test_figures_that_changed_places_need_to_fit_both_ways():
    rows = [at("2020-05", "81.1%", 1, 1), at("2020-06", "72.2%", 1, 2)]
    page = [
        figure("plans", m, v, line=n, table="page") for m, v, n in (("2020-05", "72.2%", 9), ("2020-06", "90.0%", 10))
    ]
    first = failing(same_figure.compare(pack([*rows, *page]), REGISTRY))
    assert not first["suggestion"].fill_null("").str.contains("changed places").any()


def test_parts_of_another_year_are_named():
    rows = [
        *[figure("admissions", f"2018-{m:02d}", "10", line=m) for m in range(4, 13)],
        *[figure("admissions", f"2019-{m:02d}", "10", line=m + 20) for m in range(1, 4)],
        figure("admissions", "2018/19", "99", line=60),
        figure("admissions", "2019/20", "120", line=61),
    ]
    row = only(*rows)
    assert row["suggestion"] == "Fits exactly: the parts make the whole of 2019/20 (line 61)."
    assert row["expected"] == "120"


# ---- wholes that are printed only in pieces


GRADES = registry(
    indicator("audits", adds_up=True), indicator("by_grade", breakdown=True, parts_of="audits", adds_up=True)
)


def grades(*, table: str = "summary", weak: str | None = "6") -> list[dict[str, Any]]:
    """Two categories in each of three months, which make 33 together."""
    return [
        figure("by_grade", f"2020-0{month}", value, line=month, cell=cell, breakdown=kind, table=table)
        for month in (4, 5, 6)
        for cell, (kind, value) in enumerate((("good", "5"), ("weak", weak)))
    ]


def year_of(*rows: dict[str, Any], printed: str) -> list[str]:
    year = figure("audits", "2020/21 YTD", printed, line=20)
    return failing(totals.compare(pack([*rows, year]), GRADES))["expected"].to_list()


def test_months_printed_only_as_categories_make_their_year():
    assert year_of(*grades(), printed="33") == []
    assert year_of(*grades(), printed="34") == ["33"]


def test_a_missing_mark_does_not_stand_for_a_whole_but_a_printed_one_does():
    marks = [figure("audits", f"2020-0{month}", None, line=month, cell=9) for month in (4, 5, 6)]
    assert year_of(*grades(), *marks, printed="34") == ["33"]
    wholes = [figure("audits", f"2020-0{month}", "11", line=month, cell=9) for month in (4, 5, 6)]
    assert year_of(*grades(), *wholes, printed="34") == ["33"]
    other = [figure("audits", f"2020-0{month}", "12", line=month, cell=9) for month in (4, 5, 6)]
    assert "36" in year_of(*grades(), *other, printed="34")


def test_categories_of_which_one_is_missing_make_no_whole():
    assert year_of(*grades(weak=None), printed="34") == []


def test_categories_printed_in_two_tables_make_a_whole_once():
    assert year_of(*grades(), *grades(table="annex"), printed="33") == []


def test_a_locality_that_the_table_prints_in_another_month_only_is_a_part_that_is_not_there():
    rest = figure("admissions", "2020-05", "4", line=4, cell=2, area="North", area_kind="locality")
    assert failing(run(*areas("10", "20", "35"), rest)).is_empty()
    assert only(*areas("10", "20", "29"), rest)["expected"] == "at least 30"


def test_localities_of_another_table_are_not_parts():
    rows = areas("10", "20", "30")
    assert failing(run(*rows, *[row | {"table": "annex", "area": "North"} for row in rows[:1]])).is_empty()
    assert run(*[row | {"table": f"t{n}"} for n, row in enumerate(rows)]).rows.is_empty()


def test_a_years_share_with_a_weighted_mean_is_not_held_against_its_months_as_well():
    rows = [*months("decided", "80.0%", "90.0%", "85.0%"), *months("contacts", "100", "300", "100", line=30)]
    for cell in (2, None):
        year = figure("decided", "2020/21 YTD", "85.0%", line=20) | {"cell": cell}
        held = run(*rows, year).rows
        assert held.filter(held["line"] == 20)["expected"].to_list() == ["about 87.0%"]


def test_a_printed_total_of_the_authority_is_no_area_of_its_own():
    total = figure("admissions", "2020-06", "30", line=5, cell=5, breakdown="Total")
    assert failing(run(*areas("10", "20", "30"), total)).is_empty()


NORTH = {"area": "North", "area_kind": "locality"}


def test_what_has_no_area_does_not_stand_for_a_locality_that_is_not_there():
    rest = figure("admissions", "2020-06", "5", line=5, cell=5, breakdown="area not stated")
    other_month = figure("admissions", "2020-05", "4", line=4, cell=2, **NORTH)
    assert failing(run(*areas("10", "20", "36"), rest, other_month)).is_empty()


def test_a_locality_without_a_share_may_have_any():
    missing = figure("in_time", "2020-06", None, line=5, cell=9, unit="percent", **NORTH)
    assert run(*areas("10.0%", "20.0%", "30.0%", id="in_time"), missing).rows.is_empty()
    assert failing(run(*areas("10.0%", "20.0%", "30.0%", id="in_time"))).height == 1


def test_people_of_the_authority_are_at_least_those_of_the_largest_locality_and_at_most_all_together():
    def of(whole: str, *areas: str) -> list[dict[str, Any]]:
        places = [
            figure("missing", "2020-06", v, line=1, cell=3 + n, area=a)
            for n, (a, v) in enumerate(zip(("East", "West"), areas))
        ]
        return [figure("missing", "2020-06", whole, line=1), *places]

    for whole, fails in (("19", 1), ("20", 0), ("30", 0), ("31", 1)):
        assert failing(run(*of(whole, "10", "20"))).height == fails, whole
    row = only(*of("19", "10", "20"))
    assert row["explanation"] == (
        "Missing, June 2020: 19 is printed, but the areas (East: 10, West: 20) allow only 20 to 30."
    )


def unsaid(*rows: dict[str, Any]) -> pl.DataFrame:
    """What can be added up, of measures of which the registry says nothing more."""
    nothing = pl.lit(None, dtype=pl.Boolean)
    return summable(pack(list(rows)), REGISTRY).with_columns(
        nothing.alias(name) for name in ("adds_up", "areas_add_up", "unique_persons")
    )


def test_what_is_not_said_to_add_up_is_not_added():
    assert totals.area_totals(unsaid(*areas("10", "20", "31"))).is_empty()
    longer = unsaid(*months("admissions", "19", "12", "11"), figure("admissions", "2020/21 YTD", "40", line=20))
    assert year_totals.added(longer, year_totals.monthly(longer)).is_empty()
    assert year_totals.unique_persons(longer, year_totals.monthly(longer)).is_empty()


def test_what_is_not_said_to_count_people_or_to_add_up_over_areas_is_compared_as_usual():
    (row,) = totals.category_totals(unsaid(*sources("10", "20", "30", total="61"))).rows(named=True)
    assert (row["lower"], row["upper"]) == (60, 60)
    means = totals.area_means(unsaid(*areas("10.0%", "20.0%", "22.0%", id="in_time")))
    assert means.select("lower", "upper").rows() == [(9.9, 20.1)]
    told = year_totals.between_words(means.with_columns(parts_are=pl.lit("the areas")), pack([]))
    assert told["expected"].to_list() == ["between 10.0% and 20.0%"]
    assert "is printed, but the areas (" in told["explanation"][0]


def test_shares_of_areas_that_are_of_one_whole_bound_none_of_it():
    assert totals.area_means(unsaid(*areas("24.9%", "75.1%", "100.0%", id="in_time"))).is_empty()
    (row,) = totals.area_means(unsaid(*areas("24.9%", "65.1%", "100.0%", id="in_time"))).rows(named=True)
    assert row["upper"] < 100
