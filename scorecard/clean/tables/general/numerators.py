"""Columns of counts that are the x of the y right of them, though their header says no more than "No."."""

from __future__ import annotations

from dataclasses import replace

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.roles import TableRoles


def with_numerators(roles: TableRoles, meanings: Meanings) -> TableRoles:
    """A table in which a number left of a denominator of its time is the numerator, if a percentage of it is there."""
    columns = {column.position: column for column in roles.columns}
    for y in roles.of_role("denominator"):
        x = columns.get(y.position - 1)
        if x and x.role == VALUE and _same_moment(x, y) and _counts(x, meanings) and _has_share(y, roles):
            columns[x.position] = replace(x, role="numerator", words="")
    return replace(roles, columns=tuple(columns.values()))


def _counts(column: Column, meanings: Meanings) -> bool:
    """Whether a header says a number and nothing else."""
    said = column.words or (column.heads[-1] if column.heads else "")
    return meanings.unit(said) == "count" and meanings.is_unit(said)


def _has_share(y: Column, roles: TableRoles) -> bool:
    """Whether a column of the same time is of percentages."""
    own = [c for c in roles.of_role(VALUE) if _same_moment(c, y)]
    return any("%" in body.row.text(c.position) or c.heads[-1:] == ("%",) for c in own for body in roles.body)


def _same_moment(one: Column, other: Column) -> bool:
    return (one.period, one.area) == (other.period, other.area)
