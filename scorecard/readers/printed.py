"""What every reader makes of a file: paragraphs and tables with places, and the numbered lines that they print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_BLANKS = re.compile(r"\s+")
_FEWEST_COLUMNS = 2
"""A table of one column prints no TAB: its rows are lines of their own."""
WHOLE_LINE = 0
"""The ``cell`` of a place that is a whole line's."""


@dataclass(frozen=True)
class Place:
    """Where something is printed: in words, and as far as the file has them its page and box, or sheet and cell.

    ``box`` is left, top, right and bottom in points from the page's top left corner. ``sheet_cell`` is a cell's name
    like ``C7``.
    """

    words: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    sheet_cell: str | None = None


@dataclass(frozen=True)
class Printed:
    """A cell of a table as printed, with its place. ``fill`` is the colour behind it (``rrggbb``), null for none."""

    text: str = ""
    place: Place | None = None
    fill: str | None = None

    @cached_property
    def line(self) -> str:
        """Its text on one line, as the cell of a table."""
        return on_one_line(self.text)


@dataclass(frozen=True)
class Paragraph:
    """Running text, a heading, a caption: printed as a line of its own, with a blank line before and after."""

    text: str
    place: Place | None = None


@dataclass(frozen=True)
class Table:
    """A table as printed: rows of cells, all rows of one length. A cell that spans others is the first of them."""

    rows: tuple[tuple[Printed, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class PrintedText:
    """A file as numbered lines (line 1 is ``lines[0]``), cells of a table divided by TABs.

    ``places`` gives the place of each line (``cell`` 0) and cell (counted from 1); a text file has none. ``doubts``
    are sentences on what was not read, or may have been read wrongly.
    """

    lines: tuple[str, ...]
    media_type: str
    places: Mapping[tuple[int, int], Place] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def on_one_line(text: str) -> str:
    """``text`` with every run of blanks, TABs and line ends as one blank."""
    return _BLANKS.sub(" ", text).strip()


def printed_text(blocks: Iterable[Block], media_type: str, doubts: Sequence[str] = ()) -> PrintedText:
    """The blocks as lines in their order, a blank line between them, with the place of each line and cell."""
    lines: list[str] = []
    places: dict[tuple[int, int], Place] = {}
    for block in blocks:
        for cells in _rows_of(block):
            lines.append("\t".join(cell.line for cell in cells))
            places.update(_places_of(len(lines), cells))
        lines.append("")
    return PrintedText(tuple(lines), media_type, places, tuple(doubts))


def _rows_of(block: Block) -> Iterator[Sequence[Printed]]:
    if isinstance(block, Paragraph):
        yield [Printed(block.text, block.place)]
        return
    for row in block.rows:
        if len(row) >= _FEWEST_COLUMNS or row[0].line:
            yield row


def _places_of(line: int, cells: Sequence[Printed]) -> Iterator[tuple[tuple[int, int], Place]]:
    """The places of a line's cells that print anything, and that of the line: the place of the first of them."""
    placed = [(at, cell.place) for at, cell in enumerate(cells, start=1) if cell.place and cell.line]
    if placed:
        yield (line, WHOLE_LINE), placed[0][1]
    if len(cells) >= _FEWEST_COLUMNS:
        yield from (((line, at), place) for at, place in placed)
