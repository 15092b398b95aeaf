"""Red, amber and green by the colour behind a cell, where the cell itself prints nothing."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.readers.printed import Printed, Table

RED, AMBER, GREEN = "Red", "Amber", "Green"
_HUES = ((18, RED), (70, AMBER), (170, GREEN), (335, None), (360, RED))
"""Up to which hue, in degrees, a colour is called so."""
_PALEST, _DARKEST = 0.28, 0.25
"""A fill with less colour than this is a tint, one with less light is black."""
_FIGURE = re.compile(r"\d")
_SAYS_COLOUR = re.compile(r"\b(?:rag|status|rating|colour|performance)\b", re.IGNORECASE)


def colour_word(fill: str | None) -> str | None:
    """What a fill (``rrggbb``) says of performance; null for white, grey, blue, tints and no fill.

    >>> colour_word("c00000"), colour_word("ffc000"), colour_word("92d050"), colour_word("dce6f1")
    ('Red', 'Amber', 'Green', None)
    """
    if not fill or len(fill) < 6:
        return None
    red, green, blue = (int(fill[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _PALEST or value < _DARKEST:
        return None
    return next(word for most, word in _HUES if hue * 360 <= most)


def with_colours(table: Table) -> Table:
    """The table with the word for its colour in every cell that prints nothing but a colour of performance.

    A fill that the whole row or a header has is decoration, and so is one in a column of figures.
    """
    words = [[_word(cell, row) for cell in row] for row in table.rows]
    columns = {at for at in range(_width(table)) if _is_of_colours(table, words, at)}
    if not columns:
        return table
    first = _first_row_of_figures(table)
    return Table(
        tuple(
            tuple(
                replace(cell, text=words[number][at] or "")
                if at in columns and number >= first and not cell.line
                else cell
                for at, cell in enumerate(row)
            )
            for number, row in enumerate(table.rows)
        )
    )


def _word(cell: Printed, row: Sequence[Printed]) -> str | None:
    """The word of a blank cell's fill, if it is not the fill of its row."""
    word = None if cell.line else colour_word(cell.fill)
    others = [other for other in row if other.line]
    banded = bool(others) and 2 * sum(other.fill == cell.fill for other in others) >= len(others)
    return None if banded or not others else word


def _width(table: Table) -> int:
    return max((len(row) for row in table.rows), default=0)


def _first_row_of_figures(table: Table) -> int:
    """The first row with a figure in half of its filled cells behind the first one; the rows above are headers."""
    for number, row in enumerate(table.rows):
        filled = [cell.line for cell in row[1:] if cell.line]
        if filled and 2 * sum(bool(_FIGURE.search(text)) for text in filled) >= len(filled) and number:
            return number
    return 1


def _is_of_colours(table: Table, words: Sequence[Sequence[str | None]], at: int) -> bool:
    """Whether a column prints colours: blank cells with a colour, and no figures beside them."""
    coloured = sum(bool(row[at]) for row in words if at < len(row))
    first = _first_row_of_figures(table)
    body = [row[at].line for row in table.rows[first:] if at < len(row)]
    heads = " ".join(row[at].line for row in table.rows[:first] if at < len(row))
    figures = sum(bool(_FIGURE.search(text)) for text in body)
    return coloured > 0 and (figures == 0 or (bool(_SAYS_COLOUR.search(heads)) and coloured > figures))
