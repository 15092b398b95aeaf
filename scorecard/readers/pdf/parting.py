"""Where one table ends and the next begins, though nothing but a rule or a line of words stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from statistics import median

from scorecard.readers.pdf.columns import Column, columns_of
from scorecard.readers.pdf.rows import holds_figures
from scorecard.readers.pdf.segments import segments_of
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import Line

Band = Sequence[Line]
_MOST_CAPTIONS = 3
"""So many lines of words may stand between a table and the next one's header."""
_WIDE = 4.5
"""Lines further apart than so many times their size are not of one table."""
_FAR = 1.6
"""White so many times as wide as that between rows may stand between two tables."""


def parted(bands: Sequence[Band], edges: Sequence[float], *, by_white: bool = False) -> Iterator[list[Band]]:
    """The bands of each table. ``bands`` are the lines between rules (or single lines), ``edges`` the rules' heights.
    ``by_white``: the white between bands tells that each is a row; where it is much wider another table may begin.

    A new table begins where a header, or a blank band, is followed by rows whose columns are not those above it.
    """
    table: list[Band] = []
    usual = median(map(_gap, bands, bands[1:])) if by_white and len(bands) > 1 else inf
    for piece in _pieces(bands, edges, _FAR * usual):
        if table and not (_goes_on(table, piece) and not _is_running_head(table, piece, _FAR * usual)):
            yield table
            table = []
        table += piece
    if table:
        yield table


def _is_running_head(table: Sequence[Band], piece: Sequence[Band], far: float) -> bool:
    """Whether what stands apart above a table has far fewer parts than this has columns: a page's heading."""
    if any(map(holds_figures, table)) or _gap(table[-1], piece[0]) <= far:
        return False
    return 2 * _parts(table) < _parts(piece)


def _parts(bands: Sequence[Band]) -> int:
    return max((len(segments_of(line)) for band in bands for line in band), default=0)


def _gap(above: Band, below: Band) -> float:
    return below[0].box.top - max(line.box.bottom for line in above)


def _pieces(bands: Sequence[Band], edges: Sequence[float], far: float) -> Iterator[list[Band]]:
    """Stretches of bands, each beginning after a blank band, with a header, or with words that stand above one."""
    piece: list[Band] = []
    starts = {at for at in range(1, len(bands)) if _gap(bands[at - 1], bands[at]) > far or _starts(bands, at, edges)}
    for at, band in enumerate(bands):
        if at in starts and piece:
            yield piece
            piece = []
        piece.append(band)
    if piece:
        yield piece


def _starts(bands: Sequence[Band], at: int, edges: Sequence[float]) -> bool:
    """Whether a band is one with which a table may begin: it does not go on with the header above it."""
    above, band = bands[at - 1], bands[at]
    top, bottom = above[-1].box.bottom, band[0].box.top
    crossed = sum(top - 1 < edge < bottom + 1 for edge in edges)
    if crossed > 1 or bottom - top > _WIDE * band[0].size:
        return True
    if _is_caption(band) and not _is_caption(above):
        return any(map(_is_head, bands[at + 1 : at + 1 + _MOST_CAPTIONS]))
    return _is_head(band) and holds_figures(above)


def _is_caption(band: Band) -> bool:
    """Whether a band has no columns."""
    return all(len(segments_of(line)) == 1 for line in band)


def _is_head(band: Band) -> bool:
    """Whether a band has columns and no figures but numbers of measures and periods."""
    return not _is_caption(band) and not holds_figures(band)


def _goes_on(table: Sequence[Band], piece: Sequence[Band]) -> bool:
    """Whether a stretch goes on with a table: in its columns, and with no header of its own after a blank band."""
    ours, theirs = ([band for band in bands if not _is_caption(band)] for bands in (table, piece))
    if not ours or not theirs:
        return not theirs and not _is_prose(piece)
    return _agree(columns_of(ours), columns_of(theirs)) and not _begins_anew(theirs)


def _agree(ours: Sequence[Column], theirs: Sequence[Column]) -> bool:
    """Whether no column of one stands in two of the other."""
    return not any(
        sum(column.x0 < other.x1 and other.x0 < column.x1 for other in others) > 1
        for columns, others in ((ours, theirs), (theirs, ours))
        for column in columns
    )


def _begins_anew(bands: Sequence[Band]) -> bool:
    """Whether a stretch begins with a header and has figures below it."""
    return _is_head(bands[0]) and any(map(holds_figures, bands[1:]))


def _is_prose(bands: Sequence[Band]) -> bool:
    return sum(len(band) for band in bands) > 1 and not any(is_value(line.text) for band in bands for line in band)
