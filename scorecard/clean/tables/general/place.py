"""What the cells of a table of any layout are about: the measure, the area and the time of each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.counts import Counts, counts_of
from scorecard.clean.tables.general.measures import NOTHING, MeasureNames, Named
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.shared.labels import read_labels
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.periods import read_period
from scorecard.text.timeline import DOUBTS

_BANDS = {"target": "green", "red": "red", "amber": "amber", "green": "green"}
_SIGNALS = ("rag", "direction")
_NO_TIME = "no period is printed for it, and the table has several figures that may be the latest"
_NO_WORDS = "the words over its column are none that are known: neither a time, an area nor what stands beside a figure"
_NO_AREA = "no area of this name is known: areas.yml and council.yml do not have it"
_NO_LABEL = "the label of its row is no period that can be told"
_NO_COLUMN = "an x and a y of which it is not sure what figure they belong to"
_A_PART = "its row prints the numerator, the denominator or the target of a measure that stands in several rows"
_CATEGORIES = "its rows are categories of one measure: a layout says which (layouts.yml)"


@dataclass(frozen=True)
class _About:
    """What a cell is about; ``why`` says why that is not known."""

    measure: Named = NOTHING
    area: str | None = None
    period: Period | None = None
    basis: str | None = None
    why: str = ""


@dataclass(frozen=True)
class Placer:
    """Places the cells of one table by the roles of its columns and the names of its family."""

    roles: TableRoles
    names: MeasureNames
    lexicon: Lexicon

    def placements(self) -> list[Placement]:
        """The placement of every cell that prints a figure, a target, a colour or an arrow."""
        of_row = {"measure": self._of_measure, "period": self._of_period, "area": self._of_area}
        place = of_row.get(self.roles.rows, self._of_category)
        return [placement for body in self.roles.body for placement in place(body)]

    # ---- a measure a row --------------------------------------------------------------------------------------

    def _of_measure(self, body: BodyRow) -> Iterator[Placement]:
        measure = self.names.named(body.label, [body.row.text(c.position) for c in self._own])
        if body.part not in ("", VALUE):
            measure = Named(why=_A_PART)
        for column in self.roles.of_role(VALUE):
            if cell := _cell(body, column):
                yield from self._value(body, cell, self._about(body, column, measure))
        yield from self._counts(body, measure)
        now = _About(measure, self.roles.grid.authority, self._now(body))
        for column in self.roles.of_role(*_BANDS, *_SIGNALS):
            if cell := _cell(body, column):
                yield from self._beside(body, cell, column, now)

    def _about(self, body: BodyRow, column: Column, measure: Named) -> _About:
        if column.time and column.time.doubt:
            return _About(why=f"the period of its header cannot be told: {DOUBTS[column.time.doubt]}")
        if column.words and column.role == VALUE:
            return _About(why=_NO_WORDS)
        area = column.area or self.roles.grid.authority
        if column.period:
            return _About(measure, area, column.period)
        if self._is_comparator(area):
            return _About(measure, area, Period.latest())
        if column is not self._undated:
            own = area != self.roles.grid.authority
            return _About(measure, area, self._as_at) if own else _About(why=_NO_TIME)
        now = self._of_the_row(body)
        return _About(measure, area, now) if now else _About(why=_NO_LABEL)

    def _counts(self, body: BodyRow, measure: Named) -> Iterator[Placement]:
        """The x and the y of a row, put together as "x of y" of the figure that they make."""
        for counts in self._counted:
            x, y = (_cell(body, column) if column else None for column in (counts.x, counts.y))
            about = self._about(body, counts.figures, measure) if counts.figures else _About(why=_NO_COLUMN)
            if not (x and y and is_figure(x.plain) and is_figure(y.plain)):
                about = _About(why="an x without its y, or a y without its x beside it")
            if about.why or about.measure.indicator is None:
                for cell in filter(None, (x, y)):
                    yield from self._value(body, cell, about)
            elif x and y:
                printed = f"{x.published} {y.published}"
                both = replace(x, text=f"{x.plain} of {y.plain}", published=printed, last=y.index)
                yield from self._value(body, both, about)

    def _column(self, role: str) -> Column | None:
        return next(iter(self.roles.of_role(role)), None)

    @cached_property
    def _own(self) -> list[Column]:
        """The columns of the council's own figures."""
        return [c for c in self.roles.of_role(VALUE) if c.area in (None, self.roles.grid.authority) and not c.words]

    @cached_property
    def _undated(self) -> Column | None:
        """The one column of own figures without a period over it; null where there are several, or dated ones too."""
        undated = [c for c in self._own if c.time is None]
        return undated[0] if len(undated) == 1 == len(self._own) else None

    @cached_property
    def _counted(self) -> list[Counts]:
        return counts_of(self.roles, self._own)

    @property
    def _as_at(self) -> Period:
        as_at = self.roles.grid.as_at
        return Period.month(as_at.year, as_at.month)

    def _of_the_row(self, body: BodyRow) -> Period | None:
        """The period that a row says for its figure; that of the pack where the table has no such column."""
        said = self._of_periods
        if said is None:
            return self._as_at
        return read_period(body.row.text(said.position), self.roles.grid.time)

    @cached_property
    def _of_periods(self) -> Column | None:
        """The column that says of each row which period it is about, by its header or because it prints periods."""
        if said := self._column("period"):
            return said
        others = self.roles.of_role("other", "note")
        return next((column for column in others if self._prints_periods(column)), None)

    def _prints_periods(self, column: Column) -> bool:
        texts = [text for body in self.roles.body if (text := body.row.text(column.position))]
        dated = sum(read_period(text, self.roles.grid.time) is not None for text in texts)
        return dated > 0 and 2 * dated >= len(texts)

    def _now(self, body: BodyRow) -> Period | None:
        """What targets, colours and arrows are about: the last period that had begun, or the row's own."""
        if self._undated:
            return self._of_the_row(body)
        as_at = self.roles.grid.as_at
        begun = [p for c in self._own if (p := c.period) and p.start and p.end and p.start <= as_at]
        return max(begun, key=lambda p: (p.end, p.start), default=None)

    def _is_comparator(self, area: str) -> bool:
        registry = self.lexicon.registry
        return area in registry.comparators or (area in registry.authorities and area != self.roles.grid.authority)

    # ---- a period or an area a row, a measure a column -----------------------------------------------------------

    def _of_period(self, body: BodyRow) -> Iterator[Placement]:
        label = self._labels.get(body.row.line)
        yield from self._across(body, self.roles.grid.authority, label, "" if label else _NO_LABEL)

    def _of_area(self, body: BodyRow) -> Iterator[Placement]:
        own = self.roles.grid.authority
        area = own if body.is_total else self.lexicon.registry.area_name(body.label, own)
        yield from self._across(body, area, self._as_at, "" if area else _NO_AREA)

    def _across(self, body: BodyRow, area: str | None, period: Period | None, why: str) -> Iterator[Placement]:
        """The figures of a row whose columns are measures."""
        for column in self.roles.of_role(VALUE):
            cell = _cell(body, column)
            if cell is None:
                continue
            if column.time and column.time.doubt:
                reason = f"the period of its header cannot be told: {DOUBTS[column.time.doubt]}"
                yield from self._value(body, cell, _About(why=reason))
                continue
            texts = [one.row.text(column.position) for one in self.roles.body]
            measure = self.names.named(column.words or " ".join(self.roles.title), texts)
            yield from self._value(body, cell, _About(measure, column.area or area, column.period or period, why=why))

    @cached_property
    def _labels(self) -> dict[int, Period]:
        """The periods of rows by line; without those in doubt."""
        name, grid = self.roles.name, self.roles.grid
        read = read_labels(grid, name.position, self.lexicon.registry) if name else {}
        return {grid.rows[at].line: label.period for at, label in read.items() if label.period and not label.doubt}

    def _of_category(self, body: BodyRow) -> Iterator[Placement]:
        for column in self.roles.of_role(VALUE):
            if cell := _cell(body, column):
                yield from self._value(body, cell, _About(why=_CATEGORIES))

    # ---- cells ----------------------------------------------------------------------------------------------------

    def _value(self, body: BodyRow, cell: Cell, about: _About) -> Iterator[Placement]:
        why = about.why or about.measure.why or _of_another_kind(cell.plain, about.measure)
        placed = self._made(body, cell, about)
        if not why:
            yield placed
        elif is_figure(cell.plain) or not is_missing_mark(cell.plain):
            yield replace(placed, role="unread", detail=why)

    def _beside(self, body: BodyRow, cell: Cell, column: Column, about: _About) -> Iterator[Placement]:
        """A target, or a colour or an arrow: no figures, and of a measure that is not known they say nothing."""
        placed, band = self._made(body, cell, about), _BANDS.get(column.role)
        why = about.measure.why or _of_another_time(column, about.period)
        if band and why:
            yield replace(placed, role="unread", detail=why)
        elif band:
            yield replace(placed, role="threshold", detail=band, period=None, area=None)
        elif not why:
            yield replace(placed, role="signal", detail=column.role)

    def _made(self, body: BodyRow, cell: Cell, about: _About) -> Placement:
        known, entry = about.measure.indicator, about.measure.entry
        return Placement(
            body.row.line,
            cell.index,
            cell.published,
            cell.text,
            "value",
            part=cell.part,
            indicator=known.id if known else None,
            number=entry.number if entry else None,
            name=entry.names[0] if entry else None,
            area=about.area,
            period=about.period,
            basis=about.basis or (entry.basis if entry else None),
            unit=about.measure.unit,
            correction=cell.correction,
            last=cell.last,
        )


def _cell(body: BodyRow, column: Column) -> Cell | None:
    """The cell of a row under a column; null where it prints nothing."""
    cells = body.row.cells
    cell = cells[column.position] if column.position < len(cells) else None
    return cell if cell and cell.plain else None


def _of_another_kind(text: str, measure: Named) -> str:
    """Why a figure cannot be one of a measure: a percentage where a number is counted."""
    share = measure.unit == "percent"
    return "a percentage stands where a number is expected" if "%" in text and not share else ""


def _of_another_time(column: Column, now: Period | None) -> str:
    """Why a target or a mark is not about the latest figures: its header names a time that does not hold theirs."""
    said = column.period
    if said is None or now is None or not (said.start and said.end and now.start and now.end):
        return ""
    within = said.start <= now.start and now.end <= said.end
    return "" if within else "its header names another time than that of the latest figures"
