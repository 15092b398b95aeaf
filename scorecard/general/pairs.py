"""A percentage and the cells of the two counts that it is of."""

from __future__ import annotations

from typing import NamedTuple


class Pair(NamedTuple):
    """A percentage and the cells of its x and its y: on its own line, or each on one of its own."""

    line: int
    cell: int
    x_line: int
    x_cell: int
    y_line: int
    y_cell: int
