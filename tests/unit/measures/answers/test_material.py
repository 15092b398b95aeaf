"""What the questions are asked of: of how many cases a figure tells, what was found about it, and what is left out."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.registry import Council, Registry, load_registry
from scorecard.registry.models import Authority, Break
from tests.unit.measures.answers.town import change, counts, found, material, printed, share, shares, warned
from tests.unit.validate.rule_frames import indicator, registry, x_of_y

MAY, JUNE = "2020-05", "2020-06"


def cases(rows, *indicators, of="reviews"):
    figures = material(rows, *indicators).figures
    return figures.filter(figures["indicator"] == of)["cases"].to_list()


def test_comparators_missing_marks_pairs_and_undated_figures_are_no_figures_of_the_town():
    rows = [
        printed("reviews", JUNE, "80.0%", area="National average", area_kind="comparator"),
        printed("reviews", JUNE, None, unit="percent"),
        x_of_y("reviews", JUNE, 4, 5, line=3, authority="Town") | {"value": 0.8},
        printed("reviews", "latest", "80.0%"),
    ]
    assert material(rows, share("reviews")).figures.is_empty()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (shares("reviews", JUNE, [(9, 10)]), [10]),
        ([*shares("reviews", JUNE, [(9, 10)]), printed("children", JUNE, "30")], [10]),
        ([printed("reviews", JUNE, "90.0%")], [None]),
        ([printed("reviews", JUNE, "90.0%"), printed("children", JUNE, "30")], [30]),
        ([printed("reviews", JUNE, "90.0%"), printed("children", MAY, "30")], [None]),
        ([printed("reviews", JUNE, "90.0%"), printed("children", JUNE, "30", area="East")], [None]),
        ([printed("reviews", JUNE, "90.0%"), printed("children", JUNE, "30", breakdown="Boys")], [None]),
        ([printed("reviews", JUNE, "90.0%"), printed("children", JUNE, "30.0%")], [None]),
    ],
    ids=[
        "x of y",
        "x of y before the whole",
        "nobody knows",
        "the whole",
        "another month",
        "another area",
        "a category",
        "another unit",
    ],
)
def test_a_share_tells_of_its_y_or_of_the_whole_of_the_same_time_and_area(rows, expected):
    assert cases(rows, share("reviews", whole="children"), indicator("children")) == expected


def test_a_count_tells_of_itself_and_an_average_of_the_count_of_its_cases():
    rows = [*counts("adopted", JUNE, [7]), printed("wait", JUNE, "40", unit="days")]
    known = indicator("adopted"), indicator("wait", unit="days", average_of="adopted")
    assert cases(rows, *known, of="adopted") == [7]
    assert cases(rows, *known, of="wait") == [7]


def test_the_gravest_finding_about_any_print_of_the_figure_gives_its_severity():
    rows = [
        printed("reviews", JUNE, "90.0%", line=3),
        printed("reviews", JUNE, "90.0%", line=7),
        printed("reviews", MAY, "80.0%", line=9),
    ]
    findings = [found("information", line=3), found("warning", line=7)]
    figures = material(rows, share("reviews"), findings=findings).figures
    told = {row["period"]: (row["severity"], row["facts"]) for row in figures.to_dicts()}
    assert told == {JUNE: ("warning", ["fact-7", "fact-3"]), MAY: (None, [])}


def test_a_grave_warning_is_told_apart_from_others():
    rows = shares("reviews", JUNE, [(9, 10)])
    for kind, grave in (("caution", "caution"), ("may-change", None)):
        row = material(rows, share("reviews"), caveats=[warned("reviews", kind=kind)]).figures.row(0, named=True)
        assert (row["caveats"], row["under_caveat"]) == ([kind], grave)


@pytest.mark.parametrize(
    ("changed", "kind", "warned_of"),
    [
        (date(2020, 5, 1), "system", [None, "caution", "caution"]),
        (date(2020, 6, 1), "system", [None, None, "caution"]),
        (date(2020, 5, 1), "definition", ["caution"] * 3),
        (date(2019, 6, 30), "system", ["caution"] * 3),
        (date(2020, 7, 1), "system", ["caution"] * 3),
    ],
    ids=["two months ago", "this month", "no system", "over a year ago", "yet to come"],
)
def test_a_warning_without_a_time_after_a_change_of_the_system_is_of_figures_since_then(changed, kind, warned_of):
    breaks = [Break(date=changed, kind=kind, reason="As told.", indicators=["reviews"])]
    rows = shares("reviews", "2020-04", [(90, 100)] * 3)
    told = material(rows, share("reviews"), caveats=[warned("reviews")], breaks=breaks).figures.sort("period")
    assert told["under_caveat"].to_list() == warned_of


def test_a_warning_with_its_time_keeps_it_after_a_change_of_the_system():
    breaks = [Break(date=date(2020, 6, 1), kind="system", reason="As told.", indicators=["reviews"])]
    rows = shares("reviews", "2020-04", [(90, 100)] * 3)
    dated = warned("reviews", period_start=date(2020, 4, 1), period_end=date(2020, 4, 30))
    told = material(rows, share("reviews"), caveats=[dated], breaks=breaks).figures.sort("period")
    assert told["under_caveat"].to_list() == ["caution", None, None]


def test_as_known_at_a_date_later_documents_say_nothing():
    packs = {"old": date(2020, 5, 31), "pack": date(2020, 6, 30)}
    rows = [printed("adopted", MAY, "3", document="old"), printed("adopted", MAY, "4"), printed("adopted", JUNE, "5")]
    told = material(rows, indicator("adopted"), documents=packs, on=date(2020, 5, 31)).figures
    assert told.select("period", "value").rows() == [(MAY, 3)]


def test_the_order_of_printed_rows_does_not_matter():
    rows = [*shares("reviews", "2020-01", [(9, 10)] * 6), *counts("adopted", "2020-01", [1, 2, 3])]
    numbered = [row | {"line": at} for at, row in enumerate(rows, 1)]
    known = share("reviews"), indicator("adopted")
    assert material(numbered, *known).figures.equals(material(numbered[::-1], *known).figures)


# ---- the registry -----------------------------------------------------------------------------------------------


def test_changes_of_the_country_concern_everybody_and_breaks_of_a_council_its_own():
    own = Break(date=date(2019, 4, 1), kind="system", reason="A new system.", indicators=["reviews", "adopted"])
    national = share("reviews", changes=[change(date(2018, 4, 1))])
    known = registry(national, indicator("adopted"))
    port = Council(id="port", authority=Authority(name="Port"), breaks=(own,))
    frame = Registry(known.indicators, known.themes, councils={**known.councils, "port": port}).change_frame()
    assert frame.rows() == [
        ("reviews", date(2018, 4, 1), "definition", "Counted anew.", None),
        ("reviews", date(2019, 4, 1), "system", "A new system.", "Port"),
        ("adopted", date(2019, 4, 1), "system", "A new system.", "Port"),
    ]


def test_without_changes_the_frame_of_changes_is_empty_and_has_its_columns():
    frame = registry(indicator("adopted")).change_frame()
    assert frame.is_empty() and frame.columns == ["indicator", "changed", "kind", "reason", "whose"]


def test_what_follows_the_school_year_says_so_in_the_registrys_frame():
    frame = registry(indicator("attending", seasonal=True), indicator("adopted")).frame()
    assert frame.select("indicator", "seasonal").rows() == [("attending", True), ("adopted", False)]


def test_every_change_of_the_projects_registry_is_of_a_measure_that_it_has():
    known = load_registry()
    assert set(known.change_frame()["indicator"]) <= set(known.indicators)


@pytest.mark.parametrize(("kind", "breaks"), [("system", 1), ("event", 0), ("name", 0), ("numbering", 0)])
def test_an_event_and_a_new_name_break_no_series(kind, breaks):
    known = share("reviews", changes=[change(date(2019, 4, 1), kind=kind)])
    assert material([], known).breaks.height == breaks


def test_what_counts_on_from_april_tells_of_the_cases_of_all_its_months():
    waits = [printed("wait", label, "40", unit="days", basis="year-to-date") for label in ("2020-04", MAY, JUNE)]
    wait = indicator("wait", unit="days", kind="average", basis="year-to-date", average_of="adopted")
    assert cases([*waits, *counts("adopted", "2020-04", [2, 3, 4])], wait, indicator("adopted"), of="wait") == [2, 5, 9]
    # April is not printed: nobody knows how many there are
    assert cases([*waits, *counts("adopted", MAY, [3, 4])], wait, indicator("adopted"), of="wait") == [None] * 3


@pytest.mark.parametrize(
    ("value", "left"), [("86.3%", ["2019/20 Spring"]), ("80.0%", ["2019/20 Spring", "2020-04"])], ids=["same", "other"]
)
def test_a_month_that_prints_what_its_term_is_printed_with_is_the_terms(value, left):
    spring = {
        "period": "2019/20 Spring",
        "period_kind": "academic_term",
        "period_start": date(2020, 1, 1),
        "period_end": date(2020, 4, 30),
    }
    rows = [
        printed("plans", "2019/20", "86.3%", basis="termly", **spring),
        printed("plans", "2020-04", value, basis="termly"),
    ]
    figures = material(rows, share("plans", basis="termly")).figures
    assert sorted(figures["period"]) == left


def test_what_is_as_at_the_end_of_a_year_is_that_of_its_last_quarter_too():
    rows = [printed("homes", "2019/20", "79.4%", basis="annual"), printed("homes", JUNE, "79.8%", basis="month-end")]
    series = material(rows, share("homes", basis="month-end")).series
    quarters = series.filter(series["period_kind"] == "quarter").sort("period").select("period", "value").rows()
    assert quarters == [("2019/20 Q4", 79.4), ("2020/21 Q1", 79.8)]
