"""Numbers as running text prints them: with a sign, a pound, a per cent or "FTE", each a number of its own.

Texts are in lower case; ``#`` stands for a digit that was blotted out because it names something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scorecard.text.numbers import FULL_NUMBER, IN_WORDS, NUMBER_WORDS, SCALES, number_in_words
from scorecard.text.phrases import holds_one

BLOT = "#"
_NUMBER = re.compile(
    rf"""(?P<sign>(?:(?<=\()|(?<=\s)|(?<=^))[+\-−](?=£?\d))?
    (?P<gbp>£\s?)?
    (?P<digits>{FULL_NUMBER})
    (?:(?P<scale>\s?(?:{"|".join(SCALES)})(?![a-z]))|(?P<fte>\s?(?:fte|wte)\b))?(?![a-z{BLOT}\d]|[.,']\d)
    (?P<percent>\s?%|\s?per\s?cent\b)?""",
    re.VERBOSE,
)
_IN_WORDS = re.compile(rf"(?<![\w-])({IN_WORDS})(?=\s)(\s+per\s?cent\b)?")
_GOES_ON_BEFORE = re.compile(rf"[{BLOT}\w]$|{BLOT}[.,/-]$|\d[.,']$")
_GOES_ON_AFTER = re.compile(rf"[/-]{BLOT}|{BLOT}|\.{BLOT}|[a-z]")
_UNITS = ("percent", "gbp", "fte")
_LONGEST_NUMBER = 15
"""Digits and stops beyond which a number is damage: nothing in a pack is counted in such numbers."""


@dataclass(frozen=True)
class Figure:
    """A number in a text: first and last place, the print without blanks, its value and unit; a bare one counts."""

    start: int
    end: int
    text: str
    value: float
    unit: str = "count"

    @property
    def is_share(self) -> bool:
        return self.unit == "percent"

    @property
    def is_count(self) -> bool:
        return self.unit == "count" and self.value >= 0 and self.value == int(self.value) and self.text[0].isalnum()


def figures_in(masked: str, text: str) -> Iterator[Figure]:
    """The numbers of a masked text, with the units printed with them; ``text`` is the same one with its capitals."""
    return (_figure(match, text) for match in _NUMBER.finditer(masked) if _stands_alone(match))


def figures_in_words(lower: str, text: str) -> Iterator[Figure]:
    """The numbers below a thousand that a text prints in words: ``Twenty-three``, ``sixty per cent``."""
    for match in _IN_WORDS.finditer(lower) if holds_one(NUMBER_WORDS, lower) else ():
        start, last = match.span(1)
        printed, unit = (text[start:last] + "%", "percent") if match[2] else (text[start:last], "count")
        yield Figure(start, match.end(), printed, float(number_in_words(match[1])), unit)


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether the digits are a number of their own, not the tail of a code or of a blotted one."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    goes_on = _GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(match.string, match.end())
    return not goes_on and len(match["digits"]) <= _LONGEST_NUMBER


def _figure(match: re.Match[str], text: str) -> Figure:
    scale = match["scale"] if match["gbp"] else None
    value = float(match["digits"].replace(",", "").replace("'", "")) * SCALES.get((scale or "").strip(), 1.0)
    value = -value if match["sign"] in ("-", "−") else value
    last = match.end("scale" if scale else "digits")
    printed = text[match.start() : last].replace(" ", "") + ("%" if match["percent"] else "")
    unit = next((unit for unit in _UNITS if match[unit]), "count")
    return Figure(match.start(), match.end(), printed, round(value, 6), unit)
