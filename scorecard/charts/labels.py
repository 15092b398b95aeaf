"""Labels beside the ends of lines, and notes above a plot: never under a line, never on each other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.charts.palette import AXIS
from scorecard.charts.sheet import LINE, Size, stroke, text, width_of

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
_GAP = 3
_BRACKET = 5
_LEADER = 12
"""How far from the plot the labels begin; a thin line leads to each."""


@dataclass(frozen=True)
class Label:
    """What a line is called, at its height in the plot (pixels from the top); the main one is large and bold.

    ``start``: where its leader begins, pixels from the plot's left edge; null for the right edge.
    """

    content: str
    at: float
    colour: str
    main: bool = False
    start: float | None = None


def stacked(positions: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """The middles of things as high as ``heights``, moved apart so that none lies on another, in their order.

    They are kept between the ends if they fit; else the first of them begin above ``low``.

    >>> stacked([10.0, 11.0, 50.0], [14, 14, 14], low=0, high=100)
    [10.0, 24.0, 50.0]
    """
    order = sorted(range(len(positions)), key=lambda i: (positions[i], i))
    placed: dict[int, float] = {}
    edge = low
    for i in order:
        placed[i] = max(positions[i], edge + heights[i] / 2)
        edge = placed[i] + heights[i] / 2
    edge = high
    for i in reversed(order):
        placed[i] = min(placed[i], edge - heights[i] / 2)
        edge = placed[i] - heights[i] / 2
    return [placed[i] for i in range(len(positions))]


def wrapped(content: str, room: float, size: int) -> list[str]:
    """A text in lines that fit the room."""
    signs = max(int(room / width_of("x", size)), 6)
    return textwrap.wrap(content, signs, break_long_words=False, break_on_hyphens=False) or [""]


def height_of(labels: Sequence[Label], size: Size) -> float:
    """How high the labels are, one below the other."""
    return sum(_height(label, size) for label in labels)


def _lines(label: Label, size: Size) -> list[str]:
    return wrapped(label.content, size.right - _LEADER - 4, _text_size(label, size))


def _text_size(label: Label, size: Size) -> int:
    return size.text + 1 if label.main else size.text


def _height(label: Label, size: Size) -> float:
    return LINE * len(_lines(label, size)) + _GAP


def end_labels(labels: Sequence[Label], size: Size, height: float) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The text of the labels right of a plot as high as ``height``, and the leaders to them."""
    heights = [_height(label, size) for label in labels]
    middles = stacked([label.at for label in labels], heights, low=-LINE / 2, high=height + LINE / 2)
    pieces, leaders = [], []
    for label, middle in zip(labels, middles, strict=True):
        start = size.plot + 1 if label.start is None else label.start
        leaders.append(stroke(start, label.at, size.plot + _LEADER - 3, middle, label.colour))
        lines = _lines(label, size)
        top = middle - LINE * (len(lines) - 1) / 2
        look = {"colour": label.colour, "size": _text_size(label, size), "weight": "bold" if label.main else "normal"}
        pieces += [text(line, size.plot + _LEADER, top + LINE * n, **look) for n, line in enumerate(lines)]
    return pieces, leaders


def point_labels(
    points: Sequence[tuple[float, float, str]], room: Box, lines: Sequence[Box], *, size: int, colour: str
) -> list[dict[str, Any]]:
    """The name of each point (its place and its name) beside it, where it lies on no other name, point or line.

    ``room``: where names may stand; ``lines``: the boxes that lines run through.
    """
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y, _ in points] + list(lines)
    pieces = []
    for x, y, name in points:
        wide = width_of(name, size)
        tries = [(x + 9, y, "left"), (x, y - 15, "center"), (x, y + 16, "center"), (x - 9, y, "right")]
        tries += [(x, y + step, "center") for far in range(30, int(room[3]), 15) for step in (-far, far)]
        for left, middle, align in tries:
            box = _box(left, middle, wide, size, align)
            if _inside(box, room) and not any(_overlap(box, other) for other in taken):
                break
        taken.append(box)
        pieces.append(text(name, left, middle, align=align, colour=colour, size=size, weight="bold"))
    return pieces


def _box(x: float, y: float, wide: float, size: int, align: str) -> Box:
    start = {"left": x, "center": x - wide / 2, "right": x - wide}[align]
    return start, y - 0.6 * size, start + wide, y + 0.6 * size


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@dataclass(frozen=True)
class Note:
    """Something named above the plot, from one place to another (pixels); a break begins and ends at one place."""

    content: str
    start: float
    end: float

    @property
    def is_break(self) -> bool:
        """Does it stand at one moment?"""
        return self.start == self.end


def height_above(notes: Sequence[Note], size: Size) -> float:
    """How high the notes are above the plot."""
    return sum(LINE * len(_note_lines(note, size)) + (0 if note.is_break else _BRACKET) for note in notes)


def _note_lines(note: Note, size: Size) -> list[str]:
    return wrapped(note.content, size.whole - 24, size.text)


def notes_above(notes: Sequence[Note], size: Size, height: float, *, first: float) -> tuple[list[dict[str, Any]], ...]:
    """The text of notes in rows above the plot, the lowest ``first`` pixels above it; lines of breaks, and brackets.

    A break's line runs through the plot and no text stands on it; a bracket spans what its note is about.
    """
    pieces: list[dict[str, Any]] = []
    breaks: list[dict[str, Any]] = []
    brackets: list[dict[str, Any]] = []
    above = first
    for note in reversed(notes):
        lines = _note_lines(note, size)
        if note.is_break:
            breaks.append(stroke(note.start, -4, note.start, height))
        else:
            brackets.append(stroke(note.start, -above, note.end, -above))
            above += _BRACKET
        widest = max(width_of(line, size.text) for line in lines)
        x = max(min(note.start, size.plot + size.right - 6 - widest), 4.0 - size.left)
        for line in reversed(lines):
            pieces.append(text(line, x, -above - LINE / 2, colour=AXIS, size=size.text))
            above += LINE
    return pieces, breaks, brackets
