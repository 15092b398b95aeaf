"""Shares that are printed as decimals: ``0.94`` of 47 of 50."""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.general.columns import VALUE
from scorecard.clean.tables.general.counts import Counts, counts_of
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.numbers import decimals_of, number_of

_EDGE = 1e-9
"""What floats may differ by at the edge of rounding."""
_WHY = "a decimal, read as a percentage: in most rows of its column it is the x over the y beside it"
_IN_PERCENT = 2
"""So many decimals of a share are whole per cents."""


def with_fractions(roles: TableRoles) -> TableRoles:
    """A table whose columns of decimals are read as percentages, where in most rows they are the x over the y beside
    them; what is printed stays, and why it is read otherwise."""
    own = [c for c in roles.of_role(VALUE) if c.area is None]
    made = [counts for counts in counts_of(roles, own) if counts.x and counts.y and counts.figures]
    positions = {counts.figures.position for counts in made if counts.figures and _are_fractions(counts, roles)}
    if not positions:
        return roles
    return replace(roles, body=tuple(_in_percent(body, positions) for body in roles.body))


def is_fraction(numerator: str, denominator: str, share: str) -> bool:
    """Whether a share is its x over its y, in its own rounding.

    >>> is_fraction("47", "50", "0.94"), is_fraction("47", "50", "94"), is_fraction("47", "50", "0.49")
    (True, False, False)
    """
    x, y, value = number_of(numerator), number_of(denominator), number_of(share)
    if x is None or not y or value is None or "%" in share:
        return False
    return abs(x / y - value) <= 0.5 * 10.0 ** -decimals_of(share) + _EDGE


def as_percentage(share: str) -> str:
    """A share as the percentage that it is; what is no number stays as it is.

    >>> as_percentage("0.94"), as_percentage("0.905"), as_percentage("n/a")
    ('94%', '90.5%', 'n/a')
    """
    value = number_of(share)
    if value is None or "%" in share:
        return share
    return f"{100 * value:.{max(decimals_of(share) - _IN_PERCENT, 0)}f}%"


def _are_fractions(counts: Counts, roles: TableRoles) -> bool:
    columns = [column for column in (counts.x, counts.y, counts.figures) if column]
    rows = [[body.row.text(c.position) for c in columns] for body in roles.body]
    printed = [texts for texts in rows if all(number_of(text) is not None for text in texts)]
    exact = max((decimals_of(texts[-1]) for texts in printed), default=0) >= _IN_PERCENT
    return exact and len(printed) > 1 and 2 * sum(is_fraction(*texts) for texts in printed) > len(printed)


def _in_percent(body: BodyRow, positions: set[int]) -> BodyRow:
    cells = tuple(
        _as_percentage(cell) if at in positions and as_percentage(cell.plain) != cell.plain else cell
        for at, cell in enumerate(body.row.cells)
    )
    return replace(body, row=Row(body.row.line, cells))


def _as_percentage(cell: Cell) -> Cell:
    return replace(cell.corrected(_WHY), text=as_percentage(cell.plain))
