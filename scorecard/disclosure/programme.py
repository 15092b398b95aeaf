"""Secondary suppression: which further figures to hide so that no hidden count can be worked out.

For one hidden count that is too narrow, an integer programme finds the fewest (and of as many, the smallest) visible
figures whose hiding leaves it enough values. It holds two solutions of all equations that differ by enough in that
count; where they differ from what is printed, the prints are hidden. After M. Fischetti and J. J. Salazar González
(2001), Solving the cell suppression problem on tabular data with linear constraints, Management Science 47(7), here
with whole numbers, one count at a time and within a neighbourhood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix, vstack

from scorecard.disclosure.system import Mask, Real, System, Whole, minimum

_NEAR = (1, 2, 3, 5, 8, 40)
"""How many equations away from the count figures may be hidden: the nearest that suffices is taken."""
_SMALL = 12
"""By how much the two solutions may differ from what is printed, to begin with."""
_SIZE = 1e-6
"""What a figure's size weighs beside the number of figures."""
_TOO_MANY = 3000
"""Variables of a neighbourhood beyond which nothing farther is tried."""


class Neighbourhood(NamedTuple):
    """The variables that may move, the constraints that they stand in, and the visible rows that would be hidden."""

    variables: Whole
    constraints: Whole
    rows: Whole


@dataclass(frozen=True)
class Cost:
    """What hiding each row costs; those that may not be hidden are ``barred``."""

    size: Real
    barred: Mask


def cheapest(system: System, visible: Mask, target: int, fewest: int, cost: Cost) -> Whole:
    """The rows to hide so that ``target`` can be ``fewest`` whole numbers from the least to the greatest.

    Empty if hiding everything that may be hidden would not suffice.
    """
    size = 0
    for steps in _NEAR:
        near = neighbourhood(system, visible, target, steps)
        if len(near.variables) == size or len(near.variables) > _TOO_MANY:
            break
        size = len(near.variables)
        joined = np.unique(system.matrix[near.constraints].nonzero()[1])
        system.settle_around(joined[system.point[joined] < 0], visible)
        for reach in (max(_SMALL, 2 * fewest), system.ceiling):
            rows = _programme(system, visible, target, fewest, cost, near, reach)
            if rows is not None:
                return rows
    return np.zeros(0, dtype=np.int64)


def neighbourhood(system: System, visible: Mask, target: int, steps: int) -> Neighbourhood:
    """What can be reached from a variable over so many constraints that hold now."""
    active = np.flatnonzero(system.active(visible) & ~system.contradictory)
    pattern = abs(system.matrix[active])
    inside = np.zeros(pattern.shape[1], dtype=bool)
    inside[target] = True
    for _ in range(steps):
        touched = (pattern @ inside) > 0
        grown = inside | ((pattern.T @ touched) > 0)
        if (grown == inside).all():
            break
        inside = grown
    touched = active[(pattern @ inside) > 0]
    told = visible[system.shown.row] & inside[system.shown.variable]
    owners = system.owner[touched]
    rows = np.union1d(system.shown.row[told], owners[owners >= 0])
    return Neighbourhood(np.flatnonzero(inside), touched, rows)


def _programme(
    system: System, visible: Mask, target: int, fewest: int, cost: Cost, near: Neighbourhood, reach: int
) -> Whole | None:
    """Columns: how the first solution differs from the point, how the second does, and which rows are hidden."""
    moved, rows = len(near.variables), len(near.rows)
    width = 2 * moved + rows
    at = system.point.copy()
    at[at < 0] = 0
    blocks = [
        *(_kept(system, near, at, first, moved, width, reach) for first in (0, moved)),
        *(_shown(system, visible, near, at, first, moved, width, reach) for first in (0, moved)),
        _apart(near, target, moved, width, fewest),
    ]
    matrix = csr_matrix(vstack([block[0] for block in blocks]))
    lower, upper = (np.concatenate([block[n] for block in blocks]) for n in (1, 2))
    floor = np.maximum(system.floor[near.variables] - at[near.variables], -reach)
    price = np.concatenate([np.zeros(2 * moved), 1.0 + _SIZE * cost.size[near.rows]])
    least = np.concatenate([floor, floor, np.zeros(rows)]).astype(np.int64)
    most = np.concatenate([np.full(2 * moved, reach), (~cost.barred[near.rows]).astype(np.int64)]).astype(np.int64)
    solved = minimum(price, matrix, lower, upper, least, most).point
    return None if solved is None else near.rows[solved[2 * moved :] == 1]


_Block = tuple[csr_matrix, Real, Real]


def _kept(system: System, near: Neighbourhood, at: Whole, first: int, moved: int, width: int, reach: int) -> _Block:
    """Every constraint holds for a solution; one of a visible percentage unless its row is hidden."""
    inside = coo_matrix(system.matrix[near.constraints][:, near.variables])
    now = system.matrix[near.constraints] @ at
    lower, upper = system.lower[near.constraints] - now, system.upper[near.constraints] - now
    owner = system.owner[near.constraints]
    most = np.asarray(abs(inside).sum(axis=1)).ravel() * reach
    of_row = np.flatnonzero(owner >= 0)
    column = 2 * moved + np.searchsorted(near.rows, owner[of_row])
    # a percentage gives two constraints with one end each: below it the slack adds, above it takes away
    from_below = np.isfinite(lower[of_row])
    end = np.abs(np.where(from_below, lower[of_row], upper[of_row]))
    slack = np.where(from_below, 1.0, -1.0) * (most[of_row] + end)
    entries = np.concatenate([inside.data, slack])
    rows = np.concatenate([inside.row, of_row])
    columns = np.concatenate([inside.col + first, column])
    return csr_matrix((entries, (rows, columns)), shape=(len(near.constraints), width)), lower, upper


def _shown(
    system: System, visible: Mask, near: Neighbourhood, at: Whole, first: int, moved: int, width: int, reach: int
) -> _Block:
    """A variable stays within what a visible print tells of it, unless the print's row is hidden."""
    position = np.full(len(system.truth), -1, dtype=np.int64)
    position[near.variables] = np.arange(moved)
    told = np.flatnonzero(visible[system.shown.row] & (position[system.shown.variable] >= 0))
    variable, row = system.shown.variable[told], system.shown.row[told]
    column, hides = position[variable] + first, 2 * moved + np.searchsorted(near.rows, row)
    count, number = len(told), np.arange(len(told))
    least, most = system.shown.least[told] - at[variable], system.shown.most[told] - at[variable]
    slack = float(reach + np.abs(np.concatenate([least, most])).max(initial=0))
    entries = np.concatenate([np.ones(count), np.full(count, slack), np.ones(count), np.full(count, -slack)])
    rows = np.concatenate([number, number, number + count, number + count])
    columns = np.concatenate([column, hides, column, hides])
    infinite = np.full(count, np.inf)
    return (
        csr_matrix((entries, (rows, columns)), shape=(2 * count, width)),
        np.concatenate([least.astype(float), -infinite]),
        np.concatenate([infinite, most.astype(float)]),
    )


def _apart(near: Neighbourhood, target: int, moved: int, width: int, fewest: int) -> _Block:
    """The two solutions differ in the target by enough."""
    at = int(np.searchsorted(near.variables, target))
    row = csr_matrix(([1.0, -1.0], ([0, 0], [at, moved + at])), shape=(1, width))
    return row, np.array([float(fewest - 1)]), np.array([np.inf])
