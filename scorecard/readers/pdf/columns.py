"""The columns of a table without rules between them: where white stands in every row, and what stands in which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.readers.pdf.marks import Box, Rule, around
from scorecard.readers.pdf.words import Line, Word
from scorecard.text.months import DATED_MONTH
from scorecard.text.numbers import ROUGH_NUMBER
from scorecard.text.spans import QUARTER, SPAN, TO_DATE

CELL_GAP = 0.5
"""Words of a table that are further apart than this part of their size are not in one cell; a blank is 0.3 of it."""
_BLANKS = 1.4
"""Words of one cell are not further apart than so many blanks: those of a typewriter's font are 0.6 of its size."""
_WHITE = 0.45
"""A strip of white so wide, in parts of the size of print, stands between two columns; a blank is half of it."""
_MANY = 0.5
"""Rows with so many parts of what the fullest has show where the columns are."""
_ROWS_FOR_A_SPAN = 20
"""Of so many rows one may hold a cell that spans columns, without these becoming one."""
_AT_EDGE = 1.0
"""Points by which the left edges of cells that are set left may differ."""
_MOST_HEADED = 4
"""A header in the white between columns has so many of them on either side at most."""
_SAME = 4.0
"""Points by which the middle of a cell that spans columns may differ from theirs."""

