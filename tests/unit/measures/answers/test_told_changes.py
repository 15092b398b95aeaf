"""Key messages of changes: plain ones, and those that not every way of looking agrees with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.material import Material
from scorecard.measures.answers.messages import key_messages
from scorecard.periods import Quarter
from scorecard.registry.models import PrintedName
from tests.unit.measures.answers.messages_of import Q1, TWO, kinds, messages, of_two, year
from tests.unit.measures.answers.town import (
    counts,
    found,
    material,
    printed,
    share,
    shares,
    told,
)
from tests.unit.validate.rule_frames import FAMILY, indicator


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
    assert told_of.endswith(" Not plainly: no other time decides it.")
    assert kinds(messages(year("reviews", 500, 505), share("reviews"))) == [], "too small to speak of"


def test_better_one_way_and_worse_another_is_not_clear():
    rows = year("reviews", 500, 600)
    rows[0] = printed("reviews", "2019-06", "70.0%", x=700, y=1000)
    frame = messages(rows, share("reviews"))
    assert kinds(frame) == [("not-clear", "reviews")]
    row = frame.row(0, named=True)
    assert row["sure"] == "depends" and ", worse." in row["words"] and ", better." in row["words"]


def test_what_a_report_prints_as_neither_good_nor_bad_is_neither_better_nor_worse():
    asked = material(year("reviews", 500, 600), share("reviews"))
    town = asked.registry.councils["town"]
    no_good = PrintedName(family=FAMILY, indicator="reviews", number=None, names=["Reviews"], good="info")
    silent = replace(asked.registry, councils={"town": replace(town, names={FAMILY: (no_good,)})})
    for registry, said in ((asked.registry, [("improved", "reviews")]), (silent, [])):
        again = Material.of(asked.tables, registry)
        assert kinds(key_messages(again, answer(again), Q1).filter(pl.col("kind") != "not-known")) == said


def test_two_councils_that_both_got_better_have_a_message_each():
    rows = of_two(year("reviews", 500, 600), year("reviews", 400, 600))
    assert kinds(messages(rows, share("reviews"), documents=TWO)) == [("improved", "reviews")] * 2


def test_one_council_that_got_better_and_one_that_got_worse_are_both_clear():
    rows = of_two(year("reviews", 500, 600), year("reviews", 600, 400))
    frame = messages(rows, share("reviews"), documents=TWO)
    assert sorted(kinds(frame)) == [("declined", "reviews"), ("improved", "reviews")]


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
        "Not plainly: the month before, as printed: worse; the month before, from x of y: worse."
    )


def test_what_a_document_prints_besides_for_either_time_is_named_where_a_change_is_not_plain():
    rows = [*year("reviews", 500, 600), printed("reviews", "2019-06", "55.0%", line=9, cell=4)]
    (words,) = messages(rows, share("reviews"), documents={"pack": date(2020, 6, 30)})["words"]
    assert "Not plainly: " in words and words.endswith(" 55% is printed too for June 2019.")
    rows = [*year("reviews", 500, 600), printed("reviews", "2020-06", "57.0%", line=9, cell=4)]
    (words,) = messages(rows, share("reviews"), documents={"pack": date(2020, 6, 30)})["words"]
    assert words.endswith(" 57% is printed too for June 2020.")


@pytest.mark.parametrize(
    ("label", "other", "when"), [("2019-06", "65.0%", "June 2019"), ("2020-06", "45.0%", "June 2020")]
)
def test_another_print_with_which_a_change_would_be_the_opposite_says_so(label, other, when):
    rows = [*year("reviews", 500, 600), printed("reviews", label, other, line=9, cell=4)]
    (words,) = messages(rows, share("reviews"))["words"]
    assert words.endswith(f" {other[:2]}% is printed too for {when}, with which it would be worse.")


def test_two_rolling_years_with_months_in_common_say_so():
    rolling = {"basis": "rolling-12-months"}
    rows = [
        printed("moves", label, f"{v}", **rolling) for label, v in (("2019-06", 90), ("2020-03", 90), ("2020-06", 70))
    ]
    asked = material(rows, indicator("moves", good="low", **rolling))
    told_of = answer(asked).filter(pl.col("measure").is_in(["change-on-quarter", "change-on-year"]), period="2020-06")
    quarter, whole = told_of.sort("measure")["words"]
    assert quarter.endswith(", down 20, better; the twelve months of the two overlap.")
    assert whole.endswith(", down 20, better.")


def test_what_other_times_say_too_little_to_count_is_told_where_one_alone_decides():
    rows = [
        printed("staff", label, f"{value}") for label, value in (("2020-03", 100), ("2020-05", 121), ("2020-06", 120))
    ]
    (words,) = messages(rows, indicator("staff", good="high"))["words"]
    assert words.endswith(
        " Not plainly: no other time decides it; the month before, as printed: worse, but too small to speak of."
    )


def test_a_sentence_that_says_the_opposite_of_a_change_is_another_way_of_looking_at_it():
    rows = year("reviews", 500, 600)
    down = told("reviews", "2020-06", 5, line=70, unit="percent", relation="change", direction="down")
    (words,) = messages(rows, share("reviews"), claims=[down])["words"]
    assert words.endswith(" Not plainly: line 70 of its document: worse.")
    for other in ({"direction": "up"}, {"period": "2020-05"}, {"area": "East"}):
        assert kinds(messages(rows, share("reviews"), claims=[down | other])) == [("improved", "reviews")]


def test_how_a_sentence_without_a_time_says_that_a_measure_moved_is_told_where_one_time_alone_decides():
    rows = counts("adopted", "2020-03", [60])[:1] + counts("adopted", "2020-06", [40])
    down = told("adopted", None, 12, line=70, unit="percent", relation="change", direction="down", published="12%")
    (words,) = messages(rows, indicator("adopted"), claims=[down])["words"]
    assert words.endswith(
        " Not plainly: no other time decides it; line 70 says that it went down by 12% (since when is not read)."
    )
