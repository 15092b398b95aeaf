"""Words and lines of a page by their places, for tests of how they are put together."""

from __future__ import annotations

from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.words import Line, Word

SIZE, BLANK, WIDE = 8.0, 2.4, 4.0
"""The size of print, how wide its blank is, and each of its letters."""


def word(text: str, x0: float, top: float = 0.0, *, before_blank: bool = False) -> Word:
    """A word whose letters are all of one width."""
    return Word(text, Box(x0, top, x0 + WIDE * len(text), top + SIZE), SIZE, BLANK, before_blank)


def line(*cells: tuple[str, float], top: float = 0.0, printed_blanks: bool = True) -> Line:
    """A line of cells, each with where it begins; the words of one stand a blank apart."""
    words: list[Word] = []
    for text, x0 in cells:
        parts = text.split()
        for at, part in enumerate(parts):
            words.append(word(part, x0, top, before_blank=printed_blanks and at + 1 < len(parts)))
            x0 += WIDE * len(part) + BLANK
    return Line(tuple(words))
