"""Tables that stand beside each other on a sheet, a blank column between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scorecard.readers.row_kinds import Row, figure_columns, is_alone, names_a_row, printed_columns
from scorecard.readers.spacing import header_of

_MOSTLY = 2 / 3
_WORDS_OF_A_NAME = 2
"""Names of rows have so many words in the middle; what is good (high, low) or a colour has one."""


def tables_beside(run: Sequence[Row]) -> list[list[Row]]:
    """The rows of each table of a run from left to right; one where the run is no more than one.

    A blank column may only space a table out: behind it another one begins where it has a header and names of rows of
    its own, and something tells that these are no words about the rows on the left.
    """
    tables: list[tuple[int, int]] = []
    for first, end in _stretches(run):
        if tables and _is_a_table(_cut(run, *tables[-1])) and _is_another(run, tables[-1], (first, end)):
            tables.append((first, end))
        elif tables:
            tables[-1] = (tables[-1][0], end)
        else:
            tables.append((0, end))
    return [_cut(run, *table) for table in tables] if len(tables) > 1 else [list(run)]


def _stretches(run: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The columns that print, from a first one to the next blank one."""
    printed = sorted(set[int]().union(*map(printed_columns, run)))
    for _, stretch in groupby(enumerate(printed), key=lambda pair: pair[1] - pair[0]):
        columns = [column for _, column in stretch]
        yield columns[0], columns[-1] + 1


def _cut(run: Sequence[Row], first: int, end: int) -> list[Row]:
    """The cells of some columns, without rows that print nothing there."""
    rows = [row[first:end] for row in run]
    return [row for row in rows if printed_columns(row)]


def _is_a_table(rows: Sequence[Row]) -> bool:
    return bool(header_of(rows)) and any(map(figure_columns, rows))


def _is_another(run: Sequence[Row], left: tuple[int, int], right: tuple[int, int]) -> bool:
    rows, before = _cut(run, *right), _cut(run, *left)
    body = [row for row in rows if figure_columns(row)]
    names = [row[0].line for row in body]
    named = sum(map(names_a_row, names))
    if not _is_a_table(rows) or named < len(body):
        return False
    if is_alone(rows[0]) and is_alone(before[0]):  # each has a title
        return True
    words = sorted(len(name.split()) for name in names)
    as_before = header_of(rows)[-1][0].line == header_of(before)[-1][0].line != ""
    own = as_before or len(rows) != len(before) or words[len(words) // 2] >= _WORDS_OF_A_NAME
    return own and len(set(names)) >= _MOSTLY * len(names)
