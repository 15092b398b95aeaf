"""Rows that the end of a page cuts: the rest of their cells stands on the first row overleaf, and belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorecard.readers.pdf.values import is_value
from scorecard.readers.printed import Printed

Row = Sequence[Printed]
Rows = Sequence[Row]
_RIGHT_BEHIND = "%"
"""What belongs right behind a figure, without a blank."""


def filled(rows: Rows, *, at_end: bool) -> Rows:
    """Rows without the blank ones at their end, or at their beginning: what a cut leaves of a row may print nothing."""
    printing = [at for at, row in enumerate(rows) if any(cell.line for cell in row)]
    if not printing:
        return rows
    return rows[: printing[-1] + 1] if at_end else rows[printing[0] :]


def is_rest(last: Row, first: Row) -> bool:
    """Whether the first row overleaf is the rest of the last one before it.

    Each of its cells goes on with one above, none is a value, and the first goes on in the middle of a sentence.
    """
    pairs = [(above.line, cell.line) for above, cell in zip(last, first, strict=True) if cell.line]
    if not pairs or any(not above or is_value(text) for above, text in pairs):
        return False
    return pairs[0][1][0].islower() or all(text == _RIGHT_BEHIND for _, text in pairs)


def put_together(last: Row, first: Row) -> tuple[Printed, ...]:
    """The last row of a page with the rest of its cells."""
    return tuple(
        replace(above, text=above.line + ("" if cell.line == _RIGHT_BEHIND else " ") + cell.line)
        if cell.line
        else above
        for above, cell in zip(last, first, strict=True)
    )
