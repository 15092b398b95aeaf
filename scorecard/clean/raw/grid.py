"""A raw table as ``clean`` sees it: cells that remember where and how they were printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scorecard.text.periods import TimeContext
from scorecard.text.plain import plain
from scorecard.text.spans import span_start


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


@dataclass(frozen=True, eq=False)
class Grid:
    """One table with its context. ``rows`` are in printed order; columns are 0-based positions.

    ``header_from`` is the first line of the table whose header this one goes on under, as the ledger says; ``sha256``
    the hash of the raw table's bytes, null where it was not read from a file; ``dated`` says whether the document tells
    when it is of: else ``as_at`` places it in time and dates no figure.
    """

    document: str
    table: str
    heading: str | None
    family: str | None
    year: str | None
    as_at: date
    authority: str
    rows: list[Row]
    header_from: int | None = None
    sha256: str | None = None
    dated: bool = True

    @cached_property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    @cached_property
    def time(self) -> TimeContext:
        return TimeContext(self.as_at, span_start(self.year) if self.year else None, dated=self.dated)
