"""Word documents (DOCX): paragraphs, headings and tables in their order, with merged cells and shading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scorecard.readers.arrows import as_arrows
from scorecard.readers.bounds import MOST_CELLS, opened_archive, refuse_many_cells, too_many
from scorecard.readers.lined import Line, goes_on_tabbed, of_tabbed
from scorecard.readers.printed import Block, Paragraph, Place, Printed, PrintedText, on_one_line, printed_text
from scorecard.readers.raised import raised
from scorecard.readers.sheet import blocks_of_table
from scorecard.readers.word_styles import is_raised, settle_styles, style_of
from scorecard.readers.xml import attribute, local, tree_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_HEADS, _FEET = re.compile(r"word/header\d*\.xml"), re.compile(r"word/footer\d*\.xml")
_WIDEST = 500
"""A cell said to span more columns than this is damage."""
_MOST_OF_LAYOUT = 6
"""A table of layout has so many cells at most for each table that it holds."""
_CONTENTS = re.compile(r"TOC", re.IGNORECASE)
"""What the styles of lines of contents are called."""
_NOT_PRINTED = {"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "tblPr", "tcPr", "trPr"}
"""What a document keeps and does not print: what was deleted, codes of fields, the second form of a drawing."""
_HELD_IN = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body"}
"""What may stand around paragraphs and tables."""


def read_word(content: bytes, name: str) -> PrintedText:
    """A document's running heads, its text in order, its running feet. Raises InputError for one that is damaged."""
    with opened_archive(content, name) as archive:
        parts = archive.namelist()
        refuse_many_cells(archive, [_DOCUMENT], name)
        body = tree_of(archive, _DOCUMENT, name)
        heads = [tree_of(archive, part, name) for part in sorted(parts) if _HEADS.fullmatch(part)]
        feet = [tree_of(archive, part, name) for part in sorted(parts) if _FEET.fullmatch(part)]
        styles = tree_of(archive, _STYLES, name) if _STYLES in parts else None
    for element in (body, *heads, *feet):
        settle_styles(element, styles)
    count = _Count(name)
    blocks = [*_running(heads, "running head"), *_blocks(body, count), *_running(feet, "running foot")]
    return printed_text(blocks, MEDIA_TYPE)


@dataclass
class _Count:
    """How many paragraphs and tables there were so far."""

    name: str
    paragraphs: int = 0
    tables: int = 0
    cells: int = field(default=0)


def _running(parts: list[Any], where: str) -> Iterator[Paragraph]:
    """The lines of running heads or feet, each once."""
    texts = dict.fromkeys(
        on_one_line("".join(_said(element))) for part in parts for element in part.iter() if local(element) == "p"
    )
    yield from (Paragraph(text, Place(where)) for text in texts if text)


def _blocks(element: Any, count: _Count) -> Iterator[Block]:
    tabbed: list[Line] = []
    for child in _walked(element, count):
        line = _tabbed(child, count.paragraphs)
        if tabbed and not goes_on_tabbed(tabbed, line):
            yield from of_tabbed(tabbed)
            tabbed = []
        if line:
            tabbed.append(line)
        elif local(child) == "p":
            yield from _paragraphs(child, count.paragraphs)
        else:
            yield from blocks_of_table(_table(child, count))
    yield from of_tabbed(tabbed)


def _tabbed(element: Any, number: int) -> Line | None:
    """A paragraph of one line with TABs in it; null for any other, and for a line of contents."""
    if local(element) != "p" or _CONTENTS.match(style_of(element) or ""):
        return None
    line = "".join(_said(element)).strip("\n ")
    return (line, Place(f"paragraph {number}")) if "\t" in line.strip() and "\n" not in line else None


def _walked(element: Any, count: _Count) -> Iterator[Any]:
    """The paragraphs and tables that an element holds, in order, ``count`` being at each when it comes.

    Of a table that does no more than hold others in their places, those.
    """
    for child in element:
        kind = local(child)
        if kind == "p":
            count.paragraphs += 1
            yield child
            for box in _boxes(child):
                yield from _walked(box, count)
        elif kind == "tbl" and _is_layout(child):
            for cell in (c for row in _held(child, "tr") for c in _held(row, "tc")):
                yield from _walked(cell, count)
        elif kind == "tbl":
            count.tables += 1
            yield child
        elif kind in _HELD_IN:
            yield from _walked(child, count)


def _boxes(element: Any) -> Iterator[Any]:
    """The boxes of text beside a paragraph that hold tables."""
    for child in element:
        if _holds_table(child):
            yield child
        elif local(child) not in _NOT_PRINTED:
            yield from _boxes(child)


def _holds_table(element: Any) -> bool:
    """Whether an element is a box of text that holds a table."""
    return local(element) == "txbxContent" and any(local(one) == "tbl" for one in element.iter())


