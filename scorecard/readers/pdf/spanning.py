"""Cells that span columns only because rules between them are not drawn: the frame of a row, of a header, of all rows.

Styles of office programs draw the rules between columns in every second row, or in the header alone. What a frame then
holds is no one cell: filled boxes side by side in it are its cells, and so is print that stands in the table's columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from scorecard.readers.pdf.marks import Box, Fill, Rule, Sign
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.words import lines_of, words_of

_NEAR = 2.5
"""Edges nearer than this, in points, are one."""
_LOWEST = 3.0
_OVER = 1.0
"""Print may reach so many points over the edge of its column."""
_FEWEST = 2

Edges = Sequence[float]


def sides_of_tints(spans: Sequence[Box], xs: Edges, fills: Sequence[Fill]) -> tuple[list[Rule], list[Rule]]:
    """Rules across and down where filled boxes stand side by side in cells that span columns (``spans``).

    ``xs`` are the edges of the table's columns. Boxes reach from one of them to another, or fill the whole cell from
    its left to its right; others are spots.
    """
    across: list[Rule] = []
    down: list[Rule] = []
    for span in spans:
        for row in _rows([fill.box for fill in fills if _is_in(fill.box, span)]):
            if not (all(_are_at((box.x0, box.x1), xs) for box in row) or _fill(row, span)):
                continue
            for box in row:
                across += [Rule(at, box.x0, box.x1) for at in (box.top, box.bottom)]
                down += [Rule(at, box.top, box.bottom) for at in (box.x0, box.x1)]
    return across, down


def edges_of_tints(cells: Sequence[Box], ys: Edges, fills: Sequence[Fill]) -> list[Rule]:
    """Rules across where filled boxes as wide as a cell stand in it one below the other, each from row to row (``ys``).

    Labels of rows are tinted so, without rules between them.
    """
    rules: list[Rule] = []
    for cell in cells:
        if sum(cell.top - _NEAR < y < cell.bottom + _NEAR for y in ys) < _FEWEST + 1:
            continue
        own = [fill.box for fill in fills if _is_in(fill.box, cell) and _fill([fill.box], cell)]
        rows = [box for box in dict.fromkeys(own) if _are_at((box.top, box.bottom), ys) and not _fills_all(box, cell)]
        if len({round(box.top) for box in rows}) >= _FEWEST:
            rules += [Rule(at, cell.x0, cell.x1) for box in rows for at in (box.top, box.bottom)]
    return rules


def header_of_tints(table: Box, xs: Edges, fills: Sequence[Fill]) -> tuple[list[Rule], list[Rule]]:
    """Rules across and down where filled boxes stand right above a table, row on row, in its columns: its header."""
    across: list[Rule] = []
    down: list[Rule] = []
    rows = [row for row in _rows([fill.box for fill in fills if fill.box.height >= _LOWEST]) if _fill(row, table)]
    top = table.top
    for row in sorted(rows, key=lambda row: -row[0].bottom):
        if abs(row[0].bottom - top) > _NEAR or not all(_are_at((box.x0, box.x1), xs) for box in row):
            continue
        top = row[0].top
        for box in row:
            across += [Rule(at, box.x0, box.x1) for at in (box.top, box.bottom)]
            down += [Rule(at, box.top, box.bottom) for at in (box.x0, box.x1)]
    return across, down


def _fills_all(box: Box, cell: Box) -> bool:
    return box.top <= cell.top + _NEAR and box.bottom >= cell.bottom - _NEAR


def _is_in(box: Box, span: Box) -> bool:
    return (
        box.height >= _LOWEST
        and span.x0 - _NEAR <= box.x0
        and box.x1 <= span.x1 + _NEAR
        and span.top - _NEAR <= box.top
        and box.bottom <= span.bottom + _NEAR
    )


def _are_at(sides: tuple[float, float], edges: Edges) -> bool:
    return all(any(abs(side - edge) <= _NEAR for edge in edges) for side in sides)


def _fill(row: Sequence[Box], span: Box) -> bool:
    """Whether boxes stand beside each other without a gap, from the left of a cell to its right."""
    sides = [span.x0, *(side for box in row for side in (box.x0, box.x1)), span.x1]
    return all(abs(one - other) <= _NEAR for one, other in zip(sides[::2], sides[1::2], strict=True))


def _rows(boxes: Sequence[Box]) -> Iterator[Sequence[Box]]:
    """Boxes that begin and end at one height, where several stand side by side."""
    rows: dict[tuple[int, int], list[Box]] = {}
    for box in dict.fromkeys(boxes):
        rows.setdefault((round(box.top), round(box.bottom)), []).append(box)
    for row in rows.values():
        ordered = sorted(row, key=lambda box: box.x0)
        if len(row) >= _FEWEST and all(one.x1 <= other.x0 + _NEAR for one, other in pairwise(ordered)):
            yield ordered


def columns_of_print(signs: Sequence[Sign], edges: Edges) -> Mapping[int, list[Sign]] | None:
    """The signs of each column (from 0) that a cell spans, ``edges`` being theirs; null if it is one cell.

    It is several where its print stands in two columns or more, and no part of a line stands across an edge.
    """
    if any(sign.turn for sign in signs):
        return None
    lines = lines_of(words_of(signs))
    own = [(part, _column(part.box, edges)) for line in lines for part in segments_of(line)]
    if any(column is None for _, column in own) or len({column for _, column in own}) < _FEWEST:
        return None
    if not any(len({_column(part.box, edges) for part in segments_of(line)}) >= _FEWEST for line in lines):
        return None
    columns: dict[int, list[Sign]] = {}
    for sign in signs:
        x = (sign.box.x0 + sign.box.x1) / 2
        columns.setdefault(sum(edge < x for edge in edges[1:-1]), []).append(sign)
    return columns


def _column(part: Box, edges: Edges) -> int | None:
    """The column that a part of a line stands in; null if it stands in several."""
    within = (at for at, (x0, x1) in enumerate(pairwise(edges)) if x0 - _OVER <= part.x0 and part.x1 <= x1 + _OVER)
    return next(within, None)
