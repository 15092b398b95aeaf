"""What a table of any layout is: the role of every column, what its rows are, and what labels several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scorecard.clean.raw.grid import Grid, Row
from scorecard.clean.tables.general.columns import OF_FIGURES, VALUE, Column, ColumnReader
from scorecard.clean.tables.general.counter import without_counter
from scorecard.clean.tables.general.header import is_of_figures, parts_of
from scorecard.clean.tables.general.languages import in_english
from scorecard.clean.tables.general.parts import with_parts, with_parts_named
from scorecard.clean.tables.general.totals import is_sum, is_total, may_be_total, with_totals_of_time
from scorecard.clean.tables.general.words import HeaderWords, is_time
from scorecard.clean.tables.shared.lexicon import Lexicon
from scorecard.text.letters import letters
from scorecard.text.notes import without_notes
from scorecard.text.relative import ROLLING

Rows = Literal["measure", "category", "area", "period", "role"]
"""What the rows of a table are: measures, categories of one measure, areas or authorities, periods; in a council's own
packs also the value, the target and the comparators of one measure."""
_WORD = re.compile(r"[A-Za-z]{3}")
_FEWEST = 2
_MOST = 0.6
"""The share of labels that must say the same kind of thing for the rows to be of it."""


@dataclass(frozen=True)
class BodyRow:
    """A row of figures: its label, the number of its measure, and the labels of the rows that stand over its group.

    ``sums``: it is the total of the others, by its figures; ``part``: the role that one of its cells gives all of it
    (numerator, denominator, value, target), where a measure stands in several rows. ``spans`` are the positions of
    cells that stand once for the several rows, and ``figures`` is the row that they are about.
    """

    row: Row
    label: str
    number: str | None = None
    group: str | None = None
    sums: bool = False
    part: str = ""
    spans: tuple[int, ...] = ()
    figures: Row | None = None

    @property
    def is_total(self) -> bool:
        return self.sums or is_total(self.label)


@dataclass(frozen=True)
class TableRoles:
    """A table with its columns and rows told apart. ``title`` are the rows over the header that say what it is;
    ``regions`` says that the name of a region in it is a comparator."""

    grid: Grid
    title: tuple[str, ...]
    header: tuple[Row, ...]
    columns: tuple[Column, ...]
    body: tuple[BodyRow, ...]
    rows: Rows
    regions: bool = False

    def of_role(self, *roles: str) -> list[Column]:
        """The columns of these roles from left to right."""
        return [column for column in self.columns if column.role in roles]

    @property
    def name(self) -> Column | None:
        """The column of what labels the rows; null if there is none."""
        return next(iter(self.of_role("name")), None)

    @property
    def named_columns(self) -> list[Column]:
        """The columns of figures under words of their own: measures or categories across the table."""
        return [column for column in self.of_role(VALUE) if column.words and not column.area]


def table_roles(grid: Grid, lexicon: Lexicon) -> TableRoles | None:
    """The roles of a table's columns and rows; null for one without a header, a label or a figure."""
    grid = replace(grid, rows=without_counter(in_english(grid.rows, lexicon.registry.headers.welsh)))
    parts = parts_of(grid, lexicon.cells)
    if not (parts.header and parts.body):
        return None
    plain = HeaderWords(lexicon.registry, grid.authority, grid.family)
    words = plain.beside((text for row in parts.header for text in row.texts if text), grid.time)
    read = ColumnReader(words, lexicon.cells, lexicon.colours).columns(parts, grid.width, grid.time)
    columns = with_parts(with_totals_of_time(read, parts, grid.width), parts.body, words)
    if grid.family:
        columns = tuple(map(_as_figures, columns))
    name = next((column for column in columns if column.role == "name"), None)
    if name is None or not any(column.role in OF_FIGURES for column in columns):
        return None
    number = next((column for column in columns if column.role == "number"), None)
    body = _with_sum(tuple(_body_rows(grid, parts.body, name, number, lexicon)), columns)
    if not body:
        return None
    words = words if words.regions else plain.beside((row.label for row in body), grid.time)
    rows = _what_rows_are(grid, columns, name, body, words)
    named = with_parts_named(body, columns, words)
    return TableRoles(grid, parts.title, parts.header, columns, named, rows, words.regions)


