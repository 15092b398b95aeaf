"""What the cells of a table of any layout are about: the measure, the area and the time of each figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scorecard.clean.raw.grid import Cell
from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.counts import Counts, counts_of
from scorecard.clean.tables.general.kinds import caption_of
from scorecard.clean.tables.general.measures import NOT_NAMED, NOTHING, MeasureNames, Named
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.times import TableTimes
from scorecard.clean.tables.general.unread import NO_PERIOD, PERCENT_OF_COUNT, TWO_COLUMNS
from scorecard.clean.tables.general.words import HeaderWords, holds_a_time
from scorecard.clean.tables.shared.labels import read_labels
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.clean.tables.shared.reading import Placement
from scorecard.periods import Period
from scorecard.text.figures import is_figure, is_missing_mark, prints_a_share
from scorecard.text.letters import letters
from scorecard.text.relative import ROLLING
from scorecard.text.timeline import DOUBTS

_BANDS = {"target": "green", "red": "red", "amber": "amber", "green": "green"}
_SIGNALS = ("rag", "direction")
NO_TIME = "no period is printed for it, and the table has several figures that may be the latest"
NO_WORDS = "the words over its column are none that are known: neither a time, an area nor what stands beside a figure"
A_CALENDAR_YEAR = "a year of the calendar stands over it, and nobody has said yet which financial year it means"
_OF_SCHOOL = re.compile(r"\b(?:academic|school)\b", re.IGNORECASE)
"""What heads years that begin in September."""
SEVERAL_ROWS = "several rows have this name, and nothing over them tells them apart"
NOT_SURE = "its header says its time by another one, and nothing says which: a month, a quarter or a year before"
_NO_AREA = "no area of this name is known: areas.yml and council.yml do not have it"
_NO_COLUMN = "an x and a y of which it is not sure what figure they belong to"
_A_PART = "its row prints the numerator, the denominator or the target of a measure that stands in several rows"
_CATEGORIES = "its rows are categories of one measure: a layout says which (layouts.yml)"


@dataclass(frozen=True)
class About:
    """What a cell is about; ``why`` says why that is not known."""

    measure: Named = NOTHING
    area: str | None = None
    period: Period | None = None
    basis: str | None = None
    why: str = ""
    breakdown: str | None = None


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
        measure = self._find(self.name_of_row(body), [body.row.text(c.position) for c in self._own])
        if body.part not in ("", VALUE):
            measure = Named(why=_A_PART)
        for column in self.roles.of_role(VALUE):
            if cell := cell_of(body, column):
                yield from self._value(body, cell, self._about(body, column, self._named(body, column, measure)))
        yield from self._counts(body, measure)
        now = About(measure, self.roles.grid.authority, self.times.now(body))
        for column in self.roles.of_role(*_BANDS, *_SIGNALS):
            if cell := cell_of(body, column):
                about = replace(now, measure=self._judged(body, column, measure))
                yield from self._beside(body, cell, self._of_now(body, column, about.period), about)

    def _of_now(self, body: BodyRow, column: Column, now: Period | None) -> Column:
        """A target's column; without its time where the target of the latest figures is the very same."""
        text = body.row.text(column.position)
        others = [c for c in self.roles.of_role(column.role) if c is not column and body.row.text(c.position) == text]
        same = column.role == "target" and any(not _of_another_time(other, now) for other in others)
        return replace(column, time=None) if same else column

    def _judged(self, body: BodyRow, column: Column, measure: Named) -> Named:
        """The measure that a target or a mark is about: of a number and its percentage the one of the target."""
        if len(self.by_unit) == 1:
            return measure
        target = next((t for c in self.roles.of_role("target") if (t := body.row.text(c.position))), "")
        return self._find(self.name_of_row(body), [target]) if target else Named(why=TWO_COLUMNS)

    def name_of_row(self, body: BodyRow) -> str:
        """What a row calls its measure: its label, with what stands over its group where several rows have it.

        Empty where nothing tells them apart.
        """
        if self.is_alone(body):
            return body.label
        group = self.group_of(body)
        return f"{group}: {body.label}" if group and self.is_alone(body, group) else ""

    def is_alone(self, body: BodyRow, group: str = "") -> bool:
        """Whether no other row, of the same group where one is given, has the label of a row."""
        key = self._key_of(body)
        return (self._grouped[key, letters(group)] if group else self._labels_of_rows[key]) < 2

    def _key_of(self, body: BodyRow) -> str:
        """The letters of a row's label; of a measure those of its percentages apart from those of its number."""
        texts = [body.row.text(c.position) for c in self._own if body.row.text(c.position)]
        share = self.roles.rows == "measure" and 2 * sum(map(prints_a_share, texts)) > len(texts)
        return f"{letters(body.label)} %" if share else letters(body.label)

    def group_of(self, body: BodyRow) -> str:
        """What stands over a row and others: the last row that only labels, or the last cell left of the names."""
        return body.group or self._left.get(body.row.line, "")

    @cached_property
    def _left(self) -> dict[int, str]:
        """By line the last text in the column left of the names, where that column has no other role."""
        name = self.roles.name
        left = [c for c in self.roles.columns if name and c.position < name.position and c.role in ("other", "note")]
        told, last = {}, ""
        for body in self.roles.body if left else ():
            last = body.row.text(left[0].position) or last
            told[body.row.line] = last
        return told

    @cached_property
    def _labels_of_rows(self) -> Counter[str]:
        return Counter(map(self._key_of, self.roles.body))

    @cached_property
    def _grouped(self) -> Counter[tuple[str, str]]:
        return Counter((self._key_of(body), letters(self.group_of(body))) for body in self.roles.body)

    def _find(self, words: str, texts: Iterable[str], unit: str | None = None) -> Named:
        """The measure of some words: as the family's names have them under the table's caption, else alone."""
        printed = list(texts)
        if not words:
            return Named(why=SEVERAL_ROWS if self.roles.rows == "measure" else NOT_NAMED)
        under = self.names.named(f"{caption_of(self.roles)}: {words}", printed, unit)
        return under if under.why != NOT_NAMED else self.names.named(words, printed, unit)

    def _about(self, body: BodyRow, column: Column, measure: Named) -> About:
        if why := self.doubt_of(column):
            return About(why=why)
        if column.relative and (column.words or self.times.column):
            period = self.times.before(body, column)
            area, why = column.area or self.roles.grid.authority, "" if period else self.unsure_of(column)
            return About(measure, area, period, "rolling-12-months" if column.relative == ROLLING else None, why)
        if column.words and not self.unit_of(column):
            return About(why=NO_WORDS)
        area = column.area or self.roles.grid.authority
        if column.period:
            return About(measure, area, column.period, why=TWO_COLUMNS if self.is_one_of_twins(column) else "")
        if self._is_comparator(area):
            said = self.times.as_at
            return About(measure, area, said if said.kind == "financial_year" else Period.latest())
        if self.is_one_of_twins(column):
            return About(why=TWO_COLUMNS)
        told_by_unit = len(self.by_unit) > 1 and len(self._twins) == 1
        beside = self.times.undated is not None and self._are_pairs(column)
        if column is not self.times.undated and not told_by_unit and not beside:
            own = area != self.roles.grid.authority
            return About(measure, area, self.times.as_at) if own else About(why=NO_TIME)
        now = self.times.of_row(body)
        return About(measure, area, now) if now else About(why=NO_PERIOD)

    def doubt_of(self, column: Column) -> str:
        """Why the period that stands over a column cannot be told; empty if it can."""
        doubt = column.time.doubt if column.time and column.role == VALUE else None
        return f"the period of its header cannot be told: {DOUBTS.get(doubt, A_CALENDAR_YEAR)}" if doubt else ""

    def unsure_of(self, column: Column) -> str:
        """Why a time that a header says by another one is not sure."""
        return NOT_SURE

    def unit_of(self, column: Column) -> str | None:
        """The unit that a header says, and beside a time no other word; of an "x of y" it is that of its percentage."""
        if self._are_pairs(column):
            return None
        said = column.words or ((column.heads or ("",))[-1] if column.area else column.header)
        return self._words.counts(said.replace(column.time.published, "", 1) if column.time else said)

    def _are_pairs(self, column: Column) -> bool:
        """Whether most cells of a column print an x of y."""
        kinds = self.lexicon.cells.kinds(self.texts(column))
        return 2 * sum(kind in ("ratio", "damaged_ratio") for kind in kinds) > len(kinds)

    def texts(self, column: Column) -> list[str]:
        """What a column prints in the rows of figures."""
        return [text for body in self.roles.body if (text := body.row.text(column.position))]

    @cached_property
    def _words(self) -> HeaderWords:
        return HeaderWords(self.lexicon.registry, self.roles.grid.authority, self.roles.grid.family)

    @cached_property
    def by_unit(self) -> list[list[Column]]:
        """The columns of own figures, in groups where a row has several of one time that their units tell apart.

        A number and a percentage of one row are two measures.
        """
        if not any(len(twins) > 1 for twins in self._twins.values()):
            return [self._own]
        groups: dict[str | None, list[Column]] = {}
        for column in self._own:
            unit = "percent" if self._are_pairs(column) else self.unit_of(column)
            groups.setdefault(unit, []).append(column)
        return list(groups.values())

    @cached_property
    def _twins(self) -> dict[object, list[Column]]:
        """The columns of own figures by their time."""
        twins: dict[object, list[Column]] = {}
        for column in self._own:
            if not column.relative:
                twins.setdefault(column.time.published if column.time else None, []).append(column)
        return twins

    def is_one_of_twins(self, column: Column) -> bool:
        """Whether another column stands for the same thing, and no unit tells the two apart."""
        time = column.time.published if column.time else None
        units = [self.unit_of(twin) for twin in self._twins.get(time, [])]
        return column in self._own and units.count(self.unit_of(column)) > 1

    def _named(self, body: BodyRow, column: Column, measure: Named) -> Named:
        """The measure of a column: where units tell the columns of a row apart, the one of its unit."""
        if column.relative == ROLLING:
            return self._find(rolling(self.name_of_row(body)), [body.row.text(column.position)])
        group = next((group for group in self.by_unit if column in group), None)
        if group is None or len(self.by_unit) == 1:
            return measure
        unit = self.unit_of(column)
        named = self._find(self.name_of_row(body), [body.row.text(c.position) for c in group], unit)
        other = named.unit is not None and (named.unit == "percent") != (unit == "percent")
        return Named(why=NOT_NAMED) if other else named

    def _counts(self, body: BodyRow, measure: Named) -> Iterator[Placement]:
        """The x and the y of a row, put together as "x of y" of the figure that they make."""
        for counts in self._counted:
            x, y = (cell_of(body, column) if column else None for column in (counts.x, counts.y))
            about = self._about(body, counts.figures, measure) if counts.figures else About(why=_NO_COLUMN)
            if not (x and y and is_figure(x.plain) and is_figure(y.plain)):
                about = About(why="an x without its y, or a y without its x beside it")
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
        mine = [c for c in self.roles.of_role(VALUE) if c.area in (None, self.roles.grid.authority)]
        return [c for c in mine if not c.words or self.unit_of(c)]

    @cached_property
    def times(self) -> TableTimes:
        alone = [column for column in self._own if not self._are_pairs(column)]
        return TableTimes(self.roles, alone or self._own)

    @cached_property
    def _counted(self) -> list[Counts]:
        return counts_of(self.roles, self._own)

    def _is_comparator(self, area: str) -> bool:
        registry = self.lexicon.registry
        return area in registry.comparators or (area in registry.authorities and area != self.roles.grid.authority)

    # ---- a period or an area a row, a measure a column -----------------------------------------------------------

    def _of_period(self, body: BodyRow) -> Iterator[Placement]:
        label = self._labels.get(body.row.line)
        yield from self._across(body, self.roles.grid.authority, label, "" if label else NO_PERIOD)

    def _of_area(self, body: BodyRow) -> Iterator[Placement]:
        own = self.roles.grid.authority
        area = own if body.is_total else self.lexicon.registry.area_name(body.label, own)
        yield from self._across(body, area, self.times.as_at, "" if area else _NO_AREA)

    def _across(self, body: BodyRow, area: str | None, period: Period | None, why: str) -> Iterator[Placement]:
        """The figures of a row whose columns are measures."""
        for column in self.roles.of_role(VALUE):
            cell = cell_of(body, column)
            if cell is None:
                continue
            timed = not column.relative and holds_a_time(column.words, self.roles.grid.time)
            if reason := self.doubt_of(column) or (NO_WORDS if timed else ""):
                yield from self._value(body, cell, About(why=reason))
                continue
            measure = self._find(self.name_across(column), self.texts(column), self.unit_of(column))
            yield from self._value(body, cell, About(measure, column.area or area, column.period or period, why=why))

    def name_across(self, column: Column) -> str:
        """What a column calls its measure; one that says no more than a unit or a time is about the table's caption."""
        own = column.words if not self.unit_of(column) and column.relative in (None, ROLLING) else ""
        return own or caption_of(self.roles)

    @cached_property
    def _labels(self) -> dict[int, Period]:
        """The periods of rows by line; without those in doubt."""
        name, grid = self.roles.name, self.roles.grid
        read = read_labels(grid, name.position, self.lexicon.registry) if name else {}
        of_school = bool(name and _OF_SCHOOL.search(name.header))
        return {
            grid.rows[at].line: Period.academic_year(label.period.start.year)
            if of_school and label.period.kind == "financial_year" and label.period.start
            else label.period
            for at, label in read.items()
            if label.period and not label.doubt
        }

    def _of_category(self, body: BodyRow) -> Iterator[Placement]:
        for column in self.roles.of_role(VALUE):
            if cell := cell_of(body, column):
                yield from self._value(body, cell, About(why=_CATEGORIES))

    # ---- cells ----------------------------------------------------------------------------------------------------

    def _value(self, body: BodyRow, cell: Cell, about: About) -> Iterator[Placement]:
        why = about.why or about.measure.why or _of_another_kind(cell.plain, about.measure)
        placed = self._made(body, cell, about)
        if not why:
            yield placed
        elif is_figure(cell.plain) or not is_missing_mark(cell.plain):
            yield replace(placed, role="unread", detail=why)

    def _beside(self, body: BodyRow, cell: Cell, column: Column, about: About) -> Iterator[Placement]:
        """A target, or a colour or an arrow: no figures, and of a measure that is not known they say nothing."""
        placed, band = self._made(body, cell, about), _BANDS.get(column.role)
        why = about.measure.why or _of_another_time(column, about.period)
        if band and why:
            yield replace(placed, role="unread", detail=why)
        elif band:
            yield replace(placed, role="threshold", detail=band, period=None, area=None)
        elif not why:
            yield replace(placed, role="signal", detail=column.role)

    def _made(self, body: BodyRow, cell: Cell, about: About) -> Placement:
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
            breakdown=about.breakdown,
            area=about.area,
            period=about.period,
            basis=about.basis or (entry.basis if entry else None),
            unit=about.measure.unit,
            correction=cell.correction,
            last=cell.last,
        )


def rolling(name: str) -> str:
    """What the figures of a measure over twelve months are called, where its own stand beside them."""
    return f"{name}: rolling 12 months" if name else ""


def cell_of(body: BodyRow, column: Column) -> Cell | None:
    """The cell of a row under a column; null where it prints nothing."""
    cells = body.row.cells
    cell = cells[column.position] if column.position < len(cells) else None
    return cell if cell and cell.plain else None


def _of_another_kind(text: str, measure: Named) -> str:
    """Why a figure cannot be one of a measure: a percentage where a number is counted."""
    share = measure.unit == "percent"
    return PERCENT_OF_COUNT if prints_a_share(text) and not share else ""


def _of_another_time(column: Column, now: Period | None) -> str:
    """Why a target or a mark is not about the latest figures: its header names a time that does not hold theirs."""
    said = column.period
    if said is None or now is None or not (said.start and said.end and now.start and now.end):
        return ""
    within = said.start <= now.start and now.end <= said.end
    return "" if within else "its header names another time than that of the latest figures"
