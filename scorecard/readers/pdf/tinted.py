"""Tables whose rows are told by tints: each row has one, or every second one.

Between two tinted rows stands one row at most, for tints take turns. So each strip must have one value in a cell at
most; where one has more, or where the end of the table is open, nothing is taken that the white does not tell as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from scorecard.readers.pdf.agreeing import is_borne_out
from scorecard.readers.pdf.cells import data_cells, head_cells
from scorecard.readers.pdf.columns import Column, columns_of
from scorecard.readers.pdf.edges import cut_at_edges
from scorecard.readers.pdf.headed import with_headed
from scorecard.readers.pdf.marks import Fill, Rule, around
from scorecard.readers.pdf.rows import holds_figures, rows_of
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.table import AlignedTable
from scorecard.readers.pdf.tinted_ends import goes_on, is_prose, row_below, rows_above
from scorecard.readers.pdf.tints import NEAR, Band, bands_of_tints, edges_of_columns, runs_of_bands, touch
from scorecard.readers.pdf.white import has_two_values
from scorecard.readers.pdf.words import Line, Word

Row = Sequence[Line]
_COVERS = 0.8
"""A row is tinted, and not a cell of it, if so much of its print's width is."""
_FEWEST_BANDS, _FEWEST_CELLS = 2, 3
"""A table has so many tinted rows at least, or one with a tint for each of so many cells."""
_APART = 1.5
"""White so many times as high as print stands between two tables, or between a table and text."""
_OF_ONE_CELL = 0.35
"""White between the lines of one cell is seldom wider than this part of their size."""
_BESIDE = 0.5


def tinted_tables(
    lines: Sequence[Line], fills: Sequence[Fill], drawn: Sequence[Rule]
) -> Iterator[tuple[AlignedTable, set[int]]]:
    """The tables of a page whose rows tints tell, each with its lines (numbers from 0). ``drawn``: rules across."""
    bands = bands_of_tints(fills)
    taken: set[int] = set()
    for run in runs_of_bands(bands):
        for part in _parts(run, lines):
            own = _table(part, [(at, line) for at, line in enumerate(lines) if at not in taken], drawn)
            if own:
                taken |= own[1]
                yield own


def _parts(run: Sequence[Band], lines: Sequence[Line]) -> Iterator[list[Band]]:
    """The bands of each table: between two of them stands one row, or nothing."""
    left = min(band.x0 for band in run)
    at_left = [band for band in run if band.x0 - left <= NEAR]
    part: list[Band] = []
    for band in at_left:
        if part and not (touch(part[-1], band) or _is_a_row(part[-1], band, lines)):
            yield part
            part = []
        part.append(band)
    if part:
        yield part


def _is_a_row(above: Band, below: Band, lines: Sequence[Line]) -> bool:
    """Whether what stands between two bands that reach over the whole row is a row of their table, or blank."""
    inside = [line for line in lines if above.bottom < line.box.middle[1] < below.top]
    if not (above.holds(below) and below.holds(above)):
        return False
    if not inside:
        return below.top - above.bottom <= _APART * (above.bottom - above.top)
    size = max(line.size for line in inside)
    box = around(line.box for line in inside)
    if max(box.top - above.bottom, below.top - box.bottom) > _APART * size:
        return False
    if any(is_prose(line) for line in inside):
        return False
    width = max(box.width, min(above.x1 - above.x0, below.x1 - below.x0))
    return min(above.filled, below.filled) >= _COVERS * width


def _table(
    bands: Sequence[Band], lines: Sequence[tuple[int, Line]], drawn: Sequence[Rule]
) -> tuple[AlignedTable, set[int]] | None:
    if len(bands) < _FEWEST_BANDS and not _is_of_cells(bands):
        return None
    cuts = sorted(edge for band in bands for edge in (band.top, band.bottom))
    inside = [(at, line) for at, line in lines if cuts[0] < line.box.middle[1] < cuts[-1]]
    strips = [[entry for entry in inside if a < entry[1].box.middle[1] <= b] for a, b in pairwise(cuts)]
    strips = [strip for strip in strips if strip]
    if not strips:
        return None
    rows = [[line for _, line in strip] for strip in strips]
    if not any(map(holds_figures, rows)) and _stands_on_a_rule(bands[-1], drawn):
        return None  # a header: rules tell the rows below it
    room = max(_white(rows), _OF_ONE_CELL * max(line.size for _, line in inside))
    below = row_below(bands, rows, lines, room)
    above = rows_above(bands, rows, lines, room, drawn)
    if above is None:
        return None
    rows = [*above, *rows, *([below] if below else [])]
    if goes_on(rows[-1], bands[-1], lines, figures=any(map(holds_figures, rows))) or not _is_at_left(rows, bands):
        return None
    ids = {id(line): at for at, line in lines}
    made = _of_rows(rows, bands)
    return (made, {ids[id(line)] for row in rows for line in row}) if made else None


