"""A text read into signs: what it speaks of, place by place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scorecard.extract.claims_words import LEXICON, MILD, POPULATIONS, STOP

SIGNS = frozenset(sign for sign, _ in LEXICON)
STRONG = SIGNS - MILD - POPULATIONS
"""Signs that make a measure another one."""

_LEXICON = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(f'(?P<{sign}>{pattern})' for sign, pattern in LEXICON)})", re.IGNORECASE
)
_PLAIN_WORD = re.compile(r"[a-z][a-z'’-]{3,}")


@dataclass(frozen=True)
class Scan:
    """A text with its signs and plain words: each with its first and last place."""

    text: str
    marks: tuple[tuple[str, int, int], ...]

    def signs(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """The signs that begin between two places."""
        last = len(self.text) if end is None else end
        return frozenset(sign for sign, first, _ in self.marks if start <= first < last)

    def written(self) -> str:
        """The text with every spelling of the lexicon put as its sign."""
        text = self.text
        for sign, first, last in reversed(self.marks):
            if sign in SIGNS:
                text = f"{text[:first]} {sign} {text[last:]}"
        return re.sub(r"\s+", " ", text)


@lru_cache(maxsize=4096)
def scan(text: str) -> Scan:
    """Read a text into signs, the longest wording of the lexicon first, then plain words by their stem.

    >>> sorted(scan("% of LAC cases reviewed within timescales").signs())
    ['INTIME', 'LAC', 'REVIEW']
    """
    marks = [(match.lastgroup or "", match.start(), match.end()) for match in _LEXICON.finditer(text)]
    rest = list(text.lower())
    for _, first, last in marks:
        rest[first:last] = " " * (last - first)
    marks += [(stem, m.start(), m.end()) for m in _PLAIN_WORD.finditer("".join(rest)) for stem in _stems(m.group())]
    return Scan(text, tuple(sorted(marks, key=lambda mark: mark[1])))


def _stems(word: str) -> tuple[str, ...]:
    word = re.sub(r"['’]s?$", "", word.strip("'’-"))
    if word in STOP:
        return ()
    stem = re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 5 else word.rstrip("s")
    return () if stem in STOP or len(stem) < 3 else (stem,)
