"""Rows of a summary that damage put two into one."""

from __future__ import annotations

import re

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.fit import FittedRow


def two_in_one(row: FittedRow) -> list[FittedRow]:
    """Two rows that damage put into one: every cell holds two values, unit and polarity are doubled."""
    unit, good = row.get("unit").split(), row.get("good").split()
    doubled = [len(words) == 2 and words[0].lower() == words[1].lower() for words in (unit, good)]
    if not all(doubled):
        return [row]
    names = re.split(r"(?<=\w)\s+(?=(?:Number|No\.?|%|Percentage)\b)", row.get("name"), maxsplit=1)
    if len(names) != 2:
        return [row]
    return [_half(row, names[part], part) for part in (0, 1)]


def _half(row: FittedRow, name: str, part: int) -> FittedRow:
    cells = []
    for column, cell in row.cells:
        words = name if column.role == "name" else None
        tokens = cell.plain.split()
        if words is None and column.role == "value":
            if len(tokens) != 2:
                if part == 0:
                    cells.append((SummaryColumn("ambiguous", column.position, column.period), cell))
                continue
            words = tokens[part]
        elif words is None:
            if column.role in ("direction", "rag") and len(tokens) != 2 and part:
                continue
            words = tokens[part] if len(tokens) == 2 else cell.plain
        why = "two rows are printed in one: each cell holds the figure of the first and then of the second"
        cells.append((column, Cell(words, cell.index, cell.published, part + 1, why)))
    return FittedRow(row.line, tuple(cells))
