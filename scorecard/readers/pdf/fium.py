"""The objects of a page as PDFium tells them, in a tenth of the time that pdfminer needs.

PDFium tells what a sign means, and not which number it has in its font. Where that is not enough (fonts of pictures,
signs whose meaning the file does not tell, text that stands for other text) the page is left to pdfminer.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from scorecard.readers.arrows import is_of_pictures
from scorecard.readers.pdf.objects import Edges, Glyph, Matrix, Objects, Shape, turn_of

_CUT_HYPHEN = 2
"""What PDFium tells of a hyphen at the end of a line."""
_CONTROLS = 0x20
_CODES = 0xFF
"""A sign of a font of pictures up to this may be the number of another one."""
_SAME_PLACE = 0.01
_LONGEST_NAME = 256
_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_LIGATURE = 3
"""Of so many letters one sign is made (``ffi``); more stand for a whole text, be it several words."""
_MOST_NESTED = 16
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


_drawer = ctypes.CFUNCTYPE(ctypes.c_void_p, raw.FPDFText_GetTextObject.argtypes[0], ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
"""The address of the object that draws a sign: half as dear as the object, and asked of every sign."""


class NotTold(Exception):
    """PDFium does not tell all that is needed of a page."""


class Fium:
    """An open document of PDFium; null where it cannot open it."""

    def __init__(self, content: bytes) -> None:
        self._document: Any = None
        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return

    def objects(self, number: int) -> Objects | None:
        """The objects of a page, counted from 1; null where another reader must tell them."""
        if self._document is None or number > len(self._document):
            return None
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            return _Page(page).objects()
        except NotTold:
            return None
        finally:
            page.close()

    def close(self) -> None:
        if self._document is not None:
            self._document.close()


class _Page:
    """One page while it is read."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._seen = _as_seen(page)
        self._fonts: dict[int, str] = {}
        self._widths: dict[tuple[int, int, float], float] = {}

    def objects(self) -> Objects:
        held = Objects()
        count = raw.FPDFPage_CountObjects(self._page.raw)
        for at in range(count):
            self._add_shapes(raw.FPDFPage_GetObject(self._page.raw, at), self._seen, held, _MOST_NESTED)
        text = raw.FPDFText_LoadPage(self._page.raw)
        try:
            held.signs = list(self._signs(text))
        finally:
            raw.FPDFText_ClosePage(text)
        return held

    def _signs(self, text: Any) -> Iterator[Glyph]:
        """The signs of a page. Those that one drawn sign stands for (``fi``) are one."""
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        a, b, c, d, e, f = self._seen
        last: Glyph | None = None
        before, drawn = 0, _Drawn("", 0, 0.0, upright=False)
        for at in range(raw.FPDFText_CountChars(text)):
            address = _drawer(text, at)
            if not address:
                continue  # a blank or an end of line that PDFium puts between words
            code = raw.FPDFText_GetUnicode(text, at)
            if address != before:
                drawn = self._drawn(text, at, raw.FPDFText_GetTextObject(text, at))
            if raw.FPDFText_HasUnicodeMapError(text, at) or (drawn.font_of_pictures and _CONTROLS < code <= _CODES):
                raise NotTold
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            sign = "-" if code == _CUT_HYPHEN else chr(code)
            left, top = a * x.value + c * y.value + e, b * x.value + d * y.value + f
            if drawn.upright:
                raw.FPDFText_GetLooseCharBox(text, at, box)
                advance = box.right - x.value
            else:
                advance = self._advance(drawn, code)
            if last and address == before and abs(left - last.x) + abs(top - last.y) < _SAME_PLACE:
                last = last._replace(text=last.text + sign, advance=max(last.advance, advance))
                if len(last.text) > _LONGEST_LIGATURE:
                    raise NotTold
                continue
            if last:
                yield _whole(last)
            last, before = Glyph(sign, drawn.name, left, top, advance, drawn.size, drawn.turn), address
        if last:
            yield _whole(last)

    def _drawn(self, text: Any, at: int, drawer: Any) -> _Drawn:
        """What the signs of one object have in common."""
        font = raw.FPDFTextObj_GetFont(drawer)
        matrix = raw.FS_MATRIX()
        if not font or not raw.FPDFText_GetMatrix(text, at, matrix):
            raise NotTold
        name = self._name(font)
        a, b, c, d, _, _ = _times((matrix.a, matrix.b, matrix.c, matrix.d, 0.0, 0.0), self._seen)
        size = raw.FPDFText_GetFontSize(text, at) * (c * c + d * d) ** 0.5
        upright = matrix.a > 0 and not matrix.b and not matrix.c
        return _Drawn(name, turn_of((a, -b)), size, upright=upright, font=font)

    def _name(self, font: Any) -> str:
        address = ctypes.addressof(font.contents)
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(_LONGEST_NAME)
            long = raw.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
            if long <= 1:  # its signs are drawings, which say nothing of their size
                raise NotTold
            self._fonts[address] = buffer.value.decode("utf-8", "replace")
        return self._fonts[address]

    def _advance(self, drawn: _Drawn, code: int) -> float:
        """How far a turned sign goes on along its line."""
        key = (ctypes.addressof(drawn.font.contents), code, drawn.size)
        if key not in self._widths:
            width = ctypes.c_float()
            told = raw.FPDFFont_GetGlyphWidth(drawn.font, code, drawn.size, width)
            self._widths[key] = width.value if told else 0.0
        return self._widths[key]

    def _add_shapes(self, item: Any, matrix: Matrix, held: Objects, nested: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            held.has_picture = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            held.shapes.extend(_shapes(item, _times(_matrix_of(item), matrix)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and nested:
            own = _times(_matrix_of(item), matrix)
            for at in range(raw.FPDFFormObj_CountObjects(item)):
                self._add_shapes(raw.FPDFFormObj_GetObject(item, at), own, held, nested - 1)


class _Drawn:
    """What the signs of one object of text have in common."""

    __slots__ = ("font", "font_of_pictures", "name", "size", "turn", "upright")

    def __init__(self, name: str, turn: int, size: float, *, upright: bool, font: Any = None) -> None:
        self.name, self.turn, self.size, self.upright, self.font = name, turn, size, upright, font
        self.font_of_pictures = is_of_pictures(name)


def _whole(sign: Glyph) -> Glyph:
    """A sign whose text is no half of one: PDFium tells those beyond the first 65,536 in two halves."""
    if sign.text.isascii() or not _SURROGATES.search(sign.text):
        return sign
    return sign._replace(text=sign.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _as_seen(page: Any) -> Matrix:
    """From a page's own axes to points from the top left corner of the page as it is seen."""
    left, low, right, high = page.get_mediabox()
    turns: dict[int, Matrix] = {
        0: (1.0, 0.0, 0.0, -1.0, -left, high),
        90: (0.0, 1.0, 1.0, 0.0, -low, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -low),
        270: (0.0, -1.0, -1.0, 0.0, high, right),
    }
    return turns[page.get_rotation() % 360]


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _matrix_of(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _shapes(path: Any, matrix: Matrix) -> Iterator[Shape]:
    """The parts of a path, each a line, a box or a curve."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    colour = _colour_of(path) if fill.value else None
    for points, curved in _parts(path, matrix):
        if len(points) < 2:
            continue
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        edges: Edges = (min(xs), min(ys), max(xs), max(ys))
        kind = "curve" if curved else _kind_of(points)
        yield Shape(kind, edges, bool(stroke.value), bool(fill.value), colour)


def _kind_of(points: list[tuple[float, float]]) -> str:
    """A line has two corners, a box four that stand straight above and beside each other."""
    corners = points[:-1] if len(points) > 2 and _same(points[0], points[-1]) else points
    if len(corners) == 2:
        return "line"
    straight = all(
        _near(one[0], other[0]) or _near(one[1], other[1])
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    return "box" if len(corners) == 4 and straight else "curve"


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return _near(one[0], other[0]) and _near(one[1], other[1])


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SAME_PLACE


def _parts(path: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The points of each part of a path, and whether it is curved."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved, bent = False, 0
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, curved
            points, curved, bent = [], False, 0
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            curved, bent = True, bent + 1
            if bent % 3:  # two points that pull the curve, and then where it ends
                continue
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
    if points:
        yield points, curved


def _colour_of(path: Any) -> str | None:
    red, green, blue, solid = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, solid):
        return None
    return f"{red.value:02x}{green.value:02x}{blue.value:02x}"
