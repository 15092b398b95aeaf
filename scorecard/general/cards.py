"""A measure on a card: its name over a small table of labels and values, "This quarter | 86.1%", "Target | 90%"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.general.header import numbers_a_row
from scorecard.clean.tables.general.words import HeaderWords, Said
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import PrintedHeader
from scorecard.general.printed import PrintedCell, PrintedTable
from scorecard.general.time import heads_a_time
from scorecard.text.letters import letters

_HEADER, _BODY = -2, -1
"""The lines of the two rows that a card is read as."""
_FEWEST = 3
_MOST = 0.6
"""The share of the labels that must be understood."""
_NUMBERED = re.compile(r"(?P<number>[^:]{1,12}?) ?[:–-] ?(?P<name>.+)")
_BEFORE = 2
"""The columns of the number and of the name stand before those of the card."""


@dataclass(frozen=True)
class Card:
    """A card as a table with one row, and where its labels and values are printed."""

    grid: Grid
    rows: tuple[tuple[int, Cell, Cell], ...]

    @property
    def first_line(self) -> int:
        return self.rows[0][0]

    def put_back(self, table: PrintedTable) -> PrintedTable:
        """The table with each cell and header where it is printed."""
        body = tuple(replace(one, row=Row(self.first_line, one.row.cells)) for one in table.roles.body)
        cells = tuple(self._cell(one) for one in table.cells if one.cell.index > _BEFORE)
        headers = [self._header(one) for one in table.headers]
        labels = frozenset((line, label.index) for line, label, _ in self.rows)
        return PrintedTable(replace(table.roles, body=body), cells, headers, labels)

    def _cell(self, one: PrintedCell) -> PrintedCell:
        line, _, value = self.rows[one.cell.index - _BEFORE - 1]
        return replace(one, line=line, cell=replace(one.cell, index=value.index))

    def _header(self, one: PrintedHeader) -> PrintedHeader:
        line, label, _ = self.rows[one.cell - _BEFORE - 1]
        return replace(one, line=line, cell=label.index)


def card_of(grid: Grid, captions: tuple[str, ...], lexicon: Lexicon) -> Card | None:
    """The card that a table without a header is: two columns, labels that say roles and times, a name over it.

    Null for any other table.
    """
    rows = [(row.line, [cell for cell in row.cells if cell.plain]) for row in grid.rows]
    pairs = tuple((line, cells[0], cells[1]) for line, cells in rows if len(cells) == len(("label", "value")))
    name = captions[0] if captions and not heads_a_time(captions[0]) else ""
    if len(pairs) < _FEWEST or len(pairs) < len(rows) or not letters(name):
        return None
    words = HeaderWords(lexicon.registry, grid.authority, grid.family)
    said = [words.says(label.plain, grid.time) for _, label, _ in pairs]
    if sum(map(_is_understood, said)) < _MOST * len(said) or not any(map(_heads_a_figure, said)):
        return None
    numbered = _NUMBERED.fullmatch(name)
    number, bare = (numbered["number"], numbered["name"]) if numbered else ("", name)
    number, bare = (number, bare) if numbers_a_row(number) else ("", name)
    labels, values = [label for _, label, _ in pairs], [value for _, _, value in pairs]
    table = [_row(_HEADER, "Ref", "Measure", labels), _row(_BODY, number, bare, values)]
    return Card(replace(grid, rows=table), pairs)


def _is_understood(said: Said) -> bool:
    return said.understood or said.relative is not None


def _heads_a_figure(said: Said) -> bool:
    return said.role == "value" or (said.time is not None and said.role is None and said.area is None)


def _row(line: int, number: str, name: str, cells: list[Cell]) -> Row:
    texts = [Cell(number, 1, number), Cell(name, _BEFORE, name)]
    return Row(line, (*texts, *(replace(cell, index=_BEFORE + at) for at, cell in enumerate(cells, start=1))))
