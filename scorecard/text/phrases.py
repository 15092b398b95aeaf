"""The language in which the wordings of prose are written, and what it becomes: one pattern, made once.

A phrase is read word by word; a blank in it stands for any blanks in the text. Beside plain words it knows:

===========================  ===========================================================================
``plan[s]``, ``[the] plan``  what may be left out, and the blank beside it
``(plan|order)``, ``{a|b}``  one of several; any number of them
``review*``, ``_``           a word that begins so; any word
``..3``, ``..3!(to|by)``     up to three words; up to three that are none of these
``~``, ``~~``, ``~!(to)``    anything within a part of a clause, within a clause; with none of these words
``-`` and ``'``              a hyphen, a blank or nothing; an apostrophe or nothing
``<month>``, ``<to:year>``   what the caller names so; the second is taken out under the name before the colon
``plan !(for)``              not before these words; ``plan =(for)`` only before them
``!<(no) plan``              not behind these words
``\\(``                       the bracket itself
===========================  ===========================================================================

Texts are in lower case and so are the patterns.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from scorecard.errors import InputError
from scorecard.text.months import MONTH_STARTS

WORD = r"[\w’'-]+"
"""One word of prose, with its apostrophes and hyphens."""
_LETTERS = {"*": r"\w*", "_": WORD, "-": r"[\s-]?", "'": "['’]?", ",": ",?"}
_GAPS = {"~": r"[^.;,%]", "~~": r"[^.;]"}
_TOKEN = re.compile(r"\s+|\\.|(?:~~?|\.\.\d+)(?:!\([^()]*\))?|!<\(|[!=]\(|<[^<>]+>|[a-z0-9]+|.", re.DOTALL)
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "!(": ")", "=(": ")"}
_TIMES = {"(": "", "[": "?", "{": "*"}
_ENDS = ("", "|", ")", "]", "}")
_LONG = 100
"""More words than any choice has: of two choices as long the one with fewer words tells more."""
_SLOTS_NEED = {"month": MONTH_STARTS, "date": MONTH_STARTS}
"""What stands wherever these slots do; most sentences name no month."""
_ANY = frozenset(string.printable.lower())
Slots = Mapping[str, str]


class _Part(NamedTuple):
    """A part of a phrase: its pattern, the characters that can open it, and whether it may match nothing.

    ``times`` repeats a part that may be left out with the blank beside it; ``blank`` parts hold their own blanks;
    ``letters`` stand for themselves; ``needs`` are texts of which one stands wherever the part does, ``all_needs`` all
    sets of such texts.
    """

    pattern: str
    first: frozenset[str] = frozenset()
    empty: bool = False
    times: str = ""
    blank: bool = False
    letters: str = ""
    needs: tuple[str, ...] = ()
    all_needs: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Phrase:
    """What a phrase becomes: its pattern between the edges of words, every character that can open it, what it needs.

    ``needs`` are texts of which one stands wherever the phrase does; empty if the phrase does not tell. ``all_needs``
    are all sets of such texts, of a single phrase only. The pattern is compiled when it is first looked for: most
    phrases need words that a document has nowhere.
    """

    pattern: str
    first: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    all_needs: tuple[tuple[str, ...], ...] = ()

    def edged(self, before: str, behind: str) -> Phrase:
        """The phrase between two patterns."""
        return replace(self, pattern=f"{before}{self.pattern}{behind}")

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def may_be_in(self, lower: str) -> bool:
        return not self.needs or holds_one(self.needs, lower)

    def holds_all_needs(self, lower: str) -> bool:
        """Whether a text in lower case holds one of each set of texts that the phrase needs."""
        for words in self.all_needs:  # noqa: SIM110
            if not holds_one(words, lower):
                return False
        return True

    def matches(self, lower: str) -> Iterator[re.Match[str]]:
        """Every place of the phrase in a text in lower case."""
        return self.compiled.finditer(lower) if self.may_be_in(lower) else iter(())


NEVER = Phrase("(?!)")
"""Finds nothing: what no row words."""


def holds_one(words: Sequence[str], lower: str) -> bool:
    """Whether one of the words stands in a text in lower case."""
    # a plain loop: this is asked tens of thousands of times, and any() takes thrice as long
    for word in words:  # noqa: SIM110
        if word in lower:
            return True
    return False


def read_phrase(phrase: str, slots: Slots | None = None) -> Phrase:
    """Read a phrase; ``slots`` are the patterns that it may name.

    Raises InputError for a phrase that breaks off or asks for a slot that nobody fills.

    >>> bool(re.fullmatch(read_phrase("[the] plan[s] of (one|two)").pattern, "plans of two"))
    True
    >>> sorted(read_phrase("[un]suitable|lac").first), read_phrase("[the] (plan[s]|order) of <n>", {"n": "x"}).needs
    (['l', 's', 'u'], ('plan', 'order'))
    """
    return one_of([phrase], slots)


def one_of(phrases: Sequence[str], slots: Slots | None = None) -> Phrase:
    """Several phrases as one, tried in their order; neighbours share the edge before them, so it is looked at once."""
    parts = [_Reader(phrase, slots or {}).whole() for phrase in phrases]
    patterns = [edge + _either(list(run)).pattern for edge, run in groupby(parts, _edge_before)]
    pattern = f"(?:{'|'.join(patterns)})" if len(patterns) > 1 else patterns[0]
    whole = _either(parts)
    return Phrase(rf"{pattern}(?!\w)", whole.first, whole.needs, whole.all_needs)


def _edge_before(part: _Part) -> str:
    return r"(?<!\w)" if any(letter.isalnum() for letter in part.first) else ""


def _either(branches: Sequence[_Part]) -> _Part:
    """The choice between parts; it needs nothing if one of them does not tell."""
    if len(branches) == 1:
        return branches[0]
    first = frozenset[str]().union(*(branch.first for branch in branches))
    needs = tuple(dict.fromkeys(word for b in branches for word in b.needs)) if all(b.needs for b in branches) else ()
    return _Part(
        f"(?:{'|'.join(b.pattern for b in branches)})",
        first,
        any(b.empty for b in branches),
        needs=needs,
        all_needs=(needs,) if needs else (),
    )


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, slots: Slots) -> None:
        self.phrase, self.slots = phrase, slots
        self.tokens = _TOKEN.findall(phrase.strip())
        self.place = 0

    def whole(self) -> _Part:
        part = self._choice()
        if self.place < len(self.tokens):
            raise self._broken(f"{self.tokens[self.place]!r} closes nothing")
        return part

    def _choice(self) -> _Part:
        """Sequences between strokes, up to a closing bracket or the end."""
        branches = [self._sequence()]
        while self._next() == "|":
            self.place += 1
            branches.append(self._sequence())
        return _either(branches)

    def _sequence(self) -> _Part:
        parts: list[tuple[bool, _Part]] = []
        while self._next() not in _ENDS:
            spaced = self._next().isspace()
            self.place += spaced
            if self._next() not in _ENDS:
                parts.append((spaced, self._part(spaced=spaced)))
        return _joined(parts)

    def _part(self, *, spaced: bool) -> _Part:
        token = self._next()
        self.place += 1
        if token.isalnum():
            return _Part(token, frozenset(token[0]), letters=token)
        if token in _CLOSED_BY:
            inner = self._closed(_CLOSED_BY[token])
            if token in _TIMES:
                return inner._replace(times=_TIMES[token])
            blank = r"\s*" if spaced else ""
            return _Part(rf"(?{token[0]}{blank}{inner.pattern}(?!\w))", empty=True, blank=True)
        if token == "!<(":
            words = "".join(self._until_closed()).split("|")
            return _Part("".join(rf"(?<!{re.escape(word)} )" for word in words), empty=True, blank=True)
        if token.startswith(("..", "~")):
            return _gap(token)
        if token.startswith("<") and len(token) > 1:
            return self._slot(token[1:-1])
        pattern = _LETTERS.get(token, re.escape(token.removeprefix("\\")))
        letters = "" if token in _LETTERS else token.removeprefix("\\")
        return _Part(pattern, _first_of(token), empty=token in "*-',", letters=letters)

    def _slot(self, name: str) -> _Part:
        own, _, kind = name.rpartition(":")
        if kind not in self.slots:
            raise self._broken(f"there is no slot {kind!r}")
        pattern = f"(?P<{own}>{self.slots[kind]})" if own else f"(?:{self.slots[kind]})"
        return _Part(pattern, _ANY, needs=_SLOTS_NEED.get(kind, ()))

    def _closed(self, bracket: str) -> _Part:
        inner = self._choice()
        if self._next() != bracket:
            raise self._broken(f"{bracket!r} is missing")
        self.place += 1
        return inner

    def _until_closed(self) -> list[str]:
        if ")" not in self.tokens[self.place :]:
            raise self._broken("')' is missing")
        start, self.place = self.place, self.tokens.index(")", self.place) + 1
        return self.tokens[start : self.place - 1]

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _broken(self, why: str) -> InputError:
        return InputError(f"the phrase {self.phrase!r} cannot be read: {why}", do="mend the phrase")


def _gap(token: str) -> _Part:
    """Some words, or anything of a clause, but none of the words behind the exclamation mark."""
    size, _, unwanted = token.rstrip(")").partition("!(")
    none_of = rf"(?!\b(?:{unwanted.replace('*', _LETTERS['*'])})\b)" if unwanted else ""
    if size.startswith(".."):
        return _Part(f"{none_of}{WORD},?", _ANY, empty=True, times=f"{{0,{size[2:]}}}?")
    anything = f"(?:{none_of}{_GAPS[size]})" if none_of else _GAPS[size]
    return _Part(rf"(?!\w){anything}*?(?!(?<=\w)\w)", _ANY, empty=True, blank=True)


def _first_of(token: str) -> frozenset[str]:
    if token == "-":
        return frozenset(" -")
    return _ANY if token in ("_", "*") else frozenset(token.removeprefix("\\")[0])


def _joined(parts: Sequence[tuple[bool, _Part]]) -> _Part:
    """The parts in a row: what may be left out takes the blank before it along, or at the start the one after."""
    pattern, first, empty, blank = "", frozenset[str](), True, True
    for place, (spaced, part) in enumerate(parts):
        if empty:
            first, empty = first | part.first, part.empty or bool(part.times)
        last = place + 1 == len(parts)
        follows = not last and parts[place + 1][0]
        looks_on = part.blank and not part.first
        held = part.blank and not part.pattern.startswith("(?<!") and (not looks_on or last or follows)
        before = r"\s+" if spaced and not blank and not held else ""
        if not part.times:
            pattern += before + part.pattern
            blank = bool(before) or blank if looks_on else part.blank
        elif blank and follows:
            pattern += rf"(?:{part.pattern}\s+){part.times}"
        else:
            pattern, blank = pattern + rf"(?:{before}{part.pattern}){part.times}", False
    needs = _needs_of(parts)
    best = max(needs, key=lambda words: min(map(len, words)) - len(words) / _LONG, default=())
    return _Part(pattern, first, empty, needs=best, all_needs=needs)


def _needs_of(parts: Sequence[tuple[bool, _Part]]) -> tuple[tuple[str, ...], ...]:
    """The words that a sequence cannot do without, and the choices; of these the longest is the best to look for."""
    needs: list[tuple[str, ...]] = [("",)]
    for spaced, part in parts:
        if part.letters and not spaced:
            needs[-1] = (needs[-1][0] + part.letters,)
        else:
            needs += [(part.letters,)] if part.letters else [part.needs if not part.times else (), ("",)]
    return tuple(words for words in needs if words and all(words))
