"""Rows of a sheet without a blank one between them, parted into lines of text and tables.

Nothing but its cells tells where a table of a sheet begins. A row with one cell is a line where a header follows; it is
a row of its table, the name of a group perhaps, where figures go on below it as above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from scorecard.readers.colours import with_colours
from scorecard.readers.printed import Block, Paragraph, Printed, Table
from scorecard.readers.row_kinds import (
    Row,
    figure_columns,
    is_alone,
    is_header,
    is_of_numbers,
    names_a_time,
    printed_columns,
    prints,
    words_of,
)

_WORDS_OF_A_LINE = 2
"""A row with one cell of so many words is a line wherever a header follows."""
_WORDS_OF_A_NOTE = 6
"""A row below a table with one cell of so many words is a note, not a row of the table."""
WORDS_OF_A_SENTENCE = 12
"""So many words in one cell are a sentence, and never the name of a group."""
_MOST_HEADERS = 4
"""So many rows a header has at most."""
_FEW_OF_A_HEADER = 0.2
"""So many cells of a header may look like figures."""
_SEVERAL = 2
"""A row with so many figures under those of a table above is one of its rows; one with a single figure may be a key."""
_HEADED = 2 / 3
"""So many of the columns in which a table prints figures have words over them."""
_LOOKED_BACK = 40
"""So many rows above a blank one tell which columns have figures."""
_BLANK = Printed()


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
    first = next((row for row in below if not is_alone(row)), [])
    figures = figure_columns(first)
    told = any(words_of(row) >= _WORDS_OF_A_NOTE for row in takewhile(is_alone, below))
    if not figures or told or _opens_table(below, 0):
        return False
    near = above[-_LOOKED_BACK:]
    table = near[[0, *_starts(near)][-1] :]
    filled = set[int]().union(*map(figure_columns, table))
    if filled:
        return figures <= filled and len(figures) >= min(_SEVERAL, len(filled) / 2)
    headers = takewhile(is_header, reversed(table))
    headed = {column for row in headers for column, cell in enumerate(row) if prints(cell)}
    return bool(headed) and len(figures & headed) >= _HEADED * len(figures)


def _starts(run: Sequence[Row]) -> Iterator[int]:
    """Where lines begin in the midst of a run that end the table above; or a header that does."""
    alone = [is_alone(row) for row in run]
    figures_above = False
    columns: set[int] = set()
    for at, row in enumerate(run):
        if not at or alone[at - 1]:
            opens = False
        elif alone[at]:
            table = _next(alone, at)
            opens = _are_over_a_table(run, at, table, sure=figures_above)
            opens = opens or (figures_above and _end_a_table(run, at, table, columns))
        else:
            opens = figures_above and _heads_another(run, at)
        if opens:
            figures_above, columns = False, set()
            yield at
        if not alone[at]:
            columns |= printed_columns(row)
            figures_above = figures_above or (not opens and _is_of_figures(row))


def _is_of_figures(row: Row) -> bool:
    """Whether a row is none of a header in which a torn word or year looks like a figure."""
    figures = figure_columns(row)
    return len(figures) > _FEW_OF_A_HEADER * len(printed_columns(row))


def _are_over_a_table(run: Sequence[Row], at: int, table: int, *, sure: bool) -> bool:
    """Whether rows with one cell are lines, and a header stands below them; ``sure``: they are no header's."""
    lines = run[at:table]
    several = table - at > 1 or words_of(run[at]) >= _WORDS_OF_A_NOTE
    are_lines = sure or any(words_of(line) >= _WORDS_OF_A_LINE for line in lines)
    return are_lines and _opens_table(run, table, spans=several)


def _end_a_table(run: Sequence[Row], at: int, table: int, columns: set[int]) -> bool:
    """Whether rows with one cell end the table above, whatever stands below them: they are sentences, or what is below
    prints figures where that table prints nothing."""
    words = [words_of(row) for row in run[at:table]]
    if max(words) >= WORDS_OF_A_SENTENCE or sum(count >= _WORDS_OF_A_NOTE for count in words) > 1:
        return True
    return table < len(run) and not figure_columns(run[table]) <= columns


