"""Colours of performance in tables without rules: a filled box without print is read as a word that stands there."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.readers.colours import colour_word
from scorecard.readers.pdf.marks import Box, Fill
from scorecard.readers.pdf.words import Word

_LARGEST = 150.0
"""A box wider or higher than this, in points, is no mark of one cell."""
_SAME_ROW = 2.0
_SIZE = 4.0
"""The size of such a word: no larger than the smallest print, so that it changes no measure of a table's print."""


def coloured_words(fills: Sequence[Fill], prints: Sequence[Box], tables: Sequence[Box]) -> list[Word]:
    """A word for each box of a colour of performance that stands outside ``tables`` and has nothing printed in it.

    A box that is drawn twice counts once. A colour that boxes with print have in the same row is a tint of that row.
    """
    told = [(fill, word) for fill in dict.fromkeys(fills) if (word := colour_word(fill.colour)) and _is_small(fill.box)]
    free = [(fill, word) for fill, word in told if not any(table.holds(*fill.box.middle) for table in tables)]
    filled = [(fill, word, any(fill.box.holds(*box.middle) for box in prints)) for fill, word in free]
    tints = [(fill.colour, fill.box.top) for fill, _, has_print in filled if has_print]
    return [
        Word(word, _of_print(fill.box), _SIZE)
        for fill, word, has_print in filled
        if not has_print and not any(c == fill.colour and abs(top - fill.box.top) < _SAME_ROW for c, top in tints)
    ]


def _is_small(box: Box) -> bool:
    return box.width < _LARGEST and box.height < _LARGEST


def _of_print(box: Box) -> Box:
    """Where a word in the middle of a box would stand."""
    x, y = box.middle
    half = min(box.width, box.height, _SIZE) / 2
    return Box(x - half, y - half, x + half, y + half)
