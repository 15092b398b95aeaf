"""A picture of where a figure stands on a page of a PDF: the figure in a frame, with the rows and headers around it."""

from __future__ import annotations

import io

import pypdfium2
from PIL import ImageDraw

from scorecard.errors import InputError

_SCALE = 2.5
"""Dots for each point: print of six points can be read."""
_ABOVE_AND_BELOW = 60.0
"""Points of the page that are shown above and below the figure."""
_FRAME = (192, 0, 64)
_WIDE = 2
_AROUND = 2.0

Box = tuple[float, float, float, float]


def picture_of(content: bytes, page: int, box: Box, name: str) -> bytes:
    """A strip of a page (counted from 1) as PNG, as wide as the page, with a frame around ``box``.

    ``box`` is left, top, right and bottom in points from the page's top left corner. Raises InputError for a file that
    is no PDF or has no such page.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        drawn = document[page - 1]
        drawn.set_cropbox(*drawn.get_mediabox())
        image = drawn.render(scale=_SCALE).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise InputError(
            f"page {page} of {name} cannot be drawn", where=name, do="give the PDF that was extracted, whole"
        ) from error
    left, top, right, bottom = (_SCALE * edge for edge in box)
    around = _SCALE * _AROUND
    ImageDraw.Draw(image).rectangle(
        (left - around, top - around, right + around, bottom + around), outline=_FRAME, width=_WIDE
    )
    room = _SCALE * _ABOVE_AND_BELOW
    strip = image.crop((0, max(0, int(top - room)), image.width, min(image.height, int(bottom + room))))
    stream = io.BytesIO()
    strip.save(stream, format="PNG")
    return stream.getvalue()
