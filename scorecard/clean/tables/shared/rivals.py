"""Figures of one row that claim to be the same one and differ: the row or its header has slipped, nobody knows how."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from scorecard.clean.tables.shared.reading import Placement
from scorecard.text.figures import is_figure

_WHY = "two columns of this row claim to be the same figure and differ"


def without_rivals(placed: Sequence[tuple[Hashable, Placement]]) -> list[Placement]:
    """The placements of a row, each with what else tells it apart; those that claim one figure and differ as not read.

    What tells figures apart is, for one, whether they are an "x of y": that is no rival of its percentage.
    """
    texts: dict[Hashable, set[str]] = {}
    for apart, p in placed:
        if p.role == "value" and is_figure(p.text):
            texts.setdefault(_key(apart, p), set()).add(p.text)
    rivals = {key for key, said in texts.items() if len(said) > 1}
    if not rivals:
        return [p for _, p in placed]
    return [replace(p, role="unread", detail=_WHY) if _key(apart, p) in rivals else p for apart, p in placed]


def _key(apart: Hashable, placement: Placement) -> Hashable:
    return apart, placement.indicator, placement.number, placement.breakdown, placement.area, placement.period
