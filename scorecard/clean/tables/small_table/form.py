"""Small tables and detail pages of known layout, which stand in ``councils/<name>/layouts.yml`` as data.

A layout says by which words of its header a table is recognised, what its rows and columns are about,
and nothing else; figures are read as everywhere. Tables whose headers speak for themselves (summaries,
theme pages with indicator numbers) need none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.labels import label_places
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, TableReading
from scorecard.clean.tables.small_table.columns import PageColumns
from scorecard.clean.tables.small_table.page import Page, open_page
from scorecard.clean.tables.small_table.place import Placer
from scorecard.clean.tables.small_table.recognise import find_layout
from scorecard.clean.tables.small_table.rows import RowMeaning, meaning_of
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.periods import read_period

_LONG_NAME = 12
_FEWEST_NAMES = 3
"""So many long texts in a row without figures are a second header."""


@dataclass(frozen=True, eq=False)
class SmallTable:
    """A table recognised as one of a known layout."""

    grid: Grid
    lexicon: Lexicon
    page: Page

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> SmallTable | None:
        """The table opened by the layout that fits it; null if none does."""
        layout = find_layout(grid, lexicon.registry)
        return cls(grid, lexicon, open_page(grid, layout, lexicon)) if layout else None

    def goes_on(self, after: Form) -> Sequence[Row]:
        """The rows with which the next table goes on with this one; none if it is a table of its own.

        Page furniture cuts a table in two: the second part has no header, stands under the same heading and is
        as wide; its rows are labelled with periods, or with words followed by figures, from the first on.
        """
        grid, kind = after.grid, self.page.layout.rows
        beside = self.grid.heading == grid.heading and self.grid.width == grid.width
        if not beside or isinstance(after, SmallTable) or kind in ("none", "indicator"):
            return ()
        is_labelled = self._has_period if kind == "period" else self._has_words
        return grid.rows if all(is_labelled(row) for row in grid.rows) else ()

    def _has_period(self, row: Row) -> bool:
        label, *rest = row.texts[self.page.label :] or [""]
        periods = [read_period(text, self.grid.time) is not None for text in (label, *filter(None, rest))]
        return periods[0] and not any(periods[1:])

    def _has_words(self, row: Row) -> bool:
        label, *rest = row.texts[self.page.label :] or [""]
        figures = [is_figure(text) or is_missing_mark(text) for text in rest if text]
        return bool(label) and not is_figure(label) and bool(figures) and all(figures)

    def read(self, document: Sequence[Form]) -> TableReading:
        """What every figure of the table is about, row by row."""
        page, layout = self.page, self.page.layout
        own = PageColumns.of(page)
        columns, unlabelled = own.named(), own.unlabelled()
        placer = Placer(page, own.areas(columns))
        labels = label_places((page.grid.rows[position] for position in page.labels), page.label)
        reading = TableReading(f"layout {layout.id}", layout.family, labels=labels)
        current = next(filter(None, map(page.period_alone, page.header)), None)
        last = RowMeaning()
        for position, row in enumerate(page.grid.rows[page.first :], start=page.first):
            if period := page.period_alone(row):
                current = period
            elif layout.then and self._is_second_header(row):
                columns = own.below(position)
            elif meaning := meaning_of(position, page, current):
                last = meaning
                reading.placements += placer.place(row, columns, meaning)
            elif unlabelled and page.has_figures(row):
                reading.placements += placer.place(row, unlabelled, last)
        return reading

    def _is_second_header(self, row: Row) -> bool:
        return not self.page.has_figures(row) and sum(len(t) > _LONG_NAME for t in row.texts) >= _FEWEST_NAMES
