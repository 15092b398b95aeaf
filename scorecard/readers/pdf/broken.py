"""Years that a narrow column cuts: ``2016/1`` and, on the line below it, ``7``.

A program that finds no blank or hyphen to cut at cuts anywhere. Two parts are put together only where they make a
financial year, whose second half follows from its first: no other figure says of itself that it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.readers.pdf.words import Word
from scorecard.text.spans import SPAN, YEAR, span_start

_BEGINS, _ENDS = re.compile(rf"{YEAR}[/–-][0-9]?"), re.compile(r"\d{1,2}")
_LEADING = 0.6
"""White between the lines of one cell is narrower than this part of their size."""


def mended(words: Sequence[Word]) -> list[Word]:
    """Words with the rest of each cut year put behind its beginning, where that stands."""
    begun = [word for word in words if _BEGINS.fullmatch(word.text)]
    if not begun:
        return list(words)
    ends = [word for word in words if _ENDS.fullmatch(word.text)]
    whole: dict[int, Word] = {}
    rests: set[int] = set()
    for word in begun:
        below = [end for end in ends if _is_below(end, word) and _is_year(word.text + end.text)]
        if len(below) == 1 and id(below[0]) not in rests:
            rests.add(id(below[0]))
            whole[id(word)] = replace(word, text=word.text + below[0].text)
    return [whole.get(id(word), word) for word in words if id(word) not in rests]


def whole_year(text: str) -> str:
    """The text of a cell, as one financial year where its lines are the pieces of one, wherever it was cut.

    >>> whole_year("201 7/1 8"), whole_year("2016 /17"), whole_year("201 7/1 9"), whole_year("201 7")
    ('2017/18', '2016/17', '201 7/1 9', '201 7')
    """
    joined = text.replace(" ", "")
    return joined if joined != text and _is_year(joined) else text


def _is_below(end: Word, word: Word) -> bool:
    """Whether a word stands on the next line, under another."""
    near = -0.2 * word.size <= end.box.top - word.box.bottom <= _LEADING * word.size
    return near and word.box.x0 - 1 <= end.box.x0 and end.box.x1 <= word.box.x1 + 1


def _is_year(text: str) -> bool:
    """Whether a text is a financial year.

    >>> _is_year("2016/17"), _is_year("2016/71"), _is_year("1999/00")
    (True, False, True)
    """
    return re.fullmatch(SPAN, text) is not None and span_start(text) is not None
