"""The cells of a summary's row under its headers: as they stand, or where damage lost or doubled one, aligned."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from scorecard.clean.names.header_words import Colours
from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.misfit import (
    A_FIGURE,
    ANYTHING,
    BEST,
    SHIFT,
    CellPrint,
    ColumnPlace,
    blank,
    cell_print,
    row_print,
    rule_of,
)

_ROWS_THAT_TELL = 12
"""So many rows tell under which columns a table stands."""
_ROWS_THAT_PROVE = 4
"""So many rows of one table stand under the place that costs least; of fewer one may have slipped."""
_SUITS = 5.0
"""What a row costs at most under its own header, damage and all: no cell that cannot stand in its column."""
_UNHEADED = 5.0
"""What a cell costs that stands under no column: as much as one that cannot stand in its column, and more."""
_BEHIND = 0.1
"""What it costs to leave out a blank cell behind a row's last, and by how much a filled column is likelier not lost."""
_ROOM = 2
"""So many cells a row may have lost before the columns at its end are out of its reach."""
_NEAR = 3
"""A cell that slipped stands at most so many cells beside its column."""
_NOTHING_GAINED = 0.05
_HARDLY = 1.0
"""By so much dearer a row hardly stands otherwise."""
_FIGURES = ("value", "performance")
"""Roles of columns of figures."""
_MOVED_WITH_REASON = ("value", "red", "amber", "green", "direction", "rag")

Stands = dict[int, int]
"""For each cell of a row that prints something the column that it stands in, both by position."""


@dataclass(frozen=True)
class FittedRow:
    """A row whose cells stand in their columns: ``cells`` by column position; blanks are absent."""

    line: int
    cells: tuple[tuple[SummaryColumn, Cell], ...]

    def get(self, role: str) -> str:
        return next((cell.plain for column, cell in self.cells if column.role == role), "")

    def values(self) -> list[tuple[SummaryColumn, Cell]]:
        return [(column, cell) for column, cell in self.cells if column.role == "value"]


def stand_surely(columns: list[SummaryColumn], rows: Sequence[Row], colours: Colours) -> bool:
    """Whether it is sure where few rows stand under their header: one place suits their cells, and no other nearly as
    well. Of many rows it is."""
    if len(rows) >= _ROWS_THAT_PROVE:
        return True
    best, other, _ = sorted(_costs_by_move(columns, rows, colours).values())
    return best <= _SUITS * len(rows) and best <= other / 2


def _costs_by_move(columns: list[SummaryColumn], rows: Sequence[Row], colours: Colours) -> dict[int, float]:
    """What it costs to read rows under their header as it stands, and moved by a cell to the right or the left."""
    places = {by: _moved(columns, by) for by in (0, 1, -1)}
    return {by: sum(_Fit(row, there, colours).as_it_stands() for row in rows) for by, there in places.items()}


def under_the_header(columns: list[SummaryColumn], rows: Sequence[Row], colours: Colours) -> list[SummaryColumn]:
    """The columns, moved as a whole where the rows have a leading cell (a group's label) that the header lacks."""
    costs = _costs_by_move(columns, rows[:_ROWS_THAT_TELL], colours)
    best = _moved(columns, min(costs, key=lambda by: (costs[by], abs(by))))
    width = max((len(row.cells) for row in rows), default=len(best))
    # a column that the move pushed beyond the widest row exists nowhere in print: nothing may be read into it
    return [c for c in best if c.role != "other" or c.position < width]


def _moved(columns: list[SummaryColumn], by: int) -> list[SummaryColumn]:
    lead = [SummaryColumn("other", i) for i in range(by)]
    return lead + [replace(c, position=c.position + by) for c in columns[max(0, -by) :]]


def fit_all(rows: Sequence[Row], columns: list[SummaryColumn], colours: Colours) -> list[FittedRow]:
    """Every row with its cells in their columns. A cell that a row lost is likelier one that most rows leave blank."""
    filled = [sum(bool(row.text(j)) for row in rows) / max(1, len(rows)) for j in range(len(columns))]
    return [_Fit(row, columns, colours).fitted(filled) for row in rows]


