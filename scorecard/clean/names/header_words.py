"""What the header cells of a summary call its columns, and what its colours are printed as: words as data."""

from __future__ import annotations

import re

from scorecard.registry import Registry
from scorecard.registry.headings import HeaderWords
from scorecard.text.signals import WELL_KNOWN

Colours = frozenset[str]
"""What colours are printed as, lower case: the well-known words and signs, and those of the councils."""


class ColumnWords:
    """The header words of a registry as patterns, and the cells read with them so far."""

    def __init__(self, registry: Registry) -> None:
        self._patterns = [(words.role, _pattern(words)) for words in registry.summary_headers]
        self._any = re.compile("|".join(pattern.pattern for _, pattern in self._patterns) or "(?!)")
        self._known: dict[str, str | None] = {}

    def name_a_column(self, text: str) -> bool:
        """Whether a cell says a word that header cells call a column: most tables have none."""
        return bool(self._any.search(text.lower()))

    def role(self, text: str) -> str | None:
        """The role that a header cell gives its column; null if its words are not known."""
        plain = text.lower()
        if plain not in self._known:
            self._known[plain] = next((role for role, pattern in self._patterns if pattern.search(plain)), None)
        return self._known[plain]


def colours_of(registry: Registry) -> Colours:
    """The signs of colours that a registry's packs print."""
    bands = ("red", "amber", "green")
    own = [registry.signs(family)[band] for family in (None, *registry.families) for band in bands]
    return frozenset(sign.lower() for signs in (WELL_KNOWN.says(*bands), *own) for sign in signs)


def _pattern(words: HeaderWords) -> re.Pattern[str]:
    """One pattern for all that header cells call a column."""
    says = [rf"^\W*{_spelt(phrase)}\.?$" for phrase in words.says]
    holds = [rf"(?<!\w){_spelt(phrase)}(?!\w)" for phrase in words.holds]
    opens = [rf"^{_spelt(phrase)}" for phrase in words.opens]
    ends = [rf"(?:^|\s){_spelt(phrase)}$" for phrase in words.ends]
    return re.compile("|".join([*says, *holds, *opens, *ends]))


def _spelt(phrase: str) -> str:
    """A phrase whose full stops and blanks may be lost or doubled."""
    return r"\.?\s*".join(re.escape(word) for word in phrase.lower().split())
