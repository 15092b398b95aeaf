"""From signs to words, and from words to lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from scorecard.readers.pdf.marks import Box, Sign, around
from scorecard.readers.pdf.raised import lowered

_BLANK = 0.18
"""A gap of so much of the size of print parts two words, where the file writes no blank."""
_SAME_LINE = 0.5
"""Signs whose middles are nearer than this part of their size stand on one line."""
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-", "\u200b": ""}


_first = itemgetter(0)


@dataclass(frozen=True)
class Word:
    """Signs without a blank between them. ``blank`` is how wide one is in its font, in points; nought if unknown.

    ``before_blank``: the file prints a blank behind it.
    """

    text: str
    box: Box
    size: float
    blank: float = 0.0
    before_blank: bool = False


@dataclass(frozen=True)
class Line:
    """The words of one line, from left to right; ``cuts``: those (from 0) with which a cell surely begins.

    ``parts`` keeps what ``segments`` made of it.
    """

    words: tuple[Word, ...]
    cuts: frozenset[int] = frozenset()
    parts: dict[float, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def box(self) -> Box:
        return around(word.box for word in self.words)

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def words_of(signs: Sequence[Sign]) -> list[Word]:
    """The words of signs that run to the right, line by line."""
    to_the_right = list(lowered([s for s in signs if s.turn == 0]))
    return [word for row in _rows(to_the_right) for word in _words_of_row(row)]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words on lines from the top, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.middle[1], w.box.x0)):
        near = next((line for line in reversed(lines[-3:]) if _on_one_line(line, word)), None)
        if near is None:
            lines.append([word])
        else:
            near.append(word)
    return [Line(tuple(sorted(line, key=lambda w: w.box.x0))) for line in lines]


def _on_one_line(line: Sequence[Word], word: Word) -> bool:
    first = max(line, key=lambda w: w.size)
    return abs(first.box.middle[1] - word.box.middle[1]) < _SAME_LINE * max(first.size, word.size)


def upright(signs: Sequence[Sign], turn: int) -> list[Sign]:
    """The signs that run up (90), down (270) or upside down (180), turned so that they run to the right."""
    return [Sign(s.text, _turned(s.box, turn), s.size, blank=s.blank) for s in signs if s.turn == turn]


def _turned(box: Box, turn: int) -> Box:
    if turn == 90:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    if turn == 270:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    return Box(-box.x1, -box.bottom, -box.x0, -box.top)


def _rows(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Signs on lines: each belongs to the line of the one before it in order of height, if it is near enough."""
    row: list[Sign] = []
    level = 0.0
    for middle, sign in sorted([((s.box[1] + s.box[3]) / 2, s) for s in signs], key=_first):
        if row and middle - level > _SAME_LINE * 0.8 * max(sign.size, row[-1].size, 1.0):
            yield sorted(row, key=_left)
            row = []
        if not row or sign.text.strip():
            level = middle if not row else max(level, min(middle, level + 0.2 * sign.size))
        row.append(sign)
    if row:
        yield sorted(row, key=_left)


def _left(sign: Sign) -> float:
    return sign.box[0]


def _words_of_row(row: Sequence[Sign]) -> Iterator[Word]:
    word: list[Sign] = []
    before: Sign | None = None
    for sign in row:
        prints = bool(sign.text.strip())
        gap = before is not None and sign.box[0] - before.box[2] > _BLANK * max(sign.size, before.size)
        before = sign
        if word and (gap or not prints):
            yield _word(word, before_blank=not prints)
            word = []
        if prints:
            word.append(sign)
    if word:
        yield _word(word)


def _word(signs: Sequence[Sign], *, before_blank: bool = False) -> Word:
    text = "".join(_LIGATURES.get(sign.text, sign.text) for sign in signs)
    size = max(sign.size for sign in signs)
    return Word(text, around(sign.box for sign in signs), size, size * max(sign.blank for sign in signs), before_blank)