_NUMBER = rf"[<>≤≥=±+\-–−£~]{{0,2}}\s?{ROUGH_NUMBER}"
_MARK = r"\s?(?:%|p|r|†|\*|[¹²³])?[+<>]?"
_A_PERIOD = rf"{DATED_MONTH}|{SPAN}|{TO_DATE}|{QUARTER}"
_VALUE = re.compile(
    rf"{_NUMBER}{_MARK}(?:\s?\(.*\))?|{_NUMBER}\s?%?\s?(?:of|out of|from|to|-|–|/)\s?{_NUMBER}{_MARK}|"
    rf"-|–|—|n/?a|tbc|nyd|\.\.|:|{_A_PERIOD}|[↑↓→←↔▲▼►◄]",
    re.IGNORECASE,
)
_PERIOD = re.compile(_A_PERIOD, re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a cell's text is a whole figure, a mark for none, a period or an arrow, and not a part of a label.

    >>> is_value("94.1%"), is_value("144 of 220"), is_value("Jun-20"), is_value("(2017)"), is_value("Rate")
    (True, True, True, False, False)
    """
    return bool(_VALUE.fullmatch(text.strip()))


def is_period(text: str) -> bool:
    """Whether a cell prints a month, a year, a quarter or the year to date."""
    return bool(_PERIOD.fullmatch(text.strip()))


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


def segments_of(line: Line, gap: float = CELL_GAP) -> list[Segment]:
    """The parts of a line between wide gaps."""
    parts: list[list[Word]] = []
    for at, word in enumerate(line.words):
        if parts and at not in line.cuts and word.box.x0 - parts[-1][-1].box.x1 <= _room(gap, word, parts[-1][-1]):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Segment(tuple(part)) for part in parts]


def _room(gap: float, *words: Word) -> float:
    """How far apart two words of one cell may stand: in parts of their size, and of a blank, which may be as wide."""
    return max(max(gap * word.size, _BLANKS * word.blank) for word in words)


def columns_of(data: Sequence[Sequence[Line]], heads: Sequence[Sequence[Line]]) -> list[Column]:
    """The columns of a table, told by the rows that hold figures (``data``: the lines of each).

    What stands wholly in the white between two columns has one of its own: a label that is not printed beside its
    figures, a header (``heads``, from the top) over cells that are all blank.
    """
    lines = [line for row in data for line in row]
    parted = [segments_of(line) for line in lines]
    most = max(map(len, parted), default=0)
    full = [parts for parts in parted if len(parts) >= max(2, _MANY * most)]
    size = max((line.size for line in lines), default=0.0)
    columns = _cores([[part.box for part in parts] for parts in full], _WHITE * size)
    for parts in parted:
        columns = _widened(columns, parts)
    alone = [part for parts in parted for part in parts]
    for part in alone:
        if not _touched(part.box, columns):
            columns = _widened([*columns, Column(part.box.x0, part.box.x1)], alone)
    for number, row in enumerate(reversed(heads)):  # what stands lowest is over one column
        columns = _with_headed(columns, blobs_of(row), alone, spans=number > 0)
    return sorted(columns, key=lambda column: column.x0)


def _with_headed(
    columns: Sequence[Column], blobs: Sequence[Segment], parts: Sequence[Segment], *, spans: bool
) -> list[Column]:
    """Columns with one for each header that stands over none; ``spans``: if it does not head those on either side."""
    wide = sorted(columns, key=lambda column: column.x0)
    spanning = _spanning(blobs, columns) if spans else []
    alone = [blob for blob in blobs if not any(blob is other for other in spanning)]
    lean = _lean(alone, wide)
    free = [at for at, column in enumerate(wide) if _is_free(column, alone, parts)]
    own: list[Column] = []
    for blob in alone:
        if _touched(blob.box, [*wide, *own]):
            continue
        beside = sum(column.x1 <= blob.box.x0 for column in wide)
        sides = [at for at in (beside, beside - 1) if at in free]
        if len(sides) == 1 or (sides and lean):
            at = sides[0] if len(sides) == 1 or lean > 0 else sides[1]
            wide[at] = Column(min(wide[at].x0, blob.box.x0), max(wide[at].x1, blob.box.x1))
            free.remove(at)
        else:
            own = _widened([*own, Column(blob.box.x0, blob.box.x1)], [])
    return _widened([*wide, *own], parts) if own else wide


def _lean(blobs: Sequence[Segment], columns: Sequence[Column]) -> int:
    """Whether headers stand left of the middle of their figures, as more of them do (1), or right of it (-1)."""
    own = [(blob.box, columns[at[0]]) for blob in blobs if len(at := _touched(blob.box, columns)) == 1]
    left = sum(column.middle - box.middle[0] > _AT_EDGE for box, column in own)
    right = sum(box.middle[0] - column.middle > _AT_EDGE for box, column in own)
    return (left > right) - (right > left)


def _is_free(column: Column, blobs: Sequence[Segment], parts: Sequence[Segment]) -> bool:
    """Whether a column has figures, and no header of a row stands over it."""
    if any(_touched(blob.box, [column]) for blob in blobs):
        return False
    return any(is_value(part.text) and _touched(part.box, [column]) for part in parts)


def _spanning(blobs: Sequence[Segment], columns: Sequence[Column]) -> list[Segment]:
    """The headers of a row that stand in the white in the middle of columns on either side, which they head.

    A column has one such header at most: of those that want the same one so many are taken as go together, and the
    others have blank columns of their own.
    """
    taken = [(columns[at].x0, columns[at].x1) for blob in blobs for at in _touched(blob.box, columns)]
    wanted = [
        (stretch, blob) for blob in blobs if not _touched(blob.box, columns) for stretch in _between(blob.box, columns)
    ]
    spanning: list[Segment] = []
    for (left, right), blob in sorted(wanted, key=lambda pair: (pair[0][1], -pair[0][0])):
        free = not any(x0 < right and left < x1 for x0, x1 in taken)
        if free and not any(blob is other for other in spanning):
            spanning.append(blob)
            taken.append((left, right))
    return spanning


def _between(box: Box, columns: Sequence[Column]) -> list[tuple[float, float]]:
    """From where to where columns stand that a header is in the middle of: as many before it as behind it."""
    before = sorted((c.x0 for c in columns if c.x1 <= box.x0), reverse=True)[:_MOST_HEADED]
    behind = sorted(c.x1 for c in columns if c.x0 >= box.x1)[:_MOST_HEADED]
    pairs = zip(before, behind, strict=False)
    return [(left, right) for left, right in pairs if abs((left + right) / 2 - box.middle[0]) <= _SAME]


def _cores(rows: Sequence[Sequence[Box]], white: float) -> list[Column]:
    """Where anything stands in more rows than a few that span columns, parted by strips of white."""
    allowed = len(rows) // _ROWS_FOR_A_SPAN
    steps = sorted([(box.x0, 1) for row in rows for box in row] + [(box.x1, -1) for row in rows for box in row])
    cores: list[Column] = []
    count, start = 0, 0.0
    for x, step in steps:
        before, count = count, count + step
        if before <= allowed < count:
            start = x
        elif count <= allowed < before:
            if cores and start - cores[-1].x1 < white:
                cores[-1] = Column(cores[-1].x0, x)
            else:
                cores.append(Column(start, x))
    return cores


def _widened(columns: Sequence[Column], parts: Sequence[Segment]) -> list[Column]:
    """Columns as wide as the parts that stand in one of them only."""
    wide = list(columns)
    for part in parts:
        touched = _touched(part.box, wide)
        if len(touched) == 1:
            column = wide[touched[0]]
            wide[touched[0]] = Column(min(column.x0, part.box.x0), max(column.x1, part.box.x1))
    return wide


def blobs_of(lines: Sequence[Line]) -> list[Segment]:
    """The cells of one row: parts of its lines that stand above each other are one."""
    blobs: list[Segment] = []
    for part in (part for line in lines for part in segments_of(line)):
        while True:
            touching = next((b for b in blobs if b.box.x0 < part.box.x1 and part.box.x0 < b.box.x1), None)
            if touching is None:
                break
            blobs.remove(touching)
            part = Segment((*touching.words, *part.words))
        blobs.append(part)
    return sorted(blobs, key=lambda blob: blob.box.x0)


def data_cells(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Word]]:
    """The words of each column in a row of figures. A part that stands in several columns is in the first of them,
    unless its words are values of one column each that stand close."""
    cells: list[list[Word]] = [[] for _ in columns]
    for line in lines:
        for part in segments_of(line):
            touched = _touched(part.box, columns)
            own = [nearest(word.box, columns) for word in part.words]
            if len(touched) > 1 and _are_cells(part, own):
                for word, column in zip(part.words, own, strict=True):
                    cells[column].append(word)
            else:
                cells[touched[0] if touched else nearest(part.box, columns)] += part.words
    return cells


def _touched(box: Box, columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if column.x0 < box.x1 and box.x0 < column.x1]


def nearest(box: Box, columns: Sequence[Column]) -> int:
    """The column that a box has most in common with, else the one that is nearest to it."""

    def apart(at: int) -> float:
        return max(columns[at].x0, box.x0) - min(columns[at].x1, box.x1)

    return min(range(len(columns)), key=apart)


def _are_cells(part: Segment, own: Sequence[int]) -> bool:
    """Whether a part of a line is several cells that stand close: a whole value in all columns but the first."""
    texts: dict[int, list[str]] = {}
    for word, column in zip(part.words, own, strict=True):
        texts.setdefault(column, []).append(word.text)
    return list(own) == sorted(own) and all(is_value(" ".join(words)) for words in list(texts.values())[1:])


def head_cells(lines: Sequence[Line], columns: Sequence[Column], under: Sequence[Rule]) -> list[list[Word]]:
    """The words of each column in a row of a header. What heads several columns stands in the first of them.

    Which these are is told by a short rule below it (``under``), else by its middle, which is theirs.
    """
    blobs = [piece for blob in blobs_of(lines) for piece in _pieces(blob, columns)]
    reach = [_touched(blob.box, columns) or [nearest(blob.box, columns)] for blob in blobs]
    cells: list[list[Word]] = [[] for _ in columns]
    for at, blob in enumerate(blobs):
        low = reach[at - 1][-1] + 1 if at else 0
        high = reach[at + 1][0] - 1 if at + 1 < len(blobs) else len(columns) - 1
        own = [r for r in under if _is_under(r, blob) and not any(_is_under(r, b) for b in blobs if b is not blob)]
        cells[_first_headed(blob, columns, reach[at], (low, high), own)] += blob.words
    return cells


def _is_under(rule: Rule, blob: Segment) -> bool:
    return rule.start - _SAME <= blob.box.x0 and blob.box.x1 <= rule.end + _SAME


def _is_set_on(box: Box, column: Column) -> bool:
    """Whether a header stands in the middle of its column, or at its left or right edge."""
    apart = (column.middle - box.middle[0], column.x0 - box.x0, column.x1 - box.x1)
    return min(map(abs, apart)) <= _SAME


def _pieces(blob: Segment, columns: Sequence[Column]) -> list[Segment]:
    """A cell of a header, or the periods that it is made of where these stand close and each over its column."""
    own = [nearest(word.box, columns) for word in blob.words]
    if len(set(own)) < 2 or not all(is_value(word.text) for word in blob.words):
        return [blob]
    return [
        Segment(tuple(w for w, column in zip(blob.words, own, strict=True) if column == at)) for at in sorted(set(own))
    ]


def _first_headed(
    blob: Segment, columns: Sequence[Column], reach: Sequence[int], free: tuple[int, int], under: Sequence[Rule]
) -> int:
    """The first column that a cell heads: ``reach`` are those below it, ``free`` those that no other cell is over."""
    box = blob.box
    if under:
        rule = min(under, key=lambda r: r.length)
        return next((at for at, c in enumerate(columns) if c.middle > rule.start), reach[0])
    first, last = reach[0], reach[-1]
    if abs(columns[first].x0 - box.x0) <= _AT_EDGE:  # set left, as what it heads
        return first
    single = first == last and _is_set_on(box, columns[first])
    best, wide = first, 0
    for start in range(max(free[0], 0), first + 1):
        for end in range(last, min(free[1], len(columns) - 1) + 1):
            middle = (columns[start].x0 + columns[end].x1) / 2
            if abs(middle - box.middle[0]) <= _SAME * (1 if end > start else 2) and end - start > wide and not single:
                best, wide = start, end - start
    return best
