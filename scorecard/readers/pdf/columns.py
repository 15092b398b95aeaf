"""The columns of a table without rules between them: where white stands in every row, and what stands in which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scorecard.readers.pdf.marks import Box, Rule, around
from scorecard.readers.pdf.words import Line, Word

SEGMENT_GAP = 0.75
"""Words further apart than this part of their size are not in one cell, unless a cell spans columns."""
_WHITE = 0.5
"""A strip of white so wide, in parts of the size of print, stands between two columns; a blank is half of it."""
_MANY = 0.5
"""Rows with so many parts of what the fullest has show where the columns are."""
_SAME = 3.0
"""Points by which the middle of a cell that spans columns may differ from theirs."""

_NUMBER = r"[<>≤≥=±+\-–−£~]{0,2}\s?\d[\d,]*(?:\.\d+)?"
_MARK = r"\s?(?:%|p|r|†|\*|[¹²³])?[+<>]?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_VALUE = re.compile(
    rf"{_NUMBER}{_MARK}(?:\s?\(.*\))?|{_NUMBER}\s?%?\s?(?:of|out of|from|to|-|–|/)\s?{_NUMBER}{_MARK}|"
    rf"-|–|—|n/?a|tbc|nyd|\.\.|:|{_MONTH}[\s\-–']*\d{{2,4}}|\d{{4}}\s?[/\-–]\s?\d{{2,4}}|ytd|q[1-4]|[↑↓→←↔▲▼►◄]",
    re.IGNORECASE,
)


def is_value(text: str) -> bool:
    """Whether a cell's text is a whole figure, a mark for none, a period or an arrow, and not a part of a label.

    >>> is_value("94.1%"), is_value("144 of 220"), is_value("Jun-20"), is_value("(2017)"), is_value("Rate")
    (True, True, True, False, False)
    """
    return bool(_VALUE.fullmatch(text.strip()))


@dataclass(frozen=True)
class Segment:
    """Words of a line that stand together."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        return around(word.box for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Column:
    """A column: from where to where its figures stand."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def segments_of(line: Line, gap: float = SEGMENT_GAP) -> list[Segment]:
    """The parts of a line between wide gaps."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.box.x0 - parts[-1][-1].box.x1 <= gap * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Segment(tuple(part)) for part in parts]


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """The columns of the lines of a table, told by the lines that have most parts.

    A part of another line that stands wholly in the white between two columns has a column of its own: a header over
    cells that are all blank.
    """
    parted = [segments_of(line) for line in lines]
    most = max(map(len, parted), default=0)
    full = [line for line, parts in zip(lines, parted, strict=True) if len(parts) >= max(2, _MANY * most)]
    size = max((line.size for line in full), default=0.0)
    columns = _cores((word.box for line in full for word in line.words), _WHITE * size)
    for parts in parted:
        for part in parts:
            if not any(column.x0 < part.box.x1 and part.box.x0 < column.x1 for column in columns):
                columns.append(Column(part.box.x0, part.box.x1))
    return _merged(columns)


def _cores(boxes: Iterable[Box], white: float) -> list[Column]:
    """Where anything stands, parted by strips of white."""
    cores: list[Column] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        if cores and box.x0 - cores[-1].x1 < white:
            cores[-1] = Column(cores[-1].x0, max(cores[-1].x1, box.x1))
        else:
            cores.append(Column(box.x0, box.x1))
    return cores


def _merged(columns: Sequence[Column]) -> list[Column]:
    """Columns from the left, those that overlap as one."""
    merged: list[Column] = []
    for column in sorted(columns, key=lambda c: c.x0):
        if merged and column.x0 < merged[-1].x1:
            merged[-1] = Column(merged[-1].x0, max(merged[-1].x1, column.x1))
        else:
            merged.append(column)
    return merged


def placed(segments: Sequence[Segment], columns: Sequence[Column], under: Sequence[Rule] = ()) -> dict[int, Segment]:
    """The column of each part of a line. A part that spans several stands in the first of them.

    Which these are is told by a rule below it that is no longer than they are, else by its middle, which is theirs.
    """
    spans = [_spanned(segment, columns) for segment in segments]
    held: dict[int, Segment] = {}
    for at, (segment, (first, last)) in enumerate(zip(segments, spans, strict=True)):
        left = spans[at - 1][1] + 1 if at else 0
        right = spans[at + 1][0] - 1 if at + 1 < len(spans) else len(columns) - 1
        start = _start_of_span(segment, columns, (first, last), (left, right), under)
        held[start] = Segment((*held[start].words, *segment.words)) if start in held else segment
    return held


def _spanned(segment: Segment, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and the last column that a part of a line stands in; the nearest if it stands in none."""
    box = segment.box
    touched = [at for at, column in enumerate(columns) if column.x0 < box.x1 and box.x0 < column.x1]
    if not touched:
        nearest = min(range(len(columns)), key=lambda at: abs(columns[at].middle - box.middle[0]))
        return nearest, nearest
    return touched[0], touched[-1]


def _start_of_span(
    segment: Segment,
    columns: Sequence[Column],
    touched: tuple[int, int],
    free: tuple[int, int],
    under: Sequence[Rule],
) -> int:
    """The first column that a part spans: ``touched`` are those that it stands in, ``free`` those that it may have."""
    box = segment.box
    short = [r for r in under if r.start - _SAME <= box.x0 and box.x1 <= r.end + _SAME]
    if short:
        rule = min(short, key=lambda r: r.length)
        return next((at for at, c in enumerate(columns) if c.x1 > rule.start), touched[0])
    first, last = touched
    if is_value(segment.text) and first == last:
        return first
    low, high = max(free[0], 0), min(free[1], len(columns) - 1)
    best, reach = first, last - first
    for start in range(low, first + 1):
        for end in range(last, high + 1):
            middle = (columns[start].x0 + columns[end].x1) / 2
            if abs(middle - box.middle[0]) <= _SAME and end - start > max(reach, 1):
                best, reach = start, end - start
    return best
