"""Key messages of colours: what is red, what crossed into another colour, and what hangs on a hair."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.messages import key_messages
from scorecard.periods import Quarter
from tests.unit.measures.answers.messages_of import TWO, bands, kinds, messages, of_two, year
from tests.unit.measures.answers.town import (
    change,
    material,
    printed,
    share,
    shares,
    to_date,
    warned,
)
from tests.unit.validate.rule_frames import signal


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
        "1 measure would be red by the printed tolerances, but a note of the document warns of theirs: "
        "Reviews (50.0% in June 2020; line 90: take care)."
    )


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


def test_a_printed_red_that_cannot_be_checked_is_told_with_the_reason():
    frame = messages(
        year("reviews", 500, 500), share("reviews"), signals=[signal("reviews", "2020-06", "rag", "red", line=3)]
    )
    assert kinds(frame) == [("target-missed", "reviews")]
    assert frame["words"].item().endswith("50.0% is printed red, which is not checked: no target is printed.")


def test_two_councils_that_miss_the_same_target_are_both_told():
    rows = of_two(year("reviews", 500, 500), year("reviews", 400, 400))
    tolerances = [*bands("reviews", 3), *(one | {"document": "port"} for one in bands("reviews", 6))]
    frame = messages(rows, share("reviews"), documents=TWO, thresholds=tolerances)
    assert kinds(frame) == [("target-missed", "reviews")] * 2


def test_what_happened_in_between_is_a_clause_of_the_change_and_of_the_crossing():
    def said(day: date, **more: Any) -> str:
        known = share("reviews", changes=[change(day, kind="event", reason="The floods.")])
        return messages(year("reviews", 500, 600), known, **more)["words"].item()

    assert said(date(2020, 3, 23)).endswith("up 10.0 points, better (in between: The floods, from March 2020).")
    assert "in between" not in said(date(2019, 6, 1)), "the earlier figure is of that time too"
    assert "in between" not in said(date(2020, 7, 1)), "it had not happened"
    crossed = said(date(2020, 3, 23), thresholds=bands("reviews", 3, red=55, green=59))
    assert crossed.endswith("against 50.0% in March 2020 (in between: The floods, from March 2020).")


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


def test_what_got_worse_and_is_green_all_the_same_says_so():
    tolerances = bands("reviews", 3, red=20, green=30)
    words = messages(year("reviews", 600, 500), share("reviews"), thresholds=tolerances)["words"].item()
    assert words.endswith("down 10.0 points, worse. It is green by the printed tolerances all the same.")
    better = messages(year("reviews", 500, 600), share("reviews"), thresholds=tolerances)["words"].item()
    assert better.endswith("up 10.0 points, better.")
