"""Aligning two ordered lists: cells with columns, rows with indicators, columns with headers.

Damage drops or doubles cells but hardly ever changes their order. So every question "which column is
this cell in?" is the alignment of two sequences at least cost (Needleman and Wunsch 1970, J. Mol. Biol.
48:443-453), with costs that say how badly a cell fits a column.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

_ALL_BUT_EQUAL = 1e-9
"""What adding up costs in another order may change."""


def align(
    left: int,
    right: int,
    cost: Callable[[int, int], float],
    skip_left: Callable[[int], float],
    skip_right: Callable[[int], float],
    reach: int | None = None,
) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest order-preserving pairing of ``left`` with ``right`` positions.

    Returns the total cost and the pairs. Of equally cheap pairings the one that pairs earliest wins, so
    the result does not depend on chance. ``reach`` is how far apart two positions of a pair may be; null for any.
    """
    band = max(left, right) if reach is None else max(reach, abs(left - right))
    skips = [skip_right(j) for j in range(right)]
    best = [[inf] * (right + 1) for _ in range(left + 1)]
    best[0][0] = 0.0
    for j in range(min(right, band)):
        best[0][j + 1] = best[0][j] + skips[j]
    costs: list[list[float]] = []
    for i in range(left):
        skip, here, below = skip_left(i), best[i], best[i + 1]
        row = [inf] * right
        costs.append(row)
        if i < band:
            below[0] = here[0] + skip
        for j in range(max(0, i - band), min(right, i + band + 1)):
            paired = row[j] = cost(i, j)
            below[j + 1] = min(here[j] + paired, here[j + 1] + skip, below[j] + skips[j])
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
