"""Where the x and the y of a printed percentage stand: places alone, for another reader to read the numbers there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scorecard.audit.capsule.raw import Place, Raw
from scorecard.text.numbers import NUMBER

_NUMBER = re.compile(rf"(?<![0-9])(?<![.,]){NUMBER}")
_ALONE = re.compile(rf"(?:[oO][fF] ?)?{NUMBER}(?: ?[A-Za-z]{{1,2}}| ?[oO][fF])?")
"""A cell that prints one number, with at most a mark or the "of" of a split "x of y"."""
Counts = tuple[Place, Place]


def counts_of(place: Place, x: float, y: float, raw: Raw) -> Counts | None:
    """The cells that print x and y of the percentage at a place, the nearest of its line first.

    One cell where it prints both. Else x stands on the line itself or on one beside it, and y on the line of x, or in
    its column. Null where no cells of the figure's table print them so: a correction, or damage.
    """
    document, line, _ = place
    table = raw.table_of(document, line)
    if table is None:
        return None
    lines = raw.tables[document, table]
    return _in_one_cell(place, x, y, lines) or _in_two_cells(place, x, y, lines)


def _in_one_cell(place: Place, x: float, y: float, lines: dict[int, list[str]]) -> Counts | None:
    document, line, cell = place
    pairs = [at for at, text in _cells(lines, [line]) if _numbers(text)[:2] == [x, y]]
    nearest = min(pairs, key=lambda at: abs(at[1] - cell), default=None)
    return None if nearest is None else ((document, *nearest), (document, *nearest))


def _in_two_cells(place: Place, x: float, y: float, lines: dict[int, list[str]]) -> Counts | None:
    document, line, cell = place
    own = (line, cell)
    starts = [at for at, text in _cells(lines, (line, line - 1, line + 1)) if at != own and _alone(text) == x]
    ends = [at for at, text in _cells(lines, lines) if at != own and _alone(text) == y]
    pairs = [(a, b) for a in starts for b in ends if a != b and (a[0] == b[0] or a[1] == b[1])]

    def far(pair: tuple[tuple[int, int], tuple[int, int]]) -> tuple[int, ...]:
        (x_line, x_cell), (y_line, y_cell) = pair
        return abs(x_line - line), abs(y_line - x_line), abs(x_cell - cell) + abs(y_cell - cell), x_cell, y_cell

    nearest = min(pairs, key=far, default=None)
    return None if nearest is None else ((document, *nearest[0]), (document, *nearest[1]))


def _cells(lines: dict[int, list[str]], asked: Iterable[int]) -> Iterator[tuple[tuple[int, int], str]]:
    for line in asked:
        for cell, text in enumerate(lines.get(line, ()), start=1):
            if text:
                yield (line, cell), text


def _numbers(text: str) -> list[float]:
    return [_value(number) for number in _NUMBER.findall(text)]


def _alone(text: str) -> float | None:
    return _value(_NUMBER.findall(text)[0]) if _ALONE.fullmatch(text.strip()) else None


def _value(number: str) -> float:
    return float(number.replace(",", "").replace("'", ""))
