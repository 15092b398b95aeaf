"""Printed columns and those of a layout are paired in order, unless another order is plainly printed."""

from __future__ import annotations

import pytest

from scorecard.clean.tables.small_table.pairs import best_pairs

SAME, UNLIKE = 0.95, 0.2


def scores(*order: int | None, width: int) -> list[list[float]]:
    """For each printed column the one of the layout that it is plainly like; null for none."""
    return [[SAME if j == here else UNLIKE for j in range(width)] for here in order]


@pytest.mark.parametrize(
    ("order", "width", "pairs"),
    [
        ((0, 1, 2), 3, {0: 0, 1: 1, 2: 2}),
        ((2, 0, 1), 3, {0: 2, 1: 0, 2: 1}),
        ((None, None, None), 3, {0: 0, 1: 1, 2: 2}),
        ((1, 0, None), 3, {0: 1, 1: 0, 2: 2}),
        ((None, 0, 1), 3, {0: 2, 1: 0, 2: 1}),
        ((0, 2), 3, {0: 0, 1: 2}),
        ((0, None, 1), 2, {0: 0, 2: 1}),
        ((1, 0, None), 2, {0: 1, 1: 0}),
    ],
    ids=[
        "in order",
        "in another order",
        "damaged beyond telling",
        "two swapped",
        "what is left of both belongs together",
        "one fewer",
        "one more",
        "swapped, and one more",
    ],
)
def test_pairs(order: tuple[int | None, ...], width: int, pairs: dict[int, int]) -> None:
    assert best_pairs(scores(*order, width=width), [True] * len(order)) == pairs


def test_another_order_needs_a_name_over_every_column() -> None:
    assert best_pairs(scores(None, 0, 1, width=3), [False, True, True]) == {0: 0, 1: 1, 2: 2}


def test_one_column_alone_is_not_moved() -> None:
    assert best_pairs(scores(0, 2, None, width=3), [True, True, False]) == {0: 0, 1: 1, 2: 2}


def test_no_columns_have_no_pairs() -> None:
    assert best_pairs([], []) == {}
