"""Tables that are written as lines of text: cells divided by TABs, or set under each other with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from scorecard.readers.printed import Block, Paragraph, Place, Printed, on_one_line
from scorecard.readers.sheet import blocks_of_table
from scorecard.text.figures import is_figure

Line = tuple[str, Place]
"""A line with its TABs and blanks, and its place."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
"""A list of names with one figure each may be one of contents: it stays text."""
_GAP = re.compile(r" {2,}")
_RULER = re.compile(r"[-=_+| ]+")
_TAB = 8
"""A TAB goes on to the next place of so many, where it stands within blanks."""


def blocks_of_lines(lines: Sequence[Line]) -> Iterator[Block]:
    """The tables that lines between blank ones are, and all others as paragraphs."""
    for is_blank, run in groupby(lines, key=lambda line: not line[0].strip()):
        if not is_blank:
            yield from _blocks_of_run(list(run))


def goes_on_tabbed(above: Sequence[Line], line: Line | None) -> bool:
    """Whether a line may be a row of the table that those above it are: it has as many TABs."""
    return line is not None and line[0].count("\t") == above[0][0].count("\t")


def of_tabbed(lines: Sequence[Line]) -> Iterator[Block]:
    """Lines with TABs one below the other: a table, or paragraphs."""
    if rows := _rows_by_tabs(lines):
        yield from blocks_of_table(rows)
    else:
        yield from (Paragraph(on_one_line(line), place) for line, place in lines)


def _rows_by_tabs(lines: Sequence[Line]) -> list[list[Printed]]:
    """The rows of lines whose cells TABs divide; none where they are no table.

    All lines have the same number of TABs. Where somebody set cells under each other by hand, short ones have more,
    and nobody knows which of them stand for a blank cell.
    """
    rows = [[Printed(text.strip(), place) for text in line.split("\t")] for line, place in lines]
    return rows if _is_table(rows) else []


def _blocks_of_run(run: Sequence[Line]) -> Iterator[Block]:
    rows = _rows_by_tabs(run) or _rows_by_blanks(run)
    if rows:
        yield from blocks_of_table(rows)
    else:
        yield from (Paragraph(line, place) for line, place in run)


def _rows_by_blanks(run: Sequence[Line]) -> list[list[Printed]]:
    """The rows of lines that leave white columns between their cells; none where a cell stands over two columns."""
    lines = [(line.expandtabs(_TAB), place) for line, place in run if not _RULER.fullmatch(line)]
    width = max((len(line) for line, _ in lines), default=0)
    white = "".join(" " if all(line[at : at + 1] in ("", " ") for line, _ in lines) else "x" for at in range(width))
    edges = [0, *(gap.end() for gap in _GAP.finditer(white) if gap.start() > 0 and gap.end() < width), width]
    rows = [[Printed(line[start:end].strip(), place) for start, end in pairwise(edges)] for line, place in lines]
    return rows if _is_table(rows) and not any(_GAP.search(cell.text) for row in rows for cell in row) else []


def _is_table(rows: Sequence[Sequence[Printed]]) -> bool:
    widths = {len(row) for row in rows}
    of_figures = sum(any(is_figure(cell.line) for cell in row[1:]) for row in rows)
    return len(rows) >= _FEWEST_ROWS and len(widths) == 1 and min(widths) >= _FEWEST_COLUMNS and of_figures > 1
