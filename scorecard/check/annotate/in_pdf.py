"""A PDF with highlights on its figures, each with a note."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from scorecard.check.annotate.marks import AUTHOR, COLOURS, Mark
from scorecard.visible import visible

Rectangle = tuple[float, float, float, float]


def marked_pdf(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The PDF with a highlight, and a note that opens, on each marked place."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for mark in marks:
        if mark.place is None or mark.place.page is None or mark.place.box is None:
            continue
        page = writer.pages[mark.place.page - 1]
        left, bottom, right, top = on_paper(mark.place.box, tuple(map(float, page.mediabox)), page.rotation % 360)
        corners = [left, top, right, top, left, bottom, right, bottom]
        highlight = Highlight(
            rect=(left, bottom, right, top),
            quad_points=ArrayObject([FloatObject(round(corner, 2)) for corner in corners]),
            highlight_color=COLOURS[mark.state],
            printing=True,
        )
        highlight[NameObject("/Contents")] = TextStringObject(visible(mark.note))
        highlight[NameObject("/T")] = TextStringObject(AUTHOR)
        writer.add_annotation(mark.place.page - 1, highlight)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def on_paper(box: Rectangle, media: tuple[float, ...], rotation: int) -> Rectangle:
    """A box from the top left corner of the page as it is seen, as left, bottom, right, top of the paper's own axes.

    >>> on_paper((10, 20, 30, 40), (0, 0, 595, 842), 0)
    (10, 802, 30, 822)
    """
    x0, top, x1, bottom = box
    left, low, right, high = media
    width, height = right - left, high - low
    if rotation == 90:  # what is seen at the top is the left edge of the paper
        return (left + top, low + x0, left + bottom, low + x1)
    if rotation == 180:
        return (left + width - x1, low + top, left + width - x0, low + bottom)
    if rotation == 270:
        return (left + width - bottom, low + height - x1, left + width - top, low + height - x0)
    return (left + x0, low + height - bottom, left + x1, low + height - top)
