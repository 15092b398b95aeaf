"""Pairing the columns that a page prints with those of its layout, by how alike their names are."""

from __future__ import annotations

from scorecard.clean.tables.shared.align import align

NO_MORE_THAN_CHANCE = 0.4
"""Two names of unlike things are as alike as this."""
CLEARLY = 0.25
"""By so much another order must be likelier than the layout's."""
PLAINLY = 0.7
"""Two names that are as alike as this are one name, damaged."""
_NEARLY_PLAINLY = 0.6
Scores = list[list[float]]
"""How alike each printed column and each column of the layout are, 0 to 1."""


def best_pairs(scores: Scores, named: list[bool]) -> dict[int, int]:
    """For each printed column the column of the layout: in order, unless another order is plainly printed.

    Another order needs a name of its own over every column: where one has none, the header has slipped or is torn.
    """
    width = len(scores[0]) if scores else 0
    any_order = _greedy(scores)
    if len(scores) == width:
        return _reordered(scores, named, any_order) or {i: i for i in range(width)}
    _, pairs = align(len(scores), width, lambda i, j: NO_MORE_THAN_CHANCE - scores[i][j], lambda i: 0.0, lambda j: 0.0)
    in_order = {i: j for i, j in pairs if scores[i][j] > NO_MORE_THAN_CHANCE}
    return any_order if _worth(scores, any_order) > _worth(scores, in_order) + CLEARLY else in_order


def _reordered(scores: Scores, named: list[bool], pairs: dict[int, int]) -> dict[int, int] | None:
    """All columns in another order, if each that moved is clearly likelier there; null if they stand in order."""
    width = len(scores)
    alone = [i for i in range(width) if i not in pairs]
    if len(alone) == 1 and named[alone[0]]:  # what is left of both belongs together
        (left,) = set(range(width)) - set(pairs.values())
        pairs = pairs | {alone[0]: left}
    moved = [i for i, j in pairs.items() if i != j]
    plain = all(scores[i][pairs[i]] >= scores[i][i] + CLEARLY for i in moved if i not in alone)
    return pairs if len(moved) > 1 and plain and len(pairs) == width else None


def _worth(scores: Scores, pairs: dict[int, int]) -> float:
    return sum(scores[i][j] - NO_MORE_THAN_CHANCE for i, j in pairs.items())


def _greedy(scores: Scores) -> dict[int, int]:
    """Pairs that are plainly alike, the most alike first, whatever their order."""
    ranked = sorted(((-score, i, j) for i, row in enumerate(scores) for j, score in enumerate(row)))
    pairs: dict[int, int] = {}
    for negative, i, j in ranked:
        if -negative >= _NEARLY_PLAINLY and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs
