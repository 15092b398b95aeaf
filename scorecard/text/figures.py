"""What counts as a figure, a mark or prose when a document is taken apart.

Only the shape of the text is judged here; what a figure means is the business of ``clean``.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"[-+±]?\s?£?\d[\d,]*(?:\.\d+)?"
_NOTE = r"(?:\s*\(.{0,80}\)|\s*\*)*\.?"
FIGURE = re.compile(
    rf"""(?:[<>^~]?\s*)?                      # a tolerance may open with a comparison
    (?:{_NUMBER}\s*%?                         # 603, 1,651, 65.5%, -£139
      (?:\s*(?:of|out\s+of|/|-|–|to)\s*{_NUMBER}\s*%?)?   # 144 of 220, 14-20
      \s*[<>+]?{_NOTE}
      (?:\s*/\s*{_NUMBER}\s*%?.{{0,40}})?     # 8.4% (2014/15) / 9.0% Autumn Term 2015
    )""",
    re.VERBOSE,
)
_STARTS_WITH_FIGURE = re.compile(rf"[<>]?\s*{_NUMBER}\s*%?(?:\s|$|[<>+(])")
_ENDS_WITH_COUNT = re.compile(r"\(\d[\d,]*\)$")
_HOLDS_MEASURED_FIGURE = re.compile(r"\b\d[\d,.]*\s?(?:%|days|per\b)")
MISSING = re.compile(
    r"\[no data\]|[-–—]|n/?a|tbc|not available|not applicable|no target|range to be set", re.IGNORECASE
)
MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[\s-]*(20)?\d\d\b", re.IGNORECASE
)
YEAR_SPAN = re.compile(r"\b(?:19|20)\d\d\s*[/–-]\s*(?:20)?\d\d\b")
RULE = re.compile(r"-{2,}|\s*")
MARKUP = re.compile(r"</?[a-z][^<>]*>|\*\*", re.IGNORECASE)

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_TELEPHONE = re.compile(r"(?:\+44|\b0)\s?\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
_TITLED_NAME = re.compile(r"\b(?i:cllr|councillor|mr|mrs|ms|miss|dr|prof|professor|sir|dame)s?\.?\s+[A-Z]")
PERSON_COLUMN = re.compile(r"^\W*(?:name|owner|lead|officer|contact|member)s?\b|\b(?:name|owner) of\b", re.IGNORECASE)

_BARE = re.compile(r"[\d,.%£<>+-]{0,8}")

_MARKED_UP = re.compile(r"<(?:p|ul|ol|li|br)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[a-z)]\.\s+[A-Z]")

PROSE = "[text]"
NO_DATA = "[no data]"
"""What stands for running text; the second for one that says that there is no figure."""
_SAYS_NO_DATA = re.compile(
    r"\bno (?:performance )?data\b(?! (?:\w+ing|quality|protection|loss|issues?|concerns?|errors?)\b)"
    r"|\bdata (?:is |are )?(?:not |un)available\b",
    re.IGNORECASE,
)
LONGEST_LABEL = 200
LONGEST_OTHER = 80


# what only looks another way: invisible characters, hyphens and minus signs of other code points, ligatures
_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_BLANK = re.compile(r"[^\S\t]")
_DASH_AS_HYPHEN = re.compile(r"(?<=\w)[–—](?=\w)|^\s*[–—](?=[£\d.])")
"""A dash right between letters or digits ("Jun–20", "14–20") or before a figure is a hyphen or a minus sign."""


@lru_cache(maxsize=100_000)
def plain(cell: str) -> str:
    """The cell without mark-up, invisible characters and outer blanks; hyphens and minus signs as ASCII ones."""
    if not cell.isascii():
        cell = _DASH_AS_HYPHEN.sub("-", cell.translate(_LOOK_ALIKES))
    return " ".join((MARKUP.sub("", cell) if "<" in cell or "**" in cell else cell).split())


def legible(line: str) -> str:
    """A line of running text without invisible characters, its blanks and hyphens as ASCII ones."""
    return line if line.isascii() else _BLANK.sub(" ", line.translate(_LOOK_ALIKES))


@lru_cache(maxsize=100_000)
def is_figure(cell: str) -> bool:
    """Whether the cell prints a number that says how many, how much or which share."""
    text = plain(cell)
    if not text or YEAR_SPAN.fullmatch(text) or MONTH.fullmatch(text):
        return False
    return bool(FIGURE.fullmatch(text) or _STARTS_WITH_FIGURE.match(text) or _ENDS_WITH_COUNT.search(text)) or (
        len(text) < LONGEST_OTHER and bool(_HOLDS_MEASURED_FIGURE.search(text))
    )


@lru_cache(maxsize=100_000)
def is_missing_mark(cell: str) -> bool:
    return bool(MISSING.fullmatch(plain(cell)))


def is_plainly_a_figure(cell: str) -> bool:
    """Whether the cell is blank or so short and bare that it can be neither running text nor personal."""
    return bool(_BARE.fullmatch(cell))


@lru_cache(maxsize=100_000)
def is_personal(cell: str) -> bool:
    """Whether the cell gives a way to reach or name a person."""
    return bool(("@" in cell and _EMAIL.search(cell)) or _TELEPHONE.search(cell) or _TITLED_NAME.search(plain(cell)))


def marker_of(cell: str) -> str:
    """The marker that stands in ``data/raw`` for a cell of running text."""
    says_none = len(cell) <= LONGEST_LABEL and _SAYS_NO_DATA.search(plain(cell)) and "%" not in cell
    return NO_DATA if says_none and not is_personal(cell) else PROSE


def is_prose(cell: str, *, label: bool) -> bool:
    """Whether the cell is running text; a label of a row or column may be longer than another cell."""
    text = plain(cell)
    if ("<" in cell and _MARKED_UP.search(cell)) or ("•" in text and len(text) > 20):
        return True
    if len(text) > (LONGEST_LABEL if label else LONGEST_OTHER):
        return not _STARTS_WITH_FIGURE.match(text) or len(text) > LONGEST_LABEL
    return not label and bool(_SENTENCE_ENDS.search(text)) and len(text.split()) > 8
