"""What is running text, and what names a person or a way to reach one: cells that do not enter ``data/raw``.

The figures that running text quotes are read instead, where it makes sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache

from scorecard.text.figures import opens_with_figure
from scorecard.text.marks import NO_DATA
from scorecard.text.plain import plain
from scorecard.text.sentences import TAG

PROSE = "[text]"
"""What stands in ``data/raw`` for running text."""
_LINES_ABOVE = 4
"""Lines up to which a heading may stand above its paragraph."""
_LONGEST_ABOVE = 300
"""Letters of a line that may name what the next one tells: a heading, or a sentence that leads to a list."""

_EMAIL = re.compile(r"(?<!\S)\S[^\s@]*@\S[^\s.]*\.\S")
"""From the beginning of a word on, so that one look at each word is enough."""
_TELEPHONE = re.compile(r"(?:\+44[\s-]?(?:\(0\)[\s-]?)?\(?|(?<![\d.,£])\(?0)\d{2,4}\)?(?:[\s-]?\d{2,4}){2,3}(?!\d)")
_DIGITS_OF_A_TELEPHONE = 9
"""At least so many, with the nought before them."""
_BY_THREES = re.compile(r"\d{3}(?: \d{3})+")
_MILLIONS = re.compile(r"(?<![\d.,])[1-9]\d{0,2} $")
"""What stands before groups of three digits that are the rest of one number: ``012`` after ``1 ``."""
_PUPIL = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b")
"""A unique pupil number."""
_PATIENT = re.compile(r"(?<![\d.,] )(?<![\d.,])(\d{3}) (\d{3}) (\d{3})(\d)(?![\d.,]| \d)")
"""A number of the health service and its last digit, which is worked out from the others."""
_TITLED_NAME = re.compile(r"\b(?i:cllr|councillor|mr|mrs|ms|miss|dr|prof|professor|sir|dame)s?\.?\s+[A-Z]")
_OF_PERSONS = re.compile(r"^\W*(?:name|owner|lead|officer|contact|member)s?\b|\b(?:name|owner) of\b", re.IGNORECASE)
_MARKED_UP = re.compile(r"<(?:p|ul|ol|li|br)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[a-z)]\.\s+[A-Z]")
_LAST_ENDS = re.compile(r"[a-z]\.$")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
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
_SHORTEST_SENTENCES = 9
"""Words from which a full stop within a cell divides sentences, not a name and its short form."""
_SHORTEST_SENTENCE = 25
"""Words from which a single sentence in a cell is no label of a row or column."""
_MISREAD = 0.1
"""Share of a text's words from which the same four words coming again show a picture misread as text."""


@lru_cache(maxsize=100_000)
def is_personal(cell: str) -> bool:
    """Whether the cell gives a way to reach, name or number a person."""
    return bool(
        ("@" in cell and _EMAIL.search(cell))
        or any(_is_telephone(number, cell) for number in _TELEPHONE.finditer(cell))
        or _PUPIL.search(cell)
        or any(map(_is_patient, _PATIENT.findall(cell)))
        or _TITLED_NAME.search(plain(cell))
    )


def _is_telephone(number: re.Match[str], cell: str) -> bool:
    """Whether what has the form of a telephone number is one, and neither too short nor the end of a greater number."""
    if sum(map(str.isdigit, number[0])) < _DIGITS_OF_A_TELEPHONE:
        return False
    return not (_BY_THREES.fullmatch(number[0]) and _MILLIONS.search(cell[: number.start()]))


def _is_patient(groups: tuple[str, ...]) -> bool:
    """Whether the last digit is that of a number of the health service: 11 less the weighted sum of the others."""
    *others, last = map(int, "".join(groups))
    return (11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), others, strict=True)) % 11) % 11 == last


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
    return not label and bool(_SENTENCE_ENDS.search(text)) and len(text.split()) >= _SHORTEST_SENTENCES


def marker_of(cell: str) -> str:
    """The marker that stands in ``data/raw`` for a cell of running text."""
    says_none = len(cell) <= _LONGEST_LABEL and _SAYS_NO_DATA.search(plain(cell)) and "%" not in cell
    return NO_DATA if says_none and not is_personal(cell) else PROSE


def prose_cells(line: str, *, in_table: bool) -> list[str]:
    """The running text of a line: all of it outside tables, in a table only cells of sentences.

    A cell of prose is kept out of ``data/raw`` by a marker, so its figures would otherwise be lost.
    """
    if "\t" not in line:
        return [] if in_table else [line]
    return [cell for cell in line.split("\t") if _tells(cell)]


def _tells(cell: str) -> bool:
    """Whether a cell holds sentences or a list, and not a picture misread as text."""
    marked_up = "•" in cell or bool("<" in cell and _MARKED_UP.search(cell))
    if len(cell) < _SHORTEST_SENTENCES and not marked_up:
        return False
    words = [word.lower() for word in _WORD.findall(TAG.sub(" ", cell))]
    if not words or _repeats_itself(words):
        return False
    several = len(words) >= _SHORTEST_SENTENCES and _SENTENCE_ENDS.search(cell)
    return bool(marked_up or several or (len(words) >= _SHORTEST_SENTENCE and _LAST_ENDS.search(cell)))


def _repeats_itself(words: Sequence[str]) -> bool:
    """Whether a text says the same four words again and again, as a picture misread as text does."""
    runs = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return sum(times - 1 for times in runs.values()) > _MISREAD * len(words)


def line_above(lines: Sequence[str], index: int, left_out: Set[int]) -> str:
    """The line before a paragraph, ``left_out`` ones passed over, if it may be its heading: no table and not long."""
    places = range(index - 1, max(-1, index - 1 - _LINES_ABOVE), -1)
    text = next((lines[place] for place in places if lines[place].strip() and place not in left_out), "")
    return "" if "\t" in text or len(text) > _LONGEST_ABOVE else text
