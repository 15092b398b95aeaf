"""A sheet of cells, as a workbook or a CSV file has it, parted into its tables and the lines between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from scorecard.readers.beside import tables_beside
from scorecard.readers.colours import with_colours
from scorecard.readers.printed import Block, Place, Printed, Table
from scorecard.readers.row_kinds import Row, is_alone, prints, words_of
from scorecard.readers.row_numbers import without_row_numbers
from scorecard.readers.runs import WORDS_OF_A_SENTENCE, blocks_of_run, goes_on
from scorecard.readers.spacing import header_of, without_spacing

_BLANK = Printed()


def blocks_of(rows: Sequence[Row]) -> Iterator[Block]:
    """The tables of a sheet, divided by blank rows or by lines over a header, and its lines of text (`blocks_of_run`);
    of tables beside each other the left one first.

    Blank rows within a table, under its header or between its rows, are left out.

    Columns that are blank on the whole sheet before its first are left out, and those of a table (`without_spacing`);
    so is one that only counts rows (`without_row_numbers`).
    """
    first = min((at for row in rows for at, cell in enumerate(row) if prints(cell)), default=0)
    runs: list[list[Row]] = []
    for blank, rows_there in groupby(rows, key=lambda row: not any(map(prints, row))):
        run = [row[first:] for row in rows_there]
        if not blank and runs and goes_on(runs[-1], run):
            runs[-1] += run
        elif not blank:
            runs.append(run)
    blocks = (block for run in runs for table in tables_beside(run) for block in blocks_of_run(table))
    yield from without_row_numbers(without_spacing(blocks))


def blocks_of_table(rows: Sequence[Row]) -> Iterator[Block]:
    """A table of a page; one that holds what a whole sheet does, blank rows or sentences between its rows, as that."""
    if _is_a_sheet(rows):
        yield from blocks_of(rows)
    else:
        yield from without_row_numbers([with_colours(Table(tuple(map(tuple, _without_header_again(rows)))))])


def _without_header_again(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table without its header where it is printed again between them, as at the top of a page."""
    head = header_of(rows)
    texts = [[cell.line for cell in row] for row in rows]
    if not head:
        return list(rows)
    kept, at = list(head), len(head)
    while at < len(rows):
        if texts[at : at + len(head)] == texts[: len(head)]:
            at += len(head)
        else:
            kept.append(rows[at])
            at += 1
    return kept


def _is_a_sheet(rows: Sequence[Row]) -> bool:
    """Whether something stands between the rows of a table that belongs to none: a blank row, or a sentence."""
    printed = [any(map(prints, row)) for row in rows]
    if not any(printed):
        return False
    first, last = printed.index(True), len(printed) - 1 - printed[::-1].index(True)
    between = range(first + 1, last)
    return any(not printed[at] or (is_alone(rows[at]) and words_of(rows[at]) >= WORDS_OF_A_SENTENCE) for at in between)


def rows_of(cells: Mapping[tuple[int, int], Printed], hidden: Collection[int] = ()) -> list[Row]:
    """The rows of cells by row and column (both from 1); where rows print nothing one blank row stands for all.

    Between two rows that only ``hidden`` ones part nobody sees a blank one.
    """
    by_row: dict[int, dict[int, Printed]] = {}
    for (row, column), cell in cells.items():
        if cell.line or cell.fill:
            by_row.setdefault(row, {})[column] = cell
    rows: list[Row] = []
    last = None
    for number in sorted(by_row):
        if last is not None and any(between not in hidden for between in range(last + 1, number)):
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
