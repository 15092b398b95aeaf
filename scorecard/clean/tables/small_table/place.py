"""What the cells of a small table's row are about: what its columns, its row and its layout say together."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from scorecard.clean.raw.grid import Cell, Row
from scorecard.clean.tables.shared.reading import Placement
from scorecard.clean.tables.shared.rivals import without_rivals
from scorecard.clean.tables.shared.units import FigureColumns, read_unit
from scorecard.clean.tables.small_table.page import LABELLED_COUNT, Page
from scorecard.clean.tables.small_table.rows import RowMeaning, indicator_row, named_period
from scorecard.periods import Period
from scorecard.registry.layouts import ColumnLayout, Part, Pattern
from scorecard.registry.models import Indicator
from scorecard.text.behind import is_remark
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.numbers import DIGITS, number_of
from scorecard.text.periods import NOT_STATED

_NO_WORDS = "none of the words stand in it behind which its figures are printed"
_BESIDE = "the table has more columns than its layout, and they stand beside those that it knows"
_GOES_ON = re.compile(r"[.,/]?\d")
"""What goes on behind a number that was cut short."""
_NOUGHT = re.compile(r"0+(?:\.0+)?\s*%")
_WHOLE_NUMBER = re.compile(DIGITS)
_ALL = 100
"""Per cent."""
_NO_FIGURE = "the cell prints neither a figure nor a known mark for a missing one"
TOTAL = "Total"
_RATIOS = ("ratio", "damaged_ratio")

Said = TypeVar("Said", Part, Pattern)

LaidColumn = tuple[FigureColumns, ColumnLayout | None]
"""A unit of columns as printed, and the column of the layout that it is; null where it is none."""


@dataclass(frozen=True)
class _About:
    """What one figure is about; null indicator and period where nothing says any."""

    indicator: str | None
    breakdown: str | None
    area: str
    period: Period | None
    basis: str | None = None


@dataclass(frozen=True)
class Placer:
    """Places the cells of one page; ``areas`` are those that it prints in the place of those of its layout."""

    page: Page
    areas: dict[str, str]

    def place(self, row: Row, columns: Sequence[LaidColumn], meaning: RowMeaning) -> list[Placement]:
        """The placements of a row; figures of a part that does not add up to its total are not read, nor those that
        claim to be the same one and differ."""
        if self.page.layout.patterns:
            return self._by_patterns(row, [unit for unit, _ in columns], meaning)
        doubtful = parts_that_do_not_add_up(row, columns) if self.page.layout.total_last else set()
        placed: list[tuple[Hashable, Placement]] = []
        for unit, column in columns:
            cell = read_unit(row, unit)
            if cell is None or column is None or column.skip or column.role:
                continue
            if column.area in doubtful:
                why = "the figures of this part of the row do not add up to its total"
                made = _unread(row, cell, why)
            else:
                made = self._place_cell(row, cell, column, meaning)
            placed += [((self._is_ratio(p), column.breakdown), p) for p in made]
        return [*self._beside(row, columns, meaning), *without_rivals(placed)]

    def _is_ratio(self, placement: Placement) -> bool:
        return self.page.lexicon.cells.kinds([placement.text])[0] in _RATIOS

    def _beside(self, row: Row, columns: Sequence[LaidColumn], meaning: RowMeaning) -> list[Placement]:
        """What stands beside the row's own figure: its x and y, put together, and its target."""
        told = {column.role: read_unit(row, unit) for unit, column in columns if column and column.role}
        if not told:
            return []
        own = next((c for c in columns if c[1] and not (c[1].role or c[1].area or c[1].skip)), None)
        value = read_unit(row, own[0]) if own else None
        if value is None or own is None or own[1] is None:
            return [p for cell in told.values() if cell for p in _unread(row, cell, "the row prints no figure for it")]
        about = self._about(value, own[1], meaning)
        about = replace(about, indicator=about.indicator or next(filter(None, meaning.indicators), None))
        x, y, target = (told.get(role) for role in ("numerator", "denominator", "target"))
        placed = [replace(self._made(row, target, about), role="threshold", detail="green")] if target else []
        if x and y and y.index == x.index + 1 and is_figure(x.plain) and is_figure(y.plain):
            published = f"{x.published} {y.published}"
            both = replace(x, text=f"{x.plain} of {y.plain}", published=published, last=y.index)
            return [*placed, self._made(row, both, about)]
        why = "an x without its y, or a y without its x beside it"
        return [*placed, *(p for cell in (x, y) if cell for p in _unread(row, cell, why))]

    def _place_cell(self, row: Row, cell: Cell, column: ColumnLayout, meaning: RowMeaning) -> list[Placement]:
        if parts := self._parts(row, cell, column, meaning):
            return parts
        if self.page.layout.labelled_counts:
            return self._labelled_count(row, cell, column, meaning)
        text = cell.plain
        if is_figure(text) or is_missing_mark(text) or self.page.lexicon.cells.kinds([text]) != ["text"]:
            return [self._figure(row, cell, column, meaning)]
        return self._no_figure(row, cell, self._about(cell, column, meaning))

    def _no_figure(self, row: Row, cell: Cell, about: _About) -> list[Placement]:
        """A cell in the place of a figure that prints none: listed as not read. What stands where nothing is counted
        is words, as what names the row is, and a remark on the time of the figure above it is part of that."""
        if about.indicator is None or is_remark(cell.plain) or indicator_row(cell.plain, self.page, None):
            return []
        return [replace(self._made(row, cell, about), role="unread", detail=_NO_FIGURE)]

    def _figure(self, row: Row, cell: Cell, column: ColumnLayout, meaning: RowMeaning) -> Placement:
        """The one figure of a cell, unread where a percentage stands for a count or the other way round."""
        placement = self._made(row, cell, self._about(cell, column, meaning))
        if placement.indicator is None:
            return replace(placement, role="unread", detail="the row prints figures of another kind than this")
        unit = self.page.lexicon.registry.units.get(placement.unit or "")
        if "%" in cell.plain and unit and unit.form == "amount" and not _NOUGHT.fullmatch(cell.plain):
            return replace(placement, role="unread", detail="a percentage stands where a count is expected")
        if placement.unit == "percent" and _counts_more_than_all(cell.plain):
            return replace(placement, role="unread", detail="a count stands where a percentage is expected")
        return placement

    def _about(self, cell: Cell, column: ColumnLayout, meaning: RowMeaning) -> _About:
        layout, percent = self.page.layout, "%" in cell.plain
        breakdown = meaning.breakdown or column.breakdown
        if layout.joins_breakdown and meaning.breakdown and column.breakdown:
            breakdown = _joined(meaning.breakdown, column.breakdown)
        indicator = column.indicator or meaning.indicators[percent]
        indicator = indicator or (layout.percent_indicator if percent else None) or layout.indicator
        if percent and indicator == layout.percent_indicator and indicator != layout.indicator:
            breakdown = None
        area = column.area or meaning.area or self.page.grid.authority
        return _About(indicator, breakdown, area, self._period(column, meaning), meaning.basis)

    def _period(self, column: ColumnLayout, meaning: RowMeaning) -> Period | None:
        return named_period(column.period, self.page) or meaning.period

    def _parts(self, row: Row, cell: Cell, column: ColumnLayout, meaning: RowMeaning) -> list[Placement]:
        """The figures of a cell in which the layout finds several; a cell with one of them holds just that one."""
        hits = _hits(meaning.parts, cell)
        if meaning.parts and not hits and not is_figure(cell.plain) and not is_missing_mark(cell.plain):
            return _unread(row, cell, _NO_WORDS)
        count, period = meaning.indicators[0], self._period(column, meaning)
        return [
            self._made(row, piece, _About(count, part.breakdown, self.page.grid.authority, period))
            for piece, part in _pieces(cell, hits)
        ]

    def _labelled_count(self, row: Row, cell: Cell, column: ColumnLayout, meaning: RowMeaning) -> list[Placement]:
        """A cell such as "Drift (4)": what it counts and how many; a bare number is the column's total."""
        about = _About(self.page.layout.indicator, column.breakdown, self.page.grid.authority, meaning.period)
        if match := LABELLED_COUNT.match(cell.plain):
            breakdown = f"{column.breakdown} / {match[1]}" if column.breakdown else match[1]
            about = replace(about, indicator=column.indicator, breakdown=breakdown)
            return [self._made(row, replace(cell, text=match[2]), about)]
        if is_figure(cell.plain) or is_missing_mark(cell.plain):
            return [self._made(row, cell, about)]
        return self._no_figure(row, cell, about)

    def _by_patterns(self, row: Row, units: Sequence[FigureColumns], meaning: RowMeaning) -> list[Placement]:
        """The figures that the layout's patterns find in the words of the cells, each in its column.

        Where there are more columns than patterns, and the first prints none of its words, another stands before it.
        """
        patterns = self.page.layout.patterns
        cells = [cell for unit in units if (cell := read_unit(row, unit))]
        first = read_unit(row, units[0]) if units else None
        if first and len(units) > len(patterns) and patterns[0] and not _hits(patterns[0], first):
            return [p for cell in cells if re.search(r"\d", cell.plain) for p in _unread(row, cell, _BESIDE)]
        pairs = ((read_unit(row, unit), own) for unit, own in zip(units, patterns, strict=False))
        return [p for cell, own in pairs if cell for p in self._by_pattern(row, cell, own, meaning)]

    def _by_pattern(self, row: Row, cell: Cell, patterns: Sequence[Pattern], meaning: RowMeaning) -> list[Placement]:
        hits = _hits(patterns, cell)
        if patterns and not hits:
            return _unread(row, cell, _NO_WORDS)
        return [
            self._made(row, piece, _About(pattern.indicator, None, self.page.grid.authority, meaning.period))
            for piece, pattern in _pieces(cell, hits)
        ]

    def _made(self, row: Row, cell: Cell, about: _About) -> Placement:
        registry = self.page.lexicon.registry
        known = registry.indicators.get(about.indicator or "")
        number, name = self._printed_name(known)
        area = self.areas.get(about.area, about.area)
        where = registry.area(area)
        return Placement(
            row.line,
            cell.index,
            cell.published,
            cell.text,
            "value",
            part=cell.part,
            indicator=about.indicator,
            number=number,
            name=name,
            breakdown=about.breakdown,
            area=where.name if where else area,
            period=about.period or NOT_STATED,
            basis=about.basis,
            unit=known.unit if known else None,
            correction=cell.correction,
            last=cell.last,
        )

    def _printed_name(self, known: Indicator | None) -> tuple[str | None, str | None]:
        """The number and name by which the family prints an indicator."""
        entries = self.page.lexicon.registry.names_of(known.id, self.page.layout.family) if known else ()
        entry = next((e for e in entries if e.page != "summary"), entries[0] if entries else None)
        return (entry.number, entry.names[0]) if entry else (None, known.name if known else None)


