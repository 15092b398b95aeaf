"""Columns of a theme page that print numbers under the name of a percentage: its sign is lost, or it stands elsewhere.

A spreadsheet without formats keeps 65.5 of 65.5%. What such a column is about its name says; that its numbers are
percentages only a page says that prints no sign anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scorecard.clean.names.indicators import FamilyNames, Match, Printed
from scorecard.clean.names.wording import kind_of_name
from scorecard.clean.raw.grid import Row
from scorecard.clean.tables.shared.units import FigureColumns, read_unit
from scorecard.clean.tables.theme_page.assign import Over
from scorecard.text.numbers import number_of

NEEDED_WITH_NUMBER = 0.55
_NEEDED_WITHOUT_NUMBER = 0.72
_ALL = 100.0


@dataclass(frozen=True)
class PagePrint:
    """What a theme page prints: header rows, rows of figures, and the units of columns from ``first`` to ``width``."""

    header: list[Row]
    body: list[Row]
    units: list[FigureColumns]
    first: int
    width: int


def needed(over: Over) -> float:
    """How alike the name over a column must be to an indicator's: less where its number is printed too."""
    return NEEDED_WITH_NUMBER if over.numbers else _NEEDED_WITHOUT_NUMBER


def printed_over(over: Over) -> Iterator[Printed]:
    """The names over a column, each with each of its numbers, whatever its figures are."""
    for name in over.names:
        for number in over.numbers or (None,):
            yield Printed(number, name, None, "detail")


def with_unsigned(
    matches: Sequence[Match | None], names: FamilyNames, over: Sequence[Over], printed: PagePrint
) -> list[Match | None]:
    """The matches, numbers under the plain name of a percentage as this one, where no other column of the page is it.

    The score is nought where nothing says that the numbers are percentages: signed figures and missing marks are of
    that measure, and the numbers are not read.
    """
    known = [match and match.indicator for match in matches]
    shares = {
        at: share
        for at, (header, unit, match) in enumerate(zip(over, printed.units, matches, strict=True))
        if unit.kind == "number" and match and not match.score and (share := _share_over(names, header))
    }
    times = Counter(share.indicator for share in shares.values())
    told = list(matches)
    for at, share in shares.items():
        if times[share.indicator] == 1 and share.indicator not in known:
            told[at] = share if _are_points(over[at], printed.units[at], printed) else replace(share, score=0.0)
    return told


def _share_over(names: FamilyNames, over: Over) -> Match | None:
    """The percentage whose name and number stand over a column, whatever its figures print; null if none is sure."""
    ranked = (names.candidates(one)[:1] for one in printed_over(over))
    best = max((match for first in ranked for match in first), key=lambda m: m.score, default=None)
    return best if best and best.unit == "percent" and best.score >= needed(over) else None


def _are_points(over: Over, unit: FigureColumns, printed: PagePrint) -> bool:
    """Whether the numbers of a column are percentages without their sign: its name says so, no column of the page has
    the sign, and all are such as percentages are."""
    if any(other.kind == "percent" and not other.unsigned for other in printed.units):
        return False
    cells = (read_unit(row, unit) for row in printed.body)
    numbers = [number for cell in cells if cell and (number := number_of(cell.plain)) is not None]
    named = any(kind_of_name(name) == "percent" for name in over.names)
    return named and 1 < max(numbers, default=0) <= _ALL
