"""Rows of a table that no rules part, told by the white between them.

Lines of one cell stand close, and rows stand apart: where there are gaps of two clearly different widths, the wide
ones part rows. That is taken only where each row so made is a row: it has at most one value in each of its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorecard.readers.pdf.rows import holds_figures, rows_of
from scorecard.readers.pdf.segments import blobs_of, segments_of
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line

Row = Sequence[Line]
_CLEAR = 0.12
"""Gaps differ clearly by so much of the size of print, and at least by so many points."""
_LEAST = 0.4
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""
_WIDE = 1.0
"""White wider than this part of the size of print may stand between two tables."""
_FEWEST_ROWS = 2
"""A table has so many rows of figures at least."""


def rows_by_white(lines: Sequence[Line], edges: Sequence[float]) -> list[list[Line]] | None:
    """The lines of each row from the top; null where the white does not tell them.

    ``edges`` are the heights of rules and tints, which part rows as well.
    """
    gaps = _gaps(lines)
    cut = [any(_between(edge, lines, at) for edge in edges) for at in range(1, len(lines))]
    for threshold in _thresholds([gap for gap, is_cut in zip(gaps, cut, strict=True) if not is_cut], _size(lines)):
        parts = [gap > threshold or is_cut for gap, is_cut in zip(gaps, cut, strict=True)]
        rows = list(_split(lines, parts))
        if _are_rows(rows, threshold):
            return rows
    return None


def stretches(lines: Sequence[Line], edges: Sequence[float]) -> Iterator[tuple[list[list[Line]], bool]]:
    """Rows of lines, and whether the white tells them: where it does not for all of them, for those between wide gaps.

    Where it tells none, each line of figures makes a row with the lines near it.
    """
    rows = rows_by_white(lines, edges)
    if rows:
        yield rows, True
        return
    gaps = _gaps(lines)
    widest = max(range(len(gaps)), key=lambda at: gaps[at], default=0)
    if gaps and gaps[widest] > _WIDE * _size(lines):
        yield from stretches(lines[: widest + 1], edges)
        yield from stretches(lines[widest + 1 :], edges)
    else:
        yield list(rows_of(lines, [])), False


def _size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2]


def _gaps(lines: Sequence[Line]) -> list[float]:
    """The white above each line but the first: below what reaches lowest of all lines before it."""
    gaps: list[float] = []
    lowest = lines[0].box.bottom
    for line in lines[1:]:
        gaps.append(line.box.top - lowest)
        lowest = max(lowest, line.box.bottom)
    return gaps


def _between(edge: float, lines: Sequence[Line], at: int) -> bool:
    return lines[at - 1].box.middle[1] < edge < lines[at].box.middle[1]


def _thresholds(gaps: Sequence[float], size: float) -> Iterator[float]:
    """Widths between the lines of cells and the gaps of rows: the widest first that is clear, then narrower ones."""
    if not gaps:
        yield 0.0
        return
    clear = max(_CLEAR * size, _LEAST)
    ordered = sorted(gaps)
    if ordered[-1] <= _OF_ONE_CELL * size:  # rules or tints part all rows
        yield _OF_ONE_CELL * size
    for one, other in reversed(list(pairwise(ordered))):
        if other - one >= clear and one <= _OF_ONE_CELL * size:
            yield (one + other) / 2
    if ordered[0] > 0:
        yield 0.0


def _split(lines: Sequence[Line], parts: Sequence[bool]) -> Iterator[list[Line]]:
    row = [lines[0]]
    for line, begins in zip(lines[1:], parts, strict=True):
        if begins:
            yield row
            row = []
        row.append(line)
    yield row


def _are_rows(rows: Sequence[Row], threshold: float) -> bool:
    """Whether each row of figures has one value in a cell at most, and no row may be the rest of a wrapped cell."""
    first = next((at for at, row in enumerate(rows) if holds_figures(row)), None)
    if first is None:
        return False
    body = rows[first:]
    if sum(map(holds_figures, body)) < _FEWEST_ROWS or any(map(has_two_values, body)):
        return False
    return not any(_may_be_a_rest(body, at, threshold) for at in range(1, len(body)))


def has_two_values(row: Row) -> bool:
    """Whether a cell has two lines that are values: it is of two rows."""
    return any(
        sum(is_value(part.text) for line in row for part in segments_of(line) if _stands_in(part.box, blob.box)) > 1
        for blob in blobs_of(row)
        if len(row) > 1
    )


def _stands_in(part: tuple[float, ...], blob: tuple[float, ...]) -> bool:
    return part[0] >= blob[0] and part[2] <= blob[2]


def _may_be_a_rest(body: Sequence[Row], at: int, threshold: float) -> bool:
    """Whether a row without values stands so near to the one above that it may be the rest of its cells."""
    row, above = body[at], body[at - 1]
    if threshold > 0 or any(is_value(part.text) for line in row for part in segments_of(line)):
        return False
    gap = row[0].box.top - max(line.box.bottom for line in above)
    return gap <= _OF_ONE_CELL * row[0].size
