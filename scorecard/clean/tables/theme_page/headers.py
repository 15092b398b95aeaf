"""Headers of theme pages: the numbers they print, cut over cells or not, and the names over their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scorecard.clean.names.numbers import printed_number
from scorecard.clean.raw.grid import Cell, Row

_FRAGMENT = re.compile(r"\d{0,2}\s?\.?\s?\d{0,2}(?:\.?\s*and\s+\d{1,2}\.\d{1,2})?")


@dataclass(frozen=True)
class Header:
    """The header rows of a theme page; ``numbers`` is the one that prints indicator numbers, null if none does."""

    rows: list[Row]
    numbers: Row | None

    @property
    def names(self) -> list[Row]:
        """The rows that print names: all but that of the numbers."""
        return [row for row in self.rows if row is not self.numbers]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def name(self, first: int, last: int) -> str:
        """The text over columns ``first`` to ``last``, cell by cell, top to bottom."""
        return name_over(self.names, first, last)

    def moved(self, by: int) -> Header:
        """The header with all cells moved to the right, or to the left where ``by`` is negative."""
        moved = {row.line: _moved(row, by) for row in self.rows}
        return Header(list(moved.values()), moved[self.numbers.line] if self.numbers else None)


def _moved(row: Row, by: int) -> Row:
    return Row(row.line, (Cell("", 0, ""), *row.cells) if by > 0 else row.cells[1:])


def name_over(rows: Sequence[Row], first: int, last: int) -> str:
    """The text of header rows over columns ``first`` to ``last``, cell by cell, top to bottom."""
    texts = [" ".join(filter(None, (row.text(c) for c in range(first, last + 1)))) for row in rows]
    return " ".join(filter(None, texts))


@dataclass(frozen=True)
class Anchor:
    """A header over one or more columns: the numbers it may be, in order of likelihood, and its name.

    ``printed`` is its number as printed. ``kind`` says what it is: a number, a name of its own where no number
    stands, a name in a row below the names (``sub``), or the rest of a name that was cut (``rest``).
    """

    first: int
    last: int
    numbers: tuple[str, ...]
    printed: str
    kind: Literal["number", "own", "sub", "rest"] = "number"
    name: str = ""


def number_row(rows: list[Row], first: int) -> Row | None:
    """The header row that prints indicator numbers or their fragments, if there is one."""
    for row in rows:
        texts = [cell.plain for cell in row.cells[max(first, 1) :] if cell.plain]
        fragments = [t for t in texts if _FRAGMENT.fullmatch(t) or printed_number(t.split(" (")[0])]
        if fragments and any("." in t for t in fragments) and 2 * len(fragments) >= len(texts):
            return row
    return None


def read_anchors(row: Row, first: int) -> list[Anchor]:
    """The numbers of a header row, fragments put together: ``5.1 | 3`` may be 5.13, ``6. | 7`` is 6.7."""
    tokens = [(c, row.text(c)) for c in range(first, len(row.cells)) if row.text(c)]
    tokens = [(c, t) for c, t in tokens if re.search(r"\d", t)]
    anchors: list[Anchor] = []
    position = 0
    while position < len(tokens):
        column, text = tokens[position]
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        adjacent = after if after and after[0] - column == 1 else None
        third = tokens[position + 2] if adjacent and position + 2 < len(tokens) else None
        if adjacent and third and third[0] - adjacent[0] == 1 and _join(adjacent[1], third[1]) and "." in text:
            adjacent = None
        joined = _join(text, adjacent[1]) if adjacent else None
        if joined and adjacent:
            anchors.append(Anchor(column, adjacent[0], joined, f"{text} {adjacent[1]}"))
            position += 2
            continue
        number = re.search(r"\d{1,2}\.\d{1,2}", text)
        if number:
            anchors.append(Anchor(column, column, (number[0],), text))
        position += 1
    return anchors


def _join(left: str, right: str) -> tuple[str, ...] | None:
    """The numbers that two neighbouring fragments may be, likeliest first; null if they are not fragments."""
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if re.fullmatch(r"\d{1,2}\.", left) and re.fullmatch(r"\.?\d{1,2}", right):
        return (left + right.lstrip("."),)
    if re.fullmatch(r"\d{1,2}", left) and re.fullmatch(r"\.\d{1,2}", right):
        return (left + right,)
    if re.fullmatch(r"\d{1,2}\.\d", left) and re.fullmatch(r"\d", right):
        return (left + right, left)
    if re.fullmatch(r"\d", left) and re.fullmatch(r"\d{1,2}\.\d{1,2}", right) and right.startswith(left):
        return (right,)
    return None
