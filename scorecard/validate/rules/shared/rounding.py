"""Is a printed percentage consistent with x of y? Exact whole-number arithmetic on whole columns.

A percentage is handled as the whole number of its last printed decimal (65.5 with one decimal is 655), so
"92.0" and "92" stay different and no binary fraction takes part. The three questions - does it agree, is it
possible for any numerator, which ordinary rounding gives it - follow the GRIM test (Brown and Heathers 2017,
doi:10.1177/1948550616673876) and its rounding-aware form in the scrutiny package (Jung, ``grim.R``,
``reround.R``). The rule in force for English education and care statistics is half up (DfE analysts' guide).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

OK, TIE_TO_EVEN, TRUNCATED, ROUNDED_UP, MISMATCH, UNDEFINED = range(6)
HABITS = ("half up", "half to even", "cut off", "always up")
_INT64_ROOM = 4.0e18
_DECIMALS_OF_COUNTS = 4

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Shares:
    """x of y and the printed percentage as whole numbers, one entry per figure.

    ``printed``: the percentage in units of its last decimal. ``floor`` and ``remainder``: 100·|x|/y in the same
    units, so that |share| = floor + remainder / y. ``sign``: -1 where x is negative. ``defined``: y above zero
    and all four numbers known exactly.
    """

    printed: Array
    floor: Array
    remainder: Array
    denominator: Array
    sign: Array
    defined: Array

    def rounded(self, habit: str) -> Array:
        """The share rounded by one of HABITS (away from zero for negative shares), in units of the last decimal."""
        twice, whole = 2 * self.remainder, self.denominator
        up = {
            "half up": twice >= whole,
            "half to even": (twice > whole) | ((twice == whole) & (self.floor % 2 == 1)),
            "cut off": np.zeros(len(whole), dtype=bool),
            "always up": self.remainder > 0,
        }[habit]
        return np.asarray(self.sign * (self.floor + up.astype(np.int64)))

    def is_tie(self) -> Array:
        """True where the share lies exactly half way between two printable percentages."""
        return np.asarray(self.defined & (2 * self.remainder == self.denominator))


def read_shares(value: Array, decimals: Array, numerator: Array, denominator: Array) -> Shares:
    """Whole-number form of printed percentages (points, floats) and their counts; NaN means unknown.

    Counts with up to four decimals (full-time equivalents, pounds) are scaled up together. Where the numbers are
    too large for 64 bits, Python's own whole numbers take over.
    """
    known = ~(np.isnan(value) | np.isnan(decimals) | np.isnan(numerator) | np.isnan(denominator))
    v, d, x, y = (np.where(known, column, 0.0) for column in (value, decimals, numerator, denominator))
    places = d.astype(np.int64)
    scale = np.where((x == np.rint(x)) & (y == np.rint(y)), 1, 10**_DECIMALS_OF_COUNTS)
    printed, known_p = _exact(v, 10.0**places)
    top, known_x = _exact(x, scale)
    bottom, known_y = _exact(y, scale)
    defined = known & known_p & known_x & known_y & (bottom > 0)
    bottom = np.where(defined, bottom, 1)
    factor = 10 ** (places + 2)
    if np.any(np.abs(top).astype(float) * factor.astype(float) * 2 + bottom.astype(float) > _INT64_ROOM):
        top, bottom, factor, printed = (a.astype(object) for a in (top, bottom, factor, printed))
    sign = np.where(top < 0, -1, 1)
    share = abs(top) * factor
    return Shares(printed, share // bottom, share % bottom, bottom, sign, defined)


def _exact(number: Array, scale: Array | float) -> tuple[Array, Array]:
    """``number * scale`` as whole numbers, and whether that lost nothing that was printed."""
    scaled = number * scale
    safe = np.abs(scaled) < _INT64_ROOM
    whole = np.rint(np.where(safe, scaled, 0.0))
    close = np.abs(np.where(safe, scaled, 0.0) - whole) <= 1e-6 * np.maximum(1.0, np.abs(whole) * 1e-6)
    return whole.astype(np.int64), safe & close


def classify(shares: Shares) -> Array:
    """One class code per figure; the first that fits of ok, tie to even, truncated, always up, mismatch.

    UNDEFINED where y is zero or a number is not known exactly.
    """
    classes = np.full(len(shares.printed), MISMATCH, dtype=np.int8)
    for code, habit in ((ROUNDED_UP, "always up"), (TRUNCATED, "cut off"), (TIE_TO_EVEN, "half to even")):
        classes[np.asarray(shares.printed == shares.rounded(habit), dtype=bool)] = code
    classes[np.asarray(shares.printed == shares.rounded("half up"), dtype=bool)] = OK
    classes[~shares.defined] = UNDEFINED
    return classes


def matches(shares: Shares, habit: str) -> Array:
    """True where the printed percentage is what ``habit`` makes of x of y."""
    return np.asarray(shares.defined & np.asarray(shares.printed == shares.rounded(habit), dtype=bool))


def agrees(shares: Shares) -> Array:
    """True where the printed percentage lies within half of its last decimal of 100·x/y, ends included."""
    gap = abs(shares.sign * shares.printed * shares.denominator - shares.floor * shares.denominator - shares.remainder)
    return np.asarray(shares.defined & np.asarray(2 * gap <= shares.denominator, dtype=bool))


def numerators_that_fit(printed: int, decimals: int, denominator: int) -> range:
    """All whole numerators that round to the printed percentage of ``denominator``; empty means impossible.

    ``printed`` is in units of the last decimal. Both ends of the rounding interval count (Brown and Heathers).

    >>> list(numerators_that_fit(333, 1, 2400))
    [798, 799, 800]
    >>> list(numerators_that_fit(485, 1, 37))
    []
    """
    unit = 2 * 10 ** (decimals + 2)
    lowest = -(-denominator * (2 * printed - 1) // unit)
    highest = denominator * (2 * printed + 1) // unit
    return range(max(lowest, 0) if printed >= 0 else lowest, highest + 1)


def percent_text(units: int, decimals: int) -> str:
    """``65.5%`` for 655 units of one decimal.

    >>> percent_text(920, 1), percent_text(-5, 1), percent_text(92, 0)
    ('92.0%', '-0.5%', '92%')
    """
    sign, digits = ("-" if units < 0 else ""), f"{abs(units):0{decimals + 1}d}"
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}%" if decimals else f"{sign}{digits}%"
