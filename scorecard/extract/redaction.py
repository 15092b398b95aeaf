"""What of a table is not written down: running text, names of people and ways to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.extract.table import RawTable, is_data
from scorecard.text.figures import is_figure, is_plainly_a_figure
from scorecard.text.plain import plain
from scorecard.text.prose import heads_persons, is_personal, is_prose, marker_of

_OVER_COLUMNS = re.compile(r"[0-9]{0,2}\.?[0-9]{0,2}(?:\.? ?and ?[0-9]{1,2}\.[0-9]{1,2})?")
"""An indicator's number as it stands over a column: ``6.1``, ``6.1 and 6.2``, or what is left of it."""
_ROW_NUMBER = re.compile(r"\d{1,2}\.\w{1,3}(?:\(\w\))?")
"""An indicator's number as it stands before a row: ``6.1``, ``6.1a``, ``6.OO``."""
_ANY_NUMBER = re.compile(r"\d{1,2}\.\w+(?:\(\w\))?")
_LONG_WORD = re.compile(r"[A-Za-z]{3}")
_LEADING_CELLS = 3
"""An indicator's number stands in one of the first cells; further right ``1.1`` is a figure or debris of a chart."""


def without_prose(table: RawTable) -> RawTable:
    """The table with running text, names and ways to reach people replaced by a marker."""
    header = _header_length(table)
    persons = {i for _, cells in table.rows[: max(header, 1)] for i, cell in enumerate(cells) if heads_persons(cell)}
    rows = []
    for position, (line, cells) in enumerate(table.rows):
        in_header, label = position < header, _label_position(cells)
        rows.append(
            (
                line,
                [
                    _as_kept(cell, label=in_header or i == label, person=i in persons and not in_header)
                    for i, cell in enumerate(cells)
                ],
            )
        )
    return RawTable(rows)


def _as_kept(cell: str, *, label: bool, person: bool) -> str:
    """The cell as it is written down; ``person``: it stands in a column of persons, where only figures are kept."""
    if is_plainly_a_figure(cell):
        return cell
    names_one = person and cell.strip() and not is_figure(cell)
    return marker_of(cell) if names_one or is_personal(cell) or is_prose(cell, label=label) else cell


def _header_length(table: RawTable) -> int:
    """How many rows stand above the first row of data; none where no row is one."""
    data = (i for i, (_, cells) in enumerate(table.rows) if any(map(is_data, cells)) and not _numbers_only(cells))
    return next(data, 0)


def _numbers_only(cells: Sequence[str]) -> bool:
    """A row of indicator numbers (``6.1``, ``6.2``, fragments of them): a header although it holds numbers."""
    return all(_OVER_COLUMNS.fullmatch(text) for cell in cells if (text := plain(cell)))


def _label_position(cells: Sequence[str]) -> int:
    """The cell that names the row: the one after an indicator's number, else the longest before the first figure."""
    leading = enumerate(cells[:_LEADING_CELLS] if len(cells) > _LEADING_CELLS else cells[:-1])
    number = next((i for i, cell in leading if _ROW_NUMBER.fullmatch(plain(cell))), None)
    if number is not None and _LONG_WORD.search(cells[number + 1]):
        return number + 1
    data = (i for i, c in enumerate(cells) if i > 0 and is_data(c) and not _ANY_NUMBER.fullmatch(plain(c)))
    return max(range(next(data, len(cells))), key=lambda i: len(cells[i]), default=0)
