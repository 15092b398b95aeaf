"""A text read into signs: what it speaks of, place by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from scorecard.text.phrases import read_phrase
from scorecard.text.plain import lower_of
from scorecard.text.slots import NUMBERS

_WORD_START = re.compile(r"(?<![a-z])(?=[^\s])")
_PLAIN_WORD = re.compile(r"[a-z][a-z'’-]{3,}")
_ENDINGS = ("ing", "ed", "es", "s")
Mark = tuple[str, int, int]


@dataclass(frozen=True)
class Scan:
    """A text with its signs and plain words: each with its first and last place, in their order."""

    text: str
    marks: tuple[Mark, ...]

    def signs(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """The signs that begin between two places."""
        last = len(self.text) if end is None else end
        return frozenset(sign for sign, _, _ in self._between(start, last))

    def part(self, start: int, end: int) -> Scan:
        """What stands between two places."""
        inside = ((sign, first - start, last - start) for sign, first, last in self._between(start, end))
        return Scan(self.text[start:end], tuple(inside))

    @cached_property
    def _firsts(self) -> list[int]:
        return [first for _, first, _ in self.marks]

    def _between(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that begin between two places: they stand in the order of the text."""
        return self.marks[bisect_left(self._firsts, start) : bisect_left(self._firsts, end)]

    def written(self, others: Sequence[Mark] = ()) -> str:
        """The text in lower case with every spelling put as its sign, and ``others`` put in the same way."""
        text = self.text
        signs = [mark for mark in self.marks if mark[0].isupper()]
        for sign, first, last in sorted([*signs, *others], key=lambda mark: mark[1], reverse=True):
            text = f"{text[:first]} {sign} {text[last:]}"
        return " ".join(text.lower().split())


class SignReader:
    """The spellings of all signs by the letter that opens them, since most words open none.

    ``spellings``: each sign with a phrase for it, the one to be tried first before the others; ``silent``: plain words
    that say nothing.
    """

    def __init__(self, spellings: Iterable[tuple[str, str]], silent: Iterable[str]) -> None:
        read = [(sign, read_phrase(phrase, NUMBERS)) for sign, phrase in spellings]
        letters = sorted(frozenset[str]().union(*(phrase.first for _, phrase in read)))
        self.signs = frozenset(sign for sign, _ in read)
        self.silent = frozenset(silent)
        self.scan = lru_cache(maxsize=2_000)(self._scan)  # the line above and the sentence before are asked again
        self._by_letter = {letter: [(s, p.pattern) for s, p in read if letter in p.first] for letter in letters}
        self._patterns: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {}

    def _scan(self, text: str) -> Scan:
        """Read a text into signs, the longest wording first, then plain words by their stem."""
        lower = lower_of(text)
        marks = self._marks(lower)
        edges = iter((0, *(place for mark in marks for place in mark[1:]), len(lower)))
        for start, end in zip(edges, edges, strict=True):
            words = ((self.stem(word.group()), *word.span()) for word in _PLAIN_WORD.finditer(lower, start, end))
            marks += (word for word in words if word[0])
        return Scan(text, tuple(sorted(marks, key=lambda mark: mark[1])))

    def stem(self, word: str) -> str:
        """The word without its ending; empty for a word that says nothing."""
        word = word.replace("’", "'").removesuffix("'s").strip("'-")
        if word in self.silent:
            return ""
        ending = next((end for end in _ENDINGS if word.endswith(end)), "") if len(word) > 5 else ""
        stem = word.removesuffix(ending) if len(word) > 5 else word.rstrip("s")
        return "" if stem in self.silent or len(stem) < 3 else stem

    def _opened_by(self, letter: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
        """The spellings that a letter opens, compiled when a text first has it: a few names ask for few of them."""
        if letter not in self._patterns:
            self._patterns[letter] = _one_of(self._by_letter[letter])
        return self._patterns[letter]

    def _marks(self, lower: str) -> list[Mark]:
        """The signs of a text in lower case, from left to right; what a sign covers is read once."""
        marks: list[Mark] = []
        end = 0
        for place in _WORD_START.finditer(lower):
            start = place.start()
            if start < end or lower[start] not in self._by_letter:
                continue
            signs, pattern = self._opened_by(lower[start])
            if match := pattern.match(lower, start):
                end = match.end()
                marks.append((signs[(match.lastindex or 1) - 1], start, end))
        return marks


def _one_of(spellings: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The signs, and one pattern of all their spellings: the group that matched, from 1 on, tells which sign it is."""
    return tuple(sign for sign, _ in spellings), re.compile("|".join(f"({pattern})" for _, pattern in spellings))
