"""Columns that only a header tells: it stands over cells that are all blank, or beside its figures."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.readers.pdf.columns import Column, is_set_on, touched, widened
from scorecard.readers.pdf.marks import Box
from scorecard.readers.pdf.segments import Segment, blobs_of, segments_of
from scorecard.readers.pdf.values import is_colour, is_value
from scorecard.readers.pdf.words import Line

_AT_EDGE = 1.0
"""Points by which the middles of a header and its figures may differ."""
_MOST_HEADED = 4
"""A header in the white between columns has so many of them on either side at most."""
_SAME = 4.0
"""Points by which the middle of a header may differ from that of the columns that it spans."""


def with_headed(
    columns: Sequence[Column], heads: Sequence[Sequence[Line]], body: Sequence[Sequence[Line]]
) -> list[Column]:
    """The columns of rows of figures (``body``), and those that only a row of the header (``heads``) tells."""
    parts = [part for row in body for line in row for part in segments_of(line)]
    rows = [blobs_of(row) for row in reversed(heads)]
    for number, blobs in enumerate(rows):  # what stands lowest is over one column
        above = [blob for row in rows[number + 1 :] for blob in row]
        columns = _with_row(columns, blobs, above, parts, spans=number > 0)
    return sorted(columns, key=lambda column: column.x0)


def _with_row(
    columns: Sequence[Column],
    blobs: Sequence[Segment],
    above: Sequence[Segment],
    parts: Sequence[Segment],
    *,
    spans: bool,
) -> list[Column]:
    """Columns with one for each header that stands over none; ``spans``: if it does not head those on either side.

    ``above``: the cells of the rows of the header that stand higher.
    """
    wide = sorted(columns, key=lambda column: column.x0)
    if _are_one_each(blobs, wide):
        return [
            column if touched(blob.box, [column]) else Column(min(column.x0, blob.box.x0), max(column.x1, blob.box.x1))
            for column, blob in zip(wide, blobs, strict=True)
        ]
    spanning = _spanning(blobs, columns) if spans else []
    alone = [blob for blob in blobs if not any(blob is other for other in spanning)]
    lean = _lean(alone, wide)
    free = [
        at
        for at, column in enumerate(wide)
        if _is_free(column, alone, parts) and not _is_headed(column, above, blobs, columns)
    ]
    own: list[Column] = []
    for blob in alone:
        if touched(blob.box, [*wide, *own]):
            continue
        beside = sum(column.x1 <= blob.box.x0 for column in wide)
        sides = [at for at in (beside, beside - 1) if at in free and not _is_between(alone, blob.box, wide[at])]
        if len(sides) == 1 or (sides and lean):
            at = sides[0] if len(sides) == 1 or lean > 0 else sides[1]
            wide[at] = Column(min(wide[at].x0, blob.box.x0), max(wide[at].x1, blob.box.x1))
            free.remove(at)
        else:
            own = widened([*own, Column(blob.box.x0, blob.box.x1)], [])
    return widened([*wide, *own], parts) if own else wide


def _are_one_each(blobs: Sequence[Segment], columns: Sequence[Column]) -> bool:
    """Whether there are as many headers as columns, and none stands over another column than its own by their order.

    A header set right over labels set left then heads these, though it stands over nothing.
    """
    own = [touched(blob.box, columns) for blob in blobs]
    return len(blobs) == len(columns) and all(at == [number] or not at for number, at in enumerate(own))


def _is_between(blobs: Sequence[Segment], box: Box, column: Column) -> bool:
    """Whether another header stands between a header and a column."""
    left, right = min(box.x1, column.x1), max(box.x0, column.x0)
    return any(left <= blob.box.x0 and blob.box.x1 <= right for blob in blobs)


def _lean(blobs: Sequence[Segment], columns: Sequence[Column]) -> int:
    """Whether headers stand left of the middle of their figures, as more of them do (1), or right of it (-1)."""
    own = [(blob.box, columns[at[0]]) for blob in blobs if len(at := touched(blob.box, columns)) == 1]
    left = sum(column.middle - box.middle[0] > _AT_EDGE for box, column in own)
    right = sum(box.middle[0] - column.middle > _AT_EDGE for box, column in own)
    return (left > right) - (right > left)


def _is_free(column: Column, blobs: Sequence[Segment], parts: Sequence[Segment]) -> bool:
    """Whether a column has figures or colours, and no header of a row stands over it."""
    if any(touched(blob.box, [column]) for blob in blobs):
        return False
    own = (part.text for part in parts if touched(part.box, [column]))
    return any(is_value(text) or is_colour(text) for text in own)


def _is_headed(column: Column, above: Sequence[Segment], blobs: Sequence[Segment], columns: Sequence[Column]) -> bool:
    """Whether a cell of a row further up stands over this column alone, set as its figures are, and over no header."""
    own = [blob.box for blob in above if is_set_on(blob.box, column) and touched(blob.box, [column])]
    return any(len(touched(box, columns)) == 1 and not _is_over(box, blobs) for box in own)


def _is_over(box: Box, blobs: Sequence[Segment]) -> bool:
    return any(box.x0 < blob.box.x1 and blob.box.x0 < box.x1 for blob in blobs)


def _spanning(blobs: Sequence[Segment], columns: Sequence[Column]) -> list[Segment]:
    """The headers of a row that stand in the white in the middle of columns on either side, which they head.

    A column has one such header at most: of those that want the same one so many are taken as go together, and the
    others have blank columns of their own.
    """
    taken = [(columns[at].x0, columns[at].x1) for blob in blobs for at in touched(blob.box, columns)]
    wanted = [
        (stretch, blob) for blob in blobs if not touched(blob.box, columns) for stretch in _between(blob.box, columns)
    ]
    spanning: list[Segment] = []
    for (left, right), blob in sorted(wanted, key=lambda pair: (pair[0][1], -pair[0][0])):
        free = not any(x0 < right and left < x1 for x0, x1 in taken)
        if free and not any(blob is other for other in spanning):
            spanning.append(blob)
            taken.append((left, right))
    return spanning


def _between(box: Box, columns: Sequence[Column]) -> list[tuple[float, float]]:
    """From where to where columns stand that a header is in the middle of: as many before it as behind it."""
    before = sorted((c.x0 for c in columns if c.x1 <= box.x0), reverse=True)[:_MOST_HEADED]
    behind = sorted(c.x1 for c in columns if c.x0 >= box.x1)[:_MOST_HEADED]
    pairs = zip(before, behind, strict=False)
    return [(left, right) for left, right in pairs if abs((left + right) / 2 - box.middle[0]) <= _SAME]
