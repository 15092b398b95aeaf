"""Workbooks of Excel (XLSX, XLSM): values as their cells show them. Macros are never run, links never followed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX

from scorecard.readers.arrows import as_arrows
from scorecard.readers.bounds import damaged, opened_archive, part_of, refuse_many_cells
from scorecard.readers.colours import colour_word
from scorecard.readers.conditional import rules_of
from scorecard.readers.number_format import shown
from scorecard.readers.printed import Block, Printed, PrintedText, printed_text
from scorecard.readers.raised import raised
from scorecard.readers.sheet import blocks_of, rows_of, sheet_place
from scorecard.words import listed, many

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_THEME_COLOUR = re.compile(
    r"<a:(dk1|lt1|dk2|lt2|accent\d|hlink|folHlink)>.*?(?:lastClr|srgbClr val)=\"([0-9A-Fa-f]{6})\"", re.DOTALL
)
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""A workbook counts the colours of its theme in this order."""
_BLOCK = 1024 * 1024


def read_workbook(content: bytes, name: str) -> PrintedText:
    """The visible sheets of a workbook in their order.

    What is hidden, and formulas whose values the file does not keep, are said in the doubts. Raises InputError for a
    workbook that is damaged, protected, or holds more than any pack.
    """
    with opened_archive(content, name) as archive:
        parts = [part for part in archive.namelist() if _SHEETS.fullmatch(part)]
        refuse_many_cells(archive, parts, name)
        formulas = any(_holds(archive, part, b"<f", name) for part in parts)
    book = _opened(content, name, values=True)
    printed = _opened(content, name, values=False) if formulas else None
    doubts: list[str] = []
    blocks = list(_blocks(book, printed, doubts))
    return printed_text(blocks, MEDIA_TYPE, doubts)


def _holds(archive: zipfile.ZipFile, part: str, sign: bytes, name: str) -> bool:
    with part_of(archive, part, name) as stream:
        before = b""
        while block := stream.read(_BLOCK):
            if sign in before + block:
                return True
            before = block[-len(sign) :]
    return False


def _opened(content: bytes, name: str, *, values: bool) -> Any:
    """The workbook with the values that its formulas had, or with the formulas themselves."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not read: drawings, validations
            return openpyxl.load_workbook(io.BytesIO(content), data_only=values, keep_links=False, rich_text=True)
    except Exception as error:  # the library lets through whatever a damaged part brings about
        raise damaged(name, "a workbook", error) from error


def _blocks(book: Any, formulas: Any, doubts: list[str]) -> Iterator[Block]:
    theme = dict(_THEME_COLOUR.findall((book.loaded_theme or b"").decode("utf-8", "replace")))
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        doubts.append(f"{many(len(hidden), 'hidden sheet')} not read: {listed(hidden)}")
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        doubts += _doubts_of(sheet, formulas)
        yield from blocks_of(rows_of(dict(_cells(sheet, theme, doubts)), _hidden(sheet)[0]))


def _cells(sheet: Any, theme: dict[str, str], doubts: list[str]) -> Iterator[tuple[tuple[int, int], Printed]]:
    """The visible cells that print something or have a colour of performance, by row and column."""
    rows, columns = _hidden(sheet)
    rules = rules_of(sheet)
    colours: dict[int, str | None] = {}
    fonts: dict[int, str] = {}
    odd = []
    for (row, column), cell in sheet._cells.items():  # rows() would make a cell for every place of the sheet
        if row in rows or column in columns:
            continue
        if cell._style.fillId not in colours:
            colours[cell._style.fillId] = _fill_of(cell.fill, theme)
        fill = colours[cell._style.fillId]
        if rules.rules and (ruled := rules.fill_of((row, column))):
            fill = _colour(ruled.bgColor, theme)
        value = _in_line(cell.value) if isinstance(cell.value, CellRichText) else cell.value
        text = shown(value, cell.number_format) if value is not None else ""
        if isinstance(value, str) and text:
            text = as_arrows(text, fonts.setdefault(cell._style.fontId, cell.font.name or ""))
        text = (rules.icon_of((row, column)) if rules.rules else None) or text
        if text is None:
            odd.append(cell.coordinate)
        if text or colour_word(fill):
            yield (row, column), Printed(text or "", sheet_place(sheet.title, row, column), fill)
    if rules.unread:
        kinds = listed(sorted(rules.unread))
        doubts.append(f"sheet {sheet.title}: colours and icons that follow from some rules are not read ({kinds})")
    if odd:
        doubts.append(f"sheet {sheet.title}: {many(len(odd), 'number')} not read, its format shows no figure: {odd[0]}")


def _in_line(text: CellRichText) -> str:
    """The text of a cell that has several fonts, what is raised in it as raised signs."""
    return "".join(
        raised(part.text) if isinstance(part, TextBlock) and part.font.vertAlign == "superscript" else str(part)
        for part in text
    )


def _hidden(sheet: Any) -> tuple[set[int], set[int]]:
    """The hidden rows and columns of a sheet; a setting of columns may stand for several."""
    rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    columns: set[int] = set()
    for setting in sheet.column_dimensions.values():
        if setting.hidden:
            columns |= set(range(setting.min or 0, (setting.max or 0) + 1))
    return rows, columns


def _doubts_of(sheet: Any, formulas: Any) -> Iterator[str]:
    rows, columns = _hidden(sheet)
    held_rows = {row for row, _ in sheet._cells if row in rows}
    held_columns = {column for _, column in sheet._cells if column in columns}
    held = ((held_rows, "hidden row"), (held_columns, "hidden column"))
    hidden = [many(len(those), what) for those, what in held if those]
    if hidden:
        yield f"sheet {sheet.title}: {listed(hidden)} not read"
    if formulas is not None:
        without = [
            cell.coordinate
            for place, cell in formulas[sheet.title]._cells.items()
            if cell.data_type == "f" and _has_no_value(sheet, place)
        ]
        if without:
            yield (
                f"sheet {sheet.title}: {many(len(without), 'formula')} without a value, first in {without[0]}: not read"
                " (open the file in Excel and save it)"
            )


def _has_no_value(sheet: Any, place: tuple[int, int]) -> bool:
    cell = sheet._cells.get(place)
    return cell is None or cell.value is None


def _fill_of(fill: Any, theme: dict[str, str]) -> str | None:
    """The colour of a solid fill as ``rrggbb``."""
    return _colour(fill.fgColor, theme) if getattr(fill, "fill_type", None) == "solid" else None


def _colour(colour: Any, theme: dict[str, str]) -> str | None:
    if colour.type == "rgb":
        return str(colour.rgb)[-6:]
    if colour.type == "indexed":
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else None
    if colour.type == "theme" and colour.theme < len(_THEME_ORDER):
        return _tinted(theme.get(_THEME_ORDER[colour.theme], ""), colour.tint or 0.0)
    return None


def _tinted(colour: str, tint: float) -> str | None:
    """A colour of the theme made lighter (tint above nought) or darker."""
    if not colour:
        return None
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    mixed = [part + (255 - part) * tint if tint > 0 else part * (1 + tint) for part in parts]
    return "".join(f"{round(part):02x}" for part in mixed)
