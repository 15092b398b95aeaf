"""Whether a legible name speaks of the same measure: its words, the rare ones counting most.

Letters alone cannot tell: "% of LAC with a passport" is nearly "% of LAC with a PEP" letter by letter. So a
name that can be read is compared word by word, each word weighted by how rare it is among all names of the
registry (inverse document frequency: Spärck Jones 1972, J. Documentation 28:11-21). A measure that the
registry does not know has rare words that no known name has.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

from scorecard.registry import Registry
from scorecard.text.letters import letters
from scorecard.text.notes import without_notes

_SYNONYMS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (
            r"\bchildren in care\b|\bcic\b|\blac\b|\bchildren looked after\b|\blooked after child\b",
            "looked after children",
        ),
        (r"\bno\.?(?=\s|$)|\bnumber\b|\bnumbers\b", "number"),
        (r"\bav\.?(?=\s|$)|\bave\b|\baverage\b", "average"),
        (r"\bperc?entage\b|%", " percent "),
        (r"\(.*?indicator\)", " "),
    )
)
_PERCENT_NAME = re.compile(r"\W*(?:%|percentage\b)", re.IGNORECASE)
_NUMBER_NAME = re.compile(r"\W*(?:no\.?|number|av\.?|average|maximum|rate)\s", re.IGNORECASE)
_OTHER_SIGNS = re.compile(r"[^a-z0-9' ]+")
_COMMON = frozenset(
    [
        "of",
        "the",
        "in",
        "a",
        "to",
        "with",
        "by",
        "who",
        "are",
        "have",
        "been",
        "had",
        "was",
        "were",
        "for",
        "and",
        "or",
        "on",
        "as",
        "at",
        "an",
        "be",
        "that",
        "which",
        "per",
        "from",
        "due",
        "is",
    ]
)
_OPPOSITES = ("average", "maximum", "minimum")
_LEADING_NUMBER = re.compile(r"^\W*\d{1,2}\.\d{1,2}\s+")
_LEGIBLE_WORDS = 3
"""So many whole words make a name legible."""
_SHORTEST_STEM = 4
"""A word of so many letters may be known by its stem; shorter ones must be as they are."""
_ALIKE = 78
"""How alike two words are, of 100, of which damage made one letter another."""
_SOME, _MORE, _MOST = 0.4, 0.6, 0.75
"""Shares of a name's weight that another name has: something in common, more than chance, nearly all."""
_BOTH = 1.45
"""What the shares of two names of one measure add up to at least."""
_PART = 90
"""How alike a name and a part of another are, of 100, where one is a part of the other."""
_LONG = 5
"""A name of so many words is not held by another by chance."""


@lru_cache(maxsize=20_000)
def normalise(name: str) -> str:
    """A name in lower case with the field's abbreviations written one way, for comparison only."""
    text = without_notes(name).lower().replace("’", "'").replace("&", " and ")
    for pattern, word in _SYNONYMS:
        text = pattern.sub(word, text)
    return " ".join(_OTHER_SIGNS.sub(" ", text).split())


@lru_cache(maxsize=20_000)
def content_words(name: str) -> tuple[str, ...]:
    """The words of a name that say what is measured: without articles, single letters and a number before it."""
    words = normalise(_LEADING_NUMBER.sub("", name)).split()
    return tuple(w for w in words if w not in _COMMON and (len(w) > 1 or w.isdigit()))


class Wording:
    """The words of a registry's names with their weights: the rarer a word, the more it tells."""

    def __init__(self, registry: Registry) -> None:
        names = [name for family in registry.names.values() for entry in family for name in entry.names]
        known = Counter(word for name in names for word in set(content_words(name)))
        self._weights = {word: math.log((len(names) + 1) / (times + 1)) for word, times in known.items()}
        self._unknown = math.log(len(names) + 1)
        self._shares: dict[tuple[str, str], tuple[float, float]] = {}

    def weight(self, word: str) -> float:
        return self._weights.get(word, self._unknown)

    def shares(self, printed: str, known: str) -> tuple[float, float]:
        """How much of the printed name's weight the known name has, and the other way round, 0 to 1 each."""
        if (printed, known) not in self._shares:
            left, right = content_words(printed), content_words(known)
            self._shares[printed, known] = self._share(left, right), self._share(right, left)
        return self._shares[printed, known]

    def _share(self, words: tuple[str, ...], others: tuple[str, ...]) -> float:
        joined = "".join(others)
        total = sum(map(self.weight, words))
        met = sum(self.weight(w) for w in words if _has_counterpart(w, others, joined))
        return met / total if total else 0.0

    def speaks_of_another(self, printed: str, names: list[str], *, numbers_agree: bool) -> bool:
        """Whether a legible name cannot be one of ``names``: too many words of weight have no counterpart.

        A name too damaged to be legible never contradicts. Where the numbers agree, only a name that shares
        next to nothing does.
        """
        if not legible(printed):
            return False
        return not any(self._fits(printed, name, numbers_agree) for name in names)

    def _tell_apart(self, printed: str, known: str) -> bool:
        """Whether of both names the word that tells most has no counterpart in the other."""
        left, right = content_words(printed), content_words(known)
        return all(
            bool(told) and not any(_same(told, other) or told in other for other in others)
            for told, others in ((self._most_telling(left), right), (self._most_telling(right), left))
        )

    def _most_telling(self, words: tuple[str, ...]) -> str:
        return max(
            (w for w in words if w.isalpha() and len(w) >= _SHORTEST_STEM),
            key=lambda w: (self.weight(w), w),
            default="",
        )

    def _fits(self, printed: str, known: str, numbers_agree: bool) -> bool:
        ours, theirs = self.shares(printed, known)
        if numbers_agree:
            return max(ours, theirs) >= _SOME and not self._tell_apart(printed, known)
        if _opposite(printed, known):
            return False
        held = letters(normalise(printed)) in letters(normalise(known))
        part = held or (ours >= _MOST and fuzz.partial_ratio(printed, known) >= _PART)
        long_and_held = len(content_words(known)) >= _LONG and theirs >= _MOST
        return part or long_and_held or (ours >= _MORE and theirs >= _SOME and ours + theirs >= _BOTH)


@lru_cache(maxsize=20_000)
def legible(name: str) -> bool:
    """Whether a name has enough whole words to be judged by them."""
    return sum(len(w) >= _SHORTEST_STEM for w in content_words(name)) >= _LEGIBLE_WORDS


def _has_counterpart(word: str, others: tuple[str, ...], joined: str) -> bool:
    """Whether a word stands in other words, run together or not; a short word must be one of them as it is."""
    if len(word) < _SHORTEST_STEM:
        return word in others
    return word in joined or any(_same(word, other) for other in others)


@lru_cache(maxsize=100_000)
def _same(left: str, right: str) -> bool:
    """The same word, another form of it, or one letter damaged; digits must be the same."""
    if left == right:
        return True
    shorter = min(len(left), len(right))
    if shorter < _SHORTEST_STEM or left.isdigit() or right.isdigit():
        return False
    stem = max(_SHORTEST_STEM, shorter - 2)
    return left[:stem] == right[:stem] or fuzz.ratio(left, right) >= _ALIKE


def _opposite(left: str, right: str) -> bool:
    words = [{o for o in _OPPOSITES if o in content_words(name)} for name in (left, right)]
    return bool(words[0] and words[1]) and not words[0] & words[1]


def kind_of_name(name: str) -> str | None:
    """Whether a name is that of percentages (``percent``) or of counts (``number``), as far as its first word says."""
    if _PERCENT_NAME.match(name):
        return "percent"
    return "number" if _NUMBER_NAME.match(name) else None
