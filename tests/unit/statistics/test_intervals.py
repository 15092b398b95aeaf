"""Intervals hold what they are about, whole columns at a time."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.statistics.columns import two_sided_z
from scorecard.statistics.intervals import WHAT_AN_INTERVAL_MEANS, byar, newcombe, wilson

# x of n, always at most the whole
shares = st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
confidences = st.floats(0.5, 0.999)


def row(frame: pl.DataFrame, *expressions: pl.Expr) -> tuple[float, ...]:
    return frame.select(expression.alias(str(place)) for place, expression in enumerate(expressions)).row(0)


@given(shares, confidences)
@settings(max_examples=200, deadline=None)
def test_a_wilson_interval_holds_its_proportion_and_stays_within_nought_and_one(
    share: tuple[int, int], confidence: float
) -> None:
    lower, upper = row(pl.DataFrame([share], schema=["x", "n"], orient="row"), *wilson("x", "n", confidence))
    assert 0 <= lower <= share[0] / share[1] <= upper <= 1


@given(shares, confidences)
@settings(max_examples=100, deadline=None)
def test_those_who_are_left_have_the_mirrored_interval(share: tuple[int, int], confidence: float) -> None:
    frame = pl.DataFrame([share], schema=["x", "n"], orient="row")
    lower, upper = row(frame, *wilson("x", "n", confidence))
    assert row(frame, *wilson(pl.col("n") - pl.col("x"), "n", confidence)) == pytest.approx((1 - upper, 1 - lower))


@given(st.integers(0, 10**6), confidences)
@settings(max_examples=100, deadline=None)
def test_the_interval_of_a_count_holds_it(count: int, confidence: float) -> None:
    lower, upper = row(pl.DataFrame({"count": [count]}), *byar("count", confidence))
    assert lower <= count < upper


@given(shares, shares)
@settings(max_examples=100, deadline=None)
def test_a_difference_turned_round_has_the_interval_turned_round(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    frame = pl.DataFrame([(*first, *second)], schema=["a", "b", "c", "d"], orient="row")
    difference, lower, upper = row(frame, *newcombe("a", "b", "c", "d"))
    assert row(frame, *newcombe("c", "d", "a", "b")) == pytest.approx((-difference, -upper, -lower))
    assert -1 - 1e-9 <= lower <= difference <= upper <= 1 + 1e-9


def test_whole_columns_with_nulls_and_nonsense_keep_their_rows() -> None:
    frame = pl.DataFrame({"x": [1, None, 5, 0], "n": [2, 2, 4, 0]})
    lower, upper = (frame.select(end)["x"].is_null().to_list() for end in (e.alias("x") for e in wilson("x", "n")))
    assert lower == upper == [False, True, True, True]


def test_a_nan_is_a_missing_number() -> None:
    frame = pl.DataFrame({"x": [float("nan")], "n": [2.0]})
    assert row(frame, *wilson("x", "n"), *byar("x"), *newcombe("x", "n", "n", "n")) == (None,) * 7


@pytest.mark.parametrize("expressions", [wilson("x", "n"), byar("x"), newcombe("x", "n", "x", "n")])
def test_empty_columns_have_empty_intervals_of_floats(expressions: tuple[pl.Expr, ...]) -> None:
    frame = pl.DataFrame(schema={"x": pl.Int64, "n": pl.Int64})
    found = frame.select(expression.alias(str(place)) for place, expression in enumerate(expressions))
    assert found.is_empty()
    assert set(found.dtypes) == {pl.Float64}


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_a_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match=r"95% is 0\.95"):
        two_sided_z(confidence)


def test_what_an_interval_means_is_said_without_a_sample() -> None:
    assert "what the same process could easily have given" in WHAT_AN_INTERVAL_MEANS
