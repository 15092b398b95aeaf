"""Equations as a system of whole numbers: what each hidden count can still be.

The matrix is built once; what is visible decides which bounds hold. Counts that are visible are constants, so that the
hidden ones fall apart into small components, each of which is solved alone (HiGHS, by ``scipy.optimize.milp``). A
point counts only if it fulfils every equation in exact whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack
from scipy.sparse.csgraph import connected_components

from scorecard.disclosure.equations import Equations
from scorecard.disclosure.quantities import OBSERVATION, PRINT
from scorecard.errors import ScorecardError

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
_SECONDS = 20.0
"""The longest that one programme may take; one that takes longer has no answer and proves nothing."""
_OF_STRUCTURE = -1
_UNKNOWN = -1
_INFEASIBLE = 2
"""What ``milp`` says of constraints that no point fulfils."""


@dataclass(frozen=True)
class Shown:
    """What a print tells of its variable where it is visible: between which whole numbers it is."""

    row: Whole
    variable: Whole
    least: Whole
    most: Whole


class Components(NamedTuple):
    """Variables and constraints of each component, and of each variable the number of its component (-1: constant)."""

    of_variable: Whole
    groups: list[tuple[Whole, Whole]]

    def holding(self, variables: Whole) -> list[int]:
        """The components of some variables, in order."""
        labels = np.unique(self.of_variable[variables])
        return [int(label) for label in labels if label >= 0]


@dataclass
class System:
    """Variables, constraints and prints as arrays.

    ``rows``: one row per observation or claim, its position is its number in ``visible``. ``truth``: the printed
    numbers, -1 where unknown. ``floor``: what a hidden variable is at least. ``owner``: the row that a constraint
    stands in, -1 for one that always holds. ``point``: a solution, as far as it has been asked for; ``low`` and
    ``high``: the least and the greatest value of each variable in the solutions that have been found.
    """

    rows: pl.DataFrame
    truth: Whole
    floor: Whole
    shown: Shown
    matrix: csr_matrix
    lower: Real
    upper: Real
    owner: Whole
    point: Whole = field(init=False)
    low: Whole = field(init=False)
    high: Whole = field(init=False)
    contradictory: Mask = field(init=False)
    _kept: tuple[bytes, Components] | None = None

    def __post_init__(self) -> None:
        self.point, self.low, self.high = self.truth.copy(), self.truth.copy(), self.truth.copy()
        self.contradictory = np.zeros(len(self.lower), dtype=bool)

    @property
    def ceiling(self) -> int:
        """A number that no count reaches: where a hidden one can be as great, nothing bounds it from above."""
        return 4 * int(self.truth.max(initial=0)) + 1000

    def bounds(self, visible: Mask) -> tuple[Whole, Whole]:
        """The least and the most of each variable by its visible prints alone."""
        least, most = self.floor.copy(), np.full(len(self.truth), self.ceiling, dtype=np.int64)
        told = visible[self.shown.row]
        np.maximum.at(least, self.shown.variable[told], self.shown.least[told])
        np.minimum.at(most, self.shown.variable[told], self.shown.most[told])
        return least, most

    def active(self, visible: Mask) -> Mask:
        """Which constraints hold: those of the structure, and those of visible percentages."""
        return (self.owner == _OF_STRUCTURE) | visible[self.owner]

    def components(self, visible: Mask) -> Components:
        """What the variables that are no constants fall apart into; kept until something else is visible."""
        key = visible.tobytes() + self.contradictory.tobytes()
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._components(visible))
        return self._kept[1]

    def _components(self, visible: Mask) -> Components:
        least, most = self.bounds(visible)
        columns = np.flatnonzero(least < most)
        active = np.flatnonzero(self.active(visible) & ~self.contradictory)
        part = self.matrix[active][:, columns]
        count, labels = connected_components(_bipartite(part), directed=False)
        order = np.argsort(labels, kind="stable")
        ends = np.cumsum(np.bincount(labels, minlength=count))[:-1]
        groups = [
            (columns[ids[ids < len(columns)]], active[ids[ids >= len(columns)] - len(columns)])
            for ids in np.split(order, ends)
        ]
        of_variable = np.full(len(self.truth), -1, dtype=np.int64)
        of_variable[columns] = labels[: len(columns)]
        return Components(of_variable, groups)

    def settle(self, variables: Whole, constraints: Whole, visible: Mask) -> None:
        """Give every variable of a component a point.

        Where no counts of those that are printed nowhere fulfil all constraints, theirs are left out from now on.
        """
        unknown = variables[self.point[variables] == _UNKNOWN]
        if not len(unknown):
            return
        least, most = self.bounds(visible)
        touched = constraints[np.asarray(np.abs(self.matrix[constraints][:, unknown]).sum(axis=1)).ravel() > 0]
        at = self.point.copy()
        at[at == _UNKNOWN] = 0
        solved = self.solve(unknown, touched, np.zeros(len(unknown)), least[unknown], most[unknown], at)
        if solved.impossible:
            self.contradictory[touched] = True
        if solved.point is None and not solved.impossible:
            raise ScorecardError("the solver gives no answer for counts that are printed nowhere", do="report this")
        told = least[unknown] if solved.point is None else solved.point
        self.point[unknown] = self.low[unknown] = self.high[unknown] = told

    def settle_around(self, wanted: Whole, visible: Mask) -> None:
        """Give every variable of the components that hold one of ``wanted`` a point."""
        parts = self.components(visible)
        for label in parts.holding(wanted):
            variables, constraints = parts.groups[label]
            self.settle(variables, constraints, visible)

    def solve(self, variables: Whole, constraints: Whole, cost: Real, least: Whole, most: Whole, at: Whole) -> Solution:
        """The cheapest whole numbers of ``variables`` with all others ``at`` a point."""
        matrix = self.matrix[constraints]
        others = at.copy()
        others[variables] = 0
        rest = matrix @ others
        inside = matrix[:, variables]
        lower, upper = self.lower[constraints] - rest, self.upper[constraints] - rest
        return minimum(cost, inside, lower, upper, least, most)

    def extreme(self, target: int, variables: Whole, constraints: Whole, visible: Mask, sign: int) -> int | None:
        """The least (``sign`` 1) or greatest (-1) value of a variable; its point joins those that have been found."""
        least, most = self.bounds(visible)
        cost = np.where(variables == target, float(sign), 0.0)
        solved = self.solve(variables, constraints, cost, least[variables], most[variables], self.point).point
        if solved is None:
            return None
        self.low[variables] = np.minimum(self.low[variables], solved)
        self.high[variables] = np.maximum(self.high[variables], solved)
        return int(solved[np.flatnonzero(variables == target)[0]])

    def narrow(self, visible: Mask, targets: Whole, fewest: int) -> dict[int, tuple[int, int]]:
        """The targets that can be fewer than so many whole numbers, from the least to the greatest, with the two.

        Solutions found for what was visible before are solutions still: what is hidden is never shown again.
        """
        least, most = self.bounds(visible)
        told = {int(t): (int(least[t]), int(most[t])) for t in targets if least[t] >= most[t]}
        parts = self.components(visible)
        for target in map(int, targets[least[targets] < most[targets]]):
            variables, constraints = parts.groups[parts.of_variable[target]]
            self.settle(variables, constraints, visible)
            told |= self._too_narrow(target, variables, constraints, visible, fewest)
        return told

    def _too_narrow(
        self, target: int, variables: Whole, constraints: Whole, visible: Mask, fewest: int
    ) -> dict[int, tuple[int, int]]:
        for sign in (-1, 1):
            if self.high[target] - self.low[target] + 1 >= fewest:
                return {}
            self.extreme(target, variables, constraints, visible, sign)
        low, high = int(self.low[target]), int(self.high[target])
        return {} if high - low + 1 >= fewest else {target: (low, high)}


class Solution(NamedTuple):
    """Whole numbers that fulfil all constraints, if any were found; ``impossible``: there are none."""

    point: Whole | None
    impossible: bool = False


def minimum(cost: Real, matrix: csr_matrix, lower: Real, upper: Real, least: Whole, most: Whole) -> Solution:
    """Whole numbers between ``least`` and ``most`` with the lowest cost.

    What the solver gives is rounded and tried in whole numbers: no point where it does not fulfil a constraint exactly.
    """
    if not len(cost):
        return Solution(np.zeros(0, dtype=np.int64))
    rules: Any = [LinearConstraint(matrix, lower, upper)] if matrix.shape[0] else []
    solved = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(least.astype(float), most.astype(float)),
        constraints=rules,
        options={"time_limit": _SECONDS, "mip_rel_gap": 0.0},
    )
    if solved.x is None:
        return Solution(None, solved.status == _INFEASIBLE)
    point: Whole = np.rint(solved.x).astype(np.int64)
    row = matrix.astype(np.int64) @ point if matrix.shape[0] else np.zeros(0)
    sound = (row >= lower).all() and (row <= upper).all() and (point >= least).all() and (point <= most).all()
    return Solution(point if sound else None)


def _bipartite(part: csr_matrix) -> csr_matrix:
    """The graph of variables and constraints: columns first, then rows."""
    rows, columns = part.nonzero()
    size = part.shape[0] + part.shape[1]
    return csr_matrix((np.ones(len(rows)), (columns, rows + part.shape[1])), shape=(size, size))


# --- building --------------------------------------------------------------------------------------------------------


def build_system(
    equations: Equations, shown: pl.DataFrame, shares: pl.DataFrame, floor: pl.Series | None = None
) -> System:
    """The system of some equations.

    ``shown``: one row per print that tells something of its variable, with ``least`` and ``most``. ``shares``: rows of
    `scorecard.disclosure.shares.shares_of` whose percentage is shown. ``floor``: per variable, 0 without it.
    """
    rates = equations.rates.select(pl.lit(OBSERVATION).alias("source"), "row")
    rows = pl.concat([equations.prints.select(PRINT), rates]).unique(maintain_order=True).with_row_index("at")
    numbers = rows.with_columns(pl.col("at").cast(pl.Int64))
    printed = shown.join(numbers, on=PRINT, how="inner", maintain_order="left")
    visible_shares = shares.filter(pl.col("halves").is_not_null() & pl.col("fits")).join(
        numbers, on=PRINT, how="inner", maintain_order="left"
    )
    count = equations.variables.height
    structure, lower, upper = _structure(equations.terms, count)
    of_shares, share_lower, share_upper, owner = _share_rows(visible_shares, count)
    truth = equations.variables["number"].fill_null(_UNKNOWN).to_numpy().astype(np.int64)
    return System(
        rows=numbers,
        truth=truth,
        floor=np.zeros(count, dtype=np.int64) if floor is None else floor.to_numpy().astype(np.int64),
        shown=Shown(*(printed[c].to_numpy().astype(np.int64) for c in ("at", "variable", "least", "most"))),
        matrix=csr_matrix(vstack([structure, of_shares])),
        lower=np.concatenate([lower, share_lower]),
        upper=np.concatenate([upper, share_upper]),
        owner=np.concatenate([np.full(len(lower), _OF_STRUCTURE, dtype=np.int64), owner]),
    )


def _structure(terms: pl.DataFrame, count: int) -> tuple[csr_matrix, Real, Real]:
    ranked = terms.with_columns((pl.col("equation").rank("dense") - 1).cast(pl.Int64).alias("at")).sort("at")
    sides = ranked.unique("at", keep="first", maintain_order=True)
    entries = ranked["coefficient"].to_numpy().astype(float)
    where = (ranked["at"].to_numpy(), ranked["variable"].to_numpy())
    matrix = csr_matrix((entries, where), shape=(sides.height, count))
    return matrix, sides["lower"].to_numpy().astype(float), sides["upper"].to_numpy().astype(float)


def _share_rows(shares: pl.DataFrame, count: int) -> tuple[csr_matrix, Real, Real, Whole]:
    """Two constraints per percentage: x of y is not below its rounding interval, and not on or above its upper end.

    With p in halves of the last decimal, of which a point has s: (p - 1) y <= 100 s x < (p + 1) y, all whole numbers.
    """
    x, y = (shares[c].to_numpy().astype(np.int64) for c in ("x", "y"))
    full, halves = (100 * shares["scale"]).to_numpy().astype(float), shares["halves"].to_numpy().astype(float)
    number, height = np.arange(len(x)), len(x)
    rows = np.concatenate([number, number, number + height, number + height])
    columns = np.concatenate([x, y, x, y])
    entries = np.concatenate([full, -(halves - 1), full, -(halves + 1)])
    end = np.where(shares["tie"].to_numpy(), 0.0, -1.0)
    owner = shares["at"].to_numpy().astype(np.int64)
    infinite = np.full(height, np.inf)
    return (
        csr_matrix((entries, (rows, columns)), shape=(2 * height, count)),
        np.concatenate([np.zeros(height), -infinite]),
        np.concatenate([infinite, end]),
        np.concatenate([owner, owner]),
    )


def exact_prints(equations: Equations) -> pl.DataFrame:
    """The prints that show their number, which is then known to be just that."""
    return equations.prints.filter("shown").select(
        *PRINT, "variable", pl.col("number").alias("least"), pl.col("number").alias("most")
    )
