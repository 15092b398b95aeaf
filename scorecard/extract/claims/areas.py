"""Whose figure it is: the authority's own, a locality's, a comparator's, or somebody else's."""

from __future__ import annotations

import re

from scorecard.extract.claims.figures import Line
from scorecard.extract.claims.wordings import COMPARATORS

HOME = "Rotherham"
_NAMES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in COMPARATORS)
_BEFORE = {
    name: re.compile(rf"(?:\b{pattern})(?:\s+(?:stand|stands|being|of|is|was|at|figure|marginally|lower|and|have"
                     rf"|shown|also"
                     rf"|for\s+[\d#-]+|\([^)]*\)|[\w-]*percentage\s+attendance"
                     rf"|averages?))*[\s,:(]*(?:\(both\s+)?$", re.IGNORECASE)
    for name, pattern in COMPARATORS
}  # fmt: skip
_AFTER = {
    name: re.compile(rf"^[\s)]*(?:for|being)\s+(?:the\s+)?(?:{pattern})", re.IGNORECASE)
    for name, pattern in COMPARATORS
}
_LOCALITY = re.compile(r"\b(?:in\s+the\s+)?(North|South|Central)\s+(?:locality\s+)?area\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\bneighbouring\s+(?:authorities|councils)\b[^.;]*$|\bNorth\s+East\b[^.;]*$")


def area_of(line: Line, index: int) -> str | None:
    """The registry's area of a figure; None where it belongs to a place that the registry does not know."""
    before, after = line.before(index), line.after(index)
    if _ELSEWHERE.search(before) or re.search(r"\bneighbouring\s+(?:authorities|councils)\b", line.up_to(index)):
        return None
    for name, pattern in _BEFORE.items():
        if pattern.search(before):
            return name
    for name, pattern in _AFTER.items():
        if pattern.match(after):
            return name
    return _locality(line, index) or HOME


def _locality(line: Line, index: int) -> str | None:
    """The locality named last before the figure; a figure without one belongs where the one before it does."""
    for place in range(index, -1, -1):
        if found := _LOCALITY.findall(line.before(place)):
            return str(found[-1]).capitalize()
    return None


def is_comparator(area: str | None) -> bool:
    return area is not None and any(area == name for name, _ in _NAMES)
