"""The parts of a line that white parts, and the cells that parts of several lines make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.readers.pdf.marks import Box, around
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line, Word

CELL_GAP = 0.5
"""Words of a table that are further apart than this part of their size are not in one cell; a blank is 0.3 of it."""
WIDE_GAP = 0.9
"""Words of running text are not further apart than this part of their size, though it is set to fill its lines."""
_BLANKS = 1.4
"""Words of one cell are not further apart than so many blanks: those of a typewriter's font are 0.6 of its size."""


@dataclass(frozen=True)
class Segment:
    """Words of a line that stand together."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        return around(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def segments_of(line: Line) -> Sequence[Segment]:
    """The parts of a line between gaps wider than those between words of one cell."""
    return _parts(line, CELL_GAP)


def far_parts(line: Line) -> Sequence[Segment]:
    """The parts of a line that stand as far from each other as words of running text never do."""
    return _parts(line, WIDE_GAP)


def _parts(line: Line, gap: float) -> Sequence[Segment]:
    """The parts of a line between gaps. A line keeps them: it is asked for them over and over."""
    kept: Sequence[Segment] | None = line.parts.get(gap)
    if kept is None:
        kept = line.parts[gap] = tuple(_parted(line, gap))
    return kept


def _parted(line: Line, gap: float) -> Iterator[Segment]:
    part: list[Word] = []
    for at, word in enumerate(line.words):
        if part and (at in line.cuts or word.box.x0 - part[-1].box.x1 > _room(gap, part[-1], word)):
            yield Segment(tuple(part))
            part = []
        part.append(word)
    if part:
        yield Segment(tuple(part))


def _room(gap: float, one: Word, other: Word) -> float:
    """How far apart two words of one cell may stand: in parts of their size, and of a blank, which may be as wide."""
    return max(gap * one.size, gap * other.size, _BLANKS * one.blank, _BLANKS * other.blank)


def parts_between_rules(line: Line) -> Sequence[Segment]:
    """The parts of a line between rules: figures of narrow columns stand closer than those of lines without rules."""
    near = segments_of(line)
    return near if any(is_value(part.text) for part in near) else far_parts(line)


def blobs_of(lines: Sequence[Line]) -> list[Segment]:
    """The cells of one row: parts of its lines that stand above each other are one."""
    blobs: list[Segment] = []
    for part in (part for line in lines for part in segments_of(line)):
        while True:
            touching = next((b for b in blobs if b.box.x0 < part.box.x1 and part.box.x0 < b.box.x1), None)
            if touching is None:
                break
            blobs.remove(touching)
            part = Segment((*touching.words, *part.words))
        blobs.append(part)
    return sorted(blobs, key=lambda blob: blob.box.x0)
