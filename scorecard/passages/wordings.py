"""All words of prose, compiled once: what stands right before or after a figure, between two, or anywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from scorecard.registry.prose import MaskKind, Prose, Sign, Where
from scorecard.text.phrasebook import Phrasebook, phrases_of
from scorecard.text.phrases import NEVER, one_of
from scorecard.text.signs import SignReader
from scorecard.text.slots import MASKS, PERIODS, SAYINGS

_EDGES: Mapping[Where, tuple[str, str]] = {
    "before": ("", r"\s*$"),
    "after": (r"\s*", ""),
    "between": (r"\s*", r"\s*"),
    "within": ("", ""),
    "opens": (r"\W*", ""),
}


_BESIDE: Sequence[Where] = ("before", "after", "between")
"""Where words stand that say of which thing a document warns."""


class SignLexicon(SignReader):
    """The signs of the trade, by what they may do beside a figure (the kinds of ``Sign``)."""

    def __init__(self, rows: Sequence[Sign], silent: Iterable[str]) -> None:
        super().__init__(((row.sign, phrase) for row in rows for phrase in row.phrases), silent)
        kinds = ("population", "mild", "generic", "base")
        of_kind = [frozenset(row.sign for row in rows if kind in row.kinds) for kind in kinds]
        self.populations, self.mild, self.generic, self.bases = of_kind
        self.strong = self.signs - self.mild - self.populations


def lexicon_of(prose: Prose) -> SignLexicon:
    """The signs that the rows of prose name."""
    return SignLexicon(prose.signs, prose.words_of("says nothing of a measure"))


class Wordings:
    """What the rows of prose say, ready to be asked: made once, and handed on with every sentence."""

    def __init__(self, prose: Prose, localities: Sequence[str] = ()) -> None:
        self.localities = {name.lower(): name for name in localities}
        slots = SAYINGS | {"locality": "|".join(map(re.escape, self.localities)) or "(?!)"}
        self.lexicon = lexicon_of(prose)
        stems = map(self.lexicon.stem, prose.words_of("compares, dates or places"))
        self.beside = frozenset(stem for stem in stems if stem)
        self.comparators = phrases_of(prose.comparators, slots)
        masks = phrases_of(prose.masks, MASKS)
        self.masks = {
            kind: Phrasebook([(mask, phrase) for mask, phrase in masks if mask.mask == kind])
            for kind in get_args(MaskKind)
        }
        self.forms = Phrasebook(phrases_of(prose.periods, PERIODS))
        phrases: dict[tuple[str, Where], list[str]] = defaultdict(list)
        for row in prose.sayings:
            phrases[row.says, row.where] += row.phrases
        sayings = {key: one_of(phrases[key], slots).edged(*_EDGES[key[1]]) for key in phrases}
        self.sayings = defaultdict(lambda: NEVER, sayings)
        self.caveats = Phrasebook(phrases_of(prose.caveats, SAYINGS))
        data_words = [phrase for row in prose.data_words for phrase in row.phrases]
        self.data_words = one_of(data_words, SAYINGS) if data_words else NEVER
        beside = {where: [p for row in prose.warned if row.where == where for p in row.phrases] for where in _BESIDE}
        self.warned = {
            where: one_of(phrases, SAYINGS).edged(*_EDGES[where]).compiled if phrases else NEVER.compiled
            for where, phrases in beside.items()
        }

    def before(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the text ends with words that say so."""
        phrase = self.sayings[says, "before"]
        return phrase.compiled.search(text) if phrase.may_be_in(text) else None

    def after(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the text begins with words that say so."""
        return self.sayings[says, "after"].compiled.match(text)

    def between(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the whole text is words that say so."""
        return self.sayings[says, "between"].compiled.fullmatch(text)

    def opens(self, says: str, text: str) -> re.Match[str] | None:
        """Whether a sentence opens with words that say so."""
        return self.sayings[says, "opens"].compiled.match(text)

    def within(self, says: str, text: str) -> re.Match[str] | None:
        """The first place in the text at which words say so."""
        return next(self.sayings[says, "within"].matches(text), None)

    def last_within(self, says: str, text: str) -> re.Match[str] | None:
        """The last place at which words say so."""
        return max(self.sayings[says, "within"].matches(text), key=re.Match.start, default=None)

    def places(self, says: str, text: str) -> list[tuple[int, int]]:
        """Every first and last place of words that say so."""
        return [match.span() for match in self.sayings[says, "within"].matches(text)]
