"""Whose figure it is: the authority's own, a locality's, a comparator's, or somebody else's."""

from __future__ import annotations

import re

from scorecard.quotes.meaning.wordings import COMPARATORS
from scorecard.quotes.sentence.figures import Line
from scorecard.quotes.sentence.folded import folded
from scorecard.quotes.sentence.masks import says_one

OWN = "the authority's own"
"""The area of a figure that the words give to no other: whoever the pack is about."""
_NAMES = tuple((name, folded(rf"\b(?:{pattern})")) for name, pattern in COMPARATORS)
_TO_FIGURE = folded(
    r"(?:(?:\s+(?:has|have))?(?:\s+also)?\s+(?:increased|decreased|reduced|rose|risen|fell|fallen|dropped)"
    r"\s+(?:by|to|from))?"
    r"(?:\s+(?:stand|stands|standing|being|of|is|was|at|figure|marginally|lower|and|have|shown|also|actually"
    r"|an?\s+(?:increase|decrease|reduction)(?:\s+in\s+(?:their|its|the)\s+rate)?|for\s+[\d#-]+|\([^)]*\)"
    r"|[\w-]*percentage\s+attendance|averages?))*[\s,:(]*(?:\(both\s+)?",
)
"""The words that may stand between a comparator's name and its figure."""
_LOCALITY = folded(r"\b(?:in\s+the\s+)?(North|South|Central)\s+(?:locality\s+)?area\b")
_IN_LOCALITY = folded(r"\s*(?:[\w’'-]+\s+){0,3}?in\s+(?:the\s+)?(North|South|Central)\s+(?:locality\s+)?area\b")
_LOCALITY_OPENS = folded(r"^\W*(North|South|Central)\s+(?:is|was|has|had|remains?|although|while|whilst|at)\b")
_COMPARED = ("neigh", "nation", "england", "region", "quartile")
_FOR = folded(r"[\s)]*(?:for|being)\s+(?:the\s+)?")
_LOCALITIES = ("north", "south", "central")
_NATIONAL_TARGET = folded(r"\b(?:national|government|statutory|england)(?:['’]s)?\s+(?:\w+\s+)?target\b[^.;]*$")
_SAME_PLACE = folded(
    r"^\s*(?:\(|(?:but\s+)?with\s+)\s*(?:an?\s+)?(?:increase|decrease|reduction|rise|fall|drop|improvement)\s+(?:of|by)\s*$",
)
_STANDS = folded(r"^\s*,?\s*(?:and\s+)?(?:now\s+)?(?:stands?|stood|standing)\s+at\s*$")
_BOTH = folded(r"\(?\bboth\s+(?:at\s+|were\s+|are\s+)?$")
_ELSEWHERE = folded(r"\bneighbouring\s+(?:authorities|councils)\b[^.;]*$|\bNorth\s+East\b[^.;]*$")


def area_of(line: Line, index: int, code: str = "value") -> str | None:
    """The registry's area of a figure; None where it belongs to a place that the registry does not know."""
    before, after = line.before(index), line.after(index)
    if _ELSEWHERE.search(before) or re.search(r"\bneighbouring\s+(?:authorities|councils)\b", line.up_to(index)):
        return None
    if index and (_STANDS.match(before) or (code == "change" and _SAME_PLACE.match(before))):
        return area_of(line, index - 1)
    if code == "target" and _NATIONAL_TARGET.search(before):
        return None
    if says_one(_COMPARED, before):
        for name, pattern in _NAMES:
            if any(_TO_FIGURE.fullmatch(before, match.end()) for match in pattern.finditer(before)):
                return name
    behind = _FOR.match(after)
    if behind:
        for name, pattern in _NAMES:
            if pattern.match(after, behind.end()):
                return name
    return _locality(line, index, code) or OWN


def also_of(line: Line, index: int) -> str | None:
    """The other comparator of ``the national and regional averages (both 12%)``."""
    if not _BOTH.search(line.before(index)):
        return None
    area, before = area_of(line, index), line.before(index)
    named = [name for name, pattern in _NAMES if name != area and pattern.search(before)]
    return named[0] if is_comparator(area) and len(named) == 1 else None


def _locality(line: Line, index: int, code: str) -> str | None:
    """The locality named last before the figure; a figure without one belongs where the one before it does.

    A target belongs to the council, unless it is the target of an area.
    """
    if not says_one(_LOCALITIES, line.folded):
        return None
    behind = _IN_LOCALITY.match(line.after(index))
    if behind:
        return behind[1].capitalize()
    for place in range(index, -1, -1):
        if found := _LOCALITY.findall(line.before(place)):
            return str(found[-1]).capitalize()
    opens = None if code == "target" else _LOCALITY_OPENS.match(line.folded)
    return opens[1].capitalize() if opens else None


def is_comparator(area: str | None) -> bool:
    return area is not None and any(area == name for name, _ in _NAMES)
