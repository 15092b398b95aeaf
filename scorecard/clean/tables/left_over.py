"""The figures of a table that no reading placed, each with the reason: nothing that is printed is lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.clean.tables.shared.worded import NO_FIGURE, worded_cells
from scorecard.text.cells import CellReader
from scorecard.text.numbers import GARBLED_NUMBER, POUND, ROUGH_NUMBER
from scorecard.text.periods import read_period
from scorecard.text.tolerances import says_tolerance

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
_LIMIT = re.compile(rf"[<>≤≥]=? ?(?:{POUND})?[0-9]")
"""A limit that is no plain bound: <=£1,200."""
_PICTURE = re.compile(r"[^\x20-\x7f\w·•–—…‘’“”£€§¶©®°±×÷]+")
"""Signs that are no print: an arrow, a face, a control character."""
_HEAPED = "several figures in one cell: what a picture says of its axis, or rows of the table once more"
_BESIDE = "right of the last column: what a picture left of its axis, or noise"
_NO_FORM = "no table of this form is known"
_NO_ROW = "its row prints nothing that is known for a figure"
_NO_PLACE = "no row or column is printed for it"
_NO_FIGURE_HERE = "it stands among figures and prints none"
_IN_OTHER_WORDS = "a figure with words that are no known unit of its measure"


def left_over(grid: Grid, reading: TableReading, cells: CellReader) -> list[Placement]:
    """The figures of a table that its reading did not place, as unread placements with the reason."""
    placed = _Placed.of(grid, reading, cells)
    kinds = {
        row.line: dict(zip((cell.index for cell in row.cells), cells.kinds(row.texts), strict=True))
        for row in grid.rows
    }
    worded = worded_cells([row for row in grid.rows if row.line >= placed.first_line], kinds)
    return [
        Placement(row.line, cell.index, cell.published, cell.text, "unread", detail=why)
        for row in grid.rows
        for cell, why in _of_row(row, grid, placed, kinds[row.line], worded)
    ]


@dataclass(frozen=True)
class _Placed:
    """What a reading placed: its cells by line and number, their lines, and the cells they reach from and to.

    ``columns`` holds for each cell with figures the lines in which they stand. ``first_line`` is the first behind the
    header. ``inside`` is the first cell of figures in a small table, in which a small number is a figure and no label;
    null elsewhere. ``strokes`` are the cells of a summary in which small charts stood, ``values`` the one in which
    each of its rows has its only figure.
    """

    cells: set[tuple[int, int]]
    lines: set[int]
    columns: dict[int, set[int]]
    unknown: bool
    summary: bool
    first_line: int
    last_cell: int
    inside: int | None
    strokes: set[int]
    values: set[int]

    def is_among_figures(self, line: int, cell: int) -> bool:
        """Whether a cell of a line of figures stands where most other lines have figures.

        The rows of a summary may be shifted, and its reading says itself which of their cells are no figures.
        """
        here, others = self.columns.get(cell, set()) - {line}, self.lines - {line}
        return not self.summary and line in self.lines and bool(here) and 2 * len(here) >= len(others)

    @classmethod
    def of(cls, grid: Grid, reading: TableReading, cells: CellReader) -> _Placed:
        placements = reading.placements
        of_layout = reading.shape.startswith("layout ")
        labels = reading.labels | {(header.line, header.cell) for header in reading.headers}
        columns = defaultdict[int, set[int]](set)
        for p in placements:
            if p.role == "value":
                columns[p.cell].add(p.line)
        return cls(
            labels | {(p.line, cell) for p in placements for cell in range(p.cell, max(p.cell, p.last) + 1)},
            {p.line for p in placements},
            columns,
            reading.shape == "unknown",
            reading.shape == "summary",
            reading.body_from or min((p.line for p in placements), default=0),
            max((max(p.cell, p.last) for p in placements), default=0),
            min((p.cell for p in placements), default=0) if of_layout else None,
            _columns_of_strokes(grid, reading, cells) if reading.shape == "summary" else set(),
            _columns_of_values(columns) if reading.shape == "summary" else set(),
        )


def _of_row(
    row: Row, grid: Grid, placed: _Placed, kinds: Mapping[int, str], worded: Set[tuple[int, int]]
) -> Iterator[tuple[Cell, str]]:
    """The cells of a row that print a figure which was not placed, or none where one is due, each with the reason.

    ``worded`` are the cells of the table that print a figure with words behind it.
    """
    body = row.line >= placed.first_line or len(row.cells) == 1
    for cell in row.cells:
        if not cell.plain or (row.line, cell.index) in placed.cells:
            continue
        if body and row.line not in placed.lines and cell.index in placed.values:
            yield cell, _NO_ROW
        elif body and (why := _figure_without_place(cell, kinds, row, grid, placed)):
            yield cell, why
        elif _is_due_a_figure(cell, kinds, row, grid, placed):
            yield cell, _NO_FORM if placed.unknown else _NO_FIGURE_HERE
        elif (row.line, cell.index) in worded and not _NUMBER_OR_COUNTER.fullmatch(cell.plain):
            yield cell, _IN_OTHER_WORDS


def _figure_without_place(cell: Cell, kinds: Mapping[int, str], row: Row, grid: Grid, placed: _Placed) -> str | None:
    """Why a cell that prints a figure has no place; null for what is no figure, labels among them."""
    label = next((other.index for other in row.cells if _LETTERS.search(other.plain)), 0)
    first = next((other.index for other in row.cells if other.plain), 0)
    kind = kinds[cell.index]
    several = kind == "text" and _SEVERAL.search(cell.plain)
    in_words = kind == "text" and (
        (placed.unknown and says_tolerance(cell.plain))
        or _FIGURE_BEFORE_WORDS.match(cell.plain)
        or _LIMIT.match(cell.plain)
    )
    is_band = kind == "bound" and cell.index == first  # of ages, of days: the label of a row
    if (kind in NO_FIGURE and not several and not in_words) or is_band:
        return None
    is_label = _names_something(cell, row, grid, placed) or (cell.index == label and not placed.unknown)
    is_stroke = cell.index in placed.strokes and _STROKES.fullmatch(cell.plain)
    if is_label or is_stroke:
        return None
    return _HEAPED if several else _why(cell, placed)


def _is_due_a_figure(cell: Cell, kinds: Mapping[int, str], row: Row, grid: Grid, placed: _Placed) -> bool:
    """Whether a cell that prints no figure stands where one is due, so that it is damaged or says why there is none."""
    if read_period(cell.plain, grid.time) is not None:
        return _is_no_label(cell, kinds, row, grid, placed)
    if kinds[cell.index] != "text":
        return False
    among_figures = placed.is_among_figures(row.line, cell.index)
    if GARBLED_NUMBER.fullmatch(cell.plain) or _PICTURE.fullmatch(cell.plain):
        headed = row.line < placed.first_line and sum(bool(_LETTERS.search(text)) for text in row.texts) > 1
        due = not placed.columns or among_figures or cell.index in placed.columns
        return not headed and (due or any(kinds[other.index] not in NO_FIGURE for other in _before(cell, row)))
    return among_figures


def _is_no_label(cell: Cell, kinds: Mapping[int, str], row: Row, grid: Grid, placed: _Placed) -> bool:
    """Whether a cell that prints a period stands where a figure is due.

    The first period of a row that no figure stands before is its label, as are all of a row of periods.
    """
    before = _before(cell, row)
    behind_figures = any(kinds[other.index] not in NO_FIGURE for other in before)
    first = all(read_period(other.plain, grid.time) is None for other in before)
    if not behind_figures and (first or not _prints_figures(row, kinds, grid)):
        return False
    beside = bool(before) and kinds[before[-1].index] not in NO_FIGURE
    beside_a_figure = beside and row.line in placed.lines and not placed.summary
    return not placed.columns or placed.is_among_figures(row.line, cell.index) or beside_a_figure


def _before(cell: Cell, row: Row) -> list[Cell]:
    """The cells with a print that stand before one."""
    return [other for other in row.cells if other.index < cell.index and other.plain]


def _prints_figures(row: Row, kinds: Mapping[int, str], grid: Grid) -> bool:
    """Whether a cell of a row prints a figure that is no period."""
    return any(
        kinds[cell.index] not in NO_FIGURE and read_period(cell.plain, grid.time) is None
        for cell in row.cells
        if cell.plain
    )


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


def _columns_of_values(columns: Mapping[int, set[int]]) -> set[int]:
    """The cell in which all rows of a summary have their only figure; none where they have several."""
    return set(columns) if len(columns) == 1 else set()


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
