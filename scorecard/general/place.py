"""Every cell of a table with what it is about: the measure of its row or column, the period, the area, the category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.clean.tables.general.columns import MARKS, OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.unread import TWO_COLUMNS
from scorecard.clean.tables.general.words import is_nameless
from scorecard.general.both import apart
from scorecard.general.facts import TableFacts
from scorecard.general.marks import SIGNS, Marks
from scorecard.general.printed import OWN, ROLLING, PrintedCell, PrintedTable
from scorecard.general.reasons import NOT_OF_A_PERIOD, Reasons
from scorecard.general.subjects import Subjects

_LETTERS_OF_A_NAME = 2
_NO_NAME = "its row has no name"
_TARGET_OF_A_PERIOD = "a target of each period, which stands in a row of its own"


@dataclass(frozen=True)
class TablePlacer:
    """Places the cells of one table."""

    facts: TableFacts

    def table(self) -> PrintedTable:
        """The table with all its cells."""
        roles = self.facts.roles
        cells = tuple(cell for row in self._rows for cell in (*self._row(*row), *self._spanning(*row)))
        labels = {
            (row.row.line, row.row.cells[c.position].index)
            for row in roles.body
            for c in roles.columns
            if c.role not in (*OF_FIGURES, *MARKS) and c.role != "other" and c.position < len(row.row.cells)
        }
        seen: dict[tuple[int, int], Column] = {}
        for column in roles.columns:
            if column.time and column.role in OF_FIGURES:
                seen.setdefault((column.time.line, column.time.cell), column)
        headers = [column.time for column in seen.values() if column.time]
        return PrintedTable(roles, cells, headers, frozenset(labels))

    @cached_property
    def _subjects(self) -> Subjects:
        return Subjects(self.facts)

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self.facts)

    @cached_property
    def _rows(self) -> list[tuple[BodyRow, str]]:
        """The rows with their names; a blank name goes on from the row above where something else tells them apart."""
        told, above = [], ""
        apart = [c for c in self.facts.roles.columns if c.role == "area" or (c.role == "other" and c.words)]
        for row in self.facts.roles.body:
            others = any(row.row.text(c.position) for c in apart)
            above = row.label or (above if others else "")
            told.append((row, above))
        return told

    # ---- one row ------------------------------------------------------------------------------------------

    def _row(self, row: BodyRow, name: str) -> Iterator[PrintedCell]:
        columns = [c for c in self.facts.roles.columns if c.position not in row.spans]
        filled = [c for c in columns if row.row.text(c.position)]
        values = [c for c in filled if c.role in OF_FIGURES]
        nameless = sum(map(str.isalpha, name)) < _LETTERS_OF_A_NAME and self.facts.roles.rows == "measure"
        if nameless or row.part == "target":
            why = _NO_NAME if nameless else _TARGET_OF_A_PERIOD
            yield from (_unread(row, c, why) for c in values if self.facts.is_figure(row, c))
            return
        about = [self._about(row, name, column) for column in values]
        twins = Counter(self._subject_of(one) for one in about if one.role == VALUE)
        for one in about:
            twice = one.role == VALUE and twins[self._subject_of(one)] > 1
            if twice and self.facts.are_figures([one]):
                yield replace(one, role="unread", detail=TWO_COLUMNS)
            elif one.role == VALUE:
                yield from apart(one, makes_a_whole=self._subjects.shares_make_a_whole(one))
            else:
                yield one
        own = [one for one in about if one.role == VALUE and one.measure and one.measure.part in (OWN, ROLLING)]
        between = [c for c in filled if c.role == "other" and c.is_step]
        yield from (_unread(row, c, NOT_OF_A_PERIOD) for c in between if self.facts.is_figure(row, c))
        # a figure of which nobody knows the time may be the last, which arrows and colours are about
        dated = not any(one.role == "unread" and one.period is None for one in about)
        marks = [c for c in filled if c.role in MARKS and (dated or c.role not in SIGNS)]
        yield from Marks(self.facts).of_row(row, marks, own)

    def _spanning(self, row: BodyRow, name: str) -> Iterator[PrintedCell]:
        """What stands once for several rows of a measure: of the one among them that prints its figures."""
        if row.figures is None:
            return
        whole = replace(row, row=row.figures, part="value", spans=(), figures=None)
        at = {row.figures.cells[position].index for position in row.spans}
        yield from (one for one in self._row(whole, name) if one.cell.index in at and one.line == row.row.line)

    def _subject_of(self, one: PrintedCell) -> tuple[object, ...]:
        """What two cells of a row may not both be about; an "x of y" stands beside its percentage."""
        is_pair = self.facts.lexicon.cells.kinds([one.cell.plain])[0] in ("ratio", "damaged_ratio")
        return one.measure, one.period, one.area, one.breakdown, is_pair

    def _about(self, row: BodyRow, name: str, column: Column) -> PrintedCell:
        """What a figure of a row is about, or why that cannot be told."""
        cell = row.row.cells[column.position]
        undated, period = self.facts.times.of(row, column)
        measure, breakdown = self._subjects.of(row, name, column)
        why = undated or self._reasons.of_place(row, column) or self._reasons.of_measure(measure, row, column)
        placed = PrintedCell(row.row.line, cell, VALUE, measure, period, self._area(row, column), breakdown)
        if why and self.facts.are_figures([placed]):
            return replace(placed, role="unread", detail=why)
        return replace(placed, role="skip") if why else placed

    def _area(self, row: BodyRow, column: Column) -> str:
        facts = self.facts
        if column.area:
            return column.area
        if column in facts.sums.of_home:
            return facts.home
        if column in facts.sums.areas and facts.roles.rows != "area":
            return facts.words.area(column.words) or column.words
        if facts.roles.rows == "area":
            return facts.home if row.is_total else facts.words.area(row.label) or row.label
        if facts.roles.rows == "period" and (label := facts.times.labels.get(row.row.line)) and label.area:
            return label.area
        beside = next((text for c in facts.roles.of_role("area") if (text := row.row.text(c.position))), "")
        known = facts.words.area(beside or row.group or "")
        return known or (beside if beside and not _is_all(beside) else facts.home)


def _is_all(text: str) -> bool:
    """Whether what stands for an area means the whole authority."""
    return is_total(text) or is_nameless(text) or text.lower() == "whole"


def _unread(row: BodyRow, column: Column, why: str) -> PrintedCell:
    return PrintedCell(row.row.line, row.row.cells[column.position], "unread", detail=why)
