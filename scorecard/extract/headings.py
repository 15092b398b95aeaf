"""Headings and titles of a document, made of the field's own words only: no name of a person can pass as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scorecard.registry import Registry
from scorecard.text.plain import plain

_WORD = re.compile(r"[A-Za-z]{3,}")
_NUMBERED = re.compile(r"(?:[0-9]{1,2}\.)+[0-9]? ([A-Z].+)")
_NO_TITLE = re.compile(r"[0-9]{3}|[@:]")
"""Years, addresses and labels with a colon stand in no heading."""
_LONG_NUMBER = re.compile(r"[0-9]{3}")
_HEADING_LENGTH = range(4, 71)
"""Characters of a heading."""
_TITLE_WORDS = range(2, 13)
_FIRST_LINES = 40
"""A document's title stands in its first lines."""
_REACH = 60
"""A heading stands over its table by so many lines at most, notes and a chart's labels between."""
_NOT_A_HEADING = ["definition"]


def vocabulary(registry: Registry) -> frozenset[str]:
    """The field's words, lower case: those of the registry's names, themes and families, and those of headings."""
    texts = [name for family in registry.names.values() for entry in family for name in entry.names]
    texts += [i.name for i in registry.indicators.values()]
    texts += [t.title for t in registry.themes.values()] + [f.title for f in registry.families.values()]
    texts += [mark for f in registry.families.values() for mark in f.marks]
    return frozenset(registry.headers.headings) | {word.lower() for text in texts for word in _WORD.findall(text)}


def words_of_captions(registry: Registry) -> frozenset[str]:
    """The field's words, and those by what tables divide a measure: headings of sections are not made of these."""
    return vocabulary(registry) | {word for text in registry.headers.categories for word in text.split()}


def heading_above(lines: Sequence[str], first_line: int, words: frozenset[str]) -> str | None:
    """The nearest heading above a table: a short line in capitals, or a numbered title, of known words only."""
    above = range(first_line - 2, max(-1, first_line - 2 - _REACH), -1)
    return next(filter(None, (heading_of(lines[number], words) for number in above)), None)


def heading_of(line: str, words: frozenset[str]) -> str | None:
    """The title that a line is; null for any other line."""
    text = _bare(line)
    if "\t" in line or len(text) not in _HEADING_LENGTH:
        return None
    numbered = _NUMBERED.fullmatch(text)
    in_capitals = text.isupper() and text[0].isalpha()
    title = numbered[1] if numbered else text
    if not (numbered or in_capitals) or _NO_TITLE.search(title):
        return None
    said = _words(title)
    return title if said and words.issuperset(said) and said != _NOT_A_HEADING else None


def find_title(lines: Sequence[str], words: frozenset[str]) -> str | None:
    """The first line that reads like a title and is made of known words; a row of a table is none."""
    for line in lines[:_FIRST_LINES]:
        text = _bare("" if "\t" in line else line)
        said = _words(text)
        if len(said) in _TITLE_WORDS and words.issuperset(said) and not _LONG_NUMBER.search(text):
            return text.title() if text.isupper() else text
    return None


def _bare(line: str) -> str:
    return plain(line).strip("*# ")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
