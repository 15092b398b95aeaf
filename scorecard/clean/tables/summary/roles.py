"""What the header cells of a summary call its columns: words as data, read as patterns."""

from __future__ import annotations

import re

from scorecard.registry import Registry
from scorecard.registry.models import HeaderWords


def names_a_column(text: str, registry: Registry) -> bool:
    """Whether a cell (in lower case) says a word that header cells call a column: most tables have none."""
    return bool(registry.made(_Roles).any.search(text))


def role_of(text: str, registry: Registry) -> str | None:
    """The role that a header cell (in lower case) gives its column; null if its words are not known."""
    roles = registry.made(_Roles)
    if text not in roles.known:
        roles.known[text] = next((role for role, pattern in roles.patterns if pattern.search(text)), None)
    return roles.known[text]


class _Roles:
    """The header words of a registry as patterns, and the cells read with them so far."""

    def __init__(self, registry: Registry) -> None:
        self.patterns = [(words.role, _pattern(words)) for words in registry.summary_headers]
        self.any = re.compile("|".join(pattern.pattern for _, pattern in self.patterns) or "(?!)")
        self.known: dict[str, str | None] = {}


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
