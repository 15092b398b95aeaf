"""Aligning two ordered lists: cells with columns, rows with indicators, columns with headers.

Damage drops or doubles cells but hardly ever changes their order. So every question "which column is
this cell in?" is the alignment of two sequences at least cost (Needleman and Wunsch 1970, J. Mol. Biol.
48:443-453), with costs that say how badly a cell fits a column.
"""

from __future__ import annotations

from collections.abc import Callable

_ALL_BUT_EQUAL = 1e-9
"""What adding up costs in another order may change."""


def align(
    left: int,
    right: int,
    cost: Callable[[int, int], float],
    skip_left: Callable[[int], float],
    skip_right: Callable[[int], float],
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest order-preserving pairing of ``left`` with ``right`` positions.

    Returns the total cost and the pairs. Of equally cheap pairings the one that pairs earliest wins, so
    the result does not depend on chance.
    """
    best = [[0.0] * (right + 1) for _ in range(left + 1)]
    for i in range(1, left + 1):
        best[i][0] = best[i - 1][0] + skip_left(i - 1)
    for j in range(1, right + 1):
        best[0][j] = best[0][j - 1] + skip_right(j - 1)
    costs = [[cost(i, j) for j in range(right)] for i in range(left)]
    for i in range(1, left + 1):
        skip = skip_left(i - 1)
        for j in range(1, right + 1):
            best[i][j] = min(
                best[i - 1][j - 1] + costs[i - 1][j - 1], best[i - 1][j] + skip, best[i][j - 1] + skip_right(j - 1)
            )
    return best[left][right], _trace(best, costs, skip_left, skip_right)


def _trace(
    best: list[list[float]],
    costs: list[list[float]],
    skip_left: Callable[[int], float],
    skip_right: Callable[[int], float],
) -> list[tuple[int, int]]:
    pairs, i, j = [], len(best) - 1, len(best[0]) - 1
    while i and j:
        if abs(best[i][j] - best[i - 1][j - 1] - costs[i - 1][j - 1]) < _ALL_BUT_EQUAL:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif abs(best[i][j] - best[i - 1][j] - skip_left(i - 1)) < _ALL_BUT_EQUAL:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
