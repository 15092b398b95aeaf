"""A sheet of cells, as a workbook or a CSV file has it, parted into its tables and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from scorecard.readers.colours import with_colours
from scorecard.readers.printed import Block, Paragraph, Place, Printed, Table

Row = Sequence[Printed]
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_LINE = 2
"""A row above a table with one cell of so many words is a heading; a year alone heads the columns."""
_WORDS_OF_A_NOTE = 6
"""A row below a table with one cell of so many words is a note, not a row of the table."""
_BLANK = Printed()


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """The tables of a sheet, divided by blank rows, and its lines of text: rows with one cell above or below a table.

    Columns that are blank on the whole sheet before its first are left out.
    """
    first = min((at for row in rows for at, cell in enumerate(row) if _prints(cell)), default=0)
    for blank, run in groupby(rows, key=lambda row: not any(map(_prints, row))):
        if not blank:
            yield from _blocks_of_run([row[first:] for row in run])


def rows_of(cells: Mapping[tuple[int, int], Printed]) -> list[Row]:
    """The rows of cells by row and column (both from 1); where rows print nothing one blank row stands for all."""
    by_row: dict[int, dict[int, Printed]] = {}
    for (row, column), cell in cells.items():
        if cell.line or cell.fill:
            by_row.setdefault(row, {})[column] = cell
    rows: list[Row] = []
    last = None
    for number in sorted(by_row):
        if last is not None and number > last + 1:
            rows.append([])
        columns = by_row[number]
        rows.append([columns.get(at, _BLANK) for at in range(1, max(columns) + 1)])
        last = number
    return rows


def sheet_place(sheet: str, row: int, column: int) -> Place:
    """The place of a cell of a workbook, named as its program names it.

    >>> sheet_place("Summary", 12, 28).sheet_cell
    'AB12'
    """
    name, rest = "", column
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return Place(f"sheet {sheet}, cell {name}{row}", sheet=sheet, sheet_cell=f"{name}{row}")


def _prints(cell: Printed) -> bool:
    return bool(cell.line)


def _blocks_of_run(run: Sequence[Row]) -> Iterator[Block]:
    """A run of rows without a blank one: lines above, a table, notes below."""
    alone = [sum(map(_prints, row)) == 1 for row in run]
    is_line = [single and _words(row) >= _WORDS_OF_A_LINE for single, row in zip(alone, run, strict=True)]
    start = next((at for at, line in enumerate(is_line) if not line), len(run))
    start = len(run) if all(alone) else start
    end = len(run)
    while end > start and alone[end - 1] and _words(run[end - 1]) >= _WORDS_OF_A_NOTE:
        end -= 1
    yield from _lines(run[:start])
    if start < end:
        yield with_colours(Table(_even(run[start:end])))
    yield from _lines(run[end:])


def _words(row: Row) -> int:
    """The words of a row's first cell that prints."""
    return len(_WORD.findall(next(filter(_prints, row)).line))


def _lines(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        cell = next(filter(_prints, row))
        yield Paragraph(cell.line, cell.place)


def _even(rows: Sequence[Row]) -> tuple[tuple[Printed, ...], ...]:
    """Rows of one length: as far as the last column that prints or colours anything."""
    width = max((at for row in rows for at, cell in enumerate(row, 1) if _prints(cell) or cell.fill), default=0)
    return tuple(tuple(row[at] if at < len(row) else _BLANK for at in range(width)) for row in rows)
