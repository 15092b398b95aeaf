"""Numbers that only count the rows of a table of a sheet, before its labels: they are no figures and name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from scorecard.readers.printed import Block, Printed, Table
from scorecard.readers.row_kinds import is_alone, is_measure_number, names_a_row, prints
from scorecard.readers.spacing import header_of

_HEADER = re.compile(r"(?:no|nr|n|#|row|line|item|ref|s/?n)?\.?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}")
_FEWEST = 3
"""So many rows are counted, or their first cells are figures."""
_MOSTLY = 2 / 3
_LABELS = 3
"""What names or numbers the rows stands in one of so many columns behind their count."""


def without_row_numbers(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a sheet, tables without a first column that only counts their rows: others name or number these."""
    for block in blocks:
        counted = isinstance(block, Table) and _counts_rows(block.rows)
        yield Table(tuple(row[1:] for row in block.rows)) if isinstance(block, Table) and counted else block


def _counts_rows(rows: Sequence[Sequence[Printed]]) -> bool:
    head = header_of(rows)
    body = [row for row in rows[len(head) :] if any(map(prints, row)) and not (is_alone(row) and not prints(row[0]))]
    if not head or len(rows[0]) <= _FEWEST or len(body) < _FEWEST:
        return False
    if not _HEADER.fullmatch("".join(row[0].line for row in head)):
        return False
    numbers = [int(row[0].line) if _COUNT.fullmatch(row[0].line) else None for row in body]
    in_turn = all(a is not None and b == a + 1 for a, b in pairwise(numbers))
    return in_turn and any(map(_are_labels, list(zip(*body, strict=True))[1 : 1 + _LABELS]))


def _are_labels(cells: Sequence[Printed]) -> bool:
    """Whether a column names or numbers the rows: most cells do, and no two print the same."""
    printed = [cell for cell in cells if prints(cell)]
    named = sum(names_a_row(cell.line) or is_measure_number(cell) for cell in printed)
    return named >= _MOSTLY * len(cells) and len({cell.line for cell in printed}) == len(printed)
