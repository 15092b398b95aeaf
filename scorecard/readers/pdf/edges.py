"""Cells that stand close, parted at the edges of their columns: where words begin, or figures end, in line after line.

Figures set right may stand no further from words set left than words of one cell from each other. What parts them is
that line after line has an edge there, and no word of any line stands across it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scorecard.readers.pdf.columns import is_value, segments_of
from scorecard.readers.pdf.words import Line, Word

_FEWEST = 3
"""So many lines must have an edge at one place."""
_SAME = 0.6
"""Points by which edges of one column differ."""
_ACROSS = 0.8
"""A word stands across an edge if it reaches so many points beyond it on either side."""
_LEAST = 0.15
"""White at an edge is at least so wide, in parts of the size of print."""
_GOES_ON = re.compile(r"[(%]|(?:of|out|to|from)$", re.IGNORECASE)
"""With this a cell goes on behind a figure, and none begins."""

Rows = Sequence[Sequence[Line]]


def cut_at_edges(rows: Rows) -> list[list[Line]]:
    """The lines of rows, parted where columns of words begin and columns of figures end."""
    lines = [line for row in rows for line in row]
    parts = [part for line in lines for part in segments_of(line)]
    words = [word for line in lines for word in line.words]
    starts = _edges([part.words[0].box.x0 for part in parts if not is_value(part.text)], words)
    ends = _edges([part.words[-1].box.x1 for part in parts if is_value(part.words[-1].text)], words)
    return [[_cut(line, starts, ends) for line in row] for row in rows]


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


def _cut(line: Line, starts: Sequence[float], ends: Sequence[float]) -> Line:
    cuts = {
        at
        for at, (before, word) in enumerate(pairwise(line.words), 1)
        if word.box.x0 - before.box.x1 >= _LEAST * word.size
        and (_is_at(word.box.x0, starts) or (is_value(before.text) and _is_at(before.box.x1, ends)))
        and not _GOES_ON.match(word.text)
    }
    return replace(line, cuts=frozenset(cuts)) if cuts else line


def _is_at(place: float, edges: Sequence[float]) -> bool:
    return any(abs(place - edge) <= _SAME for edge in edges)
