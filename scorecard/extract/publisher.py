"""Whose pack it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.registry import Registry

_COUNCIL_DOMAIN = re.compile(r"\b([a-z-]+)\.gov\.uk\b", re.IGNORECASE)
_COUNCIL_NAME = re.compile(
    r"\b(?:(?:The|At|In|For|By|From|To|And) )*([A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|and|upon|on|of))*?) "
    r"(?:Metropolitan Borough|Metropolitan District|Borough|City|County) Council\b"
)
_NOT_COUNCILS = {"www", "service", "education", "assets", "publishing", "legislation"}
"""First parts of government addresses that are no council's."""
_SHORTEST_WORDS = 3
"""A cell of so many words speaks; a shorter one is a figure, a label or a sign."""


def find_publisher(lines: Sequence[str], registry: Registry) -> str | None:
    """The authority the pack is about; null if it names none.

    The one its text names most often counts, whether the registry knows it, its web address tells it or it
    stands before "Borough Council". An indicator may speak of another authority, so cells of words in lines with
    TABs (the venue of the meeting, names of indicators) count only where the prose names none.
    """
    prose = [line for line in lines if "\t" not in line]
    cells = [cell for line in lines if "\t" in line for cell in line.split("\t")]
    return _most_named(prose, registry) or _most_named([c for c in cells if _speaks(c)], registry)


def _speaks(cell: str) -> bool:
    return len(cell.split()) >= _SHORTEST_WORDS


def _most_named(lines: Sequence[str], registry: Registry) -> str | None:
    lower = "\n".join(lines).lower()
    known = {a.name for a in registry.areas.values() if a.kind == "authority"}
    domains = {m[1].lower() for line in lines if ".gov." in line.lower() for m in _COUNCIL_DOMAIN.finditer(line)}
    councils = {m[1] for line in lines if "Council" in line for m in _COUNCIL_NAME.finditer(line)}
    named = known | {d.replace("-", " ").title() for d in domains - _NOT_COUNCILS} | councils
    times = {n: lower.count(n.lower()) + lower.count(f"{n.lower().replace(' ', '-')}.gov.uk") for n in named}
    best = max(sorted(times), key=lambda n: (times[n], n in known), default=None)
    return best if best and times[best] else None
