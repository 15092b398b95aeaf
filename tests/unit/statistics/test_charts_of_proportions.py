"""p-charts and funnels: groups, order, types; over-dispersion never narrows a funnel."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from scorecard.statistics.charts_of_proportions import funnel, p_chart
from scorecard.statistics.comparison import against_limits

Chart = Callable[..., pl.DataFrame]
areas = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=30
)


def overdispersed(frame: pl.DataFrame, *, by: str) -> pl.DataFrame:
    return funnel(frame, by=by, over_dispersion=True)


def group(shares: list[tuple[int, int]], name: str = "one") -> pl.DataFrame:
    schema = {"numerator": pl.Int64, "denominator": pl.Int64}
    return pl.DataFrame(shares, schema=schema, orient="row").with_columns(pl.lit(name).alias("group"))


SHARES = [(9, 10), (30, 60), (70, 90), (0, 0), (99, 100), (12, 40)]


@pytest.mark.parametrize("chart", [p_chart, funnel, overdispersed])
def test_one_group_does_not_leak_into_the_next_and_rows_keep_their_order(chart: Chart) -> None:
    first, second = group(SHARES), group([(n - x, n) for x, n in SHARES], "two")
    mixed = pl.concat([first.with_row_index(), second.with_row_index()]).sort("index", maintain_order=True)
    drawn = chart(mixed, by="group")
    assert_frame_equal(drawn.select(mixed.columns), mixed)
    assert_frame_equal(drawn.filter(pl.col("group") == "two").drop("index"), chart(second, by="group"))


@pytest.mark.parametrize("chart", [p_chart, funnel, overdispersed])
def test_an_empty_frame_has_the_same_types(chart: Chart) -> None:
    assert chart(group([]), by="group").schema == chart(group(SHARES), by="group").schema


@pytest.mark.parametrize("chart", [p_chart, funnel, overdispersed])
def test_a_group_without_children_has_no_chart_and_no_nan(chart: Chart) -> None:
    drawn = chart(group([(0, 0), (0, 0)]), by="group")
    assert drawn["proportion"].to_list() == [None, None]
    ends = drawn.select(pl.selectors.starts_with("lower", "upper"))
    assert ends.null_count().row(0) == (2,) * ends.width
    assert not drawn.select(pl.any_horizontal(pl.col(pl.Float64).is_nan().any())).item()


@given(areas)
@settings(max_examples=60, deadline=None)
def test_over_dispersion_never_narrows_limits(shares: list[tuple[int, int]]) -> None:
    plain, wide = (funnel(group(shares), by="group", over_dispersion=widened) for widened in (False, True))
    assert (wide["tau_squared"] >= 0).all()
    assert (wide["upper_95"] - plain["upper_95"] >= -1e-12).all()
    assert (wide["lower_998"] - plain["lower_998"] <= 1e-12).all()
    assert (plain["lower_998"] <= plain["lower_95"]).all()


@given(areas)
@settings(max_examples=60, deadline=None)
def test_those_who_are_left_have_the_mirrored_funnel(shares: list[tuple[int, int]]) -> None:
    there, back = (overdispersed(group(s), by="group") for s in (shares, [(n - x, n) for x, n in shares]))
    assert back["lower_95"].to_list() == pytest.approx((1 - there["upper_95"]).to_list(), abs=1e-9)
    assert back["tau_squared"].to_list() == pytest.approx(there["tau_squared"].to_list(), abs=1e-9)


def test_limits_of_a_funnel_are_limits_to_compare_with() -> None:
    drawn = funnel(group([(90, 100), (40, 50), (70, 100)]), by="group").with_columns(pl.lit("high").alias("good"))
    verdicts = drawn.select(against_limits("proportion", ("lower_95", "upper_95"), good="good").alias("v"))["v"]
    assert verdicts.to_list() == ["better", "similar", "worse"]