def _whole_number(find: str, text: str) -> re.Match[str] | None:
    """Where a layout's words stand with their figure, unless the figure is only a part of a longer one."""
    match = re.search(find, text)
    return None if match is None or _GOES_ON.match(text, match.end(1)) else match


def _hits(said: Sequence[Said], cell: Cell) -> list[tuple[str, Said]]:
    """The figures of a cell that stand with the words of a layout, each with whose words these are."""
    return [(match[1], one) for one in said if (match := _whole_number(one.find, cell.plain))]


def _pieces(cell: Cell, hits: Sequence[tuple[str, Said]]) -> list[tuple[Cell, Said]]:
    """The cell once for each text that was found in it, numbered where there are several."""
    several = len(hits) > 1
    return [
        (replace(cell, text=text, part=number if several else 0), said)
        for number, (text, said) in enumerate(hits, start=1)
    ]


def _joined(row: str, column: str) -> str:
    return " / ".join(p for p in (row, column) if p != TOTAL) or TOTAL


def parts_that_do_not_add_up(row: Row, columns: Sequence[LaidColumn]) -> set[str | None]:
    """The areas whose figures in this row are not those that its total adds up: their cells have slipped.

    A total that is not printed is what the total of the first area leaves after those of the others.
    """
    parts: dict[str | None, list[str]] = {}
    for unit, column in columns:
        if column:
            parts.setdefault(column.area, []).append(row.text(unit.columns[0]))
    totals = {area: _count(texts[-1]) for area, texts in parts.items()}
    whole, *others = totals.values() or [None]
    rest = (whole or 0) - sum(total or 0 for total in others)
    doubtful = set()
    for area, texts in parts.items():
        counts = [_count(text) if text else 0 for text in texts[:-1]]
        expected = totals[area] if texts[-1] else (rest if whole else sum(filter(None, counts)))
        if None in counts or sum(filter(None, counts)) != expected:
            doubtful.add(area)
    return doubtful


def _count(text: str) -> float | None:
    """A printed count; a dash is none; null for anything else."""
    return number_of(text) if _WHOLE_NUMBER.fullmatch(text) else (0.0 if text == "-" else None)


def _unread(row: Row, cell: Cell, why: str) -> list[Placement]:
    """A cell in the place of a figure as not read, whatever it prints, and why."""
    return [Placement(row.line, cell.index, cell.published, cell.text, "unread", part=cell.part, detail=why)]


def _counts_more_than_all(text: str) -> bool:
    """Whether a cell prints a whole number that is no percentage of anything."""
    return bool(_WHOLE_NUMBER.fullmatch(text)) and (number_of(text) or 0) > _ALL
