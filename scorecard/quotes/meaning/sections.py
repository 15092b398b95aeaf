"""The one group of children that a section of a document speaks of, where its words leave the group out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scorecard.quotes.vocabulary.wordings import Wordings

_REACH = 40
"""Lines before and after one that are its section."""
_FEWEST = 3
"""Times that a group must be named in a section."""
_MOST_OF = 0.85
"""Share of all such words of a section that must be of one group."""


def section_populations(lines: Sequence[str], says: Wordings) -> list[str | None]:
    """For every line the one group of children its section speaks of, if nearly all its words are of one."""
    groups = ("LAC", "CPP")
    prose = ["" if "\t" in line else line.lower() for line in lines]
    counts = ((len(says.places(f"names {group}", line)) for line in prose) for group in groups)
    sums = [list(accumulate(count, initial=0)) for count in counts]
    populations: list[str | None] = []
    for place in range(len(lines)):
        low, high = max(0, place - _REACH), min(len(lines), place + _REACH)
        times = [of_group[high] - of_group[low] for of_group in sums]
        told = max(times) >= max(_FEWEST, _MOST_OF * sum(times))
        populations.append(groups[times.index(max(times))] if told else None)
    return populations
