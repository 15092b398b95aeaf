"""Revisions: groups, types, and their mirror image; the tests are those that scipy has ready made."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scipy import stats

from scorecard.statistics.revisions import revisions

tenths = st.lists(st.integers(-30, 30), min_size=2, max_size=30)


def group(changes: list[int], name: str = "one") -> pl.DataFrame:
    """Values printed with one decimal that were revised by so many tenths."""
    schema = {"earlier": pl.Float64, "later": pl.Float64}
    rows = [((500 + place) / 10, (500 + place + change) / 10) for place, change in enumerate(changes)]
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.lit(name).alias("group"))


def test_groups_are_summed_up_apart_in_the_order_in_which_they_come() -> None:
    first, second = group([1, 2, 0], "zebra"), group([-1, -2, -4, 0], "ant")
    mixed = pl.concat([first.with_row_index(), second.with_row_index()]).sort("index", maintain_order=True)
    apart = pl.concat([revisions(first, by="group"), revisions(second, by=["group"])])
    assert_frame_equal(revisions(mixed, by="group"), apart)


def test_an_empty_frame_has_the_same_types() -> None:
    assert revisions(group([]), by="group").schema == revisions(group([1, 2]), by="group").schema


@given(tenths)
@settings(max_examples=80, deadline=None)
def test_both_tests_are_those_of_scipy(changes: list[int]) -> None:
    (summary,) = revisions(group(changes), by="group").to_dicts()
    moved = [change for change in changes if change]
    if len(set(changes)) > 1:
        assert summary["t_p_value"] == pytest.approx(stats.ttest_1samp(changes, 0).pvalue)
    else:
        assert summary["t_p_value"] is None
    if moved:
        upwards = sum(change > 0 for change in moved)
        assert summary["sign_p_value"] == pytest.approx(stats.binomtest(upwards, len(moved)).pvalue)
    else:
        assert summary["sign_p_value"] is None


@given(tenths)
@settings(max_examples=40, deadline=None)
def test_revisions_the_other_way_lean_the_other_way(changes: list[int]) -> None:
    (there,), (back,) = (revisions(group(c), by="group").to_dicts() for c in (changes, [-c for c in changes]))
    assert back["mean_revision"] == pytest.approx(-there["mean_revision"])
    assert (back["upwards"], back["downwards"]) == (there["downwards"], there["upwards"])
    assert back["sign_p_value"] == there["sign_p_value"]
