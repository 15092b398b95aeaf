"""The times of figures that name none: those of other columns, of their row, of the caption or of the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.tables.general.columns import VALUE, Column
from scorecard.clean.tables.general.roles import BodyRow, TableRoles
from scorecard.periods import Period
from scorecard.text.named_periods import own_period
from scorecard.text.periods import read_period
from scorecard.text.relative import NOW, ROLLING

_LENGTHS = {
    **dict.fromkeys(("monthly", "every month", "month"), "month"),
    **dict.fromkeys(("quarterly", "every quarter", "quarter"), "quarter"),
    **dict.fromkeys(("annual", "annually", "yearly", "every year", "year"), "year"),
    **dict.fromkeys(("termly", "every term", "term"), "term"),
}
"""How often a figure is reported, by what cells say."""
_OF_ITS_OWN_LENGTH = {"quarter": "quarter", "financial_year": "year"}
"""Kinds of periods before which lies another of the same kind; what is before a month may be a quarter before."""


@dataclass(frozen=True)
class TableTimes:
    """The times of one table. ``own`` are the columns of the council's own figures."""

    roles: TableRoles
    own: Sequence[Column]

    @cached_property
    def as_at(self) -> Period:
        """The time that the caption names, if it had ended by the pack's month; else that month."""
        as_at = self.roles.grid.as_at
        said = own_period([*self.roles.title, self.roles.grid.heading or ""])
        if said and said.end and said.end <= as_at:
            return said
        return Period.month(as_at.year, as_at.month)

    @cached_property
    def undated(self) -> Column | None:
        """The one column of own figures that are the newest though no period stands over it; null where none is sure.

        Beside it stand no times of their own, or only years that are over.
        """
        dated = [c for c in self.own if c.time and not c.relative]
        undated = [c for c in self.own if c.time is None and not c.relative]
        over = all(c.period and c.period.kind == "financial_year" and self._is_over(c.period) for c in dated)
        return undated[0] if len(undated) == 1 and over and (not dated or undated[0].header) else None

    def _is_over(self, period: Period) -> bool:
        return bool(period.end and self.as_at.start and period.end < self.as_at.start)

    def of_row(self, body: BodyRow) -> Period | None:
        """The period that a row says for its figure; that of the pack where the table has no such column."""
        if self.column is None:
            return self.as_at
        return read_period(body.row.text(self.column.position), self.roles.grid.time)

    @cached_property
    def column(self) -> Column | None:
        """The column that says of each row which period it is about, by its header or because it prints periods."""
        if said := next(iter(self.roles.of_role("period")), None):
            return said
        others = self.roles.of_role("other", "note")
        return next((column for column in others if self._prints_periods(column)), None)

    def _prints_periods(self, column: Column) -> bool:
        texts = self._texts(column)
        dated = sum(read_period(text, self.roles.grid.time) is not None for text in texts)
        return dated > 0 and 2 * dated >= len(texts)

    def _texts(self, column: Column) -> list[str]:
        return [text for body in self.roles.body if (text := body.row.text(column.position))]

    def now(self, body: BodyRow) -> Period | None:
        """What targets, colours and arrows are about: the last period that had begun, or the row's own."""
        if self.undated:
            return self.of_row(body)
        as_at = self.roles.grid.as_at
        begun = [p for c in self.own if (p := c.period) and p.start and p.end and p.start <= as_at]
        return max(begun, key=lambda p: (p.end, p.start), default=None)

    def before(self, body: BodyRow, column: Column) -> Period | None:
        """The period of a figure whose header says it by another time; null where that is not sure."""
        if column.relative is None:
            return None
        if column.relative == NOW:
            return self.of_row(body)
        if column.relative == ROLLING:
            return self._last_month(body)
        base = self.now(body)
        if base is None:
            return None
        length = self._length(body) or (_OF_ITS_OWN_LENGTH.get(base.kind) if self._is_printed else None)
        return column.relative.before(base, length)

    def _last_month(self, body: BodyRow) -> Period | None:
        """The month with which the figures of a row end: a rolling year is kept under its last."""
        base = self.now(body) or self.of_row(body)
        return base.last_month() if base and base.end and base.kind in ("month", "quarter") else None

    @property
    def _is_printed(self) -> bool:
        """Whether the time of the figures themselves is printed with them, rather than that of the pack."""
        return self.undated is None or self.column is not None

    def _length(self, body: BodyRow) -> str | None:
        """How often the figure of a row is reported, as its row says."""
        if self._frequency is None:
            return None
        return _LENGTHS.get(body.row.text(self._frequency.position).lower())

    @cached_property
    def _frequency(self) -> Column | None:
        """The column most of whose cells say how often figures are reported."""
        for column in self.roles.columns:
            texts = [text.lower() for text in self._texts(column)] if column.role != VALUE else []
            if texts and 2 * sum(text in _LENGTHS for text in texts) > len(texts):
                return column
        return None
