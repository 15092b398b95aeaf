"""A small table opened by its layout: where its labels and its first figures stand, and what year it is read in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.labels import Label, column_of_most, labels_by_column, read_labels
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.small_table.lost_labels import with_labels_beside_notes, with_months
from scorecard.periods import Period
from scorecard.registry.layouts import Layout
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.periods import TimeContext, read_period
from scorecard.text.spans import SPAN, span_start

_HEADER_ROWS = 4
_SPAN = re.compile(rf"\b{SPAN}\b")
NO_LABELS = -1
"""The column of labels of a table whose rows have none."""
LABELLED_COUNT = re.compile(r"^(.*\S)\s*\((\d+)\)$")
"""A cell such as "Drift (4)": what it counts, and how many."""
_NUMBER_OR_SIGN = re.compile(r"\d{0,2}\.?\d{0,2}(?:\.?and\d{1,2}\.\d{1,2})?|[^\d]{1,3}")


@dataclass(frozen=True)
class Page:
    """A small table and its layout.

    ``grid`` has the labels that were lost put back, ``label`` is their column, ``labels`` the periods among them by
    position of the row; ``first`` is the position of the first row of figures, ``time`` what labels without a year
    are read against.
    """

    grid: Grid
    layout: Layout
    lexicon: Lexicon
    time: TimeContext
    label: int
    labels: dict[int, Label]
    first: int

    @property
    def header(self) -> list[Row]:
        return self.grid.rows[: self.first]

    def has_figures(self, row: Row) -> bool:
        """Whether a row prints figures or missing marks beside its label, and not periods alone."""
        return _has_figures(row, self.label, self.time)

    def label_of(self, row: Row) -> str:
        return row.text(self.label) if self.label != NO_LABELS else ""

    def period_alone(self, row: Row) -> Period | None:
        """The period that stands alone in a row, as over each part of a table by years."""
        alone = [t for t in row.texts if t]
        return read_period(alone[0], self.time) if len(alone) == 1 and not self.labels else None


def open_page(grid: Grid, layout: Layout, lexicon: Lexicon) -> Page:
    """The table opened by a layout that fits it."""
    if layout.rows == "period" and layout.label is not None:
        grid = with_months(grid) if layout.label == 0 else with_labels_beside_notes(grid, layout.label)
    year = _header_year(grid) if layout.period_from == "header-year" else None
    time = grid.time if year is None else TimeContext(grid.as_at, year)
    label = _label_column(grid, layout, lexicon)
    labels = read_labels(grid, label, lexicon.registry, time) if layout.rows == "period" and label != NO_LABELS else {}
    return Page(grid, layout, lexicon, time, label, labels, _first_data_row(grid, label, labels, time))


def _header_year(grid: Grid) -> int | None:
    years = (_SPAN.search(text) for row in grid.rows[:_HEADER_ROWS] for text in row.texts)
    return next((span_start(years_of[0]) for years_of in years if years_of), None)


def _label_column(grid: Grid, layout: Layout, lexicon: Lexicon) -> int:
    if layout.rows == "none":
        return NO_LABELS
    if layout.rows != "period":
        return _column_of_words(grid, layout.label or 0)
    if layout.label is not None:
        return layout.label
    return column_of_most(labels_by_column(grid, lexicon.registry)) or 0


def _column_of_words(grid: Grid, usual: int) -> int:
    """The column of the rows' labels: the usual one, unless figures stand in it and words in the other of two."""
    if grid.width != 2 or usual not in (0, 1):
        return usual
    figures = [sum(is_figure(row.text(column)) for row in grid.rows) for column in (0, 1)]
    swapped = figures[usual] > len(grid.rows) / 2 > 2 * figures[1 - usual]
    return 1 - usual if swapped else usual


def _first_data_row(grid: Grid, label: int, labels: dict[int, Label], time: TimeContext) -> int:
    if labels:
        return min(p for p in labels if _has_figures(grid.rows[p], label, time) or p == max(labels))
    data = (i for i, row in enumerate(grid.rows) if _has_figures(row, label, time) and not _is_number_row(row, time))
    return next(data, len(grid.rows))


def _has_figures(row: Row, label: int, time: TimeContext) -> bool:
    texts = [t for i, t in enumerate(row.texts) if i != label and t]
    figures = any(is_figure(t) or is_missing_mark(t) or LABELLED_COUNT.match(t) for t in texts)
    return figures and not all(read_period(t, time) for t in texts)


def _is_number_row(row: Row, time: TimeContext) -> bool:
    """Whether a row prints indicator numbers over its columns, whole or in fragments, and nothing else."""
    texts = [t for t in row.texts if t and not read_period(t, time)]
    return all(_NUMBER_OR_SIGN.fullmatch(t.replace(" ", "")) for t in texts) and any("." in t for t in texts)
