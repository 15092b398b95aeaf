"""Which measures the registry joins with others, and which it does not: the work list for its links.

A count or a share that no link joins with another measure can be held against nothing but its own other prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scorecard.registry.models import Indicator
from scorecard.registry.registry import Registry
from scorecard.words import many

_ABOUT_COUNTS = ("flow", "stock", "share", "rate")
"""Kinds of measures that count, or rest on counts; of an average nothing else follows."""


def without_link(registry: Registry) -> list[Indicator]:
    """Counts, shares and rates that no link of the registry joins with another measure, in either direction.

    One of categories that add up has them for parts, and one of localities those of its areas.
    """
    return [
        one
        for one in registry.indicators.values()
        if one.kind in _ABOUT_COUNTS
        and not (one.breakdown or one.areas_add_up)
        and registry.linked({one.id}) == [one.id]
    ]


def links_report(registry: Registry) -> str:
    """The measures without a link as text, theme by theme, below a line that counts them."""
    alone = without_link(registry)
    counting = sum(one.kind in _ABOUT_COUNTS for one in registry.indicators.values())
    first = f"{len(alone)} of {many(counting, 'count, share or rate', 'counts, shares and rates')} have no link."
    return "\n".join([first, *_listed(registry, alone)]) + "\n"


def _listed(registry: Registry, alone: list[Indicator]) -> Iterator[str]:
    width = max((len(one.id) for one in alone), default=0)
    for theme, measures in groupby(alone, lambda one: one.theme):
        yield f"\n{registry.themes[theme].title}"
        yield from (f"  {one.id:<{width}}  {one.kind:<5}  {one.unit:<13}  {one.name}" for one in measures)
