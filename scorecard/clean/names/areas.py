"""Which areas a page's columns are about: those of its layout, or those its header prints instead.

A layout names the areas of the packs it was made from. Another authority prints other names in their place.
Damaged spellings of the layout's own names are common, so a header overrules its layout only where most of
its names are plainly others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from scorecard.clean.raw.grid import Row
from scorecard.registry import Registry
from scorecard.text.letters import letters

_DAMAGED = 50
"""How alike two names are, of 100, of which one is the other, damaged."""
_LONGEST = 30
_MOST_WORDS = 4
"""A name of an area is no longer, in signs and in words."""
_NAME = re.compile(r"[A-Za-z][A-Za-z .,&'’-]{1,29}")

Span = tuple[str, int, int]
"""An area of the layout with the first and last column that it stands over."""


def printed_areas(header: Sequence[Row], spans: Sequence[Span], registry: Registry, authority: str) -> dict[str, str]:
    """For each area of a layout the area that this page means; areas that are as they are stay out."""
    areas = list(dict.fromkeys(area for area, *_ in spans))
    meant = {area: authority for area in areas if area == authority or _is_authority(area, registry)}
    if authority in areas and _any_printed(header, [a for a in areas if a != authority]):
        return meant
    for row in header:
        names = _names_in(row, spans, areas)
        if names and not _mostly_the_same(names, registry):
            return {area: _area_of(name, authority, registry) for area, name in names.items()} | meant
    return meant


def _any_printed(header: Sequence[Row], areas: Sequence[str]) -> bool:
    words = {word for row in header for text in row.texts for word in re.findall("[a-z]+", text.lower())}
    return any(set(re.findall("[a-z]+", area.lower())) <= words for area in areas)


def _is_authority(area: str, registry: Registry) -> bool:
    known = registry.area(area)
    return known is not None and known.kind == "authority"


def _names_in(row: Row, spans: Sequence[Span], areas: Sequence[str]) -> dict[str, str]:
    """What a header row prints over each area, without the words that all share; empty if it names no areas."""
    texts: dict[str, str] = {}
    for area, first, last in spans:
        text = "".join(row.text(c) for c in range(first, last + 1)).strip()
        if not text or texts.get(area, text) != text:
            return {}
        texts[area] = text
    words = [texts[area].split() for area in areas]
    if len(areas) < 2 or len({" ".join(w).lower() for w in words}) < len(areas):
        return {}
    shared = next((i for i, same in enumerate(zip(*words, strict=False)) if len({s.lower() for s in same}) > 1), 0)
    names = {area: " ".join(w[shared:]) for area, w in zip(areas, words, strict=True)}
    others = [name for name in names.values() if not _NAME.fullmatch(name)]
    return {} if len(others) > 1 or any(re.search(r"\d", n) for n in names.values() if len(n) <= _LONGEST) else names


def _mostly_the_same(names: dict[str, str], registry: Registry) -> bool:
    def same(area: str, name: str) -> bool:
        known, plain = registry.area(name), letters(name)
        if (known and known.name == area) or letters(area) in plain:
            return True
        return fuzz.ratio(letters(area), plain) >= _DAMAGED

    return 2 * sum(same(area, name) for area, name in names.items()) >= len(names)


def _area_of(name: str, authority: str, registry: Registry) -> str:
    known = registry.area(name)
    if authority.lower() in name.lower() or (
        known and known.kind == "authority" and known.name.lower() != name.lower()
    ):
        return authority
    if known:
        return known.name
    return name.title() if name.isupper() or name.islower() else name


def locality_label(text: str) -> str | None:
    """The locality that a row's label names, if it can be a name; null for words that are none."""
    plain = _NAME.fullmatch(text) and len(text.split()) <= _MOST_WORDS
    return (text.title() if text.isupper() or text.islower() else text) if plain else None
