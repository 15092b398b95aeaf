"""Robust or not: at least two ways, all alike, and nothing that rests on a disputed figure."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.measures.answers.robust import disputed, sure, with_agreement


def judged(verdict: str | None, *ways: str | None, severity: str | None = None, other: list | None = None) -> dict:
    told = {f"w{at}": way for at, way in enumerate(ways)}
    kinds = {"verdict": pl.String, "severity": pl.String, "same_document": pl.List(pl.Float64)}
    row = pl.DataFrame(
        [{"verdict": verdict, "severity": severity, "same_document": other, **told}],
        schema={**kinds, **dict.fromkeys(told, pl.String)},
    )
    given = {f"way {at}": pl.col(f"w{at}") for at in range(len(ways))}
    return with_agreement(row, given).with_columns(sure().alias("sure")).row(0, named=True)


@pytest.mark.parametrize(
    ("ways", "certain"),
    [
        (("better", "better"), "robust"),
        (("better", "better", None), "robust"),
        (("better", None), "depends"),
        ((None, None), "depends"),
        (("better", "worse"), "depends"),
        (("worse", "worse"), "depends"),
        (("better", "better", "similar"), "depends"),
    ],
)
def test_at_least_two_ways_answer_and_all_as_the_verdict(ways, certain):
    assert judged("better", *ways)["sure"] == certain


def test_a_way_that_does_not_apply_is_not_counted_and_not_listed():
    row = judged("better", "better", None, "worse")
    assert (row["ways"], row["agreeing"], row["listed"]) == (2, 1, "way 0: better; way 2: worse")


def test_without_a_verdict_nothing_is_decidable_whatever_the_ways_say():
    assert judged(None, "better", "better")["sure"] == "not-decidable"


@pytest.mark.parametrize(
    ("severity", "certain"), [("warning", "depends"), ("information", "robust"), (None, "robust"), ("error", "robust")]
)
def test_a_warning_is_a_way_without_an_answer(severity, certain):
    row = judged("better", "better", "better", severity=severity)
    assert row["sure"] == certain
    assert row["ways"] == (3 if severity == "warning" else 2)


def test_another_print_of_the_same_document_is_a_way_without_an_answer():
    assert judged("better", "better", "better", other=[61.5])["sure"] == "depends"
    assert judged("better", "better", "better", other=[])["sure"] == "robust"


def test_either_of_two_figures_can_be_disputed():
    rows = pl.DataFrame({"a": [None, "warning", None, "error"], "b": [None, None, "warning", None]})
    assert rows.select(disputed("a", "b")).to_series().to_list() == [False, True, True, False]


def test_no_column_of_a_way_is_left():
    assert not {name for name in judged("better", "better") if name.startswith("way_")}
