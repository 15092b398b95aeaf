"""The open ends of a table whose rows tints tell: header and row above its first tint, the row below its last one."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.readers.pdf.marks import Rule
from scorecard.readers.pdf.rows import holds_figures
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.tints import NEAR, Band, touch
from scorecard.readers.pdf.values import is_period
from scorecard.readers.pdf.white import has_two_values
from scorecard.readers.pdf.words import Line

Row = Sequence[Line]
_ROOM = 1.2
"""Print stands so near to the edge of a tint, in parts of its size."""
_MOST_HEADS = 6
_MOST_WORDS = 7
"""A line of more words without columns is running text."""
_SHORT_TITLE = 3
"""A title of so many words at most, with a year, is a row of its table."""


def rows_above(
    bands: Sequence[Band],
    rows: Sequence[Row],
    lines: Sequence[tuple[int, Line]],
    room: float,
    drawn: Sequence[Rule],
) -> list[list[Line]] | None:
    """The rows above the first tint: a header, a row that goes on from the page before; null if these are a guess."""
    first = bands[0]
    if _begins_with_header(bands, rows[0], drawn):
        return []
    close = 2 * min(max(row[0].box.top - _top(row, bands), 0.0) for row in rows) + 1
    rules = sorted({r.at for r in drawn if r.at <= first.top + NEAR and r.start < first.x1 and first.x0 < r.end})
    found: list[list[Line]] = []
    highest = first.top
    for _, line in sorted(lines, key=lambda entry: -entry[1].box.middle[1]):
        if line.box.middle[1] >= first.top:
            continue
        gap = highest - line.box.bottom
        parted = any(line.box.middle[1] < rule < highest - 0.1 for rule in rules)
        limit = _ROOM * line.size
        begins = not found or parted or gap > room
        if gap > limit or not _is_within(line, first) or (begins and is_prose(line)) or len(found) > _MOST_HEADS:
            break
        if begins:
            found.append([])
        found[-1].insert(0, line)
        highest = min(highest, line.box.top)
    found = [sorted(row, key=lambda line: line.box.middle[1]) for row in reversed(found)]
    while found and not (_has_columns(found[0]) or _is_near(found[0], (*found, *rows)[1], close)):
        found.pop(0)
    figures = [row for row in found if holds_figures(row)]
    if len(figures) > 1 or any(map(has_two_values, figures)):
        return None
    if figures and found[-1] is not figures[0]:
        return None
    if figures and len(figures[0]) > 1 and len(found) == 1 and any(map(_has_periods, [figures[0]])):
        return None
    return found


def _begins_with_header(bands: Sequence[Band], row: Row, drawn: Sequence[Rule]) -> bool:
    """Whether the first tint is a header's: a rule stands on it, all over its width, or the next row has a tint too.

    Tints that take turns leave the row below one white. What stands above a header is no more of its table.
    """
    first = bands[0]
    over = any(abs(r.at - first.top) <= NEAR and r.start - NEAR <= first.x0 and first.x1 <= r.end + NEAR for r in drawn)
    beside = len(bands) > 1 and touch(first, bands[1])
    return (over or beside) and not holds_figures(row) and any(len(segments_of(line)) > 1 for line in row)


def row_below(bands: Sequence[Band], rows: Sequence[Row], lines: Sequence[tuple[int, Line]], room: float) -> list[Line]:
    """The row below the last tint, where tints take turns: a further one would have a tint."""
    last = bands[-1]
    if len(bands) > 1 and touch(bands[-2], last):
        return []
    row: list[Line] = []
    lowest = last.bottom
    for _, line in lines:
        if line.box.middle[1] <= last.bottom:
            continue
        gap = line.box.top - lowest
        if gap > (room if row else _ROOM * line.size) or not _is_within(line, last) or (not row and is_prose(line)):
            break
        row.append(line)
        lowest = max(lowest, line.box.bottom)
    return row if _has_columns(row) else []


def goes_on(row: Row, band: Band, lines: Sequence[tuple[int, Line]], *, figures: bool) -> bool:
    """Whether more rows follow below the last one: then tints do not tell the rows of this table.

    Below a header without ``figures`` any line may be of a row.
    """
    bottom = max(*(line.box.bottom for line in row), band.bottom)
    last = max(line.box.middle[1] for line in row)
    below = [line for _, line in lines if line.box.middle[1] > last and line.box.top - bottom <= _ROOM * line.size]
    fewest = 2 if figures else 1
    return any(len(segments_of(line)) >= fewest and line.box.x0 >= band.x0 - NEAR for line in below)


def is_prose(line: Line) -> bool:
    return any(len(part.words) > _MOST_WORDS for part in segments_of(line)) and len(segments_of(line)) == 1


def _has_columns(row: Row) -> bool:
    return any(len(segments_of(line)) > 1 or is_period(line.text) for line in row)


def _is_near(row: Row, below: Row, close: float) -> bool:
    """Whether a row of one cell is a short title with a year, as near to the row below it as rows are."""
    text = " ".join(line.text for line in row)
    if len(text.split()) > _SHORT_TITLE or not any(map(str.isdigit, text)):
        return False
    return below[0].box.top - max(line.box.bottom for line in row) <= close


def _top(row: Row, bands: Sequence[Band]) -> float:
    """The edge of a tint above a row."""
    y = row[0].box.middle[1]
    return max((edge for band in bands for edge in (band.top, band.bottom) if edge < y), default=y)


def _has_periods(row: Row) -> bool:
    """Whether a line of a row of figures is one of a header: it has columns and no figures."""
    return any(len(segments_of(line)) > 2 and not holds_figures([line]) for line in row)


def _is_within(line: Line, band: Band) -> bool:
    return band.x0 - NEAR <= line.box.x0 and line.box.x1 <= band.x1 + NEAR
