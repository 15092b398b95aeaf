"""XmR charts: groups, order, types and gaps; the mirror law; how often pure chance gives a signal."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from scorecard.statistics.xmr import CAUSES, assurance, limits, settings_words, special_causes, variation

MIRROR = {"high": "low", "low": "high"}
ADDED = {
    "points": pl.UInt32,
    **dict.fromkeys(("centre", "mean_moving_range", "sigma", "lower", "upper"), pl.Float64),
    **dict.fromkeys(("lower_warning", "upper_warning"), pl.Float64),
    **dict.fromkeys((*CAUSES, "variation", "assurance"), pl.String),
}
# printed with one decimal, as packs do
printed = st.lists(st.integers(-1000, 1000).map(lambda tenths: tenths / 10), min_size=2, max_size=40)


def one_group(values: list[float], good: str | None = "high", target: float | None = 0.0) -> pl.DataFrame:
    return pl.DataFrame({"value": values}, schema={"value": pl.Float64}).with_columns(
        pl.lit("one").alias("group"),
        pl.lit(good, dtype=pl.String).alias("good"),
        pl.lit(target, dtype=pl.Float64).alias("target"),
    )


def chart(points: pl.DataFrame, by: str | list[str] = "group", run: int = 7, minimum: int = 13) -> pl.DataFrame:
    return (
        points.pipe(limits, by=by)
        .pipe(special_causes, by=by, run=run)
        .pipe(variation, good="good", minimum=minimum)
        .pipe(assurance, good="good", target="target", minimum=minimum)
    )


def test_one_group_does_not_leak_into_the_next() -> None:
    first = one_group([1.0, 2, 3, 4, 5, 6, 2.5, 2.6, 2.4, 2.5, 2.6, 2.5, 90])
    second = first.with_columns(pl.lit("two").alias("group"), pl.col("value") * -3 + 7)
    assert_frame_equal(chart(pl.concat([first, second])), pl.concat([chart(first), chart(second)]))


def test_two_of_three_are_not_sought_across_groups() -> None:
    lines = {"lower": -3.0, "lower_warning": -2.0, "centre": 0.0, "upper_warning": 2.0, "upper": 3.0}
    points = pl.DataFrame({"group": ["one"] * 3 + ["two"] * 3, "value": [-1.0, 1, 2.5, 2.5, 1, -1]})
    flagged = points.with_columns(pl.lit(line).alias(name) for name, line in lines.items())
    assert special_causes(flagged, by="group")["two_of_three"].null_count() == 6
    as_one = flagged.with_columns(pl.lit("one").alias("group"))
    assert special_causes(as_one, by="group")["two_of_three"].null_count() == 4


def test_groups_whose_rows_are_mixed_keep_the_order_of_rows() -> None:
    first = one_group([1.0, 2, 3, 4, 5, 6, 7, 2, 1, 4, 2, 5, 3])
    second = first.with_columns(pl.lit("two").alias("group"), pl.col("value").reverse())
    mixed = pl.concat([first.with_row_index(), second.with_row_index()]).sort("index", maintain_order=True)
    drawn = chart(mixed)
    assert_frame_equal(drawn.select(mixed.columns), mixed)
    assert_frame_equal(drawn.filter(pl.col("group") == "two").drop("index"), chart(second))


def test_two_columns_may_tell_groups_apart_and_a_null_is_a_group() -> None:
    first = one_group([1.0, 2, 3, 4, 5, 6, 7, 2, 1, 4, 2, 5, 3])
    points = pl.concat([first.with_columns(pl.lit(area, dtype=pl.String).alias("area")) for area in ("north", None)])
    drawn = chart(points, by=["group", "area"])
    assert drawn["points"].unique().to_list() == [13]


def test_an_empty_frame_has_the_same_columns_and_types() -> None:
    drawn = chart(one_group([]))
    assert drawn.is_empty()
    assert {name: drawn.schema[name] for name in ADDED} == ADDED
    assert chart(one_group([1.0])).schema == drawn.schema


def test_whole_numbers_are_values_too() -> None:
    points = one_group([20.0, 24, 20])
    assert_frame_equal(
        limits(points, by="group").drop("value"), limits(points.cast({"value": pl.Int64}), by="group").drop("value")
    )


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_a_gap_is_refused(missing: float | None) -> None:
    with pytest.raises(ValueError, match="1 of 3 values are missing; cut the series"):
        limits(pl.DataFrame({"group": "one", "value": [1.0, missing, 2.0]}), by="group")


def test_the_value_may_have_another_name() -> None:
    points = pl.DataFrame({"group": "one", "rate": [1.0, 5.0, 1.0]})
    assert special_causes(limits(points, by="group", value="rate"), by="group", value="rate").height == 3


@given(printed)
@settings(max_examples=60, deadline=None)
def test_values_and_polarity_turned_round_turn_every_flag_round(values: list[float]) -> None:
    there = chart(one_group(values, good="high", target=1.5), minimum=2)
    back = chart(one_group([-value for value in values], good="low", target=-1.5), minimum=2)
    turned = there.with_columns(pl.col(cause).replace(MIRROR) for cause in CAUSES).with_columns(
        pl.col("variation").str.replace_many(["-high", "-low"], ["-low", "-high"])
    )
    assert_frame_equal(turned.select(*CAUSES, "variation", "assurance"), back.select(*CAUSES, "variation", "assurance"))


@given(printed, st.integers(-500, 500))
@settings(max_examples=60, deadline=None)
def test_tenths_are_judged_as_the_whole_numbers_that_they_are(values: list[float], shift: int) -> None:
    whole = [float(round(value * 10) + shift) for value in values]
    tenths = [value / 10 for value in whole]
    assert_frame_equal(chart(one_group(tenths)).select(CAUSES), chart(one_group(whole)).select(CAUSES))


@given(printed)
@settings(max_examples=60, deadline=None)
def test_runs_of_six_flag_whatever_runs_of_seven_do(values: list[float]) -> None:
    seven, six = (chart(one_group(values), run=run) for run in (7, 6))
    for cause in CAUSES:
        flagged = seven[cause].is_not_null()
        assert six[cause].filter(flagged).equals(seven[cause].filter(flagged))


def series_with_a_signal(values: np.ndarray, run: int) -> tuple[float, float]:
    """Share of series with any signal, and of those whose last point has one."""
    number, length = values.shape
    points = pl.DataFrame({"group": np.repeat(np.arange(number), length), "value": values.ravel()})
    flagged = (
        points.pipe(limits, by="group")
        .pipe(special_causes, by="group", run=run)
        .group_by("group")
        .agg(
            (any_flag := pl.any_horizontal(pl.col(CAUSES).is_not_null())).any().alias("any"),
            any_flag.last().alias("last"),
        )
    )
    return flagged["any"].mean(), flagged["last"].mean()  # type: ignore[return-value]


@pytest.mark.parametrize(("run", "any_signal", "last_point"), [(6, 0.28, 0.028), (7, 0.15, 0.017)])
def test_how_often_pure_noise_gives_a_signal(run: int, any_signal: float, last_point: float) -> None:
    seen = series_with_a_signal(np.random.default_rng(7).normal(size=(6000, 24)), run)
    assert seen == (pytest.approx(any_signal, abs=0.02), pytest.approx(last_point, abs=0.006))


@pytest.mark.parametrize(("denominator", "any_signal"), [(8, 0.40), (20, 0.27), (60, 0.18)])
def test_small_denominators_give_signals_though_nothing_changes(denominator: int, any_signal: float) -> None:
    shares = 100 * np.random.default_rng(7).binomial(denominator, 0.9, size=(6000, 24)) / denominator
    assert series_with_a_signal(shares, 7)[0] == pytest.approx(any_signal, abs=0.02)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {},
            [
                "13 or more consecutive points",
                "2.66 × mean moving range",
                "no screening",
                "runs of 7",
                "improvement wins",
            ],
        ),
        ({"run": 6, "screening": True, "minimum": 12}, ["12 or more", "3.267 times their mean", "runs of 6"]),
    ],
)
def test_the_rule_set_is_named(words: dict[str, int], said: list[str]) -> None:
    assert [part for part in said if part not in settings_words(**words)] == []
