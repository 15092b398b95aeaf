"""What a form of tables is, and what it reads from a table: for each figure what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.periods import Period


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


@dataclass(frozen=True)
class PrintedHeader:
    """A header cell or label that says a period, and where it stands.

    ``doubt`` says why its period cannot be told, as a code of ``text.timeline``; null if it can. ``expected`` is the
    period that its neighbours leave for it.
    """

    line: int
    cell: int
    published: str
    period: Period | None
    doubt: str | None = None
    expected: Period | None = None


@dataclass
class TableReading:
    """What a form made of one table: its shape, its family, what every figure of it is about, its headers of time.

    ``labels`` are the lines and cells of what labels a row, as far as the form knows them; ``body_from`` is the line of
    the first row behind the header; 0 where only the first figure tells.
    """

    shape: str
    family: str | None
    placements: list[Placement] = field(default_factory=list)
    headers: list[PrintedHeader] = field(default_factory=list)
    labels: set[tuple[int, int]] = field(default_factory=set)
    body_from: int = 0


class Form(Protocol):
    """A table recognised as one of a form, with all that recognising found out, so that nothing is asked twice."""

    @property
    def grid(self) -> Grid: ...

    @classmethod
    def recognise(cls, grid: Grid, lexicon: Lexicon) -> Self | None:
        """The table as one of this form, or null if it is none."""

    def goes_on(self, after: Form) -> Sequence[Row]:
        """The rows with which the next table goes on with this one after a cut of the page; none if it does not."""

    def read(self, document: Sequence[Form]) -> TableReading:
        """What every figure is about; ``document`` holds all its tables in printed order, this one among them."""
