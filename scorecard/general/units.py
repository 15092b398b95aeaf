"""The unit of a row or a column: what a cell, a header, a name or the figures themselves say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.clean.tables.general.meanings import RATE_OF_UNKNOWN_BASE, Meanings
from scorecard.text.cells import CellReader
from scorecard.units import units_in

_SHARES = ("percent", "percent_ratio", "ratio_percent", "two_percents", "percent_count")
_FIGURES = (*_SHARES, "number", "money", "count_percent", "ratio", "damaged_ratio", "rate_count")


def unit_of(
    said: Iterable[str], figures: Sequence[str], names: Iterable[str], meanings: Meanings, cells: CellReader
) -> str:
    """The unit of figures: what is ``said`` beside them (a unit column), then their own signs, then ``names`` in turn.

    Numbers of which nothing says anything are counts. Where a unit column says "rate" and a name for how many people it
    is, it is that one; a rate of percentages is one.
    """
    named = list(names)
    told = next((unit for text in said if (unit := meanings.unit(text))), None)
    if told not in (None, RATE_OF_UNKNOWN_BASE):
        return told
    kinds = [kind for kind in cells.kinds(list(figures)) if kind in _FIGURES]
    pairs = sum(kind in ("ratio", "damaged_ratio") for kind in kinds)
    shares, money = sum(kind in _SHARES for kind in kinds), kinds.count("money")
    if 2 * (shares + pairs) > len(kinds) and shares:
        return "percent"
    if told:
        return _with_base(named, meanings)
    if 2 * kinds.count("count_percent") > len(kinds):
        return "count"  # "12 (6%)" is a count with its share, also under "Number and percentage of children"
    if 2 * money > len(kinds) and money:
        return "gbp"
    if kinds and pairs == len(kinds):
        return "percent"
    return next((unit for text in named if (unit := meanings.unit(text))), "count")


def _with_base(names: Sequence[str], meanings: Meanings) -> str:
    """The rate whose base a name says."""
    told = (meanings.unit(text) for text in names)
    return next((unit for unit in told if unit and unit in units_in("rate")), RATE_OF_UNKNOWN_BASE)