def _is_layout(table: Any) -> bool:
    """Whether a table does no more than hold others in their places; one that a single cell of many holds is a note."""
    cells = [cell for row in _held(table, "tr") for cell in _held(row, "tc")]
    holding = sum(next(_held(cell, "tbl"), None) is not None for cell in cells)
    return holding > 0 and len(cells) <= _MOST_OF_LAYOUT * holding


def placed_elements(body: Any) -> Iterator[tuple[str, Any]]:
    """The paragraphs and cells of a document's body, each with its place in the words that ``read_word`` tells."""
    count = _Count("")
    for element in _walked(body, count):
        if local(element) == "p":
            yield f"paragraph {count.paragraphs}", element
            continue
        for at, row in enumerate(_held(element, "tr"), start=1):
            column = 1 + _before(row)
            for cell in _held(row, "tc"):
                yield _place_of_cell(count.tables, at, column), cell
                column += _properties(cell)[0]


def _place_of_cell(table: int, row: int, column: int) -> str:
    return f"table {table}, row {row}, column {column}"


def _paragraphs(element: Any, number: int) -> Iterator[Paragraph]:
    """The printed lines of a paragraph: a line end within it parts them."""
    place = Place(f"paragraph {number}")
    for line in "".join(_said(element)).split("\n"):
        if text := on_one_line(line):
            yield Paragraph(text, place)


def _said(element: Any) -> Iterator[str]:
    """The printed text of whatever an element holds."""
    for child in element:
        kind = local(child)
        if kind in _NOT_PRINTED or _holds_table(child):
            continue
        if kind == "t":
            text = as_arrows(child.text or "", _font_of(child.getparent()))
            yield raised(text) if is_raised(child.getparent()) else text
        elif kind == "sym":
            code = attribute(child, "char") or ""
            yield as_arrows(chr(int(code, 16)) if code else "", attribute(child, "font") or "")
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind == "tab":
            yield "\t"
        elif kind == "noBreakHyphen":
            yield "-"
        else:
            yield from _said(child)
            yield "\n" if kind == "p" else ""


def _font_of(run: Any) -> str:
    """The font of a run of text, as far as the run itself names one."""
    for properties in run:
        if local(properties) == "rPr":
            for child in properties:
                if local(child) == "rFonts":
                    return attribute(child, "ascii") or ""
    return ""


def _table(element: Any, count: _Count) -> list[list[Printed]]:
    number = count.tables
    rows = []
    for at, row in enumerate(_held(element, "tr"), start=1):
        if _is_deleted(row):
            continue
        cells = list(_cells(row, number, at))
        count.cells += len(cells)
        if count.cells > MOST_CELLS:
            raise too_many(count.name, f"table {number}", f"more than {MOST_CELLS:,} cells", "tables of a pack")
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return [[*row, *[Printed()] * (width - len(row))] for row in rows]


def _is_deleted(row: Any) -> bool:
    """Whether a row was taken out while changes were tracked."""
    return any(local(setting) == "del" for child in row if local(child) == "trPr" for setting in child)


def _held(element: Any, wanted: str) -> Iterator[Any]:
    """The children of a kind, those within controls and marks of changes too."""
    for child in element:
        if local(child) == wanted:
            yield child
        elif local(child) in _HELD_IN:
            yield from _held(child, wanted)


def _cells(row: Any, table: int, at: int) -> Iterator[Printed]:
    """The cells of a row, one for each column of the grid: those that a cell spans are blank."""
    column = 0
    for _ in range(_before(row)):
        column += 1
        yield Printed()
    for cell in _held(row, "tc"):
        span, goes_on, fill = _properties(cell)
        column += 1
        text = "" if goes_on else on_one_line("".join(_said(cell)))
        yield Printed(text, Place(_place_of_cell(table, at, column)), fill)
        for _ in range(span - 1):
            column += 1
            yield Printed(fill=fill)


def _before(row: Any) -> int:
    """So many columns of the grid are left out before a row's first cell."""
    settings = (setting for child in row if local(child) == "trPr" for setting in child)
    return next((_number(attribute(one, "val"), 0) for one in settings if local(one) == "gridBefore"), 0)


def _properties(cell: Any) -> tuple[int, bool, str | None]:
    """How many columns a cell spans, whether it goes on with the one above, and its colour."""
    span, goes_on, fill = 1, False, None
    for properties in cell:
        if local(properties) != "tcPr":
            continue
        for child in properties:
            kind, value = local(child), attribute(child, "val")
            if kind == "gridSpan":
                span = max(1, _number(value, 1))
            elif kind == "vMerge":
                goes_on = value != "restart"
            elif kind == "shd":
                fill = attribute(child, "fill")
    return span, goes_on, fill if fill and re.fullmatch("[0-9A-Fa-f]{6}", fill) else None


def _number(text: str | None, otherwise: int) -> int:
    return min(int(text), _WIDEST) if text and text.isdigit() else otherwise
