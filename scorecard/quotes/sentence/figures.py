"""The figures printed in a sentence, in printed order, with what is printed round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from scorecard.quotes.sentence.masks import masked as masked_text
from scorecard.quotes.vocabulary.signs import Scan, lower_of
from scorecard.quotes.vocabulary.wordings import Wordings, says_one
from scorecard.text.numbers import FULL_NUMBER, SCALES

_NUMBER = re.compile(
    rf"""(?P<sign>(?:(?<=\()|(?<=\s)|(?<=^))[+\-−](?=£?\d))?
    (?P<pound>£\s?)?
    (?P<digits>{FULL_NUMBER})
    (?:(?P<scale>k|m|bn)|(?P<fte>\s?(?:fte|wte)\b))?(?![a-z#\d]|[.,']\d)
    (?P<share>\s?%|\s?per\s?cent\b)?""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_GOES_ON_BEFORE = re.compile(r"[#\w]$|#[.,/-]$|\d[.,']$")
_GOES_ON_AFTER = re.compile(r"[/-]#|#|\.#|[a-z]")
_RATES = ("rate_per_10k", "rate_per_100k")
_PRINTED_UNITS = {"share": "percent", "pound": "gbp", "fte": "fte"}
_SAID_UNITS = ("days", "rate_per_100k", "rate_per_10k")
_FROM_TWO = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {word: number for number, word in enumerate(_FROM_TWO, start=2)}
"""Numbers that are read where they are printed in words."""
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})(?=\s)")
DASHES = ("-", "–")
_LONGEST_NUMBER = 15
"""Digits and stops beyond which a number is damage: nothing in a pack is counted in such numbers."""
_NEAR = 90
"""Letters before a figure in which words such as "per 10,000" are of it."""


@dataclass(frozen=True)
class Figure:
    """A printed number: its place in the sentence, the print, its value and unit."""

    start: int
    end: int
    text: str
    value: float
    unit: str

    @property
    def is_share(self) -> bool:
        return self.unit == "percent"

    @property
    def is_count(self) -> bool:
        return self.unit == "count" and self.value >= 0 and self.value == int(self.value) and self.text[0].isalnum()


@dataclass(frozen=True)
class Line:
    """A sentence with its figures and signs, and the wordings it was read with; ``lower`` is it in lower case.

    ``masked`` is that with the digits of everything else blotted out: what stands before and after a figure is of it.
    """

    text: str
    lower: str
    masked: str
    figures: tuple[Figure, ...]
    says: Wordings
    scan: Scan

    def before(self, index: int) -> str:
        """The words between the figure before and this one."""
        start = self.figures[index - 1].end if index else 0
        return self.masked[start : self.figures[index].start]

    def after(self, index: int) -> str:
        """The words between this figure and the next one."""
        end = self.figures[index + 1].start if index + 1 < len(self.figures) else len(self.masked)
        return self.masked[self.figures[index].end : end]

    def up_to(self, index: int) -> str:
        return self.masked[: self.figures[index].start]

    def beyond(self, index: int) -> str:
        return self.masked[self.figures[index].end :]


def read_line(text: str, as_at: date, says: Wordings) -> Line:
    """Find the figures of one sentence."""
    lower = lower_of(text)
    masked = masked_text(lower, as_at, says) if _DIGIT.search(text) else lower
    numbers = _NUMBER.finditer(masked) if _DIGIT.search(masked) else ()
    figures = [_figure(match, text, says) for match in numbers if _stands_alone(match)]
    figures += [_in_words(match, text) for match in _counts_in_words(masked, says)]
    figures.sort(key=lambda figure: figure.start)
    scan = says.lexicon.scan(text) if figures else Scan(text, ())
    return Line(text, lower, masked, tuple(_with_unit_of_neighbour(figures, masked, says)), says, scan)


def has_figures(text: str, says: Wordings) -> bool:
    """Whether a text may hold a figure."""
    return bool(_DIGIT.search(text) or _counts_in_words(text.lower(), says))


def _counts_in_words(lower: str, says: Wordings) -> list[re.Match[str]]:
    """``nine adoptions``: a number in words is read only before a few things that reports count so."""
    if not says_one(_FROM_TWO, lower):
        return []
    return [word for word in _NUMBER_WORD.finditer(lower) if says.after("counted in words", lower[word.end() :])]


def is_caseload(line: Line, index: int) -> bool:
    """Whether a bare number counts the cases of one worker: ``caseloads fell from 26``, ``cases per worker: 12.9``."""
    before = line.before(index)
    if index and before.strip() in DASHES:
        return is_caseload(line, index - 1)
    return line.says.before("caseload", before) is not None


def _with_unit_of_neighbour(figures: Sequence[Figure], masked: str, says: Wordings) -> list[Figure]:
    """``between 89 and 108%`` are both percentages; a decimal after a rate is a rate too."""
    known, end = list(figures), 0
    for place, (first, second) in enumerate(pairwise(figures)):
        gap, before, end = masked[first.end : second.start].strip(), masked[end : first.start], first.end
        if gap in DASHES or (gap in ("and", "to") and says.before("between", before)):
            known[place] = replace(first, unit=second.unit) if first.unit == "count" else first
        if known[place].unit in _RATES and second.unit == "count" and "." in second.text:
            known[place + 1] = replace(second, unit=known[place].unit)
    return known


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether the digits are a number of their own, not the tail of a code or of a blotted one."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    goes_on = _GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(match.string, match.end())
    return not goes_on and len(match["digits"]) <= _LONGEST_NUMBER


def _figure(match: re.Match[str], text: str, says: Wordings) -> Figure:
    scale = match["scale"] if match["pound"] else None
    value = float(re.sub(r"[,']", "", match["digits"])) * SCALES.get(scale or "", 1.0)
    value = -value if match["sign"] in ("-", "−") else value
    last = match.end("scale" if scale else "digits")
    printed = text[match.start() : last].replace(" ", "") + ("%" if match["share"] else "")
    return Figure(match.start(), match.end(), printed, round(value, 6), _unit(match, says))


def _in_words(match: re.Match[str], text: str) -> Figure:
    start, end = match.span()
    return Figure(start, end, text[start:end], float(NUMBER_WORDS[match.group()]), "count")


def _unit(match: re.Match[str], says: Wordings) -> str:
    """The unit that is printed with a number, else the one that the words near it say."""
    if printed := [unit for part, unit in _PRINTED_UNITS.items() if match[part]]:
        return printed[0]
    after = match.string[match.end() : match.end() + _NEAR]
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    if said := [unit for unit in _SAID_UNITS if says.after(unit, after) or says.before(unit, before)]:
        return said[0]
    return "rate_per_10k" if "." in match["digits"] and says.after("rate near", after) else "count"