class _Fit:
    """One row and the columns it may stand in, with what each of its cells costs in each of them."""

    def __init__(self, row: Row, columns: list[SummaryColumn], colours: Colours) -> None:
        self.row, self.columns = row, columns
        self.cells = [cell_print(text, text.lower() in colours) for text in row.texts]
        self.print = row_print(columns, self.cells)
        self.places = [ColumnPlace(c.role, c.period.kind if c.period else None, c.area is not None) for c in columns]
        self.rules = [rule_of(column.role) for column in columns]
        self.blanks = [blank(place, self.print) for place in self.places]
        self._costs: dict[tuple[int, int], float] = {}

    def cost(self, i: int, j: int) -> float:
        """How badly the cell at position ``i`` fits column ``j``; a row goes on with blanks."""
        if i >= len(self.cells) or not self.cells[i].text:
            return self.blanks[j]
        if (i, j) not in self._costs:
            self._costs[i, j] = self.rules[j](self.cells[i], self.places[j], self.print)
        return self._costs[i, j]

    def as_it_stands(self) -> float:
        """The cost of reading every cell under the header cell it stands under."""
        unheaded = sum(bool(t) for t in self.row.texts[len(self.columns) :])
        return sum(self.cost(i, i) for i in range(len(self.columns))) + _UNHEADED * unheaded

    def fitted(self, filled: list[float]) -> FittedRow:
        """The cells in their columns: as they stand if they fit, else by the cheapest alignment that is sure."""
        before = self._before_figures()
        plain = before is None and not self._has_colour_among_figures()
        if plain and len(self.cells) <= len(self.columns) and self._nothing_is_better():
            return self._as_printed()
        stands = self._sure(filled, before)
        doubtful = [i for i, cell in enumerate(self.cells) if cell.text and i not in stands]
        if not doubtful and stands == self._printed():
            return self._as_printed()
        return self._moved(stands, doubtful)

    def _printed(self) -> Stands:
        return {i: i for i, cell in enumerate(self.cells) if cell.text and i < len(self.columns)}

    def _cheapest(self, filled: list[float]) -> tuple[float, Stands]:
        """What it costs to read the row, and the column of every cell that prints something: its own where that is no
        dearer, else by alignment."""
        texts, columns = self.row.texts, self.columns
        last = max((i for i, t in enumerate(texts) if t), default=0)
        length = max(len(texts), len(columns)) + _ROOM
        total, pairs = align(
            length,
            len(columns),
            self.cost,
            lambda i: _BEHIND if i > last else (_UNHEADED if texts[i] else SHIFT),
            lambda j: SHIFT + _BEHIND * filled[j],
            _NEAR + _ROOM,
        )
        printed = self.as_it_stands() + _BEHIND * (length - len(columns))
        if printed <= total + _NOTHING_GAINED:
            return printed, self._printed()
        return total, {i: j for i, j in pairs if i < len(texts) and texts[i]}

    def _sure(self, filled: list[float], before: int | None) -> Stands:
        """Where the cells stand, whatever any single cell in the place of a figure prints.

        A cell that is no figure may have come there by a shift of its row, or may be what is printed instead of a
        figure. It moves its row only if the row would move without it; else the row is read as if it were a figure.
        Where a cell stands right ``before`` figures and may as well be the first of them, nobody knows. Then only those
        cells are there that stand in one column however the row is read.
        """
        cost, stands = self._cheapest(filled)
        alone = set[int]()
        for i in self._in_place_of_a_figure(stands, before):
            if i != before and self._fits_no_better_as_a_figure(i, stands.get(i)):
                continue
            cost_as_figure, as_figure = self._with(i, A_FIGURE)._cheapest(filled)
            if _others(as_figure, i) == _others(stands, i):
                # one that moves alone, from under a figure into the place of a tolerance or a sign, may not move
                alone |= {i} if stands.get(i) != as_figure.get(i) and self._stands_under_a_figure(i) else set()
                continue
            _, without = self._with(i, ANYTHING)._cheapest(filled)
            if _others(without, i) == _others(as_figure, i):
                return _others(as_figure, *alone)
            if _others(without, i) != _others(stands, i) or (i == before and cost_as_figure - cost < _HARDLY):
                return _others(_agreed(stands, as_figure, without), *alone)
        return _others(stands, *alone)

    def _before_figures(self) -> int | None:
        """The cell of the target that prints no figure, and no tolerance beside others, where the years behind it, or
        all that stands behind it, fill all columns but the last: it may as well be the first of them."""
        target = next((c.position for c in self.columns if c.role == "green"), len(self.cells))
        others = (c.position for c in self.columns if c.role in ("red", "amber"))
        beside = any(self._prints(j) and self.cells[j].tolerance for j in others)
        if not self._prints(target):
            return None
        cell = self.cells[target]
        if (cell.tolerance and beside) or (cell.figure and not cell.tolerance):
            return None
        behind = [j for j, place in enumerate(self.places) if j > target and place.role == "value"]
        runs = (behind, [j for j in behind if self.places[j].is_year])
        lacks_one = any(run and all(map(self._prints, run[:-1])) and not self._prints(run[-1]) for run in runs)
        return target if lacks_one else None

    def _has_colour_among_figures(self) -> bool:
        """Whether a colour stands where figures should: it would say of the whole row that it is judged."""
        return any(
            cell.colour and column.role == "value" for cell, column in zip(self.cells, self.columns, strict=False)
        )

    def _prints(self, j: int) -> bool:
        return j < len(self.cells) and bool(self.cells[j].text)

    def _in_place_of_a_figure(self, stands: Stands, before: int | None) -> list[int]:
        """The cells that are no figures and stand under a column of figures, as printed or as they would be read."""
        values = {j for j in range(len(self.columns)) if self._stands_under_a_figure(j)}
        return [
            i
            for i, cell in enumerate(self.cells)
            if cell.text and (i == before or (not cell.figure and (i in values or stands.get(i) in values)))
        ]

    def _fits_no_better_as_a_figure(self, i: int, j: int | None) -> bool:
        """Whether a figure would fit the cell's column as well and no other better: then its row stands as it does."""
        other = self._with(i, A_FIGURE)
        reach = range(max(0, i - _NEAR - _ROOM), min(len(self.columns), i + _NEAR + _ROOM + 1))
        as_well = j is not None and other.cost(i, j) == self.cost(i, j)
        return as_well and other.print == self.print and all(other.cost(i, k) >= self.cost(i, k) for k in reach)

    def _stands_under_a_figure(self, i: int) -> bool:
        """Whether the header over a cell is one of figures."""
        return i < len(self.columns) and self.columns[i].role in _FIGURES

    def _with(self, i: int, cell: CellPrint) -> _Fit:
        """The same row with another print in one of its cells."""
        other = copy(self)
        other.cells = [*self.cells[:i], cell, *self.cells[i + 1 :]]
        other.print = row_print(self.columns, other.cells)
        other.blanks = [blank(place, other.print) for place in self.places]
        same = other.print == self.print
        other._costs = {(k, j): cost for (k, j), cost in self._costs.items() if same and k != i}
        return other

    def _nothing_is_better(self) -> bool:
        """Whether no shift of cells can cost less than reading them as they stand: one lost cell costs ``SHIFT`` at
        least, and no column can gain more by it than what the best cell near it would cost less."""
        gain = 0.0
        for j, column in enumerate(self.columns):
            here = self.cost(j, j)
            if here > BEST.get(column.role, 0.0):
                gain += here - min(self.cost(i, j) for i in range(max(0, j - _NEAR), j + _NEAR + 1))
        return gain <= SHIFT

    def _moved(self, stands: Stands, doubtful: Sequence[int]) -> FittedRow:
        """The cells in their columns, and those of which nobody knows the column as slipped."""
        placed = {i: self._placed(i, j) for i, j in stands.items()}
        slipped = {i: (SummaryColumn("slipped", i), self.row.cells[i]) for i in doubtful}
        return FittedRow(self.row.line, tuple(cell for _, cell in sorted((placed | slipped).items())))

    def _placed(self, i: int, j: int) -> tuple[SummaryColumn, Cell]:
        column, cell = self.columns[j], self.row.cells[i]
        moved = i != j and column.role in _MOVED_WITH_REASON
        return column, cell.corrected(_shift_words(i - j)) if moved else cell

    def _as_printed(self) -> FittedRow:
        pairs = zip(self.columns, self.row.cells, strict=False)
        return FittedRow(self.row.line, tuple((column, cell) for column, cell in pairs if _prints(column, cell)))


def _agreed(*readings: Stands) -> Stands:
    """The cells that stand in the same column in all readings of a row."""
    first, *others = readings
    return {i: j for i, j in first.items() if all(other.get(i) == j for other in others)}


def _others(stands: Stands, *cells: int) -> Stands:
    return {i: j for i, j in stands.items() if i not in cells}


def _prints(column: SummaryColumn, cell: Cell) -> bool:
    """Whether a cell prints something; an arrow may be lost but for the mark-up around it."""
    return bool(cell.plain) or (column.role in ("direction", "rag") and bool(cell.text.strip()))


def _shift_words(by: int) -> str:
    count = "a blank cell" if abs(by) == 1 else f"{abs(by)} blank cells"
    happened, side = ("lost", "right") if by < 0 else ("too many", "left")
    return (
        f"this row has {count} {happened}, so this figure is read {abs(by)} to the {side}: the only place where "
        "its tolerances, years and benchmarks all stand under headers of their kind"
    )
