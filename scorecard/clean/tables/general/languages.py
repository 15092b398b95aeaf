"""Cells that print a word in two languages: ``Targed / Target 2024-25``, as councils of Wales do."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from scorecard.clean.raw.grid import Cell, Row

_BETWEEN = re.compile(r"\s+[/|]\s+|\n")
"""What stands between the two languages of a cell."""
_WORD = re.compile(r"[^\W\d_]+")


def in_english(rows: Sequence[Row], welsh: Collection[str]) -> list[Row]:
    """The rows of a table, of each cell in two languages what it says in English.

    Only where all words of the one half are words of tables that are known (``welsh`` of ``headers.yml``): "Rhifiadur /
    Numerator". Names of measures stay as they are printed.
    """
    known = frozenset(welsh)
    return [_read(row, known) for row in rows]


def _read(row: Row, known: frozenset[str]) -> Row:
    if not any("/" in text or "|" in text or "\n" in text for text in (cell.text for cell in row.cells)):
        return row
    return replace(row, cells=tuple(_of_one(cell, known) for cell in row.cells))


def _of_one(cell: Cell, known: frozenset[str]) -> Cell:
    halves = _BETWEEN.split(cell.text.strip())
    if len(halves) < 2:
        return cell
    words = [[word.lower() for word in _WORD.findall(half)] for half in halves]
    english = [half for half, said in zip(halves, words, strict=True) if not (said and known.issuperset(said))]
    return replace(cell, text=english[0].strip()) if len(english) == 1 and any(words) else cell
