"""Sections of a page that several authorities share: each shows its figures under a heading of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from scorecard.html.blocks import Blocks
from scorecard.html.markup import el
from scorecard.measures.quarter_data import QuarterData

Data = TypeVar("Data", bound=QuarterData)
Section = Callable[[Data], Blocks]


def of_each_authority(section: Section[Data]) -> Section[Data]:
    """A section as it is where one authority stands behind the quarter; of several one after the other, each named.

    Localities of two councils bear the same names, and a sum, a rank or a list over both says nothing. One of which the
    section shows nothing is not named.
    """

    @wraps(section)
    def shown(data: Data) -> Blocks:
        if len(data.authorities) < 2:
            return section(data)
        blocks = Blocks()
        for name, own in data.by_authority.items():
            shown = section(own)
            blocks += Blocks(el("h3", name)) + shown if shown.blocks else shown
        return blocks

    return shown
