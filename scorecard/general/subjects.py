"""Which measure a figure is of, and of which category: by its row, by its column, by its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.categories import CROSSED
from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.sections import TOTAL
from scorecard.clean.tables.general.totals import is_total
from scorecard.general.facts import TableFacts, is_extreme
from scorecard.general.printed import DENOMINATOR, NUMERATOR, OWN, ROLLING, PrintedCell, PrintedMeasure
from scorecard.general.units import unit_of
from scorecard.registry.models import Good
from scorecard.text.counts import count_and_share
from scorecard.text.letters import letters
from scorecard.text.numbers import number_of
from scorecard.units import units_in

_ALL, _NEAR_ALL = 100, 5
"""Shares that add up to so much, within so much, are meant to be those of one whole."""
_PARTS = {"numerator": NUMERATOR, "denominator": DENOMINATOR, "rolling": ROLLING}
_COUNTED = (NUMERATOR, DENOMINATOR)

_OF_ALL = "All"
"""The category of a total that is no sum of the others."""
_AT_END = re.compile(r"\(([^()]+)\)$")

Subject = tuple[PrintedMeasure, str | None]
"""The measure of a figure, and its category."""


@dataclass(frozen=True)
class Subjects:
    """Tells the measures of one table's figures."""

    facts: TableFacts

    def of(self, row: BodyRow, name: str, column: Column) -> Subject:
        """What the figure of a row in a column is of; ``name`` is what the row is called."""
        rows = self._roles.rows
        if rows == "category" and self.facts.sums.areas and not self.facts.has_total:
            rows = "measure"  # under places each row is a measure of its own
        told = {"measure": self._of_row, "category": self._of_category}.get(rows)
        return told(row, name, column) if told else self._of_column(row, column)

    @property
    def _roles(self) -> TableRoles:
        return self.facts.roles

    def _part(self, row: BodyRow, column: Column) -> str:
        """What of a measure a figure is: as its row says, or its column."""
        said = _PARTS.get(row.part, OWN) if row.part else _PARTS.get(column.role, OWN)
        return ROLLING if said == OWN and self.facts.times.is_rolling(row, column) else said

    # ---- a measure a row --------------------------------------------------------------------------------------

    def _of_row(self, row: BodyRow, name: str, column: Column) -> Subject:
        facts = self.facts
        breakdown = column.words if column in facts.divided and len(facts.divided) > 1 else None
        breakdown = TOTAL if breakdown and is_total(breakdown) else breakdown
        part = self._part(row, column)
        good = self._good(row)
        unit = self._unit_of_row(row, name, column, part)
        return PrintedMeasure(
            self._full_name(row, name),
            unit,
            part,
            row.number,
            good or "info",
            by_category=breakdown is not None,
            adds_up_by_area=bool(facts.sums.areas) and unit == "count",
        ), breakdown or facts.cohort(row)

    def _full_name(self, row: BodyRow, name: str) -> str:
        """The name of a row, with that of its group where several rows are called so; a group of all adds nothing."""
        told = letters(row.label) in self.facts.repeated and row.group and not is_total(row.group)
        return f"{row.group}: {name}" if told and self.facts.words.area(row.group or "") is None else name

    def _unit_of_row(self, row: BodyRow, name: str, column: Column, part: str) -> str:
        if part in _COUNTED:
            return "count"
        if self.facts.meanings.is_unit(column.words) or self.facts.unit_over(column):
            return self._unit(
                [self.facts.unit_over(column) or column.words], [row.row.text(column.position)], self._bases
            )
        said = [row.row.text(c.position) for c in self._roles.of_role("unit")]
        targets = [row.row.text(c.position) for c in self._roles.of_role("target")]
        own = [text for c in self._roles.of_role(VALUE, "rolling") if (text := row.row.text(c.position))]
        return self._unit(said, own or targets, [name, row.group or "", *self._roles.title, *self._caption_of_a_unit])

    @property
    def _caption_of_a_unit(self) -> Sequence[str]:
        """The caption where it says what is counted and nothing else ("Caseloads"), or what it says at its end of all
        figures below it ("Care leavers in work (%)")."""
        caption = self.facts.caption[:1]
        at_end = [said[1] for text in caption if (said := _AT_END.search(text))]
        return [text for text in (*caption, *at_end) if self.facts.meanings.is_unit(text)]

    @property
    def _caption_of_money(self) -> Sequence[str]:
        """What the table is about where that is money, of which all its columns are ("Weekly cost (£)")."""
        return [self.facts.subject] if self.facts.meanings.unit(self.facts.subject) == "gbp" else []

    def _good(self, row: BodyRow) -> Good | None:
        """What good looks like by the column that says it, or else by a target that says its side."""
        said = [row.row.text(c.position) for c in self._roles.of_role("good")]
        told = next((good for text in said if (good := self.facts.meanings.good(text))), None)
        if told or any(said):
            return told
        targets = [row.row.text(c.position) for c in self._roles.of_role("target")]
        sides = {side for text in targets if (side := self.facts.meanings.good_of_target(text))}
        return sides.pop() if len(sides) == 1 else None

    def _unit(self, said: Sequence[str], figures: Sequence[str], names: Sequence[str]) -> str:
        return unit_of(said, figures, names, self.facts.meanings, self.facts.lexicon.cells)

    @cached_property
    def _bases(self) -> list[str]:
        """The header that says for how many people the rates of a table are, where all that say so say the same."""
        headers = [c.header for c in self._roles.of_role(VALUE)]
        rates = {unit: header for header in headers if (unit := self.facts.meanings.unit(header)) in units_in("rate")}
        return list(rates.values()) if len(rates) == 1 else []

    # ---- a category a row -------------------------------------------------------------------------------------

    def _of_category(self, row: BodyRow, name: str, column: Column) -> Subject:
        facts = self.facts
        named = column in facts.divided and len(facts.divided) > 1
        across = column.words if named and column in facts.sums.categories else None
        subject = column.words if named and across is None else facts.subject
        heads = [said] if (said := facts.unit_over(column)) else []
        bases = self._bases if heads else []
        unit = self._unit(heads, facts.texts(column), [subject, *self._caption_of_money, *bases])
        told = TOTAL if across and is_total(across) else across
        if facts.sections.stands_apart(row):
            part = _PARTS.get(column.role, OWN)
            return PrintedMeasure(f"{subject}: {name}", unit, part, by_category=bool(told)), told
        down = _OF_ALL if row.is_total and is_extreme(subject) else facts.sections.category(row, name)
        category = f"{down}{CROSSED}{told}" if told else down
        whole = unit == "percent" and (not named or self._is_beside_its_count(column)) and self._makes_a_whole(column)
        part = _PARTS.get(column.role, OWN)
        return PrintedMeasure(subject, unit, part, by_category=True, makes_a_whole=whole), category

    def shares_make_a_whole(self, one: PrintedCell) -> bool:
        """Whether the shares that a column prints behind its counts are of one whole: that of their total says so."""
        if one.breakdown is None or self._roles.rows != "category" or self.facts.sums.categories:
            return False
        at = one.cell.index
        cells = [(row, cell) for row in self._roles.body for cell in row.row.cells if cell.index == at]
        both = [count_and_share(cell.plain) for row, cell in cells if self.facts.sections.is_of_all(row)]
        return any(one is not None and number_of(one[1]) == _ALL for one in both)

    def _is_beside_its_count(self, column: Column) -> bool:
        """Whether a column has the name of another one, of which it is the share."""
        same = [c for c in self._roles.of_role(VALUE) if c is not column and letters(c.words) == letters(column.words)]
        return any(c.time == column.time and not any("%" in text for text in self.facts.texts(c)) for c in same)

    def _makes_a_whole(self, column: Column) -> bool:
        """Whether the shares of a column are of one whole: their total says so, or without one their sum is near it."""
        shares = [(row, number_of(row.row.text(column.position))) for row in self._roles.body]
        of_all = self.facts.sections.is_of_all
        totals = [share for row, share in shares if share is not None and of_all(row)]
        if totals:
            return all(share == _ALL for share in totals)
        parts = [share for row, share in shares if share is not None and not row.is_total]
        return len(parts) > 1 and abs(sum(parts) - _ALL) <= _NEAR_ALL

    # ---- an area or a period a row ----------------------------------------------------------------------------

    def _of_column(self, row: BodyRow, column: Column) -> Subject:
        facts = self.facts
        headed = facts.heads_a_unit(column)
        words = column.words if column in self._roles.named_columns and not headed else ""
        area = column in facts.sums.areas
        crosses = bool(words) and not area and column in facts.sums.categories and facts.sums.categories_add_up
        breakdown = (TOTAL if is_total(words) else words) if crosses else None
        words = "" if crosses or area else words
        heads = [said] if (said := facts.unit_over(column)) else []
        names = [] if area else [column.words, facts.subject]
        unit = self._unit(heads, facts.texts(column), [*names, *(self._bases if heads else [])])
        rows_add_up = self._roles.rows == "area" and facts.sums.areas_add_up
        part = self._part(row, column)
        name = ", ".join(filter(None, (words, facts.times.divided_by))) if words else facts.subject
        adds_up = (rows_add_up or bool(facts.sums.areas)) and unit == "count" and not is_extreme(name)
        return PrintedMeasure(name, unit, part, by_category=crosses, adds_up_by_area=adds_up), breakdown
