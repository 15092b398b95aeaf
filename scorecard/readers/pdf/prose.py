"""Lines of running text, joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scorecard.readers.pdf.words import Line, Word, lines_of

_LEADING = 1.75
"""Lines of one paragraph are not further apart than this part of their size."""
_SAME_SIZE = 0.12
"""By so much may the sizes of print of a paragraph's lines differ."""
_SPACE = 0.3
_COLUMN_GAP = 2.0
"""Words further apart than so many times their size do not stand in one line of running text."""

_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?|- ?\d{1,4} ?-", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a line is the number of its page, and nothing else.

    >>> is_page_number("Page 3 of 12"), is_page_number("- 4 -"), is_page_number("2 kites")
    (True, True, False)
    """
    return bool(_PAGE_NUMBER.fullmatch(text))


def paragraphs_of(words: Sequence[Word]) -> list[list[Line]]:
    """The lines of each paragraph: one goes on with the line above if its first word had no room there."""
    paragraphs: list[list[Line]] = []
    lines = [part for line in lines_of(words) for part in _parted(line)]
    right = max((line.box.x1 for line in lines), default=0.0)
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, right):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _parted(line: Line) -> Iterator[Line]:
    """The parts of a line that stand far from each other: a heading and a number at the edge, two columns."""
    part = [line.words[0]]
    for before, word in pairwise(line.words):
        if word.box.x0 - before.box.x1 > _COLUMN_GAP * word.size:
            yield Line(tuple(part))
            part = []
        part.append(word)
    yield Line(tuple(part))


def _goes_on(paragraph: Sequence[Line], line: Line, right: float) -> bool:
    above = paragraph[-1]
    size = max(above.size, line.size)
    if abs(above.size - line.size) > _SAME_SIZE * size:
        return False
    if not 0 < line.box.middle[1] - above.box.middle[1] <= _LEADING * size:
        return False
    first = line.words[0]
    return above.box.x1 + _SPACE * size + first.box.width > right - 0.5 * size
