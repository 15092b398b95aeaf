"""Rows of a sheet without a blank one between them, parted into lines of text and tables.

Nothing but its cells tells where a table of a sheet begins. A row with one cell is a line where a header follows; it is
a row of its table, the name of a group perhaps, where figures go on below it as above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from scorecard.readers.colours import with_colours
from scorecard.readers.printed import Block, Paragraph, Printed, Table
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.months import DATED_MONTH
from scorecard.text.spans import QUARTER, SPAN, YEAR

Row = Sequence[Printed]
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_A_LINE = 2
"""A row with one cell of so many words is a line wherever a header follows."""
_WORDS_OF_A_NOTE = 6
"""A row below a table with one cell of so many words is a note, not a row of the table."""
_YEAR = re.compile(rf"{SPAN}|{YEAR}")
_TIME = re.compile(rf"{SPAN}|{YEAR}|{DATED_MONTH}|{QUARTER}", re.IGNORECASE)
_MEASURE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?")
_COLOUR = re.compile(r"(?i)(?:red|amber|yellow|green|r|a|g)")
_MOST_HEADERS = 4
"""So many rows a header has at most."""
_SEVERAL = 2
"""A row with so many figures under those of a table above is one of its rows; one with a single figure may be a key."""
_HEADED = 2 / 3
"""So many of the columns in which a table prints figures have words over them."""
_LOOKED_BACK = 40
"""So many rows above a blank one tell which columns have figures."""
_BLANK = Printed()


def prints(cell: Printed) -> bool:
    return bool(cell.line)


def blocks_of_run(run: Sequence[Row]) -> Iterator[Block]:
    """The lines and tables of a run of rows, in order: lines over each table, notes below the last.

    Rows with one cell are lines where they open the run or stand over a header; a last one with a sentence is a note.
    """
    starts = [0, *_starts(run)]
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        yield from _lines_and_table(run[start:end], is_last=end == len(run))


def goes_on(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """Whether a run of rows is more of the table above a blank row: it has no header, and prints figures in the columns
    that have figures or, where the blank row parts them from their header, words there."""
    first = next((row for row in below if not _is_alone(row)), [])
    figures = _figures(first)
    told = any(_words(row) >= _WORDS_OF_A_NOTE for row in takewhile(_is_alone, below))
    if not figures or told or _opens_table(below, 0):
        return False
    near = above[-_LOOKED_BACK:]
    table = near[[0, *_starts(near)][-1] :]
    filled = set[int]().union(*map(_figures, table))
    if filled:
        return figures <= filled and len(figures) >= min(_SEVERAL, len(filled) / 2)
    headers = takewhile(_is_header, reversed(table))
    headed = {column for row in headers for column, cell in enumerate(row) if prints(cell)}
    return bool(headed) and len(figures & headed) >= _HEADED * len(figures)


def _starts(run: Sequence[Row]) -> Iterator[int]:
    """Where lines begin, in the midst of a run, over a header with figures under it; or a header that names a time."""
    alone = [_is_alone(row) for row in run]
    figures_above = False
    for at, row in enumerate(run):
        if not at or alone[at - 1]:
            opens = False
        elif alone[at]:
            header = _next(alone, at)
            lines = figures_above or any(_words(line) >= _WORDS_OF_A_LINE for line in run[at:header])
            opens = lines and _opens_table(run, header)
        else:
            opens = figures_above and _names_a_time(row) and _opens_table(run, at)
        if opens:
            figures_above = False
            yield at
        elif not alone[at] and not figures_above:
            figures_above = bool(_figures(row))


def _names_a_time(row: Row) -> bool:
    return any(_TIME.fullmatch(cell.line) for cell in row)


def _next(alone: Sequence[bool], at: int) -> int:
    """The first row from a place on that has several cells."""
    return next((other for other in range(at, len(alone)) if not alone[other]), len(alone))


def _opens_table(run: Sequence[Row], at: int) -> bool:
    """Whether a header stands at a row: words over most of the columns in which the rows after it print figures."""
    headed: set[int] = set()
    for row in run[at : at + _MOST_HEADERS + 1]:
        if not _is_of_numbers(row) and (figures := _figures(row)):
            return bool(headed) and len(figures & headed) >= _HEADED * len(figures)
        if not _is_of_numbers(row) and not _is_header(row):
            return False
        headed |= {column for column, cell in enumerate(row) if prints(cell)}
    return False


def _is_header(row: Row) -> bool:
    """Whether all that a row prints behind its first cell are words and times, most of them no colours."""
    cells = [cell.line for cell in row if prints(cell)][1:]
    named = [cell for cell in cells if not _COLOUR.fullmatch(cell)]
    words = all(_TIME.fullmatch(cell) or (_WORD.search(cell) and not is_missing_mark(cell)) for cell in named)
    return words and len(named) > len(cells) / 2


def _is_of_numbers(row: Row) -> bool:
    """Whether a row without a label prints nothing but numbers of measures, which stand over their names: 6.2, 6.10."""
    cells = [cell.line for cell in row if prints(cell)]
    return not prints(row[0]) and all(map(_MEASURE.fullmatch, cells))


def _figures(row: Row) -> set[int]:
    """The columns behind a row's first cell that print figures; none where all of them are years."""
    printed = [(column, cell.line) for column, cell in enumerate(row) if prints(cell)][1:]
    figures = {column for column, cell in printed if is_figure(cell)}
    return set() if all(_YEAR.fullmatch(cell) for _, cell in printed) or _is_header(row) else figures


def _is_alone(row: Row) -> bool:
    return sum(map(prints, row)) == 1


def _lines_and_table(rows: Sequence[Row], *, is_last: bool) -> Iterator[Block]:
    alone = [_is_alone(row) for row in rows]
    start = _next(alone, 0)
    end = len(rows)
    if start < end:
        while start and not _is_line(rows[start - 1], rows[start]):
            start -= 1
        while is_last and alone[end - 1] and _words(rows[end - 1]) >= _WORDS_OF_A_NOTE:
            end -= 1
    yield from _lines(rows[:start])
    if start < end:
        yield with_colours(Table(_even(rows[start:end])))
    yield from _lines(rows[end:])


def _is_line(row: Row, below: Row) -> bool:
    """Whether a row with one cell is a line over the table whose first row is below it, and no part of its header.

    One with several words is, and one without any, a year, is not. One word is where it stands over the first cell of
    the table: over a blank one it may be that column's name, over another it heads the columns.
    """
    if _words(row) != 1:
        return _words(row) > 1
    column = next(at for at, cell in enumerate(row) if prints(cell))
    first = next(at for at, cell in enumerate(below) if prints(cell))
    return column == first


def _words(row: Row) -> int:
    """The words of a row's first cell that prints."""
    return len(_WORD.findall(next(filter(prints, row)).line))


def _lines(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        cell = next(filter(prints, row))
        yield Paragraph(cell.line, cell.place)


def _even(rows: Sequence[Row]) -> tuple[tuple[Printed, ...], ...]:
    """Rows of one length: as far as the last column that prints or colours anything."""
    width = max((at for row in rows for at, cell in enumerate(row, 1) if prints(cell) or cell.fill), default=0)
    return tuple(tuple(row[at] if at < len(row) else _BLANK for at in range(width)) for row in rows)
