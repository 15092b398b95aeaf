"""Cells that print a count and the share that it is: two figures, ``144 (65%)``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scorecard.general.printed import PrintedCell
from scorecard.text.counts import count_and_share


def apart(one: PrintedCell, *, makes_a_whole: bool) -> Iterator[PrintedCell]:
    """The count and the share of a cell that prints both, of a measure that is counted; any other cell as it is.

    ``makes_a_whole``: the shares of its column are of one whole.
    """
    both = count_and_share(one.cell.plain)
    if both is None or one.measure is None or one.measure.unit != "count" or one.cell.part:
        yield one
        return
    count, share = both
    yield replace(one, cell=replace(one.cell, text=count, part=1))
    measure = replace(one.measure, unit="percent", makes_a_whole=makes_a_whole, adds_up_by_area=False)
    yield replace(one, cell=replace(one.cell, text=f"{share} ({count})", part=2), measure=measure)
