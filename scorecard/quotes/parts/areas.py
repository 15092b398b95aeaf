"""Whose figure it is: the authority's own, a locality's, a comparator's, or somebody else's."""

from __future__ import annotations

from scorecard.quotes.sentence.figures import Line

OWN = "the authority's own"
"""The area of a figure that the words give to no other: whoever the pack is about."""


def area_of(line: Line, index: int, code: str = "value") -> str | None:
    """The registry's area of a figure; None where it belongs to a place that the registry does not know."""
    says, before = line.says, line.before(index)
    if says.before("elsewhere", before):
        return None
    if index and says.between("of the same", before):
        return area_of(line, index - 1)
    return _comparator(line, before) or _locality(line, index, code) or OWN


def _comparator(line: Line, before: str) -> str | None:
    """The comparator whose name leads to the figure."""
    for name in line.says.comparators:
        places = name.pattern.finditer(before) if name.may_be_in(before) else ()
        if any(line.says.between("leads to its figure", before[place.end() :]) for place in places):
            return name.row.area
    return None


def also_of(line: Line, index: int) -> str | None:
    """The other comparator of ``the national and regional averages (both 12%)``."""
    before = line.before(index)
    if not line.says.before("both", before):
        return None
    area = area_of(line, index)
    named = [n.row.area for n in line.says.comparators if n.row.area != area and n.pattern.search(before)]
    return named[0] if is_comparator(line, area) and len(named) == 1 else None


def _locality(line: Line, index: int, code: str) -> str | None:
    """The locality named last before the figure; a figure without one belongs where the one before it does.

    A target belongs to the council, unless it is the target of an area.
    """
    says = line.says
    named = says.after("in a locality", line.after(index)) or says.last_within("locality", line.up_to(index))
    if not named and code != "target":
        named = says.opens("locality", line.lower)
    return says.localities[named["name"]] if named else None


def is_comparator(line: Line, area: str | None) -> bool:
    return any(area == name.row.area for name in line.says.comparators)
