"""Theme pages: a period (or comparator) a row, indicators as columns under numbers and names.

Headers are the most damaged part of a page: numbers are cut over cells, lose zeros, stand beside their
columns. So columns are first grouped by what their figures prove ("x of y" with the percentage that is
100 x/y), and then groups and numbers, both in printed order, are matched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.labels import (
    Label,
    column_of_most,
    in_line,
    label_places,
    labels_by_column,
    read_labels,
    row_label,
    with_rows_in_line,
)
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, PrintedHeader, TableReading
from scorecard.clean.tables.shared.units import find_units
from scorecard.clean.tables.theme_page.columns import PageColumn, match_columns
from scorecard.clean.tables.theme_page.place import place_row
from scorecard.clean.tables.theme_page.unsigned import PagePrint
from scorecard.registry import Registry
from scorecard.text.figures import is_figure

_NAME = re.compile(r"[a-z]{3}|[A-Z]{6}|[A-Z]{3} (?:\S+ )*[A-Z]{3}")
_FEWEST_NAMES = 2
_FEWEST_LABELS = 3
"""A table with fewer labels may be the end of a page, but is none by itself."""


@dataclass(frozen=True, eq=False)
class ThemePage:
    """A table recognised as a theme page, or as a part of one.

    ``counts`` says how many labels stand in each of the first columns; ``column`` is the one with the most;
    ``page`` is the table with all labels in it, ``labels`` these labels by position of the row, ``header`` the rows
    above them that print something.
    """

    grid: Grid
    lexicon: Lexicon
    counts: list[int]
    column: int
    page: Grid
    labels: dict[int, Label]
    header: list[Row]

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> ThemePage | None:
        """The table as a theme page; null if no row is labelled by a period or comparator, or if the rows are measures
        and a column says the month of each."""
        counts = labels_by_column(grid, lexicon.registry)
        column = column_of_most(counts)
        if column is None or _rows_are_measures(grid, column, lexicon.registry):
            return None
        page = with_rows_in_line(grid, column, lexicon.registry)
        labels = read_labels(page, column, lexicon.registry)
        header = [row for row in page.rows[: min(labels, default=0)] if any(row.texts)]
        return cls(grid, lexicon, counts, column, page, labels, header)

    def goes_on(self, after: Form) -> Sequence[Row]:
        """The rows with which the next table goes on with this page; none if it is a table of its own.

        Page furniture cuts a page in two: the second part is as wide, stands under the same heading and opens
        with a row of a period, while the first part opens with a header. A part whose header the ledger names
        stays apart.
        """
        before, grid = self.grid, after.grid
        beside = before.width == grid.width and before.heading == grid.heading and grid.header_from is None
        if not beside or not isinstance(after, ThemePage):
            return ()
        counts = [sum(pair) for pair in zip(self.counts, after.counts, strict=True)]
        column = column_of_most(counts)
        if column is None or counts[column] < _FEWEST_LABELS or self.column not in (column, column - 1):
            return ()
        opens_with_label = [self._label_at(part.rows[0], column) for part in (before, grid)]
        cut = opens_with_label == [False, True] and self._has_other_labels(after)
        return grid.rows if cut and _units_alike(before.rows, grid.rows, column) else ()

    def _has_other_labels(self, after: ThemePage) -> bool:
        """Whether no row of another page is about what one of this is: only then can it be the rest of this one."""
        mine, others = ({(label.period.label, label.area) for label in page.labels.values()} for page in (self, after))
        return not mine & others

    def _label_at(self, row: Row, column: int) -> bool:
        registry = self.lexicon.registry
        text = in_line(row, column, self.grid, registry).text(column)
        return row_label(text, self.grid.time, registry) is not None

    def read(self, document: Sequence[Form]) -> TableReading:
        """What every figure of the page is about; a page without header goes on under that of one before it."""
        if not self.stands_alone:
            return TableReading("unknown", self.grid.family)
        above = self._header_of(document)
        columns, family = self._columns_of(above) if above else self.columns(self.printed())
        if above and not columns:
            return TableReading("unknown", self.grid.family)
        placements = [
            placement
            for position, label in self.labels.items()
            for placement in place_row(self.page.rows[position], columns, label, self.grid)
        ]
        labels = label_places((self.page.rows[position] for position in self.labels), self.column)
        return TableReading("periodic", family, placements, self._headers(), labels)

    def _headers(self) -> list[PrintedHeader]:
        """The labels of months and quarters."""
        return [
            PrintedHeader(row.line, cell.index, cell.plain, label.period, label.doubt, label.expected)
            for position, label in self.labels.items()
            if label.period.kind in ("month", "quarter") and label.area is None
            for row in [self.page.rows[position]]
            if (cell := row.cells[self.column]).plain
        ]

    @property
    def stands_alone(self) -> bool:
        """Whether the page has labels enough to be read without the part that it was cut from."""
        return self.counts[self.column] >= _FEWEST_LABELS

    def _header_of(self, document: Sequence[Form]) -> ThemePage | None:
        """The page under whose header this one goes on: the ledger's, or the one right before it; null for its own.

        A page goes on where it stands under the same heading and has rows of other periods: one that lost its header
        may be about anything. If the one before has no header either, both go on under the same one, provided that it
        does.
        """
        pages = [form for form in document if isinstance(form, ThemePage) and form.stands_alone]
        if line := self.grid.header_from:
            return next((page for page in pages if any(row.line == line for row in page.grid.rows)), None)
        before = next((page for page, after in pairwise(pages) if after is self), None)
        if before is None or self.header or before.grid.heading != self.grid.heading:
            return None
        if not before._has_other_labels(self):
            return None
        above = before if before.header else before._header_of(document)
        return above if above is before or (above and before._columns_of(above)[0]) else None

    def printed(self) -> PagePrint:
        """What the page prints, as its columns are told from it."""
        body = [self.page.rows[i] for i in self.labels]
        first, width = self.column + 1, self.page.width
        units = find_units(body, first, width, self.lexicon.cells)
        return PagePrint(self.header, body, units, first, width)

    def columns(self, printed: PagePrint) -> tuple[list[PageColumn], str | None]:
        """The columns under the page's own header, and the family in whose names they were found."""
        return match_columns(printed, self.grid.family, self.lexicon)

    def _columns_of(self, above: ThemePage) -> tuple[list[PageColumn], str | None]:
        """The columns of a page whose header this one goes on under; none unless both have as many of one kind."""
        units = self.printed().units
        columns, family = above.columns(above.printed())
        standing = {column.unit.columns[0]: column for column in columns}
        if self.column == above.column and all(unit.columns[0] in standing for unit in units):
            columns = [standing[unit.columns[0]] for unit in units]
        elif len(columns) != len(units):
            return [], family
        pairs = list(zip(columns, units, strict=True))
        if any({column.unit.kind, unit.kind} == {"percent", "number"} for column, unit in pairs):
            return [], family
        return [replace(column, unit=unit) for column, unit in pairs], family


def _rows_are_measures(grid: Grid, column: int, registry: Registry) -> bool:
    """Whether the rows are named, each by words of its own left of its label: then the label is one of its figures'.

    What a picture leaves of a group's name is in capitals, or stands in some rows only.
    """
    labelled = [row for row in grid.rows if row_label(row.text(column), grid.time, registry)]
    names = [" ".join(filter(None, row.texts[:column])) for row in labelled]
    return len(set(names)) == len(names) >= _FEWEST_NAMES and all(map(_NAME.search, names))


def _units_alike(before: list[Row], after: list[Row], label: int) -> bool:
    """Whether no column prints only percentages in one part of a page and none in the other."""
    for column in range(label + 1, max(len(row.cells) for row in before)):
        signs = [{"%" in text for row in rows if is_figure(text := row.text(column))} for rows in (before, after)]
        if sorted(map(sorted, signs)) == [[False], [True]]:
            return False
    return True
