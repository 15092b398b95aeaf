"""The figures printed in a sentence, in printed order, with what is printed round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from scorecard.passages.wordings import Wordings
from scorecard.quotes.sentence.masks import masked as masked_text
from scorecard.text.plain import lower_of
from scorecard.text.running import Figure, figures_in, figures_in_words
from scorecard.text.signs import Scan

_DIGIT = re.compile(r"\d")
RATES = ("rate_per_10k", "rate_per_100k")
_SAID_UNITS = ("days", "rate_per_100k", "rate_per_10k")
_OFTEN_NAMES = 12
"""Up to which a number in words is read only where words say that it counts: most belong to names and definitions."""
DASHES = ("-", "–")
_NEAR = 90
"""Letters before a figure in which words such as "per 10,000" are of it."""


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

    @cached_property
    def asides(self) -> list[tuple[int, int]]:
        """First and last place of each aside: ``After a dip in May, …``."""
        return self.says.places("aside", self.lower)

    @cached_property
    def far_side(self) -> re.Match[str] | None:
        """The words that open the far side of a comparison."""
        return self.says.within("far side", self.lower)

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
    printed = figures_in(masked, text) if _DIGIT.search(masked) else ()
    figures = [_with_said_unit(figure, masked, says) for figure in printed]
    figures += _counts_in_words(masked, text, says)
    figures.sort(key=lambda figure: figure.start)
    scan = says.lexicon.scan(text) if figures else Scan(text, ())
    return Line(text, lower, masked, tuple(_with_unit_of_neighbour(figures, masked, says)), says, scan)


def has_figures(text: str, says: Wordings) -> bool:
    """Whether a text may hold a figure."""
    return bool(_DIGIT.search(text) or _counts_in_words(text.lower(), text, says))


@lru_cache(maxsize=8)  # a line of one sentence is asked as line, as sentence and as what is left without its masks
def _counts_in_words(lower: str, text: str, says: Wordings) -> tuple[Figure, ...]:
    """``nine adoptions``, ``Twenty-three children``: lengths of time, ages and most small numbers are no counts."""
    words = ((figure, lower[figure.end :]) for figure in figures_in_words(lower, text))
    return tuple(
        figure
        for figure, after in words
        if not says.after("lasts or names", after)
        and (figure.is_share or figure.value > _OFTEN_NAMES or says.after("counted in words", after))
    )


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
        if known[place].unit in RATES and second.unit == "count" and "." in second.text:
            known[place + 1] = replace(second, unit=known[place].unit)
    return known


def _with_said_unit(figure: Figure, masked: str, says: Wordings) -> Figure:
    """A bare number with the unit that the words near it say."""
    if figure.unit != "count":
        return figure
    after, before = masked[figure.end : figure.end + _NEAR], masked[max(0, figure.start - _NEAR) : figure.start]
    said = [unit for unit in _SAID_UNITS if says.after(unit, after) or says.before(unit, before)]
    rate = "." in figure.text and says.after("rate near", after)
    return replace(figure, unit=said[0] if said else "rate_per_10k" if rate else "count")