def _as_figures(column: Column) -> Column:
    """A column of rolling years: to a council's own names it holds figures whose time another one says.

    One of changes or of ranks holds none.
    """
    if (column.is_step or column.is_rank) and column.role in (VALUE, "other"):
        return replace(column, role="note", words="", time=None)
    if column.role != "rolling":
        return column
    return replace(column, role=VALUE, words=column.words or column.header, relative=ROLLING)


def _with_sum(body: tuple[BodyRow, ...], columns: Sequence[Column]) -> tuple[BodyRow, ...]:
    """The rows, the last one a total where it is called "all …" and prints the sum of the others in some column."""
    if not body or any(row.is_total for row in body) or not may_be_total(body[-1].label):
        return body
    positions = [column.position for column in columns if column.role in OF_FIGURES]
    last = body[-1]
    return (*body[:-1], replace(last, sums=is_sum(last.row, [row.row for row in body[:-1]], positions)))


def _body_rows(grid: Grid, rows: Sequence[Row], name: Column, number: Column | None, lexicon: Lexicon) -> list[BodyRow]:
    """The rows that print figures, each with the last row before it that only labels others."""
    body: list[BodyRow] = []
    group: str | None = None
    for row in rows:
        filled = [text for text in row.texts if text]
        if is_of_figures(row, grid.time, lexicon.cells) or len(filled) > _FEWEST:
            printed = row.text(number.position) if number else ""
            body.append(BodyRow(row, without_notes(_label_of(row, name)), printed or None, group))
        elif filled:
            group = without_notes(filled[-1])
    return body


def _label_of(row: Row, name: Column) -> str:
    """What a row is called: by the cell of names, or where that is blank by words left of it ("Total" over both)."""
    own = row.text(name.position)
    left = [text for at in range(name.position) if _WORD.search(text := row.text(at))]
    return own if own or not left else left[-1]


def _what_rows_are(
    grid: Grid, columns: Sequence[Column], name: Column, body: Sequence[BodyRow], words: HeaderWords
) -> Rows:
    labels = [row.label for row in body if row.label]
    headed = words.role(name.header)
    times = sum(is_time(label, grid.time) for label in labels)
    if times and times >= _MOST * len(labels):
        return "period"
    areas = sum(words.area(label) is not None for label in labels)
    values = [column for column in columns if column.role in OF_FIGURES]
    if headed == "area" or words.heads_areas(name.header) or (areas >= _FEWEST and areas >= _MOST * len(labels)):
        return "area"
    if headed != "name" and _are_beside_home(grid, body, values, words):
        return "area"
    one_kind = not any(column.role in ("unit", "target", "good") for column in columns)
    across = [column for column in values if column.words and not column.time and not column.area]
    plain = [column for column in values if column.header and not (column.words or column.time or column.area)]
    under_words = bool(across) and len(across) + len(plain) >= _FEWEST and not any(column.time for column in values)
    if headed != "name" and one_kind and values and (under_words or any(row.is_total for row in body)):
        return "category"
    return "measure"


def _are_beside_home(grid: Grid, body: Sequence[BodyRow], values: Sequence[Column], words: HeaderWords) -> bool:
    """Whether the rows are places though nobody knows their names: the authority is one of them, once, and a comparator
    is another, or it stands last and prints the sum of the others.

    No measure and no category is called like the authority.
    """
    areas = [words.area(row.label) for row in body]
    if areas.count(grid.authority) != 1:
        return False
    if any(area in words.registry.comparators for area in areas):
        return True
    rows = [row.row for row in body]
    last = areas[-1] == grid.authority and not words.divides(body[0].label)
    return last and is_sum(rows[-1], rows[:-1], [column.position for column in values])


def same_words(one: str, other: str) -> bool:
    """Whether two names are the same but for case, blanks and signs."""
    return letters(one) == letters(other)
