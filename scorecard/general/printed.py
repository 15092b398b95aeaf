"""What one table prints, cell by cell: measures with their figures, limits and signs, and what is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.roles import TableRoles
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.periods import Period
from scorecard.registry.models import Good

OWN, NUMERATOR, DENOMINATOR, ROLLING = "", "numerator", "denominator", "rolling 12 months"
"""The parts of a measure that a row prints: its figure, its x and its y, and its figure over the last twelve months."""


@dataclass(frozen=True)
class PrintedMeasure:
    """A measure as one table prints it. ``part`` tells its x and its y; ``by_category`` that figures stand by category.

    ``adds_up_by_area``: a total of areas is printed; ``makes_a_whole``: its categories have shares of one whole.
    """

    name: str
    unit: str
    part: str = OWN
    number: str | None = None
    good: Good = "info"
    by_category: bool = False
    adds_up_by_area: bool = False
    makes_a_whole: bool = False


@dataclass(frozen=True)
class PrintedCell:
    """A cell of a table and what it is about. ``role`` is value, threshold, signal or unread (see `Placement`).

    ``others`` are the periods that a sign may be about beside ``period``.
    """

    line: int
    cell: Cell
    role: str
    measure: PrintedMeasure | None = None
    period: Period | None = None
    area: str | None = None
    breakdown: str | None = None
    detail: str | None = None
    others: tuple[Period, ...] = ()


@dataclass(frozen=True)
class PrintedTable:
    """A table with all its cells that were understood, or that nobody can, in printed order; and its headers of time.

    ``labels`` are lines and cells that name rows.
    """

    roles: TableRoles
    cells: Sequence[PrintedCell]
    headers: Sequence[PrintedHeader]
    labels: frozenset[tuple[int, int]] = field(default=frozenset())
