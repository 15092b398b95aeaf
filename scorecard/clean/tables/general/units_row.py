"""A row of units under the names of columns: ``No.``, ``%``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scorecard.clean.raw.grid import Row
from scorecard.text.figures import is_figure

_COUNT = re.compile(r"\(?(?:no\.?|nos\.?|n|#|number|numbers|count)\)?", re.IGNORECASE)
_PERCENT = re.compile(r"\(?(?:%|per cent|percent|percentage)\)?", re.IGNORECASE)


def without_units_row(header: Sequence[Row], body: Sequence[Row]) -> tuple[Row, ...]:
    """A header without what its last row says only once more: that counts are numbers, and figures with a sign are
    percentages.

    Under a name that stands over several columns such a row divides these; it says something then, and stays.
    """
    if len(header) < 2 or not _is_of_units(header[-1], header[-2]):
        return tuple(header)
    cells = tuple(
        replace(cell, text="") if _says_nothing(at, cell.plain, body) else cell
        for at, cell in enumerate(header[-1].cells)
    )
    units = Row(header[-1].line, cells)
    return (*header[:-1], units) if any(units.texts) else tuple(header[:-1])


def _is_of_units(row: Row, above: Row) -> bool:
    """Whether all that a row prints are units, each under a name of its own."""
    units = {at: text for at, text in enumerate(row.texts) if text}
    names = [above.text(at) for at in units]
    are_units = all(_COUNT.fullmatch(text) or _PERCENT.fullmatch(text) for text in units.values())
    return bool(units) and are_units and all(names) and len(set(names)) == len(names)


def _says_nothing(column: int, unit: str, body: Sequence[Row]) -> bool:
    """Whether a unit is that of counts, or the sign that all figures below it have."""
    if not unit or _COUNT.fullmatch(unit):
        return True
    figures = [text for row in body if is_figure(text := row.text(column))]
    return all("%" in text for text in figures)
