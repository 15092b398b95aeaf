"""Every cell of a table with what it is about: the measure of its row or column, the period, the area, the category."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.clean.tables.general.columns import MARKS, OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow
from scorecard.clean.tables.general.words import is_time
from scorecard.general.facts import TableFacts
from scorecard.general.marks import SIGNS, Marks
from scorecard.general.meanings import RATE_OF_UNKNOWN_BASE
from scorecard.general.printed import OWN, ROLLING, PrintedCell, PrintedMeasure, PrintedTable
from scorecard.general.subjects import Subjects
from scorecard.general.time import periods_in
from scorecard.periods import Period
from scorecard.text.beside import may_be_a_period
from scorecard.text.timeline import DOUBTS

_LETTERS_OF_A_NAME = 2
_CHANGE = re.compile(r"(?:(?:%|percentage|net) )?(?:change|difference|variance)\b(?! of)", re.IGNORECASE)
"""Words over a column that open so head what lies between two figures."""
_CALENDAR_YEAR = "a year of the calendar stands over it, which may be counted from January or from April"
_TWO_COLUMNS = "two columns stand for the same thing, and nothing says what tells them apart"
_NO_NAME = "its row has no name"
_STRANGE = "the words of its header are not understood, or it has none, beside columns that have"
_OWN_PERIOD = "its row names a period or an area of its own, and the rows of its table are of something else"
_NO_SIGN = "its header speaks of a percentage, and it prints no sign, which other columns of the table do"
_CUT = "a total of a table that opens a page without a caption: rows of it may stand on the page before"
_NO_BASE = "a rate, and nothing says for how many people it is"
_SCALED = "its words say that it is counted in thousands or millions, so that it is not the number that is printed"
_NOT_OF_A_PERIOD = "its header says that it is no figure of a period: a step, a plan or a difference"
_PERCENT_OF_COUNT = "a percentage stands where a count is expected"
_NO_PERIOD = "the label of its row is no period that can be told"
_TARGET_OF_A_PERIOD = "a target of each period, which stands in a row of its own"


@dataclass(frozen=True)
class TablePlacer:
    """Places the cells of one table."""

    facts: TableFacts

    def table(self) -> PrintedTable:
        """The table with all its cells."""
        roles = self.facts.roles
        cells = tuple(cell for row in self._rows for cell in self._row(*row))
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
        filled = [c for c in self.facts.roles.columns if row.row.text(c.position)]
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
                yield replace(one, role="unread", detail=_TWO_COLUMNS)
            else:
                yield one
        own = [one for one in about if one.role == VALUE and one.measure and one.measure.part in (OWN, ROLLING)]
        # a figure of which nobody knows the time may be the last, which arrows and colours are about
        dated = not any(one.role == "unread" and one.period is None for one in about)
        marks = [c for c in filled if c.role in MARKS and (dated or c.role not in SIGNS)]
        yield from Marks(self.facts).of_row(row, marks, own)

    def _subject_of(self, one: PrintedCell) -> tuple[object, ...]:
        """What two cells of a row may not both be about; an "x of y" stands beside its percentage."""
        is_pair = self.facts.lexicon.cells.kinds([one.cell.plain])[0] in ("ratio", "damaged_ratio")
        return one.measure, one.period, one.area, one.breakdown, is_pair

    def _about(self, row: BodyRow, name: str, column: Column) -> PrintedCell:
        """What a figure of a row is about, or why that cannot be told."""
        cell = row.row.cells[column.position]
        undated, period = self._time(row, column)
        measure, breakdown = self._subjects.of(row, name, column)
        why = undated or self._not_understood(row, column) or self._not_of(measure, row, column)
        placed = PrintedCell(row.row.line, cell, VALUE, measure, period, self._area(row, column), breakdown)
        if why and self.facts.are_figures([placed]):
            return replace(placed, role="unread", detail=why)
        return replace(placed, role="skip") if why else placed

    # ---- why a figure cannot be read ----------------------------------------------------------------------

    def _not_understood(self, row: BodyRow, column: Column) -> str | None:
        """Why the place of a figure does not tell what it is about; null if it does."""
        facts = self.facts
        steps = facts.roles.rows == "measure" and not facts.meanings.is_unit(column.words)
        words = any(not word.isdigit() for word in column.words.split())
        if _CHANGE.match(column.words):
            return _NOT_OF_A_PERIOD
        if words and steps and not may_be_a_period(column.words[:60]):
            return _NOT_OF_A_PERIOD
        if column in facts.strange or periods_in(column.words):
            return _STRANGE
        if facts.cut and row.is_total:
            return _CUT
        return _OWN_PERIOD if facts.roles.rows != "period" and self._names_another(row) else None

    def _not_of(self, measure: PrintedMeasure, row: BodyRow, column: Column) -> str | None:
        """Why a figure cannot be one of its measure; null if it can."""
        facts, plain = self.facts, row.row.cells[column.position].plain
        if measure.unit == RATE_OF_UNKNOWN_BASE:
            return _NO_BASE
        if self._is_scaled(measure, row, column):
            return _SCALED
        if measure.unit == "percent" and facts.roles.rows != "measure" and self._lacks_its_sign(column):
            return _NO_SIGN
        if "%" in plain and not plain.startswith("0") and self._counts(measure):
            return _PERCENT_OF_COUNT if facts.lexicon.cells.kinds([plain])[0] == "percent" else None
        return None

    def _is_scaled(self, measure: PrintedMeasure, row: BodyRow, column: Column) -> bool:
        """Whether words of the row, of the column or over the table say thousands or millions."""
        if measure.unit not in ("gbp", "count"):
            return False
        beside = [row.row.text(c.position) for c in self.facts.roles.of_role("unit")]
        said = map(self.facts.meanings.is_scaled, (measure.name, column.header, row.group or "", *beside))
        return any(said) or self.facts.is_scaled

    def _names_another(self, row: BodyRow) -> bool:
        """Whether a cell before the row's first figure names a period or a comparator, though the rows are of something
        else, and no column is of areas."""
        roles = self.facts.roles
        texts = [text for text in row.row.texts[: self.facts.first_of_figures()] if text]
        comparators = self.facts.lexicon.registry.comparators
        compared = not roles.of_role("area") and any(self.facts.words.area(text) in comparators for text in texts)
        return (compared and roles.rows != "area") or any(is_time(text, roles.grid.time) for text in texts)

    def _lacks_its_sign(self, column: Column) -> bool:
        """Whether a column that is called a percentage prints no sign, though others of its table do."""
        values = self.facts.roles.of_role(VALUE)
        signs = {c.position for c in values if any("%" in text for text in self.facts.texts(c))}
        if not signs or column.position in signs or self.facts.heads_a_unit(column):
            return False
        kinds = self.facts.lexicon.cells.kinds(self.facts.texts(column))
        return not all(kind in ("ratio", "damaged_ratio", "missing") for kind in kinds)

    def _counts(self, measure: PrintedMeasure) -> bool:
        unit = self.facts.lexicon.registry.units.get(measure.unit)
        return unit is not None and unit.form == "amount"

    # ---- time and area ------------------------------------------------------------------------------------

    def _time(self, row: BodyRow, column: Column) -> tuple[str | None, Period | None]:
        """Why the period of a figure cannot be told, null if it can; and the period."""
        roles = self.facts.roles
        if roles.rows == "period":
            label = self.facts.labels.get(row.row.line)
            if label is None:
                return _NO_PERIOD, None
            return (DOUBTS.get(label.doubt) if label.doubt else None), label.period
        if column.time is None and column.position in self.facts.figures_of:
            column = self.facts.figures_of[column.position]
        if column.time and column.time.doubt not in (None, "ahead"):
            return DOUBTS.get(column.time.doubt or "", _CALENDAR_YEAR), None
        if column.period:
            return None, column.period
        if column.area and roles.rows == "measure" and any(c.period for c in roles.of_role(VALUE)):
            return None, Period.latest()
        return None, self._last_month if column.role == "rolling" else self.facts.period

    @cached_property
    def _last_month(self) -> Period:
        """The month under which a year that ends with it is kept: the last of the table's own, or the document's."""
        months = [p for c in self.facts.roles.of_role(VALUE) if (p := c.period) and p.kind == "month" and p.end]
        return max(months, key=lambda p: str(p.end), default=self.facts.period)

    def _area(self, row: BodyRow, column: Column) -> str:
        facts = self.facts
        if column.area:
            return column.area
        if column in facts.areas_across and facts.roles.rows == "period":
            return facts.words.area(column.words) or column.words
        if facts.roles.rows == "area":
            return facts.home if row.is_total else facts.words.area(row.label) or row.label
        if facts.roles.rows == "period" and (label := facts.labels.get(row.row.line)) and label.area:
            return label.area
        beside = next((text for c in facts.roles.of_role("area") if (text := row.row.text(c.position))), "")
        known = facts.words.area(beside or row.group or "")
        return known or (beside if beside and not _is_all(beside) else facts.home)


def _is_all(text: str) -> bool:
    return text.lower() in ("total", "all", "overall", "borough", "county", "council", "whole", "borough wide")


def _unread(row: BodyRow, column: Column, why: str) -> PrintedCell:
    return PrintedCell(row.row.line, row.row.cells[column.position], "unread", detail=why)
