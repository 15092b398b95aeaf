"""Why a figure is not read: what stands over it or beside it does not tell what it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.meanings import RATE_OF_UNKNOWN_BASE
from scorecard.clean.tables.general.roles import BodyRow
from scorecard.clean.tables.general.unread import PERCENT_OF_COUNT
from scorecard.clean.tables.general.words import is_time
from scorecard.general.facts import TableFacts
from scorecard.general.printed import PrintedMeasure
from scorecard.general.time import holds_a_time
from scorecard.text.beside import may_be_a_period

_STRANGE = "the words of its header are not understood, or it has none, beside columns that have"
_COMPARED = "its header names a comparator with words beside it that nobody knows"
_SLIPPED = "percentages stand under a header of a number, and numbers under one of a percentage: headers have slipped"
_OWN_PERIOD = "its row names a period or an area of its own, and the rows of its table are of something else"
_NO_SIGN = "its header speaks of a percentage, and it prints no sign, which other columns of the table do"
_CUT = "a total of a table that opens a page without a caption: rows of it may stand on the page before"
_NO_BASE = "a rate, and nothing says for how many people it is"
_SCALED = "its words say that it is counted in thousands or millions, so that it is not the number that is printed"
A_PLACE = "its header says that it is a rank among others, and no figure of the measure"
NOT_OF_A_PERIOD = "its header says that it is no figure of a period: a step, a plan or a difference"
NO_PARTS = (NOT_OF_A_PERIOD, A_PLACE)
"""Reasons of figures that are no part of any sum: that they are not read leaves the sums of their row whole."""


@dataclass(frozen=True)
class Reasons:
    """The reasons of one table."""

    facts: TableFacts

    def of_place(self, row: BodyRow, column: Column) -> str | None:
        """Why the place of a figure does not tell what it is about; null if it does."""
        facts = self.facts
        if self._have_slipped:
            return _SLIPPED
        steps = facts.roles.rows == "measure" and not facts.meanings.is_unit(column.words)
        words = any(not word.isdigit() for word in column.words.split())
        if column.is_rank:
            return A_PLACE
        if column.is_step:
            return NOT_OF_A_PERIOD
        if words and steps and not may_be_a_period(column.words[:60]):
            return NOT_OF_A_PERIOD
        if column in facts.strange or holds_a_time(column.words):
            return _STRANGE
        if column.area in facts.compared and column.words and not facts.meanings.is_unit(column.words):
            return _COMPARED
        if facts.words.area(column.words.partition("(")[0].strip()) in facts.compared:
            return _COMPARED
        if facts.cut and row.is_total:
            return _CUT
        return _OWN_PERIOD if facts.roles.rows != "period" and self._names_another(row) else None

    @cached_property
    def _have_slipped(self) -> bool:
        """Whether headers stand over other columns than theirs: signs of percentages under a number, and none under a
        percentage."""
        if self.facts.roles.rows == "measure":
            return False
        values = [c for c in self.facts.roles.of_role(VALUE) if c.words and self.facts.texts(c)]
        signs = {c.position: sum("%" in text for text in self.facts.texts(c)) for c in values}
        units = {c.position: self.facts.meanings.unit(c.words) for c in values}
        under_a_number = any(signs[at] and units[at] == "count" for at in signs)
        return under_a_number and any(not signs[at] and units[at] == "percent" for at in signs)

    def of_measure(self, measure: PrintedMeasure, row: BodyRow, column: Column) -> str | None:
        """Why a figure cannot be one of its measure; null if it can."""
        facts, plain = self.facts, row.row.cells[column.position].plain
        if measure.unit == RATE_OF_UNKNOWN_BASE:
            return _NO_BASE
        if self._is_scaled(measure, row, column):
            return _SCALED
        if measure.unit == "percent" and facts.roles.rows != "measure":
            if facts.meanings.unit(column.words) == "count":
                return PERCENT_OF_COUNT
            if self._lacks_its_sign(column):
                return _NO_SIGN
        if "%" in plain and not plain.startswith("0") and self._counts(measure):
            return PERCENT_OF_COUNT if facts.lexicon.cells.kinds([plain])[0] == "percent" else None
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
        dates = {said.position for said in self.facts.times.period_columns.values() if said}
        first = self.facts.first_of_figures()
        texts = [text for at, text in enumerate(row.row.texts[:first]) if text and at not in dates]
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
