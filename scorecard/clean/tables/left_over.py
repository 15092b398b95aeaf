"""The figures of a table that no reading placed, each with the reason: nothing that is printed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.text.cells import CellReader
from scorecard.text.numbers import ROUGH_NUMBER
from scorecard.text.periods import read_period
from scorecard.text.tolerances import says_tolerance

NO_FIGURE = ("blank", "missing", "text")
"""The kinds of cells that print no figure."""
_NUMBER_OR_COUNTER = re.compile(r"\d{0,2}\.\d{0,2}(?:\s+[A-Z]{3})?|\d\.[A-Z].*|\d{1,2}")
"""An indicator number, whole or a fragment, with a remark of three capitals behind it; or the number of a row."""
_FRAGMENT_OF_NUMBER = re.compile(r"\d{0,2}\s?\.?\s?\d{0,2}(?:\s+[A-Z]{3})?")
_STROKES = re.compile(r"[1Il|.,_ ]+")
"""What text recognition makes of the bars of a small chart: 1111, 11_, III."""
_LETTERS = re.compile(r"[A-Za-z]{2}")
_WORD_OR_DIGIT = re.compile(r"[A-Za-z]{3}|[02-9]")
_STROKE = re.compile(r"[1Il.]")
_BARS = re.compile(r"1{3,}")
_SEVERAL = re.compile(f"{ROUGH_NUMBER}%(?: {ROUGH_NUMBER}%)+|{ROUGH_NUMBER}%?(?: {ROUGH_NUMBER}%?){{2,}}")
_FIGURE_BEFORE_WORDS = re.compile(f"{ROUGH_NUMBER}%? [A-Z]")
"""A figure and what stands beside it in one cell: 0% J, 16 May-16."""
_HEAPED = "several figures in one cell: what a picture says of its axis, or rows of the table once more"
_BESIDE = "right of the last column: what a picture left of its axis, or noise"
_NO_FORM = "no table of this form is known"
_NO_ROW = "its row prints nothing that is known for a figure"
_NO_PLACE = "no row or column is printed for it"


def left_over(grid: Grid, reading: TableReading, cells: CellReader) -> list[Placement]:
    """The figures of a table that its reading did not place, as unread placements with the reason."""
    placed = _Placed.of(grid, reading, cells)
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", detail=why)
        for row in grid.rows
        if row.line >= placed.first_line or len(row.cells) == 1
        for cell, why in _of_row(row, grid, placed, cells)
    ]


@dataclass(frozen=True)
class _Placed:
    """What a reading placed: its cells by line and number, their lines, and the cells they reach from and to.

    ``inside`` is the first cell of figures in a small table, in which a small number is a figure and no label; null
    elsewhere. ``strokes`` are the cells of a summary in which small charts stood, ``values`` the one in which
    each of its rows has its only figure.
    """

    cells: set[tuple[int, int]]
    lines: set[int]
    unknown: bool
    first_line: int
    last_cell: int
    inside: int | None
    strokes: set[int]
    values: set[int]

    @classmethod
    def of(cls, grid: Grid, reading: TableReading, cells: CellReader) -> _Placed:
        placements = reading.placements
        of_layout = reading.shape.startswith("layout ")
        labels = {(header.line, header.cell) for header in reading.headers}
        return cls(
            labels | {(p.line, cell) for p in placements for cell in range(p.cell, max(p.cell, p.last) + 1)},
            {p.line for p in placements},
            reading.shape == "unknown",
            min((p.line for p in placements), default=0),
            max((max(p.cell, p.last) for p in placements), default=0),
            min((p.cell for p in placements), default=0) if of_layout else None,
            _columns_of_strokes(grid, reading, cells) if reading.shape == "summary" else set(),
            _columns_of_values(reading) if reading.shape == "summary" else set(),
        )


def _of_row(row: Row, grid: Grid, placed: _Placed, cells: CellReader) -> Iterator[tuple[Cell, str]]:
    """The cells of a row that print a figure which was not placed, each with the reason."""
    label = next((cell.index for cell in row.cells if _LETTERS.search(cell.plain)), 0)
    first = next((cell.index for cell in row.cells if cell.plain), 0)
    if row.line not in placed.lines:
        yield from ((cell, _NO_ROW) for cell in row.cells if cell.plain and cell.index in placed.values)
    for cell, kind in zip(row.cells, cells.kinds(row.texts), strict=True):
        several = kind == "text" and _SEVERAL.search(cell.plain)
        in_words = kind == "text" and (
            (placed.unknown and says_tolerance(cell.plain)) or _FIGURE_BEFORE_WORDS.match(cell.plain)
        )
        is_band = kind == "bound" and cell.index == first  # of ages, of days: the label of a row
        is_figure = kind not in NO_FIGURE or several or in_words
        listed = row.line not in placed.lines and cell.index in placed.values
        if not is_figure or is_band or listed or (row.line, cell.index) in placed.cells:
            continue
        is_label = _names_something(cell, row, grid, placed) or (cell.index == label and not placed.unknown)
        is_stroke = cell.index in placed.strokes and _STROKES.fullmatch(cell.plain)
        if not is_label and not is_stroke:
            yield cell, _HEAPED if several else _why(cell, placed)


def _why(cell: Cell, placed: _Placed) -> str:
    if placed.unknown:
        return _NO_FORM
    return _BESIDE if cell.index > placed.last_cell else _NO_PLACE


def _names_something(cell: Cell, row: Row, grid: Grid, placed: _Placed) -> bool:
    """Whether a cell of digits is an indicator number, the number of a row or a period.

    A small number is a figure wherever no indicator number and no letter of a rotated word can stand.
    """
    inside = placed.inside is not None and cell.index >= placed.inside and not _numbers_columns(row)
    if _NUMBER_OR_COUNTER.fullmatch(cell.plain) and not placed.unknown and not inside:
        return True
    return read_period(cell.plain, grid.time) is not None


def _numbers_columns(row: Row) -> bool:
    """Whether a row prints indicator numbers over columns, whole or in fragments, and no other figure."""
    texts = [t for t in row.texts if re.search(r"\d", t)]
    return any("." in t for t in texts) and all(map(_FRAGMENT_OF_NUMBER.fullmatch, texts))


def _columns_of_values(reading: TableReading) -> set[int]:
    """The cell in which all rows of a summary have their only figure; none where they have several."""
    cells = {p.cell for p in reading.placements if p.role == "value"}
    return cells if len(cells) == 1 else set()


def _columns_of_strokes(grid: Grid, reading: TableReading, cells: CellReader) -> set[int]:
    """The cells of a summary in which small charts stood: no row has a figure there, some have their debris."""
    figures = {p.cell for p in reading.placements}
    debris = {
        cell.index
        for row in grid.rows
        for cell, kind in zip(row.cells, cells.kinds(row.texts), strict=True)
        if (kind == "text" and not _WORD_OR_DIGIT.search(cell.plain) and _STROKE.search(cell.plain))
        or _BARS.fullmatch(cell.plain)
    }
    return debris - figures
