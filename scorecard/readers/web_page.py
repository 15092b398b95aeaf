"""Web pages (HTML): headings, paragraphs, lists and tables with their spans. Scripts never run, links stay unopened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from lxml import etree, html

from scorecard.readers.bounds import MOST_CELLS, damaged, too_many
from scorecard.readers.decoded import decoded_leniently
from scorecard.readers.lined import blocks_of_lines
from scorecard.readers.printed import Block, Paragraph, Place, Printed, PrintedText, on_one_line, printed_text
from scorecard.readers.raised import raised
from scorecard.readers.sheet import blocks_of_table
from scorecard.readers.style_sheet import StyleSheet, style_sheet_of

MEDIA_TYPE = "text/html"
_NOT_PRINTED = {
    *("script", "style", "head", "template", "noscript", "svg", "math", "object", "iframe", "select", "textarea"),
}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"),
    *("label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
    "wbr",
}
"""Elements that go on with the line they stand in; all others begin one of their own."""
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_WIDEST, _TALLEST = 500, 20_000
"""Spans beyond these are damage."""
_MOST_OF_LAYOUT = 6
"""A table of layout has so many cells at most for each table that it holds."""
_COLOUR = re.compile(
    r"background(?:-color)?\s*:[^;]*?(#[0-9a-f]{6}|#[0-9a-f]{3}|rgb\([^)]*\)|\b[a-z]+\b)", re.IGNORECASE
)
_NAMED = {
    "red": "ff0000",
    "amber": "ffbf00",
    "orange": "ffa500",
    "yellow": "ffff00",
    "green": "008000",
    "lime": "00ff00",
}
_PARTS = {"thead": 0, "tbody": 1, "tfoot": 2}
"""The order in which a browser shows the parts of a table, wherever they stand in it."""


def read_web_page(content: bytes, name: str) -> PrintedText:
    """What a page shows, in its order. Raises InputError for one that is not HTML after all, or has endless cells."""
    text, doubts = _text_of(content, name)
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False)
        root = html.document_fromstring(_without_declaration(text), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name, "a web page", error) from error
    page = _Page(name, style_sheet_of(root))
    page.walk(root)
    page.end_line()
    return printed_text(page.blocks, MEDIA_TYPE, doubts)


def _text_of(content: bytes, name: str) -> tuple[str, list[str]]:
    """A page's text in the encoding that it names, else UTF-8 or Windows-1252."""
    named = _CHARSET.search(content[:_HEAD])
    code = named[1].decode("ascii").lower() if named else "utf-8"
    if code not in ("utf-8", "utf8"):
        try:
            return content.decode("cp1252" if code in ("iso-8859-1", "latin1", "ascii") else code), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded_leniently(content, name)


