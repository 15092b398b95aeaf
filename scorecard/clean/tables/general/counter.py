"""A first column that only counts the rows of a table: 1, 2, 3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.clean.raw.grid import Row

_HEADS = re.compile(r"(?:no\.?|nr\.?|#|row|line|item)?", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)\S{1,12}")
"""The number of a measure: 1.1, CH/003, KPI7."""
_FEWEST = 3
_MOSTLY = 2 / 3


def without_counter(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table, without their first column where it counts them and the second numbers their measures.

    Without numbers in the second the first may be these.
    """
    counted = [row for row in rows if row.text(0).isdecimal()]
    others = [row.text(0) for row in rows if not row.text(0).isdecimal()]
    in_turn = [row.text(0) for row in counted] == [str(at) for at in range(1, len(counted) + 1)]
    numbered = sum(bool(_CODE.fullmatch(row.text(1))) for row in counted)
    only_counts = len(counted) >= _FEWEST and in_turn and all(map(_HEADS.fullmatch, others))
    if not only_counts or numbered < _MOSTLY * len(counted):
        return list(rows)
    return [Row(row.line, row.cells[1:]) for row in rows]
