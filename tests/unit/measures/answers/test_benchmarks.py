"""Benchmarks: which one a figure is set against, by which method, and what its year is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scorecard.measures.answers.benchmarks import benchmarks
from tests.unit.measures.answers.town import ask, counts, found, material, printed, share, shares, the, warned
from tests.unit.validate.rule_frames import indicator

AGAINST = "against-benchmark"
NATION, NEIGHBOURS = "National average", "Statistical neighbour average"
NATIONAL, NEIGHBOUR = "national_average", "neighbour_average"


def beside(id: str, label: str, published: str, *, area: str = NATION, **more: Any) -> dict[str, Any]:
    return printed(id, label, published, area=area, area_kind="comparator", **{"basis": "benchmark", "cell": 7} | more)


def town(rows: list[dict[str, Any]], *indicators: Any, **where: Any) -> dict[str, Any]:
    more = {k: where.pop(k) for k in ("findings", "caveats", "documents") if k in where}
    return the(benchmarks, material(rows, *indicators, **more), AGAINST, **where)


# ---- which one ------------------------------------------------------------------------------------------------


def test_a_year_is_set_against_the_benchmark_of_its_own_year():
    rows = [printed("reviews", "2018/19", "80.0%"), printed("reviews", "2017/18", "78.0%")]
    rows += [beside("reviews", label, text) for label, text in (("2017/18", "75.0%"), ("2018/19", "77.0%"))]
    told = {row["period"]: row for row in ask(benchmarks, material(rows, share("reviews")), AGAINST)}
    assert {label: (row["against_period"], row["value"]) for label, row in told.items()} == {
        "2017/18": ("2017/18", 3.0),
        "2018/19": ("2018/19", 3.0),
    }
    assert told["2018/19"]["settings"] == "of the figure's own time"
    assert told["2017/18"]["settings"] == "of the figure's own time; latest known 77.0% (2018/19, pack)"


def test_a_year_without_a_benchmark_of_its_own_is_set_against_the_last_one_before_and_none_after():
    rows = [printed("reviews", "2018/19", "80.0%"), printed("reviews", "2015/16", "80.0%")]
    rows += [beside("reviews", label, text) for label, text in (("2016/17", "75.0%"), ("2017/18", "77.0%"))]
    row = town(rows, share("reviews"))
    assert (row["period"], row["against_period"]) == ("2018/19", "2017/18")
    assert row["settings"] == "12 months older than the figure"


def test_a_month_is_set_against_the_latest_year_that_its_document_prints():
    rows = [printed("reviews", "2020-06", "80.0%")]
    rows += [beside("reviews", label, text) for label, text in (("2017/18", "75.0%"), ("2018/19", "77.0%"))]
    row = town(rows, share("reviews"))
    assert (row["against_period"], row["settings"]) == ("2018/19", "15 months older than the figure")


def test_a_benchmark_younger_than_the_month_is_not_said_to_have_no_year():
    rows = [printed("reviews", "2018-06", "80.0%"), beside("reviews", "2018/19", "77.0%")]
    told = ask(benchmarks, material(rows, share("reviews")), AGAINST)
    assert all("its year is not printed" not in row["settings"] for row in told)


@pytest.mark.parametrize(("label", "there"), [("2020-06", True), ("2019-07", True), ("2019-06", False)])
def test_a_benchmark_without_a_year_is_for_the_last_twelve_months_only(label, there):
    rows = [printed("reviews", label, "80.0%"), beside("reviews", "latest", "77.0%")]
    told = ask(benchmarks, material(rows, share("reviews")), AGAINST)
    assert bool(told) is there
    if there:
        assert (told[0]["against_period"], told[0]["settings"]) == ("latest", "its year is not printed")
        assert "(England)" in told[0]["words"]


def test_a_benchmark_without_a_year_goes_before_an_older_one_for_a_new_month():
    rows = [printed("reviews", "2020-06", "80.0%"), beside("reviews", "latest", "77.0%")]
    rows += [beside("reviews", "2018/19", "70.0%")]
    assert town(rows, share("reviews"))["against_period"] == "latest"


def test_each_comparator_has_a_row_of_its_own():
    rows = [printed("reviews", "2020-06", "80.0%"), beside("reviews", "latest", "77.0%")]
    rows += [beside("reviews", "latest", "82.0%", area=NEIGHBOURS, cell=8)]
    told = ask(benchmarks, material(rows, share("reviews")), AGAINST)
    assert [(row["against"], row["verdict"]) for row in told] == [(NATIONAL, "better"), (NEIGHBOUR, "worse")]


def test_the_benchmark_of_another_document_unit_or_category_is_none():
    own = printed("reviews", "2020-06", "80.0%")
    packs = {"pack": date(2020, 6, 30), "other": date(2020, 5, 31)}
    for other in ({"document": "other"}, {"unit": "count"}, {"breakdown": "Boys"}):
        rows = [own, beside("reviews", "latest", "77.0%", **other)]
        assert ask(benchmarks, material(rows, share("reviews"), documents=packs), AGAINST) == []


def test_a_locality_and_a_category_are_set_against_no_benchmark():
    rows = [printed("reviews", "2020-06", "80.0%", area="East"), beside("reviews", "latest", "77.0%")]
    rows += [printed("reviews", "2020-06", "80.0%", breakdown="Boys")]
    assert ask(benchmarks, material(rows, share("reviews")), AGAINST) == []


def test_the_latest_known_benchmark_is_that_of_the_newest_document():
    packs = {"old": date(2019, 6, 30), "pack": date(2020, 6, 30)}
    rows = [
        printed("reviews", "2019-06", "80.0%", document="old"),
        beside("reviews", "2017/18", "77.0%", document="old"),
        beside("reviews", "2018/19", "85.0%"),
    ]
    asked = material(rows, share("reviews"), documents=packs)
    row = the(benchmarks, asked, AGAINST)
    assert row["settings"] == "15 months older than the figure; latest known 85.0% (2018/19, pack)"
    assert (row["verdict"], row["sure"]) == ("better", "depends")
    assert the(benchmarks, asked, "robustness")["settings"] == (
        "plain difference: better; latest known benchmark: worse"
    )


# ---- by which method ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "verdict"),
    [(30, "worse"), (31, "similar"), (36, "similar"), (38, "similar"), (39, "better"), (40, "better")],
)
def test_a_share_of_x_and_y_has_control_limits_round_the_benchmark_for_its_own_denominator(x, verdict):
    # METHODS: 0.90 for 40 children gives 0.7695 to 0.9604, so 30.78 to 38.42 children
    row = town([*shares("reviews", "2020-06", [(x, 40)]), beside("reviews", "latest", "90.0%")], share("reviews"))
    assert [round(row["lower"], 2), round(row["upper"], 2)] == [76.95, 96.04]
    assert row["verdict"] == verdict and row["method"].startswith("control limits")


@pytest.mark.parametrize(
    ("good", "published", "verdict"),
    [
        ("high", "80.0%", "better"),
        ("high", "70.0%", "worse"),
        ("low", "80.0%", "worse"),
        ("low", "70.0%", "better"),
        ("info", "80.0%", "higher"),
        ("info", "70.0%", "lower"),
        ("within-limits", "70.0%", "lower"),
        ("high", "77.0%", "same"),
        ("info", "77.0%", "same"),
    ],
)
def test_without_counts_the_plain_difference_is_told_by_polarity_and_no_test(good, published, verdict):
    row = town(
        [printed("reviews", "2020-06", published), beside("reviews", "latest", "77.0%")], share("reviews", good=good)
    )
    assert (row["verdict"], row["lower"], row["upper"]) == (verdict, None, None)
    assert row["method"] == "plain difference, no test"


def test_a_verdict_is_robust_only_where_two_ways_agree():
    def sure(rows: list[dict[str, Any]], **more: Any) -> str:
        asked = material([*rows, beside("reviews", "latest", "77.0%")], share("reviews"), **more)
        return the(benchmarks, asked, AGAINST)["sure"]

    far = shares("reviews", "2020-06", [(95, 100)])
    assert sure([printed("reviews", "2020-06", "95.0%")]) == "depends"
    assert sure(far) == "robust"
    assert sure(far, findings=[found("warning", line=1)]) == "depends"
    assert sure(shares("reviews", "2020-06", [(79, 100)])) == "depends"


@pytest.mark.parametrize(
    ("rows", "more", "reason"),
    [
        (shares("reviews", "2020-06", [(19, 19)]), {}, "few-cases"),
        (shares("reviews", "2020-06", [(95, 100)]), {"findings": [found("error", line=1)]}, "under-error"),
        (shares("reviews", "2020-06", [(95, 100)]), {"caveats": [warned("reviews")]}, "under-caveat"),
    ],
    ids=["few cases", "an error", "a warning"],
)
def test_what_is_not_judged_has_the_difference_and_the_reason(rows, more, reason):
    row = town([*rows, beside("reviews", "latest", "77.0%")], share("reviews"), **more)
    assert (row["verdict"], row["reason"], row["sure"]) == (None, reason, "not-decidable")
    assert row["value"] > 0 and "whether that is better or worse is not said" in row["words"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [*shares("reviews", "2020-06", [(95, 100)]), beside("reviews", "2018/19", "77%")],
            "Reviews, June 2020: 95.0% against 77% (England 2018/19), 18.0 points above it, better.",
        ),
        (
            [*shares("reviews", "2020-06", [(79, 100)]), beside("reviews", "2018/19", "77.5%")],
            "Reviews, June 2020: 79.0% against 77.5% (England 2018/19), 1.5 points above it, "
            "which chance alone can explain.",
        ),
        (
            [printed("reviews", "2020-06", "77.0%"), beside("reviews", "latest", "77.0%")],
            "Reviews, June 2020: 77.0% against 77.0% (England), the same.",
        ),
        (
            [printed("reviews", "2020-06", "70.0%"), beside("reviews", "latest", "77.0%")],
            "Reviews, June 2020: 70.0% against 77.0% (England), 7.0 points below it, worse.",
        ),
    ],
)
def test_one_sentence_of_each_kind_word_for_word(rows, words):
    assert town(rows, share("reviews"))["words"] == words


def test_the_places_of_both_are_told():
    row = town([*counts("adopted", "2020-06", [40]), beside("adopted", "latest", "30")], indicator("adopted"))
    assert row["inputs"] == "pack:1:2; pack:2:7"


def test_the_year_that_a_benchmarks_cell_prints_is_told_with_it():
    rows = [
        printed("reviews", "2020-06", "80.0%"),
        beside("reviews", "latest", "77.0%") | {"published": "77.0% (2017)"},
    ]
    row = town(rows, share("reviews"))
    assert "against 77.0% (England 2017)" in row["words"]
