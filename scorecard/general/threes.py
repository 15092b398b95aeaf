"""Measures in three rows under one name: an x, its y and the percentage that they make, which their figures prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.general.columns import OF_FIGURES
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.numbers import decimals_of, number_of

_THREE = 3
_PARTS = ("numerator", "denominator", "value")
_EDGE = 1e-9
"""What floats may differ by at the edge of rounding."""
_FEWEST = 2
"""So many groups must be proved for a table to be one of threes."""


def with_threes(roles: TableRoles) -> TableRoles:
    """A table in which each name stands over three rows, each with the part that most groups prove it to be.

    What is printed once for the three ("Target", "England" beside the first) is of the percentage: ``spans`` of the
    first row, with the row that it judges as ``figures``.
    """
    groups = _groups(roles.body)
    if roles.rows != "measure" or roles.of_role("part") or len(groups) < _FEWEST:
        return roles
    proved = [way for group in groups if (way := _way_of(group, roles))]
    way = proved[0] if proved else None
    if way is None or len(set(proved)) > 1 or 2 * len(proved) <= len(groups) or len(proved) < _FEWEST:
        return roles
    spans = _spans(groups, roles)
    told = {id(row): one for group in groups for row, one in zip(group, _named(group, way, spans), strict=True)}
    return replace(roles, body=tuple(told.get(id(row), row) for row in roles.body))


def _groups(body: Sequence[BodyRow]) -> list[list[BodyRow]]:
    """The rows under each name, where all names stand over three."""
    groups: list[list[BodyRow]] = []
    for row in body:
        if row.label:
            groups.append([row])
        elif groups:
            groups[-1].append(row)
        else:
            return []
    return groups if all(len(group) == _THREE for group in groups) else []


def _way_of(group: Sequence[BodyRow], roles: TableRoles) -> tuple[str, ...] | None:
    """What each of three rows is: the only way in which most columns give x of y; null for none or several."""
    every = [way for way in permutations(_PARTS) if _says_percent(group[way.index("value")])]
    fits = {way: _fits(group, way, roles) for way in every}
    best = max(fits.values(), default=0)
    ways = [way for way, fit in fits.items() if fit == best]
    return ways[0] if best >= _FEWEST and len(ways) == 1 else None


def _says_percent(row: BodyRow) -> bool:
    """Whether a row has a sign of percentages: 100 x/y = z is 100 x/z = y too."""
    return any("%" in text for text in row.row.texts)


def _fits(group: Sequence[BodyRow], way: Sequence[str], roles: TableRoles) -> int:
    """In how many columns three rows are a numerator, a denominator and their percentage."""
    rows = dict(zip(way, group, strict=True))
    return sum(_is_share(rows, column.position) for column in roles.of_role(*OF_FIGURES))


def _is_share(rows: dict[str, BodyRow], position: int) -> bool:
    x, y, share = (rows[part].row.text(position).rstrip("% ") for part in _PARTS)
    numerator, denominator, value = number_of(x), number_of(y), number_of(share)
    if numerator is None or not denominator or value is None:
        return False
    return abs(100 * numerator / denominator - value) <= 0.5 * 10.0 ** -decimals_of(share) + _EDGE


def _spans(groups: Sequence[Sequence[BodyRow]], roles: TableRoles) -> tuple[int, ...]:
    """The columns that print no more than once for the three rows of a name, beside the first."""
    positions = [c.position for c in roles.columns if c.role not in ("name", "number")]
    below = [row for group in groups for row in group[1:]]
    return tuple(
        at
        for at in positions
        if not any(row.row.text(at) for row in below) and any(group[0].row.text(at) for group in groups)
    )


def _named(group: Sequence[BodyRow], way: Sequence[str], spans: tuple[int, ...]) -> list[BodyRow]:
    first = group[0]
    figures = group[way.index("value")].row
    rows = [replace(row, label=first.label, number=first.number, part=way[at]) for at, row in enumerate(group)]
    return [replace(rows[0], spans=spans, figures=_put_together(first.row, figures, spans)), *rows[1:]]


def _put_together(first: Row, figures: Row, spans: Sequence[int]) -> Row:
    """The row of the percentages with what stands once for all three, on the line where that is printed."""
    width = max(len(first.cells), len(figures.cells))
    cells = tuple((first if at in spans or at >= len(figures.cells) else figures).cells[at] for at in range(width))
    return Row(first.line, cells)
