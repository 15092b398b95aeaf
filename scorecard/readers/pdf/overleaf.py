"""Tables that the end of a page cuts: put together, without the header that comes again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from scorecard.readers.colours import with_colours
from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.corners import with_corner
from scorecard.readers.pdf.cut_rows import filled, is_rest, put_together
from scorecard.readers.pdf.left_rows import with_rows
from scorecard.readers.pdf.prose import is_page_number
from scorecard.readers.pdf.values import is_period, is_value
from scorecard.readers.printed import Block, Paragraph, Printed, Table

Rows = Sequence[Sequence[Printed]]
Columns = tuple[tuple[float, float], ...]
_MOST_HEADER = 6
_MOST_HEADS = 2
"""So many rows of a header a page may have before the rest of it comes overleaf."""
_SAME_EDGE = 3.0
"""By so many points may a header overleaf differ in its place across the page."""
_DIGITS = re.compile(r"\d+")
_FIGURE = re.compile(r"\d")
_FEWEST_COMMON = 3
"""So many columns at least tell that a few rows overleaf go on with a table of more columns."""
_AT_EDGE = 3
"""So many lines at the top and at the foot of a page may be furniture."""
_LONGEST = 100


def joined_pages(pages: Sequence[Sequence[OnPage]]) -> Iterator[Block]:
    """The blocks of all pages in order. The parts of a cut table stand together; page furniture comes after them.

    What stands at the foot of a page comes after a table at the head of the next one: its caption may stand above it.
    """
    furniture = _furniture(pages)
    whole: OnPage | None = None
    waiting: list[OnPage] = []
    foot: list[OnPage] = []
    left: list[OnPage] = []
    for page in pages:
        at_foot = _foot(page, furniture)
        for at, one in enumerate(page):
            if isinstance(one.block, Table):
                joined = _joined(whole, one) if whole and all(_is_furniture(w, furniture) for w in waiting) else None
                if joined:
                    whole = joined
                    continue
                if whole and all(_is_furniture(w, furniture) for w in waiting):
                    whole = with_corner(whole, one)
                yield from _told(whole, waiting)
                cut = with_rows(left, one) if foot or at == 0 else None
                yield from _told(None, [] if cut else left)
                whole, waiting, foot, left = cut or one, foot, [], []
            elif whole:
                waiting.append(one)
            elif at >= at_foot or (foot and is_page_number(_text(one))):
                foot.append(one)
            elif one.between and not foot:
                left.append(one)
            else:
                yield from _told(None, [*left, *foot])
                foot, left = [], []
                yield one.block
        if not (whole and all(_is_furniture(w, furniture) for w in waiting)):
            last = len(waiting) - (len(page) - at_foot if whole else 0)
            rows = _rows_at_end(waiting[:last])
            yield from _told(whole, waiting[:rows])
            left, foot = waiting[rows:last] or left, waiting[last:] or foot
            whole, waiting = None, []
    yield from _told(whole, [*waiting, *left, *foot])


def _rows_at_end(waiting: Sequence[OnPage]) -> int:
    """With which block (from 0) the rows of one cell begin that stand between rules at the end of a page."""
    at = len(waiting)
    while at and waiting[at - 1].between:
        at -= 1
    return at


def _foot(page: Sequence[OnPage], furniture: set[str]) -> int:
    """With which block (from 0) of a page its furniture at the foot begins."""
    at = len(page)
    while at and not isinstance(page[at - 1].block, Table) and _is_furniture(page[at - 1], furniture):
        at -= 1
    return at


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
    return is_page_number(_text(one)) or _numberless(_text(one)) in furniture


def _numberless(text: str) -> str:
    return _DIGITS.sub("#", text)


def _joined(whole: OnPage, one: OnPage) -> OnPage | None:
    """A table with the rows of the one that goes on with it overleaf; null if that is another table.

    It stands at the same place across the page, and begins with the same header, or with a row of figures. A header
    that comes again stands where it stood; one that is set otherwise heads another table.
    """
    columns = _below_heads(whole, one) or _common_columns(whole.columns, one.columns)
    if columns is None or _same_page(whole, one):
        return None
    before, after = ([_spread(row, t.columns, columns) for row in _table(t).rows] for t in (whole, one))
    again = _header_again(before, after)
    if again and not _stand_alike(before[:again], after[:again], upright=not one.turned):
        return None
    heads = len(whole.columns) < len(columns) and _below_heads(whole, one) is not None
    above, below = filled(before, at_end=True), filled(after[again:], at_end=False)
    if below and is_rest(above[-1], below[0]):
        above, below = (*above[:-1], put_together(above[-1], below[0])), below[1:]
    elif not again and not heads and not (_has_figure(below[0]) and not _looks_like_header(below[0])):
        return None
    return OnPage(Table(tuple(map(tuple, (*above, *below)))), one.box, columns, one.turned)


def _same_page(whole: OnPage, one: OnPage) -> bool:
    pages = [{cell.place.page for row in _table(t).rows for cell in row if cell.place} for t in (whole, one)]
    return bool(pages[0] & pages[1])


def _below_heads(whole: OnPage, one: OnPage) -> Columns | None:
    """The columns of a table overleaf of which a page has no more than headers, each over some of them; else null."""
    rows = _table(whole).rows
    if len(rows) > _MOST_HEADS or len(whole.columns) >= len(one.columns) or not all(map(_looks_like_header, rows)):
        return None
    over = [
        [at for at, head in enumerate(whole.columns) if head[0] - _SAME_EDGE <= start and end <= head[1] + _SAME_EDGE]
        for start, end in one.columns
    ]
    headed = {at for those in over for at in those}
    alone = all(len(those) == 1 for those in over) and len(headed) == len(whole.columns)
    return one.columns if alone and not _has_figures_only(one) else None


def _has_figures_only(one: OnPage) -> bool:
    """Whether the part overleaf goes on with figures at once, and not with the rest of the header."""
    first = [cell.line for cell in _table(one).rows[0] if cell.line]
    return all(is_value(text) and not is_period(text) for text in first)


def _common_columns(ours: Columns, theirs: Columns) -> Columns | None:
    """The columns of two parts of a table: those of both, as a part lacks those that it has nothing in.

    Null if a column of one stands in two of the other, or they have less than half of their columns in common and the
    one with fewer has others as well.
    """
    columns = list(ours)
    common = 0
    for start, end in theirs:
        touched = [at for at, column in enumerate(ours) if column[0] < end and start < column[1]]
        if len(touched) > 1:
            return None
        if touched:
            common += 1
            at = columns.index(ours[touched[0]])
            columns[at] = ours[touched[0]]
        else:
            columns.append((start, end))
    if any(sum(start < c[1] and c[0] < end for c in theirs) > 1 for start, end in ours):
        return None
    within = _FEWEST_COMMON <= common == min(len(ours), len(theirs))  # a few rows have print in a few columns only
    return tuple(sorted(columns)) if within or 2 * common >= max(len(ours), len(theirs)) else None


def _spread(row: Sequence[Printed], own: Columns, columns: Columns) -> tuple[Printed, ...]:
    """A row with a cell for each of the common columns."""
    cells = dict(zip(own, row, strict=True))
    placed: list[Printed] = []
    for start, end in columns:
        mine = next((c for c in cells if c[0] < end and start < c[1]), None)
        placed.append(cells.pop(mine) if mine else Printed())
    return tuple(placed)


def _header_again(before: Rows, after: Rows) -> int:
    """How many rows of a table's head are those of the one before it."""
    count = 0
    for one, other in zip(before[:_MOST_HEADER], after, strict=False):
        if [cell.line for cell in one if cell.line] != [cell.line for cell in other if cell.line]:
            break
        count += 1
    return count


def _stand_alike(ours: Rows, theirs: Rows, *, upright: bool) -> bool:
    """Whether the cells of a header that comes again stand as far from the edge as they did."""
    pairs = [
        (one.place.box, other.place.box)
        for row, again in zip(ours, theirs, strict=True)
        for one, other in zip(_printed(row), _printed(again), strict=True)
        if one.place and other.place and one.place.box and other.place.box
    ]
    edges = (0, 2) if upright else (1, 3)
    return all(abs(one[edge] - other[edge]) <= _SAME_EDGE for one, other in pairs for edge in edges)


def _printed(row: Sequence[Printed]) -> list[Printed]:
    return [cell for cell in row if cell.line]


def _has_figure(row: Sequence[Printed]) -> bool:
    return any(_FIGURE.search(cell.line) for cell in row)


def _looks_like_header(row: Sequence[Printed]) -> bool:
    """Whether a row has words in most of its cells."""
    filled = [cell.line for cell in row if cell.line]
    words = sum(not _FIGURE.search(text) and not is_value(text) for text in filled)
    return 2 * words > len(filled) and len(filled) > len(row) / 2
