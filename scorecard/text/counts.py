"""Texts that print a count and the share that it is: ``144 (65%)``."""

from __future__ import annotations

import re

from scorecard.text.numbers import NUMBER, OF, PERCENT, number_of

_PAIR = re.compile(rf"({NUMBER}){OF}({NUMBER})")
_COUNT_AND_SHARE = re.compile(rf"({NUMBER}) ?[(\[]({NUMBER}{PERCENT})[)\]]")


def count_and_share(text: str) -> tuple[str, str] | None:
    """The count and the share of a text that prints both and nothing else.

    >>> count_and_share("144 (65%)"), count_and_share("65% (144)")
    (('144', '65%'), None)
    """
    printed = _COUNT_AND_SHARE.fullmatch(text)
    return (printed[1], printed[2]) if printed else None


def count_in(text: str) -> float | None:
    """The number of a text: a count, also with its share behind it; null for any other text.

    >>> count_in("144 (65%)"), count_in("12%"), count_in("<5")
    (144.0, 12.0, None)
    """
    both = count_and_share(text)
    return number_of(both[0] if both else text)


def pair_in(text: str) -> tuple[float, float] | None:
    """The x and the y of a text that is an "x of y" and nothing else.

    >>> pair_in("144 of 220"), pair_in("18/20"), pair_in("144")
    ((144.0, 220.0), (18.0, 20.0), None)
    """
    printed = _PAIR.fullmatch(text.strip())
    x, y = (number_of(printed[1]), number_of(printed[2])) if printed else (None, None)
    return (x, y) if x is not None and y is not None else None