def _heads_another(run: Sequence[Row], at: int) -> bool:
    """Whether a row of several cells is the header of another table: it names a time, or all columns of figures."""
    return (names_a_time(run[at]) and _opens_table(run, at)) or _heads_all(run, at)


def _heads_all(run: Sequence[Row], at: int) -> bool:
    """Whether a row of words names several columns, all those in which the row below it prints figures; not where the
    rows above and below it are of months or years, which may go on."""
    if at + 1 == len(run) or not is_header(run[at]) or not prints(run[at][0]):
        return False
    if all(map(names_a_time, (run[at - 1], run[at + 1]))):
        return False
    below = figure_columns(run[at + 1])
    return len(below) >= _SEVERAL and below == printed_columns(run[at]) - {0}


def _next(alone: Sequence[bool], at: int) -> int:
    """The first row from a place on that has several cells."""
    return next((other for other in range(at, len(alone)) if not alone[other]), len(alone))


def _opens_table(run: Sequence[Row], at: int, *, spans: bool = False) -> bool:
    """Whether a header stands at a row: words over most of the columns in which the rows after it print figures.

    ``spans``: a header's cell may stand over the blank ones behind it too.
    """
    headed: set[int] = set()
    for row in run[at : at + _MOST_HEADERS + 1]:
        if not is_of_numbers(row) and (figures := figure_columns(row)):
            over = headed | {c + 1 for c in headed if c} if spans else headed
            return bool(headed) and len(figures & over) >= _HEADED * len(figures)
        named_group = bool(headed) and is_alone(row) and words_of(row) < _WORDS_OF_A_NOTE
        if not is_of_numbers(row) and not is_header(row) and not named_group:
            return False
        headed |= printed_columns(row)
    return False


def _lines_and_table(rows: Sequence[Row], *, is_last: bool) -> Iterator[Block]:
    alone = [is_alone(row) for row in rows]
    start = _next(alone, 0)
    end = len(rows)
    if start < end:
        while start and not _is_line(rows[start - 1], rows[start:end]):
            start -= 1
        while is_last and alone[end - 1] and words_of(rows[end - 1]) >= _WORDS_OF_A_NOTE:
            end -= 1
    yield from _lines(rows[:start])
    if start < end:
        yield with_colours(Table(_even(rows[start:end])))
    yield from _lines(rows[end:])


def _is_line(row: Row, table: Sequence[Row]) -> bool:
    """Whether a row with one cell is a line over the table below it, and no part of its header.

    One with several words is, and one without any, a year, is not. One word is where it stands over the first cell of
    the table: over a blank one it may be that column's name, over another it heads the columns. What stands over
    figures names them.
    """
    column = next(at for at, cell in enumerate(row) if prints(cell))
    if _names_figures(column, table):
        return False
    if words_of(row) != 1:
        return words_of(row) > 1
    return column == next(at for at, cell in enumerate(table[0]) if prints(cell))


def _names_figures(column: int, table: Sequence[Row]) -> bool:
    """Whether the first row of figures of a table has one in a column."""
    body = dropwhile(lambda row: is_of_numbers(row) or not figure_columns(row), table)
    return column in figure_columns(next(body, []))


def _lines(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        cell = next(filter(prints, row))
        yield Paragraph(cell.line, cell.place)


def _even(rows: Sequence[Row]) -> tuple[tuple[Printed, ...], ...]:
    """Rows of one length: as far as the last column that prints or colours anything."""
    width = max((at for row in rows for at, cell in enumerate(row, 1) if prints(cell) or cell.fill), default=0)
    return tuple(tuple(row[at] if at < len(row) else _BLANK for at in range(width)) for row in rows)
