"""Small numbers that are printed: reported with their place, and nothing is hidden."""

from __future__ import annotations

from datetime import date

import pytest

from scorecard.measures.answers.exposure import exposures
from tests.unit.measures.answers.town import ask, counts, material, printed, share, shares, the, told
from tests.unit.validate.rule_frames import indicator

EXPOSURE = "exposure"


@pytest.mark.parametrize(("count", "there"), [(0, False), (1, True), (5, True), (6, False)])
def test_counts_of_one_to_five_are_reported_and_no_others(count, there):
    rows = ask(exposures, material(counts("adopted", "2020-06", [count]), indicator("adopted")), EXPOSURE)
    assert [(row["verdict"], row["value"], row["figure"]) for row in rows] == [("count", count, count)] * there


def test_an_exposed_cell_is_told_with_its_place_its_figure_and_its_time():
    row = the(exposures, material(counts("adopted", "2020-06", [3]), indicator("adopted")), EXPOSURE)
    assert (row["document"], row["line"], row["cell"], row["inputs"]) == ("pack", 1, 2, "pack:1:2")
    assert (row["title"], row["period"], row["period_end"]) == ("Adopted", "2020-06", date(2020, 6, 30))
    assert (row["unit"], row["of_unit"], row["sure"], row["quoted"]) == ("cases", "count", "robust", False)


@pytest.mark.parametrize(
    ("x", "y", "what"),
    [(3, 100, ["numerator"]), (97, 100, ["rest"]), (3, 6, ["numerator", "rest"]), (0, 100, []), (100, 100, [])],
)
def test_a_small_part_and_a_small_rest_of_a_share_are_reported(x, y, what):
    rows = ask(exposures, material(shares("reviews", "2020-06", [(x, y)]), share("reviews")), EXPOSURE)
    assert sorted(row["verdict"] for row in rows) == what


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2020-06", date(2020, 6, 1), date(2020, 6, 30)),
        ("2020/21 Q1", date(2020, 4, 1), date(2020, 6, 30)),
        ("2019/20 Q4", date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_a_sentence_that_exposes_a_number_has_a_line_no_cell_and_the_dates_of_its_label(period, start, end):
    asked = material([], indicator("adopted"), claims=[told("adopted", period, 4, line=90)])
    row = the(exposures, asked, EXPOSURE)
    assert (row["line"], row["cell"], row["quoted"], row["inputs"]) == (90, None, True, "pack:90")
    assert (row["period_start"], row["period_end"]) == (start, end)


def test_what_is_printed_twice_is_reported_twice():
    rows = [printed("adopted", "2020-06", "3", line=4), printed("adopted", "2020-06", "3", line=9)]
    assert [row["line"] for row in ask(exposures, material(rows, indicator("adopted")), EXPOSURE)] == [4, 9]
