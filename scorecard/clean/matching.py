"""Which indicator a printed number and name stand for.

Numbers and names are both damaged, so they are judged together: how alike the name is to the spellings
the registry knows, whether the number agrees (a lost trailing zero is the commonest damage), and the unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from scorecard.clean.wording import Wording, normalise
from scorecard.registry import Registry
from scorecard.registry.models import FamilyName, Indicator

_NUMBER = re.compile(r"^\W*(\d{1,2})\s*[.,·]\s*(\d{1,2})\b|^\d\.[A-Z]\d")
_FALLBACK = re.compile(r"[^a-z0-9]+")
_WORTH_A_LOOK = 0.4
_EXACTLY = 0.995
_CUT_OFF = 0.96
_OTHER_ORDER = 0.92
_SHORTEST_CUT = 12
_WORDINGS: dict[int, tuple[Registry, Wording]] = {}
_FAMILIES: dict[tuple[int, str], tuple[Registry, FamilyNames]] = {}


@dataclass(frozen=True)
class Match:
    """An indicator found for a printed number and name; ``score`` from 0 (a guess) to 1 (certain)."""

    indicator: str
    number: str | None
    name: str
    unit: str
    basis: str | None
    score: float


@lru_cache(maxsize=20_000)
def similarity(printed: str, known: str) -> float:
    """How alike two names are, 0 to 1; a printed label that was cut off counts nearly fully."""
    left, right = normalise(printed), normalise(known)
    if not left or not right:
        return 0.0
    best = max(fuzz.ratio(left, right), _OTHER_ORDER * fuzz.token_sort_ratio(left, right))
    if len(left) >= _SHORTEST_CUT and len(left) < 1.1 * len(right):
        best = max(best, _CUT_OFF * fuzz.partial_ratio(left, right))
    return best / 100


def _similarities(printed: str, known: list[str]) -> npt.NDArray[np.float64]:
    """``similarity`` of one normalised name to many: the best of letters, of a part, of words in another order."""
    if not printed:
        return np.zeros(len(known))
    lengths = np.array([len(name) for name in known])
    one = [printed]
    whole = cdist(one, known, scorer=fuzz.ratio, dtype=np.float64)[0]
    sorted_words = cdist(one, known, scorer=fuzz.token_sort_ratio, dtype=np.float64)[0]
    best = np.maximum(whole, _OTHER_ORDER * sorted_words)
    cut = (len(printed) >= _SHORTEST_CUT) & (len(printed) < 1.1 * lengths)
    if cut.any():
        parts = cdist(
            one, [name for name, c in zip(known, cut, strict=True) if c], scorer=fuzz.partial_ratio, dtype=np.float64
        )
        best[cut] = np.maximum(best[cut], _CUT_OFF * parts[0])
    best[lengths == 0] = 0.0
    return best / 100


class FamilyNames:
    """The names of one family, compared with a printed name all at once and each printed name once."""

    def __init__(self, registry: Registry, family: str) -> None:
        self.entries = registry.named(family)
        self._names = [normalise(name) for _, entry in self.entries for name in entry.names]
        self._starts = np.cumsum([0, *(len(entry.names) for _, entry in self.entries)])[:-1]
        self._known: dict[str, list[float]] = {}

    def alike(self, printed: str) -> list[float]:
        """For every entry how alike its most similar name is to ``printed``."""
        found = self._known.get(printed)
        if found is None:
            every = _similarities(normalise(printed), self._names) if self._names else np.zeros(0)
            found = np.maximum.reduceat(every, self._starts).tolist() if len(every) else []
            self._known[printed] = found
        return found


def names_of(registry: Registry, family: str) -> FamilyNames:
    """The names of a family, prepared once for a registry."""
    known = _FAMILIES.get((id(registry), family))
    if known is None or known[0] is not registry:
        known = _FAMILIES[id(registry), family] = (registry, FamilyNames(registry, family))
    return known[1]


def printed_number(text: str) -> str | None:
    """The indicator number a cell prints, ``6.1`` or ``1.F1(b)``, or null if it prints none."""
    text = text.strip().replace(" OLD", "")
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", text) or re.fullmatch(r"\d\.[A-ZΑ-Ω]\d?(?:\([a-zα-ω]\))?", text):
        return text
    return None


@lru_cache(maxsize=50_000)
def number_agreement(printed: str, known: str | None) -> float:
    """1 for the same number, 0.8 for one that lost its trailing zero, 0.4 for the same digits, else 0."""
    if known is None or not printed:
        return 0.0
    latin = printed.translate(str.maketrans("ΗΑΒΕαβ", "HABEab"))
    if latin == known:
        return 1.0
    if latin + "0" == known:
        return 0.8
    digits, known_digits = re.sub(r"\D", "", latin), re.sub(r"\D", "", known)
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


def unit_of(indicator: Indicator, entry: FamilyName) -> str:
    return entry.unit or indicator.unit


def wording_of(registry: Registry) -> Wording:
    """The wording of a registry, made once for it."""
    known = _WORDINGS.get(id(registry))
    if known is None or known[0] is not registry:
        known = _WORDINGS[id(registry)] = (registry, Wording(registry))
    return known[1]


def candidates(
    registry: Registry, family: str, number: str | None, name: str, unit: str | None, page: str | None = None
) -> list[Match]:
    """Every indicator of a family with its score for a printed number, name and unit, best first.

    A number counts less than a name: where a name is exactly that of an indicator, the others fall behind,
    for numbers change from year to year.
    """
    wording = wording_of(registry)
    names = names_of(registry, family)
    similar_to = names.alike(name) if name else [0.0] * len(names.entries)
    alike = [(indicator, entry, similar) for (indicator, entry), similar in zip(names.entries, similar_to, strict=True)]
    whole = any(a >= _EXACTLY and units_agree(unit_of(i, e), unit) for i, e, a in alike) and len(name.split()) >= 3
    found = []
    for indicator, entry, similar in alike:
        agrees = number_agreement(number or "", entry.number)
        score = _score(similar, agrees, bool(name), bool(number), bool(entry.number))
        if not units_agree(unit_of(indicator, entry), unit):
            score -= 0.5
        if page and entry.page and entry.page != page:
            score -= 0.1
        if (whole and similar < _EXACTLY) or (
            name and score > _WORTH_A_LOOK and wording.speaks_of_another(name, entry.names, numbers_agree=agrees >= 0.8)
        ):
            score -= 0.5
        found.append(
            Match(indicator.id, entry.number, entry.names[0], unit_of(indicator, entry), entry.basis, round(score, 4))
        )
    return sorted(found, key=lambda m: (-m.score, m.number or "", m.indicator))


def _score(alike: float, agrees: float, has_name: bool, has_number: bool, numbered: bool) -> float:
    if has_name and has_number:
        return 0.75 * alike + (0.25 * agrees if numbered else 0.0)
    if has_name:
        return alike
    return 0.8 * agrees


def derived_id(number: str | None, name: str) -> str:
    """An id for an indicator the registry does not know: made of its name, marked as unknown."""
    words = _FALLBACK.sub("_", normalise(name)).strip("_")[:48].strip("_") or _FALLBACK.sub(
        "_", (number or "x").lower()
    )
    return f"unknown_{words}"
