"""Sheets of LibreOffice and other suites (ODS): what each cell shows is kept in the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scorecard.readers.bounds import MOST_CELLS, opened_archive, too_many
from scorecard.readers.colours import colour_word
from scorecard.readers.open_styles import OpenStyles, content_of, repeated, said, styles_of
from scorecard.readers.printed import Block, Printed, PrintedText, printed_text
from scorecard.readers.sheet import blocks_of, rows_of, sheet_place
from scorecard.readers.xml import attribute, local
from scorecard.words import listed, many

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")
_ENDLESS = 1000
"""A blank row or column said to repeat so often is the rest of its sheet."""


def read_open_sheet(content: bytes, name: str) -> PrintedText:
    """The visible sheets of a file in their order. Raises InputError as ``read_workbook`` does."""
    with opened_archive(content, name) as archive:
        root = content_of(archive, name)
    styles = styles_of(root)
    sheets = [element for element in root.iter() if local(element) == "table"]
    hidden = [sheet for sheet in sheets if attribute(sheet, "style-name") in styles.hidden]
    doubts = [f"{many(len(hidden), 'hidden sheet')} not read: {listed([_title(s) for s in hidden])}"] if hidden else []
    blocks: list[Block] = []
    for sheet in sheets:
        if sheet not in hidden:
            cells, hidden_rows = _cells(sheet, styles, doubts, name)
            blocks += blocks_of(rows_of(cells, hidden_rows))
    return printed_text(blocks, MEDIA_TYPE, doubts)


def _title(sheet: Any) -> str:
    return attribute(sheet, "name") or "without a name"


def _cells(
    sheet: Any, styles: OpenStyles, doubts: list[str], name: str
) -> tuple[dict[tuple[int, int], Printed], set[int]]:
    """The visible cells that print something, by row and column, and the hidden rows; rows and columns said to repeat
    are written out."""
    hidden_columns = _hidden_columns(sheet)
    cells: dict[tuple[int, int], Printed] = {}
    hidden_rows: set[int] = set()
    row, without, held = 0, 0, False
    for element in _rows_of(sheet):
        times = repeated(element, "number-rows-repeated")
        printed = list(_cells_of_row(element, styles))
        without += sum(text is None for _, text, _ in printed)
        if attribute(element, "visibility") in _HIDDEN:
            held |= bool(printed)
            hidden_rows |= set(range(row + 1, row + 1 + times)) if printed or times < _ENDLESS else set()
        elif printed:
            if len(cells) + times * len(printed) > MOST_CELLS:
                raise too_many(name, _title(sheet), f"more than {MOST_CELLS:,} cells", f"at most {MOST_CELLS:,} cells")
            for number in range(row + 1, row + 1 + times):
                for column, text, fill in printed:
                    if column not in hidden_columns:
                        place = sheet_place(_title(sheet), number, column)
                        cells[number, column] = Printed(text or "", place, fill)
        row += times
    if held or hidden_columns:
        doubts.append(f"sheet {_title(sheet)}: hidden rows or columns not read")
    if without:
        doubts.append(f"sheet {_title(sheet)}: {many(without, 'formula')} without a value: not read")
    return cells, hidden_rows


def _rows_of(sheet: Any) -> Iterator[Any]:
    """The rows of a sheet; they may stand in groups."""
    for child in sheet:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-row-group", "table-rows", "table-header-rows"):
            yield from _rows_of(child)


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in sheet.iter():
        if local(element) == "table-column":
            times = repeated(element, "number-columns-repeated")
            if attribute(element, "visibility") in _HIDDEN and times < _ENDLESS:
                hidden |= set(range(column + 1, column + 1 + times))
            column += times
    return hidden


def _cells_of_row(row: Any, styles: OpenStyles) -> Iterator[tuple[int, str | None, str | None]]:
    """Column, text (null: a formula without a value) and colour of each cell of a row that has any of them."""
    column = 0
    for element in row:
        if local(element) not in _CELLS:
            continue
        times = repeated(element, "number-columns-repeated")
        text = "\n".join("".join(said(p, styles)) for p in element if local(p) == "p")
        fill = styles.fills.get(attribute(element, "style-name") or "")
        lacks = attribute(element, "formula") is not None and attribute(element, "value-type") is None and not text
        if (text.strip() or lacks or colour_word(fill)) and column + times <= MOST_CELLS:
            for at in range(column + 1, column + 1 + times):
                yield at, None if lacks else text, fill
        column += times
