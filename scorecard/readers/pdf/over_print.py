"""Print that runs over other print: rows too low for their text, so that lines stand on each other or on rules.

Which of two such cells a line belongs to is nowhere printed. They are not read, nor are those above and below them, nor
is a table without rules between its columns in which print does so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from scorecard.readers.pdf.marks import Box, Sign

Place = tuple[int, int]
_OVER = 0.3
"""Print stands over other print, or over a rule, by so much of its height and width at least."""
_ROW = 12.0
"""Letters are looked for in strips of so many points."""
_SAME_LINE = 0.1
"""Letters of one line stand at one height, but for so much of their size."""


def illegible(held: Mapping[Place, Sequence[Sign]], boxes: Mapping[Place, Box]) -> set[Place]:
    """The cells of a grid, by row and column, that print over each other, and those above and below them."""
    over = {at for at, signs in held.items() if _over_an_edge(signs, boxes[at]) or _over_each_other(signs)}
    return {at for at in held if any(at[1] == column and _are_near(at, (row, column), boxes) for row, column in over)}


def over_printed(signs: Sequence[Sign]) -> list[Box]:
    """The boxes of letters that stand on a letter of another line."""
    rows: dict[int, list[Sign]] = {}
    for sign in _letters(signs):
        for row in {int(sign.box.top // _ROW), int(sign.box.bottom // _ROW)}:
            rows.setdefault(row, []).append(sign)
    return [
        one.box
        for row in rows.values()
        for ordered in [sorted(row, key=_left)]
        for at, one in enumerate(ordered)
        if any(_is_over(one, other) for other in _beside(ordered, at))
    ]


def _are_near(one: Place, other: Place, boxes: Mapping[Place, Box]) -> bool:
    return boxes[one].top <= boxes[other].bottom + 1 and boxes[other].top <= boxes[one].bottom + 1


def _letters(signs: Sequence[Sign]) -> list[Sign]:
    return [sign for sign in signs if sign.turn == 0 and sign.text.isalnum()]


def _over_an_edge(signs: Sequence[Sign], box: Box) -> bool:
    return any(
        max(box.top - sign.box.top, sign.box.bottom - box.bottom) > _OVER * sign.box.height for sign in _letters(signs)
    )


def _left(sign: Sign) -> float:
    return sign.box.x0


def _over_each_other(signs: Sequence[Sign]) -> bool:
    """Whether letters of two lines stand on each other."""
    ordered = sorted(_letters(signs), key=_left)
    return any(_is_over(one, other) for at, one in enumerate(ordered) for other in _beside(ordered, at))


def _beside(ordered: Sequence[Sign], at: int) -> Collection[Sign]:
    """The signs behind one, from the left, that begin before it ends."""
    near: list[Sign] = []
    for other in ordered[at + 1 :]:
        if other.box.x0 >= ordered[at].box.x1:
            break
        near.append(other)
    return near


def _is_over(one: Sign, other: Sign) -> bool:
    if abs(one.box.bottom - other.box.bottom) <= _SAME_LINE * one.size or abs(one.box.top - other.box.top) < 0.1:
        return False
    across = min(one.box.x1, other.box.x1) - other.box.x0
    height = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    narrow, low = min(one.box.width, other.box.width), min(one.box.height, other.box.height)
    return across > _OVER * narrow and height > _OVER * low
