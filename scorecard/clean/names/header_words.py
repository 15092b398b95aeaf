"""What the header cells of a summary call its columns, and what its colours are printed as: words as data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.registry import Registry
from scorecard.registry.headings import HeaderWords
from scorecard.text.signals import WELL_KNOWN

Colours = frozenset[str]
"""What colours are printed as, lower case: the well-known words and signs, and those of the councils."""

_SHORTEST = 4
"""A word of fewer letters is hardly cut, and easily made of others."""


class ColumnWords:
    """The header words of a registry as patterns, and the cells read with them so far."""

    def __init__(self, registry: Registry) -> None:
        self._patterns = [(words.role, _pattern(words)) for words in registry.summary_headers]
        self._any = re.compile("|".join(pattern.pattern for _, pattern in self._patterns) or "(?!)")
        self._words = frozenset(word for words in registry.summary_headers for word in _words(words))
        self._known: dict[str, str | None] = {}

    def name_a_column(self, text: str) -> bool:
        """Whether a cell says a word that header cells call a column: most tables have none."""
        return bool(self._any.search(text.lower()))

    def role(self, text: str) -> str | None:
        """The role that a header cell gives its column; null if its words are not known.

        A narrow cell may cut them anywhere: ``Targ et Gre en`` is read as Target Green where it is nothing else.
        """
        plain = text.lower()
        if plain not in self._known:
            whole = _put_together(plain, self._words)
            self._known[plain] = self._role(plain) or (self._role(whole) if whole != plain else None)
        return self._known[plain]

    def _role(self, plain: str) -> str | None:
        return next((role for role, pattern in self._patterns if pattern.search(plain)), None)


def colours_of(registry: Registry) -> Colours:
    """The signs of colours that a registry's packs print."""
    bands = ("red", "amber", "green")
    own = [registry.signs(family)[band] for family in (None, *registry.families) for band in bands]
    return frozenset(sign.lower() for signs in (WELL_KNOWN.says(*bands), *own) for sign in signs)


def _words(words: HeaderWords) -> Iterator[str]:
    """The words that a narrow cell may cut, lower case."""
    phrases = (*words.says, *words.holds, *words.opens, *words.ends)
    return (word for phrase in phrases for word in phrase.lower().split() if len(word) >= _SHORTEST)


def _put_together(plain: str, words: frozenset[str]) -> str:
    """A text with the pieces of cut ``words`` put together, the longest first.

    >>> _put_together("targ et gre en", frozenset({"target", "green"}))
    'target green'
    """
    pieces, whole = plain.split(), []
    while pieces:
        cut = next((n for n in range(len(pieces), 1, -1) if "".join(pieces[:n]) in words), 1)
        whole.append("".join(pieces[:cut]))
        pieces = pieces[cut:]
    return " ".join(whole)


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
