"""A text read into signs: what it speaks of, place by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scorecard.quotes.meaning.letters import first_letters
from scorecard.quotes.meaning.words import LEXICON, MILD, POPULATIONS, STOP
from scorecard.quotes.sentence.folded import lower_of

SIGNS = frozenset(sign for sign, _ in LEXICON)
STRONG = SIGNS - MILD - POPULATIONS
"""Signs that make a measure another one."""

# in lower case, since a pattern that need not fold cases is quicker; by first letter, since most words open none
_SPELLINGS = tuple((sign, pattern.lower(), first_letters(pattern.lower())) for sign, pattern in LEXICON)


def _one_of(spellings: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The signs, and one pattern of all their spellings: the group that matched, from 1 on, tells which sign it is."""
    return tuple(sign for sign, _ in spellings), re.compile("|".join(f"({pattern})" for _, pattern in spellings))


_BY_LETTER = {
    letter: _one_of([(sign, pattern) for sign, pattern, letters in _SPELLINGS if letter in letters])
    for letter in sorted(set().union(*(letters for _, _, letters in _SPELLINGS)))
}
_NO_SIGN = _one_of([("", r"(?!)")])
_WORD_START = re.compile(r"(?<![a-z])(?=[^\s])")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDING = re.compile(r"(?:ing|ed|es|s)$")
_PLAIN_WORD = re.compile(r"[a-z][a-z'’-]{3,}")


@dataclass(frozen=True)
class Scan:
    """A text with its signs and plain words: each with its first and last place."""

    text: str
    marks: tuple[tuple[str, int, int], ...]

    def signs(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """The signs that begin between two places."""
        last = len(self.text) if end is None else end
        return frozenset(sign for sign, first, _ in self.marks if start <= first < last)

    def written(self, others: Sequence[tuple[str, int, int]] = ()) -> str:
        """The text with every spelling of the lexicon put as its sign, and ``others`` put in the same way."""
        text = self.text
        signs = [mark for mark in self.marks if mark[0] in SIGNS]
        for sign, first, last in sorted([*signs, *others], key=lambda mark: mark[1], reverse=True):
            text = f"{text[:first]} {sign} {text[last:]}"
        return re.sub(r"\s+", " ", text)


@lru_cache(maxsize=4096)
def scan(text: str) -> Scan:
    """Read a text into signs, the longest wording of the lexicon first, then plain words by their stem.

    >>> sorted(scan("% of LAC cases reviewed within timescales").signs())
    ['INTIME', 'LAC', 'REVIEW']
    """
    lower = lower_of(text)
    marks = _marks(lower)
    rest = list(lower)
    for _, first, last in marks:
        rest[first:last] = " " * (last - first)
    marks += [(stem, m.start(), m.end()) for m in _PLAIN_WORD.finditer("".join(rest)) for stem in _stems(m.group())]
    return Scan(text, tuple(sorted(marks, key=lambda mark: mark[1])))


def _marks(lower: str) -> list[tuple[str, int, int]]:
    """The signs of a text in lower case, from left to right; what a sign covers is read once."""
    found: list[tuple[str, int, int]] = []
    end = 0
    for place in _WORD_START.finditer(lower):
        start = place.start()
        if start < end:
            continue
        signs, pattern = _BY_LETTER.get(lower[start], _NO_SIGN)
        if match := pattern.match(lower, start):
            end = match.end()
            found.append((signs[(match.lastindex or 1) - 1], start, end))
    return found


def stems_of(text: str) -> frozenset[str]:
    """The stems of plain words, as ``scan`` writes them."""
    return frozenset(stem for word in text.split() for stem in _stems(word))


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    word = _POSSESSIVE.sub("", word.strip("'’-"))
    if word in STOP:
        return ()
    stem = _ENDING.sub("", word) if len(word) > 5 else word.rstrip("s")
    return () if stem in STOP or len(stem) < 3 else (stem,)
