"""Columns of changes: what lies between two figures of their row, which most of their rows prove."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import NamedTuple

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.text.numbers import decimals_of, number_of

_UNIT_BEHIND = re.compile(r" ?(?:pp|ppts?|p\.p\.|% ?points?|percentage points?|points?)$", re.IGNORECASE)
"""What may stand behind a change of percentages."""
_EDGE = 1e-6
_FEWEST, _MOST = 2, 0.6
"""In so many rows, and in so many of all, a change must be that of two columns for it to be theirs."""


@dataclass(frozen=True)
class Change:
    """A printed change, the figures that it lies between, and what it should be.

    ``name`` is what its row is called; ``holds`` whether it is what the two figures leave within their rounding.
    """

    table: str
    line: int
    cell: int
    name: str
    published: str
    now: str
    before: str
    now_cell: int
    before_cell: int
    expected: str
    holds: bool


class _Way(NamedTuple):
    """How a column of changes is made: of two columns, by their difference or in per cent of the earlier one."""

    now: Column
    before: Column
    in_percent: bool


def changes_of(roles: TableRoles) -> Iterator[Change]:
    """The changes that a table prints beside the figures that prove their column."""
    figures = [c for c in roles.of_role(VALUE) if not c.is_step]
    for column in roles.columns:
        if column.role in (VALUE, "other", "direction") and column.is_step:
            way = _way_of(column, figures, roles.body)
            yield from _printed(column, way, roles) if way else ()


def _printed(column: Column, way: _Way, roles: TableRoles) -> Iterator[Change]:
    for row in roles.body:
        told = _texts(row, column, way)
        holds = _holds(*told, way.in_percent)
        if holds is None:
            continue
        cells = row.row.cells
        yield Change(
            roles.grid.table,
            row.row.line,
            cells[column.position].index,
            row.label,
            told[0],
            told[1],
            told[2],
            cells[way.now.position].index,
            cells[way.before.position].index,
            _expected(*told, way.in_percent),
            holds,
        )


def _way_of(column: Column, figures: Sequence[Column], body: Sequence[BodyRow]) -> _Way | None:
    """The two columns between which a change lies; null where no two prove it.

    The nearest of those that do equally well; what is the change in per cent of no two columns may be their difference.
    """
    best: tuple[tuple[float, int], _Way] | None = None
    for now, before in permutations([c for c in figures if c.area == column.area], 2):
        for in_percent in (False, True):
            way = _Way(now, before, in_percent)
            told = [holds for row in body if (holds := _holds(*_texts(row, column, way), in_percent)) is not None]
            fit = sum(told)
            if fit < _FEWEST or fit < _MOST * len(told):
                continue
            far = abs(column.position - now.position) + abs(column.position - before.position)
            key = (fit, -far)
            best = max(best, (key, way), key=lambda one: one[0]) if best else (key, way)
    return best[1] if best else None


def _texts(row: BodyRow, column: Column, way: _Way) -> tuple[str, str, str]:
    change, now, before = (row.row.text(c.position) for c in (column, way.now, way.before))
    return change, now, before


def _holds(change: str, now: str, before: str, in_percent: bool) -> bool | None:
    """Whether a change is that of two figures, as they may have been before they were rounded; null without numbers."""
    told, later, earlier = (number_of(_UNIT_BEHIND.sub("", text)) for text in (change, now, before))
    if told is None or later is None or earlier is None or (in_percent and not earlier):
        return None
    halves = [0.5 * 10.0 ** -decimals_of(text) for text in (change, now, before)]
    # whole numbers are counts, and exact
    slack = sum(half for half, text in zip(halves[1:], (now, before), strict=True) if _is_rounded(text))
    if not in_percent:
        return abs(later - earlier - told) <= slack + halves[0] * _is_rounded(change) + _EDGE
    exact = 100 * (later - earlier) / abs(earlier)
    return abs(exact - told) <= halves[0] + 100 * slack / abs(earlier) * (1 + abs(later / earlier)) + _EDGE


def _is_rounded(text: str) -> bool:
    return "%" in text or decimals_of(text) > 0


def _expected(change: str, now: str, before: str, in_percent: bool) -> str:
    later, earlier = number_of(_UNIT_BEHIND.sub("", now)) or 0.0, number_of(_UNIT_BEHIND.sub("", before)) or 1.0
    value = 100 * (later - earlier) / abs(earlier) if in_percent else later - earlier
    places = max(decimals_of(change), 0 if in_percent else max(decimals_of(now), decimals_of(before)))
    said = f"{value:,.{places}f}"
    said = said.lstrip("-") if float(said.replace(",", "")) == 0 else said
    pound = "£" if "£" in change else ""
    sign, digits = ("-", said[1:]) if said.startswith("-") else ("", said)
    return f"{sign}{pound}{digits}{'%' if '%' in change else ''}"
