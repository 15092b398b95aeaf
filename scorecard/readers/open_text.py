"""Text documents of LibreOffice and other suites (ODT): paragraphs, headings and tables in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scorecard.readers.bounds import MOST_CELLS, opened_archive, too_many
from scorecard.readers.lined import Line, goes_on_tabbed, of_tabbed
from scorecard.readers.open_styles import BOX, NOT_PRINTED, OpenStyles, content_of, repeated, said, styles_of
from scorecard.readers.printed import Block, Paragraph, Place, Printed, PrintedText, on_one_line, printed_text
from scorecard.readers.sheet import blocks_of_table
from scorecard.readers.xml import attribute, local, tree_of

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_STYLES = "styles.xml"
_PARAGRAPHS = {"p", "h"}
_HELD_IN = {
    *("body", "text", "section", "list", "list-item", "list-header", "numbered-paragraph", "index-body", "frame"),
    *(BOX, "table-of-content"),
}
"""What may stand around paragraphs and tables."""
_CONTENTS = "table-of-content"
_ROWS_IN = {"table-header-rows", "table-rows", "table-row-group"}
_WIDEST = 500
"""A cell said to span more columns than this is damage."""
_MOST_OF_LAYOUT = 6
"""A table of layout has so many cells at most for each table that it holds."""


def read_open_text(content: bytes, name: str) -> PrintedText:
    """A document's running heads, its text in order, its running feet. Raises InputError for one that is damaged."""
    with opened_archive(content, name) as archive:
        body = content_of(archive, name)
        pages = tree_of(archive, _STYLES, name) if _STYLES in archive.namelist() else None
    styles = styles_of(*(root for root in (pages, body) if root is not None))
    document = _Document(name, styles)
    heads, feet = (_running(pages, part, styles) for part in ("header", "footer"))
    blocks = [*heads, *document.blocks(_of_kind(body, "text")), *feet]
    return printed_text(blocks, MEDIA_TYPE)


def _of_kind(root: Any, kind: str) -> Iterator[Any]:
    """The elements of a kind right in the body of a document."""
    body = next((element for element in root.iter() if local(element) == "body"), ())
    return (element for element in body if local(element) == kind)


def _running(pages: Any, part: str, styles: OpenStyles) -> Iterator[Paragraph]:
    """The lines of running heads or feet, each once."""
    parts = (element for element in pages.iter() if local(element) == part) if pages is not None else ()
    lines = (_line(p, styles) for element in parts for p in element.iter() if local(p) in _PARAGRAPHS)
    texts = dict.fromkeys(on_one_line(line) for line in lines)
    yield from (Paragraph(text, Place(f"running {'head' if part == 'header' else 'foot'}")) for text in texts if text)


def _line(paragraph: Any, styles: OpenStyles) -> str:
    return "".join(said(paragraph, styles, tab="\t", end="\n"))


@dataclass
class _Document:
    """A document while it is read: how many paragraphs and tables there were so far."""

    name: str
    styles: OpenStyles
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0

    def blocks(self, elements: Iterable[Any]) -> Iterator[Block]:
        """The paragraphs and tables that elements hold, in order; lines with TABs one below the other may be one."""
        tabbed: list[Line] = []
        for element in self._walked(elements):
            line = self._tabbed(element)
            if tabbed and not goes_on_tabbed(tabbed, line):
                yield from of_tabbed(tabbed)
                tabbed = []
            if line:
                tabbed.append(line)
            elif local(element) in _PARAGRAPHS:
                yield from self._paragraph(element)
            else:
                yield from blocks_of_table(self._table(element))
        yield from of_tabbed(tabbed)

    def _walked(self, elements: Iterable[Any]) -> Iterator[Any]:
        """Paragraphs and tables in order; of a table that does no more than hold others in their places, those."""
        for element in elements:
            kind = local(element)
            if kind in _PARAGRAPHS:
                self.paragraphs += 1
                yield element
                yield from self._walked(one for one in element.iter() if local(one) == BOX)
            elif kind == "table" and _is_layout(element):
                yield from self._walked(child for cell in _cells_of(element) for child in cell)
            elif kind == "table":
                self.tables += 1
                yield element
            elif kind in _HELD_IN:
                yield from self._walked(element)

    def _tabbed(self, element: Any) -> Line | None:
        """A paragraph of one line with TABs in it; null for any other, and for a line of contents."""
        in_contents = any(local(above) == _CONTENTS for above in element.iterancestors())
        if local(element) not in _PARAGRAPHS or in_contents:
            return None
        line = _line(element, self.styles).strip("\n ")
        return (line, self._place()) if "\t" in line.strip() and "\n" not in line else None

    def _place(self) -> Place:
        return Place(f"paragraph {self.paragraphs}")

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        for line in _line(element, self.styles).split("\n"):
            if text := on_one_line(line):
                yield Paragraph(text, self._place())

    def _table(self, element: Any) -> list[list[Printed]]:
        """The rows of a table, one cell for each column: those that others span are blank."""
        number, rows = self.tables, []
        for at, row in enumerate(_rows_of(element), start=1):
            cells: list[Printed] = []
            for cell in row:
                if local(cell) in ("table-cell", "covered-table-cell"):
                    for _ in range(min(repeated(cell, "number-columns-repeated"), _WIDEST)):
                        cells.append(self._cell(cell, f"table {number}, row {at}, column {len(cells) + 1}"))
            self.cells += len(cells)
            if self.cells > MOST_CELLS:
                raise too_many(self.name, f"table {number}", f"more than {MOST_CELLS:,} cells", "tables of a pack")
            rows.append(cells)
        width = max(map(len, rows), default=0)
        return [[*row, *[Printed()] * (width - len(row))] for row in rows]

    def _cell(self, cell: Any, place: str) -> Printed:
        if local(cell) == "covered-table-cell":
            return Printed()
        text = on_one_line("\n".join(_line(paragraph, self.styles) for paragraph in _paragraphs_in(cell)))
        fill = self.styles.fills.get(attribute(cell, "style-name") or "")
        return Printed(text, Place(place), fill)


def _paragraphs_in(element: Any) -> Iterator[Any]:
    """The paragraphs that a cell prints, those of boxes in it too."""
    for child in element:
        if local(child) in _PARAGRAPHS:
            yield child
        if local(child) not in NOT_PRINTED:
            yield from _paragraphs_in(child)


def _rows_of(table: Any) -> Iterator[Any]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _ROWS_IN:
            yield from _rows_of(child)


def _cells_of(table: Any) -> list[Any]:
    return [cell for row in _rows_of(table) for cell in row if local(cell) == "table-cell"]


def _is_layout(table: Any) -> bool:
    """Whether a table does no more than hold others in their places; one that a single cell of many holds is a note."""
    cells = _cells_of(table)
    holding = sum(any(local(child) == "table" for child in cell) for cell in cells)
    return holding > 0 and len(cells) <= _MOST_OF_LAYOUT * holding
