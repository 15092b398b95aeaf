"""Figures in pairs: which of several is the nearest, when two agree, and which are believed."""

from __future__ import annotations

import polars as pl
import pytest

from scorecard.frames import looked_up
from scorecard.validate.rules.shared.pairs import (
    held_against,
    held_against_other,
    marked,
    misses,
    nearest,
    of_the_majority,
    others,
    tolerance,
)

MICROS = 1_000_000


def test_the_other_side_of_a_join_says_so_in_its_names() -> None:
    figures = pl.DataFrame({"indicator": ["a"], "line": [3], "cell": [4]})
    assert others(figures, ["indicator"], "line").rows(named=True) == [{"indicator": "a", "other_line": 3}]
    assert others(figures, ["indicator"], "cell", prefix="old").columns == ["indicator", "old_cell"]


def test_the_nearest_pair_of_each_row_is_kept_and_of_equals_the_first() -> None:
    pairs = pl.DataFrame({"row": [1, 0, 0, 0], "far": [True, True, False, False], "name": ["d", "a", "b", "c"]})
    assert nearest(pairs, "far")["name"].to_list() == ["b", "d"]
    assert nearest(pairs, ~pl.col("far"))["name"].to_list() == ["a", "d"]


@pytest.mark.parametrize(
    ("micro", "step", "other", "other_step", "agrees"),
    [
        # with the same decimals only the same number is the same
        (65_500_000, 100_000, 65_500_000, 100_000, True),
        (65_500_000, 100_000, 65_600_000, 100_000, False),
        # with fewer decimals the one may be the other rounded: 66 for 65.5, but not for 65.4
        (66_000_000, MICROS, 65_500_000, 100_000, True),
        (66_000_000, MICROS, 65_400_000, 100_000, False),
        (65_500_000, 100_000, 66_000_000, MICROS, True),
    ],
)
def test_two_prints_agree_if_they_can_be_one_number(
    micro: int, step: int, other: int, other_step: int, agrees: bool
) -> None:
    pair = pl.DataFrame(
        {
            "value": [micro / MICROS],
            "step": [step],
            "half": [step // 2],
            "other_micro": [other],
            "other_value": [other / MICROS],
            "other_step": [other_step],
            "other_half": [other_step // 2],
        }
    )
    compared = held_against_other(pair)
    assert compared["expected_value"].to_list() == [other / MICROS]
    assert compared.select(misses()).to_series().to_list() == [not agrees]


@pytest.mark.parametrize(("other_step", "room"), [(100_000, 0), (1_000_000, 550_000), (10_000, 55_000)])
def test_prints_with_the_same_decimals_may_not_differ_and_others_by_both_halves(other_step: int, room: int) -> None:
    pair = pl.DataFrame({"step": 100_000, "half": 50_000, "old_step": other_step, "old_half": other_step // 2})
    assert pair.select(tolerance("old")).item() == room


def test_a_pair_that_no_number_of_these_decimals_could_settle_is_left_out() -> None:
    """71.5 per 10,000 beside a whole 603 of another kind of print: between the two there is nothing to agree on."""
    pair = pl.DataFrame({"value": [0.5], "step": [MICROS], "half": [0], "other_micro": [500_000], "other_value": [0.5]})
    unsettled = pair.with_columns(other_step=pl.lit(100_000, dtype=pl.Int64), other_half=pl.lit(0, dtype=pl.Int64))
    assert held_against_other(unsettled).is_empty()


def test_a_comparison_holds_its_value_between_its_bounds() -> None:
    compared = held_against(pl.DataFrame({"x": [4.0]}), pl.lit(1.0), pl.lit(None, dtype=pl.Float64), value="x")
    assert compared.select("published_value", "lower", "upper").row(0) == (4.0, 1.0, None)


@pytest.mark.parametrize(
    ("agrees", "kept"),
    [
        ([True, True, False], [True, True]),
        ([True, False, False], [False, False]),
        ([True, False], [True]),
        ([False], [False]),
    ],
)
def test_the_majority_is_believed(agrees: list[bool], kept: list[bool]) -> None:
    pairs = pl.DataFrame({"row": [0] * len(agrees), "same": agrees})
    assert of_the_majority(pairs, pl.col("same"))["agrees"].to_list() == kept


def test_each_row_has_its_own_majority() -> None:
    pairs = pl.DataFrame({"row": [0, 1, 1], "same": [False, True, True]})
    assert of_the_majority(pairs, pl.col("same")).height == 3


def test_a_look_up_keeps_rows_and_order_and_refuses_two_answers() -> None:
    rows, table = pl.DataFrame({"id": ["b", "c", "a"]}), pl.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    assert looked_up(rows, table, "id")["name"].to_list() == ["B", None, "A"]
    with pytest.raises(pl.exceptions.ComputeError):
        looked_up(rows, pl.concat([table, table]), "id")


def test_rows_are_marked_whatever_the_number_of_places_and_nulls_are_equal() -> None:
    rows = pl.DataFrame({"line": [1, 2, None]})
    places = pl.DataFrame({"line": [2, 2, None], "cell": [1, 2, 3]})
    assert marked(rows, places, ["line"], "there")["there"].to_list() == [False, True, True]
