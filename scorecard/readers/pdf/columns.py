"""The columns of a table without rules between them: where white stands in every row of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.segments import Segment, segments_of
from scorecard.readers.pdf.words import Line

_WHITE = 0.45
"""A strip of white so wide, in parts of the size of print, stands between two columns; a blank is half of it."""
_MANY = 0.5
"""Rows with so many parts of what the fullest has show where the columns are."""
_ROWS_FOR_A_SPAN = 20
"""Of so many rows one may hold a cell that spans columns, without these becoming one."""
_NEAR, _FEWEST_CUTS = 0.3, 3
"""So many lines must be cut at one place, but for so many points, to part columns that stand close."""
_SAME = 4.0
"""Points by which the middle or an edge of a header may differ from that of its column."""


@dataclass(frozen=True)
class Column:
    """A column: from where to where its figures stand."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def columns_of(rows: Sequence[Sequence[Line]]) -> list[Column]:
    """The columns of rows of figures (the lines of each), from the left.

    What stands wholly in the white between two columns has one of its own: a label not printed beside its figures.
    """
    lines = [line for row in rows for line in row]
    parted = [segments_of(line) for line in lines]
    most = max(map(len, parted), default=0)
    full = [parts for parts in parted if len(parts) >= max(2, _MANY * most)]
    size = max((line.size for line in lines), default=0.0)
    columns = _cores([[part.box for part in parts] for parts in full], _WHITE * size, _cuts(lines))
    for parts in parted:
        columns = widened(columns, parts)
    alone = [part for parts in parted for part in parts]
    for part in alone:
        if not touched(part.box, columns):
            columns = widened([*columns, Column(part.box.x0, part.box.x1)], alone)
    return sorted(columns, key=lambda column: column.x0)


def _cuts(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where the white reaches at which lines are cut, as a column surely begins behind it."""
    return [(line.words[at - 1].box.x1, line.words[at].box.x0) for line in lines for at in line.cuts]


def _is_cut(one: float, other: float, cuts: Sequence[tuple[float, float]]) -> bool:
    """Whether enough lines are cut at the strip of white between two places, however narrow it is."""
    return sum(start <= one + _NEAR and other - _NEAR <= end for start, end in cuts) >= _FEWEST_CUTS


def _cores(rows: Sequence[Sequence[Box]], white: float, cuts: Sequence[tuple[float, float]]) -> list[Column]:
    """Where anything stands in more rows than a few that span columns, parted by strips of white, or by ``cuts``."""
    allowed = len(rows) // _ROWS_FOR_A_SPAN
    steps = sorted([(box.x0, 1) for row in rows for box in row] + [(box.x1, -1) for row in rows for box in row])
    cores: list[Column] = []
    count, start = 0, 0.0
    for x, step in steps:
        before, count = count, count + step
        if before <= allowed < count:
            start = x
        elif count <= allowed < before:
            if cores and start - cores[-1].x1 < white and not _is_cut(cores[-1].x1, start, cuts):
                cores[-1] = Column(cores[-1].x0, x)
            else:
                cores.append(Column(start, x))
    return cores


def widened(columns: Sequence[Column], parts: Sequence[Segment]) -> list[Column]:
    """Columns as wide as the parts that stand in one of them only."""
    wide = list(columns)
    for part in parts:
        own = touched(part.box, wide)
        if len(own) == 1:
            column = wide[own[0]]
            wide[own[0]] = Column(min(column.x0, part.box.x0), max(column.x1, part.box.x1))
    return wide


def touched(box: Box, columns: Sequence[Column]) -> list[int]:
    """The columns (from 0) that a box has something in common with."""
    x0, _, x1, _ = box
    return [at for at, column in enumerate(columns) if column.x0 < x1 and x0 < column.x1]


def nearest(box: Box, columns: Sequence[Column]) -> int:
    """The column that a box has most in common with, else the one that is nearest to it."""

    def apart(at: int) -> float:
        return max(columns[at].x0, box.x0) - min(columns[at].x1, box.x1)

    return min(range(len(columns)), key=apart)


def is_set_on(box: Box, column: Column) -> bool:
    """Whether a header stands in the middle of its column, or at its left or right edge."""
    apart = (column.middle - box.middle[0], column.x0 - box.x0, column.x1 - box.x1)
    return min(map(abs, apart)) <= _SAME
