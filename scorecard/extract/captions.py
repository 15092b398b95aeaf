"""What stands over a table and says what it is about, in packs whose tables are read by their own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from scorecard.text.named_periods import own_period, without_time
from scorecard.text.plain import plain

_REACH = 30
"""So many lines above a table its caption may stand; nothing but blanks and sentences may stand between."""
_MOST_WORDS, _FEWEST_LETTERS = 16, 3
_SENTENCE = re.compile(r"[.;?!]$")
_FURNITURE = re.compile(r"(?:page )?[0-9]{1,4}(?: ?(?:of|/) ?[0-9]{1,4})?", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:sheet|table|tab|data|page|new)? ?[0-9]*", re.IGNORECASE)
"""What a sheet is called that nobody has named."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_TIME_WORDS = frozenset(("quarter", "quarterly", "month", "year", "end", "the", "for", "position", "table", "figure"))


@dataclass(frozen=True)
class Captions:
    """What captions of a document are made of: ``words``, and the names of ``sheets`` by line.

    Only tables of these ``families`` have any: they are read by their own words.
    """

    families: AbstractSet[str]
    words: frozenset[str]
    sheets: Mapping[int, str] | None = None


def caption_above(
    lines: Sequence[str],
    first_line: int,
    words: AbstractSet[str] | None = None,
    sheets: Mapping[int, str] | None = None,
) -> str | None:
    """The short line above a table that is its caption: right above it, or over the sentences that tell of it.

    With ``words`` only one that is made of them and of times; of a line of other words the year or the quarter alone,
    and nothing above it is a caption. ``first_line`` counts from 1. ``sheets`` are the sheets of a workbook's lines:
    nothing of another one is a
    caption, and without any it is the sheet's own name.
    """
    sheet = (sheets or {}).get(first_line)
    if sheet is not None:
        lines = _of_one_sheet(lines, first_line, sheet, sheets or {})
    said = _line_above(lines, first_line, words)
    if said is None and sheet and not _NO_NAME.fullmatch(sheet) and _is_caption(sheet, words):
        return sheet
    return said


def _of_one_sheet(lines: Sequence[str], first_line: int, sheet: str, sheets: Mapping[int, str]) -> Sequence[str]:
    """The lines with those above the table that another sheet prints left blank, as far as a caption reaches."""
    others = {n for n in range(max(1, first_line - _REACH), first_line) if sheets.get(n, sheet) != sheet}
    return ["" if n in others else line for n, line in enumerate(lines[:first_line], start=1)] if others else lines


def _line_above(lines: Sequence[str], first_line: int, words: AbstractSet[str] | None) -> str | None:
    for number in range(first_line - 1, max(0, first_line - 1 - _REACH), -1):
        line = lines[number - 1]
        if "\t" in line:
            return None
        text = plain(line).strip("*# ")
        if not text or _FURNITURE.fullmatch(text):
            continue
        if len(text.split()) > _MOST_WORDS or _SENTENCE.search(text):
            continue
        return text if _is_caption(text, words) else _year_of(text)
    return None


def _year_of(text: str) -> str | None:
    """The one year or quarter that a line of other words names, alone: it is that of the table, whatever else it says.

    A month or a day may be that of a meeting.
    """
    period = own_period([text])
    return period.label if period and period.kind in ("financial_year", "quarter") else None


def _is_caption(text: str, words: AbstractSet[str] | None) -> bool:
    said = [word.lower() for word in _WORD.findall(without_time(text))]
    if sum(map(len, said)) < _FEWEST_LETTERS or "@" in text:
        return False
    return words is None or all(word in words or word in _TIME_WORDS for word in said)
