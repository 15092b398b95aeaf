"""What a page of a PDF holds, whichever library tells it: signs and shapes, in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

BELOW = 0.25
"""So much of its size a font reaches below the line that its signs stand on."""
_THINNEST, _HALF = 0.02, 0.5
"""A sign without a width, as its font does not tell it, is taken to be half as wide as high."""

Matrix = tuple[float, float, float, float, float, float]
Edges = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A sign as a file draws it: its text and font, where its line begins, how far it goes on, size and direction.

    ``turn`` is the direction that its line runs: 0 to the right, 90 upwards, 180, 270 downwards.
    """

    text: str
    font: str
    x: float
    y: float
    advance: float
    size: float
    turn: int = 0

    @property
    def edges(self) -> Edges:
        """Left, top, right and bottom, by the line that it stands on: fonts differ in how high they say they reach."""
        x, y, size = self.x, self.y, self.size
        wide = self.advance if self.advance > _THINNEST * size else _HALF * size
        over, under = (1 - BELOW) * size, BELOW * size
        if self.turn == 0:
            return x, y - over, x + wide, y + under
        if self.turn == 90:
            return x - over, y - wide, x + under, y
        if self.turn == 180:
            return x - wide, y - under, x, y + over
        return x - under, y, x + over, y + wide


class Shape(NamedTuple):
    """A straight line, a box, or a curve with the box around it; ``colour`` is that of its fill, as ``rrggbb``."""

    kind: str
    edges: Edges
    stroked: bool
    filled: bool
    colour: str | None


@dataclass
class Objects:
    """The signs of a page and its shapes, in the order in which they are drawn."""

    signs: list[Glyph] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    has_picture: bool = False


def turn_of(matrix: tuple[float, float]) -> int:
    """The direction of a sign's line, of the first two numbers of its matrix, as it is seen."""
    a, b = matrix
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 90 if b > 0 else 270
