"""Which indicator a printed number and name stand for.

Numbers and names are both damaged, so they are judged together: how alike the name is to the spellings
the registry knows, whether the number agrees (a lost trailing zero is the commonest damage), and the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scorecard.clean.names.alike import EXACTLY, AlikeNames, Floats
from scorecard.clean.names.numbers import SAME_BUT_A_ZERO, KnownNumbers
from scorecard.clean.names.wording import Wording, normalise
from scorecard.registry import Registry
from scorecard.registry.models import Indicator, PrintedName

_FALLBACK = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 48
Key = tuple[str, str | None]
"""An indicator and the number under which a family prints it."""
BY_NAME_ALONE = 0.735
"""What a printed name scores that is exactly an indicator's, but stands beside the number of another."""
_NAME, _NUMBER = 0.75, 0.25
"""How much name and number count where both are printed."""
_NUMBER_ALONE = 0.8
_AGAINST = 0.5
"""What speaks against an indicator: figures of another unit, words of another measure, another's exact name."""
_ELSEWHERE = 0.1
"""What speaks against an indicator that the family prints on another kind of page."""
_WORDS_OF_A_NAME = 3
"""So many words are a name that can be exactly an indicator's."""
_WORTH_A_LOOK, _WORTH_A_LOOK_BY_NAME = 0.4, 0.5
"""Below these no row or column takes an indicator, so its words need no look."""
_NOTHING = 0.1
"""Scores below this are those of names that have nothing in common."""
_ALL_BUT_EQUAL = 1e-9
Flags = npt.NDArray[np.bool_]


class Printed(NamedTuple):
    """What is printed about a row or column: number, name, unit and kind of page, null where nothing is known.

    ``unit`` is ``number`` for any figure but a percentage; ``page`` is ``summary`` or ``detail``.
    """

    number: str | None
    name: str
    unit: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Match:
    """An indicator found for a printed number and name; ``score`` from 0 (a guess) to 1 (certain).

    ``proof`` says why it is the one where its printed name alone does not.
    """

    indicator: str
    number: str | None
    name: str
    unit: str
    basis: str | None
    score: float
    proof: str | None = None

    @property
    def key(self) -> Key:
        """What tells matches apart: a family may print an indicator under two numbers."""
        return self.indicator, self.number


class Names:
    """The printed names of all indicators, prepared for comparing: made once from a registry and passed along."""

    def __init__(self, registry: Registry) -> None:
        self._registry, self._wording = registry, Wording(registry)
        self._families: dict[str, FamilyNames] = {}

    def of(self, family: str) -> FamilyNames:
        """The names of one report family. Raises InputError for a family that the registry does not have."""
        if family not in self._families:
            self._families[family] = FamilyNames(self._registry, family, self._wording)
        return self._families[family]


