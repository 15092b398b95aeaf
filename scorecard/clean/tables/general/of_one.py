"""Cells of tables of one measure: a category a row, or its value, its target and its comparators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.categories import CROSSED
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.kinds import caption_of, is_sum, role_of, subject_of, year_of
from scorecard.clean.tables.general.meanings import Meanings
from scorecard.clean.tables.general.measures import NOTHING, Named
from scorecard.clean.tables.general.place import NO_TIME, NO_WORDS, NOT_SURE, About, Placer, cell_of
from scorecard.clean.tables.general.roles import BodyRow
from scorecard.clean.tables.general.sections import TOTAL, Sections
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.unread import TWO_COLUMNS
from scorecard.clean.tables.general.words import HeaderWords, holds_a_time
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.text.figures import is_figure
from scorecard.text.periods import TimeContext, open_label, read_period

_NO_LABEL = "its row has no label"
_TWICE = "two rows have this label, and nothing tells them apart"
_OLD_TARGET = "a target of an earlier time, which differs from the one of the latest figures"


def _mostly_figures(texts: Sequence[str]) -> bool:
    return 2 * sum(is_figure(text) for text in texts) > len(texts)


@dataclass(frozen=True)
class OneMeasurePlacer(Placer):
    """Places the cells of one table, tables of one measure among them."""

    def _of_category(self, body: BodyRow) -> Iterator[Placement]:
        place = self._of_role if self.roles.rows == "role" else self._of_part
        yield from place(body)

    def open_columns(self) -> list[Column]:
        """The columns of figures whose words leave open what they are about: only a person knows."""
        asked = (NO_WORDS, NO_TIME, NOT_SURE)
        values = [c for c in self.roles.of_role(VALUE) if any(self._why(b, c) in asked for b in self.roles.body)]
        others = [c for c in self.roles.of_role("other") if c.header and _mostly_figures(self.texts(c))]
        return sorted([*values, *others], key=lambda column: column.position)

    def _why(self, body: BodyRow, column: Column) -> str:
        """Why a figure is not read, whatever its measure is."""
        if cell_of(body, column) is None or self.roles.rows in ("period", "area"):
            return ""
        about = self._about(body, column, NOTHING) if self.roles.rows == "measure" else self.about_part(body, column)
        return about.why

    @cached_property
    def subject(self) -> str:
        """What the table is about."""
        return subject_of(self.roles)

    @cached_property
    def words(self) -> HeaderWords:
        return HeaderWords(self.lexicon.registry, self.roles.grid.authority, self.roles.grid.family)

    def role(self, body: BodyRow) -> tuple[str, str | None]:
        """What a row of a table of one measure is of it, and the comparator whose figures it holds."""
        return role_of(body.label, self.words, self.roles.grid.time) or ("note", None)

    # ---- a category a row ---------------------------------------------------------------------------------

    def _of_part(self, body: BodyRow) -> Iterator[Placement]:
        category, why = self._category(body)
        for column in self.roles.of_role(VALUE):
            if cell := cell_of(body, column):
                about = self.about_part(body, column)
                across = self.across(column)
                breakdown = f"{category}{CROSSED}{across}" if across else category
                yield from self._value(body, cell, replace(about, breakdown=breakdown, why=why or about.why))

    def _category(self, body: BodyRow) -> tuple[str, str]:
        """The category of a row, and why it cannot be told."""
        if not body.label:
            return (TOTAL, "") if is_sum(body, self.roles) else ("", _NO_LABEL)
        if self.sections.divide:
            return self.sections.category(body, body.label), ""
        if is_sum(body, self.roles):
            return TOTAL, ""
        if self.is_alone(body):
            return body.label, ""
        group = self.group_of(body)
        if not group or not self.is_alone(body, group):
            return "", _TWICE
        return f"{group}{CROSSED}{body.label}", ""

    @cached_property
    def sections(self) -> Sections:
        """The groups of rows that have totals of their own."""
        return Sections(self.roles, self._crosses)

    def about_part(self, body: BodyRow, column: Column) -> About:
        """What a column's figures of categories are about, but for the category."""
        period, why = self._time_of_part(body, column)
        if self._alike[self._subject_of(column)] > 1:
            why = why or TWO_COLUMNS
        if not column.relative and holds_a_time(column.words, self.roles.grid.time):
            why = why or NO_WORDS
        measure = self.names.named(self.name_of(column), self.texts(column), self.unit_of(column))
        return About(measure, column.area or self.roles.grid.authority, period, why=why)

    def name_of(self, column: Column) -> str:
        """The words by which the names of the family have the measure of a column; of a comparator's that of the column
        of the council's own that is counted alike, where its header says how it is."""
        if column.area and (own := self._counted_alike(column)):
            return self.name_of(own)
        words = column.words if not (self.unit_of(column) or column.relative or self.across(column)) else ""
        return f"{self.subject}: {words}" if words else self.subject

    def _counted_alike(self, column: Column) -> Column | None:
        """The one column of own figures that is counted as the header of another says that it is: a rate, a share."""
        unit = self._meanings.unit(column.header)
        if unit is None or not self._is_comparator(column.area or ""):
            return None
        own = [c for c in self.roles.of_role(VALUE) if c.area is None]
        alike = [c for c in own if (self._meanings.unit(c.words or c.header) or "").split("_")[0] == unit.split("_")[0]]
        return alike[0] if len(alike) == 1 else None

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.lexicon.registry)

    def across(self, column: Column) -> str:
        """The category of a column of a table that divides its measure both ways; empty where it does not."""
        if not self._crosses or not column.words or self.unit_of(column) or column.relative:
            return ""
        return TOTAL if is_total(column.words) else column.words

    @cached_property
    def _crosses(self) -> bool:
        return any(is_total(c.words) for c in self.roles.named_columns) and len(self.roles.named_columns) > 1

    @cached_property
    def _alike(self) -> Counter[object]:
        return Counter(map(self._subject_of, self.roles.of_role(VALUE)))

    def _subject_of(self, column: Column) -> object:
        """What two columns may not both be about."""
        share = self.unit_of(column) == "percent" or any("%" in text for text in self.texts(column))
        time = column.time.published if column.time else column.relative
        return self.name_of(column), self.across(column), column.area, time, share

    def _time_of_part(self, body: BodyRow, column: Column) -> tuple[Period | None, str]:
        if why := self.doubt_of(column):
            return None, why
        if column.relative and column.words:
            period = self.times.before(body, column)
            return period, "" if period else self.unsure_of(column)
        as_at = self.times.as_at
        if column.period is None and self._is_comparator(column.area or "") and as_at.kind != "financial_year":
            return Period.latest(), ""
        return column.period or as_at, ""

    # ---- a year a row, its quarters or months across --------------------------------------------------------

    def _of_period(self, body: BodyRow) -> Iterator[Placement]:
        """A row that is a year, under columns that are parts of one, holds the figures of these parts."""
        if not self.is_a_calendar:
            yield from super()._of_period(body)
            return
        year = year_of(body.label, self.roles.grid.time)
        for column in self.roles.of_role(VALUE):
            cell, said = cell_of(body, column), column.time.published if column.time else ""
            if cell is None:
                continue
            context = TimeContext(self.roles.grid.as_at, year.start.year) if year and year.start else None
            period = read_period(said, context) if context and said else year
            measure = self._find(caption_of(self.roles), self._of_all)
            yield from self._value(body, cell, About(measure, self.roles.grid.authority, period))

    @cached_property
    def is_a_calendar(self) -> bool:
        """Whether rows are financial years and columns the quarters or months of each."""
        years = [year for body in self.roles.body if (year := year_of(body.label, self.roles.grid.time))]
        parts = [c for c in self.roles.of_role(VALUE) if c.time and open_label(c.time.published)]
        whole = len(years) == len(self.roles.body) and self.roles.rows == "period"
        return whole and len(parts) > 1 and len(parts) == len(self.roles.of_role(VALUE))

    @cached_property
    def _of_all(self) -> list[str]:
        return [text for column in self.roles.of_role(VALUE) for text in self.texts(column)]

    # ---- a value, a target, a comparator a row --------------------------------------------------------------

    def _of_role(self, body: BodyRow) -> Iterator[Placement]:
        role, area = self.role(body)
        for column in self.roles.of_role(VALUE):
            cell = cell_of(body, column)
            if cell is None:
                continue
            about = replace(self.about_part(body, column), measure=self.measure)
            if role == VALUE:
                yield from self._value(body, cell, replace(about, area=area or about.area))
            elif role == "target":
                yield from self._target(body, cell, column, about)
            elif role in ("numerator", "denominator"):
                named = self.names.named(f"{self.subject}: {body.label}", [cell.plain])
                yield from self._value(body, cell, replace(about, measure=named))
            elif role in ("rag", "direction", "red", "amber", "green"):
                yield from self._beside(body, cell, replace(column, role=role, time=None), about)

    @cached_property
    def measure(self) -> Named:
        """The measure that the caption names."""
        own = [body for body in self.roles.body if self.role(body) == (VALUE, None)]
        texts = [text for body in own for c in self.roles.of_role(VALUE) if (text := body.row.text(c.position))]
        return self.names.named(self.subject, texts) if self.subject else NOTHING

    def _target(self, body: BodyRow, cell: Cell, column: Column, about: About) -> Iterator[Placement]:
        newest = self._newest
        same = newest is None or body.row.text(newest.position) == cell.plain
        if newest is column or same:
            yield from self._beside(body, cell, replace(column, role="target", time=None), about)
        else:
            yield replace(self._made(body, cell, about), role="unread", detail=_OLD_TARGET)

    @cached_property
    def _newest(self) -> Column | None:
        """The column of the latest period that had begun."""
        as_at = self.roles.grid.as_at
        dated = [
            (p.end, p.start, c.position) for c in self.roles.of_role(VALUE) if (p := c.period) and p.start and p.end
        ]
        begun = [one for one in dated if one[1] <= as_at]
        position = max(begun)[2] if begun else None
        return next((c for c in self.roles.columns if c.position == position), None)
