"""How councils call themselves: the forms round a name, and how a name is looked for and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scorecard.registry.authorities import PublisherWords, spelt

_BEFORE, _AFTER = 40, 60
"""Characters round a name in which a council's form stands."""
_SMALL = ("and", "upon", "on", "of", "the", "with", "in", "under", "by", "le")
_SMALL_WORD = "|".join((*_SMALL, *(word.upper() for word in _SMALL)))
_NAME = rf"[A-Z][A-Za-z']+(?:(?:[ -](?:{_SMALL_WORD})){{0,2}}[ -][A-Z][A-Za-z']+){{0,5}}?"
"""No name is of more words: a bound, so that a line of nothing but capitals costs no more than its length."""


class Forms:
    """A council's forms as patterns: round a name that is known, and with a name that is not."""

    def __init__(self, words: PublisherWords) -> None:
        kinds, short, titles = any_of(words.kinds), any_of(words.short), any_of(words.titles)
        listed = any_of([*words.short, *words.short_of_listed])
        self._behind = re.compile(rf"(?:'s)?\s+(?:(?:{kinds})\s+)*(?:council|authority|{listed})\b", re.IGNORECASE)
        self._before = re.compile(
            rf"\b(?:{kinds}|council|city and county)\s+of\s+(?:the\s+)?$|\b(?:{any_of(words.before_listed)})\s+$",
            re.IGNORECASE,
        )
        self._anywhere = (
            re.compile(rf"\b(?i:{titles}) ({_NAME})(?![A-Za-z']|[ -][A-Z])"),
            re.compile(rf"\b(?i:city|county) (?i:of) ({_NAME}) (?i:council)\b"),
            re.compile(rf"\b({_NAME}) (?i:(?:(?:{kinds}) )+council)\b"),
            re.compile(rf"\b({_NAME}) (?:{short})\b"),
        )
        self._title = re.compile(rf"^\W*({_NAME}) (?i:council)\W*(?:$|[:,(–-])")
        self.signs = ("council", "borough of", *(f" {text.lower()}" for text in words.short))

    def round(self, text: str, start: int, end: int) -> bool:
        """Whether a council's form stands round a name."""
        behind = self._behind.match(text, end, end + _AFTER)
        return bool(behind or self._before.search(text[max(0, start - _BEFORE) : start]))

    def patterns(self, *, title: bool) -> tuple[re.Pattern[str], ...]:
        """The forms of a name that no list holds, the fullest first; "X Council" alone only as a whole title."""
        return (*self._anywhere, self._title) if title else self._anywhere


def any_of(words: Iterable[str]) -> str:
    """One of several words, the longest first; a pattern that nothing matches for none."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def places_of(names: Sequence[str], text: str) -> Iterator[re.Match[str]]:
    """Every place of a name, longest first, with its capitals or all in capitals."""
    if not names:
        return iter(())
    written = (form for name in sorted(names, key=len, reverse=True) for form in (name, name.upper()))
    either = "|".join(",?[ -]+".join(_word(word) for word in form.split(" ")) for form in dict.fromkeys(written))
    return re.finditer(rf"(?<![A-Za-z0-9])(?:{either})(?![A-Za-z0-9])", text)


def _word(word: str) -> str:
    """A word of a name as a pattern; the small ones have no capitals of their own."""
    return f"(?:{word.lower()}|{word.upper()})" if word.lower() in _SMALL else re.escape(word)


def as_spelt(printed: str, names: Iterable[str]) -> str:
    """The spelling of the list that was printed, which may be in capitals."""
    plain = spelt(printed).lower()
    return next(name for name in names if name.lower() == plain)


def without_leading(name: str, leading: Iterable[str]) -> str:
    """A name without what leads up to it: ``Report to Exampleton`` is ``Exampleton``."""
    said = name.split(" ")
    opening = [n for n, word in enumerate(said) if word.lower() in leading and (n == 0 or word.lower() not in _SMALL)]
    return " ".join(said[max(opening, default=-1) + 1 :])


def as_name(text: str) -> str:
    """A name in capitals or small letters as a name is written: ``EXAMPLETON ON SEA`` is ``Exampleton on Sea``."""
    if not (text.isupper() or text.islower()):
        return text
    words = re.split(r"([ -])", text.lower())
    return "".join(word if n and word in _SMALL else word.capitalize() for n, word in enumerate(words))
