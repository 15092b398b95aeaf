"""Many phrases, each with the row that it stands for, asked of one text after another."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from scorecard.text.phrases import Phrase, read_phrase


class WithPhrases(Protocol):
    """A row of words: one or several phrases that mean the same."""

    @property
    def phrases(self) -> Sequence[str]: ...


Row = TypeVar("Row", bound=WithPhrases)


def phrases_of(rows: Sequence[Row], slots: Mapping[str, str]) -> list[tuple[Row, Phrase]]:
    """Every phrase of every row, with its row."""
    return [(row, read_phrase(phrase, slots)) for row in rows for phrase in row.phrases]


class Phrasebook(Generic[Row]):
    """Phrases with their rows, in the order in which they are tried; a word that many of them need is sought once."""

    def __init__(self, phrases: Sequence[tuple[Row, Phrase]]) -> None:
        self._phrases = phrases
        self._anywhere = [place for place, (_, phrase) in enumerate(phrases) if not phrase.needs]
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for place, (_, phrase) in enumerate(phrases):
            for word in phrase.needs:
                self._with_word[word].append(place)

    @cached_property
    def _by_part(self) -> dict[str, list[int]]:
        """Places by the words that hold no other word: a text with a longer one holds the shorter one too."""
        by_part: dict[str, list[int]] = defaultdict(list)
        for word, places in self._with_word.items():
            by_part[min((other for other in self._with_word if other in word), key=len)] += places
        return by_part

    def may_be_in(self, lower: str) -> list[tuple[Row, Phrase]]:
        """Those of which a text in lower case holds all that they need."""
        there = set(self._anywhere)
        for word, places in self._by_part.items():
            if word in lower:
                there.update(places)
        return self._held(lower, there)

    def lines_with(self, lines: Sequence[str]) -> dict[int, list[tuple[Row, Phrase]]]:
        """By its index each line that holds all that some phrase needs, with the phrases.

        The words are looked for in all lines at once, which is quicker by far than line by line.
        """
        lower = [line.lower() for line in lines]
        ends = list(accumulate(len(line) + 1 for line in lower))
        text, candidates = "\n".join(lower), defaultdict[int, set[int]](set)
        for line in range(len(lines) if self._anywhere else 0):
            candidates[line].update(self._anywhere)
        for word, places in self._by_part.items():
            at = text.find(word)
            while at >= 0:
                line = bisect_right(ends, at)
                candidates[line].update(places)
                at = text.find(word, ends[line] - 1)
        held = {line: self._held(lower[line], places) for line, places in sorted(candidates.items())}
        return {line: phrases for line, phrases in held.items() if phrases}

    def _held(self, lower: str, places: Iterable[int]) -> list[tuple[Row, Phrase]]:
        phrases = (self._phrases[place] for place in sorted(places))
        return [(row, phrase) for row, phrase in phrases if phrase.holds_all_needs(lower)]
