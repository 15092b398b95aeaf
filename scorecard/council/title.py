"""The words of a pack's title by which the next one will be known: no dates, no quarters, no names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scorecard.council.packs import Pack
from scorecard.extract.headings import vocabulary
from scorecard.registry import Registry
from scorecard.registry.draft_words import DraftWords
from scorecard.text.months import MONTH
from scorecard.text.spans import QUARTER, SPAN, YEAR

_FIRST_LINES = 25
_MOST_WORDS = 14
_FEWEST_WORDS = 2
_KNOWN = 0.6
"""So large a share of a title's words are the field's own: what is not may be somebody's name."""
_TIME = re.compile(
    rf"\b(?:quarter(?:ly)? ?[1-4]?|{QUARTER}|{MONTH}|{SPAN}|{YEAR}[-/][0-9]{{2,4}}|{YEAR}|as at|position at|end of|"
    r"[0-9]{1,2}(?:st|nd|rd|th)?|month|year ?end|ending|ended)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
_EDGES = " -–—:,|()/&."


def marks_of(pack: Pack, registry: Registry, words: DraftWords) -> list[str]:
    """Phrases of the first lines that say what paper it is, lower case, the likeliest first; empty if none does."""
    return phrases_that_tell(pack.lines, pack.authority, registry, words) or _names_of(pack)


def _names_of(pack: Pack) -> list[str]:
    """What the council calls itself in the first lines, where nothing else says what paper it is."""
    council = pack.authority.lower()
    named = [phrase for phrase in _phrases(pack.lines) if council in phrase and "council" in phrase]
    return [phrase for phrase in dict.fromkeys(named) if len(_WORD.findall(phrase)) <= _MOST_WORDS][:1]


def phrases_that_tell(lines: Sequence[str], authority: str, registry: Registry, words: DraftWords) -> list[str]:
    """Of a paper's first lines the phrases of the field's own words that say what it is; its council's name is none."""
    of_titles = {word for title in words.titles for word in title.split()}
    known = vocabulary(registry) | of_titles | set(words.beside_titles)
    council = authority.lower()
    likely = [phrase for phrase in dict.fromkeys(_phrases(lines)) if _is_title(phrase, known, council)]
    kinds = set(words.titles)
    return sorted(likely, key=lambda phrase: not (set(phrase.split()) & kinds))


def _phrases(lines: Sequence[str]) -> Iterator[str]:
    """The parts of the first lines of words between what they say of time."""
    for line in lines[:_FIRST_LINES]:
        text = " ".join(line.replace("’", "'").split())
        if "\t" in line or text.endswith(".") or "@" in text or "www" in text:
            continue
        parts = [part.strip(_EDGES) for part in _TIME.split(text)]
        yield from (part.lower() for part in parts if part)


def _is_title(phrase: str, known: frozenset[str] | set[str], council: str) -> bool:
    said = _WORD.findall(phrase)
    if not _FEWEST_WORDS <= len(said) <= _MOST_WORDS or re.search(r"[0-9]{3}", phrase):
        return False
    own = set(council.split()) | {"council"}
    telling = [word for word in said if word not in own]
    share = sum(word.removesuffix("'s") in known or word in known for word in telling)
    return len(telling) >= _FEWEST_WORDS and share >= _KNOWN * len(telling) and phrase != council
