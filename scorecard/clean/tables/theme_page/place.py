"""What the cells of a theme page's row are about: the indicators of their columns, in the period of their row."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.tables.shared.labels import Label
from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.shared.rivals import without_rivals
from scorecard.clean.tables.shared.units import read_unit
from scorecard.clean.tables.theme_page.columns import PageColumn
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import number_of
from scorecard.text.periods import read_period
from scorecard.text.timeline import DOUBTS


def place_row(row: Row, columns: Sequence[PageColumn], label: Label, grid: Grid) -> list[Placement]:
    """The placements of a row; figures that claim to be the same one, but differ, are not read: the row has slipped."""
    placed = [(column.unit.kind, p) for column in columns for p in _place(row, column, label, grid)]
    return without_rivals([(_is_ratio(kind, p), p) for kind, p in placed])


def _is_ratio(kind: str, placement: Placement) -> bool:
    return kind == "ratio" and "%" not in placement.text


def _why_unread(cell: Cell, column: PageColumn, label: Label) -> str | None:
    """Why a cell is not read: nothing says its period, its indicator or its unit; null if it is."""
    if label.doubt:
        return f"the period of its label cannot be told: {DOUBTS[label.doubt]}"
    if column.match is None:
        return "no indicator is printed over it"
    # of an indicator that nobody knows only the sign says that a figure is a percentage
    bare = column.match.unit == "percent" and not column.match.score and "%" not in cell.plain
    return "nothing says whether it is a percentage" if bare and number_of(cell.plain) is not None else None


def _repeats(text: str, label: Label, grid: Grid) -> bool:
    """Whether a cell prints its row's period once more; a year to date may be called by its year."""
    period = read_period(text, grid.time)
    return period is not None and period.start == label.period.start


def _place(row: Row, column: PageColumn, label: Label, grid: Grid) -> list[Placement]:
    """The placement of a column's cell in a row; nothing for a blank cell or one that repeats a label."""
    cell, match = read_unit(row, column.unit), column.match
    if cell is None or (not is_figure(cell.plain) and _repeats(cell.plain, label, grid)):
        return []
    why = _why_unread(cell, column, label)
    if why or match is None:
        if not (is_figure(cell.plain) or is_missing_mark(cell.plain)):
            return []
        return [Placement(row.line, cell.index, cell.published, cell.text, "unread", detail=why)]
    return [
        Placement(
            row.line,
            cell.index,
            cell.published,
            cell.text,
            "value",
            part=cell.part,
            indicator=match.indicator,
            number=match.number,
            name=match.name,
            area=label.area or column.area or grid.authority,
            period=label.period,
            basis=label.basis or match.basis,
            unit=match.unit,
            correction=cell.correction,
            last=cell.last,
        )
    ]
