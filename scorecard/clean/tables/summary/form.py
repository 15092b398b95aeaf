"""Summary tables: one indicator a row; months, year to date, signals, targets, years, benchmarks as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorecard.clean.names.indicators import Match
from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Form, PrintedHeader, TableReading
from scorecard.clean.tables.summary.candidates import family_of, share_known
from scorecard.clean.tables.summary.columns import SummaryColumn, are_of_a_summary, read_columns
from scorecard.clean.tables.summary.content import headed_by_content, named_by_content
from scorecard.clean.tables.summary.data_rows import is_data_row, is_number_alone
from scorecard.clean.tables.summary.doubled import two_in_one
from scorecard.clean.tables.summary.fit import FittedRow, fit_all, stand_surely, under_the_header
from scorecard.clean.tables.summary.place import SummaryRow, place, signal_periods, undecided, unsure
from scorecard.clean.tables.summary.rows import match_rows, percent_of

_MOST_HEADER_ROWS = 6
_FEWEST_CELLS = 3
_DEBRIS = 0.1
"""The share of the rows of a part of a summary that a picture or damage may have left."""
_WIDER = 2
"""By how many cells two parts of one summary may differ in width."""
_MOSTLY_KNOWN = 0.5


@dataclass(frozen=True, eq=False)
class Summary:
    """A table recognised as a summary.

    ``header`` is its number of header rows, ``printed`` the columns as these say them, ``columns`` as its figures
    bear them out, ``rows`` its rows of figures with their cells in these columns, ``family`` whose names they print,
    ``sure`` whether it is sure that they stand in these columns.
    """

    grid: Grid
    lexicon: Lexicon
    header: int
    printed: list[SummaryColumn]
    columns: list[SummaryColumn]
    rows: list[FittedRow]
    family: str
    sure: bool = True

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> Summary | None:
        """The table as a summary; null if its header is not that of one, or no family has its names."""
        header, printed = _read_header(grid, lexicon)
        if not header:
            return None
        data = [row for row in grid.rows[header:] if is_data_row(row) and not is_number_alone(row)]
        colours = lexicon.colours
        columns = headed_by_content(named_by_content(under_the_header(printed, data, colours), data), data)
        rows = [part for row in fit_all(data, columns, colours) for part in two_in_one(row)]
        family = family_of(rows, grid.family, lexicon)
        sure = stand_surely(printed, data, colours)
        return cls(grid, lexicon, header, printed, columns, rows, family, sure) if family else None

    def goes_on(self, after: Form) -> Sequence[Row]:
        """The rows with which the next table goes on with this summary; none if it is a table of its own.

        Page furniture cuts a summary in two: the second part has the same header again, or none.
        """
        rows = after.grid.rows
        if abs(self.grid.width - after.grid.width) > _WIDER:
            return ()
        if _texts(rows[: self.header]) == _texts(self.grid.rows[: self.header]):
            return rows[self.header :]
        return rows if self._holds(rows) else ()

    def _holds(self, rows: Sequence[Row]) -> bool:
        """Whether rows without header are of this summary's indicators, and hardly anything else."""
        data = [row for row in rows if is_data_row(row)]
        if not data or data[0] is not rows[0] or len(rows) - len(data) > max(1, _DEBRIS * len(rows)):
            return False
        colours = self.lexicon.colours
        columns = named_by_content(under_the_header(self.printed, data, colours), self.grid.rows[self.header :])
        fitted = fit_all(data, columns, colours)
        family = family_of(fitted, self.grid.family, self.lexicon)
        return family is not None and share_known(fitted, self.lexicon.names.of(family)) >= _MOSTLY_KNOWN

    def read(self, document: Sequence[Form]) -> TableReading:
        """What every figure of the summary is about, or why that is not known."""
        names, signals = self.lexicon.names.of(self.family), signal_periods(self.columns, self.grid.as_at)
        body = next((row.line for row in self.grid.rows[self.header :]), 0)
        reading = TableReading("summary", self.family, headers=self._headers(), body_from=body)
        if not self.sure:
            reading.placements += [placement for row in self.rows for placement in unsure(row)]
            return reading
        for row, match in zip(self.rows, match_rows(self.rows, names), strict=True):
            if match is None:
                reading.placements += undecided(row)
            else:
                rolling = self._is_rolling(match)
                meaning = SummaryRow(match, percent_of(match, names), signals, self.grid, rolling)
                reading.placements += place(row, meaning)
        return reading

    def _headers(self) -> list[PrintedHeader]:
        """The header cells that say the periods of columns."""
        return [column.header for column in self.columns if column.header]

    def _is_rolling(self, match: Match) -> bool:
        """Whether an indicator is counted over twelve months."""
        known = self.lexicon.registry.indicators.get(match.indicator)
        return "rolling-12-months" in (match.basis, known and known.basis)


def _texts(rows: Sequence[Row]) -> list[list[str]]:
    return [row.texts for row in rows]


def _read_header(grid: Grid, lexicon: Lexicon) -> tuple[int, list[SummaryColumn]]:
    """How many leading rows are the header of a summary, and its columns; 0 if the table is none."""
    first = grid.rows[:_MOST_HEADER_ROWS]
    if not any(map(lexicon.column_words.name_a_column, {text for row in first for text in row.texts if text})):
        return 0, []
    most = next((i for i, row in enumerate(first) if is_data_row(row) and not _is_rest(row)), len(first))
    for count in range(most, 0, -1):
        columns = read_columns(grid.rows[:count], grid.width, grid.time, lexicon, grid.rows[count:])
        if are_of_a_summary(columns):
            return count, columns
    return 0, []


def _is_rest(row: Row) -> bool:
    """Whether a row prints so few cells that it may be what a broken header goes on with: a "2" of "Plan 2"."""
    return sum(map(bool, row.texts)) < _FEWEST_CELLS <= len(row.texts)