class FamilyNames:
    """The names of one family, compared with a printed name all at once and each printed name once."""

    def __init__(self, registry: Registry, family: str, wording: Wording) -> None:
        self.family, self._wording = family, wording
        self.entries = registry.named(family)
        self.numbered = registry.numbered(family)
        self.units = [unit_of(indicator, entry) for indicator, entry in self.entries]
        self.percentages = self._percentages()
        self._names = AlikeNames(name for _, entry in self.entries for name in entry.names)
        self._numbers = KnownNumbers([entry.number for _, entry in self.entries])
        self._starts = np.cumsum([0, *(len(entry.names) for _, entry in self.entries)])[:-1]
        self._alike: dict[str, Floats] = {}
        self._agreements: dict[str, Floats] = {}
        self._fits: dict[str | None, Flags] = {}
        self._other_page: dict[str | None, Flags] = {}
        self._ranked: dict[Printed, list[Match]] = {}

    def _percentages(self) -> dict[str, list[tuple[str, str]]]:
        """Id and name of every percentage by its printed number."""
        percentages: dict[str, list[tuple[str, str]]] = {}
        for (indicator, entry), unit in zip(self.entries, self.units, strict=True):
            if unit == "percent" and entry.number is not None:
                percentages.setdefault(entry.number, []).append((indicator.id, entry.names[0]))
        return percentages

    def candidates(self, printed: Printed) -> list[Match]:
        """Every indicator of the family with its score for what is printed, best first.

        A number counts less than a name: where a name is exactly that of an indicator, the others fall behind,
        for numbers change from year to year.
        """
        if printed not in self._ranked:
            self._ranked[printed] = self._rank(printed)
        return list(self._ranked[printed])

    def speaks_of_another(self, name: str, indicator: str) -> bool:
        """Whether a legible name cannot be that of an indicator, though its number agrees."""
        names = [name for i, entry in self.entries if i.id == indicator for name in entry.names]
        return self._wording.speaks_of_another(name, names, numbers_agree=True)

    def at_most(self, number: str, name: str) -> float:
        """The most that a printed number and name alone can score: all else that is looked at takes away."""
        return float(self._score(number, name).max(initial=0.0))

    def _alike_to(self, name: str) -> Floats:
        """For every entry how alike its most similar name is to a printed one."""
        if name not in self._alike:
            every = self._names.to(name)
            self._alike[name] = np.maximum.reduceat(every, self._starts) if self.entries else every
        return self._alike[name]

    def _agreement(self, number: str) -> Floats:
        """For every entry how well its number agrees with a printed one."""
        if number not in self._agreements:
            self._agreements[number] = self._numbers.agreement(number)
        return self._agreements[number]

    def _units_fit(self, unit: str | None) -> Flags:
        """For every entry whether figures of a printed unit can be its."""
        if unit not in self._fits:
            self._fits[unit] = np.array([units_agree(own, unit) for own in self.units], dtype=bool)
        return self._fits[unit]

    def _elsewhere(self, page: str | None) -> Flags:
        """For every entry whether it stands on another kind of page."""
        if page not in self._other_page:
            others = [bool(page and e.page and e.page != page) for _, e in self.entries]
            self._other_page[page] = np.array(others, dtype=bool)
        return self._other_page[page]

    def _score(self, number: str, name: str) -> Floats:
        """How well a printed number and name speak for every entry, 0 to 1."""
        if name and number:
            return _NAME * self._alike_to(name) + _NUMBER * self._agreement(number)
        return self._alike_to(name) if name else _NUMBER_ALONE * self._agreement(number)

    def _rank(self, printed: Printed) -> list[Match]:
        """The entries worth a look with their scores, best first; all of them where no name is printed."""
        if not self.entries:
            return []
        number, name = printed.number or "", printed.name
        fits, agreement = self._units_fit(printed.unit), self._agreement(number)
        score = self._score(number, name) - _AGAINST * ~fits - _ELSEWHERE * self._elsewhere(printed.page)
        if len(name.split()) >= _WORDS_OF_A_NAME:
            exact = self._alike_to(name) >= EXACTLY
            score = score - _AGAINST * ~exact if (exact & fits).any() else score
        worth = score > min(_NOTHING, score.max() - _ALL_BUT_EQUAL) if name else np.ones(len(score), dtype=bool)
        same = agreement >= SAME_BUT_A_ZERO
        places = np.flatnonzero(worth).tolist()
        ranked = [self._match(name, place, float(score[place]), bool(same[place])) for place in places]
        return sorted(ranked, key=lambda m: (-m.score, m.number or "", m.indicator))

    def _match(self, name: str, place: int, score: float, same_number: bool) -> Match:
        """An entry with its score, less where the words of the printed name speak of another measure."""
        indicator, entry = self.entries[place]
        look = name and score > (_WORTH_A_LOOK if same_number else _WORTH_A_LOOK_BY_NAME)
        if look and self._wording.speaks_of_another(name, entry.names, numbers_agree=same_number):
            score -= _AGAINST
        return Match(indicator.id, entry.number, entry.names[0], self.units[place], entry.basis, round(score, 4))


def units_agree(entry_unit: str, printed_unit: str | None) -> bool:
    """Whether figures of a printed unit can be of an indicator's unit; ``number`` stands for any but percent."""
    if printed_unit is None:
        return True
    if printed_unit in ("percent", "ratio"):
        return entry_unit in ("percent", "ratio")
    if printed_unit == "number":
        return entry_unit != "percent"
    return entry_unit == printed_unit


def unit_of(indicator: Indicator, entry: PrintedName) -> str:
    return entry.unit or indicator.unit


def derived_id(number: str | None, name: str) -> str:
    """An id for an indicator the registry does not know: made of its name, marked as unknown."""
    words = _FALLBACK.sub("_", normalise(name)).strip("_")[:_LONGEST_ID].strip("_")
    return f"unknown_{words or _FALLBACK.sub('_', (number or 'x').lower())}"
