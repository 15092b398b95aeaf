"""CSV files: rows of cells divided by commas, semicolons, bars or TABs, quoted where a cell holds such a sign."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from scorecard.readers.bounds import MOST_ROWS, damaged, too_many
from scorecard.readers.month_first import DOUBT, is_month_first, with_day_first
from scorecard.readers.printed import Place, Printed, PrintedText, printed_text
from scorecard.readers.sheet import blocks_of
from scorecard.readers.tidy import tidy_blocks

MEDIA_TYPE = "text/csv"
_SIGNS = (",", ";", "\t", "|")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_MOST_OF_ALL = 0.8
"""So many of a CSV's rows have one width; those of a text that has commas do not."""
_LOOKED_AT = 2_000
"""So many rows show how a file is divided."""


def is_delimited(text: str, *, named_csv: bool) -> bool:
    """Whether a text is a CSV file: its name says so and a sign divides it, or all of it has rows of one width."""
    sign = _sign_of(text)
    if sign is None:
        return False
    if named_csv:
        return True
    if "\t" in text:  # the text of a pack
        return False
    rows = [row for row in _rows(_start(text), sign) if any(cell.strip() for cell in row)]
    widths = Counter(map(len, rows))
    width, count = max(widths.items(), key=lambda pair: pair[1], default=(0, 0))
    return width >= _FEWEST_COLUMNS and count >= max(_FEWEST_ROWS, _MOST_OF_ALL * len(rows))


def read_delimited(text: str, name: str, doubts: Sequence[str] = ()) -> PrintedText:
    """A CSV file as a printed text; one with a figure a row becomes tables. Raises InputError for endless rows."""
    sign = _sign_of(text) or ","
    rows: list[list[Printed]] = []
    try:
        for number, cells in enumerate(_rows(text, sign), start=1):
            if number > MOST_ROWS:
                raise too_many(name, name, f"more than {MOST_ROWS:,} rows", f"at most {MOST_ROWS:,} rows")
            rows.append([Printed(cell, _place(number, at)) for at, cell in enumerate(cells, start=1)])
    except csv.Error as error:
        raise damaged(name, "a CSV file", error) from error
    if is_month_first(rows):
        rows, doubts = list(with_day_first(rows)), [*doubts, DOUBT]
    blocks = tidy_blocks(rows, name)
    return printed_text(blocks_of(rows) if blocks is None else blocks, MEDIA_TYPE, doubts)


def _place(row: int, column: int) -> Place:
    return Place(f"row {row}, column {column}")


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _start(text: str) -> str:
    return "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])


def _sign_of(text: str) -> str | None:
    """The sign that divides most rows into most cells, told by the rows that have as many as others have."""
    best, most, start = None, 0, _start(text)
    for sign in (sign for sign in _SIGNS if sign in start):
        try:
            widths = Counter(len(row) for row in _rows(start, sign) if len(row) > 1)
        except csv.Error:  # a cell longer than any
            continue
        width, count = max(widths.items(), key=lambda pair: pair[0] * pair[1] if pair[1] > 1 else 0, default=(0, 0))
        if count > 1 and width * count > most:
            best, most = sign, width * count
    return best
