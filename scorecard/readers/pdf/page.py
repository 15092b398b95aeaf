"""A page as blocks: its tables and paragraphs in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scorecard.readers.pdf.aligned import find_aligned
from scorecard.readers.pdf.block import OnPage
from scorecard.readers.pdf.broken import mended, whole_year
from scorecard.readers.pdf.coloured import coloured_words
from scorecard.readers.pdf.left_rows import between_rules
from scorecard.readers.pdf.line_ends import on_one_line
from scorecard.readers.pdf.marks import Box, Fill, Marks, Sign, around, bands, box_on_page
from scorecard.readers.pdf.over_print import illegible, over_printed
from scorecard.readers.pdf.overrun import reaches_edge, with_whole_words
from scorecard.readers.pdf.prose import paragraphs_of
from scorecard.readers.pdf.ruled import Grid, find_grids, parted_by_grids
from scorecard.readers.pdf.several import holds_rows
from scorecard.readers.pdf.table import AlignedTable
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line, Word, lines_of, upright, words_of
from scorecard.readers.printed import Paragraph, Place, Printed, Table
from scorecard.words import many

_UNSURE = "not read, as what belongs together would be a guess"
_FEWEST_ROWS = 3
"""A table has so many rows of figures at least."""
_MANY_ROWS = 8
"""So many rows between rules are rows of a table each."""
_SIZE = 12.0
"""The size of print that rules may be away from a table."""
_COVERS = 0.5
"""A fill that covers so much of a cell is its colour."""


@dataclass(frozen=True)
class _Filled:
    """A grid with the signs and the text of its cells; of those that are ``illegible`` the text is blank."""

    grid: Grid
    held: Mapping[tuple[int, int], Sequence[Sign]]
    texts: Mapping[tuple[int, int], str]
    illegible: frozenset[tuple[int, int]] = frozenset()

    @property
    def lacks_header(self) -> bool:
        """Whether a cell of a row without figures is illegible: what its column is about is not known."""
        rows = {row for row, _ in self.illegible}
        return any(not any(at[0] == row and is_value(text) for at, text in self.texts.items()) for row in rows)


def blocks_of_page(marks: Marks, *, cut: bool = False) -> tuple[list[OnPage], list[str], bool]:
    """The blocks of a page from the top, what of it was not read, and whether it begins with a table that was not.

    Tables count from 1 on each page. ``cut``: the page after it begins so; a row or two of a table that no rules part
    are then not read either, as its rest may be what tells their columns.
    """
    grids, outside = _grids(marks)
    boxes = [grid.grid.box for grid in grids]
    free = [r for r in (*marks.across, *bands(marks)) if not any(_within(r.at, r.start, r.end, box) for box in boxes)]
    down = [r for r in marks.down if not any(box.holds(r.at, (r.start + r.end) / 2) for box in boxes)]
    words = mended(words_of(outside))
    words += coloured_words(marks.fills, [s.box for s in marks.signs if s.text.strip()], boxes)
    fills = [fill for fill in marks.fills if not any(box.holds(*fill.box.middle) for box in boxes)]
    found = [
        table for table in find_aligned(words, free, marks.across, down, fills) if table.sure or _counts_much(table)
    ]
    over = over_printed(outside) if found else []
    clear = [table for table in found if not any(table.box.holds(*box.middle) for box in over)]
    aligned = [table for table in clear if table.sure and not (cut and table is found[-1] and _is_rest(table))]
    used = {id(word) for table in found for word in table.words}
    rest = [word for word in words if id(word) not in used]
    tables: list[tuple[Box, _Filled | AlignedTable]] = [
        *((box, grid) for box, grid in zip(boxes, grids, strict=True) if not grid.lacks_header),
        *((t.box, t) for t in aligned),
    ]
    tables.sort(key=lambda pair: (round(pair[0].top, 1), pair[0].x0))
    blocks = [
        replace(_table(table, box, marks, number), between=between_rules(box, _SIZE, marks.across))
        for number, (box, table) in enumerate(tables, start=1)
    ]
    blocks += [_paragraph(lines, marks) for lines in _parted_by(rest, [box for box, _ in tables])]
    unsure = len(found) - len(aligned)
    said = f"page {marks.number}: {many(unsure, 'table')} without rules between the rows: {_UNSURE}"
    cells = sum(len(grid.illegible) for grid in grids)
    over_print = "in which print stands over print, or figures are cut"
    said_over = f"page {marks.number}: {many(cells, 'cell')} {over_print}: {_UNSURE}"
    told = [text for text, count in ((said, unsure), (said_over, cells)) if count]
    first = found[0] if found and not any(found[0] is table for table in aligned) else None
    begins = first is not None and not any(box.top < first.box.top for box, _ in tables)
    return sorted(blocks, key=lambda one: (round(one.box.top, 1), one.box.x0)), told, begins


def _is_rest(table: AlignedTable) -> bool:
    """Whether a table without rules between its rows has fewer rows of figures than a table has."""
    rows = [sum(is_value(" ".join(word.text for word in cell)) for cell in row[1:]) for row in table.rows]
    return not table.ruled and sum(2 * count >= max(rows) for count in rows) < _FEWEST_ROWS + 1


def _counts_much(table: AlignedTable) -> bool:
    """Whether a table prints figures in several rows; a list of names and times is text as well."""
    rows = [sum(is_value(" ".join(word.text for word in cell)) for cell in row[1:]) for row in table.rows]
    return sum(count > 1 for count in rows) >= _FEWEST_ROWS


def _grids(marks: Marks) -> tuple[list[_Filled], list[Sign]]:
    """The grids in which at least two cells print something (the frame of a picture has none), and what is outside.

    Rules that part columns and a header alone are no grid: its last row would hold all rows of the table.
    """
    found = find_grids(marks)
    inside, outside = parted_by_grids(marks.signs, [grid.box for grid in found])
    filled = [_filled(grid, signs, outside) for grid, signs in zip(found, inside, strict=True)]
    grids = [
        replace(one, illegible=frozenset(one.texts), texts={}) if _is_open(one) else one
        for one in filled
        if sum(map(bool, one.texts.values())) > 1 and not (_is_open(one) and _has_few_rows(one))
    ]
    if len(grids) == len(filled):
        return grids, outside
    return grids, parted_by_grids(marks.signs, [one.grid.box for one in grids])[1]


def _is_open(one: _Filled) -> bool:
    ys = one.grid.ys
    return holds_rows(one.held, one.texts, mostly_last=2 * (ys[-1] - ys[-2]) > ys[-1] - ys[0])


def _has_few_rows(one: _Filled) -> bool:
    """Whether rules part so few rows that each may hold several; where they part many, narrow cells cut figures."""
    return len({row for row, _ in one.held}) < _MANY_ROWS


def _filled(grid: Grid, signs: Sequence[Sign], outside: list[Sign]) -> _Filled:
    held = grid.signs_of_cells(signs)
    parted = grid.parted_by_print(held)
    if parted is not grid:
        grid, held = parted, parted.signs_of_cells(signs)
    boxes = {(cell.row, cell.column): cell.box for cell in grid.cells}
    words = {at: words_of(own) for at, own in held.items()}
    full = [at for at, own in words.items() if reaches_edge(own, boxes[at])]
    if full and with_whole_words(held, boxes, outside, full):
        words = {at: words_of(own) for at, own in held.items()}
    over = illegible(held, boxes)
    texts = {at: "" if at in over else _text_of(own, words[at]) for at, own in held.items()}
    return _Filled(grid, held, texts, frozenset(over))


def _within(at: float, start: float, end: float, box: Box) -> bool:
    return (
        box.holds((start + end) / 2, at) or box.holds((start + end) / 2, at - 1) or box.holds((start + end) / 2, at + 1)
    )


def _parted_by(words: Sequence[Word], tables: Sequence[Box]) -> Iterator[list[Line]]:
    """Paragraphs of the words between two tables: none goes on below a table."""
    parts: dict[int, list[Word]] = {}
    for word in words:
        parts.setdefault(sum(box.top < word.box.top for box in tables), []).append(word)
    for at in sorted(parts):
        yield from paragraphs_of(parts[at])


def _place(marks: Marks, box: Box, words: str) -> Place:
    at = box_on_page(box, marks)
    rounded = (round(at.x0, 1), round(at.top, 1), round(at.x1, 1), round(at.bottom, 1))
    how = " (recognised by OCR)" if marks.recognised else ""
    return Place(f"page {marks.number}{how}{words}", page=marks.number, box=rounded)


def _paragraph(lines: Sequence[Line], marks: Marks) -> OnPage:
    box = around(line.box for line in lines)
    text = " ".join(line.text for line in lines)
    return OnPage(Paragraph(text, _place(marks, box, "")), box, between=between_rules(box, lines[0].size, marks.across))


def _table(table: _Filled | AlignedTable, box: Box, marks: Marks, number: int) -> OnPage:
    turned = marks.turned in (90, 270)
    if isinstance(table, _Filled):
        return OnPage(Table(_ruled_rows(table, marks, number)), box, tuple(pairwise(table.grid.xs)), turned)
    rows = tuple(
        tuple(_aligned_cell(words, table, (row, column), marks, number) for column, words in enumerate(cells, start=1))
        for row, cells in enumerate(table.rows, start=1)
    )
    return OnPage(Table(rows), box, tuple((column.x0, column.x1) for column in table.columns), turned)


def _ruled_rows(table: _Filled, marks: Marks, number: int) -> tuple[tuple[Printed, ...], ...]:
    """The rows of a grid: a cell that spans others prints in the first of them."""
    grid = table.grid
    fills = [fill for fill in marks.fills if _common(grid.box, fill.box)]
    width = len(grid.xs) - 1
    rows = [[Printed() for _ in range(width)] for _ in range(len(grid.ys) - 1)]
    for cell in grid.cells:
        place = _place(marks, cell.box, f", table {number}, row {cell.row + 1}, column {cell.column + 1}")
        text = table.texts.get((cell.row, cell.column), "")
        rows[cell.row][cell.column] = Printed(text, place, _fill_of(cell.box, fills))
    return tuple(tuple(row) for row in rows)


def _text_of(signs: Sequence[Sign], words: Sequence[Word]) -> str:
    """The text of a cell by its ``words``: its lines one behind the other, those that run up or down after the rest."""
    lines = lines_of(mended(words))
    text = whole_year(on_one_line(lines)) if len(lines) > 1 else on_one_line(lines)
    if not any(sign.turn for sign in signs):
        return text
    sideways = [lines_of(words_of(upright(signs, turn))) for turn in (90, 270, 180)]
    return " ".join(part for part in (text, *(" ".join(line.text for line in lines) for lines in sideways)) if part)


def _fill_of(box: Box, fills: Sequence[Fill]) -> str | None:
    """The colour of the last fill that covers a cell, or that stands within it like a spot."""
    colour = None
    for fill in fills:
        common = _common(box, fill.box)
        if common is None:
            continue
        area = common.width * common.height
        if area >= _COVERS * box.width * box.height or area >= 0.9 * fill.box.width * fill.box.height:
            colour = fill.colour
    return colour


def _common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; null for nothing."""
    left, top = max(one.x0, other.x0), max(one.top, other.top)
    right, bottom = min(one.x1, other.x1), min(one.bottom, other.bottom)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _aligned_cell(
    words: Sequence[Word], table: AlignedTable, at: tuple[int, int], marks: Marks, number: int
) -> Printed:
    """A cell of a table without rules; its box is that of its words."""
    row, column = at
    if not words:
        return Printed()
    place = _place(marks, around(word.box for word in words), f", table {number}, row {row}, column {column}")
    return Printed(on_one_line(lines_of(words)), place)
