"""The cells of a summary's row under its headers: as they stand, or where damage lost or doubled one, aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scorecard.clean.names.header_words import Colours
from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.align import align
from scorecard.clean.tables.summary.columns import SummaryColumn
from scorecard.clean.tables.summary.misfit import (
    BEST,
    SHIFT,
    ColumnPlace,
    blank,
    cell_print,
    row_print,
    rule_of,
)

_ROWS_THAT_TELL = 12
"""So many rows tell under which columns a table stands."""
_UNHEADED = 5.0
"""What a cell costs that stands under no column: as much as one that cannot stand in its column, and more."""
_BEHIND = 0.1
"""What it costs to leave out a blank cell behind a row's last, and by how much a filled column is likelier not lost."""
_ROOM = 2
"""So many cells a row may have lost before the columns at its end are out of its reach."""
_NEAR = 3
"""A cell that slipped stands at most so many cells beside its column."""
_NOTHING_GAINED = 0.05
_MOVED_WITH_REASON = ("value", "red", "amber", "green", "direction", "rag")


@dataclass(frozen=True)
class FittedRow:
    """A row whose cells stand in their columns: ``cells`` by column position; blanks are absent."""

    line: int
    cells: tuple[tuple[SummaryColumn, Cell], ...]

    def get(self, role: str) -> str:
        return next((cell.plain for column, cell in self.cells if column.role == role), "")

    def values(self) -> list[tuple[SummaryColumn, Cell]]:
        return [(column, cell) for column, cell in self.cells if column.role == "value"]


def under_the_header(columns: list[SummaryColumn], rows: Sequence[Row], colours: Colours) -> list[SummaryColumn]:
    """The columns, moved as a whole where the rows have a leading cell (a group's label) that the header lacks."""
    places = {by: _moved(columns, by) for by in (0, 1, -1)}
    first = rows[:_ROWS_THAT_TELL]
    costs = {by: sum(_Fit(row, there, colours).as_it_stands() for row in first) for by, there in places.items()}
    best = places[min(costs, key=lambda by: (costs[by], abs(by)))]
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
        self.print = row_print(row, columns, self.cells)
        self.places = [ColumnPlace(c.role, c.period.kind if c.period else None, c.area is not None) for c in columns]
        self.rules = [rule_of(column.role) for column in columns]
        self.blanks = [blank(place, self.print) for place in self.places]

    def cost(self, i: int, j: int) -> float:
        """How badly the cell at position ``i`` fits column ``j``; a row goes on with blanks."""
        if i < len(self.cells) and self.cells[i].text:
            return self.rules[j](self.cells[i], self.places[j], self.print)
        return self.blanks[j]

    def as_it_stands(self) -> float:
        """The cost of reading every cell under the header cell it stands under."""
        unheaded = sum(bool(t) for t in self.row.texts[len(self.columns) :])
        return sum(self.cost(i, i) for i in range(len(self.columns))) + _UNHEADED * unheaded

    def fitted(self, filled: list[float]) -> FittedRow:
        """The cells in their columns: as they stand if they fit, else by the cheapest alignment."""
        texts, columns = self.row.texts, self.columns
        if len(texts) <= len(columns) and self._nothing_is_better():
            return self._as_printed()
        last = max((i for i, t in enumerate(texts) if t), default=0)
        length = max(len(texts), len(columns)) + _ROOM
        total, pairs = align(
            length,
            len(columns),
            self.cost,
            lambda i: _BEHIND if i > last else (_UNHEADED if texts[i] else SHIFT),
            lambda j: SHIFT + _BEHIND * filled[j],
        )
        if self.as_it_stands() + _BEHIND * (length - len(columns)) <= total + _NOTHING_GAINED:
            return self._as_printed()
        return FittedRow(self.row.line, tuple(self._placed(i, j) for i, j in pairs if i < len(texts) and texts[i]))

    def _nothing_is_better(self) -> bool:
        """Whether no shift of cells can cost less than reading them as they stand: one lost cell costs ``SHIFT`` at
        least, and no column can gain more by it than what the best cell near it would cost less."""
        gain = 0.0
        for j, column in enumerate(self.columns):
            here = self.cost(j, j)
            if here > BEST.get(column.role, 0.0):
                gain += here - min(self.cost(i, j) for i in range(max(0, j - _NEAR), j + _NEAR + 1))
        return gain <= SHIFT

    def _placed(self, i: int, j: int) -> tuple[SummaryColumn, Cell]:
        column, cell = self.columns[j], self.row.cells[i]
        moved = i != j and column.role in _MOVED_WITH_REASON
        return column, cell.corrected(_shift_words(i - j)) if moved else cell

    def _as_printed(self) -> FittedRow:
        pairs = zip(self.columns, self.row.cells, strict=False)
        return FittedRow(self.row.line, tuple((column, cell) for column, cell in pairs if _prints(column, cell)))


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
