"""Columns of a table that print nothing: people put them between groups of columns for the looks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from scorecard.readers.colours import colour_word
from scorecard.readers.printed import Block, Table
from scorecard.readers.row_kinds import Row, figure_columns, is_header, is_of_numbers


def header_of(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table that stand before its figures, if any of them is a header."""
    head = list(takewhile(lambda row: is_of_numbers(row) or not figure_columns(row), rows))
    return head if any(map(is_header, head)) and len(head) < len(rows) else []


def without_spacing(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a sheet, each table under a header without its columns that print nothing.

    One without a header may be the rest of the one before: it loses what that lost, or nothing.
    """
    lost: list[int] = []
    known: dict[tuple[str, ...], list[int]] = {}
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        blank = _blank_columns(block)
        header = tuple(cell.line for row in header_of(block.rows) for cell in row)
        if header:  # below the same header again the same columns, else its parts would not stand under each other
            lost = known.setdefault(header, blank)
        yield _without(block, lost if set(lost) <= set(blank) else [])


def _blank_columns(table: Table) -> list[int]:
    """The columns that print nothing and show no colour of performance, behind one that prints."""
    columns = zip(*table.rows, strict=True)
    blank = [not any(cell.line or colour_word(cell.fill) for cell in cells) for cells in columns]
    return [at for at, is_blank in enumerate(blank) if is_blank and not all(blank[:at])]


def _without(table: Table, columns: Sequence[int]) -> Table:
    gone = set(columns)
    return Table(tuple(tuple(cell for at, cell in enumerate(row) if at not in gone) for row in table.rows))
