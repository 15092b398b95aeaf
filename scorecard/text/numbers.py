"""How packs print numbers: the pieces of which every pattern of a figure is composed.

The pieces have no groups, so that a pattern says itself what it takes out (``rf"({NUMBER}){OF}({NUMBER})"``), and
only classes that polars and Python read alike. They expect single blanks, as ``plain`` gives them.
"""

from __future__ import annotations

import re
from functools import lru_cache

DIGITS = r"(?:[0-9]{1,3}(?:[,'][0-9]{3})+|[0-9]+)"
"""A whole number; thousands are divided by commas, or by what text recognition makes of a comma."""
FULL_NUMBER = rf"(?:{DIGITS}(?:\.[0-9]+)?)"
"""A number with a digit before its stop: in a sentence ``.98`` is the end of the one before, and 98."""
NUMBER = rf"(?:{FULL_NUMBER}|\.[0-9]+)"
"""A number as it should be printed: ``603``, ``1,651``, ``65.5``, ``.5``; in ``1,65`` only the 1 is one."""
ROUGH_NUMBER = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?)"
"""What damage leaves of a number, commas anywhere: enough to see a figure, not to read it."""
GARBLED_NUMBER = re.compile(r"(?=.*\d)[\dOIlSB.,/()-]+(?: [\dOIlSB.,/()-]+)*%?")
"""Digits, of any script, that make no figure: 12 34, 5O3, (18), a date."""
DECIMALS = r"\.([0-9]+)"
"""The decimals of a number, to be counted: the one piece with a group."""
MINUS = "[-‐-―−]"
"""A minus sign: a hyphen, or a dash of another code point."""
SIGN = "[-‐-―−+]"
PERCENT = " ?%"
POUND = "£ ?"
OUT_OF = " ?(?:[oO][fF]|[oO]ut [oO]f) ?"
OF = f"(?:{OUT_OF}| ?/ ?)"
"""Between the x and the y of ``144 of 220``, ``4 out of 5``, ``581/603``."""
TO = r" ?[-‐-―] ?"
"""Between the ends of a range: ``14-20``."""
BELOW = "(?:[<≤] ?=?|(?i:fewer than|less than|under|below|up to|at most|no more than))"
"""Before the most that a figure may be: ``<5``, ``fewer than 5``."""
ABOVE = "(?:[>≥] ?=?|(?i:more than|over|above|at least|no fewer than|no less than))"
"""Before the least that a figure may be: ``>95%``, ``at least 10``."""
OR_LESS = " (?i:or|and) (?i:fewer|less|under|below)"
OR_MORE = r"(?: ?\+| (?i:or|and) (?i:more|over|above))"
"""Behind the most, or the least: ``5 or fewer``, ``10+``, ``10 or more``."""

SCALES = {"million": 1_000_000.0, "billion": 1_000_000_000.0, "k": 1_000.0, "m": 1_000_000.0, "bn": 1_000_000_000.0}
"""What a letter right behind a sum of money multiplies it by."""
_TO_NINE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TO_NINETEEN = (
    *_TO_NINE,
    "ten",
    "eleven",
    "twelve",
    *(f"{w}teen" for w in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_BELOW_20 = f"(?:{'|'.join(sorted(_TO_NINETEEN, key=len, reverse=True))})"
_BELOW_100 = f"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_TO_NINE)}))?|{_BELOW_20})"
IN_WORDS = f"(?:(?:{'|'.join(_TO_NINE)}) hundred(?: and {_BELOW_100})?|{_BELOW_100})"
"""A number below a thousand in words, in lower case: ``nine``, ``twenty-three``, ``one hundred and twelve``."""
NUMBER_WORDS = (*_TO_NINETEEN[1:], *_TENS, "hundred")
"""What a text must hold for a number in words to stand in it; ``one`` alone is seldom a number."""

_OF_WORDS = re.compile(r"[a-z]+")
_NOT_OF_THE_VALUE = re.compile(r"[,'\s£%+]")
_NUMBER = re.compile(NUMBER)
_DECIMALS = re.compile(DECIMALS)
_MINUS = re.compile(MINUS)
_WHOLE = re.compile(rf"{SIGN}?(?:{POUND})?{SIGN}?{NUMBER}(?:{PERCENT})?")


def number_of(text: str) -> float | None:
    """The number that a text prints, with its sign; null for a text that is anything more or less than one number.

    >>> number_of("1,651"), number_of("−£139"), number_of("65.5 %"), number_of("1,65")
    (1651.0, -139.0, 65.5, None)
    """
    return float(_MINUS.sub("-", _NOT_OF_THE_VALUE.sub("", text))) if _WHOLE.fullmatch(text) else None


@lru_cache(maxsize=10_000)
def number_in_words(words: str) -> int:
    """The number that IN_WORDS found.

    >>> number_in_words("twelve"), number_in_words("Twenty-three"), number_in_words("one hundred and twelve")
    (12, 23, 112)
    """
    ones, tens = {word: n for n, word in enumerate(_TO_NINETEEN, 1)}, {word: n for n, word in enumerate(_TENS, 2)}
    parts = _OF_WORDS.findall(words.lower())
    hundreds = ones[parts[0]] if "hundred" in parts else 0
    rest = parts[2:] if hundreds else parts
    return 100 * hundreds + sum(ones.get(part, 10 * tens.get(part, 0)) for part in rest)


def leading_number(text: str) -> float | None:
    """The number that a text begins with, whatever follows; null where it begins with none."""
    number = _NUMBER.match(text)
    return number_of(number[0]) if number else None


def decimals_of(text: str) -> int:
    """How many decimals the first number of a text that has some is printed with: 2 for ``6.50%``; 0 if none has."""
    decimals = _DECIMALS.search(text)
    return len(decimals[1]) if decimals else 0
