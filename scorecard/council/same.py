"""Which national indicator a printed measure may be: names compared word by word; unit and kind must agree."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scorecard.clean.names.wording import normalise
from scorecard.registry import Registry
from scorecard.registry.draft_words import DraftWords
from scorecard.registry.models import Indicator

_NUMBER_BEFORE = re.compile(r"^\W*\d{1,2}\.\d{1,2}\s+")
"""A number that stands in the cell of the name."""
_SIGNS = re.compile(r"[^a-z0-9]+")
_WORTH_ASKING = 0.42
"""So alike a known measure must be to be proposed."""
_HELD = 0.15
"""So alike is one worth proposing all of whose words the printed name has: contacts to the front door are contacts."""
_MOST_PROPOSED = 3
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<!s)s$")
Words = frozenset[str]


@dataclass(frozen=True)
class Proposal:
    """An indicator that a measure may be: ``alike`` from 0 to 1, ``known_as`` the name that comes nearest."""

    indicator: str
    known_as: str
    alike: float
    exact: bool = False


@dataclass(frozen=True)
class Proposer:
    """The names of all indicators, national ones and their prints in every council, for comparing."""

    registry: Registry
    words: DraftWords

    def proposals(self, name: str, unit: str) -> list[Proposal]:
        """The indicators of this unit that a printed name may be, best first; ``exact`` has the very same words."""
        mine = self.telling(name)
        best: dict[str, Proposal] = {}
        for indicator, known, theirs in self._known:
            if indicator.unit != unit:
                continue
            alike = self._alike(mine, theirs)
            worth = alike >= _WORTH_ASKING or (theirs and theirs < mine and alike >= _HELD)
            if worth and alike > getattr(best.get(indicator.id), "alike", 0.0):
                best[indicator.id] = Proposal(indicator.id, known, alike, mine == theirs)
        return sorted(best.values(), key=lambda one: (-one.alike, one.indicator))[:_MOST_PROPOSED]

    def telling(self, name: str) -> Words:
        """The words of a name that tell what is measured, each thing called one way, without articles and units."""
        text = f" {_plain(normalise(_NUMBER_BEFORE.sub('', name)))} "
        for spellings in self._same:
            for spelling in spellings[1:]:
                text = text.replace(f" {spelling} ", f" {spellings[0]} ")
        return frozenset(_PLURAL.sub("", word) for word in self._without_idle(text))

    def in_order(self, name: str) -> list[str]:
        """The words of a name that tell what is measured as they stand in it."""
        return self._without_idle(f" {_plain(name.replace('%', ' '))} ")

    def _without_idle(self, text: str) -> list[str]:
        for idle in self._idle:
            text = text.replace(f" {idle} ", " ")
        return [word for word in text.split() if word not in self.words.filling]

    def theme_of(self, name: str) -> str:
        """The theme whose indicators have most of a name's words."""
        mine = self.telling(name)
        score: Counter[str] = Counter()
        for indicator, _, theirs in self._known:
            score[indicator.theme] = max(score[indicator.theme], round(1000 * self._alike(mine, theirs)))
        order = list(self.registry.themes)
        return max(score, key=lambda theme: (score[theme], -order.index(theme)), default=order[0])

    def _alike(self, one: Words, other: Words) -> float:
        """Twice the weight of the words that both have by the weight of all: 1 for the same words."""
        every = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / every if every else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._rarest) for word in words)

    @cached_property
    def _same(self) -> list[list[str]]:
        return [[_plain(normalise(spelling)) for spelling in row] for row in self.words.same]

    @cached_property
    def _idle(self) -> list[str]:
        said = {_plain(spelt) for idle in self.words.idle for spelt in (idle, normalise(idle))}
        return sorted(said, key=lambda idle: (-len(idle), idle))

    @cached_property
    def _known(self) -> list[tuple[Indicator, str, Words]]:
        """Every national indicator with each of its names; not those by category, nor those of one council only."""
        own = {one.id for council in self.registry.councils.values() for one in council.indicators}
        return [
            (indicator, name, self.telling(name))
            for indicator in self.registry.indicators.values()
            if indicator.id not in own and not indicator.breakdown
            for name in dict.fromkeys([indicator.name, *_printed(indicator, self.registry)])
        ]

    @cached_property
    def _weights(self) -> dict[str, float]:
        times = Counter(word for _, _, words in self._known for word in words)
        return {word: math.log((len(self._known) + 1) / (count + 1)) for word, count in times.items()}

    @cached_property
    def _rarest(self) -> float:
        return math.log(len(self._known) + 1)


def _printed(indicator: Indicator, registry: Registry) -> Iterable[str]:
    return (
        name
        for entry in registry.names_of(indicator.id)
        for name in entry.names
        if entry.unit in (None, indicator.unit)
    )


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text.lower()).split())
