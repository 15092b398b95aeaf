"""Tables that the end of a page cuts: put together, without the header that comes again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from scorecard.readers.colours import with_colours
from scorecard.readers.pdf.page import OnPage
from scorecard.readers.printed import Block, Paragraph, Printed, Table

Rows = Sequence[Sequence[Printed]]
_SAME_EDGE = 4.0
"""Columns of a table that goes on overleaf stand at the same place, within so many points."""
_MOST_HEADER = 6
_DIGITS = re.compile(r"\d+")
_FIGURE = re.compile(r"\d")
_AT_EDGE = 3
"""So many lines at the top and at the foot of a page may be furniture."""
_LONGEST = 100
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?|- ?\d{1,4} ?-", re.IGNORECASE)


def joined_pages(pages: Sequence[Sequence[OnPage]]) -> Iterator[Block]:
    """The blocks of all pages in order. The parts of a cut table stand together; page furniture comes after them."""
    furniture = _furniture(pages)
    whole: OnPage | None = None
    waiting: list[OnPage] = []
    for page in pages:
        for one in page:
            if isinstance(one.block, Table):
                rest = _rest_of(whole, one) if whole and all(_is_furniture(w, furniture) for w in waiting) else None
                if whole and rest is not None:
                    whole = OnPage(Table((*_table(whole).rows, *map(tuple, rest))), one.box, whole.edges)
                    continue
                yield from _told(whole, waiting)
                whole, waiting = one, []
            elif whole:
                waiting.append(one)
            else:
                yield one.block
        if not (whole and all(_is_furniture(w, furniture) for w in waiting)):
            yield from _told(whole, waiting)
            whole, waiting = None, []
    yield from _told(whole, waiting)


def _table(one: OnPage) -> Table:
    assert isinstance(one.block, Table)
    return one.block


def _told(whole: OnPage | None, waiting: Sequence[OnPage]) -> Iterator[Block]:
    if whole:
        yield with_colours(_table(whole))
    yield from (one.block for one in waiting)


def _text(one: OnPage) -> str:
    return one.block.text if isinstance(one.block, Paragraph) else ""


def _furniture(pages: Sequence[Sequence[OnPage]]) -> set[str]:
    """What stands at the top or the foot of more than one page, whatever number it has."""
    edges = [_numberless(_text(one)) for page in pages for one in _at_edges(page)]
    times = Counter(text for text in edges if text and len(text) <= _LONGEST)
    return {text for text, count in times.items() if count > 1}


def _at_edges(page: Sequence[OnPage]) -> Sequence[OnPage]:
    return page if len(page) <= 2 * _AT_EDGE else [*page[:_AT_EDGE], *page[-_AT_EDGE:]]


def _is_furniture(one: OnPage, furniture: set[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(_text(one))) or _numberless(_text(one)) in furniture


def _numberless(text: str) -> str:
    return _DIGITS.sub("#", text)


def _rest_of(whole: OnPage, one: OnPage) -> Rows | None:
    """The rows with which a table goes on with the one on the page before; null if it is another table.

    It has the same columns, and begins with the same header, or with a row of figures.
    """
    before, after = _table(whole).rows, _table(one).rows
    if one.box.top > whole.box.top and one.block is not whole.block and _same_page(whole, one):
        return None
    if len(before[0]) != len(after[0]) or not _same_edges(whole.edges, one.edges):
        return None
    again = _header_again(before, after)
    if again:
        return after[again:]
    return after if _has_figure(after[0]) and not _looks_like_header(after[0]) else None


def _same_page(whole: OnPage, one: OnPage) -> bool:
    pages = [{cell.place.page for row in _table(t).rows for cell in row if cell.place} for t in (whole, one)]
    return bool(pages[0] & pages[1])


def _same_edges(before: Sequence[float], after: Sequence[float]) -> bool:
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(before, after, strict=True))


def _header_again(before: Rows, after: Rows) -> int:
    """How many rows of a table's head are those of the one before it."""
    count = 0
    for one, other in zip(before[:_MOST_HEADER], after, strict=False):
        if [cell.line for cell in one] != [cell.line for cell in other]:
            break
        count += 1
    return count


def _has_figure(row: Sequence[Printed]) -> bool:
    return any(_FIGURE.search(cell.line) for cell in row)


def _looks_like_header(row: Sequence[Printed]) -> bool:
    """Whether a row has a blank first cell and words in most others."""
    filled = [cell.line for cell in row if cell.line]
    return 2 * sum(not _FIGURE.search(text) for text in filled) > len(filled) and len(filled) > len(row) / 2
