"""Direction of travel: what is compared with what, when it is judged, why not, and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.change import changes
from scorecard.registry.models import Break
from tests.unit.measures.answers.town import (
    ask,
    change,
    counts,
    found,
    material,
    printed,
    share,
    shares,
    the,
    to_date,
    told,
    warned,
)
from tests.unit.validate.rule_frames import DOCUMENT, indicator, threshold

PREVIOUS, QUARTER, YEAR = "change-on-previous", "change-on-quarter", "change-on-year"


def last(rows: list[dict[str, Any]], *indicators: Any, measure: str = PREVIOUS, **more: Any) -> dict[str, Any]:
    """The answer about the figure of June 2020."""
    return the(changes, material(rows, *indicators, **more), measure, period="2020-06", indicator=indicators[0].id)


def pair(before: tuple[int, int], now: tuple[int, int], id: str = "reviews") -> list[dict[str, Any]]:
    return shares(id, "2020-05", [before, now])


# ---- what is compared -----------------------------------------------------------------------------------------


def test_the_month_before_is_compared_and_the_difference_is_that_of_the_printed_figures():
    row = last(pair((90, 100), (95, 100)), share("reviews"))
    assert (row["value"], row["unit"], row["verdict"]) == (5.0, "points", "better")
    assert (row["against"], row["against_period"], row["figure"]) == ("the month before", "2020-05", 95.0)
    assert row["inputs"] == "pack:2:2; pack:1:2"


def test_a_missing_month_is_not_bridged():
    rows = [*shares("reviews", "2020-04", [(90, 100)]), *shares("reviews", "2020-06", [(95, 100)])]
    row = last(rows, share("reviews"))
    assert (row["value"], row["verdict"], row["reason"]) == (None, None, "no-earlier-figure")


def test_a_missing_mark_is_no_earlier_figure():
    rows = [printed("reviews", "2020-05", None, unit="percent"), *shares("reviews", "2020-06", [(95, 100)])]
    assert last(rows, share("reviews"))["reason"] == "no-earlier-figure"


@pytest.mark.parametrize(
    ("measure", "label"), [(PREVIOUS, "2020-05"), (QUARTER, "2020-03"), (YEAR, "2019-06")], ids=str
)
def test_each_measure_takes_the_month_at_its_own_distance_and_no_other(measure, label):
    for other in ("2020-05", "2020-04", "2020-03", "2019-07", "2019-06", "2019-05"):
        rows = [*shares("reviews", other, [(90, 100)]), *shares("reviews", "2020-06", [(95, 100)])]
        got = last(rows, share("reviews"), measure=measure)["against_period"]
        assert got == (label if other == label else None)


def test_february_of_a_leap_year_has_its_year_before():
    rows = [*shares("reviews", "2019-02", [(90, 100)]), *shares("reviews", "2020-02", [(95, 100)])]
    assert the(changes, material(rows, share("reviews")), YEAR, period="2020-02")["value"] == 5.0


@pytest.mark.parametrize(("end", "value"), [(date(2019, 6, 30), 5.0), (date(2019, 5, 31), None)])
def test_a_year_to_date_is_compared_with_that_of_the_same_month_only(end, value):
    rows = [
        printed("reviews", "2019/20 YTD", "90.0%", x=90, y=100, **to_date("2019/20", end)),
        printed("reviews", "2020/21 YTD", "95.0%", x=95, y=100, **to_date("2020/21", date(2020, 6, 30))),
    ]
    row = the(changes, material(rows, share("reviews")), YEAR, period="2020/21 YTD")
    assert row["value"] == value


def test_a_quarter_is_compared_with_the_quarter_before_and_has_no_month_before():
    rows = [printed("reviews", "2019/20 Q4", "90.0%", y=100), printed("reviews", "2020/21 Q1", "95.0%", y=100)]
    asked = material(rows, share("reviews"))
    assert the(changes, asked, QUARTER, period="2020/21 Q1")["value"] == 5.0
    assert ask(changes, asked, PREVIOUS) == []


def test_a_locality_is_compared_with_itself():
    rows = [*shares("reviews", "2020-05", [(90, 100)]), *shares("reviews", "2020-06", [(80, 100)], area="East")]
    assert last(rows, share("reviews"))["reason"] == "no-earlier-figure"


def test_a_figure_of_another_basis_is_no_earlier_figure():
    before, now = pair((90, 100), (95, 100))
    row = last([before | {"basis": "rolling-12-months"}, now], share("reviews"))
    assert (row["value"], row["reason"]) == (None, "no-earlier-figure")


# ---- verdicts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "now", "verdict"),
    [
        ("high", 95, "better"),
        ("high", 85, "worse"),
        ("low", 95, "worse"),
        ("low", 85, "better"),
        ("info", 95, "higher"),
        ("info", 85, "lower"),
        ("high", 90, "no-change"),
        ("low", 90, "no-change"),
        ("info", 90, "no-change"),
    ],
)
def test_up_is_better_only_where_high_is_good(good, now, verdict):
    assert last(pair((90, 100), (now, 100)), share("reviews", good=good))["verdict"] == verdict


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("25", "22", "better"),
        ("22", "25", "worse"),
        ("10", "12", "better"),
        ("15", "19", "no-change"),
        ("12", "22", "no-change"),
        ("20", "21", "worse"),
    ],
)
def test_within_limits_nearer_to_the_range_is_better_and_inside_it_nothing_changes(before, now, verdict):
    rows = [printed("caseload", "2020-05", before, unit="cases"), printed("caseload", "2020-06", now, unit="cases")]
    load = indicator("caseload", unit="cases", kind="average", good="within-limits")
    limits = [
        threshold("caseload", "green", "14 to 20", 14, 20, line=1),
        threshold("caseload", "red", "21+", 21, None),
        threshold("caseload", "red", "<14", None, 14),
    ]
    assert last(rows, load, thresholds=limits)["verdict"] == verdict


@pytest.mark.parametrize(("before", "now"), [("10", "12"), ("12", "10"), ("12", "22")])
def test_below_limits_of_which_only_more_is_red_nothing_is_judged(before, now):
    rows = [printed("caseload", "2020-05", before, unit="cases"), printed("caseload", "2020-06", now, unit="cases")]
    load = indicator("caseload", unit="cases", kind="average", good="within-limits")
    limits = [threshold("caseload", "green", "14 to 20", 14, 20, line=1), threshold("caseload", "red", "21+", 21, None)]
    row = last(rows, load, thresholds=limits)
    assert (row["verdict"], row["reason"]) == (None, "no-colour-below")


def test_within_limits_that_are_not_printed_nothing_is_judged():
    rows = [printed("caseload", "2020-05", "25", unit="cases"), printed("caseload", "2020-06", "22", unit="cases")]
    row = last(rows, indicator("caseload", unit="cases", kind="average", good="within-limits"))
    assert (row["verdict"], row["reason"], row["sure"]) == (None, "no-limits", "not-decidable")
    assert "the document that prints the figure last gives no limits" in row["words"]


# ---- why there is none ----------------------------------------------------------------------------------------

LADDER = ["under-error", "counts-on", "seasonal", "across-break", "under-caveat", "few-cases"]


@pytest.mark.parametrize("reason", LADDER)
def test_of_several_reasons_the_first_of_the_order_is_told(reason):
    rest = LADDER[LADDER.index(reason) :]
    rows = pair((9, 10), (10, 10)) if "few-cases" in rest else pair((90, 100), (95, 100))
    if "counts-on" in rest:
        rows = [row | {"basis": "year-to-date"} for row in rows]
    more: dict[str, Any] = {}
    if "under-error" in rest:
        more["findings"] = [found("error", line=2)]
    if "under-caveat" in rest:
        more["caveats"] = [warned("reviews")]
    moved = [change(date(2020, 6, 1))] if "across-break" in rest else []
    row = last(rows, share("reviews", seasonal="seasonal" in rest, changes=moved), **more)
    assert (row["reason"], row["verdict"], row["sure"]) == (reason, None, "not-decidable")
    assert "whether that is better or worse is not said" in row["words"]


def test_without_an_earlier_figure_that_is_the_reason_even_under_an_error():
    row = last(shares("reviews", "2020-06", [(9, 10)]), share("reviews"), findings=[found("error", line=1)])
    assert row["reason"] == "no-earlier-figure"


@pytest.mark.parametrize("line", [1, 2], ids=["the earlier figure", "the figure"])
def test_an_error_of_either_figure_forbids_a_verdict(line):
    row = last(pair((90, 100), (95, 100)), share("reviews"), findings=[found("error", line=line)])
    assert (row["reason"], row["verdict"], row["facts"]) == ("under-error", None, f"fact-{line}")


@pytest.mark.parametrize("label", ["2020-05", "2020-06"])
def test_a_warning_of_either_figures_time_forbids_a_verdict(label):
    month = date(int(label[:4]), int(label[5:]), 1)
    warning = warned("reviews", period=label, period_start=month, period_end=month)
    assert last(pair((90, 100), (95, 100)), share("reviews"), caveats=[warning])["reason"] == "under-caveat"


def test_a_warning_that_forbids_nothing_forbids_nothing():
    row = last(pair((90, 100), (95, 100)), share("reviews"), caveats=[warned("reviews", kind="may-change")])
    assert (row["reason"], row["verdict"]) == (None, "better")


def test_what_follows_the_school_year_is_compared_with_the_same_time_of_another_year():
    rows = [*shares("reviews", "2019-06", [(90, 100)]), *pair((80, 100), (95, 100))]
    asked = material(rows, share("reviews", seasonal=True))
    assert the(changes, asked, PREVIOUS, period="2020-06")["reason"] == "seasonal"
    assert the(changes, asked, YEAR, period="2020-06")["verdict"] == "better"


def test_what_counts_on_from_april_is_compared_with_the_same_month_of_another_year():
    rows = [*shares("reviews", "2019-06", [(90, 100)]), *pair((80, 100), (95, 100))]
    asked = material([row | {"basis": "year-to-date"} for row in rows], share("reviews"))
    assert the(changes, asked, PREVIOUS, period="2020-06")["reason"] == "counts-on"
    assert the(changes, asked, YEAR, period="2020-06")["verdict"] == "better"


@pytest.mark.parametrize(
    ("basis", "day", "crosses"),
    [
        ("month-end", date(2020, 5, 31), False),  # May's last day is counted in the new way already
        ("month-end", date(2020, 6, 1), True),
        ("month-end", date(2020, 6, 30), True),
        ("month-end", date(2020, 7, 1), False),
        ("in-month", date(2020, 5, 1), False),  # all of May is of the new kind
        ("in-month", date(2020, 5, 2), True),  # a day of May is of the old kind
        ("in-month", date(2020, 6, 30), True),
        ("in-month", date(2020, 7, 1), False),
    ],
)
def test_a_break_parts_what_is_counted_over_a_period_from_its_first_day_and_a_stock_at_its_end(basis, day, crosses):
    row = last(pair((90, 100), (95, 100)), share("reviews", basis=basis, changes=[change(day)]))
    assert row["reason"] == ("across-break" if crosses else None)
    assert ("the measure, or the system that counts it, changed in between (Counted anew)" in row["words"]) is crosses


def test_a_year_that_holds_the_break_is_compared_with_neither_neighbour():
    rows = [printed("reviews", f"{y}/{y - 1999}", "90.0%", y=100) for y in (2016, 2017, 2018, 2019)]
    asked = material(rows, share("reviews", basis="annual", changes=[change(date(2017, 10, 1))]))
    reasons = {row["period"]: row["reason"] for row in ask(changes, asked, YEAR)}
    assert reasons == {
        "2016/17": "no-earlier-figure",
        "2017/18": "across-break",
        "2018/19": "across-break",
        "2019/20": None,
    }


def test_a_rolling_year_that_holds_the_break_is_compared_with_no_later_one():
    rows = [
        row | {"basis": "rolling-12-months"}
        for row in [*shares("reviews", "2019-06", [(90, 100)]), *shares("reviews", "2020-06", [(95, 100)])]
    ]
    # the year up to June 2019 begins in July 2018
    rolling = share("reviews", basis="rolling-12-months", changes=[change(date(2018, 12, 1))])
    assert last(rows, rolling, measure=YEAR)["reason"] == "across-break"


@pytest.mark.parametrize("kind", ["definition", "method", "system", "population", "basis"])
def test_what_changes_the_meaning_is_a_break(kind):
    row = last(pair((90, 100), (95, 100)), share("reviews", changes=[change(date(2020, 6, 1), kind=kind)]))
    assert row["reason"] == "across-break"


@pytest.mark.parametrize("kind", ["event", "name", "numbering"])
def test_an_event_or_a_new_name_is_no_break(kind):
    row = last(pair((90, 100), (95, 100)), share("reviews", changes=[change(date(2020, 6, 1), kind=kind)]))
    assert row["reason"] is None


def test_a_councils_own_break_parts_its_own_figures_and_no_other_councils():
    new_system = Break(date=date(2020, 6, 1), kind="system", reason="A new system.", indicators=["reviews"])
    other = [row | {"authority": "Port", "area": "Port"} for row in pair((90, 100), (95, 100))]
    asked = material([*pair((90, 100), (95, 100)), *other], share("reviews"), breaks=[new_system])
    reasons = {row["authority"]: row["reason"] for row in ask(changes, asked, PREVIOUS, period="2020-06")}
    assert reasons == {"Town": "across-break", "Port": None}


@pytest.mark.parametrize("of_nothing", ["2020-05", "2020-06"])
def test_an_average_of_nothing_is_compared_with_nothing(of_nothing):
    days = [printed("wait", label, "0" if label == of_nothing else "40", unit="days") for label in MONTHS]
    cases = [printed("adopted", label, "0" if label == of_nothing else "30") for label in MONTHS]
    row = last([*days, *cases], indicator("wait", unit="days", good="low", average_of="adopted"), indicator("adopted"))
    assert (row["reason"], row["verdict"]) == ("average-of-nothing", None)


MONTHS = ("2020-05", "2020-06")


def test_a_warning_is_told_before_an_average_of_nothing():
    days = [printed("wait", label, "0", unit="days") for label in MONTHS]
    cases = [printed("adopted", label, "0") for label in MONTHS]
    wait = indicator("wait", unit="days", good="low", average_of="adopted")
    row = last([*days, *cases], wait, indicator("adopted"), caveats=[warned("wait")])
    assert row["reason"] == "under-caveat"


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ((18, 20), (19, 20), None),
        ((18, 19), (19, 20), "few-cases"),
        ((18, 20), (18, 19), "few-cases"),
        ((180, 200), (18, 19), "few-cases"),
    ],
)
def test_a_share_needs_twenty_cases_in_both_periods(before, now, reason):
    assert last(pair(before, now), share("reviews"))["reason"] == reason


@pytest.mark.parametrize(
    ("before", "now", "reason"), [(19, 18, "few-cases"), (19, 20, None), (20, 19, None), (3, 40, None)]
)
def test_counts_need_twenty_cases_in_one_of_the_periods(before, now, reason):
    assert last(counts("adopted", "2020-05", [before, now]), indicator("adopted"))["reason"] == reason


@pytest.mark.parametrize(("whole", "reason"), [(19, "few-cases"), (20, None)])
def test_the_whole_that_the_registry_names_says_of_how_many_a_share_tells(whole, reason):
    rows = [printed("reviews", label, text) for label, text in zip(MONTHS, ("90.0%", "95.0%"), strict=True)]
    whole_rows = [printed("children", label, str(whole)) for label in MONTHS]
    assert last([*rows, *whole_rows], share("reviews", whole="children"), indicator("children"))["reason"] == reason


def test_a_printed_denominator_goes_before_the_whole_of_the_registry():
    whole = [printed("children", label, "10") for label in MONTHS]
    rows = [*pair((90, 100), (95, 100)), *whole]
    assert last(rows, share("reviews", whole="children"), indicator("children"))["reason"] is None


def test_what_cannot_be_compared_is_never_nought():
    rows = [*shares("reviews", "2020-06", [(90, 100)]), *counts("adopted", "2020-06", [30])]
    for row in ask(changes, material(rows, share("reviews"), indicator("adopted")), PREVIOUS):
        assert row["value"] is None and row["verdict"] is None and row["against_period"] is None
        assert row["sure"] == "not-decidable" and row["reason"] == "no-earlier-figure"


# ---- what only sentences give ---------------------------------------------------------------------------------


def test_a_quoted_figure_serves_where_no_table_prints_one_and_is_marked_with_its_line():
    rows = shares("reviews", "2020-06", [(95, 100)])
    row = last(rows, share("reviews"), measure=YEAR, claims=[told("reviews", "2019-06", 90.0, line=77, unit="percent")])
    assert (row["value"], row["quoted"], row["inputs"]) == (5.0, True, "pack:1:2; pack:77")
    assert "against 90% in June 2019 (quoted at line 77), up 5.0 points, better." in row["words"]


def test_a_printed_figure_goes_before_a_quoted_one():
    rows = [*shares("reviews", "2019-06", [(80, 100)]), *shares("reviews", "2020-06", [(95, 100)])]
    row = last(rows, share("reviews"), measure=YEAR, claims=[told("reviews", "2019-06", 90.0, line=77, unit="percent")])
    assert (row["value"], row["quoted"]) == (15.0, False)
    assert "quoted" not in row["words"]


# ---- sentences ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "rows", "words"),
    [
        (
            "reviews",
            pair((90, 100), (95, 100)),
            "Reviews, June 2020: 95.0% against 90.0% in May 2020, up 5.0 points, better.",
        ),
        (
            "adopted",
            counts("adopted", "2020-05", [1651, 1648]),
            "Adopted, June 2020: 1,648 against 1,651 in May 2020, down 3, worse.",
        ),
        (
            "adopted",
            counts("adopted", "2020-05", [30, 30]),
            "Adopted, June 2020: 30 against 30 in May 2020, no change.",
        ),
        (
            "adopted",
            counts("adopted", "2020-06", [30]),
            "Adopted, June 2020: 30; no figure of the month before is printed.",
        ),
        (
            "adopted",
            counts("adopted", "2020-05", [7, 9]),
            "Adopted, June 2020: 9 against 7 in May 2020, up 2; whether that is better or worse is not said: "
            "fewer than 20 cases.",
        ),
        (
            "wait",
            [printed("wait", "2020-05", "40.5", unit="days"), printed("wait", "2020-06", "41", unit="days")],
            "Wait, June 2020: 41 days against 40.5 days in May 2020, up 0.5 days, worse.",
        ),
    ],
    ids=["a share", "a count", "level", "nothing before", "few cases", "days of other decimals"],
)
def test_one_sentence_of_each_kind_word_for_word(id, rows, words):
    known = {"reviews": share("reviews"), "adopted": indicator("adopted")}
    known["wait"] = indicator("wait", unit="days", good="low", kind="average")
    assert last(rows, known[id])["words"] == words


def test_a_difference_of_one_point_is_told_as_one():
    rows = [printed("reviews", label, text, y=100) for label, text in zip(MONTHS, ("90%", "91%"), strict=True)]
    assert last(rows, share("reviews"))["words"].endswith("up 1 point, better.")


# ---- how sure -------------------------------------------------------------------------------------------------


def test_one_way_of_looking_alone_makes_nothing_robust():
    rows = [printed("reviews", label, text, y=100) for label, text in zip(MONTHS, ("90.0%", "95.0%"), strict=True)]
    asked = material(rows, share("reviews"))
    assert the(changes, asked, PREVIOUS, period="2020-06")["sure"] == "depends"
    row = the(changes, asked, "robustness", period="2020-06")
    assert (row["value"], row["settings"]) == (1.0, "the month before, as printed: better")


def test_two_ways_that_agree_are_robust():
    asked = material(pair((90, 100), (95, 100)), share("reviews"))
    assert the(changes, asked, PREVIOUS, period="2020-06")["sure"] == "robust"
    row = the(changes, asked, "robustness", period="2020-06")
    assert (row["against"], row["value"], row["unit"]) == (PREVIOUS, 1.0, "share")
    assert row["settings"] == "the month before, as printed: better; the month before, from x of y: better"
    assert row["words"] == "Reviews, June 2020: 2 of 2 ways of looking say better."


def test_a_month_that_says_better_and_a_year_that_says_worse_are_not_robust():
    rows = [*shares("reviews", "2019-06", [(990, 1000)]), *pair((900, 1000), (950, 1000))]
    asked = material(rows, share("reviews"))
    for measure, verdict in ((PREVIOUS, "better"), (YEAR, "worse")):
        row = the(changes, asked, measure, period="2020-06")
        assert (row["verdict"], row["sure"]) == (verdict, "depends")


def test_counts_that_moved_behind_the_same_print_make_it_depend():
    rows = [
        printed("reviews", "2020-05", "90.0%", x=900, y=1000),
        printed("reviews", "2020-06", "90.0%", x=9004, y=10000),
    ]
    row = last(rows, share("reviews"))
    assert (row["verdict"], row["sure"]) == ("no-change", "depends")


@pytest.mark.parametrize(("now", "sure"), [("91.9%", "depends"), ("92.0%", "robust"), ("88.1%", "depends")])
def test_less_than_two_points_are_too_small_to_be_robust(now, sure):
    rows = [
        printed("reviews", "2020-05", "90.0%", x=900, y=1000),
        printed("reviews", "2020-06", now, x=int(float(now[:-1]) * 10), y=1000),
    ]
    assert last(rows, share("reviews"))["sure"] == sure


@pytest.mark.parametrize(("now", "sure"), [(1029, "depends"), (1030, "robust"), (971, "depends"), (970, "robust")])
def test_less_than_three_per_cent_of_a_count_is_too_small_to_be_robust(now, sure):
    # the same figure a quarter before too, so that two ways answer
    rows = [*counts("adopted", "2020-03", [1000]), *counts("adopted", "2020-05", [1000, now])]
    assert last(rows, indicator("adopted"))["sure"] == sure


@pytest.mark.parametrize("line", [1, 2], ids=["the earlier figure", "the figure"])
def test_a_figure_that_a_finding_disputes_makes_it_depend(line):
    asked = material(pair((90, 100), (95, 100)), share("reviews"), findings=[found("warning", line=line)])
    row = the(changes, asked, PREVIOUS, period="2020-06")
    assert (row["verdict"], row["sure"], row["facts"]) == ("better", "depends", f"fact-{line}")
    settings = the(changes, asked, "robustness", period="2020-06")["settings"]
    assert settings.endswith("the month before, without a figure that is disputed: no answer")


def test_fewer_than_five_cases_are_too_few_to_be_robust():
    for now, sure in ((94, "depends"), (95, "robust")):
        assert last(pair((90, 100), (now, 100)), share("reviews"))["sure"] == sure, now


def test_a_change_too_small_to_speak_of_contradicts_no_other():
    rows = [*shares("reviews", "2019-06", [(951, 1000)]), *pair((900, 1000), (950, 1000))]
    asked = material(rows, share("reviews"))
    assert the(changes, asked, PREVIOUS, period="2020-06")["sure"] == "robust"
    assert the(changes, asked, YEAR, period="2020-06")["sure"] == "depends"


def test_a_percentage_that_may_be_of_few_is_not_robust():
    rows = [printed("reviews", "2020-05", "41.7%"), printed("reviews", "2020-06", "46.2%")]  # 5 of 12, 6 of 13
    assert last(rows, share("reviews"))["sure"] == "depends"


def test_the_end_of_a_year_is_its_march_and_disputes_another_print_of_it():
    stock = indicator("children", kind="stock", basis="month-end", good="low")
    end = {"basis": "month-end"}
    rows = [printed("children", "2019/20", "600", line=9), printed("children", "2020-06", "500", line=10, **end)]
    row = the(changes, material(rows, stock), "change-on-quarter", period="2020-06")
    assert (row["value"], row["verdict"], row["against_period"]) == (-100, "better", "2020-03")
    both = [*rows, printed("children", "2020-03", "610", line=11, **end)]
    asked = material(both, stock)
    assert asked.figures.filter(pl.col("period") == "2020-03")["same_document"].to_list() == [[600.0]]


def test_information_alone_disputes_nothing():
    row = last(pair((90, 100), (95, 100)), share("reviews"), findings=[found("information", line=2)])
    assert (row["sure"], row["facts"]) == ("robust", "fact-2")


def test_what_has_no_verdict_has_no_robustness():
    asked = material(pair((9, 10), (10, 10)), share("reviews"))
    assert ask(changes, asked, "robustness", against=PREVIOUS) == []


def test_the_document_of_the_figure_is_told_and_its_place():
    row = last(pair((90, 100), (95, 100)), share("reviews"))
    assert (row["document"], row["line"], row["cell"]) == (DOCUMENT, 2, 2)
