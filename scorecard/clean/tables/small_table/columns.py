"""The columns of a small table: what it prints, and which columns of its layout these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.names.areas import printed_areas
from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.units import FigureColumns, find_units
from scorecard.clean.tables.small_table.by_name import Columns, by_kinds, spread
from scorecard.clean.tables.small_table.cycles import block_columns, expected_columns, laid_out
from scorecard.clean.tables.small_table.header_periods import only_one, with_header_periods
from scorecard.clean.tables.small_table.missing_columns import ColumnMatcher
from scorecard.clean.tables.small_table.page import Page
from scorecard.clean.tables.small_table.place import LaidColumn
from scorecard.clean.tables.small_table.recognise import header_length
from scorecard.registry.layouts import ColumnLayout

_ALMOST_ALL = 0.9
"""The share of the columns that must be certain where a page fills only some of its cells."""


@dataclass(frozen=True)
class PageColumns:
    """The units of columns that a page prints, and which columns of its layout they are."""

    page: Page
    units: list[FigureColumns]
    matcher: ColumnMatcher

    @classmethod
    def of(cls, page: Page) -> PageColumns:
        head = max(page.first, header_length(page.grid.rows))
        return cls(page, _printed_units(page), _matcher(page, page.grid.rows[:head], page.grid.rows[head:]))

    def named(self) -> list[LaidColumn]:
        """Every unit with its column of the layout."""
        return self._paired(self._columns())

    def unlabelled(self) -> list[LaidColumn]:
        """Every unit with what it is about in a row without label; empty where the layout knows no such rows."""
        columns = self.page.layout.unlabelled
        return self._paired(self._spread(columns, self.matcher)) if columns else []

    def below(self, position: int) -> list[LaidColumn]:
        """Every unit with its column under a second header in the middle of the table."""
        rows = self.page.grid.rows
        matcher = _matcher(self.page, [rows[position]], rows[position + 1 :])
        return self._paired(self._spread(self.page.layout.then, matcher))

    def areas(self, columns: Sequence[LaidColumn]) -> dict[str, str]:
        """The areas that this page's header prints in the place of those of the layout."""
        page, layout = self.page, self.page.layout
        if len({c.area for _, c in columns if c}) < len({c.area for c in layout.columns} | set(layout.areas)):
            return {}
        stands = [(unit.columns[0], c.area) for unit, c in columns if c]
        runs = [(first, area) for i, (first, area) in enumerate(stands) if i == 0 or stands[i - 1][1] != area]
        if not runs or any(area is None for _, area in runs):
            return {}
        ends = [*(first - 1 for first, _ in runs[1:]), page.grid.width - 1]
        spans = [(str(area), first, last) for (first, area), last in zip(runs, ends, strict=True)]
        return printed_areas(page.header, spans, page.lexicon.registry, page.grid.authority)

    def _paired(self, columns: Sequence[ColumnLayout | None]) -> list[LaidColumn]:
        return list(zip(self.units, columns, strict=False))

    def _columns(self) -> Columns:
        layout, units, page = self.page.layout, self.units, self.page
        if layout.patterns:
            return list(layout.columns) or [ColumnLayout() for _ in units]
        if layout.fixed:
            return self._fixed()
        columns = self._certain() or laid_out(units, page)
        one_measure = not (layout.columns or layout.cycle)
        if layout.period_from != "header" and not (one_measure and len(units) > 1):
            return columns
        # where the rows are periods no header says another one
        dated = columns if layout.rows == "period" else with_header_periods(columns, units, page)
        return dated if layout.period_from == "header" else only_one(dated, units)

    def _fixed(self) -> Columns:
        """The columns of a page that fills only some of its cells: whole blocks, or nearly all for certain."""
        page, layout, units = self.page, self.page.layout, self.units
        printed = printed_width(page.grid) - page.label - 1
        blocks = block_columns(units, printed, page)
        certain = [] if any(blocks) else self.matcher.match(expected_columns(layout, len(units)), units)
        return certain if _ALMOST_ALL * len(units) <= sum(map(bool, certain)) > 0 else blocks

    def _spread(self, columns: Sequence[ColumnLayout], matcher: ColumnMatcher) -> Columns:
        page = self.page
        if len(columns) != len(self.units) and not by_kinds(columns):
            return matcher.match(columns, self.units)
        return spread(columns, self.units, page)

    def _certain(self) -> Columns | None:
        """The columns of a page that prints more or fewer than its layout: those that are certain.

        Null where it prints as many, or whole groups of a cycle, whose names the header says.
        """
        layout, units = self.page.layout, self.units
        expected, size = expected_columns(layout, len(units)), len(layout.cycle)
        if not expected or by_kinds(expected):
            return None
        if size and layout.period_from == "header":
            as_many = self.matcher.fit([layout.cycle[i % size] for i in range(len(units))], units)
        else:
            as_many = len(units) % size == 0 if size else len(units) == len(expected)
        return None if as_many else self.matcher.match(expected, units)


def _matcher(page: Page, header: Sequence[Row], body: Sequence[Row]) -> ColumnMatcher:
    return ColumnMatcher(header, body, page.layout.family, page.lexicon.registry)


def _printed_units(page: Page) -> list[FigureColumns]:
    """The units of columns in which the page prints figures; for cells of words every column is one."""
    layout, grid, cells, first = page.layout, page.grid, page.lexicon.cells, page.label + 1
    if layout.fixed:
        return [FigureColumns("number", (c,)) for c in range(first, grid.width)]
    if layout.patterns or layout.labelled_counts:
        return [FigureColumns("text", (c,)) for c in range(first, grid.width)]
    body = [row for row in grid.rows[page.first :] if page.has_figures(row)]
    units = find_units(body, first, grid.width, cells)
    if page.label > 0 and layout.rows == "breakdown":
        units = find_units(body, 0, page.label, cells) + units
    return units


def printed_width(grid: Grid) -> int:
    """How many columns a table has, without those at its right edge that no row fills."""
    return max((i + 1 for row in grid.rows for i, text in enumerate(row.texts) if text), default=0)
