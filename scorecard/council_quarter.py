"""A quarter of one council, and the name by which parameters, folders and addresses call a council.

Where a workspace holds packs of several councils, each has pages of its own: ``2020-21-Q1@anytown`` is the quarter of
one of them, in parameters as in the names of folders. Where it holds those of one, a quarter is that council's, and is
written as ever.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import total_ordering
from hashlib import sha256

from scorecard.errors import UsageError
from scorecard.periods import QUARTER_NAME, Quarter
from scorecard.suggest import known_quarter, unknown

SEPARATOR = "@"
COUNCIL_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A council in parameters, file names and addresses."""
PAGES_NAME = rf"{QUARTER_NAME}(?:{SEPARATOR}{COUNCIL_NAME})?"
"""The folder of a quarter's pages, be it one council's or not."""
_NAMELESS = "council"
"""What a council is called there of whose name no letter or digit is left."""
_LONGEST = 60
"""So many signs of a name make a folder's: paths have an end."""
_DIGITS = (8, 32)
"""So many digits of a name's hash tell it from another one; the more where somebody has made names that look so."""


@total_ordering
@dataclass(frozen=True)
class CouncilQuarter(Quarter):
    """A quarter of one council, written ``2020-21-Q1@anytown``; as a time it is the quarter that it is of.

    >>> str(CouncilQuarter(2020, 1, "anytown")), CouncilQuarter(2020, 1, "anytown").title
    ('2020-21-Q1@anytown', 'Quarter 1 of 2020/21 (April to June 2020)')
    """

    council: str

    @property
    def quarter(self) -> Quarter:
        """The quarter as a time alone."""
        return Quarter(self.year, self.number)

    def __str__(self) -> str:
        return f"{self.quarter}{SEPARATOR}{self.council}"

    def __lt__(self, other: Quarter) -> bool:
        return (self.year, self.number, self.council) < (other.year, other.number, council_of(other) or "")


def council_of(quarter: Quarter) -> str | None:
    """The council whose quarter it is; null for one of all that there is."""
    return quarter.council if isinstance(quarter, CouncilQuarter) else None


def time_of(quarter: Quarter) -> Quarter:
    """The quarter as a time alone, whosever it is."""
    return quarter.quarter if isinstance(quarter, CouncilQuarter) else quarter


def parse_quarter(text: str) -> Quarter:
    """Read ``2020-21-Q1@anytown``, or a quarter alone in any spelling that `Quarter.parse` reads.

    Raises ValueError, with the expected form, for anything else.

    >>> str(parse_quarter("Q1 2020/21 @anytown")), str(parse_quarter("2020Q1"))
    ('2020-21-Q1@anytown', '2020-21-Q1')
    """
    spelt, separator, council = text.partition(SEPARATOR)
    quarter = Quarter.parse(spelt)
    if not separator:
        return quarter
    if re.fullmatch(COUNCIL_NAME, council.strip()) is None:
        raise ValueError(f"{text!r} names no council: write it as {quarter}{SEPARATOR}anytown")
    return CouncilQuarter(quarter.year, quarter.number, council.strip())


def asked_quarters(text: str, known: Sequence[Quarter], councils: Collection[str]) -> list[Quarter]:
    """The known quarters that a text asks for: of the council that it names, else of every one.

    ``councils``: what parameters call them all, be there one or several. Raises UsageError, with what there is, for an
    unknown quarter or council, and for one that has no figures in the quarter.
    """
    spelt, separator, council = text.partition(SEPARATOR)
    council = council.strip()
    if separator and council not in councils:
        raise unknown("council", council, councils)
    times = sorted({time_of(one) for one in known if not separator or council_of(one) in (None, council)})
    try:
        quarter = known_quarter(spelt, times)
    except UsageError as error:
        if not separator:
            raise
        raise UsageError(f"of {council} {error.what}", expected=error.expected) from None
    return [one for one in known if time_of(one) == quarter and (not separator or council_of(one) in (None, council))]


def council_names(councils: Collection[str]) -> dict[str, str]:
    """By council, in order of their names: what parameters, folders and addresses call it, each otherwise.

    Two that are the same in small letters and hyphens have digits of the hash of their names behind.

    >>> council_names(["Kingston upon Hull, City of", "Ynys Môn"])
    {'Kingston upon Hull, City of': 'kingston-upon-hull-city-of', 'Ynys Môn': 'ynys-mon'}
    """
    known = sorted(set(councils))
    short = [_short(name) for name in known]
    alone = [one if short.count(one) == 1 else _told_apart(name, _DIGITS[0]) for name, one in zip(known, short)]
    if len(set(alone)) < len(alone):
        alone = [_told_apart(name, _DIGITS[1]) for name in known]
    return dict(zip(known, alone, strict=True))


def council_called(name: str, councils: Collection[str], *, where: str | None = None) -> str:
    """The one of some councils that a parameter or a folder calls so. Raises UsageError, with all of them, if none is.

    A council is found by the name that it has among others too, as a part of the tables holds it alone.
    """
    names = council_names(councils)
    called = [one for one, own in names.items() if own == name]
    called = called or [one for one in names if name in _possible(one)]
    if len(called) != 1:
        raise unknown("council", name, names.values(), where=where)
    return called[0]


def _possible(council: str) -> set[str]:
    """All that a council may be called, by whatever others stand beside it."""
    return {_short(council), *(_told_apart(council, digits) for digits in _DIGITS)}


def _short(council: str) -> str:
    """Small letters, digits and hyphens: accents are left out, and whatever is no letter parts words."""
    plain = unicodedata.normalize("NFKD", council).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    return words[:_LONGEST].strip("-") or _NAMELESS


def _told_apart(council: str, digits: int) -> str:
    return f"{_short(council)}-{sha256(council.encode()).hexdigest()[:digits]}"
