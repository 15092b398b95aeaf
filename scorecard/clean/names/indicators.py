"""Which indicator a printed number and name stand for.

Numbers and names are both damaged, so they are judged together: how alike the name is to the spellings
the registry knows, whether the number agrees (a lost trailing zero is the commonest damage), and the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from scorecard.clean.names.wording import Wording, normalise
from scorecard.registry import Registry
from scorecard.registry.models import Indicator, PrintedName

_REMARK = re.compile(r" [A-Z]{3}$")
"""What may stand behind a number, such as NEW."""
_FALLBACK = re.compile(r"[^a-z0-9]+")
_NOT_A_DIGIT = re.compile(r"\D")
_LATIN = str.maketrans("ΗΑΒΕαβ", "HABEab")
# below these no row or column takes an indicator, so its words need no look
_WORTH_A_LOOK = 0.4
_WORTH_A_LOOK_BY_NAME = 0.5
_NOTHING = 0.1
Key = tuple[str, str | None]
"""An indicator and the number under which a family prints it."""
BY_NAME_ALONE = 0.735
"""What a printed name scores that is exactly an indicator's, but stands beside the number of another."""
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_EXACTLY = 0.995
_CUT_OFF = 0.96
_OTHER_ORDER = 0.92
_MISSING = 0.02
"""Of two names that hold a printed part the one that lacks less of it is a little likelier."""
_SHORTEST_CUT = 12


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


@lru_cache(maxsize=20_000)
def similarity(printed: str, known: str) -> float:
    """How alike two names are, 0 to 1; a printed label that was cut off counts nearly fully."""
    left, right = normalise(printed), normalise(known)
    if not left or not right:
        return 0.0
    whole = fuzz.ratio(left, right)
    best = max(whole, _OTHER_ORDER * fuzz.token_sort_ratio(left, right))
    if len(left) >= _SHORTEST_CUT and len(left) < 1.1 * len(right):
        best = max(best, _CUT_OFF * fuzz.partial_ratio(left, right) - _MISSING * (100 - whole))
    return best / 100


def _in_order(name: str) -> str:
    """The words of a name in the order of the alphabet, so that names compare whatever their order."""
    return " ".join(sorted(name.split()))


def _similarities(printed: str, known: list[str], in_order: list[str], lengths: Floats) -> Floats:
    """``similarity`` of one normalised name to many: the best of letters, of a part, of words in another order.

    Parts are not compared where one of the names is exactly the printed one: that is dear, and tells nothing more.
    """
    if not printed:
        return np.zeros(len(known))
    one = [printed]
    whole = cdist(one, known, scorer=fuzz.ratio, dtype=np.float64)[0]
    sorted_words = cdist([_in_order(printed)], in_order, scorer=fuzz.ratio, dtype=np.float64)[0]
    best = np.maximum(whole, _OTHER_ORDER * sorted_words)
    cut = (len(printed) >= _SHORTEST_CUT) & (len(printed) < 1.1 * lengths)
    if cut.any() and best.max() < 100 * _EXACTLY:
        parts = cdist(
            one, [name for name, c in zip(known, cut, strict=True) if c], scorer=fuzz.partial_ratio, dtype=np.float64
        )
        best[cut] = np.maximum(best[cut], _CUT_OFF * parts[0] - _MISSING * (100 - whole[cut]))
    best[lengths == 0] = 0.0
    return best / 100


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
        self._names = [normalise(name) for _, entry in self.entries for name in entry.names]
        self._in_order = [_in_order(name) for name in self._names]
        self._lengths = np.array([len(name) for name in self._names], dtype=np.float64)
        self._starts = np.cumsum([0, *(len(entry.names) for _, entry in self.entries)])[:-1]
        self._has_number = np.array([1.0 if entry.number else 0.0 for _, entry in self.entries])
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
        alike = self._alike.get(name)
        if alike is None:
            alike = np.zeros(len(self.entries))
            if self._names:
                every = _similarities(normalise(name), self._names, self._in_order, self._lengths)
                alike = np.maximum.reduceat(every, self._starts)
            self._alike[name] = alike
        return alike

    def _agreement(self, number: str) -> Floats:
        """For every entry how well its number agrees with a printed one: ``number_agreement``, all at once."""
        agreement = self._agreements.get(number)
        if agreement is None:
            agreement = np.zeros(len(self.entries))
            known = {e.number for _, e in self.entries if e.number} if number else set()
            agrees = {k: value for k in known if (value := number_agreement(number, k))}
            if agrees:
                agreement = np.array([agrees.get(e.number or "", 0.0) for _, e in self.entries])
            self._agreements[number] = agreement
        return agreement

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
            return 0.75 * self._alike_to(name) + 0.25 * self._agreement(number) * self._has_number
        return self._alike_to(name) if name else 0.8 * self._agreement(number)

    def _rank(self, printed: Printed) -> list[Match]:
        """The entries worth a look with their scores, best first; all of them where no name is printed."""
        if not self.entries:
            return []
        number, name = printed.number or "", printed.name
        fits, agreement = self._units_fit(printed.unit), self._agreement(number)
        score = self._score(number, name) - 0.5 * ~fits - 0.1 * self._elsewhere(printed.page)
        if name and len(name.split()) >= 3:
            exact = self._alike_to(name) >= _EXACTLY
            if (exact & fits).any():
                score = score - 0.5 * ~exact
        worth = np.flatnonzero(score > min(_NOTHING, score.max() - 1e-9)) if name else range(len(self.entries))
        ranked = [self._match(name, int(place), float(score[place]), bool(agreement[place] >= 0.8)) for place in worth]
        return sorted(ranked, key=lambda m: (-m.score, m.number or "", m.indicator))

    def _match(self, name: str, place: int, score: float, same_number: bool) -> Match:
        """An entry with its score, less where the words of the printed name speak of another measure."""
        indicator, entry = self.entries[place]
        look = name and score > (_WORTH_A_LOOK if same_number else _WORTH_A_LOOK_BY_NAME)
        if look and self._wording.speaks_of_another(name, entry.names, numbers_agree=same_number):
            score -= 0.5
        return Match(indicator.id, entry.number, entry.names[0], self.units[place], entry.basis, round(score, 4))


def printed_number(text: str) -> str | None:
    """The indicator number a cell prints, ``6.1`` or ``1.F1(b)``, or null if it prints none."""
    text = _REMARK.sub("", text.strip())
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", text) or re.fullmatch(r"\d\.[A-ZΑ-Ω]\d?(?:\([a-zα-ω]\))?", text):
        return text
    return None


@lru_cache(maxsize=5_000)
def _latin_and_digits(number: str) -> tuple[str, str]:
    """A number in Latin letters, and its digits alone."""
    latin = number.translate(_LATIN)
    return latin, _NOT_A_DIGIT.sub("", latin)


@lru_cache(maxsize=50_000)
def number_agreement(printed: str, known: str | None) -> float:
    """1 for the same number, 0.8 for one that lost its trailing zero, 0.4 for the same digits, else 0."""
    if known is None or not printed:
        return 0.0
    latin, digits = _latin_and_digits(printed)
    if latin == known:
        return 1.0
    if latin + "0" == known:
        return 0.8
    known_digits = _latin_and_digits(known)[1]
    return 0.4 if digits and digits in (known_digits, known_digits.rstrip("0")) else 0.0


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
    words = _FALLBACK.sub("_", normalise(name)).strip("_")[:48].strip("_") or _FALLBACK.sub(
        "_", (number or "x").lower()
    )
    return f"unknown_{words}"
