"""What is running text, and what names a person or a way to reach one: cells that do not enter ``data/raw``."""

from __future__ import annotations

import re
from functools import lru_cache

from scorecard.text.figures import opens_with_figure
from scorecard.text.marks import NO_DATA
from scorecard.text.plain import plain

PROSE = "[text]"
"""What stands in ``data/raw`` for running text."""

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_TELEPHONE = re.compile(r"(?:\+44|\b0)\s?\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b")
_TITLED_NAME = re.compile(r"\b(?i:cllr|councillor|mr|mrs|ms|miss|dr|prof|professor|sir|dame)s?\.?\s+[A-Z]")
_OF_PERSONS = re.compile(r"^\W*(?:name|owner|lead|officer|contact|member)s?\b|\b(?:name|owner) of\b", re.IGNORECASE)
_MARKED_UP = re.compile(r"<(?:p|ul|ol|li|br)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[a-z)]\.\s+[A-Z]")
_SAYS_NO_DATA = re.compile(
    r"\bno (?:performance )?data\b(?! (?:\w+ing|quality|protection|loss|issues?|concerns?|errors?)\b)"
    r"|\bdata (?:is |are )?(?:not |un)available\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 200
"""Characters that the label of a row or column may have; longer text explains."""
_LONGEST_OTHER = 80
"""Characters that any other cell may have."""
_SHORTEST_LIST = 20
"""Characters beyond which a bullet stands in a list of words, not beside a sign."""
_SHORTEST_SENTENCES = 8
"""Words beyond which a full stop within a cell divides sentences, not a name and its short form."""


@lru_cache(maxsize=100_000)
def is_personal(cell: str) -> bool:
    """Whether the cell gives a way to reach or name a person."""
    return bool(("@" in cell and _EMAIL.search(cell)) or _TELEPHONE.search(cell) or _TITLED_NAME.search(plain(cell)))


def heads_persons(header: str) -> bool:
    """Whether a column's header says that persons are named below it."""
    return bool(_OF_PERSONS.search(plain(header)))


def is_prose(cell: str, *, label: bool) -> bool:
    """Whether the cell is running text; a label of a row or column may be longer than another cell."""
    text = plain(cell)
    if ("<" in cell and _MARKED_UP.search(cell)) or ("•" in text and len(text) > _SHORTEST_LIST):
        return True
    if len(text) > (_LONGEST_LABEL if label else _LONGEST_OTHER):
        return not opens_with_figure(text) or len(text) > _LONGEST_LABEL
    return not label and bool(_SENTENCE_ENDS.search(text)) and len(text.split()) > _SHORTEST_SENTENCES


def marker_of(cell: str) -> str:
    """The marker that stands in ``data/raw`` for a cell of running text."""
    says_none = len(cell) <= _LONGEST_LABEL and _SAYS_NO_DATA.search(plain(cell)) and "%" not in cell
    return NO_DATA if says_none and not is_personal(cell) else PROSE
