"""Raised numbers of notes behind print, brought down to its line as raised signs before words are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorecard.readers.pdf.marks import Box, Sign
from scorecard.readers.raised import raised

_SMALLER = 0.8
"""A raised sign has at most this part of the size of the print that it stands behind."""
_HIGHER = 0.1
"""Its middle and its foot are higher by so much of that size at least."""
_NEAR = 0.35
"""It begins nearer than this part of that size behind it."""


def lowered(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The signs of a page, in the order in which the file draws them, raised digits on the line of what they follow."""
    base: Sign | None = None
    end = 0.0
    for sign in signs:
        if base is not None and _is_raised(sign, base, end):
            end = sign.box.x1
            box = Box(sign.box.x0, base.box.top, sign.box.x1, base.box.bottom)
            yield sign._replace(text=raised(sign.text) if sign.text.isdigit() else " ", box=box, size=base.size)
            continue
        if sign.text.strip():
            base, end = sign, sign.box.x1
        yield sign


def _is_raised(sign: Sign, base: Sign, end: float) -> bool:
    if sign.size > _SMALLER * base.size or sign.turn != base.turn or not (sign.text.isdigit() or sign.text == ","):
        return False
    least = _HIGHER * base.size
    higher = base.box.middle[1] - sign.box.middle[1] >= least and base.box.bottom - sign.box.bottom >= least
    beside = sign.box.bottom > base.box.top and abs(sign.box.x0 - end) <= _NEAR * base.size
    return higher and beside
