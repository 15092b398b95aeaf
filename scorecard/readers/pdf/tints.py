"""Rows and columns that tints tell: a filled box behind a cell or a row shows where it begins and ends, as rules do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorecard.readers.pdf.marks import Box, Fill, Rule

NEAR = 2.5
"""Edges nearer than this, in points, are one."""
_SAME = 1.0
"""Points by which the upper and lower edges of boxes of one row may differ."""
_TOUCH = 3.5
"""Boxes of two rows that are no further apart touch: a white rule may stand between them."""
_LOWEST, _TALLEST = 3.0, 250.0
"""Points that a row is high at least and at most."""
_NARROWEST = 2.0


@dataclass(frozen=True)
class Band:
    """Filled boxes of one row, from the left."""

    top: float
    bottom: float
    boxes: tuple[Box, ...]

    @property
    def x0(self) -> float:
        return self.boxes[0].x0

    @property
    def x1(self) -> float:
        return max(box.x1 for box in self.boxes)

    @property
    def filled(self) -> float:
        """How much of the page's width it fills."""
        return sum(box.width for box in self.boxes)

    def holds(self, other: Band) -> bool:
        """Whether it reaches as far to the left and right as another."""
        return self.x0 - NEAR <= other.x0 and other.x1 <= self.x1 + NEAR


def bands_of_tints(fills: Sequence[Fill]) -> list[Band]:
    """The rows of filled boxes from the top. Of boxes within each other those count that others stand beside."""
    rows = list(_rows([fill.box for fill in fills if _LOWEST <= fill.box.height <= _TALLEST]))
    made = [Band(min(b.top for b in row), max(b.bottom for b in row), tuple(_apart(row))) for row in rows]
    return _without_nested(sorted(made, key=lambda band: (band.top, -band.bottom)))


def _rows(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes that begin and end at one height."""
    wide = [box for box in boxes if box.width >= _NARROWEST]
    for level in _levels(wide, 1):
        yield from _levels(level, 3)


def _levels(boxes: Sequence[Box], edge: int) -> Iterator[list[Box]]:
    level: list[Box] = []
    for box in sorted(boxes, key=lambda one: one[edge]):
        if level and box[edge] - level[0][edge] > _SAME:
            yield level
            level = []
        level.append(box)
    if level:
        yield level


def _apart(row: Sequence[Box]) -> Iterator[Box]:
    """The boxes of a row from the left. One within another is a colour of a cell, or the cell of a tinted row."""
    ordered = sorted(set(row), key=lambda box: (box.x0, -box.x1))
    last: Box | None = None
    for box in ordered:
        if last and box.x1 <= last.x1 + _SAME:
            continue
        yield box
        last = box


def _without_nested(bands: Sequence[Band]) -> list[Band]:
    """Bands without spots in a cell, and without what reaches over several rows."""
    out: set[int] = set()
    for at, band in enumerate(bands):
        within = []
        for number in range(at + 1, len(bands)):
            if bands[number].top >= band.bottom - _SAME:
                break
            if bands[number].x0 <= band.x1 + NEAR and band.x0 <= bands[number].x1 + NEAR:
                within.append(number)
        beside = [n for n in within if bands[n].bottom <= band.bottom + _SAME]
        if len({round(bands[n].top) for n in beside}) > 1:
            out.add(at)
        elif band.filled >= max((bands[n].filled for n in within), default=0.0):
            out.update(within)
        elif within:
            out.add(at)
    return [band for at, band in enumerate(bands) if at not in out]


def edges_of_columns(bands: Sequence[Band]) -> list[float]:
    """Where columns begin and end, by the boxes of the bands that have most of them; none where these are of rows."""
    most = max((len(band.boxes) for band in bands), default=0)
    if most < 2:
        return []
    sides = sorted(side for band in bands for box in band.boxes for side in (box.x0, box.x1))
    edges: list[list[float]] = []
    for side in sides:
        if edges and side - edges[-1][0] <= NEAR:
            edges[-1].append(side)
        else:
            edges.append([side])
    return [sum(group) / len(group) for group in edges]


def runs_of_bands(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Bands one below the other of which each reaches as far as the one above it, or within it."""
    waiting = list(bands)
    while waiting:
        run = [waiting.pop(0)]
        rest: list[Band] = []
        for band in waiting:
            if (run[-1].holds(band) or band.holds(run[-1])) and band.top >= run[-1].bottom - _TOUCH:
                run.append(band)
            else:
                rest.append(band)
        waiting = rest
        yield run


def touch(above: Band, below: Band) -> bool:
    """Whether nothing but a rule stands between two bands."""
    return below.top - above.bottom <= _TOUCH


def edges_above(rule: Rule, bands: Sequence[Band]) -> list[Rule]:
    """The upper edges of tints that stand on a rule one above the other, from the top: those of a header's rows."""
    edges: list[Rule] = []
    at = rule.at
    for band in sorted(bands, key=lambda one: -one.bottom):
        if abs(band.bottom - at) <= NEAR and rule.start - NEAR <= band.x0 and band.x1 <= rule.end + NEAR:
            at = band.top
            edges.insert(0, Rule(at, rule.start, rule.end))
    return edges
