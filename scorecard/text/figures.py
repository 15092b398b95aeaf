"""What counts as a figure or a missing mark when a document is taken apart.

Only the shape of the text is judged here; what a figure means is the business of ``clean``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scorecard.text.marks import mark_pattern, missing_pattern
from scorecard.text.months import DATED_MONTH
from scorecard.text.numbers import ABOVE, BELOW, OF, OR_LESS, OR_MORE, PERCENT, ROUGH_NUMBER
from scorecard.text.plain import plain
from scorecard.text.spans import SPAN

_SHARE = rf"[-+±]? ?£?{ROUGH_NUMBER}(?:{PERCENT})?"
"""603, 1,651, 65.5%, -£139."""
_PAIR = rf"{_SHARE}(?:(?:{OF}| ?[-–] ?| ?to ?){_SHARE})?"
"""144 of 220, 14-20."""
_NOTE = r"(?: ?\([^()]{0,80}(?:\([^()]{0,80}\)[^()]{0,80}){0,3}\)| ?\*)*\.?"
"""Remarks in brackets, one within another at most: what may end in one place only takes no time to be refused."""
_FIGURE = (
    rf"(?:{BELOW}|{ABOVE}|[\^~])? ?{_PAIR} ?(?:[<>+]|{OR_LESS}|{OR_MORE})?"  # a tolerance opens or ends so
    rf"MARK{_NOTE}"
    rf"(?: ?/ ?{_SHARE}.{{0,40}})?"  # 8.4% (2014/15) / 9.0% Autumn Term 2015
)
_STARTS_WITH_FIGURE = re.compile(rf"[<>]? ?{_SHARE}(?: |$|[<>+(])")
_ENDS_WITH_COUNT = re.compile(rf"\({ROUGH_NUMBER}\)$")
_HOLDS_MEASURED_FIGURE = re.compile(rf"\b{ROUGH_NUMBER} ?(?:%|days|per\b)")
_LONGEST_MEASURED = 80
"""A longer cell that holds a figure with its unit is prose about it."""
_BARE = re.compile(r"[0-9,.%£<>+-]{0,8}")


@lru_cache(maxsize=1)
def _figure() -> re.Pattern[str]:
    return re.compile(_FIGURE.replace("MARK", f"{mark_pattern()}{{0,2}}"))


@lru_cache(maxsize=1)
def _period() -> re.Pattern[str]:
    """A year or a month, perhaps with the sign of a note behind it."""
    return re.compile(rf"(?:{SPAN}|(?i:{DATED_MONTH}))(?:{mark_pattern()}){{0,2}}")


@lru_cache(maxsize=1)
def _missing() -> re.Pattern[str]:
    return re.compile(missing_pattern())


@lru_cache(maxsize=100_000)
def is_figure(cell: str) -> bool:
    """Whether the cell prints a number that says how many, how much or which share."""
    text = plain(cell)
    if not text or _period().fullmatch(text):
        return False
    if _figure().fullmatch(text) or opens_with_figure(text) or _ENDS_WITH_COUNT.search(text):
        return True
    return len(text) < _LONGEST_MEASURED and bool(_HOLDS_MEASURED_FIGURE.search(text))


_SHARE_BEHIND = re.compile(rf"{ROUGH_NUMBER} ?\([^()]*%[^()]*\)")


def prints_a_share(text: str) -> bool:
    """Whether a figure is a percentage; one that stands behind its count in brackets makes no share of it.

    >>> prints_a_share("65.5%"), prints_a_share("24 (60%)")
    (True, False)
    """
    return "%" in text and not _SHARE_BEHIND.fullmatch(text)


@lru_cache(maxsize=100_000)
def is_missing_mark(cell: str) -> bool:
    """Whether the cell says that its figure is missing."""
    return bool(_missing().match(plain(cell)))


def opens_with_figure(text: str) -> bool:
    """Whether a plain text starts with a figure that stands alone or before words."""
    return bool(_STARTS_WITH_FIGURE.match(text))


def is_plainly_a_figure(cell: str) -> bool:
    """Whether the cell is blank or so short and bare that it can be neither running text nor personal."""
    return bool(_BARE.fullmatch(cell))
