"""The objects of a page as pdfminer tells them: it knows the number of every sign, which fonts of pictures need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTLine, LTRect

from scorecard.readers.pdf.colour import colour_of
from scorecard.readers.pdf.objects import Edges, Glyph, Objects, Shape, turn_of


def mined_objects(page: Any) -> Objects:
    """The objects of a page of pdfplumber."""
    held = Objects()
    height = float(page.height)
    for item in _within(page.layout):
        if isinstance(item, LTChar):
            held.signs.append(_sign(item, height))
        elif isinstance(item, LTImage):
            held.has_picture = True
        elif isinstance(item, (LTLine, LTRect, LTCurve)):
            held.shapes.append(_shape(item, height))
    return held


def _within(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _within(item)
        else:
            yield item


def _sign(item: LTChar, height: float) -> Glyph:
    a, b, _, _, x, y = item.matrix
    turn = turn_of((a, b))
    long, size = (item.width, item.height) if turn in (0, 180) else (item.height, item.width)
    name: Any = item.fontname
    font = name.decode("latin-1") if isinstance(name, bytes) else str(name or "")
    return Glyph(item.get_text(), font, x, height - y, long, size, turn)


def _shape(item: LTLine | LTRect | LTCurve, height: float) -> Shape:
    kind = "line" if isinstance(item, LTLine) else "box" if isinstance(item, LTRect) else "curve"
    edges: Edges = (item.x0, height - item.y1, item.x1, height - item.y0)
    colour = colour_of(item.non_stroking_color) if item.fill else None
    return Shape(kind, edges, bool(item.stroke), bool(item.fill), colour)
