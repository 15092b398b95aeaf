"""What is drawn on a page: signs, rules and filled boxes, in points from its top left corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from pdfminer.encodingdb import EncodingDB

from scorecard.readers.arrows import as_arrows, is_of_pictures
from scorecard.readers.pdf.objects import Glyph, Objects, Shape

_STANDARD = {sign: code for code, sign in EncodingDB.std2unicode.items()}
"""The number of each sign in the standard encoding, by which a font without one of its own is told."""
_THIN = 2.0
"""A box thinner than this, in points, is a rule."""
_AS_A_PICTURE = "\ufe0f"
"""Asks for the sign before it to be printed in colours. It prints nothing itself, as signs that control do not."""
_ORDER = {"line": 0, "box": 1, "curve": 2}
"""A curve is drawn over what it stands on."""
_SHORTEST = 3.0
"""A stroke shorter than this is no rule of a table."""
_STRAIGHT = 1.0
_SAME_PLACE = 0.1
"""The same sign drawn twice so near, in parts of its size, is bold print; the narrowest is twice as wide."""
_ACROSS, _TALLEST = 0.3, 0.3
"""A tint of a row is so wide at least and so high at most, in parts of the page."""
_FEWEST_LETTERS, _EVEN = 8, 0.02
"""So many letters of one width, but for so much of their size, are a typewriter's."""
_MANY = 0.6
"""A page is turned if so many of its signs are."""


class Box(NamedTuple):
    """A box: left, top, right and bottom."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around some boxes."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


class Sign(NamedTuple):
    """A printed sign. ``turn`` is the direction that its line runs: 0 to the right, 90 upwards, 180, 270 downwards.

    ``blank`` is how wide a blank of its font is, in parts of its size; nought where the page has none.
    """

    text: str
    box: Box
    size: float
    turn: int = 0
    blank: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A straight rule: at ``at`` from the top (or left), from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Fill:
    """A filled box with its colour as ``rrggbb``."""

    box: Box
    colour: str


@dataclass(frozen=True)
class Marks:
    """All that is drawn on one page; ``number`` counts pages from 1.

    ``turned``: by how much the page was turned to be read; ``recognised``: its signs are read from a picture.
    """

    number: int
    width: float
    height: float
    signs: tuple[Sign, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    turned: int = 0
    has_picture: bool = False
    recognised: bool = False


def marks_of(held: Objects, number: int, width: float, height: float) -> Marks:
    """The marks of a page by its objects. A page whose text runs up or down is turned so that it can be read."""
    signs = tuple(_signs(held.signs))
    across, down, fills = _drawn(held.shapes)
    marks = Marks(number, width, height, signs, tuple(across), tuple(down), tuple(fills), has_picture=held.has_picture)
    turns = Counter(sign.turn for sign in signs if sign.text.strip())
    turn, count = max(turns.items(), key=lambda pair: pair[1], default=(0, 0))
    return _turned(marks, turn) if turn and count > _MANY * sum(turns.values()) else marks


def _signs(glyphs: Sequence[Glyph]) -> Iterator[Sign]:
    """The signs that are printed, each once though it is drawn twice to look bold."""
    drawn: dict[tuple[str, int], list[Box]] = {}
    blanks = _blanks([one for one in glyphs if one.size > 0])
    for glyph in glyphs:
        text, box = _text_of(glyph.text, glyph.font), Box(*glyph.edges)
        same = drawn.setdefault((text, round(box.top)), [])
        if same and text.strip() and _is_drawn(box, same, _SAME_PLACE * glyph.size):
            continue
        same.append(box)
        yield Sign(text, box, glyph.size, glyph.turn, blanks.get(glyph.font, 0.0))


def _blanks(glyphs: Sequence[Glyph]) -> dict[str, float]:
    """How wide a blank of each font is, in parts of its size: as printed, else as each letter of a typewriter's."""
    printed = {one.font: one.advance / one.size for one in glyphs if one.text == " "}
    widths: dict[str, dict[str, float]] = {}
    for one in glyphs:
        if one.font not in printed and one.text.isalnum():
            widths.setdefault(one.font, {})[one.text] = one.advance / one.size
    even = {
        font: max(own.values())
        for font, own in widths.items()
        if len(own) >= _FEWEST_LETTERS and max(own.values()) - min(own.values()) <= _EVEN
    }
    return printed | even


