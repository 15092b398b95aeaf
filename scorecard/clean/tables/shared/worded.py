"""Figures with words that nobody knows as a unit: ``34 weeks``, ``£1.2m``, ``18 kites``. They are told, not lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import dropwhile

from scorecard.clean.raw.grid import Row
from scorecard.text.numbers import POUND, ROUGH_NUMBER, SIGN

NO_FIGURE = ("blank", "missing", "text")
"""The kinds of cells that print no figure."""
_WORDED = re.compile(rf"{SIGN}? ?(?:{POUND})?{ROUGH_NUMBER}%? ?[A-Za-z]+(?: [a-z]+){{0,3}}(?: ?\([^()]*\))?")
"""A figure and up to four words, with what stands in brackets behind them; longer text tells something."""
_BAND = re.compile(r"\b(?:and|or|to|plus|years?|yrs?|months? old)\b")
"""What says that figures are the bounds of ages or numbers, which label what is counted."""
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS = re.compile("[A-Za-z]{2}")
Kinds = Mapping[int, Mapping[int, str]]
"""The kind of each cell (`text.cells`), by line and number."""


def is_worded(text: str) -> bool:
    """Whether a cell prints one figure and words behind it.

    >>> [text for text in ("34 weeks", "£1.2m", "5 or more", "1st place", "603") if is_worded(text)]
    ['34 weeks', '£1.2m']
    """
    return bool(_WORDED.fullmatch(text)) and not _BAND.search(text) and not _ORDINAL.search(text)


def worded_cells(rows: Sequence[Row], kinds: Kinds) -> set[tuple[int, int]]:
    """Line and number of the cells that print a figure with words, where most of their column prints figures.

    The first cell with letters labels its row. What stands above the first row of figures, where there is one, is a
    header. A note that happens to open with a number stands among other words.
    """
    body = list(dropwhile(lambda row: not _has_figure(row, kinds), rows)) or rows
    printed, figures = Counter[int](), Counter[int]()
    found: set[tuple[int, int]] = set()
    for row in body:
        label = next((cell.index for cell in row.cells if _LETTERS.search(cell.plain)), 0)
        for cell in row.cells:
            kind = kinds[row.line][cell.index]
            if kind in ("blank", "missing"):
                continue
            worded = kind == "text" and cell.index != label and is_worded(cell.plain)
            printed[cell.index] += 1
            figures[cell.index] += worded or kind != "text"
            found |= {(row.line, cell.index)} if worded else set()
    return {(line, cell) for line, cell in found if 2 * figures[cell] >= printed[cell]}


def _has_figure(row: Row, kinds: Kinds) -> bool:
    return any(kind not in NO_FIGURE for kind in kinds[row.line].values())