def _without_declaration(text: str) -> str:
    """lxml takes no text that names an encoding of bytes."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


@dataclass
class _Page:
    """A page while it is read: its blocks so far, and the line that is being said."""

    name: str
    styles: StyleSheet
    blocks: list[Block] = field(default_factory=list)
    line: str = ""
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0

    def end_line(self) -> None:
        if text := on_one_line(self.line):
            self.paragraphs += 1
            self.blocks.append(Paragraph(text, Place(f"paragraph {self.paragraphs}")))
        self.line = ""

    def walk(self, element: Any) -> None:
        """Say an element and all that is in it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _NOT_PRINTED or self.styles.hides(element):
            return
        if tag == "table":
            self.end_line()
            self.table(element)
            return
        if tag == "pre":
            self.end_line()
            self.lines("".join(self._said(element)))
            return
        if self.styles.raises(element):
            self.line += raised("".join(self._said(element)))
            return
        own_line = tag not in _INLINE
        if own_line:
            self.end_line()
        self.line += element.text or ""
        for child in element:
            self.walk(child)
            self.line += child.tail or ""
        if own_line:
            self.end_line()

    def table(self, element: Any) -> None:
        """Say a table; one of layout, which holds others, cell by cell."""
        if _is_layout(element):
            for cell in element.iterdescendants("td", "th", "caption"):
                if next(cell.iterancestors("table"), None) is element:
                    self.end_line()
                    self.line += cell.text or ""
                    for child in cell:
                        self.walk(child)
                        self.line += child.tail or ""
                    self.end_line()
            return
        self.tables += 1
        for caption in element.iterchildren("caption"):
            self.line = " ".join(self._said(caption))
            self.end_line()
        rows = self._spread(element)
        width = max(map(len, rows), default=0)
        self.blocks += blocks_of_table(_even(rows, width))

    def _spread(self, element: Any) -> list[list[Printed]]:
        """The rows of a table, one cell for each column: where a cell spans others these are blank."""
        rows: list[list[Printed]] = []
        taken: dict[int, int] = {}
        rows_shown = (row for row in _rows_as_shown(element) if not self._is_not_shown(row, element))
        for number, row in enumerate(rows_shown, start=1):
            cells: list[Printed] = []
            for cell in (one for one in row.iterchildren("td", "th") if not self.styles.hides(one)):
                self._fill_from_above(cells, taken)
                across, down = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
                place = Place(f"table {self.tables}, row {number}, column {len(cells) + 1}")
                said = Printed(on_one_line("".join(self._said(cell))), place, self._fill(cell))
                for at in range(across):
                    if down > 1:
                        taken[len(cells)] = down - 1
                    cells.append(Printed() if at else said)
            self._fill_from_above(cells, taken)
            self.cells += len(cells)
            if self.cells > MOST_CELLS:
                raise too_many(self.name, f"table {self.tables}", f"more than {MOST_CELLS:,} cells", "tables of a pack")
            rows.append(cells)
        return rows

    def lines(self, text: str) -> None:
        """Say lines that stand as they are written, which may be a table."""
        self.paragraphs += 1
        place = Place(f"paragraph {self.paragraphs}")
        self.blocks += blocks_of_lines([(line, place) for line in text.splitlines()])

    def _is_not_shown(self, row: Any, table: Any) -> bool:
        """Whether a row is hidden, or the part of its table that it stands in."""
        parts = takewhile(lambda one: one is not table, row.iterancestors())
        return self.styles.hides(row) or any(map(self.styles.hides, parts))

    def _said(self, element: Any) -> Iterator[str]:
        """The text of a cell, a blank where a new line begins."""
        yield element.text or ""
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag and tag not in _NOT_PRINTED and not self.styles.hides(child):
                yield "" if tag in _INLINE else " "
                if self.styles.raises(child):
                    yield raised("".join(self._said(child)))
                else:
                    yield from self._said(child)
                yield "" if tag in _INLINE else " "
            yield child.tail or ""

    def _fill(self, cell: Any) -> str | None:
        """The colour behind a cell, from its style or the attribute of old pages."""
        match = next(reversed(list(_COLOUR.finditer(self.styles.declared(cell)))), None)
        colour = (match[1] if match else cell.get("bgcolor") or "").lower()
        if colour.startswith("rgb"):
            parts = [int(part) for part in re.findall(r"\d+", colour)[:3]]
            return "".join(f"{min(part, 255):02x}" for part in parts) if len(parts) == 3 else None
        if colour.startswith("#"):
            digits = colour[1:]
            return "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        return _NAMED.get(colour)

    @staticmethod
    def _fill_from_above(cells: list[Printed], taken: dict[int, int]) -> None:
        """Blank cells where one of a row above reaches down into this place."""
        while taken.get(len(cells), 0) > 0:
            taken[len(cells)] -= 1
            cells.append(Printed())


def _own(table: Any, *tags: str) -> list[Any]:
    """The parts of a table that are not those of a table within it."""
    return [part for part in table.iterdescendants(*tags) if next(part.iterancestors("table"), None) is table]


def _rows_as_shown(table: Any) -> list[Any]:
    """The rows of a table in the order of a browser: those of its head first, those of its foot last."""
    return sorted(_own(table, "tr"), key=lambda row: _PARTS.get(row.getparent().tag, 1))


def _is_layout(table: Any) -> bool:
    """Whether a table does no more than hold others in their places; one that a single cell of many holds is a note."""
    cells = _own(table, "td", "th")
    holding = sum(next(cell.iterdescendants("table"), None) is not None for cell in cells)
    return holding > 0 and len(cells) <= _MOST_OF_LAYOUT * holding


def _even(rows: list[list[Printed]], width: int) -> tuple[tuple[Printed, ...], ...]:
    return tuple((*row, *[Printed()] * (width - len(row))) for row in rows)


def _span(cell: Any, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), most) if text.isdigit() else 1
