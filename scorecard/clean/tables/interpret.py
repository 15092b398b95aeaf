"""Every table of a document with what its figures are about, or why that is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from scorecard.clean.raw.grid import Grid
from scorecard.clean.raw.ledger import Ledger
from scorecard.clean.raw.load import RawDocument
from scorecard.clean.tables.join import put_together
from scorecard.clean.tables.left_over import left_over
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Placement, TableReading
from scorecard.clean.tables.shared.worded import NO_FIGURE
from scorecard.periods import Period
from scorecard.text.cells import CellReader
from scorecard.text.periods import NOT_STATED

_OF_A_YEAR = ("month", "quarter", "academic_term")
"""The kinds of periods that are parts of a year."""


def interpret(document: RawDocument, lexicon: Lexicon) -> list[tuple[Grid, TableReading]]:
    """The tables of a document in printed order, each with the placements of all its figures."""
    tables = put_together(document.grids, lexicon)
    forms = [table.form for table in tables]
    readings = [part for table in tables for part in table.given_back(table.form.read(forms))]
    return [(grid, _completed(grid, reading, document.ledger, lexicon)) for grid, reading in readings]


def _completed(grid: Grid, reading: TableReading, ledger: Ledger, lexicon: Lexicon) -> TableReading:
    """The reading with the ledger's reasons, and with the figures that it left over."""
    known = _none_ahead(grid, _with_reasons(grid, reading.placements, ledger), lexicon.cells)
    known = _told_apart(known)
    return replace(reading, placements=[*known, *left_over(grid, reading, lexicon.cells)])


def _none_ahead(grid: Grid, placements: list[Placement], cells: CellReader) -> list[Placement]:
    """The placements, figures of a month, quarter or term that had not begun among them not read: nothing is reported
    before it happens. Years to come hold what is planned."""
    why = "its period begins after the month that the document is about"
    ahead = [p.role == "value" and _begins_after(p.period, grid.as_at) for p in placements]
    texts = [p.text for p, is_ahead in zip(placements, ahead, strict=True) if is_ahead]
    figures = {text for text, kind in zip(texts, cells.kinds(texts), strict=True) if kind not in NO_FIGURE}
    return [
        replace(p, role="unread", detail=why) if is_ahead and p.text in figures else p
        for p, is_ahead in zip(placements, ahead, strict=True)
    ]


def _told_apart(placements: list[Placement]) -> list[Placement]:
    """The placements, figures of one row without a time not read where they are of the same measure: the time that
    tells them apart is lost. A count and its percentage are two measures."""
    why = "another figure of its row is of the same measure, and nothing tells their times apart"
    keys = [_without_time(p) for p in placements]
    times = Counter(key for key in keys if key)
    return [
        replace(p, role="unread", detail=why) if key and times[key] > 1 else p
        for p, key in zip(placements, keys, strict=True)
    ]


def _without_time(placement: Placement) -> tuple[object, ...] | None:
    """What a value without a time is about; null for one with a time, and for what is no value."""
    p = placement
    if p.role != "value" or p.period != NOT_STATED:
        return None
    return p.line, p.indicator, p.name, p.breakdown, p.area, p.unit, p.basis, "%" in p.text


def _begins_after(period: Period | None, as_at: date) -> bool:
    """Whether a period is a month, quarter or term that begins after a day."""
    if period is None or period.start is None or period.kind not in _OF_A_YEAR:
        return False
    return period.start > as_at


def _with_reasons(grid: Grid, placements: list[Placement], ledger: Ledger) -> list[Placement]:
    """The placements, the values among them with the ledger's reason where only it tells their column or row."""
    torn = ledger.torn(grid.rows[0].line)
    placed = {(p.line, p.cell) for p in placements}
    labels = {
        row.line: entry.why
        for row in grid.rows
        for entry in reversed(ledger.mends(row.line))
        if entry.read_as and (row.line, entry.cell) not in placed
    }
    reasons = {row.line: labels.get(row.line) or (torn.why if torn else None) for row in grid.rows}
    return [
        replace(p, correction=reasons[p.line]) if p.role == "value" and not p.correction and reasons[p.line] else p
        for p in placements
    ]
