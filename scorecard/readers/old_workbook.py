"""Workbooks of old Excel (XLS): values as their cells show them. Macros are never run."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import xlrd

from scorecard.readers.bounds import MOST_CELLS, damaged, protected, too_many
from scorecard.readers.colours import colour_word
from scorecard.readers.number_format import shown
from scorecard.readers.printed import Block, Printed, PrintedText, printed_text
from scorecard.readers.raised import raised
from scorecard.readers.sheet import blocks_of, rows_of, sheet_place
from scorecard.words import listed, many

MEDIA_TYPE = "application/vnd.ms-excel"
_RAISED = 1
"""What xlrd calls a font whose text stands above the line."""
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_old_workbook(content: bytes, name: str) -> PrintedText:
    """The visible sheets of a workbook in their order. Raises InputError as ``read_workbook`` does."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        raise (protected(name) if "encrypted" in str(error).lower() else damaged(name, "a workbook", error)) from error
    except Exception as error:  # the library lets through whatever a damaged part brings about
        raise damaged(name, "a workbook", error) from error
    sheets = book.sheets()
    if sum(sheet.nrows * sheet.ncols for sheet in sheets) > MOST_CELLS:
        raise too_many(name, name, f"more than {MOST_CELLS:,} cells", f"at most {MOST_CELLS:,} cells")
    hidden = [sheet.name for sheet in sheets if sheet.visibility]
    doubts = [f"{many(len(hidden), 'hidden sheet')} not read: {listed(hidden)}"] if hidden else []
    blocks: list[Block] = []
    for sheet in sheets:
        if not sheet.visibility:
            doubts += _hidden_in(sheet)
            hidden_rows = {number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden}
            blocks += blocks_of(rows_of(dict(_cells(book, sheet)), hidden_rows))
    return printed_text(blocks, MEDIA_TYPE, doubts)


def _hidden_in(sheet: Any) -> Iterator[str]:
    rows = sum(bool(row.hidden) for number, row in sheet.rowinfo_map.items() if number < sheet.nrows)
    columns = sum(bool(column.hidden) for number, column in sheet.colinfo_map.items() if number < sheet.ncols)
    hidden = [many(count, what) for count, what in ((rows, "hidden row"), (columns, "hidden column")) if count]
    if hidden:
        yield f"sheet {sheet.name}: {listed(hidden)} not read"


def _cells(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], Printed]]:
    for row in range(sheet.nrows):
        if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
            continue
        for column in range(sheet.row_len(row)):
            if column in sheet.colinfo_map and sheet.colinfo_map[column].hidden:
                continue
            text, fill = _text_of(book, sheet, row, column), _fill_of(book, sheet, row, column)
            if text or colour_word(fill):
                place = sheet_place(sheet.name, row + 1, column + 1)
                yield (row + 1, column + 1), Printed(text, place, fill)


def _text_of(book: Any, sheet: Any, row: int, column: int) -> str:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(value, "#N/A")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(value)) or ""
    if kind not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return _in_line(str(value), sheet.rich_text_runlist_map.get((row, column), ()), book.font_list)
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    number_format = book.format_map[style.format_key].format_str if style.format_key in book.format_map else "General"
    return shown(value, number_format, epoch_1904=bool(book.datemode)) or ""


def _in_line(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Any]) -> str:
    """A text whose fonts change at some places, what is raised in it as raised signs."""
    starts = [0, *(start for start, _ in runs), len(text)]
    is_raised = [False, *(fonts[font].escapement == _RAISED for _, font in runs)]
    pieces = (text[start:end] for start, end in pairwise(starts))
    return "".join(raised(piece) if up else piece for piece, up in zip(pieces, is_raised, strict=True))


def _fill_of(book: Any, sheet: Any, row: int, column: int) -> str | None:
    background = book.xf_list[sheet.cell_xf_index(row, column)].background
    if background.fill_pattern != 1:
        return None
    colour = book.colour_map.get(background.pattern_colour_index)
    return "".join(f"{part:02x}" for part in colour) if colour else None
