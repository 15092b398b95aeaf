"""Tables that the end of a page cuts: put together where the header comes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.general.header import parts_of
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.captions import Above


def put_together(grids: Sequence[Grid], above: Mapping[str, Above], lexicon: Lexicon) -> list[Grid]:
    """The tables in printed order, the parts of one table put together under the name of the first.

    The second part prints the header of the first again, and nothing but the end of a page stands between them.
    """
    wholes: list[Grid] = []
    headers: list[list[list[str]]] = []
    for grid in grids:
        header = _header(grid, lexicon)
        cut = above.get(grid.table, Above()).cut
        if wholes and cut and header and [row.texts for row in header] == headers[-1]:
            rows = [row for row in grid.rows if row not in header]
            wholes[-1] = replace(wholes[-1], rows=[*wholes[-1].rows, *rows])
        else:
            wholes.append(grid)
            headers.append([row.texts for row in header])
    return wholes


def _header(grid: Grid, lexicon: Lexicon) -> tuple[Row, ...]:
    """The header rows of a table with rows below them; none where it has no body."""
    parts = parts_of(grid, lexicon.cells)
    return parts.header if parts.body and not parts.title else ()
