"""The tables of a document for a check, which keeps nothing: all words as printed, and a month that its figures had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scorecard.clean.raw.grid import Cell, Grid, Row
from scorecard.clean.raw.load import RawDocument
from scorecard.text.marks import NO_DATA
from scorecard.text.named_periods import periods_in
from scorecard.text.periods import TimeContext, open_label, read_period
from scorecard.text.plain import plain
from scorecard.text.prose import PROSE

MARKERS = (PROSE, NO_DATA)
"""What stands for the words of a cell in what ``extract`` keeps."""
_LONGEST_NAME = 160
"""A cell of more signs is running text, which names no row."""


def as_printed(raw: RawDocument, lines: Sequence[str]) -> RawDocument:
    """The document with the words of tables that ``extract`` would not keep, read against the latest month of these.

    A month that the document says outside its tables stands, and nothing is about a time after it was published.
    """
    entry = raw.entry
    outside = (plain(line) for line in lines if "\t" not in line)
    said = any(period.end == entry["as_at"] for line in outside for period in periods_in(line))
    as_at = entry["as_at"] if said else _latest(raw.grids, entry["as_at"], entry.get("published"))
    grids = [replace(grid, as_at=as_at, rows=[_unmarked(row, lines) for row in grid.rows]) for grid in raw.grids]
    return replace(raw, grids=grids, entry={**entry, "as_at": as_at})


def _unmarked(row: Row, lines: Sequence[str]) -> Row:
    printed = lines[row.line - 1].split("\t")
    if len(printed) < len(row.cells) or not any(cell.text in MARKERS for cell in row.cells):
        return row
    return Row(row.line, tuple(_as_it_stands(cell, printed) for cell in row.cells))


def _as_it_stands(cell: Cell, printed: Sequence[str]) -> Cell:
    text = printed[cell.index - 1]
    short = cell.text in MARKERS and len(text) <= _LONGEST_NAME
    return replace(cell, text=text, published=text) if short else cell


def _latest(grids: Sequence[Grid], as_at: date, published: date | None) -> date:
    """The last day of the latest month or quarter that a cell names with its year, if that is after ``as_at``."""
    ends = [day for grid in grids for day in _ends(grid) if published is None or day <= published]
    return max([as_at, *ends])


def _ends(grid: Grid) -> Iterator[date]:
    context = TimeContext(grid.as_at)
    for row in grid.rows:
        for cell in row.cells:
            text = plain(cell.text)
            period = read_period(text, context) if text and not open_label(text) else None
            if period and period.kind in ("month", "quarter") and period.end:
                yield period.end
