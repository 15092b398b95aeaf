"""Every cell of a table with what it is about: the measure of its row or column, the period, the area, the category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scorecard.categories import CROSSED
from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.columns import MARKS, OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.header import NO_FIGURE
from scorecard.clean.tables.general.roles import BodyRow, TableRoles, is_total
from scorecard.clean.tables.general.words import HeaderWords, is_time
from scorecard.clean.tables.shared.labels import Label, read_labels
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.general.meanings import RATE_OF_UNKNOWN_BASE, Meanings
from scorecard.general.printed import DENOMINATOR, NUMERATOR, OWN, PrintedCell, PrintedMeasure, PrintedTable
from scorecard.general.units import unit_of
from scorecard.periods import Period
from scorecard.text.beside import may_be_a_period
from scorecard.text.letters import letters
from scorecard.text.named_periods import own_period, periods_in
from scorecard.text.numbers import number_of
from scorecard.text.timeline import DOUBTS

_LETTERS_OF_A_NAME = 2
_TOTAL = "Total"
"""The category of a total, whatever it is called."""
_ALL, _NEAR_ALL = 100, 5
"""Shares that add up to so much, within so much, are meant to be those of one whole."""
BANDS = {"target": "green", "red": "red", "amber": "amber", "green": "green"}
_COLOURS = {"r": "red", "a": "amber", "g": "green"}
"""What colours are called by their first letters."""
_PARTS = {"numerator": NUMERATOR, "denominator": DENOMINATOR}
_CALENDAR_YEAR = "a year of the calendar stands over it, which may be counted from January or from April"
_TWO_COLUMNS = "two columns stand for the same thing, and nothing says what tells them apart"
_NO_NAME = "its row has no name"
_STRANGE = "the words of its header are not understood, or it has none, beside columns that have"
_OWN_PERIOD = "its row names a period or an area of its own, and the rows of its table are of something else"
_NO_SIGN = "its header speaks of a percentage, and it prints no sign, which other columns of the table do"
_CUT = "a total of a table that opens a page without a caption: rows of it may stand on the page before"
_NO_BASE = "a rate, and nothing says for how many people it is"
_NOT_OF_A_PERIOD = "its header says that it is no figure of a period: a step, a plan or a difference"
_PERCENT_OF_COUNT = "a percentage stands where a count is expected"
_NO_PERIOD = "the label of its row is no period that can be told"
_WHICH = "figures of several kinds of periods end at the same time, and nothing says which of them it judges"
_OTHER_TARGET = "one of several targets, and nothing says that it is the one of the figures"


@dataclass(frozen=True)
class TablePlacer:
    """Places the cells of one table. ``caption`` are the words that stand over it in its document, ``default`` is the
    period of figures over which none stands; ``cut`` says that a page ends right above it."""

    roles: TableRoles
    lexicon: Lexicon
    caption: tuple[str, ...]
    default: Period
    cut: bool = False

    def table(self) -> PrintedTable:
        """The table with all its cells."""
        cells = tuple(cell for row in self._rows for cell in self._row(*row))
        labels = {
            (row.row.line, row.row.cells[c.position].index)
            for row in self.roles.body
            for c in self.roles.columns
            if c.role not in (*OF_FIGURES, *MARKS) and c.role != "other" and c.position < len(row.row.cells)
        }
        seen: dict[tuple[int, int], Column] = {}
        for column in self.roles.columns:
            if column.time and column.role in OF_FIGURES:
                seen.setdefault((column.time.line, column.time.cell), column)
        headers = [column.time for column in seen.values() if column.time]
        return PrintedTable(self.roles, cells, headers, frozenset(labels))

    # ---- what the table says as a whole -------------------------------------------------------------------

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.lexicon.registry)

    @cached_property
    def _words(self) -> HeaderWords:
        return HeaderWords(self.lexicon.registry, self.roles.grid.authority)

    @cached_property
    def _period(self) -> Period:
        """The period of columns over which none stands."""
        return own_period([*self.roles.title, *self.caption[:1]]) or self.default

    @cached_property
    def _subject(self) -> str:
        """What the table as a whole is about: its title, its caption, or the heading of its labels."""
        named = [*self.roles.title, *self.caption]
        head = self.roles.name.header if self.roles.name and self.roles.name.words else ""
        return next((text for text in named if text), "") or head or "table"

    @cached_property
    def _named(self) -> list[Column]:
        """The columns of figures under words that are no unit and no remark."""
        return [c for c in self.roles.named_columns if not self._is_unit(c)]

    @cached_property
    def _strange(self) -> list[Column]:
        """Columns under words of their own beside others without any, or without a header beside others with names.

        What their figures are of nobody knows.
        """
        plain = [c for c in self.roles.of_role(VALUE) if c not in self._named and not c.area]
        if self.roles.rows == "measure":
            return self._named if plain else []
        return [c for c in plain if not c.header] if self._named else []

    def _is_unit(self, column: Column) -> bool:
        return self._meanings.is_unit(column.words)

    @cached_property
    def _has_total(self) -> bool:
        return any(row.is_total for row in self.roles.body)

    @cached_property
    def _repeated(self) -> set[str]:
        """Labels that stand in several rows: only their groups tell them apart."""
        times = Counter(letters(row.label) for row in self.roles.body)
        return {label for label, count in times.items() if count > 1}

    @cached_property
    def _labels(self) -> Mapping[int, Label]:
        """Of a table with a period a row, the label of each line."""
        name = self.roles.name
        if self.roles.rows != "period" or name is None:
            return {}
        grid = self.roles.grid
        read = read_labels(grid, name.position, self.lexicon.registry)
        return {grid.rows[position].line: label for position, label in read.items()}

    @cached_property
    def _rows(self) -> list[tuple[BodyRow, str]]:
        """The rows with their names; a blank name goes on from the row above where something else tells them apart."""
        told, above = [], ""
        apart = [c for c in self.roles.columns if c.role == "area" or (c.role == "other" and c.words)]
        for row in self.roles.body:
            others = any(row.row.text(c.position) for c in apart)
            above = row.label or (above if others else "")
            told.append((row, above))
        return told

    # ---- one row ------------------------------------------------------------------------------------------

    def _row(self, row: BodyRow, name: str) -> Iterator[PrintedCell]:
        filled = [c for c in self.roles.columns if row.row.text(c.position)]
        values = [c for c in filled if c.role in OF_FIGURES]
        if sum(map(str.isalpha, name)) < _LETTERS_OF_A_NAME and self.roles.rows == "measure":
            yield from (_unread(row, c, _NO_NAME) for c in values if self._is_figure(row, c))
            return
        about = [self._about(row, name, column) for column in values]
        twins = Counter(self._subject_of(one) for one in about if one.role == VALUE)
        for one in about:
            twice = one.role == VALUE and twins[self._subject_of(one)] > 1
            if twice and self._are_figures([one]):
                yield replace(one, role="unread", detail=_TWO_COLUMNS)
            else:
                yield one
        own = [one for one in about if one.role == VALUE and one.measure and one.measure.part == OWN]
        yield from self._marks(row, [c for c in filled if c.role in MARKS], own)

    def _subject_of(self, one: PrintedCell) -> tuple[object, ...]:
        """What two cells of a row may not both be about; an "x of y" stands beside its percentage."""
        is_pair = self.lexicon.cells.kinds([one.cell.plain])[0] in ("ratio", "damaged_ratio")
        return one.measure, one.period, one.area, one.breakdown, is_pair

    def _about(self, row: BodyRow, name: str, column: Column) -> PrintedCell:
        """What a figure of a row is about, or why that cannot be told."""
        cell = row.row.cells[column.position]
        why, period = self._time(row, column)
        steps = self.roles.rows == "measure" and not self._is_unit(column) and not may_be_a_period(column.words[:60])
        if why is None and column.words and steps:
            why = _NOT_OF_A_PERIOD if any(not w.isdigit() for w in column.words.split()) else None
        if why is None and (column in self._strange or periods_in(column.words)):
            why = _STRANGE
        if why is None and self.cut and row.is_total:
            why = _CUT
        if why is None and self.roles.rows != "period" and self._names_another(row):
            why = _OWN_PERIOD
        measure, breakdown = self._measure(row, name, column)
        if why is None and measure.unit == RATE_OF_UNKNOWN_BASE:
            why = _NO_BASE
        if why is None and measure.unit == "percent" and self.roles.rows != "measure" and self._lacks_its_sign(column):
            why = _NO_SIGN
        area = self._area(row, column)
        if why is None and "%" in cell.plain and not cell.plain.startswith("0") and self._counts(measure):
            why = _PERCENT_OF_COUNT if self.lexicon.cells.kinds([cell.plain])[0] == "percent" else None
        placed = PrintedCell(row.row.line, cell, VALUE, measure, period, area, breakdown)
        if why and self._are_figures([placed]):
            return replace(placed, role="unread", detail=why)
        return replace(placed, role="skip") if why else placed

    def _names_another(self, row: BodyRow) -> bool:
        """Whether a cell before the row's first figure names a period or a comparator, though the rows are of something
        else, and no column is of areas."""
        first = min(c.position for c in self.roles.of_role(*OF_FIGURES))
        texts = [text for text in row.row.texts[:first] if text]
        comparators = self.lexicon.registry.comparators
        compared = not self.roles.of_role("area") and any(self._words.area(text) in comparators for text in texts)
        return (compared and self.roles.rows != "area") or any(is_time(text, self.roles.grid.time) for text in texts)

    def _lacks_its_sign(self, column: Column) -> bool:
        """Whether a column that is called a percentage prints no sign, though others of its table do."""
        signs = {c.position for c in self.roles.of_role(VALUE) if any("%" in text for text in self._texts(c))}
        said = self._heads_a_unit(column)
        return bool(signs) and column.position not in signs and not said

    def _counts(self, measure: PrintedMeasure) -> bool:
        unit = self.lexicon.registry.units.get(measure.unit)
        return unit is not None and unit.form == "amount"

    def _time(self, row: BodyRow, column: Column) -> tuple[str | None, Period | None]:
        """Why the period of a figure cannot be told, null if it can; and the period."""
        if self.roles.rows == "period":
            label = self._labels.get(row.row.line)
            if label is None:
                return _NO_PERIOD, None
            return (DOUBTS.get(label.doubt) if label.doubt else None), label.period
        if column.time and column.time.doubt not in (None, "ahead"):
            doubt = column.time.doubt or ""
            return DOUBTS.get(doubt, _CALENDAR_YEAR), None
        if column.period:
            return None, column.period
        if column.area and self.roles.rows == "measure" and any(c.period for c in self.roles.of_role(VALUE)):
            return None, Period.latest()
        return None, self._period

    def _area(self, row: BodyRow, column: Column) -> str:
        home = self.roles.grid.authority
        if column.area:
            return column.area
        if self.roles.rows == "area":
            return home if row.is_total else self._words.area(row.label) or row.label
        if self.roles.rows == "period" and (label := self._labels.get(row.row.line)) and label.area:
            return label.area
        beside = next((text for c in self.roles.of_role("area") if (text := row.row.text(c.position))), "")
        named = beside or row.group or ""
        known = self._words.area(named)
        return known or (beside if beside and not _is_all(beside) else home)

    def _measure(self, row: BodyRow, name: str, column: Column) -> tuple[PrintedMeasure, str | None]:
        """The measure of a figure, and its category."""
        return {
            "measure": self._of_row,
            "category": self._of_category,
            "area": self._of_column,
            "period": self._of_column,
        }[self.roles.rows](row, name, column)

    def _of_row(self, row: BodyRow, name: str, column: Column) -> tuple[PrintedMeasure, str | None]:
        own = [c for c in self.roles.of_role(VALUE) if row.row.text(c.position)]
        breakdown = column.words if column in self._named and len(self._named) > 1 else None
        breakdown = _TOTAL if breakdown and is_total(breakdown) else breakdown
        group = row.group if letters(row.label) in self._repeated and row.group else None
        full = f"{group}: {name}" if group and self._words.area(group) is None else name
        part = _PARTS.get(column.role, OWN)
        said = [row.row.text(c.position) for c in self.roles.of_role("unit")]
        if part != OWN:
            unit = "count"
        elif self._is_unit(column) or self._heads_a_unit(column):
            unit = self._unit([column.words or column.header], [row.row.text(column.position)], [])
        else:
            targets = [row.row.text(c.position) for c in self.roles.of_role("target")]
            figures = [row.row.text(c.position) for c in own] or targets
            unit = self._unit(said, figures, [name, row.group or "", *self.roles.title])
        good = next(
            (g for c in self.roles.of_role("good") if (g := self._meanings.good(row.row.text(c.position)))), None
        )
        by_category = breakdown is not None
        return PrintedMeasure(full, unit, part, row.number, good or "info", by_category), breakdown

    def _heads_a_unit(self, column: Column) -> bool:
        """Whether all that stands over a column is what it counts: ``%``, ``Number``, ``Rate per 10,000``."""
        words = column.words or ("" if column.time or column.area else column.header)
        lowest = words or column.header.rsplit(" ", 1)[-1]
        return self._meanings.is_unit(lowest) or lowest.lower() in ("rate", "rates")

    def _unit(self, said: Sequence[str], figures: Sequence[str], names: Sequence[str]) -> str:
        return unit_of(said, figures, names, self._meanings, self.lexicon.cells)

    def _of_category(self, row: BodyRow, name: str, column: Column) -> tuple[PrintedMeasure, str | None]:
        named = column in self._named and len(self._named) > 1
        across = column.words if named and self._crosses else None
        subject = column.words if named and not self._crosses else self._subject
        unit = self._unit(
            [column.words or column.header] if self._heads_a_unit(column) else [],
            self._texts(column),
            [subject],
        )
        part = _PARTS.get(column.role, OWN)
        down = _TOTAL if row.is_total else name
        category = f"{down}{CROSSED}{_TOTAL if is_total(across) else across}" if across else down
        whole = unit == "percent" and not named and self._makes_a_whole(column)
        measure = PrintedMeasure(subject, unit, part, by_category=True, makes_a_whole=whole)
        return measure, category

    def _makes_a_whole(self, column: Column) -> bool:
        """Whether the shares of a column are of one whole: their total says so, or without one their sum is near it."""
        shares = [(row, number_of(row.row.text(column.position))) for row in self.roles.body]
        totals = [share for row, share in shares if row.is_total and share is not None]
        if totals:
            return all(share == _ALL for share in totals)
        parts = [share for row, share in shares if share is not None]
        return len(parts) > 1 and abs(sum(parts) - _ALL) <= _NEAR_ALL

    @cached_property
    def _crosses(self) -> bool:
        """Whether columns are categories of one measure: one of them is their total; else each is a measure."""
        return any(is_total(column.words) for column in self._named)

    def _of_column(self, row: BodyRow, name: str, column: Column) -> tuple[PrintedMeasure, str | None]:
        words = column.words if column in self.roles.named_columns and not self._heads_a_unit(column) else ""
        crosses = bool(words) and self._crosses and self._adds_up_across
        breakdown = (_TOTAL if is_total(words) else words) if crosses else None
        words = "" if crosses else words
        unit = self._unit(
            [column.words or column.header] if self._heads_a_unit(column) else [],
            self._texts(column),
            [column.words, self._subject],
        )
        part = _PARTS.get(column.role, OWN)
        adds_up = self.roles.rows == "area" and self._areas_add_up and unit == "count"
        name_of = words or self._subject
        return PrintedMeasure(name_of, unit, part, by_category=crosses, adds_up_by_area=adds_up), breakdown

    @cached_property
    def _adds_up_across(self) -> bool:
        """Whether the columns of most rows add up to the one that is called their total."""
        parts = [c for c in self._named if not is_total(c.words)]
        whole = next(c for c in self._named if is_total(c.words))
        rows = [(self._sum(row, parts), number_of(row.row.text(whole.position))) for row in self.roles.body]
        return _mostly_equal(rows)

    @cached_property
    def _areas_add_up(self) -> bool:
        """Whether the areas add up to one that is called their total, or in most columns to the authority itself."""
        home = self.roles.grid.authority
        of_home = [row for row in self.roles.body if self._words.area(row.label) == home]
        if self._has_total or len(of_home) != 1:
            return self._has_total
        others = [row for row in self.roles.body if row is not of_home[0] and not self._words.area(row.label)]
        sums = [
            (
                sum(number_of(row.row.text(c.position)) or 0 for row in others),
                number_of(of_home[0].row.text(c.position)),
            )
            for c in self._named
        ]
        return len(others) > 1 and _mostly_equal(sums)

    def _sum(self, row: BodyRow, columns: Sequence[Column]) -> float:
        return sum(number_of(row.row.text(c.position)) or 0 for c in columns)

    def _texts(self, column: Column) -> list[str]:
        return [text for row in self.roles.body if (text := row.row.text(column.position))]

    # ---- what judges the figures of a row -----------------------------------------------------------------

    def _marks(self, row: BodyRow, columns: Sequence[Column], own: Sequence[PrintedCell]) -> Iterator[PrintedCell]:
        home = self.roles.grid.authority
        own_areas = {one.area for one in own if one.area} - self._compared
        only = home if home in own_areas or len(own_areas) != 1 else next(iter(own_areas))
        mine = [one for one in own if one.area == only and one.breakdown is None and one.measure]
        measure = next((one.measure for one in mine), None)
        targets = [c for c in columns if c.role == "target"]
        for column in columns:
            cell = row.row.cells[column.position]
            if measure is None:
                yield from self._left(row, column, cell)
            elif column.role in BANDS:
                other = len(targets) > 1 and column.role == "target" and not self._is_of(column, mine)
                if other:
                    yield PrintedCell(row.row.line, cell, "unread", measure, detail=_OTHER_TARGET)
                else:
                    yield PrintedCell(row.row.line, cell, "threshold", measure, detail=BANDS[column.role])
            elif column.role in ("direction", "rag"):
                yield self._sign(row, column, mine)
            else:
                yield from self._left(row, column, cell)

    @cached_property
    def _compared(self) -> set[str]:
        """The areas that are no part of the publisher: comparators and authorities."""
        registry = self.lexicon.registry
        return {*registry.comparators, *registry.authorities} - {self.roles.grid.authority}

    def _left(self, row: BodyRow, column: Column, cell: Cell) -> Iterator[PrintedCell]:
        if self._is_figure(row, column):
            yield PrintedCell(row.row.line, cell, "unread", detail="its row prints no figure that it could judge")

    def _is_of(self, column: Column, mine: Sequence[PrintedCell]) -> bool:
        """Whether a target is the one of the last of the row's figures: of a year in which it lies."""
        last = _last(mine)
        if column.period is None or last is None or last.period is None:
            return False
        start, end = column.period.start, column.period.end
        return bool(start and end and last.period.end and start <= last.period.end <= end)

    def _sign(self, row: BodyRow, column: Column, mine: Sequence[PrintedCell]) -> PrintedCell:
        """An arrow or a colour with the period of the figure that it judges: the one over it, or the row's last."""
        cell = self._in_words(row.row.cells[column.position], column)
        own = [one for one in mine if column.period and one.period == column.period]
        with_figures = [one for one in mine if self._are_figures([one])]
        last = own[0] if own else _last(with_figures)
        measure = mine[0].measure
        if last is None or last.period is None:
            return PrintedCell(row.row.line, cell, "skip", measure)
        same_end = {one.period for one in with_figures if one.period and one.period.end == last.period.end}
        if not own and len(same_end) > 1:
            return PrintedCell(row.row.line, cell, "skip", measure, detail=_WHICH)
        return PrintedCell(row.row.line, cell, "signal", measure, last.period, detail=column.role)

    def _in_words(self, cell: Cell, column: Column) -> Cell:
        """A colour in words where the whole column prints letters: R, A, G."""
        letters_only = all(text.lower() in _COLOURS for text in self._texts(column))
        letter = cell.plain.lower()
        return replace(cell, text=_COLOURS[letter]) if column.role == "rag" and letters_only and letter else cell

    def _is_figure(self, row: BodyRow, column: Column) -> bool:
        return self.lexicon.cells.kinds([row.row.text(column.position)])[0] not in NO_FIGURE

    def _are_figures(self, cells: Sequence[PrintedCell]) -> bool:
        return all(kind not in NO_FIGURE for kind in self.lexicon.cells.kinds([one.cell.plain for one in cells]))


def _last(cells: Sequence[PrintedCell]) -> PrintedCell | None:
    """The figure of the latest period of a row; the last printed of those that end at the same time, or at none."""
    ends = [(one.period.end or date.min, one.cell.index, n) for n, one in enumerate(cells) if one.period]
    return cells[max(ends)[2]] if ends else None


def _mostly_equal(pairs: Sequence[tuple[float, float | None]]) -> bool:
    """Whether two numbers are the same in more than half of the pairs that have both, and in two at least."""
    both = [(one, other) for one, other in pairs if other is not None]
    same = sum(one == other for one, other in both)
    return same > 1 and 2 * same > len(both)


def _is_all(text: str) -> bool:
    return text.lower() in ("total", "all", "overall", "borough", "county", "council", "whole", "borough wide")


def _unread(row: BodyRow, column: Column, why: str) -> PrintedCell:
    return PrintedCell(row.row.line, row.row.cells[column.position], "unread", detail=why)
