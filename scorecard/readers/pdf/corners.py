"""The blank corner of a header that stands alone above its table, where no rule shows the columns of its labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.values import is_period, is_value
from scorecard.readers.printed import Printed, Table

_FAR = 60.0
"""A header further above a table, in points, is not its header."""


def with_corner(above: OnPage, below: OnPage) -> OnPage:
    """A table of headers only, with a blank column for each column of labels of the table below it.

    Where the table below has further columns without a header, each header must stand over one column alone.
    """
    head, body = above.block, below.block
    gap = below.box.top - above.box.bottom
    if not (isinstance(head, Table) and isinstance(body, Table) and gap < _FAR):  # below nought: overleaf
        return above
    lacking = len(body.rows[0]) - len(head.rows[0])
    if lacking < 1 or not all(_is_header(row) for row in head.rows):
        return above
    labels = _columns_of_labels(body)
    if labels != lacking:
        return _spread(above, below, labels) or above
    left = (above.box.x0, above.box.x0)
    corner = tuple(Printed() for _ in range(lacking))
    rows = tuple((*corner, *row) for row in head.rows)
    return replace(above, block=Table(rows), columns=(*(left for _ in range(lacking)), *above.columns))


def _spread(above: OnPage, below: OnPage, labels: int) -> OnPage | None:
    """The headers over the columns that they stand over, none over those of labels; null if that leaves a doubt."""
    over = [
        [at for at, (x0, x1) in enumerate(below.columns) if x0 < end and start < x1] for start, end in above.columns
    ]
    places = [at[0] for at in over if len(at) == 1]
    alone = len(places) == len(over) and places == sorted(set(places))
    if not alone or labels < 1 or places[0] < labels or not isinstance(above.block, Table):
        return None
    rows = []
    for row in above.block.rows:
        cells = [Printed() for _ in below.columns]
        for at, cell in zip(places, row, strict=True):
            cells[at] = cell
        rows.append(tuple(cells))
    return replace(above, block=Table(tuple(rows)), columns=below.columns)


def _is_header(row: Sequence[Printed]) -> bool:
    """Whether every column of a row has a header: words, or the number of a measure."""
    return all(cell.line for cell in row)


def _columns_of_labels(table: Table) -> int:
    """How many columns at the left of a table print no figures but periods."""
    count = 0
    for column in zip(*table.rows, strict=True):
        figures = [cell.line for cell in column if cell.line and is_value(cell.line) and not is_period(cell.line)]
        if figures:
            break
        count += 1
    return count
