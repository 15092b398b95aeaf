"""What stands in which column: the cells of rows of figures, and of headers, which may span columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scorecard.readers.pdf.columns import Column, is_set_on, nearest, touched
from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.segments import Segment, blobs_of, segments_of
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line, Word

_AT_EDGE = 1.0
"""Points by which the left edges of cells that are set left may differ."""
_FEWEST_SET_LEFT, _NEARLY_ALL = 3, 0.6
"""So many headers, and so large a part of a row, tell that headers are set left and figures are not."""
_SAME = 4.0
"""Points by which the middle of a cell that spans columns may differ from theirs."""


def data_cells(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Word]]:
    """The words of each column in a row of figures. A part that stands in several columns is in the first of them,
    unless its words are values of one column each that stand close."""
    cells: list[list[Word]] = [[] for _ in columns]
    for line in lines:
        for part in segments_of(line):
            under = touched(part.box, columns)
            own = [nearest(word.box, columns) for word in part.words] if len(under) > 1 else []
            if own and _are_cells(part, own):
                for word, column in zip(part.words, own, strict=True):
                    cells[column].append(word)
            else:
                cells[under[0] if under else nearest(part.box, columns)] += part.words
    return cells


def _are_cells(part: Segment, own: Sequence[int]) -> bool:
    """Whether a part of a line is several cells that stand close: a whole value in all columns but the first."""
    texts: dict[int, list[str]] = {}
    for word, column in zip(part.words, own, strict=True):
        texts.setdefault(column, []).append(word.text)
    return list(own) == sorted(own) and all(is_value(" ".join(words)) for words in list(texts.values())[1:])


def head_cells(lines: Sequence[Line], columns: Sequence[Column], under: Sequence[Rule]) -> list[list[Word]]:
    """The words of each column in a row of a header. What heads several columns stands in the first of them.

    Which these are is told by a short rule below it (``under``), else by its middle, which is theirs. Where headers are
    set left over figures that are not, the middle tells nothing: the first column below it is the first.
    """
    blobs = [piece for blob in blobs_of(lines) for piece in _pieces(blob, columns)]
    reach = [touched(blob.box, columns) or [nearest(blob.box, columns)] for blob in blobs]
    cells: list[list[Word]] = [[] for _ in columns]
    left = _are_set_left(blobs, reach, columns)
    for at, blob in enumerate(blobs):
        low = reach[at - 1][-1] + 1 if at else 0
        high = reach[at + 1][0] - 1 if at + 1 < len(blobs) else len(columns) - 1
        own = [r for r in under if _is_under(r, blob) and not any(_is_under(r, b) for b in blobs if b is not blob)]
        first = reach[at][0] if left and not own else _first_headed(blob, columns, reach[at], (low, high), own)
        cells[first] += blob.words
    return cells


def _are_set_left(blobs: Sequence[Segment], reach: Sequence[Sequence[int]], columns: Sequence[Column]) -> bool:
    """Whether nearly all headers of a row that stand over one column begin left of it."""
    apart = [
        columns[own[0]].middle - blob.box.middle[0] for blob, own in zip(blobs, reach, strict=True) if len(own) == 1
    ]
    left = sum(gap > _SAME for gap in apart)
    return left >= _FEWEST_SET_LEFT and left >= _NEARLY_ALL * len(apart)


def _is_under(rule: Rule, blob: Segment) -> bool:
    return rule.start - _SAME <= blob.box.x0 and blob.box.x1 <= rule.end + _SAME


def _pieces(blob: Segment, columns: Sequence[Column]) -> list[Segment]:
    """A cell of a header, or the periods that it is made of where these stand close and each over its column."""
    own = [nearest(word.box, columns) for word in blob.words]
    if len(set(own)) < 2 or not all(is_value(word.text) for word in blob.words):
        return [blob]
    pieces = [
        Segment(tuple(w for w, column in zip(blob.words, own, strict=True) if column == at)) for at in sorted(set(own))
    ]
    beside = all(one.box.x1 <= other.box.x0 for one, other in pairwise(pieces))
    return pieces if beside else [blob]  # what stands above each other is of one cell


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
    single = first == last and is_set_on(box, columns[first])
    best, wide = first, 0
    for start in range(max(free[0], 0), first + 1):
        for end in range(last, min(free[1], len(columns) - 1) + 1):
            middle = (columns[start].x0 + columns[end].x1) / 2
            if abs(middle - box.middle[0]) <= _SAME * (1 if end > start else 2) and end - start > wide and not single:
                best, wide = start, end - start
    return best
