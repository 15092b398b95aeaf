"""Measures that stand in several rows: a column says of each whether it is numerator, denominator, figure or target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.general.columns import Column
from scorecard.clean.tables.general.words import HeaderWords

if TYPE_CHECKING:
    from scorecard.clean.tables.general.roles import BodyRow

PART = "part"
"""The role of a column that says what of a measure each row prints."""
_SAID = ("numerator", "denominator", "value", "target")
_MOST = 0.8
"""The share of a column's cells that must say a part for it to be one of parts."""


def with_parts(columns: Sequence[Column], body: Sequence[Row], words: HeaderWords) -> tuple[Column, ...]:
    """The columns, one of parts with that role: its cells are numerators, denominators, figures and targets in turn.

    At least two kinds must stand in it: under "Type" all rows may be percentages.
    """
    at = next((c.position for c in columns if _says_parts(c, body, words)), None)
    return tuple(replace(c, role=PART, words="") if c.position == at else c for c in columns)


def _says_parts(column: Column, body: Sequence[Row], words: HeaderWords) -> bool:
    if column.role not in ("other", "unit", "note", "value", "rag") or column.time or column.area:
        return False
    texts = [text for row in body if (text := row.text(column.position))]
    parts = [part for text in texts if (part := words.role(text)) in _SAID]
    return len(set(parts)) > 1 and len(parts) >= _MOST * len(texts)


def with_parts_named(body: tuple[BodyRow, ...], columns: Sequence[Column], words: HeaderWords) -> tuple[BodyRow, ...]:
    """The rows with the part that each prints; those below the first of a measure have its label."""
    column = next((c for c in columns if c.role == PART), None)
    if column is None:
        return body
    told: list[BodyRow] = []
    for row in body:
        above = told[-1] if told and not row.label else None
        label, number = (above.label, above.number) if above else (row.label, row.number)
        told.append(replace(row, label=label, number=number, part=words.role(row.row.text(column.position)) or ""))
    return tuple(told)
