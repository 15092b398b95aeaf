"""Cells between rules that hold several rows: rules part columns and the header of their table, and not its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from scorecard.readers.pdf.marks import Sign
from scorecard.readers.pdf.values import is_value
from scorecard.readers.pdf.words import lines_of, words_of

_FEWEST_CELLS, _FEWEST_LINES = 2, 3
"""So many cells of a row hold values below each other, and so many where these stand close."""
_OF_ONE_CELL = 0.5
"""White between the lines of one cell is narrower than this part of their size."""


def holds_rows(
    held: Mapping[tuple[int, int], Sequence[Sign]], texts: Mapping[tuple[int, int], str], *, mostly_last: bool
) -> bool:
    """Whether a row of a grid is several: values stand below each other in at least two of its cells.

    ``held`` and ``texts`` are the signs and the text of each cell, by row and column. Two values that stand close may
    be a count and its percentage in one cell. A last row that is most of the grid (``mostly_last``) is several
    where white parts it.
    """
    rows = Counter(at[0] for at, text in texts.items() if _are_values(text) and _stand_apart(held[at]))
    if any(count >= _FEWEST_CELLS for count in rows.values()):
        return True
    if not mostly_last:
        return False
    last = max(held)[0]
    return _has_white([signs for at, signs in held.items() if at[0] == last and signs])


def _has_white(cells: Sequence[Sequence[Sign]]) -> bool:
    """Whether white stands across a whole row, with two cells or more printing above it and two below."""
    boxes = sorted((sign.box.top, sign.box.bottom, cell) for cell, signs in enumerate(cells) for sign in signs)
    lowest = boxes[0][1] if boxes else 0.0
    for at, (top, bottom, _) in enumerate(boxes):
        if top - lowest > _OF_ONE_CELL * (bottom - top):
            above, below = ({cell for _, _, cell in side} for side in (boxes[:at], boxes[at:]))
            if len(above) >= _FEWEST_CELLS and len(below) >= _FEWEST_CELLS:
                return True
        lowest = max(lowest, bottom)
    return False


def _are_values(text: str) -> bool:
    """Whether a text is values only, and not one.

    >>> _are_values("94% 12"), _are_values("94%"), _are_values("12 of 13"), _are_values("7 kites")
    (True, False, False, False)
    """
    parts = text.split()
    return len(parts) > 1 and all(map(is_value, parts)) and not is_value(text)


def _stand_apart(signs: Sequence[Sign]) -> bool:
    lines = lines_of(words_of(signs))
    gaps = [below.box.top - above.box.bottom - _OF_ONE_CELL * below.size for above, below in pairwise(lines)]
    return len(lines) >= _FEWEST_LINES or (bool(gaps) and min(gaps) > 0)
