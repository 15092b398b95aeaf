"""The figures printed in a sentence, in printed order, with what is printed round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from scorecard.quotes.sentence.folded import folded, lower_of
from scorecard.quotes.sentence.masks import mask, says_one

_NUMBER = folded(
    r"""(?P<sign>(?:(?<=\()|(?<=\s)|(?<=^))[+\-−](?=£?\d))?
    (?P<pound>£\s?)?
    (?P<digits>\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?:(?P<scale>k|m|bn)|(?P<fte>\s?(?:FTE|WTE)\b))?(?![A-Za-z#\d]|[.,']\d)
    (?P<share>\s?%|\s?per\s?cent\b)?""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_GOES_ON_BEFORE = re.compile(r"[#\w]$|#[.,/-]$|\d[.,']$")
_GOES_ON_AFTER = re.compile(r"[/-]#|#|\.#|[A-Za-z]")
_SCALE = {"k": 1_000.0, "m": 1_000_000.0, "bn": 1_000_000_000.0}
_RATE_AFTER = folded(
    r"^\s*(?:[\w'’]+\s+){0,6}?(?:per\s+)?(?:10,000|##,###|ten thousand|10\s?k\b|##\s?k\b)"
    r"|^\s*\(?(?:a\s+)?(?:rate\s+)?per\s+(?:10,000|##,###|ten)",
)
_RATE_DIRECTLY = folded(r"\s*\(?(?:a\s+)?(?:rate\s+)?per\s+(?:##,###|ten)")
_RATE_AFTER_100K = folded(r"^\s*(?:[\w'’]+\s+){0,3}?per\s+(?:100,000|###,###)")
_RATE_BEFORE = folded(r"(?:per\s+(?:##,###|ten thousand)|##\s?k)(?!\w)[^.;%]{0,60}(?:\bis|\bat|\bof|\bto|=)\s*$")
_DAYS_AFTER = folded(r"^\s*(?:working\s+)?days?\b")
_CASELOAD = folded(
    r"\b(?:case\s?loads?|cases\s+per\s+(?:[\w’'-]+\s+){0,3}?(?:worker|SW))\b(?:\s+[\w’'-]+){0,6}?\s+(?:(?P<of>of)|from|to|at|is|was|were)"
    r"\s+(?:around\s+|about\s+)?$",
)
_OF_OTHERS = folded(r"\s*(?:children|families|workers?|staff|teams?|young|people|%)")
_BETWEEN = folded(r"\b(?:between|from)\s*$")
_RATES = ("rate_per_10k", "rate_per_100k")
WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "eleven": 11, "twelve": 12}  # fmt: skip
_WORD_COUNT = folded(
    rf"\b(?P<word>{'|'.join(WORDS)})\s+(?=(?:new\s+)?(?:adoptions|approvals|escalations)\b|(?:families"
    rf"|children)\s+and\s+\d)",
)


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
    """A sentence with its figures; ``folded`` is its text in lower case, for patterns that are ``folded``.

    ``masked`` is that with the digits of everything else blotted out: what stands before and after a figure is of it.
    """

    text: str
    folded: str
    masked: str
    figures: tuple[Figure, ...]

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


def read_line(text: str, as_at: date) -> Line:
    """Find the figures of one sentence.

    >>> [figure.text for figure in read_line("In June 2020, 97.5% of 40 reviews", date(2020, 6, 30)).figures]
    ['97.5%', '40']
    """
    masked = mask(text, as_at) if _DIGIT.search(text) else lower_of(text)
    found = []
    if _DIGIT.search(masked):
        found = [_figure(match, text) for match in _NUMBER.finditer(masked) if _stands_alone(match, masked)]
    if says_one(WORDS, masked):
        found += [_in_words(match, text) for match in _WORD_COUNT.finditer(masked)]
    found.sort(key=lambda figure: figure.start)
    return Line(text, lower_of(text), masked, tuple(_with_unit_of_neighbour(found, masked)))


def is_caseload(line: Line, index: int) -> bool:
    """Whether a bare number counts the cases of one worker: ``caseloads fell from 26``, ``cases per worker: 12.9``."""
    before = line.before(index)
    if index and before.strip() in ("-", "–"):
        return is_caseload(line, index - 1)
    found = _CASELOAD.search(before) if "case" in before else None
    return found is not None and (bool(found["of"]) or not _OF_OTHERS.match(line.after(index)))


def _with_unit_of_neighbour(figures: Sequence[Figure], masked: str) -> list[Figure]:
    """``between 89 and 108%`` are both percentages; a decimal after a rate is a rate too."""
    known = list(figures)
    for place in range(len(known) - 1):
        first, second = known[place], known[place + 1]
        gap = masked[first.end : second.start]
        ranged = gap.strip() in ("-", "–") or (gap.strip() in ("and", "to") and _BETWEEN.search(masked[: first.start]))
        if ranged and first.unit == "count":
            known[place] = replace(first, unit=second.unit)
        if first.unit in _RATES and second.unit == "count" and "." in second.text:
            known[place + 1] = replace(second, unit=first.unit)
    return known


def _stands_alone(match: re.Match[str], masked: str) -> bool:
    """Whether the digits are a number of their own, not the tail of a code or of a blotted one."""
    before = masked[max(0, match.start() - 2) : match.start()]
    return not (_GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(masked, match.end()))


def _figure(match: re.Match[str], text: str) -> Figure:
    masked = match.string
    digits = re.sub(r"[,']", "", match["digits"])
    scale = match["scale"] if match["pound"] else None
    value = float(digits) * _SCALE.get(scale or "", 1.0)
    value = -value if match["sign"] in ("-", "−") else value
    scale = text[match.start("scale") : match.end("scale")] if scale else None
    share = "%" if match["share"] else ""
    printed = "".join(part or "" for part in (match["sign"], match["pound"], match["digits"], scale, share))
    return Figure(match.start(), match.end(), printed.replace(" ", ""), round(value, 6), _unit(match, masked))


def _in_words(match: re.Match[str], text: str) -> Figure:
    start, end = match.span("word")
    return Figure(start, end, text[start:end], float(WORDS[match["word"]]), "count")


def _unit(match: re.Match[str], masked: str) -> str:
    after, before = masked[match.end() :], masked[: match.start()]
    if match["share"]:
        return "percent"
    if match["pound"]:
        return "gbp"
    if match["fte"]:
        return "fte"
    if _DAYS_AFTER.match(after):
        return "days"
    if _RATE_AFTER_100K.match(after):
        return "rate_per_100k"
    decimal = "." in match["digits"]
    direct = _RATE_DIRECTLY.match(after)
    if direct or (decimal and _RATE_AFTER.match(after)) or _RATE_BEFORE.search(before[-90:]):
        return "rate_per_10k"
    return "count"
