"""Whose figure it is: the authority's own, a locality's, a comparator's, or somebody else's."""

from __future__ import annotations

import re

from scorecard.extract.claims_figures import Line
from scorecard.extract.claims_words import COMPARATORS

HOME = "Rotherham"
_NAMES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in COMPARATORS)
_BEFORE = {
    name: re.compile(rf"(?:\b{pattern})(?:\s+(?:stand|stands|being|of|is|was|at|figure|marginally|lower|and|have|shown|also"
                     rf"|for\s+[\d#-]+|\([^)]*\)|[\w-]*percentage\s+attendance|averages?))*[\s,:(]*(?:\(both\s+)?$", re.IGNORECASE)
    for name, pattern in COMPARATORS
}  # fmt: skip
_AFTER = {name: re.compile(rf"^[\s)]*(?:for|being)\s+(?:the\s+)?(?:{pattern})", re.IGNORECASE) for name, pattern in COMPARATORS}
_LOCALITY = re.compile(r"\b(?:in\s+the\s+)?(?P<name>North|South|Central)\s+(?:locality\s+)?area\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\bneighbouring\s+(?:authorities|councils)\b[^.;]*$|\bNorth\s+East\b[^.;]*$|\b(?:city\s+of|in)\s+(?!Rotherham)[A-Z]\w+\s+at\s*$"
)


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
    if match := _LOCALITY.search(line.text):
        return match["name"].capitalize()
    return HOME


def is_comparator(area: str | None) -> bool:
    return area is not None and any(area == name for name, _ in _NAMES)
