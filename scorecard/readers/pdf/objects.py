"""What a page of a PDF holds: its signs, each with the few things that are needed of it, and its shapes.

pdfplumber makes a dictionary of all that is known of every sign, which takes as long as reading the page does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTImage


@dataclass
class Objects:
    """The signs of a page, and its shapes as pdfplumber tells them: lines, rectangles, curves."""

    signs: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    has_picture: bool = False


def objects_of(page: Any) -> Objects:
    """The objects of a page of pdfplumber, in points from its top left corner."""
    held = Objects()
    for item in _within(page.layout):
        if isinstance(item, LTChar):
            held.signs.append(_sign(item, page))
        elif isinstance(item, LTImage):
            held.has_picture = True
        else:
            shape = page.process_object(item)
            if shape["object_type"] == "line":
                held.lines.append(shape)
            elif shape["object_type"] in ("rect", "curve"):
                held.shapes.append(shape)
    held.shapes.sort(key=lambda shape: shape["object_type"] == "curve")  # a curve is drawn over what it stands on
    return held


def _within(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _within(item)
        else:
            yield item


def _sign(item: LTChar, page: Any) -> dict[str, Any]:
    left, top = page.mediabox[:2]
    font = item.fontname
    return {
        "text": item.get_text(),
        "fontname": font.decode("latin-1") if isinstance(font, bytes) else font,
        "size": item.size,
        "matrix": item.matrix,
        "x0": item.x0 + left,
        "x1": item.x1 + left,
        "y0": item.y0,
        "top": page.height - item.y1 + top,
        "bottom": page.height - item.y0 + top,
    }
