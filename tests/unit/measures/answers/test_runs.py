"""Worse three times in a row: what counts, what breaks a run, and what is told of it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from scorecard.measures.answers.answer import answer
from scorecard.measures.answers.runs import COLUMNS, runs
from tests.unit.measures.answers.town import change, counts, found, indicator, material, printed, share, shares, warned

FALLING = [(96, 100), (95, 100), (93, 100), (90, 100), (91, 100)]


def of(rows, *indicators, length=3, **asked):
    town = {name: asked.pop(name) for name in ("findings", "caveats") if name in asked}
    given = material(rows, *indicators, **town)
    return runs(answer(given), given.rules, length=length, **asked)


def told(frame):
    return frame.select("indicator", "in_a_row", "from_period", "to_period", "from_value", "to_value", "latest").rows()


def test_three_falls_of_what_should_be_high_are_a_run_of_three():
    frame = of(shares("reviews", "2020-01", FALLING), share("reviews"))
    assert frame.columns == list(COLUMNS)
    assert told(frame) == [("reviews", 3, "2020-01", "2020-04", 96.0, 90.0, False)]
    assert frame["change"].to_list() == [-6.0]


def test_two_are_none_and_a_longer_run_is_told_once():
    rows = shares("reviews", "2020-01", FALLING[:3])
    assert of(rows, share("reviews")).is_empty()
    five = shares("reviews", "2020-01", [(96 - n, 100) for n in range(6)])
    assert told(of(five, share("reviews"))) == [("reviews", 5, "2020-01", "2020-06", 96.0, 91.0, True)]


def test_the_registry_says_which_way_is_worse():
    rows = [*counts("late", "2020-01", [30, 40, 50, 60]), *counts("seen", "2020-01", [30, 40, 50, 60])]
    both = (indicator("late", good="low"), indicator("seen", good="high"))
    assert [row[0] for row in told(of(rows, *both))] == ["late"]
    assert [row[0] for row in told(of(rows, *both, verdict="better"))] == ["seen"]


def test_what_is_for_information_is_neither_better_nor_worse():
    rows = counts("seen", "2020-01", [60, 50, 40, 30])
    assert of(rows, indicator("seen", good="info")).is_empty()
    assert of(rows, indicator("seen", good="info"), verdict="lower").height == 1


def test_a_month_that_is_not_printed_breaks_a_run():
    rows = [row for row in shares("reviews", "2020-01", FALLING[:4]) if row["period"] != "2020-02"]
    assert of(rows, share("reviews")).is_empty()


def test_a_break_of_the_series_breaks_a_run_and_is_named_where_all_are_asked_for():
    broken = share("reviews", changes=[change(date(2020, 3, 1))])
    rows = shares("reviews", "2020-01", FALLING[:4])
    assert of(rows, broken).is_empty()
    assert of(rows, broken, judged=False)["reasons"].to_list() == ["across-break"]


@pytest.mark.parametrize(
    ("kept_from", "reason"),
    [
        ({"findings": [found("error", line=2)]}, "under-error"),
        ({"caveats": [warned("reviews")]}, "under-caveat"),
    ],
    ids=["error", "caveat"],
)
def test_what_has_no_verdict_breaks_a_run(kept_from, reason):
    rows = [row | {"line": number} for number, row in enumerate(shares("reviews", "2020-03", FALLING[:4]), 1)]
    assert of(rows, share("reviews"), **kept_from).is_empty()
    assert reason in of(rows, share("reviews"), judged=False, **kept_from)["reasons"][0]


def test_few_cases_are_no_run():
    rows = shares("reviews", "2020-01", [(9, 10), (8, 10), (7, 10), (6, 10)])
    assert of(rows, share("reviews")).is_empty()
    assert of(rows, share("reviews"), judged=False)["reasons"].to_list() == ["few-cases"]


def test_years_are_asked_for_as_years():
    years = ("2016/17", "2017/18", "2018/19", "2019/20")
    rows = [printed("seen", year, f"{value}") for year, value in zip(years, (90, 80, 70, 60), strict=True)]
    assert of(rows, indicator("seen"), step="year")["in_a_row"].to_list() == [3]
    assert of(rows, indicator("seen")).is_empty()


def test_every_place_of_a_run_is_named_once():
    rows = [row | {"line": 10 + number} for number, row in enumerate(shares("reviews", "2020-01", FALLING[:4]))]
    places = of(rows, share("reviews"))["inputs"][0].split("; ")
    assert len(places) == len(set(places)) == 4


def test_the_order_of_rows_does_not_matter():
    given = material(shares("reviews", "2020-01", FALLING), share("reviews"))
    answers = answer(given)
    shuffled = answers.sample(fraction=1.0, shuffle=True, seed=1)
    assert runs(shuffled, given.rules, length=3).equals(runs(answers, given.rules, length=3))


def test_no_answers_are_no_runs():
    given = material([], share("reviews"))
    assert runs(answer(given), given.rules, length=1).equals(
        pl.DataFrame(schema=runs(answer(given), given.rules, length=1).schema)
    )
