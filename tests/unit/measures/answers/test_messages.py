"""Key messages: what is said plainly, in which order, and what is not said at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.messages import KINDS, SCHEMA, key_messages
from scorecard.periods import Quarter
from scorecard.registry.models import PrintedName
from tests.unit.measures.answers.town import (
    change,
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
from tests.unit.validate.rule_frames import FAMILY, indicator, signal, threshold

Q1 = Quarter(2020, 1)


def bands(id: str, line: int, *, red: float = 80, green: float = 90) -> list[dict[str, Any]]:
    return [
        threshold(id, "red", f"<{red}", None, red, line=line, closed=(True, False)),
        threshold(id, "amber", f"{red}-{green}", red, green, line=line, closed=(True, False)),
        threshold(id, "green", f"{green}+", green, None, line=line),
    ]


def messages(rows: list[dict[str, Any]], *indicators: Any, **more: Any) -> pl.DataFrame:
    asked = material(rows, *indicators, **more)
    return key_messages(asked, answer(asked), Q1)


def kinds(frame: pl.DataFrame) -> list[tuple[str, str | None]]:
    return frame.select("kind", "indicator").rows()


def year(id: str, before: int, now: int, *, of: int = 1000) -> list[dict[str, Any]]:
    """A share in March and June of two years: the quarter and the year before say the same."""
    return [
        printed(id, label, f"{100 * x / of:.1f}%", x=x, y=of)
        for label, x in (("2019-06", before), ("2020-03", before), ("2020-06", now))
    ]


def test_what_is_robustly_better_is_told_with_its_places():
    frame = messages(year("reviews", 500, 600), share("reviews"))
    assert kinds(frame) == [("improved", "reviews")]
    row = frame.row(0, named=True)
    assert row["words"] == "Reviews, June 2020: 60.0% against 50.0% in June 2019, up 10.0 points, better."
    assert (row["sure"], row["inputs"], row["line"]) == ("robust", "pack:3:2; pack:1:2", 3)
    assert kinds(messages(year("reviews", 600, 500), share("reviews"))) == [("declined", "reviews")]
    assert kinds(messages(year("reviews", 600, 500), share("reviews", good="low"))) == [("improved", "reviews")]


@pytest.mark.parametrize(
    "more",
    [
        {"rows": year("reviews", 500, 505)},
        {"findings": [found("warning", line=3)]},
        {"rows": [row | {"numerator": None, "denominator": None} for row in year("reviews", 500, 600)][1:]},
    ],
    ids=["a small change", "a disputed figure", "one way of looking"],
)
def test_what_only_depends_is_neither_improved_nor_declined(more):
    rows = more.pop("rows", year("reviews", 500, 600))
    assert not {kind for kind, _ in kinds(messages(rows, share("reviews"), **more))} & {"improved", "declined"}


def test_what_only_depends_is_told_apart_with_the_way_that_does_not_agree():
    frame = messages(year("reviews", 500, 600), share("reviews"), findings=[found("warning", line=3)])
    assert kinds(frame) == [("better-depends", "reviews")]
    assert frame["words"].item() == (
        "Reviews, June 2020: 60.0% against 50.0% in June 2019, up 10.0 points, better. "
        "Not plainly: a finding disputes one of the two figures."
    )
    (told_of,) = messages(
        counts("adopted", "2020-03", [60])[:1] + counts("adopted", "2020-06", [40]), indicator("adopted")
    )["words"]
    assert told_of.endswith(" Not plainly: there is no second way of looking at it.")
    assert kinds(messages(year("reviews", 500, 505), share("reviews"))) == [], "too small to speak of"


def test_better_one_way_and_worse_another_is_not_clear():
    rows = year("reviews", 500, 600)
    rows[0] = printed("reviews", "2019-06", "70.0%", x=700, y=1000)
    frame = messages(rows, share("reviews"))
    assert kinds(frame) == [("not-clear", "reviews")]
    row = frame.row(0, named=True)
    assert row["sure"] == "depends" and ", worse." in row["words"] and ", better." in row["words"]


def test_no_message_is_of_a_figure_under_an_error():
    rows = [*year("reviews", 950, 500), *counts("adopted", "2019-06", [*[50, 52] * 6, 500])]
    tolerances = bands("reviews", 3)
    known = share("reviews"), indicator("adopted", good="info")
    wrong = [found("error", line=3), found("error", line=16)]
    frame = messages(rows, *known, thresholds=tolerances, findings=wrong)
    assert {kind for kind, _ in kinds(frame)} <= {"not-known"}
    assert {kind for kind, _ in kinds(messages(rows, *known, thresholds=tolerances))} >= {"crossed-worse", "signal"}


def test_a_colour_that_changed_goes_before_the_change_and_is_told_once():
    frame = messages(year("reviews", 950, 500), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [("crossed-worse", "reviews")]
    assert frame["words"].item() == ("Reviews: from green to red: 50.0% in June 2020 against 95.0% in March 2020.")
    better = messages(year("reviews", 500, 950), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(better) == [("crossed-better", "reviews")]


def test_a_colour_that_is_only_just_crossed_is_not_called_a_crossing():
    frame = messages(year("reviews", 950, 800), share("reviews"), thresholds=bands("reviews", 3))
    assert frame["words"].item().startswith("Reviews: from green to amber (one case, the last printed decimal): ")
    assert (frame["kind"].item(), frame["sure"].item()) == ("not-clear", "depends")


@pytest.mark.parametrize(("earlier", "now", "kind"), [(800, 500, "not-clear"), (801, 500, "crossed-worse")])
def test_an_earlier_figure_at_the_edge_of_the_new_colour_makes_no_crossing(earlier, now, kind):
    frame = messages(year("reviews", earlier, now), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [(kind, "reviews")]
    assert ("80.0% lies at the edge of amber" in frame["words"].item()) is (kind == "not-clear")


def test_an_earlier_figure_at_another_edge_than_that_of_the_new_colour_makes_one():
    frame = messages(year("reviews", 899, 500), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [("crossed-worse", "reviews")]


@pytest.mark.parametrize(
    ("values", "kinds_told"), [((950, 500, 500, 500), []), ((950, 950, 950, 500), ["crossed-worse"])]
)
def test_a_crossing_that_the_quarter_before_had_made_is_not_told_again(values, kinds_told):
    rows = [*shares("reviews", "2020-04", [(v, 1000) for v in values])]
    asked = material(
        [row | {"line": 4, "cell": at} for at, row in enumerate(rows, 1)],
        share("reviews"),
        thresholds=bands("reviews", 4),
        documents={"pack": date(2020, 7, 31)},
    )
    told = key_messages(asked, answer(asked), Quarter(2020, 2))
    assert [kind for kind in told["kind"] if kind.startswith("crossed")] == kinds_told


def test_tolerances_of_a_later_year_are_said_to_be_so():
    asked = material(
        year("reviews", 500, 500),
        share("reviews"),
        thresholds=bands("reviews", 3),
        documents={"pack": date(2021, 5, 31)},
    )
    (words,) = key_messages(asked, answer(asked), Quarter(2020, 1)).filter(kind="target-missed")["words"]
    assert words.endswith("The tolerances are those printed in 2021/22.")


def test_what_would_be_red_did_its_document_not_warn_of_it_is_named():
    frame = messages(
        year("reviews", 500, 500),
        share("reviews"),
        thresholds=bands("reviews", 3),
        caveats=[warned("reviews", kind="caution")],
    )
    (words,) = frame.filter(kind="not-known", sure="depends")["words"]
    assert words == (
        "1 measure would be red by the printed tolerances, but the document itself warns of the figures: "
        "Reviews (50.0% in June 2020)."
    )


def test_what_a_report_prints_as_neither_good_nor_bad_is_neither_better_nor_worse():
    asked = material(year("reviews", 500, 600), share("reviews"))
    town = asked.registry.councils["town"]
    no_good = PrintedName(family=FAMILY, indicator="reviews", number=None, names=["Reviews"], good="info")
    silent = replace(asked.registry, councils={"town": replace(town, names={FAMILY: (no_good,)})})
    for registry, said in ((asked.registry, [("improved", "reviews")]), (silent, [])):
        again = Material.of(asked.tables, registry)
        assert kinds(key_messages(again, answer(again), Q1).filter(pl.col("kind") != "not-known")) == said


def test_a_colour_that_was_left_within_the_year_says_so_and_one_passed_through_does_not():
    known, tolerances = share("reviews"), bands("reviews", 5)

    def crossed(*values: int) -> list[str]:
        rows = [row | {"line": 5} for row in shares("reviews", "2020-01", [(value, 1000) for value in values])]
        rows = [row | {"cell": at} for at, row in enumerate(rows, 1)]
        return messages(rows, known, thresholds=tolerances)["words"].to_list()

    assert "it had been there within the year, and left again" in crossed(700, 850, 960, 960, 900, 700)[0]
    assert "(" not in crossed(990, 980, 970, 900, 850, 700)[0], "never red before"
    assert not any("from red" in one for one in crossed(600, 600, 600, 960, 960, 850)), "it comes back from green"


def test_no_colour_is_crossed_over_a_change_of_the_measure():
    known = share("reviews", changes=[change(date(2020, 5, 1))])
    frame = messages(year("reviews", 950, 500), known, thresholds=bands("reviews", 3))
    assert kinds(frame) == [("target-missed", "reviews"), ("not-known", None)]


def test_what_was_red_before_and_is_red_now_misses_its_target_and_says_by_how_much():
    frame = messages(year("reviews", 500, 500), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [("target-missed", "reviews")]
    assert frame["words"].item() == (
        "Reviews, June 2020: 50.0% is red; 30.0 points more and it is amber. Green is printed as 90+."
    )


def test_a_red_that_depends_is_no_missed_target():
    frame = messages(year("reviews", 799, 799), share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == []


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
    "2 measures cannot be called better or worse than the quarter or the year before: "
    "no figure is read for just that time (A, B).",
    "1 measure cannot be called better or worse than the quarter or the year before: fewer than 20 cases (Few).",
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
    "Of the themes that both packs have, 1 measure of old stands under no known name in pack: Lost (40 in March 2020)."
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


def test_a_printed_red_that_cannot_be_checked_is_told_with_the_reason():
    frame = messages(
        year("reviews", 500, 500), share("reviews"), signals=[signal("reviews", "2020-06", "rag", "red", line=3)]
    )
    assert kinds(frame) == [("target-missed", "reviews")]
    assert frame["words"].item().endswith("50.0% is printed red, which is not checked: no target is printed.")


def of_two(rows: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    there = [row | {"authority": "Port", "area": "Port", "document": "port"} for row in other]
    return [row | {"line": at} for at, row in enumerate([*rows, *there], 1)]


TWO = {"pack": date(2020, 6, 30), "port": date(2020, 6, 30)}


def test_two_councils_that_both_got_better_have_a_message_each():
    rows = of_two(year("reviews", 500, 600), year("reviews", 400, 600))
    assert kinds(messages(rows, share("reviews"), documents=TWO)) == [("improved", "reviews")] * 2


def test_one_council_that_got_better_and_one_that_got_worse_are_both_clear():
    rows = of_two(year("reviews", 500, 600), year("reviews", 600, 400))
    frame = messages(rows, share("reviews"), documents=TWO)
    assert sorted(kinds(frame)) == [("declined", "reviews"), ("improved", "reviews")]


def test_two_councils_that_miss_the_same_target_are_both_told():
    rows = of_two(year("reviews", 500, 500), year("reviews", 400, 400))
    tolerances = [*bands("reviews", 3), *(one | {"document": "port"} for one in bands("reviews", 6))]
    frame = messages(rows, share("reviews"), documents=TWO, thresholds=tolerances)
    assert kinds(frame) == [("target-missed", "reviews")] * 2


def test_without_figures_there_are_no_messages_and_the_columns_are_there():
    frame = messages([], share("reviews"))
    assert frame.is_empty() and dict(frame.schema) == SCHEMA


# ---- what stands beside a figure is told with it -----------------------------------------------------------------


def test_what_happened_in_between_is_a_clause_of_the_change_and_of_the_crossing():
    def said(day: date, **more: Any) -> str:
        known = share("reviews", changes=[change(day, kind="event", reason="The floods.")])
        return messages(year("reviews", 500, 600), known, **more)["words"].item()

    assert said(date(2020, 3, 23)).endswith("up 10.0 points, better (in between: The floods, from March 2020).")
    assert "in between" not in said(date(2019, 6, 1)), "the earlier figure is of that time too"
    assert "in between" not in said(date(2020, 7, 1)), "it had not happened"
    crossed = said(date(2020, 3, 23), thresholds=bands("reviews", 3, red=55, green=59))
    assert crossed.endswith("against 50.0% in March 2020 (in between: The floods, from March 2020).")


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
    assert ("The document says that " in row["words"], row["sure"]) == (says, "depends" if says else "robust")


def test_a_red_month_says_what_colour_its_year_to_date_has_if_it_is_another_one():
    rows = [printed("left", "2020-06", "50.0%", x=500, y=1000)]
    for so_far, said in (("85.0%", " For the year to date it is 85.0%, amber."), ("60.0%", "")):
        ytd = printed("left", "2020/21 YTD", so_far, **to_date("2020/21", date(2020, 6, 30)))
        frame = messages([*rows, ytd], share("left"), thresholds=bands("left", 1))
        red = frame.filter(pl.col("kind") == "target-missed")["words"].item()
        assert red == (
            f"Left, June 2020: 50.0% is red; 30.0 points more and it is amber. Green is printed as 90+.{said}"
        )


def test_a_crossing_that_hangs_on_which_of_two_prints_is_right_is_not_clear():
    rows = [*year("reviews", 700, 950), printed("reviews", "2020-06", "71.0%", line=9, cell=4)]
    frame = messages(rows, share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [("not-clear", "reviews")] and "71% is printed too for June 2020" in frame["words"].item()
    rows = [*year("reviews", 700, 950), printed("reviews", "2020-06", "96.0%", line=9, cell=4)]
    frame = messages(rows, share("reviews"), thresholds=bands("reviews", 3))
    assert kinds(frame) == [("crossed-better", "reviews")] and "is printed too for June 2020" in frame["words"].item()


def test_a_special_cause_is_told_as_what_it_is_and_not_beside_a_change_of_the_same_measure():
    outside = messages(counts("odd", "2019-06", [*[50, 52] * 6, 500]), indicator("odd", good="info"))
    assert outside["words"].to_list() == ["Odd, June 2020: 500 is unusually high."]
    run = messages(
        counts("odd", "2019-06", [60, 50, 60, 50, 60, 50, *[57, 58, 59, 57, 58, 59, 57]]), indicator("odd", good="low")
    )
    assert [one for one in run["words"] if "the last of 7 or more months above their mean, a concern" in one]
    both = messages(counts("odd", "2019-06", [*[500, 502] * 6, 900]), indicator("odd"))
    assert [kind for kind, _ in kinds(both)] == ["improved"]


def test_what_got_worse_and_is_green_all_the_same_says_so():
    tolerances = bands("reviews", 3, red=20, green=30)
    words = messages(year("reviews", 600, 500), share("reviews"), thresholds=tolerances)["words"].item()
    assert words.endswith("down 10.0 points, worse. It is green by the printed tolerances all the same.")
    better = messages(year("reviews", 500, 600), share("reviews"), thresholds=tolerances)["words"].item()
    assert better.endswith("up 10.0 points, better.")


def test_what_the_month_before_says_of_a_change_since_march_is_told_beside_it():
    rows = [*shares("reviews", "2020-03", [(500, 1000)]), *shares("reviews", "2020-07", [(700, 1000), (600, 1000)])]
    asked = material(
        [row | {"line": 3, "cell": at} for at, row in enumerate(rows, 1)],
        share("reviews"),
        documents={"pack": date(2020, 8, 31)},
    )
    (words,) = key_messages(asked, answer(asked), Quarter(2020, 2)).filter(kind="better-depends")["words"]
    assert words == (
        "Reviews, August 2020: 60.0% against 50.0% in March 2020, up 10.0 points, better. "
        "Not plainly: on the month before it is worse; on the month before by its counts it is worse."
    )


def test_what_a_document_prints_besides_for_either_time_is_named_where_a_change_is_not_plain():
    rows = [*year("reviews", 500, 600), printed("reviews", "2019-06", "55.0%", line=9, cell=4)]
    (words,) = messages(rows, share("reviews"), documents={"pack": date(2020, 6, 30)})["words"]
    assert "Not plainly: " in words and words.endswith(" 55% is printed too for June 2019.")
    rows = [*year("reviews", 500, 600), printed("reviews", "2020-06", "57.0%", line=9, cell=4)]
    (words,) = messages(rows, share("reviews"), documents={"pack": date(2020, 6, 30)})["words"]
    assert words.endswith(" 57% is printed too for June 2020.")
