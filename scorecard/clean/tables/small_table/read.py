"""Small tables and detail pages of known layout, which stand in ``councils/<name>/layouts.yml`` as data.

A layout says by which words of its header a table is recognised, what its rows and columns are about,
and nothing else; figures are read as everywhere. Tables whose headers speak for themselves (summaries,
theme pages with indicator numbers) need none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scorecard.clean.names.areas import locality_label, printed_areas
from scorecard.clean.names.indicators import similarity
from scorecard.clean.raw.grid import Cell, Grid, Placement, Reading, Row
from scorecard.clean.tables.shared.labels import label_column, read_labels
from scorecard.clean.tables.shared.units import Unit, find_units, read_unit
from scorecard.clean.tables.small_table.columns import (
    block_columns,
    by_kinds,
    column_of_words,
    expected_columns,
    laid_out,
    only_one,
    parts_that_do_not_add_up,
    printed_width,
    spread,
    unread,
    with_header_periods,
)
from scorecard.clean.tables.small_table.lost_labels import with_labels_beside_notes, with_months
from scorecard.clean.tables.small_table.missing_columns import ColumnMatcher
from scorecard.clean.tables.small_table.recognise import find_layout, header_length
from scorecard.periods import Period
from scorecard.registry import Registry
from scorecard.registry.layouts import ColumnLayout, Layout, Part
from scorecard.registry.models import Indicator
from scorecard.text.cells import CellReader
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.periods import NOT_STATED, TimeContext, read_period

_HEADER_ROWS = 4
_NOUGHT = re.compile(r"0+(?:\.0+)?\s*%")
_MORE_THAN_ALL = re.compile(r"(?!100$)[1-9]\d{2,}|\d[\d,]*,\d{3}")
_COUNTED = ("count", "cases", "fte", "days", "gbp")
_ALMOST_ALL = 0.9
_TOTAL = re.compile(r"^(?:grand\s+|sub\s*-?\s*)?total\b", re.IGNORECASE)
_LABELLED_COUNT = re.compile(r"^(.*\S)\s*\((\d+)\)$")


def layout_goes_on(before: Grid, after: Grid, registry: Registry) -> list[Row]:
    """The rows with which ``after`` goes on with a table of known layout; none if it is a table of its own.

    Page furniture cuts a table in two: the second part has no header, stands under the same heading and is
    as wide; its rows are labelled with periods, or with words followed by figures, from the first on.
    """
    if before.heading != after.heading or before.width != after.width:
        return []
    layout = find_layout(before, registry)
    if layout is None or layout.rows in ("none", "indicator") or find_layout(after, registry):
        return []
    column = (
        layout.label
        if layout.label is not None
        else (label_column(before, registry, least=1) or 0)
        if layout.rows == "period"
        else 0
    )

    def labelled(row: Row) -> bool:
        label, rest = row.text(column), [t for t in row.texts[column + 1 :] if t]
        if layout.rows == "period":
            return read_period(label, before.time) is not None and not any(read_period(t, before.time) for t in rest)
        return (
            bool(label)
            and not is_figure(label)
            and bool(rest)
            and all(is_figure(t) or is_missing_mark(t) for t in rest)
        )

    opens = layout.rows != "period" or (bool(after.rows) and labelled(after.rows[0]))
    return after.rows if opens and all(labelled(row) for row in after.rows) else []


def read_layout(grid: Grid, registry: Registry, reader: CellReader) -> Reading | None:
    """Read a table by the layout that fits it, or null if none does."""
    layout = find_layout(grid, registry)
    if layout is None:
        return None
    return _Reader(grid, layout, registry, reader).read()


@dataclass(frozen=True)
class _RowMeaning:
    """What a row is about; ``indicators`` are those for a count and for a percentage."""

    period: Period | None = None
    area: str | None = None
    breakdown: str | None = None
    indicators: tuple[str | None, str | None] = (None, None)
    basis: str | None = None
    parts: tuple[Part, ...] = ()


class _Reader:
    """Reads one table by one layout."""

    def __init__(self, grid: Grid, layout: Layout, registry: Registry, reader: CellReader) -> None:
        if layout.rows == "period" and layout.label is not None:
            grid = with_months(grid) if layout.label == 0 else with_labels_beside_notes(grid, layout.label)
        self.grid, self.layout, self.registry, self.reader = grid, layout, registry, reader
        self.context = TimeContext(grid.as_at, self._header_year())
        self.label = self._label_column()
        self.labels = read_labels(grid, self.label, registry) if layout.rows == "period" and self.label >= 0 else {}
        self.first = self._first_data_row()
        self.areas: dict[str, str] = {}

    def read(self) -> Reading:
        reading = Reading(f"layout {self.layout.id}", self.layout.family)
        body = [row for row in self.grid.rows[self.first :] if self._has_figures(row)]
        units = self._units(body)
        columns = self._columns(units)
        self.areas = self._printed_areas(units, columns)
        current, last = self._period_above(), _RowMeaning()
        for position, row in enumerate(self.grid.rows[self.first :], start=self.first):
            alone = [t for t in row.texts if t]
            if len(alone) == 1 and (period := read_period(alone[0], self.context)) and not self.labels:
                current = period
                continue
            if self.layout.then and not self._has_figures(row) and sum(len(t) > 12 for t in row.texts) >= 3:
                matcher = ColumnMatcher([row], self.grid.rows[position + 1 :], self.layout.family, self.registry)
                columns = self._spread(list(self.layout.then), units, matcher)
                continue
            meaning = self._meaning(position, row, current)
            if meaning is None:
                if self.layout.unlabelled and self._has_figures(row):
                    reading.placements += self._place(
                        row, units, self._spread(list(self.layout.unlabelled), units), last
                    )
                continue
            last = meaning
            reading.placements += self._place(row, units, columns, meaning)
        return reading

    # -- rows --

    def _period_above(self) -> Period | None:
        """The period that stands alone in a row of the header, as over each part of a table by years."""
        for row in self.grid.rows[: self.first]:
            alone = [t for t in row.texts if t]
            if len(alone) == 1 and not self.labels and (period := read_period(alone[0], self.context)):
                return period
        return None

    def _label_column(self) -> int:
        if self.layout.rows == "none":
            return -1
        if self.layout.rows in ("breakdown", "indicator", "area"):
            return column_of_words(self.grid, self.layout.label or 0)
        if self.layout.label is not None:
            return self.layout.label
        if self.layout.rows == "period":
            found = label_column(self.grid, self.registry, least=1)
            return found if found is not None else 0
        return 0

    def _first_data_row(self) -> int:
        if self.labels:
            return min(p for p in self.labels if self._has_figures(self.grid.rows[p]) or p == max(self.labels))
        for position, row in enumerate(self.grid.rows):
            if self._has_figures(row) and not self._is_number_row(row):
                return position
        return len(self.grid.rows)

    def _is_number_row(self, row: Row) -> bool:
        texts = [t for t in row.texts if t and not read_period(t, self.context)]
        return all(
            re.fullmatch(r"\d{0,2}\.?\d{0,2}(?:\.?and\d{1,2}\.\d{1,2})?|[^\d]{1,3}", t.replace(" ", "")) for t in texts
        ) and any("." in t for t in texts)

    def _has_figures(self, row: Row) -> bool:
        texts = [t for i, t in enumerate(row.texts) if i != self.label and t]
        return any(is_figure(t) or is_missing_mark(t) or _LABELLED_COUNT.match(t) for t in texts) and not (
            all(read_period(t, self.context) for t in texts)
        )

    def _header_year(self) -> int | None:
        if self.layout.period_from != "header-year":
            return None
        for row in self.grid.rows[:_HEADER_ROWS]:
            for text in row.texts:
                match = re.search(r"\b(20\d\d)\s*/\s*\d\d\b", text)
                if match:
                    return int(match[1])
        return None

    def _meaning(self, position: int, row: Row, current: Period | None) -> _RowMeaning | None:
        default = current or self._default_period()
        text = row.text(self.label) if self.label >= 0 else ""
        match self.layout.rows:
            case "none":
                return _RowMeaning(default) if self._has_figures(row) else None
            case "period":
                return self._period_row(position, row, text)
            case "area":
                area = self.registry.area(text)
                whole = _TOTAL.match(text) or (self.layout.total_row and similarity(text, self.layout.total_row) > 0.8)
                place = self.grid.authority if whole else area.name if area else self._other_locality(row, text)
                return _RowMeaning(default, place) if place else None
            case "indicator":
                return self._indicator_row(text, default)
            case _:
                return self._breakdown_row(text, default)

    def _period_row(self, position: int, row: Row, text: str) -> _RowMeaning | None:
        """A row labelled by its period; where the layout names indicators of rows, a cell behind it says which."""
        label = self.labels.get(position)
        period = label.period if label else read_period(text, self.context)
        if period is None:
            return None
        words = next((t for t in row.texts[self.label + 1 :] if t and not is_figure(t)), "")
        named = self._indicator_row(words, period) if self.layout.row_indicators else None
        indicators = named.indicators if named else (None, None)
        return _RowMeaning(period, label.area if label else None, None, indicators, label.basis if label else None)

    def _indicator_row(self, text: str, default: Period | None) -> _RowMeaning | None:
        scored = [(similarity(text, row.label), row) for row in self.layout.row_indicators]
        score, best = max(scores, key=lambda s: s[0]) if (scores := scored) else (0.0, None)
        if best is None or score < 0.7:
            return None
        return _RowMeaning(default, None, best.breakdown, (best.count, best.percent), parts=tuple(best.parts))

    def _breakdown_row(self, text: str, default: Period | None) -> _RowMeaning | None:
        if not text or re.fullmatch(r"[\d.%-]+", text):
            return None
        period = read_period(text, self.context)
        if period:
            return _RowMeaning(period)
        return _RowMeaning(default, None, "Total" if _TOTAL.match(text) else text)

    def _default_period(self) -> Period | None:
        return self._named_period(self.layout.period)

    def _named_period(self, name: str | None) -> Period | None:
        as_at = self.grid.as_at
        if name is None:
            return None
        if name == "as-at":
            return Period.month(as_at.year, as_at.month)
        if name == "year-to-date":
            return Period.year_to_date(self.context.financial_year, as_at)
        if name in ("section", "section-end"):
            year = read_period(self.grid.year or "", self.context)
            return year.last_month() if year and name == "section-end" else year
        return read_period(name, self.context)

    # -- columns --

    def _units(self, body: list[Row]) -> list[Unit]:
        first = self.label + 1
        if self.layout.fixed:
            return [Unit("number", (c,)) for c in range(first, self.grid.width)]
        if self.layout.patterns or self.layout.labelled_counts:
            return [Unit("text", (c,)) for c in range(first, self.grid.width)]
        units = find_units(body, first, self.grid.width, self.reader)
        if self.label > 0 and self.layout.rows == "breakdown":
            units = find_units(body, 0, self.label, self.reader) + units
        return units

    def _columns(self, units: list[Unit]) -> list[ColumnLayout | None]:
        layout, header = self.layout, self.grid.rows[: self.first]
        if layout.patterns:
            return list(layout.columns) or [ColumnLayout() for _ in units]
        if layout.fixed:
            blocks = block_columns(
                layout, header, [u.columns[0] for u in units], printed_width(self.grid) - self.label - 1
            )
            certain = [] if any(blocks) else self._matcher().match(expected_columns(layout, len(units)), units)
            return certain if _ALMOST_ALL * len(units) <= sum(map(bool, certain)) > 0 else blocks
        found = self._certain(units) or laid_out(layout, header, units, self.registry)
        one_measure = not (layout.columns or layout.cycle)
        if layout.period_from != "header" and not (one_measure and len(units) > 1):
            return found
        dated = with_header_periods(found, units, header, self.label, self.context, repeated=bool(layout.cycle))
        return dated if layout.period_from == "header" else only_one(dated, units)

    def _printed_areas(self, units: list[Unit], columns: list[ColumnLayout | None]) -> dict[str, str]:
        """The areas that this page's header prints in the place of those of the layout."""
        if len({c.area for c in columns if c}) < len({c.area for c in self.layout.columns} | set(self.layout.areas)):
            return {}
        stands = [(u.columns[0], c.area) for u, c in zip(units, columns, strict=False) if c]
        runs = [(first, area) for i, (first, area) in enumerate(stands) if i == 0 or stands[i - 1][1] != area]
        if not runs or any(area is None for _, area in runs):
            return {}
        ends = [*(first - 1 for first, _ in runs[1:]), self.grid.width - 1]
        spans = [(str(area), first, last) for (first, area), last in zip(runs, ends, strict=True)]
        return printed_areas(self.grid.rows[: self.first], spans, self.registry, self.grid.authority) if spans else {}

    def _other_locality(self, row: Row, text: str) -> str | None:
        """The area of a row that the registry does not know, where the row prints figures."""
        return locality_label(text) if self._has_figures(row) else None

    def _spread(
        self, columns: list[ColumnLayout], units: list[Unit], matcher: ColumnMatcher | None = None
    ) -> list[ColumnLayout | None]:
        matcher = matcher or self._matcher()
        if len(columns) != len(units) and not by_kinds(columns):
            return matcher.match(columns, units)
        return spread(columns, self.grid.rows[: self.first], units, self.registry, self.layout.family)

    def _certain(self, units: list[Unit]) -> list[ColumnLayout | None] | None:
        """The columns of a page that prints more or fewer than its layout: those that are certain.

        Null where it prints as many, or whole groups of a cycle, whose names the header says.
        """
        layout, matcher = self.layout, self._matcher()
        expected, size = expected_columns(layout, len(units)), len(layout.cycle)
        if not expected or by_kinds(expected):
            return None
        if size and layout.period_from == "header":
            as_many = matcher.fit([layout.cycle[i % size] for i in range(len(units))], units)
        else:
            as_many = len(units) % size == 0 if size else len(units) == len(expected)
        return None if as_many else matcher.match(expected, units)

    def _matcher(self) -> ColumnMatcher:
        head = max(self.first, header_length(self.grid.rows))
        return ColumnMatcher(self.grid.rows[:head], self.grid.rows[head:], self.layout.family, self.registry)

    # -- cells --

    def _place(
        self, row: Row, units: list[Unit], columns: list[ColumnLayout | None], meaning: _RowMeaning
    ) -> list[Placement]:
        placed: list[Placement] = []
        if self.layout.patterns:
            return [p for i, unit in enumerate(units) for p in self._by_pattern(row, unit, i, meaning)]
        doubtful = parts_that_do_not_add_up(row, units, columns) if self.layout.total_last else set()
        for unit, column in zip(units, columns, strict=False):
            cell = read_unit(row, unit)
            if cell is None or column is None or column.skip:
                continue
            if column.area in doubtful:
                placed += unread(row, cell, "the figures of this part of the row do not add up to its total")
                continue
            if parts := self._parts(row, cell, column, meaning):
                placed += parts
            elif self.layout.labelled_counts:
                placed += self._labelled_count(row, cell, column, meaning)
            elif is_figure(cell.plain) or is_missing_mark(cell.plain) or self.reader.kinds([cell.plain])[0] != "text":
                placed.append(self._placement(row, cell, unit, column, meaning))
        return placed

    def _placement(self, row: Row, cell: Cell, unit: Unit, column: ColumnLayout, meaning: _RowMeaning) -> Placement:
        period = self._named_period(column.period) or meaning.period
        breakdown = meaning.breakdown or column.breakdown
        if self.layout.joins_breakdown and meaning.breakdown and column.breakdown:
            breakdown = self._joined(meaning.breakdown, column.breakdown)
        percent = "%" in cell.plain
        count_id, percent_id = meaning.indicators
        indicator = column.indicator or (percent_id if percent else count_id)
        indicator = indicator or (
            self.layout.percent_indicator if percent and self.layout.percent_indicator else self.layout.indicator
        )
        if percent and indicator == self.layout.percent_indicator and indicator != self.layout.indicator:
            breakdown = None
        area = column.area or meaning.area or self.grid.authority
        made = self._make(row, cell, indicator, breakdown, area, period, meaning.basis)
        if percent and made.unit in _COUNTED and not _NOUGHT.fullmatch(cell.plain):
            return replace(made, role="unread", detail="a percentage stands where a count is expected")
        if made.unit == "percent" and _MORE_THAN_ALL.fullmatch(cell.plain):
            return replace(made, role="unread", detail="a count stands where a percentage is expected")
        return made

    def _parts(self, row: Row, cell: Cell, column: ColumnLayout, meaning: _RowMeaning) -> list[Placement]:
        """The figures of a cell in which the layout finds several; a cell with one of them holds just that one."""
        found = [(re.search(part.find, cell.plain), part) for part in meaning.parts]
        period = self._named_period(column.period) or meaning.period
        hits = [(match[1], part.breakdown) for match, part in found if match]
        return [
            self._make(
                row,
                cell,
                meaning.indicators[0],
                breakdown,
                self.grid.authority,
                period,
                None,
                text,
                number if len(hits) > 1 else 0,
            )
            for number, (text, breakdown) in enumerate(hits, start=1)
        ]

    def _joined(self, row: str, column: str) -> str:
        parts = [p for p in (row, column) if p != "Total"]
        return " / ".join(parts) or "Total"

    def _make(
        self,
        row: Row,
        cell: Cell,
        indicator: str | None,
        breakdown: str | None,
        area: str,
        period: Period | None,
        basis: str | None,
        text: str | None = None,
        part: int | None = None,
    ) -> Placement:
        known = self.registry.indicators.get(indicator or "")
        number, name = self._printed_name(known)
        area = self.areas.get(area, area)
        where = self.registry.area(area)
        return Placement(
            row.line,
            cell.index,
            cell.published,
            cell.text if text is None else text,
            "value",
            part=cell.part if part is None else part,
            indicator=indicator,
            number=number,
            name=name,
            breakdown=breakdown,
            area=where.name if where else area,
            period=period or NOT_STATED,
            basis=basis,
            unit=known.unit if known else None,
            correction=cell.correction,
            last=cell.last,
        )

    def _printed_name(self, known: Indicator | None) -> tuple[str | None, str | None]:
        entries = self.registry.names_of(known.id, self.layout.family) if known else ()
        entry = next((e for e in entries if e.page != "summary"), entries[0] if entries else None)
        return (entry.number, entry.names[0]) if entry else (None, known.name if known else None)

    def _labelled_count(self, row: Row, cell: Cell, column: ColumnLayout, meaning: _RowMeaning) -> list[Placement]:
        """A cell such as "Drift (4)": what it counts and how many; a bare number is the column's total."""
        match = _LABELLED_COUNT.match(cell.plain)
        if match:
            breakdown = f"{column.breakdown} / {match[1]}" if column.breakdown else match[1]
            return [
                self._make(row, cell, column.indicator, breakdown, self.grid.authority, meaning.period, None, match[2])
            ]
        if is_figure(cell.plain):
            return [
                self._make(
                    row, cell, self.layout.indicator, column.breakdown, self.grid.authority, meaning.period, None
                )
            ]
        return []

    def _by_pattern(self, row: Row, unit: Unit, position: int, meaning: _RowMeaning) -> list[Placement]:
        cell = read_unit(row, unit)
        if cell is None or position >= len(self.layout.patterns):
            return []
        found = [(re.search(p.find, cell.plain), p) for p in self.layout.patterns[position]]
        hits = [(m[1], p) for m, p in found if m]
        return [
            self._make(
                row, cell, p.indicator, None, self.grid.authority, meaning.period, None, text, i if len(hits) > 1 else 0
            )
            for i, (text, p) in enumerate(hits, start=1)
        ]
