"""The numbers that a report family gives its indicators, as print damages them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from scorecard.text.notes import without_notes

Floats = npt.NDArray[np.float64]

_REMARK = re.compile(r" [A-Z]{3}$")
"""What may stand behind a number, such as NEW."""
_IN_DIGITS = re.compile(r"\d{1,2}\.\d{1,2}")
_IN_LETTERS = re.compile(r"\d\.[A-ZΑ-Ω]\d?(?:\([a-zα-ω]\))?")
_NOT_A_DIGIT = re.compile(r"\D")
_LATIN = str.maketrans("ΗΑΒΕαβ", "HABEab")
SAME_BUT_A_ZERO = 0.8
"""How well a number agrees that lost its trailing zero."""
_SAME_DIGITS = 0.4


def printed_number(text: str) -> str | None:
    """The indicator number a cell prints, ``6.1`` or ``1.F1(b)``, without a note; null if it prints none."""
    text = _REMARK.sub("", without_notes(text.strip()))
    return text if _IN_DIGITS.fullmatch(text) or _IN_LETTERS.fullmatch(text) else None


@lru_cache(maxsize=5_000)
def _latin_and_digits(number: str) -> tuple[str, str]:
    """A number in Latin letters without the sign of a note, and its digits alone."""
    latin = without_notes(number).translate(_LATIN)
    return latin, _NOT_A_DIGIT.sub("", latin)


class KnownNumbers:
    """The numbers of entries, null for one without, with which a printed one is compared all at once."""

    def __init__(self, numbers: Sequence[str | None]) -> None:
        self._count = len(numbers)
        self._same: dict[str, list[int]] = {}
        self._digits: dict[str, list[int]] = {}
        for place, number in enumerate(numbers):
            if number is not None:
                digits = _latin_and_digits(number)[1]
                self._same.setdefault(number, []).append(place)
                for known in {digits, digits.rstrip("0")}:
                    self._digits.setdefault(known, []).append(place)

    def agreement(self, printed: str) -> Floats:
        """How well each agrees with a printed number: ``number_agreement``."""
        agreement = np.zeros(self._count)
        if printed:
            latin, digits = _latin_and_digits(printed)
            agreement[self._digits.get(digits, []) if digits else []] = _SAME_DIGITS
            agreement[self._same.get(latin + "0", [])] = SAME_BUT_A_ZERO
            agreement[self._same.get(latin, [])] = 1.0
        return agreement


@lru_cache(maxsize=50_000)
def number_agreement(printed: str, known: str | None) -> float:
    """1 for the same number, 0.8 for one that lost its trailing zero, 0.4 for the same digits, else 0."""
    if known is None or not printed:
        return 0.0
    latin, digits = _latin_and_digits(printed)
    if latin == known:
        return 1.0
    if latin + "0" == known:
        return SAME_BUT_A_ZERO
    known_digits = _latin_and_digits(known)[1]
    return _SAME_DIGITS if digits and digits in (known_digits, known_digits.rstrip("0")) else 0.0
