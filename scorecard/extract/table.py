"""A table as printed, and what a cell of it is by its shape alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scorecard.text.figures import is_figure, is_missing_mark
from scorecard.text.months import DATED_MONTH
from scorecard.text.plain import plain
from scorecard.text.spans import SPAN

FEWEST_FIGURES = 3
"""So many lone figures, lines of a list or page numbers make a table or a list of contents; fewer happen in text."""

WIDEST = 200
"""So many cells a row of a table has at most; the widest of a pack has fifty. To place a row's cells takes the square
of their number, so one line of a hundred thousand would take the machine."""

_PERIOD = re.compile(rf"\b(?:{SPAN}|{DATED_MONTH})\b", re.IGNORECASE)
_INDICATOR_NUMBER = re.compile(r"[0-9]{0,2}\.[0-9]{0,2}")


@dataclass
class RawTable:
    """A table as printed: its rows with their 1-based source lines. Cells are verbatim but for ``[text]``."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def first_line(self) -> int:
        return self.rows[0][0]

    @property
    def last_line(self) -> int:
        return self.rows[-1][0]

    @property
    def width(self) -> int:
        return max(len(cells) for _, cells in self.rows)

    @property
    def filled(self) -> int:
        """The width without the blank cells that a row may end with."""
        return max(max((i for i, c in enumerate(cells, 1) if c.strip()), default=0) for _, cells in self.rows)

    @property
    def cells(self) -> list[str]:
        return [cell for _, cells in self.rows for cell in cells]


@dataclass(frozen=True)
class LeftOut:
    """A run of table lines that holds no figures to keep, and why."""

    first_line: int
    last_line: int
    reason: str


def is_data(cell: str) -> bool:
    """Whether the cell prints a figure or says that there is none."""
    return is_figure(cell) or is_missing_mark(cell)


def opens_with_period(cell: str) -> bool:
    """Whether the cell starts with a month of a year or a financial year."""
    return bool(_PERIOD.match(cell))


def holds_period(cell: str) -> bool:
    return bool(_PERIOD.search(plain(cell)))


def is_indicator_number(cell: str) -> bool:
    """Whether the cell is an indicator's number, or what is left of one: ``6.1``, ``.1``, ``6.``."""
    return bool(_INDICATOR_NUMBER.fullmatch(plain(cell)))


def last_text(cells: Sequence[str]) -> str:
    """The last cell of a row that prints anything, plain; empty if none does."""
    return next((plain(cell) for cell in reversed(cells) if plain(cell)), "")
