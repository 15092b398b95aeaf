"""A raw table as ``clean`` sees it: cells that remember where and how they were printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from scorecard.periods import Period
from scorecard.text.periods import TimeContext
from scorecard.text.plain import plain


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    ``text`` is what is read (after the ledger), ``published`` what is printed, ``index`` the 1-based
    cell of the source line, ``part`` its number among several figures of one cell (0 if it is the only
    one), ``correction`` why it is read otherwise than printed (null if it is not), ``last`` the last of
    several cells that were put together (0 if it is one cell).
    """

    text: str
    index: int
    published: str
    part: int = 0
    correction: str | None = None
    last: int = 0

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    def corrected(self, why: str) -> Cell:
        return replace(self, correction=f"{self.correction}; {why}" if self.correction else why)


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[Cell, ...]

    def text(self, column: int) -> str:
        return self.texts[column] if column < len(self.cells) else ""

    @cached_property
    def texts(self) -> list[str]:
        return [cell.plain for cell in self.cells]


@dataclass
class Grid:
    """One table with its context. ``rows`` are in printed order; columns are 0-based positions."""

    document: str
    table: str
    heading: str | None
    family: str | None
    year: str | None
    as_at: date
    authority: str
    rows: list[Row]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def time(self) -> TimeContext:
        return TimeContext(self.as_at)


@dataclass(frozen=True)
class Placement:
    """What one printed cell is about, before its text is read.

    ``role`` is value, threshold, signal or unread. ``detail`` is the band of a threshold, the kind of a
    signal, or the reason why a figure is unread.
    """

    line: int
    cell: int
    published: str
    text: str
    role: str
    part: int = 0
    indicator: str | None = None
    number: str | None = None
    name: str | None = None
    breakdown: str | None = None
    area: str | None = None
    period: Period | None = None
    basis: str | None = None
    unit: str | None = None
    detail: str | None = None
    correction: str | None = None
    last: int = 0


@dataclass
class Reading:
    """What an interpreter made of one table: its shape, its family and the place of every cell."""

    shape: str
    family: str | None
    placements: list[Placement] = field(default_factory=list)
