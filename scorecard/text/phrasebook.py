"""Many phrases, each with the row that it stands for, asked of one text after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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

    def may_be_in(self, lower: str) -> list[tuple[Row, Phrase]]:
        """Those of which a text in lower case holds what they need."""
        there = set(self._anywhere)
        for word, places in self._with_word.items():
            if word in lower:
                there.update(places)
        return [self._phrases[place] for place in sorted(there)]
