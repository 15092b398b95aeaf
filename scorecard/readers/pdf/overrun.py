"""Words that run over the edge of their cell: they stay whole, in the cell in which most of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.readers.pdf.marks import Box, Sign, around
from scorecard.readers.pdf.words import Word

_GAP = 0.1
"""Signs of one word are no further apart than this part of their size."""
_SAME_LINE = 0.2
_AT_EDGE = 0.3
"""Print so near to an edge, in parts of its size, may go on behind it."""

Place = tuple[int, int]


def reaches_edge(words: Sequence[Word], box: Box) -> bool:
    """Whether a word of a cell stands so near to its right edge that it may go on behind it."""
    return bool(words) and max(word.box[2] for word in words) >= box.x1 - _AT_EDGE * words[0].size


def with_whole_words(
    held: Mapping[Place, list[Sign]], boxes: Mapping[Place, Box], outside: list[Sign], full: Sequence[Place]
) -> bool:
    """Puts the signs of words that an edge cuts together, and says whether there were any.

    ``outside`` are the signs beside the table, ``full`` the cells with print at their right edge. A rule stands between
    two cells. What stands as near on both sides of it as the letters of a word is one word, as a cell keeps its print
    away from its edges.
    """
    cut = False
    for at in full:
        edge = boxes[at].x1
        for sign in [one for one in held[at] if one.box[2] >= edge - _AT_EDGE * one.size and one.text.strip()]:
            cut |= _mend(sign, at, held, boxes, outside)
    return cut


def _mend(
    sign: Sign, at: Place, held: Mapping[Place, list[Sign]], boxes: Mapping[Place, Box], outside: list[Sign]
) -> bool:
    """Puts together the word of the last sign before an edge; whether it goes on behind that."""
    edge = boxes[at].x1
    for other in [signs for place, signs in held.items() if place != at and boxes[place].x0 >= edge - 1] + [outside]:
        behind = _going_on(sign, other)
        if not behind:
            continue
        before = _leading_to(sign, held[at])
        whole = around(one.box for one in (*before, *behind))
        if other is outside or whole.middle[0] <= edge:
            moved, source, target = behind, other, held[at]
        else:
            moved, source, target = before, held[at], other
        ids = {id(one) for one in moved}
        target.extend(moved)
        source[:] = [one for one in source if id(one) not in ids]
        return True
    return False


def _going_on(sign: Sign, signs: Sequence[Sign]) -> list[Sign]:
    """The signs with which the word of a sign goes on."""
    word: list[Sign] = []
    last = sign
    for one in sorted((s for s in signs if _is_on_line(s, sign) and s.box[0] >= sign.box[2] - 1), key=_left):
        if not one.text.strip() or one.box[0] - last.box[2] > _GAP * sign.size:
            break
        word.append(one)
        last = one
    return word


def _leading_to(sign: Sign, signs: Sequence[Sign]) -> list[Sign]:
    """The signs of a word up to its last one."""
    word = [sign]
    for one in sorted((s for s in signs if _is_on_line(s, sign) and s.box[0] < sign.box[0]), key=_left, reverse=True):
        if not one.text.strip() or word[-1].box[0] - one.box[2] > _GAP * sign.size:
            break
        word.append(one)
    return word


def _is_on_line(one: Sign, other: Sign) -> bool:
    return abs(one.box[3] - other.box[3]) <= _SAME_LINE * other.size and one.turn == other.turn


def _left(sign: Sign) -> float:
    return sign.box[0]
