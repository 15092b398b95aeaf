"""What the words of cells, headers and names say of a measure: what it counts, and what good looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.tables.general.words import word_of_way
from scorecard.registry import Registry
from scorecard.registry.models import Good
from scorecard.text.tolerances import read_tolerance

RATE_OF_UNKNOWN_BASE = "rate"
"""A rate of which nothing says for how many people it is."""
_SCALED = re.compile(
    r"(?:£|\()\s*['’]?(?:000s?|k|mn?|bn|millions?|thousands?)\b|\bin (?:thousands|millions)\b|\b000s\b",
    re.IGNORECASE,
)
"""Words by which a figure is not the number that is printed: ``£000``, ``(£k)``, ``in thousands``."""
_ARROWS = {"up": "↑", "down": "↓", "level": "→"}
_RATE = re.compile(r"\brates?\b(?! of)|\bper (?:head|capita)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_BESIDE_A_UNIT = frozenset(
    ("rate", "rates", "of", "the", "total", "all", "children", "cases", "value", "in", "as", "a")
)
"""Words that say no more of what is counted where a unit stands beside them."""
_LIKE_A_RATE = re.compile(r"\bper 1,?000\b(?!,)", re.IGNORECASE)


@dataclass(frozen=True)
class Meanings:
    """The words of a registry for units and polarities."""

    registry: Registry

    def unit(self, text: str) -> str | None:
        """The unit that a text names: a whole cell, or words in a header or a name; null if it names none.

        A rate without its base is ``rate``, which is no unit of a figure.
        """
        plain = " ".join(text.lower().replace("_", " ").split()).strip(" :")
        if not plain:
            return None
        if unit := self._said.get(plain):
            return unit
        if _LIKE_A_RATE.search(plain):
            return RATE_OF_UNKNOWN_BASE
        held = next((unit for unit, pattern in self._held if pattern.search(plain)), None)
        if held in (None, "count") and _RATE.search(plain):
            return RATE_OF_UNKNOWN_BASE
        return held

    def is_unit(self, text: str) -> bool:
        """Whether a header says what is counted and nothing else: ``%``, ``Number of children``."""
        rest = " ".join(text.lower().replace("_", " ").split()).strip(" :")
        whole = rest
        if not rest or rest in self._said:
            return bool(rest)
        for _, pattern in self._held:
            rest = pattern.sub(" ", rest)
        return rest != whole and not set(_WORD.findall(rest)) - _BESIDE_A_UNIT

    def is_scaled(self, text: str) -> bool:
        """Whether words say that figures are printed in thousands or millions."""
        return bool(_SCALED.search(text))

    def arrow(self, text: str) -> str | None:
        """The arrow of performance that a cell says in words; null if it says none."""
        return self._ways.get(word_of_way(text))

    def colour(self, text: str) -> str | None:
        """The colour that a cell says in other words ("On track"); null if it says none."""
        return self._colours.get(" ".join(text.lower().split()).strip(" ."))

    def good(self, text: str) -> Good | None:
        """What a cell says good looks like; null if it says nothing that is known."""
        plain = " ".join(text.lower().split())
        told = (one for one in self.registry.headers.polarity for word in one.opens if plain.startswith(word))
        return next((one.good for one in told), None)

    def good_of_target(self, text: str) -> Good | None:
        """What good looks like by a target that says its side: ``85% or above``, ``<=12``; null for a bare number."""
        read = read_tolerance(text, "info")
        if read.side or read.middle is not None or (read.lower is None) == (read.upper is None):
            return None
        return "low" if read.lower is None else "high"

    @cached_property
    def _ways(self) -> dict[str, str]:
        return {word: _ARROWS[one.way] for one in self.registry.headers.directions for word in one.says}

    @cached_property
    def _colours(self) -> dict[str, str]:
        return {word: one.colour for one in self.registry.headers.colours for word in one.says}

    @cached_property
    def _said(self) -> dict[str, str]:
        return {word.lower(): one.unit for one in self.registry.headers.units for word in one.says}

    @cached_property
    def _held(self) -> list[tuple[str, re.Pattern[str]]]:
        return [
            (one.unit, re.compile("|".join(map(_standing_alone, one.holds))))
            for one in self.registry.headers.units
            if one.holds
        ]


def _standing_alone(words: str) -> str:
    """A pattern of words that are not parts of longer ones, nor of a longer number."""
    opens = r"(?<!\w)" if words[0].isalnum() else ""
    ends = r"(?!\w|,[0-9])" if words[-1].isalnum() else ""
    return f"{opens}{re.escape(words.lower())}{ends}"
