"""All words of prose, compiled once: what stands right before or after a figure, between two, or anywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from scorecard.quotes.vocabulary.signs import SignLexicon
from scorecard.quotes.vocabulary.slots import MASKS, PERIODS, SAYINGS
from scorecard.registry.prose import MaskKind, Prose, Where, Worded
from scorecard.text.phrases import NEVER, one_of, read_phrase

Row = TypeVar("Row", bound=Worded)
_Saying = tuple[re.Pattern[str], tuple[str, ...]]
_NOTHING: _Saying = (NEVER, ())
_EDGES: Mapping[Where, tuple[str, str]] = {
    "before": ("", r"\s*$"),
    "after": (r"\s*", ""),
    "between": (r"\s*", r"\s*"),
    "within": ("", ""),
    "opens": (r"\W*", ""),
}


@dataclass(frozen=True)
class Compiled(Generic[Row]):
    """A phrase of a row as a pattern, and texts of which one must be there for it to find anything."""

    row: Row
    pattern: re.Pattern[str]
    needs: tuple[str, ...]

    def may_be_in(self, lower: str) -> bool:
        return not self.needs or says_one(self.needs, lower)


class Wordings:
    """What the rows of prose say, ready to be asked: made once, and handed on with every sentence."""

    def __init__(self, prose: Prose, localities: Sequence[str] = ()) -> None:
        self.localities = {name.lower(): name for name in localities}
        slots = SAYINGS | {"locality": "|".join(map(re.escape, self.localities)) or "(?!)"}
        self.lexicon = SignLexicon(prose.signs, prose.words_of("says nothing of a measure"))
        stems = map(self.lexicon.stem, prose.words_of("compares, dates or places"))
        self.beside = frozenset(stem for stem in stems if stem)
        self.comparators = _compiled(prose.comparators, slots)
        masks = _compiled(prose.masks, MASKS)
        self.masks = {kind: [mask for mask in masks if mask.row.mask == kind] for kind in get_args(MaskKind)}
        self.forms = _compiled(prose.periods, PERIODS)
        phrases: dict[tuple[str, Where], list[str]] = defaultdict(list)
        for row in prose.sayings:
            phrases[row.says, row.where] += row.phrases
        self.sayings = defaultdict(lambda: _NOTHING, {key: _saying(key[1], phrases[key], slots) for key in phrases})

    def before(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the text ends with words that say so."""
        return self.sayings[says, "before"][0].search(text)

    def after(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the text begins with words that say so."""
        return self.sayings[says, "after"][0].match(text)

    def between(self, says: str, text: str) -> re.Match[str] | None:
        """Whether the whole text is words that say so."""
        return self.sayings[says, "between"][0].fullmatch(text)

    def opens(self, says: str, text: str) -> re.Match[str] | None:
        """Whether a sentence opens with words that say so."""
        return self.sayings[says, "opens"][0].match(text)

    def within(self, says: str, text: str) -> re.Match[str] | None:
        """The first place in the text at which words say so."""
        return self._where_needed(says, text).search(text)

    def last_within(self, says: str, text: str) -> re.Match[str] | None:
        """The last place at which words say so."""
        return max(self._where_needed(says, text).finditer(text), key=re.Match.start, default=None)

    def places(self, says: str, text: str) -> list[tuple[int, int]]:
        """Every first and last place of words that say so."""
        return [match.span() for match in self._where_needed(says, text).finditer(text)]

    def _where_needed(self, says: str, text: str) -> re.Pattern[str]:
        """What stands anywhere is looked for only in a text that has one of the words it needs."""
        pattern, needs = self.sayings[says, "within"]
        return pattern if says_one(needs, text) else NEVER


def _saying(where: Where, phrases: Sequence[str], slots: Mapping[str, str]) -> _Saying:
    """What all phrases of a saying become together, and the texts of which one must be there."""
    phrase, (first, last) = one_of(phrases, slots), _EDGES[where]
    return re.compile(f"{first}{phrase.pattern}{last}"), phrase.needs or ("",)


def _compiled(rows: Sequence[Row], slots: Mapping[str, str]) -> list[Compiled[Row]]:
    phrases = ((row, read_phrase(phrase, slots)) for row in rows for phrase in row.phrases)
    return [Compiled(row, re.compile(phrase.pattern), phrase.needs) for row, phrase in phrases]


def says_one(words: Sequence[str], lower: str) -> bool:
    """Whether one of the words stands in a text in lower case."""
    # a plain loop: this is asked tens of thousands of times, and any() takes thrice as long
    for word in words:  # noqa: SIM110
        if word in lower:
            return True
    return False
