"""Cells that stand close, parted at the edges of their columns: where words begin, or figures end, in line after line.

Figures set right may stand no further from words set left than words of one cell from each other. What parts them is
that line after line has an edge there, and no word of any line stands across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line, Word

_FEWEST = 3
"""So many lines must have an edge at one place."""
_SAME = 0.6
"""Points by which edges of one column differ."""
_ACROSS = 0.8
"""A word stands across an edge if it reaches so many points beyond it on either side."""
_LEAST = 0.15
"""White at an edge is at least so wide, in parts of the size of print."""
_FAR = 1.0
"""Cells further apart than this part of their size need no edge to be told apart."""
_BLANK = 0.35
"""A blank is so wide at most, in parts of the size of print, where the page prints none."""
_MORE = 0.1
"""White wider than a blank by so much of the size of print is none between words."""
_GOES_ON = re.compile(r"[(%]|(?:of|out|to|from)$", re.IGNORECASE)
"""With this a cell goes on behind a figure, and none begins."""

Rows = Sequence[Sequence[Line]]


def cut_at_edges(heads: Rows, body: Rows) -> list[list[Line]]:
    """The lines of a header's rows and of rows of figures, parted where columns of words begin and of figures end."""
    lines = [line for row in body for line in row]
    parts = [part for line in lines for part in segments_of(line)]
    words = [word for line in lines for word in line.words]
    starts = _edges([part.words[0].box.x0 for part in parts if not is_value(part.text)], words)
    ends = _edges([part.words[-1].box.x1 for part in parts if is_value(part.words[-1].text)], words)
    gaps = _gaps(lines, words)
    cut = [[_cut(line, starts, ends, gaps) for line in row] for row in body]
    return [*([_cut(line, [], [], gaps) for line in row] for row in heads), *cut]


def _gaps(lines: Sequence[Line], words: Sequence[Word]) -> list[float]:
    """The middles of gaps between figures set right and what is set left behind them, the same in enough lines."""
    pairs = [
        (before.box.x1, word.box.x0)
        for line in lines
        for before, word in pairwise(line.words)
        if is_value(before.text) and _is_wide(before, word) and word.box.x0 - before.box.x1 <= _FAR * word.size
    ]
    found = []
    for end in _groups([end for end, _ in pairs]):
        for start in _groups([start for at, start in pairs if abs(at - end) <= _SAME]):
            middle = (end + start) / 2
            if not any(word.box.x0 < middle < word.box.x1 for word in words):
                found.append(middle)
    return found


def _is_wide(before: Word, word: Word) -> bool:
    """Whether two words stand further apart than a blank."""
    blank = max(before.blank, word.blank) or _BLANK * word.size
    return word.box.x0 - before.box.x1 - blank >= _MORE * word.size


def _edges(places: Sequence[float], words: Sequence[Word]) -> list[float]:
    """Where enough lines have an edge that no word stands across."""
    found = []
    for place in _groups(places):
        if not any(word.box.x0 < place - _ACROSS and word.box.x1 > place + _ACROSS for word in words):
            found.append(place)
    return found


def _groups(places: Sequence[float]) -> Iterator[float]:
    """The middles of places that are the same for enough lines."""
    group: list[float] = []
    for place in sorted(places):
        if group and place - group[0] > _SAME:
            if len(group) >= _FEWEST:
                yield sum(group) / len(group)
            group = []
        group.append(place)
    if len(group) >= _FEWEST:
        yield sum(group) / len(group)


def _cut(line: Line, starts: Sequence[float], ends: Sequence[float], gaps: Sequence[float]) -> Line:
    cuts = {
        at
        for at, (before, word) in enumerate(pairwise(line.words), 1)
        if _is_at_edge(before, word, starts, ends)
        or (_is_wide(before, word) and any(before.box.x1 <= gap <= word.box.x0 for gap in gaps))
    }
    return replace(line, cuts=line.cuts | cuts) if cuts else line


def _is_at_edge(before: Word, word: Word, starts: Sequence[float], ends: Sequence[float]) -> bool:
    if word.box.x0 - before.box.x1 < _LEAST * word.size or _GOES_ON.match(word.text):
        return False
    return _is_at(word.box.x0, starts) or (is_value(before.text) and _is_at(before.box.x1, ends))


def _is_at(place: float, edges: Sequence[float]) -> bool:
    return any(abs(place - edge) <= _SAME for edge in edges)
