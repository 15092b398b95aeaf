"""Where something stands in its own file, as a person looks for it: page and row, sheet and cell, or a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scorecard.readers.printed import WHOLE_LINE, Place

_LINES = re.compile(r"\blines? (\d+(?:, \d+)*(?: (?:and|to) \d+)?)\b")
_NUMBER = re.compile(r"\d+")
_COLUMN = re.compile(r", column \d+$")
_CELL = re.compile(r", cell [A-Z]+(\d+)$")


@dataclass(frozen=True)
class Places:
    """The places of one file's lines and cells; a text has none, and its lines are their own."""

    of_cells: Mapping[tuple[int, int], Place]

    def place(self, line: int, cell: int | None) -> Place | None:
        """The place of a cell, else of its line; null for a text."""
        return self.of_cells.get((line, cell or WHOLE_LINE)) or self.of_cells.get((line, WHOLE_LINE))

    def words(self, line: int, cell: int | None = None) -> str:
        """``page 4, table 1, row 12, column 3``, ``sheet Summary, cell F12`` or ``line 743, cell 5``."""
        known = self.place(line, cell)
        if known is not None:
            return known.words
        return f"line {line}, cell {cell}" if cell else f"line {line}"

    def row_words(self, line: int) -> str:
        """The place of a whole row: ``page 4, table 1, row 12``, ``sheet Summary, row 12``, ``line 743``."""
        known = self.place(line, None)
        if known is None:
            return f"line {line}"
        return _CELL.sub(r", row \1", _COLUMN.sub("", known.words))

    def told(self, text: str) -> str:
        """A sentence with the places of the file for the numbers of lines, by which rules name them."""
        if not self.of_cells:
            return text
        return _LINES.sub(lambda match: self._rows(match[1]), text)

    def _rows(self, numbers: str) -> str:
        """Several rows in words; what the first of them says of page, table or sheet is not said again."""
        first, *_ = _NUMBER.findall(numbers)
        said = self.row_words(int(first)).rpartition(", ")[0]

        def shorter(match: re.Match[str]) -> str:
            words = self.row_words(int(match[0]))
            return words.removeprefix(f"{said}, ") if match.start() and said else words

        return _NUMBER.sub(shorter, numbers)
