"""Alignment: order is kept, the cheapest pairing wins, and ties are always decided alike."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from scorecard.clean.tables.shared.align import align

costs = st.integers(0, 6).map(lambda n: n / 2)
tables = st.tuples(st.integers(0, 5), st.integers(0, 5)).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(costs, min_size=25, max_size=25),
        st.lists(costs, min_size=5, max_size=5),
        st.lists(costs, min_size=5, max_size=5),
    )
)


def aligned(
    table: tuple[tuple[int, int], list[float], list[float], list[float]],
) -> tuple[float, list[tuple[int, int]]]:
    (left, right), cost, skip_left, skip_right = table
    return align(left, right, lambda i, j: cost[5 * i + j], lambda i: skip_left[i], lambda j: skip_right[j])


def total(table: tuple[tuple[int, int], list[float], list[float], list[float]], pairs: list[tuple[int, int]]) -> float:
    (left, right), cost, skip_left, skip_right = table
    paired = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        sum(cost[5 * i + j] for i, j in pairs)
        + sum(skip_left[i] for i in range(left) if i not in paired[0])
        + sum(skip_right[j] for j in range(right) if j not in paired[1])
    )


@given(tables)
def test_the_pairing_keeps_the_order_and_uses_each_position_once(table) -> None:  # type: ignore[no-untyped-def]
    _, pairs = aligned(table)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))
    assert all(0 <= i < table[0][0] and 0 <= j < table[0][1] for i, j in pairs)


@given(tables)
def test_the_cost_is_that_of_the_pairs(table) -> None:  # type: ignore[no-untyped-def]
    cost, pairs = aligned(table)
    assert abs(cost - total(table, pairs)) < 1e-9


@given(tables)
def test_no_pairing_that_keeps_the_order_is_cheaper(table) -> None:  # type: ignore[no-untyped-def]
    left, right = table[0]
    cheapest = min(
        total(table, list(zip(rows, columns, strict=True)))
        for size in range(min(left, right) + 1)
        for rows in combinations(range(left), size)
        for columns in combinations(range(right), size)
    )
    assert abs(aligned(table)[0] - cheapest) < 1e-9


def test_nothing_aligns_with_nothing() -> None:
    assert align(0, 0, lambda i, j: 0, lambda i: 1, lambda j: 1) == (0.0, [])
    assert align(2, 0, lambda i, j: 0, lambda i: 1, lambda j: 1) == (2.0, [])
    assert align(0, 3, lambda i, j: 0, lambda i: 1, lambda j: 1) == (3.0, [])


def test_a_lost_cell_leaves_its_column_empty() -> None:
    cells, kinds = ["6.1", "603", "↑"], ["number", "value", "value", "arrow"]
    fits = {("6.1", "number"), ("603", "value"), ("↑", "arrow")}
    cost, pairs = align(3, 4, lambda i, j: 0 if (cells[i], kinds[j]) in fits else 5, lambda i: 2, lambda j: 1)
    assert (cost, pairs) == (1.0, [(0, 0), (1, 2), (2, 3)])


def test_positions_further_apart_than_the_reach_are_no_pair_unless_the_lists_differ_by_more() -> None:
    def far(left: int, right: int, pair: tuple[int, int], reach: int | None) -> list[tuple[int, int]]:
        return align(left, right, lambda i, j: 0.0 if (i, j) == pair else 9.0, lambda i: 1, lambda j: 1, reach)[1]

    assert far(3, 3, (0, 2), 1) == far(3, 3, (2, 0), 1) == []
    assert far(3, 3, (0, 2), 2) == far(3, 3, (0, 2), None) == [(0, 2)]
    assert far(3, 3, (2, 0), 2) == far(3, 3, (2, 0), None) == [(2, 0)]
    assert far(1, 4, (0, 3), 1) == [(0, 3)] and far(4, 1, (3, 0), 1) == [(3, 0)], "as many are to be left out"
