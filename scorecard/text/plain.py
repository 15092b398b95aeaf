"""Text as it looks: without mark-up and invisible characters, blanks and hyphens of one kind."""

from __future__ import annotations

import re
from functools import lru_cache

from scorecard.text.notes import RAISED

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff"
"""Soft hyphens, joiners, signs of the width nothing, and what asks for the coloured or black form of a sign."""
_HYPHENS = "\u2010\u2011\u2212"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_LOOK_ALIKES = str.maketrans(dict.fromkeys(INVISIBLE) | dict.fromkeys(_HYPHENS, "-") | _LIGATURES)
ONLY_STARS = r"^\*{1,3}$"
"""A cell of stars alone is a missing mark, no mark-up."""
RAISED_NUMBER = r"([0-9%])\s*<sup>\s*([0-9]{1,2})\s*</sup>"
"""A raised number behind a figure refers to a note, and is no more of its digits."""
_ONLY_STARS, _RAISED = re.compile(ONLY_STARS), re.compile(RAISED_NUMBER)
_RAISED_BEHIND = re.compile(rf"(?<=[^\s{RAISED}])[{RAISED}]+")
_BLANK = re.compile(r"[^\S\t]")
_DASH_AS_HYPHEN = re.compile(r"(?<=\w)[–—](?=\w)|^\s*[–—](?=[£0-9.])")
"""A dash right between letters or digits ("Jun–20", "14–20") or before a figure is a hyphen or a minus sign."""
_BRACKETED = re.compile(r"\([^()]*\)")
_TAG = re.compile(r"</?[a-z][^<>]*>|\*\*", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def plain(cell: str) -> str:
    """The cell without mark-up, invisible characters and outer blanks; hyphens and minus signs as ASCII ones."""
    if not cell.isascii():
        cell = _DASH_AS_HYPHEN.sub("-", cell.translate(_LOOK_ALIKES))
    if "<" in cell or "**" in cell:
        cell = cell if _ONLY_STARS.match(cell.strip()) else _TAG.sub("", _RAISED.sub(r"\1[\2]", cell))
    return " ".join(cell.split())


def lower_of(text: str) -> str:
    """The text in lower case, every character in its place.

    >>> lower_of("The İ of İzmir") == "the İ of İzmir"
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def without_brackets(text: str) -> str:
    """The text with a blank for everything that stands in round brackets."""
    return _BRACKETED.sub(" ", text)


def bracket_of(text: str, place: int) -> tuple[int, int] | None:
    """First and last place of the round brackets round a place; null if it stands in none."""
    opening, closing = text.rfind("(", 0, place), text.find(")", place)
    return (opening, closing) if opening > text.rfind(")", 0, place) and closing >= 0 else None


def legible(line: str) -> str:
    """A line of running text without invisible characters and raised numbers of notes, its blanks and hyphens as ASCII
    ones.

    >>> legible("603¹ children; 91.2%² of visits")
    '603 children; 91.2% of visits'
    """
    return line if line.isascii() else _BLANK.sub(" ", _RAISED_BEHIND.sub("", line.translate(_LOOK_ALIKES)))
