"""Which indicator a printed number and name stand for.

Numbers and names are both damaged, so they are judged together: how alike the name is to the spellings
the registry knows, whether the number agrees (a lost trailing zero is the commonest damage), and the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from scorecard.clean.names.wording import Wording, normalise
from scorecard.registry import Registry
from scorecard.registry.models import Indicator, PrintedName

_NUMBER = re.compile(r"^\W*(\d{1,2})\s*[.,·]\s*(\d{1,2})\b|^\d\.[A-Z]\d")
_FALLBACK = re.compile(r"[^a-z0-9]+")
_NOT_A_DIGIT = re.compile(r"\D")
_LATIN = str.maketrans("ΗΑΒΕαβ", "HABEab")
# below these no row or column takes an indicator, so its words need no look
_WORTH_A_LOOK = 0.4
_WORTH_A_LOOK_BY_NAME = 0.5
_NOTHING = 0.1
Floats = npt.NDArray[np.float64]
_EXACTLY = 0.995
_CUT_OFF = 0.96
_OTHER_ORDER = 0.92
_MISSING = 0.02
"""Of two names that hold a printed part the one that lacks less of it is a little likelier."""
_SHORTEST_CUT = 12


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


class FamilyNames:
    """The names of one family, compared with a printed name all at once and each printed name once."""

    def __init__(self, registry: Registry, family: str) -> None:
        self.entries = registry.named(family)
        self.units = [unit_of(indicator, entry) for indicator, entry in self.entries]
        self._names = [normalise(name) for _, entry in self.entries for name in entry.names]
        self._in_order = [_in_order(name) for name in self._names]
        self._lengths = np.array([len(name) for name in self._names], dtype=np.float64)
        self._starts = np.cumsum([0, *(len(entry.names) for _, entry in self.entries)])[:-1]
        self._known: dict[str, Floats] = {}
        self._agreements: dict[str, Floats] = {}
        self._fits: dict[str | None, npt.NDArray[np.bool_]] = {}
        self._other_page: dict[str | None, npt.NDArray[np.bool_]] = {}
        self._numbered = np.array([1.0 if entry.number else 0.0 for _, entry in self.entries])
        self.ranked: dict[tuple[str | None, str, str | None, str | None], list[Match]] = {}

    @cached_property
    def percentages(self) -> dict[str, list[tuple[str, str]]]:
        """Id and name of every percentage by its printed number."""
        found: dict[str, list[tuple[str, str]]] = {}
        for (indicator, entry), unit in zip(self.entries, self.units, strict=True):
            if unit == "percent" and entry.number is not None:
                found.setdefault(entry.number, []).append((indicator.id, entry.names[0]))
        return found

    def alike(self, printed: str) -> Floats:
        """For every entry how alike its most similar name is to ``printed``."""
        found = self._known.get(printed)
        if found is None:
            found = np.zeros(len(self.entries))
            if self._names:
                every = _similarities(normalise(printed), self._names, self._in_order, self._lengths)
                found = np.maximum.reduceat(every, self._starts)
            self._known[printed] = found
        return found

    def agreement(self, number: str) -> Floats:
        """For every entry how well its number agrees with a printed one: ``number_agreement``, all at once."""
        found = self._agreements.get(number)
        if found is None:
            found = np.zeros(len(self.entries))
            known = {e.number for _, e in self.entries if e.number} if number else set()
            agrees = {k: value for k in known if (value := number_agreement(number, k))}
            if agrees:
                found = np.array([agrees.get(e.number or "", 0.0) for _, e in self.entries])
            self._agreements[number] = found
        return found

    def units_fit(self, unit: str | None) -> npt.NDArray[np.bool_]:
        """For every entry whether figures of a printed unit can be its."""
        if unit not in self._fits:
            self._fits[unit] = np.array([units_agree(own, unit) for own in self.units], dtype=bool)
        return self._fits[unit]

    def elsewhere(self, page: str | None) -> npt.NDArray[np.bool_]:
        """For every entry whether it stands on another kind of page."""
        if page not in self._other_page:
            others = [bool(page and e.page and e.page != page) for _, e in self.entries]
            self._other_page[page] = np.array(others, dtype=bool)
        return self._other_page[page]

    def score(self, number: str, name: str) -> Floats:
        """How well a printed number and name speak for every entry, 0 to 1."""
        if name and number:
            return 0.75 * self.alike(name) + 0.25 * self.agreement(number) * self._numbered
        return self.alike(name) if name else 0.8 * self.agreement(number)


def names_of(registry: Registry, family: str) -> FamilyNames:
    """The names of a family, prepared once for a registry."""
    prepared = registry.made(_prepared)
    if family not in prepared:
        prepared[family] = FamilyNames(registry, family)
    return prepared[family]


def _prepared(_: Registry) -> dict[str, FamilyNames]:
    """The families of a registry whose names have been asked for."""
    return {}


def printed_number(text: str) -> str | None:
    """The indicator number a cell prints, ``6.1`` or ``1.F1(b)``, or null if it prints none."""
    text = text.strip().replace(" OLD", "")
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


def wording_of(registry: Registry) -> Wording:
    """The wording of a registry, made once for it."""
    return registry.made(Wording)


def candidates(
    registry: Registry, family: str, number: str | None, name: str, unit: str | None, page: str | None = None
) -> list[Match]:
    """Every indicator of a family with its score for a printed number, name and unit, best first.

    A number counts less than a name: where a name is exactly that of an indicator, the others fall behind,
    for numbers change from year to year.
    """
    names = names_of(registry, family)
    asked = (number, name, unit, page)
    if asked not in names.ranked:
        names.ranked[asked] = _rank(names, wording_of(registry), number or "", name, unit, page)
    return list(names.ranked[asked])


def _rank(
    names: FamilyNames, wording: Wording, number: str, name: str, unit: str | None, page: str | None
) -> list[Match]:
    """The entries worth a look with their scores, best first; all of them where no name is printed."""
    if not names.entries:
        return []
    fits, agreement = names.units_fit(unit), names.agreement(number)
    score = names.score(number, name) - 0.5 * ~fits - 0.1 * names.elsewhere(page)
    if name and len(name.split()) >= 3:
        exact = names.alike(name) >= _EXACTLY
        if (exact & fits).any():
            score = score - 0.5 * ~exact
    found = []
    worth = np.flatnonzero(score > min(_NOTHING, score.max() - 1e-9)) if name else range(len(names.entries))
    for place in worth:
        indicator, entry = names.entries[place]
        here, same = float(score[place]), bool(agreement[place] >= 0.8)
        look = name and here > (_WORTH_A_LOOK if same else _WORTH_A_LOOK_BY_NAME)
        if look and wording.speaks_of_another(name, entry.names, numbers_agree=same):
            here -= 0.5
        found.append(Match(indicator.id, entry.number, entry.names[0], names.units[place], entry.basis, round(here, 4)))
    return sorted(found, key=lambda m: (-m.score, m.number or "", m.indicator))


def derived_id(number: str | None, name: str) -> str:
    """An id for an indicator the registry does not know: made of its name, marked as unknown."""
    words = _FALLBACK.sub("_", normalise(name)).strip("_")[:48].strip("_") or _FALLBACK.sub(
        "_", (number or "x").lower()
    )
    return f"unknown_{words}"
