"""Key messages: what is said plainly, in which order, and what is not said at all."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.message_rows import KINDS, SCHEMA
from scorecard.measures.answers.messages import key_messages
from scorecard.periods import Quarter
from tests.unit.measures.answers.messages_of import bands, kinds, messages, year
from tests.unit.measures.answers.town import (
    counts,
    found,
    material,
    printed,
    share,
    shares,
    to_date,
    told,
    warned,
)
from tests.unit.validate.rule_frames import indicator


def test_no_message_is_of_a_figure_under_an_error():
    rows = [*year("reviews", 950, 500), *counts("adopted", "2019-06", [*[50, 52] * 6, 500])]
    tolerances = bands("reviews", 3)
    known = share("reviews"), indicator("adopted", good="info")
    wrong = [found("error", line=3), found("error", line=16)]
    frame = messages(rows, *known, thresholds=tolerances, findings=wrong)
    assert {kind for kind, _ in kinds(frame)} <= {"not-known"}
    assert {kind for kind, _ in kinds(messages(rows, *known, thresholds=tolerances))} >= {"crossed-worse", "signal"}


def test_only_a_robust_signal_is_out_of_the_ordinary():
    steady = [50, 52] * 6
    known = indicator("adopted", good="info")
    frame = messages(counts("adopted", "2019-06", [*steady, 90]), known)
    assert kinds(frame) == [("signal", "adopted")]
    assert kinds(messages(counts("adopted", "2019-06", [*steady, 51]), known)) == []


def test_the_order_is_that_of_consequence():
    rows = [
        *year("improving", 500, 600),
        *year("worsening", 600, 500),
        *year("red", 500, 500),
        *year("fallen", 950, 500),
        *year("risen", 500, 950),
        *counts("odd", "2019-06", [*[50, 52] * 6, 90]),
        printed("new", "2020-06", "50.0%", x=500, y=1000),
    ]
    ids = ("improving", "worsening", "red", "fallen", "risen", "new")
    known = [*(share(id) for id in ids), indicator("odd", good="info")]
    tolerances = [*bands("red", 9), *bands("fallen", 12), *bands("risen", 15)]
    frame = messages(rows, *known, thresholds=tolerances)
    order = [kind for kind, _ in kinds(frame)]
    assert order == [
        "crossed-worse",
        "crossed-better",
        "signal",
        "target-missed",
        "declined",
        "improved",
        "not-known",
    ]
    assert order == sorted(order, key=list(KINDS).index)


def not_known() -> list[str]:
    rows = [
        printed("b", "2020-06", "50.0%", x=500, y=1000),
        printed("a", "2020-06", "50.0%", x=500, y=1000),
        *shares("few", "2020-03", [(9, 10)]),
        *shares("few", "2020-06", [(8, 10)]),
    ]
    frame = messages(rows, share("a"), share("b"), share("few"))
    assert {kind for kind, _ in kinds(frame)} == {"not-known"}
    return frame["words"].to_list()


NOT_KNOWN = [
    "Better or worse than the quarter or the year before is not said of 2 measures: of the figures that are read none "
    "is of just that time; packs may say more in sentences, in years to date, or as the base of another measure "
    "(A, B).",
    "Better or worse than the quarter or the year before is not said of 1 measure: fewer than 20 cases (Few).",
]


def test_what_is_not_known_is_counted_and_named_by_its_reason():
    assert sorted(not_known()) == sorted(NOT_KNOWN)


def test_the_most_frequent_reason_for_what_is_not_known_comes_first():
    assert not_known() == NOT_KNOWN


def test_a_figure_of_another_quarter_a_locality_and_a_category_make_no_message():
    rows = year("reviews", 500, 600)
    for other in ({"area": "East", "area_kind": "locality"}, {"breakdown": "Boys"}):
        assert kinds(messages([row | other for row in rows], share("reviews"))) == []
    asked = material(rows, share("reviews"))
    assert key_messages(asked, answer(asked), Quarter(2020, 2)).is_empty()


def test_a_measure_is_told_of_at_its_latest_month_of_the_quarter():
    rows = [*year("reviews", 500, 600), *shares("reviews", "2020-05", [(300, 1000)])]
    rows += shares("reviews", "2019-05", [(900, 1000)])
    frame = messages(rows, share("reviews"))
    assert frame["period"].to_list() == ["2020-06"]


LOST = (
    "Of the themes that both packs have, 1 measure of old stands under no known name in pack; some may be told there "
    "by another name, by team or only in sentences: Lost (40 in March 2020)."
)


def test_a_forecast_and_what_came_of_it_and_what_is_no_longer_reported_are_told():
    packs = {"old": date(2020, 3, 31), "pack": date(2020, 6, 30)}
    rows = [
        *counts("adopted", "2020-06", [31]),
        printed("lost", "2020-03", "40", document="old"),
        printed("adopted", "2020-03", "31", document="old"),
    ]
    claims = [told("adopted", "2020-06", 30, line=50, relation="forecast", document="old")]
    known = indicator("adopted", good="info"), indicator("lost", good="info")
    frame = messages(rows, *known, documents=packs, claims=claims)
    assert [kind for kind, _ in kinds(frame)] == ["came-true", "not-reported"]
    came, lost = frame["words"]
    assert came == "Adopted: 30 was forecast for 2020-06 (line 50 of old); 31 is printed, more than forecast."
    assert lost == LOST


def test_one_measure_that_is_no_longer_reported_is_told_as_one():
    packs = {"old": date(2020, 3, 31), "pack": date(2020, 6, 30)}
    rows = [*counts("adopted", "2020-06", [31]), printed("lost", "2020-03", "40", document="old")]
    rows += [printed("adopted", "2020-03", "31", document="old")]
    known = indicator("adopted", good="info"), indicator("lost", good="info")
    (words,) = messages(rows, *known, documents=packs)["words"]
    assert words == LOST


def test_without_figures_there_are_no_messages_and_the_columns_are_there():
    frame = messages([], share("reviews"))
    assert frame.is_empty() and dict(frame.schema) == SCHEMA


# ---- what stands beside a figure is told with it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "now", "says"),
    [
        ("leaves-out", 600, True),
        ("not-comparable", 600, True),
        ("may-change", 600, False),
        ("leaves-out", 500, True),
        ("not-comparable", 500, False),
    ],
)
def test_what_the_document_says_of_a_figure_is_told_of_it_and_of_a_change_what_it_says_of_changes(kind, now, says):
    red = bands("reviews", 3)
    frame = messages(
        year("reviews", 500, now), share("reviews"), thresholds=red, caveats=[warned("reviews", kind=kind)]
    )
    (row,) = frame.filter(pl.col("kind") != "not-known").to_dicts()
    assert row["kind"] == ("improved" if now == 600 else "target-missed")
    said = " A note in its section (line 90) says that some figures there "
    assert (said in row["words"], row["sure"]) == (says, "depends" if says else "robust")


@pytest.mark.parametrize("more", [{"about": "REVIEW"}, {"scope": "row"}])
def test_a_note_that_names_what_it_is_about_or_stands_in_the_row_is_of_these_figures(more):
    note = warned("reviews", kind="not-comparable", **more)
    (words,) = messages(year("reviews", 500, 600), share("reviews"), caveats=[note])["words"]
    assert words.endswith(" The document says that these figures do not compare (line 90).")


@pytest.mark.parametrize(("since", "told"), [(date(2019, 6, 1), False), (date(2019, 6, 2), True), (None, True)])
def test_what_goes_on_since_before_both_figures_is_no_doubt_of_their_change(since, told):
    note = warned("reviews", kind="not-comparable", period_start=since)
    (words,) = messages(year("reviews", 500, 600), share("reviews"), caveats=[note])["words"]
    assert ("(line 90)" in words) == told


def test_a_document_takes_its_warning_of_a_time_back():
    red = bands("reviews", 3)
    june = {"period_start": date(2020, 6, 1), "period_end": date(2020, 6, 30)}
    caution, sound = warned("reviews"), warned("reviews", kind="sound", part=1, line=91)
    asked = (year("reviews", 500, 500), share("reviews"))
    (warned_of,) = messages(*asked, thresholds=red, caveats=[caution]).filter(pl.col("words").str.contains("red"))[
        "words"
    ]
    assert warned_of == (
        "1 measure would be red by the printed tolerances, but a note of the document warns of theirs: "
        "Reviews (50.0% in June 2020; line 90: take care)."
    )
    assert messages(*asked, thresholds=red, caveats=[caution, sound])["kind"].to_list() == ["not-known"] * 2, "no time"
    back = messages(*asked, thresholds=red, caveats=[caution, sound | june]).filter(pl.col("kind") == "target-missed")
    (row,) = back.to_dicts()
    both = " The document says at one place that take care (line 90), and at another that these figures are right"
    assert (row["words"].endswith(f"{both} (line 91)."), row["sure"]) == (True, "depends")


def test_where_the_year_so_far_went_the_other_way_a_plain_change_says_so():
    frame = messages(
        [
            *year("reviews", 500, 600),
            printed("reviews", "2019/20", "60.0%", x=6000, y=10000),
            printed("reviews", "2020/21 YTD", "58.0%", x=1740, y=3000, **to_date("2020/21", date(2020, 6, 30))),
        ],
        share("reviews", basis="in-month"),
    )
    (row,) = frame.filter(pl.col("kind") == "improved").to_dicts()
    assert row["words"].endswith(", better. The year to date is 58.0%, against 60.0% in 2019/20.")
    assert row["sure"] == "depends"


def test_what_is_reported_late_says_so_and_no_year_stands_for_its_quarter():
    rolling = {"basis": "rolling-12-months"}
    late = indicator("entrants", good="low", covers="It is of an earlier year.", **rolling)
    rows = [printed("entrants", "2019/20", "70"), printed("entrants", "2020/21 Q1", "90", **rolling)]
    assert kinds(messages(rows, late)) == [("not-known", None)]
    assert kinds(messages(rows, indicator("entrants", good="low", **rolling))) == [("worse-depends", "entrants")]
    (words,) = messages([*rows, printed("entrants", "2019/20 Q4", "70", **rolling)], late)["words"]
    assert ", up 20, worse. " in words, "what it covers is told instead of months in common"
    assert words.endswith(" It is of an earlier year.")


def test_what_covers_another_time_than_it_stands_under_has_a_reason_of_its_own():
    late = indicator("entrants", good="low", covers="It is of an earlier year.")
    (words,) = messages([printed("entrants", "2020/21 Q1", "90")], late)["words"]
    assert "its figures cover another time than they are printed for" in words


def test_a_year_is_held_against_the_year_before_where_no_month_of_its_last_quarter_compares():
    rows = [
        *shares("reviews", "2020-03", [(700, 1000)]),
        printed("reviews", "2018/19", "50.0%", x=500, y=1000),
        printed("reviews", "2019/20", "60.0%", x=600, y=1000),
    ]
    asked = material(rows, share("reviews", basis="in-month"), documents={"pack": date(2020, 3, 31)})
    frame = key_messages(asked, answer(asked), Quarter(2019, 4))
    assert kinds(frame) == [("improved", "reviews")]
    assert frame["words"].item() == "Reviews, 2019/20: 60.0% against 50.0% in 2018/19, up 10.0 points, better."
    compares = [*rows, *shares("reviews", "2019-03", [(500, 1000)])]
    asked = material(compares, share("reviews", basis="in-month"), documents={"pack": date(2020, 3, 31)})
    (words,) = key_messages(asked, answer(asked), Quarter(2019, 4))["words"]
    assert words.startswith("Reviews, March 2020: 70.0% against 50.0% in March 2019")


def test_a_special_cause_is_told_as_what_it_is_and_not_beside_a_change_of_the_same_measure():
    outside = messages(counts("odd", "2019-06", [*[50, 52] * 6, 500]), indicator("odd", good="info"))
    assert outside["words"].to_list() == ["Odd, June 2020: 500 is unusually high."]
    run = messages(
        counts("odd", "2019-06", [60, 50, 60, 50, 60, 50, *[57, 58, 59, 57, 58, 59, 57]]), indicator("odd", good="low")
    )
    assert [one for one in run["words"] if "the last of 7 or more months above their mean, a concern" in one]
    both = messages(counts("odd", "2019-06", [*[500, 502] * 6, 900]), indicator("odd"))
    assert [kind for kind, _ in kinds(both)] == ["improved"]
