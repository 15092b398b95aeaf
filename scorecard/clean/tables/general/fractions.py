"""Shares that are printed as decimals: ``0.94`` of 47 of 50."""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.general.columns import VALUE
from scorecard.clean.tables.general.counts import Counts, counts_of
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.shared.shares import IN_PERCENT, in_percent, is_fraction
from scorecard.text.numbers import decimals_of, number_of


def with_fractions(roles: TableRoles) -> TableRoles:
    """A table whose columns of decimals are read as percentages, where in most rows they are the x over the y beside
    them; what is printed stays, and why it is read otherwise."""
    own = [c for c in roles.of_role(VALUE) if c.area is None]
    made = [counts for counts in counts_of(roles, own) if counts.x and counts.y and counts.figures]
    positions = {counts.figures.position for counts in made if counts.figures and _are_fractions(counts, roles)}
    if not positions:
        return roles
    return replace(roles, body=tuple(_in_percent(body, positions) for body in roles.body))


def _are_fractions(counts: Counts, roles: TableRoles) -> bool:
    columns = [column for column in (counts.x, counts.y, counts.figures) if column]
    rows = [[body.row.text(c.position) for c in columns] for body in roles.body]
    printed = [texts for texts in rows if all(number_of(text) is not None for text in texts)]
    exact = max((decimals_of(texts[-1]) for texts in printed), default=0) >= IN_PERCENT
    return exact and len(printed) > 1 and 2 * sum(is_fraction(*texts) for texts in printed) > len(printed)


def _in_percent(body: BodyRow, positions: set[int]) -> BodyRow:
    cells = tuple(in_percent(cell) if at in positions else cell for at, cell in enumerate(body.row.cells))
    return replace(body, row=Row(body.row.line, cells))
