"""Cells that stand as close as words of one, parted where the page prints no blank between them.

Most programs print a blank between two words of a cell, and none between two cells, which they set each at its place.
Where a page does so without fail, what has no blank before it begins a cell, however near it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scorecard.readers.pdf.words import Line, Word

_EXACT = 0.03
"""Words are a blank apart if their gap differs by so much of the size of print at most."""
_FEWEST = 5
"""So many words of a page must stand a blank apart."""
_WITHOUT_FAIL = 0.95
"""Such a part of these must have a printed blank between them."""


def cut_at_blanks(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, cut before each word that no printed blank parts from the one before it."""
    apart = [before.before_blank for line in lines for before, word in pairwise(line.words) if _is_blank(before, word)]
    if len(apart) < _FEWEST or sum(apart) < _WITHOUT_FAIL * len(apart):
        return list(lines)
    return [_cut(line) for line in lines]


def _is_blank(before: Word, word: Word) -> bool:
    """Whether two words stand a blank of their font apart."""
    blank = before.blank or word.blank
    return blank > 0 and abs(word.box.x0 - before.box.x1 - blank) <= _EXACT * word.size


def _cut(line: Line) -> Line:
    cuts = {at for at, (before, _) in enumerate(pairwise(line.words), 1) if not before.before_blank}
    return replace(line, cuts=line.cuts | cuts) if cuts else line
