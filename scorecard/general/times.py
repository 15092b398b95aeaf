"""The time of a table's figures: over a column, in a row, beside a figure, or over the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from scorecard.clean.tables.general.columns import OF_FIGURES, VALUE, Column
from scorecard.clean.tables.general.counts import counts_of
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.clean.tables.general.totals import is_total
from scorecard.clean.tables.general.unread import NO_PERIOD
from scorecard.clean.tables.shared.labels import Label, read_labels
from scorecard.general.time import heads_a_time, names_a_time
from scorecard.periods import Period
from scorecard.text.named_periods import own_period
from scorecard.text.periods import NOT_STATED, TimeContext, read_period, read_twelve_months
from scorecard.text.timeline import DOUBTS

if TYPE_CHECKING:
    from scorecard.general.facts import TableFacts

_BEHIND = re.compile(r"[0-9%] ?\(([^()]+)\)$")
_FILTER = re.compile(r"[a-z][a-z0-9_]*: .+")
_CALENDAR_YEAR = "a year of the calendar stands over it, which may be counted from January or from April"
_OF_THE_PACK = ("month", "quarter", "year_to_date")
"""Periods of a caption that are those of the pack's own figures: benchmarks are of years, which they print or not."""


@dataclass(frozen=True)
class TableTimes:
    """The times of one table."""

    facts: TableFacts

    @property
    def _roles(self) -> TableRoles:
        return self.facts.roles

    def of(self, row: BodyRow, column: Column) -> tuple[str | None, Period | None]:
        """Why the period of a figure cannot be told, null if it can; and the period."""
        roles = self._roles
        if roles.rows == "period":
            label = self.labels.get(row.row.line)
            if label is None:
                return NO_PERIOD, None
            return (DOUBTS.get(label.doubt) if label.doubt else None), label.period
        if column.time is None and column.position in self._figures_of:
            column = self._figures_of[column.position]
        if column.time and column.time.doubt not in (None, "ahead"):
            return DOUBTS.get(column.time.doubt or "", _CALENDAR_YEAR), None
        if column.period:
            return None, column.period
        if column.position in self.period_columns:
            return self._period_of_row(row, self.period_columns[column.position])
        if column.area in self.facts.compared and (
            beside := _year_behind(row.row.text(column.position), roles.grid.time)
        ):
            return None, beside
        if column.area and roles.rows == "measure" and any(c.period for c in roles.of_role(VALUE)):
            return None, Period.latest()
        if column.area in self.facts.compared and self.period.kind in _OF_THE_PACK and roles.rows != "area":
            return None, Period.latest()
        return None, self._last_month if column.role == "rolling" else self.period

    def _period_of_row(self, row: BodyRow, said: Column | None) -> tuple[str | None, Period | None]:
        """The period that a row says of its figure in a column of its own."""
        text, time = row.row.text(said.position) if said else "", self._roles.grid.time
        period = read_period(text, time) or read_twelve_months(text, time)
        return (None, period) if period else (NO_PERIOD, None)

    def is_rolling(self, row: BodyRow, column: Column) -> bool:
        """Whether a row says of its figure in a column that it is of twelve months."""
        said = self.period_columns.get(column.position) if column.time is None else None
        text, time = row.row.text(said.position) if said else "", self._roles.grid.time
        return read_period(text, time) is None and read_twelve_months(text, time) is not None

    @cached_property
    def _last_month(self) -> Period:
        """The month under which a year that ends with it is kept: the last of the table's own, or the document's."""
        months = [p for c in self._roles.of_role(VALUE) if (p := c.period) and p.kind == "month" and p.end]
        return max(months, key=lambda p: str(p.end), default=self.period)

    # ---- what the table says of time as a whole -----------------------------------------------------------

    @cached_property
    def period(self) -> Period:
        """The period of columns over which none stands: that of the words over the labels or right over the table, or
        else of the nearest line above that says a time and nothing else.

        Where these name several, or a year of the calendar, nothing says which it is.
        """
        caption = self.facts.caption[self._filters :]
        nearest = self._over_labels or [*self._roles.title, *caption[:1]]
        further = next(([text] for text in caption[1:] if heads_a_time(text)), [])
        told = next((texts for texts in (nearest, further) if any(map(names_a_time, texts))), None)
        return (own_period(told) or NOT_STATED) if told else self.facts.default

    @property
    def _over_labels(self) -> list[str]:
        """What stands over the labels of rows where that names a time: ``Placement at 31 March 2024``."""
        name = self._roles.name
        said = [name.header] if name and self._roles.rows != "period" else []
        return [text for text in said if own_period([text])]

    @cached_property
    def labels(self) -> Mapping[int, Label]:
        """Of a table with a period a row, the label of each line."""
        name = self._roles.name
        if self._roles.rows != "period" or name is None:
            return {}
        grid = self._roles.grid
        read = read_labels(grid, name.position, self.facts.lexicon.registry)
        told = {grid.rows[position].line: label for position, label in read.items()}
        lines = {row.row.line: self._of_a_comparator(row.label) for row in self._roles.body}
        return told | {line: label for line, label in lines.items() if label and line not in told}

    def _of_a_comparator(self, text: str) -> Label | None:
        """A comparator with its year, as a row among periods may be called: ``England 2022/23``."""
        said = self.facts.words.says(text, self._roles.grid.time)
        period = read_period(said.time, self._roles.grid.time) if said.time else None
        compared = said.area in self.facts.lexicon.registry.comparators and said.understood
        return Label(period, said.area, "benchmark") if compared and period and not said.role else None

    @cached_property
    def period_columns(self) -> Mapping[int, Column | None]:
        """By the position of a column of figures under no time, the column that says it row by row: the one right of
        it, or the only one there is; null where several are and none stands beside it.

        One without a header is none: what its rows are it does not say.
        """
        columns = [c for c in self._roles.columns if c.role in ("other", "note", "period") and c.header]
        said = [c for c in columns if self._prints_periods(c)]
        undated = [c for c in self._roles.of_role(*OF_FIGURES) if c.time is None]
        if not said or self._roles.rows == "period":
            return {}
        beside = {c.position - 1: c for c in said}
        only = said[0] if len(said) == 1 else None
        return {c.position: beside.get(c.position, only) for c in undated}

    def _prints_periods(self, column: Column) -> bool:
        texts = self.facts.texts(column)
        time = self._roles.grid.time
        dated = sum((read_period(text, time) or read_twelve_months(text, time)) is not None for text in texts)
        return 2 * dated > len(texts)

    @cached_property
    def _filters(self) -> int:
        """How many captions say what open data was divided by (``characteristic: Male``), over a table of areas."""
        first = self._roles.name.header if self._roles.name else ""
        if self._roles.rows != "area" or first != "Area":
            return 0
        return sum(1 for _ in takewhile(_FILTER.fullmatch, self.facts.caption))

    @property
    def is_open_data(self) -> bool:
        """Whether captions say what its file was divided by, as open data does."""
        return self._filters > 0

    @cached_property
    def divided_by(self) -> str:
        """What the figures of a table of open data are of, as its file divides them; totals say nothing."""
        parts = [text.partition(": ")[2] for text in reversed(self.facts.caption[: self._filters])]
        return ", ".join(part for part in parts if not is_total(part))

    @cached_property
    def _figures_of(self) -> Mapping[int, Column]:
        """By the position of a column of x or y, the column of the figures that they make, where one is sure."""
        own = [c for c in self._roles.of_role(VALUE) if c.area is None]
        told = {}
        for counts in counts_of(self._roles, own):
            for column in filter(None, (counts.x, counts.y)):
                if counts.figures:
                    told[column.position] = counts.figures
        return told


def _year_behind(text: str, time: TimeContext) -> Period | None:
    """The year in brackets behind a figure: ``88% (2022/23)``."""
    printed = _BEHIND.search(text)
    period = read_period(printed[1], time) if printed else None
    return period if period and period.kind == "financial_year" else None
