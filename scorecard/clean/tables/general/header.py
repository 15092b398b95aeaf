"""Where the header of a table ends, and what stands over each of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.general.units_row import without_units_row
from scorecard.clean.tables.general.words import is_time
from scorecard.text.cells import CellReader
from scorecard.text.notes import without_notes
from scorecard.text.periods import TimeContext

NO_FIGURE = ("blank", "missing", "bound", "text")
"""The kinds of cells that print no figure."""
_WORD = re.compile(r"[A-Za-z]{2}")
_NUMBER_OVER_A_COLUMN = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")
_BAND = re.compile(r"([0-9]{1,2}) ?(?:-|–|to) ?([0-9]{1,2})(?: years?)?", re.IGNORECASE)
"""A band of ages or days: ``5-9``, ``10 to 15``."""
_FEWEST_BANDS = 2
_NUMBER = re.compile(r"[A-Z]{0,4} ?[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?\.?")
"""What numbers a measure: 1, 1.10, 2a, KPI 7, CS 3."""


@dataclass(frozen=True)
class HeaderCell:
    """A cell of the header with where it stands; one that spans several columns stands over all of them.

    ``is_band``: a band of ages or days beside others, which is no year.
    """

    line: int
    index: int
    position: int
    text: str
    is_band: bool = False


@dataclass(frozen=True)
class Parts:
    """The rows of a table: what it says of itself, the header, and the body with the rows that only label others."""

    title: tuple[str, ...]
    header: tuple[Row, ...]
    body: tuple[Row, ...]


def parts_of(grid: Grid, reader: CellReader) -> Parts:
    """The rows above, of and below the header; without a row of figures there is no body."""
    rows = [row for row in grid.rows if any(row.texts)]
    first = next((i for i, row in enumerate(rows) if is_of_figures(row, grid.time, reader)), len(rows))
    above = rows[:first]
    title = 0
    while title < len(above) and _filled(above[title]) == 1 and any(_filled(row) > 1 for row in above[title + 1 :]):
        title += 1
    groups = first
    while groups - 1 > title and _filled(rows[groups - 1]) == 1 and not _goes_on(groups - 1, rows, first, reader):
        groups -= 1
    said = tuple(next(text for text in row.texts if text) for row in above[:title])
    header, body = rows[title:groups], rows[groups:]
    return Parts(said, without_units_row(header, body), tuple(body))


def _goes_on(at: int, rows: Sequence[Row], first: int, reader: CellReader) -> bool:
    """Whether the only cell of a row goes on with the header above it: figures stand below it, labels left of it."""
    column = next(c for c, text in enumerate(rows[at].texts) if text)
    if not any(_WORD.search(text) for row in rows[first:] for text in row.texts[:column]):
        return False
    kinds = reader.kinds([row.text(column) for row in rows[first:]])
    return bool(rows[at - 1].text(column)) and any(kind not in NO_FIGURE for kind in kinds) and "text" not in kinds


def is_of_figures(row: Row, time: TimeContext, reader: CellReader) -> bool:
    """Whether a row prints figures, or marks for missing ones behind a label: years of a header are none.

    The number of a measure is no figure, so that a row with nothing else, before a name or over columns, is none.
    """
    if all(_NUMBER_OVER_A_COLUMN.fullmatch(text) for text in row.texts if text) or heads_bands(row.texts):
        return False
    kinds = reader.kinds(row.texts)
    label = next((i for i, text in enumerate(row.texts) if _WORD.search(text)), None)
    figures = [
        i
        for i, (text, kind) in enumerate(zip(row.texts, kinds, strict=True))
        if kind not in NO_FIGURE
        and not is_time(text, time)
        and not (label is not None and i < label and numbers_a_row(text))
    ]
    bounds = [
        i
        for i, kind in enumerate(kinds)
        if kind == "bound" and label is not None and i > label and not is_time(row.texts[i], time)
    ]
    marks = [i for i, kind in enumerate(kinds) if kind == "missing" and label is not None and i > label]
    words = [i for i, kind in enumerate(kinds) if kind == "text" and i != label]
    return bool(figures or bounds) or (len(marks) > len(words) and len(marks) > 1)


def heads_bands(texts: Sequence[str]) -> bool:
    """Whether a row heads columns of bands that follow on one another: ``0-4``, ``5-9``, ``10-15``, ``Total``.

    A suppressed figure may be printed as such a band too, but not one behind the other.
    """
    bands = [band for text in texts if (band := _BAND.fullmatch(text))]
    follow = all(int(one[2]) < int(other[1]) for one, other in pairwise(bands))
    return len(bands) >= _FEWEST_BANDS and follow and all(int(band[1]) < int(band[2]) for band in bands)


def numbers_a_row(text: str) -> bool:
    """Whether a text is the number of a measure: ``1.10``, ``2a``, ``KPI 7``."""
    return bool(_NUMBER.fullmatch(text))


def over_columns(header: Sequence[Row], width: int) -> list[list[HeaderCell]]:
    """For each column the header cells over it from top to bottom.

    A cell of an upper row stands over the blank ones right of it too, as far as a lower row divides what it heads.
    """
    over: list[list[HeaderCell]] = [[] for _ in range(width)]
    for depth, row in enumerate(header):
        bands = heads_bands(row.texts)
        below = header[depth + 1 :]
        span: HeaderCell | None = None
        for c in range(width):
            text = row.text(c)
            divided = any(lower.text(c) for lower in below)
            if text:
                band = bands and bool(_BAND.fullmatch(text))
                cell = HeaderCell(row.line, row.cells[c].index, c, without_notes(text), band)
                over[c].append(cell)
                span = cell if divided else None
            elif span and divided:
                over[c].append(span)
            else:
                span = None
    return over


def _filled(row: Row) -> int:
    return sum(map(bool, row.texts))
