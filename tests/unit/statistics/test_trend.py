"""The trend marker: groups, order, types, what is left out, and its mirror image."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from scorecard.statistics.trend import trend_marker

MIRROR = {"increasing": "decreasing", "decreasing": "increasing"}
years = st.lists(
    st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=5, max_size=7
)
RISING = [(50, 200), (60, 200), (70, 200), (80, 200), (90, 200)]


def group(shares: list[tuple[int, int]], name: str = "one") -> pl.DataFrame:
    schema = {"numerator": pl.Int64, "denominator": pl.Int64}
    return pl.DataFrame(shares, schema=schema, orient="row").with_columns(pl.lit(name).alias("group"))


def test_groups_are_marked_apart_though_their_rows_are_mixed() -> None:
    first, second = group(RISING), group([(1, 3), *RISING[::-1]], "two")
    mixed = pl.concat([first.with_row_index(), second.with_row_index()]).sort("index", maintain_order=True)
    apart = pl.concat([trend_marker(first, by="group"), trend_marker(second, by=["group"])])
    assert_frame_equal(trend_marker(mixed, by="group"), apart)
    assert apart["points"].to_list() == [5, 6]
    assert apart["trend"].to_list() == ["increasing", "decreasing"]


def test_an_empty_frame_has_the_same_types() -> None:
    assert trend_marker(group([]), by="group").schema == trend_marker(group(RISING), by="group").schema


def test_with_too_few_points_no_number_is_said_either() -> None:
    assert trend_marker(group(RISING[:4]), by="group").row(0) == ("one", 4, None, None, None)


@pytest.mark.parametrize("year", range(5))
@pytest.mark.parametrize("unsound", [(None, 200), (50, None), (201, 200), (-1, 200), (0, 0)])
def test_an_unsound_point_among_the_five_says_nothing(year: int, unsound: tuple[int, int]) -> None:
    shares = [*RISING[:year], unsound, *RISING[year + 1 :]]
    assert trend_marker(group(shares), by="group")["trend"].to_list() == [None]


@given(years)
@settings(max_examples=80, deadline=None)
def test_time_or_children_turned_round_turn_the_trend_round(shares: list[tuple[int, int]]) -> None:
    five = shares[-5:]
    there, back, left = (trend_marker(group(s), by="group") for s in (five, five[::-1], [(n - x, n) for x, n in five]))
    turned = there["trend"].replace(MIRROR).to_list()
    assert back["trend"].to_list() == turned
    assert left["trend"].to_list() == turned
    assert back["chi_squared"].to_list() == pytest.approx(there["chi_squared"].to_list())


@pytest.mark.parametrize(("last", "verdict"), [(65, "no-significant-change"), (66, "increasing")])
def test_the_bound_is_that_of_one_in_five_hundred(last: int, verdict: str) -> None:
    marked = trend_marker(group([(40, 200), (45, 200), (50, 200), (55, 200), (last, 200)]), by="group")
    assert marked["trend"].item() == verdict
    assert (marked["chi_squared"].item() > 9.5495) == (verdict == "increasing")
