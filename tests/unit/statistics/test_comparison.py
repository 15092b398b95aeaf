"""Comparisons: laws of polarity, groups, whole columns."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from scorecard.statistics.comparison import (
    against_fixed,
    control_limits,
    neighbour_mean,
    overlap,
    quartile_bands,
    rank,
    target_range,
    target_single,
)
from scorecard.statistics.intervals import wilson

TURNED = {"better": "worse", "worse": "better"}
tenths = st.integers(0, 1000).map(lambda number: number / 10)


def said(expression: pl.Expr, good: str | None, **numbers: float | None) -> str | None:
    frame = pl.DataFrame({name: [number] for name, number in numbers.items()}).cast(pl.Float64)
    return frame.with_columns(pl.lit(good, dtype=pl.String).alias("good")).select(expression).item()


@given(tenths, st.tuples(tenths, tenths).map(sorted))
@settings(max_examples=60, deadline=None)
def test_the_other_polarity_turns_the_verdict_round(benchmark: float, ends: list[float]) -> None:
    numbers = {"benchmark": benchmark, "lower": ends[0], "upper": ends[1]}
    expression = against_fixed("benchmark", ("lower", "upper"), good="good")
    high, low, none = (said(expression, good, **numbers) for good in ("high", "low", None))
    assert low == TURNED.get(str(high), high)
    assert none == {"better": "higher", "worse": "lower", "similar": "similar"}[str(high)]


@given(st.tuples(tenths, tenths).map(sorted), st.tuples(tenths, tenths).map(sorted))
@settings(max_examples=60, deadline=None)
def test_two_intervals_say_the_opposite_of_each_other(first: list[float], second: list[float]) -> None:
    numbers = dict(zip("abcd", [*first, *second]))
    there, back = (
        said(overlap(*pair, good="good"), "high", **numbers)
        for pair in ((("a", "b"), ("c", "d")), (("c", "d"), ("a", "b")))
    )
    assert back == TURNED.get(str(there), there)


@given(tenths, tenths)
@settings(max_examples=60, deadline=None)
def test_a_target_of_one_value_mirrors(value: float, target: float) -> None:
    expression = target_single("value", "target", good="good")
    assert said(expression, "high", value=value, target=target) == said(expression, "low", value=-value, target=-target)


@pytest.mark.parametrize("missing", ["value", "lower", "upper"])
def test_a_missing_number_says_nothing(missing: str) -> None:
    numbers: dict[str, float | None] = {"value": 85.0, "lower": 80.0, "upper": 90.0, missing: None}
    assert said(target_range("value", "lower", "upper", good="good"), "high", **numbers) is None
    assert said(target_single("value", "lower", good="good", interval=("value", "upper")), "high", **numbers) is None


def test_intervals_go_in_as_they_come_out() -> None:
    frame = pl.DataFrame({"x": [82, 95], "n": [100, 100], "good": ["high", "high"]})
    verdicts = frame.select(against_fixed(0.88, wilson("x", "n"), good="good").alias("v"))["v"]
    assert verdicts.to_list() == ["similar", "better"]


def test_polarity_may_differ_from_row_to_row() -> None:
    frame = pl.DataFrame({"value": [3.0] * 4, "target": [2.0] * 4, "good": ["high", "low", None, "info"]})
    verdicts = frame.select(target_single("value", "target", good="good").alias("v"))["v"]
    assert verdicts.to_list() == ["better", "worse", "higher", None]


def test_one_benchmark_may_be_set_against_many_denominators() -> None:
    frame = pl.DataFrame({"n": [10, 1000]}).with_columns(
        limit.alias(name) for name, limit in zip(("lower", "upper"), control_limits(0.9, "n"))
    )
    width = (frame["upper"] - frame["lower"]).to_list()
    assert width[0] > 9 * width[1]


def groups() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "group": ["one", "two", "one", "two", "one"],
            "value": [1.0, 100.0, 3.0, 200.0, None],
            "good": ["high", "low", "high", "low", "high"],
        }
    )


def test_groups_are_ranked_and_banded_apart_and_rows_keep_their_order() -> None:
    judged = groups().pipe(rank, by="group", good="good").pipe(quartile_bands, by="group", good="good")
    assert_frame_equal(judged.select(groups().columns), groups())
    assert judged["rank"].to_list() == [2, 1, 1, 2, None]
    assert judged["ranked"].to_list() == [2, 2, 2, 2, 2]
    assert judged["band"].to_list() == ["D", "A", "A", "D", None]


def test_neighbours_of_each_group_are_averaged_apart() -> None:
    means = neighbour_mean(groups(), by="group")
    assert means.to_dicts() == [
        {"group": "one", "mean": 2.0, "neighbours": 3, "with_value": 2},
        {"group": "two", "mean": 150.0, "neighbours": 2, "with_value": 2},
    ]


def test_a_nan_is_a_missing_value() -> None:
    frame = groups().with_columns(pl.col("value").fill_null(float("nan")))
    assert rank(frame, by="group", good="good")["rank"].to_list() == [2, 1, 1, 2, None]
    assert neighbour_mean(frame, by="group")["with_value"].to_list() == [2, 2]


def test_empty_frames_have_the_same_types() -> None:
    judged = groups().clear().pipe(rank, by="group", good="good").pipe(quartile_bands, by="group", good="good")
    full = groups().pipe(rank, by="group", good="good").pipe(quartile_bands, by="group", good="good")
    assert judged.schema == full.schema
    assert neighbour_mean(groups().clear(), by="group").schema == neighbour_mean(groups(), by="group").schema


@given(st.lists(tenths, min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_quartiles_are_those_that_numpy_and_r_have_by_default(values: list[float]) -> None:
    frame = pl.DataFrame({"group": "one", "value": values, "good": "low"})
    banded = quartile_bands(frame, by="group", good="good")
    assert banded.select("lower_quartile", "median", "upper_quartile").row(0) == pytest.approx(
        np.quantile(values, [0.25, 0.5, 0.75])
    )
    assert banded.filter(pl.col("value") == min(values))["band"].unique().to_list() == ["A"]


@given(st.lists(tenths, min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_best_has_rank_one_and_ranks_mirror(values: list[float]) -> None:
    there = rank(pl.DataFrame({"group": "one", "value": values, "good": "high"}), by="group", good="good")
    back = rank(pl.DataFrame({"group": "one", "value": [-v for v in values], "good": "low"}), by="group", good="good")
    assert there["rank"].to_list() == back["rank"].to_list()
    assert there.filter(pl.col("value") == max(values))["rank"].unique().to_list() == [1]