def _is_drawn(box: Box, same: Sequence[Box], near: float) -> bool:
    """Whether the same sign is drawn there already. A loop, as this is asked of every sign of every page."""
    x0, top = box[0], box[1]
    for one in same:  # noqa: SIM110
        if abs(x0 - one[0]) + abs(top - one[1]) < near:
            return True
    return False


@cache
def _text_of(text: str, font: str) -> str:
    """The text of a sign. One of a font of pictures is told as the letter of its number in the standard encoding."""
    if is_of_pictures(font):
        text = chr(_STANDARD[text]) if text in _STANDARD else text
    return "".join(sign for sign in as_arrows(text, font) if sign >= " " and sign != _AS_A_PICTURE)


def _drawn(shapes: Sequence[Shape]) -> tuple[list[Rule], list[Rule], list[Fill]]:
    """Rules across, rules down, and fills; a thin box is a rule, and so is each side of a stroked one."""
    across: list[Rule] = []
    down: list[Rule] = []
    fills: list[Fill] = []
    for shape in sorted(shapes, key=lambda shape: _ORDER[shape.kind]):
        box = Box(*shape.edges)
        if shape.kind == "line":
            _add_rule(box, across, down)
            continue
        if min(box.width, box.height) <= _THIN:
            if shape.stroked or shape.colour not in (None, "ffffff"):
                _add_rule(box, across, down)
            continue
        if shape.colour is not None:
            fills.append(Fill(box, shape.colour))
        if shape.stroked and shape.kind == "box":
            for side in _sides(box):
                _add_rule(side, across, down)
    return across, down, fills


def bands(marks: Marks) -> list[Rule]:
    """The upper and lower edges of tints that run across a page, one row of a table each."""
    wide = [
        f.box for f in marks.fills if f.box.width > _ACROSS * marks.width and f.box.height < _TALLEST * marks.height
    ]
    return [Rule(at, box.x0, box.x1) for box in wide for at in (box.top, box.bottom)]


def _sides(box: Box) -> tuple[Box, Box, Box, Box]:
    return (
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    )


def _add_rule(box: Box, across: list[Rule], down: list[Rule]) -> None:
    x, y = box.middle
    if box.height <= max(_STRAIGHT, _THIN) and box.width >= _SHORTEST and box.width > box.height:
        across.append(Rule(y, box.x0, box.x1))
    elif box.width <= max(_STRAIGHT, _THIN) and box.height >= _SHORTEST:
        down.append(Rule(x, box.top, box.bottom))


def _turned(marks: Marks, turn: int) -> Marks:
    """A page as it is seen when its text is turned to run to the right."""

    def box(old: Box) -> Box:
        if turn == 90:  # text runs upwards: what is low on the page is left
            return Box(marks.height - old.bottom, old.x0, marks.height - old.top, old.x1)
        if turn == 270:
            return Box(old.top, marks.width - old.x1, old.bottom, marks.width - old.x0)
        return Box(marks.width - old.x1, marks.height - old.bottom, marks.width - old.x0, marks.height - old.top)

    signs = [s._replace(box=box(s.box), turn=(s.turn - turn) % 360) for s in marks.signs]
    across: list[Rule] = []
    down: list[Rule] = []
    for rule in marks.across:
        _add_rule(box(Box(rule.start, rule.at, rule.end, rule.at)), across, down)
    for rule in marks.down:
        _add_rule(box(Box(rule.at, rule.start, rule.at, rule.end)), across, down)
    wide = (marks.height, marks.width) if turn in (90, 270) else (marks.width, marks.height)
    fills = [Fill(box(fill.box), fill.colour) for fill in marks.fills]
    drawn = replace(marks, signs=tuple(signs), across=tuple(across), down=tuple(down), fills=tuple(fills))
    return replace(drawn, width=wide[0], height=wide[1], turned=turn)


def box_on_page(box: Box, marks: Marks) -> Box:
    """A box of a turned page where it stands on the page as it is."""
    if marks.turned == 90:
        return Box(box.top, marks.width - box.x1, box.bottom, marks.width - box.x0)
    if marks.turned == 270:
        return Box(marks.height - box.bottom, box.x0, marks.height - box.top, box.x1)
    if marks.turned == 180:
        return Box(marks.width - box.x1, marks.height - box.bottom, marks.width - box.x0, marks.height - box.top)
    return box
