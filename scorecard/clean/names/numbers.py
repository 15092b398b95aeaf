"""The numbers that a report family gives its indicators, as print damages them."""

from __future__ import annotations

import re
from functools import lru_cache

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
    """The indicator number a cell prints, ``6.1`` or ``1.F1(b)``, or null if it prints none."""
    text = _REMARK.sub("", text.strip())
    return text if _IN_DIGITS.fullmatch(text) or _IN_LETTERS.fullmatch(text) else None


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
        return SAME_BUT_A_ZERO
    known_digits = _latin_and_digits(known)[1]
    return _SAME_DIGITS if digits and digits in (known_digits, known_digits.rstrip("0")) else 0.0