def _stands_on_a_rule(band: Band, drawn: Sequence[Rule]) -> bool:
    """Whether rules run below all of a tint."""
    below = [rule for rule in drawn if abs(rule.at - band.bottom) <= NEAR]
    return bool(below) and sum(min(r.end, band.x1) - max(r.start, band.x0) for r in below) >= _COVERS * band.filled


def _is_of_cells(bands: Sequence[Band]) -> bool:
    """Whether the only tinted row that the end of a page leaves has a tint for each cell."""
    return any(len(band.boxes) >= _FEWEST_CELLS for band in bands)


def _white(rows: Sequence[Row]) -> float:
    """The widest white between the lines of one row."""
    widest = 0.0
    for row in rows:
        lowest = row[0].box.bottom
        for line in row[1:]:
            widest = max(widest, line.box.top - lowest)
            lowest = max(lowest, line.box.bottom)
    return widest


def _is_at_left(rows: Sequence[Row], bands: Sequence[Band]) -> bool:
    """Whether tints begin where the print does: those of some cells in the middle say nothing of their rows."""
    return min(band.x0 for band in bands) - NEAR <= min(line.box.x0 for row in rows for line in row)


def _of_rows(rows: Sequence[Row], bands: Sequence[Band]) -> AlignedTable | None:
    edges = edges_of_columns(bands)
    whole = around(line.box for row in rows for line in row)
    if len(edges) < 3 or edges[0] > whole.x0 + NEAR or edges[-1] < whole.x1 - NEAR:
        edges = []
    rows = [list(row) for row in rows]
    first = next((at for at, row in enumerate(rows) if holds_figures(row)), len(rows))
    body: list[Row] = [[_cut(line, edges) for line in row] for row in rows[first:]]
    if any(map(has_two_values, body)) or not (any(map(holds_figures, body)) or (_is_of_cells(bands) and edges)):
        return None
    parts = [rows_of(row, []) if _is_of_rows(row, bands) else [row] for row in rows[:first]]
    heads: list[Row] = [part for row in parts for part in row]
    columns = [Column(x0 + _BESIDE, x1 - _BESIDE) for x0, x1 in pairwise(edges)]
    if not edges:
        parted = cut_at_edges(heads, body)
        heads, body = [*parted[: len(heads)]], [*parted[len(heads) :]]
        columns = with_headed(columns_of(body), heads, body)
    if len(columns) < 2:
        return None
    tight = [_tight(column, body) for column in columns]
    cells = [_heads_in_boxes(row, columns, bands) or head_cells(row, tight, []) for row in heads]
    cells += [data_cells(row, columns) for row in body]
    texts = [[" ".join(word.text for word in cell) for cell in row] for row in cells]
    if not is_borne_out(texts, len(heads), framed=True):
        return None
    return AlignedTable(
        whole,
        tuple(columns),
        tuple(tuple(map(tuple, row)) for row in cells),
        tuple(word for row in rows for line in row for word in line.words),
        ruled=True,
    )


def _cut(line: Line, edges: Sequence[float]) -> Line:
    """A line cut where an edge stands between two of its words."""
    cuts = {
        at
        for at, (one, other) in enumerate(pairwise(line.words), 1)
        if any(one.box.x1 - NEAR < edge < other.box.x0 + NEAR for edge in edges)
    }
    return replace(line, cuts=line.cuts | cuts) if cuts else line


def _is_of_rows(row: Row, bands: Sequence[Band]) -> bool:
    """Whether one box is behind all of a header, which may have several rows."""
    y = around(line.box for line in row).middle[1]
    return any(len(band.boxes) == 1 for band in bands if band.top <= y <= band.bottom)


def _tight(column: Column, body: Sequence[Row]) -> Column:
    """A column as wide as its figures."""
    own = [
        part.box
        for row in body
        for line in row
        for part in segments_of(line)
        if column.x0 - 1 <= part.box.x0 and part.box.x1 <= column.x1 + 1
    ]
    return Column(min(box.x0 for box in own), max(box.x1 for box in own)) if own else column


def _heads_in_boxes(row: Row, columns: Sequence[Column], bands: Sequence[Band]) -> list[list[Word]] | None:
    """The words of each column in a row of a header whose cells have tints of their own; null if they have none."""
    box = around(line.box for line in row)
    band = next((one for one in bands if one.top <= box.middle[1] <= one.bottom and len(one.boxes) > 1), None)
    if band is None:
        return None
    cells: list[list[Word]] = [[] for _ in columns]
    for word in (word for line in row for word in line.words):
        own = next((b for b in band.boxes if b.x0 - NEAR <= word.box.middle[0] <= b.x1 + NEAR), None)
        if own is None:
            return None
        at = next((at for at, column in enumerate(columns) if column.middle > own.x0), len(columns) - 1)
        cells[at].append(word)
    return cells
